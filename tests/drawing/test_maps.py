"""Maps that stand alone: which areas they show, what they weigh, and what they name."""

import re
from itertools import combinations

import pytest
from conftest import DATA
from svg_reader import parse

from techvisits.drawing import keys
from techvisits.drawing.keys import missing_words
from techvisits.drawing.maps import draw_plate, draw_small_map, list_areas, small_frames
from techvisits.drawing.screen import box_around, do_overlap, text_box
from techvisits.record.filters import Filters
from techvisits.record.shelf import load_record
from techvisits.text.address import State
from techvisits.text.origin import route_page
from techvisits.text.page import Page

RECORD = load_record(DATA)
HEAVIEST = 28_000


def page_of(**values: str) -> Page:
    return Page(State(**values), RECORD)  # type: ignore[arg-type]


def numbers(page: Page) -> list[str]:
    """The numbers on the discs of a small map."""
    root = parse(f"<svg>{draw_small_map(page, names='plain')}</svg>")
    return [text for element in root.iter("text") if (text := element.text or "").isdigit()]


def test_the_map_of_a_trip_numbers_all_its_stops_once() -> None:
    trip = max(RECORD.trips.values(), key=lambda trip: len(trip.visits))
    located = [n for n, visit in enumerate(trip.visits, 1) if visit.meeting.place.position]
    assert sorted(map(int, numbers(page_of(trip=trip.trip_id)))) == located


def test_the_map_of_a_meeting_is_that_of_its_trip_in_its_area() -> None:
    page = page_of(meeting="2024-02-27-zuckerberg-kishida")
    assert route_page(page).state.trip == "zuckerberg-2024-02"
    assert list_areas(route_page(page)) == ["tokyo"]
    assert "3" in numbers(page)


def test_each_meeting_of_known_city_has_a_map_that_fits_into_a_page() -> None:
    for meeting in RECORD.meetings[::9]:
        page = page_of(meeting=meeting.meeting_id)
        small_map = draw_small_map(page)
        assert bool(small_map) == (page.centre_of(meeting) is not None)
        assert len(small_map.encode()) < HEAVIEST
        parse(f"<svg>{small_map}</svg>")


def test_markers_are_links_where_they_are_wanted() -> None:
    page = page_of(meeting="2024-02-27-zuckerberg-kishida")
    assert "<a " not in draw_small_map(page)
    assert 'href="/there"' in draw_small_map(page, href=lambda change: "/there")


def test_what_the_maps_cannot_show_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MOST_PLACES", 99)
    page = Page(State(filters=Filters().asking("company", ["apple"])), RECORD)
    drawings = [draw_plate(page, frame) for frame in small_frames(page)]
    drawn = {
        i
        for drawing in drawings
        for marker in drawing.markers
        if do_overlap(box_around(marker.at, marker.radius, marker.radius), drawing.frame.window)
        for i in marker.meeting_ids
    }
    words = missing_words(page, drawings)
    assert words.startswith("Not on the maps: somewhere in ")
    assert sum(map(int, re.findall(r" (\d+)", words))) == len(page.shown.meetings) - len(drawn)
    assert missing_words(page_of(meeting="2024-02-27-zuckerberg-kishida"), []) == ""


def test_a_map_of_filters_says_how_many_meetings_were_in_its_area() -> None:
    (frame,) = small_frames(page_of(view="tokyo"))
    number = sum(meeting.place.area == "tokyo" for meeting in RECORD.meetings)
    assert draw_plate(page_of(view="tokyo"), frame).labels[-1].text == f"Tokyo · {number} meetings"


def test_texts_at_the_edge_of_a_trips_map_do_not_cover_each_other() -> None:
    for trip_id in ("su-2026-03", "cook-2025-09", "altman-2025-02"):
        page = page_of(trip=trip_id)
        for frame in small_frames(page):
            texts = [label for label in draw_plate(page, frame).labels if not label.is_bold]
            boxes = [text_box(text.at, text.anchor, text.text, text.size) for text in texts]
            assert not [1 for a, b in combinations(boxes, 2) if do_overlap(a, b)]
