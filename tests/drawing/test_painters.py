"""One drawing, two painters: the live map and the picture show the same meetings at the same pixels, and so do the timelines."""

import json
import re
from xml.etree.ElementTree import Element

import pytest
from conftest import DATA
from decks import LIGHT, layers_of, pixel_of
from pages import page_of
from svg_reader import parse

from techvisits.drawing.model import Drawing
from techvisits.drawing.overview import draw_overview, overview_frame
from techvisits.drawing.painters.figure import FAINT, paint_figure
from techvisits.drawing.painters.svg import paint_svg
from techvisits.drawing.painters.timeline_svg import paint_timeline
from techvisits.drawing.region import draw_region
from techvisits.drawing.timeline import build_timeline, months_between
from techvisits.drawing.trip import draw_trip, trip_frame
from techvisits.record.model import AREAS
from techvisits.record.shelf import load_record
from techvisits.text.page import Page

RECORD = load_record(DATA)
QUERIES = ["", "company=nvidia", "city=seoul&colour=company", "trip=zuckerberg-2024-02", "trip=cook-2022-12&lang=ja"]


def drawings_of(page: Page) -> list[Drawing]:
    size = (400, 512)
    if page.stops:
        return [*(draw_trip(page, trip_frame(area, size, page.stops)) for area in AREAS), draw_region(page)]
    return [*(draw_overview(page, overview_frame(area, "both", size)) for area in AREAS), draw_region(page)]


def is_seen(x: float, y: float, reach: float, drawing: Drawing) -> bool:
    return -reach < x < drawing.frame.width + reach and -reach < y < drawing.frame.height + reach


def live_markers(drawing: Drawing) -> dict[str, tuple[float, float]]:
    """Where deck.gl draws each marker that touches the pane, by what a click on it asks for."""
    layers = layers_of(drawing, LIGHT)
    (name,) = (name for name in layers if name.startswith("markers:"))
    places = {row["change"]: (*pixel_of(row, drawing.frame), row["size"] / 2) for row in layers[name]["data"]}
    return {change: (x, y) for change, (x, y, radius) in places.items() if is_seen(x, y, radius, drawing)}


def picture_of(drawing: Drawing) -> Element:
    return parse(paint_svg(drawing, names="plain", href=lambda change: f"?{change}", identifier="p"))


def pictured_markers(root: Element) -> dict[str, tuple[float, float]]:
    """Where the picture has each marker, by the change in its link."""
    found = {}
    for link in root.iter("a"):
        if place := re.match(r"translate\((\S+) (\S+)\)", link.get("transform", "")):
            found[link.get("data-go", "")] = float(place[1]), float(place[2])
    return found


@pytest.mark.parametrize("query", QUERIES)
def test_both_painters_show_the_same_meetings_at_the_same_pixels(query: str) -> None:
    for drawing in drawings_of(page_of(query, RECORD)):
        live, pictured = live_markers(drawing), pictured_markers(picture_of(drawing))
        assert live.keys() == pictured.keys()
        for change, (x, y) in live.items():
            assert pictured[change] == pytest.approx((x, y), abs=0.11), change


@pytest.mark.parametrize("query", QUERIES)
def test_both_painters_offer_the_same_lines(query: str) -> None:
    for drawing in drawings_of(page_of(query, RECORD)):
        layers = layers_of(drawing, LIGHT)
        (name,) = (name for name in layers if name.startswith("touch:"))
        live = {row["change"] for row in layers[name]["data"]}
        links = list(picture_of(drawing).iter("a"))
        pictured = {link.get("data-go", "") for link in links if not link.get("transform")}
        assert pictured <= live
        for line in drawing.lines:
            x, y = drawing.frame.pixel(line.path[0])
            if line.change and is_seen(x, y, 0, drawing):
                assert str(line.change) in pictured


@pytest.mark.parametrize("query", QUERIES)
def test_numbers_and_names_stand_at_the_same_pixels(query: str) -> None:
    for drawing in drawings_of(page_of(query, RECORD)):
        layers = layers_of(drawing, LIGHT)
        rows = [*layers["labels"]["data"], *layers["ways"]["data"]]
        live = sorted((row["number"], *pixel_of(row, drawing.frame)) for row in rows)
        values = sorted((label.text, *label.at) for label in drawing.labels)
        assert [text for text, *_ in live] == [text for text, *_ in values]
        for (_, *live_at), (_, *at) in zip(live, values, strict=True):
            assert live_at == pytest.approx(at, abs=0.11)
        written = [text.text for text in picture_of(drawing).iter("text")]
        assert {text for text, *_ in values} <= {*written}


@pytest.mark.parametrize(
    "query", ["", "company=nvidia", "leader=mark-zuckerberg&meeting=2024-02-27-zuckerberg-kishida"]
)
def test_both_timelines_have_the_same_pieces_in_the_same_order(query: str) -> None:
    page = page_of(query, RECORD)
    opened = page.state.meeting
    timeline = build_timeline(
        page.shown.meetings,
        RECORD.span,
        language=page.language,
        colouring=page.colouring,
        lit=[opened] if opened else [],
        selected=opened,
    )
    figure = json.loads(paint_figure(timeline, theme="light").to_json())
    root = parse(paint_timeline(timeline, alt="Meetings by month", href=lambda change: f"?{change}"))
    links = list(root.iter("a"))
    assert [i for trace in figure["data"] for i in trace["customdata"]] == [link.get("data-go") for link in links]
    opacity = [
        shade for trace in figure["data"] for shade in trace["marker"].get("opacity", [1.0] * len(trace["customdata"]))
    ]
    assert [float(link[0].get("opacity", 1)) for link in links] == opacity
    assert {*opacity} <= {1.0, FAINT}
    month = 100 / (months_between(timeline.first, timeline.last) + 1)
    for piece, link in zip(timeline.pieces, links, strict=True):
        left, width = (float(link[0].get(name, "nan").rstrip("%")) for name in ("x", "width"))
        assert left + width / 2 == pytest.approx((months_between(timeline.first, piece.month) + 0.5) * month, abs=0.02)


def test_the_pieces_of_a_month_stand_upon_each_other_and_the_highest_fills_the_height() -> None:
    page = page_of("", RECORD)
    timeline = build_timeline(page.shown.meetings, RECORD.span, language=page.language, colouring=page.colouring)
    root = parse(paint_timeline(timeline, alt="Meetings by month"))
    assert not list(root.iter("a"))
    by_month: dict[str, list[tuple[float, float]]] = {}
    for bar in (each for each in root.iter("rect") if each.get("class")):
        top, height = float(bar.get("y", "nan")), float(bar.get("height", "nan"))
        by_month.setdefault(bar.get("x", ""), []).append((top, top + height))
    for spans in by_month.values():
        spans.sort(reverse=True)
        assert spans[0][1] == pytest.approx(92, abs=0.02)
        for (top, _), (_, bottom) in zip(spans, spans[1:], strict=False):
            assert bottom == pytest.approx(top, abs=0.03)
    assert min(top for spans in by_month.values() for top, _ in spans) == pytest.approx(4, abs=0.02)
