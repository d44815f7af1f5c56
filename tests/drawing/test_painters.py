"""One drawing, two painters: the live map and the picture show the same meetings at the same pixels, and so do the timelines."""

import datetime as dt
import json
import re
from collections import defaultdict
from xml.etree.ElementTree import Element

import pytest
from conftest import DATA
from decks import LIGHT, layers_of, pixel_of
from pages import page_of
from svg_reader import parse

from techvisits.drawing.desk import draw_time
from techvisits.drawing.model import Drawing
from techvisits.drawing.overview import draw_overview, overview_frame
from techvisits.drawing.painters.figure import BARS, LINE, MARGIN_TOP, paint_figure
from techvisits.drawing.painters.svg import paint_svg
from techvisits.drawing.painters.timeline_svg import Wording, paint_timeline
from techvisits.drawing.region import draw_region
from techvisits.drawing.trip import draw_trip, trip_frame
from techvisits.record.model import AREAS
from techvisits.record.shelf import load_record
from techvisits.text.page import Page
from techvisits.text.years.spans import months_between

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


def bars_of(root: Element) -> dict[tuple[int, float], list[tuple[int, int, int]]]:
    """By slot and opacity the bars of a picture, of single meetings and of months: month, top and height."""
    bars: defaultdict[tuple[int, float], list[tuple[int, int, int]]] = defaultdict(list)
    for each in root.iter():
        key = int((each.get("class") or "x")[5:6] or 0) if (each.get("class") or "").startswith("slot-") else -1
        if each.tag == "rect" and key >= 0:
            bars[key, float(each.get("opacity", 1))].append(tuple(int(each.get(n, "")) for n in ("x", "y", "height")))
        for left, bottom, height in re.findall(r"M(\d+) (\d+)v-(\d+)", each.get("d", "")) if key >= 0 else ():
            bars[key, float(each.get("opacity", 1))].append((int(left), int(bottom) - int(height), int(height)))
    return {key: sorted(each) for key, each in bars.items()}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "company=nvidia",
        "leader=mark-zuckerberg&meeting=2024-02-27-zuckerberg-kishida",
        "from=2016-01-01&to=2025-12-31",
        "trip=zuckerberg-2024-02",
    ],
)
def test_both_timelines_have_the_same_pieces_grey_bars_bands_and_marks(query: str) -> None:
    timeline = draw_time(page_of(query, RECORD))
    figure = json.loads(paint_figure(timeline, theme="light").to_json())
    root = parse(paint_timeline(timeline, Wording("Meetings by month"), href=lambda change: f"?{change}"))
    assert [link.get("data-go") for link in root.iter("a") if link.find("rect[@class]") is not None] == [
        str(piece.change) for piece in timeline.pieces if not piece.is_month
    ]
    live: defaultdict[tuple[str, float], list[tuple[int, int]]] = defaultdict(list)
    for trace in (each for each in figure["data"] if each.get("hoverinfo") != "skip"):
        opacity = trace["marker"].get("opacity", [1.0] * len(trace["x"]))
        for x, y, shade in zip(trace["x"], trace["y"], opacity, strict=True):
            live[trace["marker"]["color"] if isinstance(trace["marker"]["color"], str) else "", shade].append(
                (months_between(timeline.first, dt.date.fromisoformat(x)), y)
            )
    drawn = bars_of(root)
    assert sorted(bar for each in live.values() for bar in each) == sorted(
        (left, height) for each in drawn.values() for left, _, height in each
    )
    grey = [trace for trace in figure["data"] if trace.get("hoverinfo") == "skip"]
    hidden = root.findall(".//path[@class='hidden']")
    assert len(grey) == len(hidden) == bool(timeline.hidden)
    for trace, path in zip(grey, hidden, strict=True):
        assert [*trace["y"]] == [int(height) for height in re.findall(r"v-(\d+)", path.get("d", ""))]
    names = [text.text for text in root.iter("text")]
    written = [note["text"] for note in figure["layout"]["annotations"]]
    assert [name for name in written if name not in names] == []
    assert len(written) == sum(bool(each.name) for each in (*timeline.bands, *timeline.marks))


@pytest.mark.parametrize("query", ["", "from=2019-03-10&to=2025-12-31", "company=nvidia"])
def test_the_bars_of_a_month_stand_upon_each_other_and_above_the_highest_is_a_line_for_names(query: str) -> None:
    timeline = draw_time(page_of(query, RECORD))
    root = parse(paint_timeline(timeline, Wording("Meetings by month")))
    box = root.find("svg[@class='bars']")
    assert box is not None
    above, months, high = map(float, box.get("viewBox", "").split()[1:])
    top = max(timeline.totals.values())
    assert (months, high + above) == (timeline.months, pytest.approx(top))
    assert -above / high * BARS == pytest.approx(LINE, abs=1)
    assert (box.get("y"), box.get("height")) == (str(MARGIN_TOP), str(BARS))
    stacks: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for left, upper, height in (bar for each in bars_of(root).values() for bar in each):
        stacks[left].append((upper + height, upper))
    for stack in stacks.values():
        stack.sort(reverse=True)
        assert stack[0][0] == top
        assert all(lower[1] == upper[0] for lower, upper in zip(stack, stack[1:], strict=False))


def test_without_addresses_nothing_is_a_link_and_without_sources_no_other_site_is_named() -> None:
    timeline = draw_time(page_of("", RECORD))
    bare = paint_timeline(timeline, Wording("Meetings by month"), is_sourced=False)
    assert not list(parse(bare).iter("a"))
    assert "https:" not in bare
    sourced = [link.get("href") for link in parse(paint_timeline(timeline, Wording(""))).iter("a")]
    assert {*sourced} == {*(term.url for term in RECORD.terms), *(event.url for event in RECORD.events)}
    assert len(sourced) == len(RECORD.terms) + len(RECORD.events)


def test_each_year_is_a_link_at_its_start() -> None:
    timeline = draw_time(page_of("", RECORD))
    years = parse(paint_timeline(timeline, Wording(""), href=lambda change: f"?{change}")).find("g[@class='years']")
    assert years is not None
    places = {each.findtext(".//text"): float(each.get("x", "").rstrip("%")) for each in years}
    assert places == pytest.approx({str(2010 + n): n * 100 / 17 for n in range(17)}, abs=0.01)
    assert [link.get("data-go") for link in years.iter("a")][-1] == "from=2026-01-01&to=2026-12-31"
