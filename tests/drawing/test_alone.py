"""Pictures that stand alone: whole in themselves, with all their words in sight, as SVG and as PNG."""

import re
from io import BytesIO

import numpy as np
import pytest
from conftest import DATA
from numpy.typing import NDArray
from PIL import Image
from svg_reader import parse

from techvisits.drawing.painters.raster import paint_png
from techvisits.drawing.preview import HEIGHT, MAP_LEFT, MOST_MAPS, TEXT_WIDTH, WIDTH, paint_preview
from techvisits.drawing.preview import LEFT as TEXT_LEFT
from techvisits.drawing.printed import paint_print
from techvisits.drawing.style import colour_pairs
from techvisits.record.shelf import load_record
from techvisits.text import origin
from techvisits.text.address import State, read
from techvisits.text.page import Page

RECORD = load_record(DATA)
TEXT = re.compile(r"<text\b.*?</text>", re.DOTALL)
CREDITS = ["Tech Visits, data 9.9.9, https://example.org/", "© OpenStreetMap contributors"]
PAPER = tuple(bytes.fromhex(colour_pairs()["--paper"][0][1:]))
QUERIES: tuple[dict[str, list[str]], ...] = (
    {},
    {"leader": ["jensen-huang"]},
    {"status": ["announced"]},
    {"place": ["lg-twin-towers"], "lang": ["ko"]},
    {"trip": ["zuckerberg-2024-02"], "lang": ["ja"]},
    {"meeting": ["2024-02-27-zuckerberg-kishida"]},
    {"view": ["tokyo"], "colour": ["company"]},
    {"q": ["nothing on record has these words"]},
)


def page_of(query: dict[str, list[str]]) -> Page:
    state, problems = read(query, RECORD)
    assert problems == []
    return Page(state, RECORD)


def pixels(png: bytes) -> NDArray[np.uint8]:
    return np.asarray(Image.open(BytesIO(png)).convert("RGB"))


def hardest() -> list[Page]:
    """The meetings and trips with the longest titles and the most stops, each in every language."""
    meetings = sorted(RECORD.meetings, key=lambda m: len(origin.title_of(Page(State(meeting=m.meeting_id), RECORD))))
    trips = sorted(RECORD.trips.values(), key=lambda trip: len(trip.visits))
    states = [State(meeting=meetings[-1].meeting_id), State(trip=trips[-1].trip_id)]
    return [
        Page(State(meeting=s.meeting, trip=s.trip, language=code), RECORD)
        for s in states
        for code in ("en", "ja", "ko")
    ]


@pytest.mark.parametrize("query", QUERIES, ids=str)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_printed_map_is_whole_in_itself(query: dict[str, list[str]], theme: str) -> None:
    page = page_of(query)
    picture = paint_print(page, CREDITS, theme=theme)
    root = parse(picture)
    assert "var(" not in picture
    assert not [e for e in root.iter() if any(key.endswith("href") for key in e.attrib) or e.tag in ("image", "use")]
    assert not re.search(r"url\(|<a |<script|https?://(?!www\.w3\.org/2000/svg|example\.org/)", picture)
    words = " ".join("".join(text.itertext()) for text in root.iter("text"))
    assert all(line in words for line in CREDITS)
    assert root.findtext("title") == origin.title_of(page)
    assert {"light": "#FBFAF7", "dark": "#131519"}[theme] in picture


def test_the_legend_explains_the_colours_and_shapes_that_occur_and_no_others() -> None:
    def words(query: dict[str, list[str]]) -> list[str]:
        return [text.text or "" for text in parse(paint_print(page_of(query), [])).iter("text")]

    assert {"Government", "Company", "University, public", "city or district only"} <= {*words({})}
    announced = words({"status": ["announced"]})
    assert "Announced" in announced
    assert not {"Unconfirmed", "Cancelled", "place inferred"} & {*announced}
    by_company = page_of({"colour": ["company"]}).colouring
    assert {*by_company.names.values(), by_company.other} <= {*words({"colour": ["company"]})}


def test_the_stops_of_a_trip_are_listed_by_number() -> None:
    root = parse(paint_print(page_of({"trip": ["zuckerberg-2024-02"]}), []))
    words = [text.text or "" for text in root.iter("text")]
    assert {*"1234567"} <= {*words}
    assert "Fumio Kishida (Prime Minister)" in words


def test_letters_are_drawn_and_a_picture_is_as_large_as_asked() -> None:
    picture = paint_print(page_of({"trip": ["zuckerberg-2024-02"]}), CREDITS)
    drawn, bare = pixels(paint_png(picture)), pixels(paint_png(TEXT.sub("", picture)))
    width, height = (int(parse(picture).get(side, "")) for side in ("width", "height"))
    assert drawn.shape == (height, width, 3)
    assert (drawn[40:64] != bare[40:64]).any(axis=2).sum() > 1000
    assert (drawn[-50:] != bare[-50:]).any(axis=2).sum() > 500
    assert pixels(paint_png(picture, zoom=2)).shape == (2 * height, 2 * width, 3)


def test_a_letter_that_no_font_has_is_left_out_and_not_drawn_as_a_box() -> None:
    def picture(text: str) -> str:
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text x="5" y="20">{text}</text></svg>'

    assert paint_png(picture("A\U00013000B")) == paint_png(picture("AB")) != paint_png(picture("A B"))


@pytest.mark.parametrize("page", hardest(), ids=lambda page: str(page.state))
def test_the_words_of_a_preview_stay_beside_its_map(page: Page) -> None:
    png = paint_png(paint_preview(page, "example.org"), is_light=True)
    image = pixels(png)
    assert image.shape == (HEIGHT, WIDTH, 3)
    assert len(png) < 200_000
    between = image[:, TEXT_LEFT + TEXT_WIDTH + 8 : MAP_LEFT - 4].reshape(-1, 3)
    assert np.abs(between.astype(int) - PAPER).max() < 8
    assert np.abs(image[:, : TEXT_LEFT - 6].astype(int) - PAPER).max() < 8
    assert np.abs(image[:, MAP_LEFT:].astype(int) - PAPER).max() > 100


def test_every_trip_and_every_meeting_has_a_preview() -> None:
    states = [*(State(trip=i) for i in RECORD.trips), *(State(meeting=m.meeting_id) for m in RECORD.meetings)]
    for state in states[::11]:
        page = Page(state, RECORD)
        root = parse(paint_preview(page, "example.org"))
        texts = [
            (float(e.get("y", "0")), float(g.get("font-size", "0")))
            for g in root.findall("g")
            for e in g.findall("text")
        ]
        assert len(texts) > 3
        assert all(size < y <= HEIGHT - 6 for y, size in texts)
        assert len(list(root.iter("svg"))) - 1 <= 3


def test_a_preview_of_filters_shows_two_areas_at_the_most() -> None:
    assert len([*parse(paint_preview(page_of({}), "")).iter("svg")]) - 1 == MOST_MAPS
    assert not [*parse(paint_preview(page_of({"q": ["no such words"]}), "")).iter("path")]
