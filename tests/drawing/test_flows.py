"""Flows: the legs of many trips between two clusters as one line, its width and number their count."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from conftest import DATA
from pages import KISHIDA, day, like, page_of, place_at, record_of

from techvisits.drawing.clusters import at_place, build_clusters
from techvisits.drawing.desk import frames_of
from techvisits.drawing.flows import MOST, MOST_TAKEN, draw_flows
from techvisits.drawing.model import Frame, Label, Line, View
from techvisits.drawing.overview import draw_overview
from techvisits.drawing.screen import do_overlap, text_box
from techvisits.record.geo import Position
from techvisits.record.model import Meeting, Name, Place
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.text.page import MANY_TRIPS, Page

FRAME = Frame("seoul", 400, 512, View(37.537, 126.992, 10.62))
WEST, EAST, SOUTH = FRAME.position((100, 300)), FRAME.position((300, 300)), FRAME.position((100, 450))
TOKYO: Position = (35.68906, 139.69222)
PLACES = {"west": WEST, "east": EAST, "south": SOUTH}


def stop(trip: str, number: int, place: str | Place) -> Meeting:
    """The stop of a trip on a day of its own."""
    where = place_at(place, PLACES[place], area="seoul") if isinstance(place, str) else place
    date = day("2024-01-01") + dt.timedelta(number)
    return like(KISHIDA, meeting_id=f"{trip}-{number:03}", place=where, date=date)


def record_with(*trips: Sequence[str]) -> Record:
    """A record of trips, each told by its places in order."""
    stops = [stop(f"t{n:03}", number, place) for n, trip in enumerate(trips) for number, place in enumerate(trip)]
    return record_of(stops, {meeting.meeting_id: meeting.meeting_id[:4] for meeting in stops})


def flows_of(record: Record, query: str = "") -> tuple[list[Line], list[Label]]:
    page = Page(page_of(query).state, record)
    here = [meeting for meeting in record.meetings if meeting.place.area == FRAME.area]
    return draw_flows(page, FRAME, build_clusters(here, FRAME), at_place)


def test_a_leg_is_a_line_between_two_places() -> None:
    (line,), numbers = flows_of(record_with(["west", "east"]))
    assert {*line.path} == {WEST, EAST}
    assert line.trip_ids == ("t000",)
    assert numbers == [], "one leg needs no number"
    assert str(line.change) == "meeting=&trip=t000"
    assert line.words.title == "1 leg"
    assert line.words.lines == ("Mark Zuckerberg (Meta), Jan 2024",)
    assert not line.is_lit


def test_the_legs_of_many_trips_there_and_back_are_one_line_with_their_number() -> None:
    """A click lists the trips it stands for, and no other of their leaders."""
    record = record_with(["west", "east"], ["east", "west"], ["west", "east", "west"])
    (line,), (number,) = flows_of(record)
    assert line.trip_ids == ("t000", "t001", "t002")
    assert str(line.change) == "meeting=&trip=t000&trip=t001&trip=t002"
    assert line.words.title == "4 legs"
    assert number.text == "4"
    assert number.at == pytest.approx((200, 300), abs=0.1)
    assert (number.size, number.anchor, number.is_bold) == (12.0, "middle", True)


def test_a_line_is_as_wide_as_it_has_legs_and_stronger() -> None:
    for count, width, opacity in ((1, 1.2, 107), (2, 1.49, 129), (4, 1.9, 173), (5, 2.07, 190), (16, 3.3, 190)):
        (line,), _ = flows_of(record_with(*[["west", "east"]] * count))
        assert line.width == width
        assert line.opacity == pytest.approx(opacity / 255)


def test_where_there_are_many_trips_lines_of_few_legs_step_back() -> None:
    many = [["south"]] * (MANY_TRIPS - 1)
    (line,), _ = flows_of(record_with(["west", "east"], *many))
    assert line.opacity == pytest.approx(107 / 255)
    (faint,), _ = flows_of(record_with(["west", "east"], ["south"], *many), "arrivals=1")
    assert faint.opacity == pytest.approx(36 / 255)
    assert faint.width == line.width


def test_of_many_trips_only_ways_taken_twice_are_drawn_and_those_of_the_open_meeting() -> None:
    many = [["south"]] * MANY_TRIPS
    record = record_with(["west", "east"], ["west", "south"], ["west", "south"], *many)
    assert [len(line.trip_ids) for line in flows_of(record)[0]] == [2]
    assert [len(line.trip_ids) for line in flows_of(record, "arrivals=1")[0]] == [2, 1]
    alone = next(meeting for meeting in record.meetings if meeting.place.place_id == "east")
    opened = Page(replace(page_of().state, meeting=alone.meeting_id), record)
    clusters = build_clusters(record.meetings, FRAME)
    assert [len(line.trip_ids) for line in draw_flows(opened, FRAME, clusters, at_place)[0]] == [2, 1]


def test_a_crowded_pane_has_as_many_lines_as_can_be_read() -> None:
    page = page_of("", load_record(DATA))
    for frame in frames_of(page):
        lines = draw_overview(page, frame).lines
        assert 0 < len(lines) <= MOST_TAKEN
        assert min(len(line.trip_ids) for line in lines) >= 1


def test_the_line_of_most_legs_comes_first() -> None:
    lines, numbers = flows_of(
        record_with(["west", "south"], ["west", "east", "west"], ["east", "south", "east", "south"])
    )
    assert [line.words.title for line in lines] == ["3 legs", "2 legs", "1 leg"]
    assert [number.text for number in numbers] == ["3", "2"]


def test_places_of_one_cluster_have_no_line_between_them() -> None:
    near = (WEST[0], WEST[1] + 0.0005)
    stops = [stop("t000", 0, "west"), stop("t000", 1, place_at("next", near)), stop("t000", 2, "east")]
    (line,), _ = flows_of(record_of(stops, "t000"))
    assert EAST in line.path
    assert line.words.title == "1 leg"


def test_a_stop_that_is_nowhere_in_the_pane_is_passed_over() -> None:
    """Somewhere in this area, or where nobody knows."""
    vague = place_at("seoul", (37.56, 126.98), kind="city", area="seoul")
    lost = place_at("lost", None, area="elsewhere", city_id="", city=Name(""))
    for place in (vague, lost):
        stops = [stop("t000", 0, "west"), stop("t000", 1, place), stop("t000", 2, "east")]
        (line,), _ = flows_of(record_of(stops, "t000"))
        assert {*line.path} == {WEST, EAST}


def test_lines_go_to_the_other_area_and_to_cities_elsewhere_along_the_earth() -> None:
    """A flow begins in the pane; what runs between two other cities is not in it."""
    tokyo = place_at("kantei", (35.673, 139.743), area="tokyo", city_id="tokyo")
    busan = place_at("bexco", (35.169, 129.136), area="elsewhere", city_id="busan")
    stops = [
        stop("t000", 0, "west"),
        stop("t000", 1, tokyo),
        stop("t000", 2, busan),
        stop("t000", 3, "east"),
    ]
    lines, _ = flows_of(record_of(stops, "t000"))
    assert len(lines) == 2
    ends = {line.path[0]: line.path[-1] for line in lines}
    assert [*ends] == [pytest.approx(WEST), pytest.approx(EAST)]
    assert [*ends.values()] == [pytest.approx(TOKYO), pytest.approx((35.169, 129.136))]
    assert [len(line.path) for line in lines] == [9, 9]


def test_a_line_within_a_city_is_straight() -> None:
    (line,), _ = flows_of(record_with(["west", "east"]))
    assert len(line.path) == 2


def test_a_pointer_reads_four_of_the_trips_and_how_many_more() -> None:
    (line,), _ = flows_of(record_with(*[["west", "east"]] * 4))
    assert len(line.words.lines) == 4
    (line,), _ = flows_of(record_with(*[["west", "east"]] * 6))
    assert len(line.words.lines) == 5
    assert line.words.lines[-1] == "and 2 more"
    (line,), _ = flows_of(record_with(*[["west", "east"]] * 5))
    assert line.words.lines[-1] == "and 1 more"
    assert line.words.lines[0] == "Mark Zuckerberg (Meta), Jan 2024"
    assert flows_of(record_with(*[["west", "east"]] * 6), "lang=ja")[0][0].words.title == "移動6回"


def test_a_trip_is_told_by_the_month_in_which_it_began() -> None:
    stops = [stop("t000", 0, "west"), stop("t000", 40, "east")]
    (line,), _ = flows_of(record_of(stops, "t000"))
    assert line.words.lines == ("Mark Zuckerberg (Meta), Jan 2024",)


def test_numbers_cover_no_marker_and_no_other_number() -> None:
    record = record_with(*[["west", "east", "west", "south", "east"]] * 5)
    clusters = build_clusters(record.meetings, FRAME)
    lines, numbers = flows_of(record)
    assert [len(lines), len(numbers)] == [3, 3]
    boxes = [text_box(number.at, "middle", number.text, number.size) for number in numbers]
    for n, box in enumerate(boxes):
        assert not any(do_overlap(box, cluster.disc.box) for cluster in clusters)
        assert not any(do_overlap(box, other) for other in boxes[n + 1 :])


def test_a_line_too_short_for_its_number_has_none() -> None:
    stops = [
        stop(trip, number, place_at(f"p{number}", FRAME.position((100 + 20.0 * number, 300))))
        for trip in ("t000", "t001")
        for number in (0, 1)
    ]
    (line,), numbers = flows_of(record_of(stops, {meeting.meeting_id: meeting.meeting_id[:4] for meeting in stops}))
    assert line.words.title == "2 legs"
    assert numbers == []


@pytest.mark.parametrize("in_pane", ["west", "zzz"])
def test_a_line_that_leaves_the_pane_has_its_number_on_the_part_that_is_seen(in_pane: str) -> None:
    """Whichever of its ends is seen; one of which neither is has none."""
    seen = place_at(in_pane, WEST, area="seoul")
    out = place_at("x", FRAME.position((100, -160)), area="seoul")
    beyond = place_at("y", FRAME.position((100, -700)), area="seoul")
    for places, at in (((seen, out), (100, 169.5)), ((out, beyond), None)):
        stops = [stop(trip, number, place) for trip in ("t000", "t001") for number, place in enumerate(places)]
        record = record_of(stops, {meeting.meeting_id: meeting.meeting_id[:4] for meeting in stops})
        (line,), numbers = flows_of(record)
        assert line.words.title == "2 legs"
        assert [number.at for number in numbers] == ([pytest.approx(at, abs=0.1)] if at else [])


def test_no_more_lines_than_can_be_told_apart() -> None:
    """A trip of 320 places, each far from the last."""
    frame = Frame("seoul", 400, 512, View(0.0, 126.0, 8.0))
    places = [place_at(f"p{n:03}", frame.position((200 + 50.0 * n, 100.0 * (n % 5))), area="seoul") for n in range(320)]
    page = Page(page_of().state, record_of([stop("t000", n, place) for n, place in enumerate(places)], "t000"))
    clusters = build_clusters(page.shown.meetings, frame)
    assert len(clusters) == 320
    lines, _ = draw_flows(page, frame, clusters, at_place)
    assert len(lines) == MOST
