"""A trip in one pane: its stops numbered, named and none over another, at one scale for both areas."""

from itertools import combinations
from math import dist

import pytest
from pages import KISHIDA, SMALL, ZUCKERBERG, day, host, like, page_of, place_at, record_of

from techvisits.drawing.model import Drawing, Frame, Share, View
from techvisits.drawing.overview import CENTRES
from techvisits.drawing.trip import RADIUS, begins_in_sight, draw_trip, trip_frame
from techvisits.record.geo import Position
from techvisits.record.model import AREAS, Place
from techvisits.record.trips import build_stops
from techvisits.text.page import Page

SIZE = (360, 450)
TRIP = f"trip={ZUCKERBERG}"
SEOUL: Position = (37.537, 126.992)


def page_with(*places: Place, query: str = "") -> Page:
    """An open trip that stops at these places, a day each."""
    stops = [
        like(KISHIDA, meeting_id=f"m{n}", place=place, date=day(f"2024-03-{n:02}"), hosts=(host(f"Host {n}", "Firm"),))
        for n, place in enumerate(places, 1)
    ]
    record = record_of(stops, "one")
    return page_of(f"trip=one&{query}", record)


def near(name: str, north: float, east: float, **changes: object) -> Place:
    """A place so many degrees from the middle of Seoul's view."""
    return place_at(name, (SEOUL[0] + north, SEOUL[1] + east), **changes)


def drawing_of(page: Page, area: str = "seoul") -> Drawing:
    return draw_trip(page, trip_frame(area, SIZE, page.stops))


# --- what the pane looks at


def test_both_panes_of_a_trip_have_one_scale_at_which_the_stops_of_each_fit() -> None:
    stops = page_of(TRIP).stops
    frames = {area: trip_frame(area, SIZE, stops) for area in AREAS}
    assert frames["seoul"].view.zoom == frames["tokyo"].view.zoom
    for area, frame in frames.items():
        assert (frame.area, frame.width, frame.height) == (area, *SIZE)
        for stop in stops:
            if stop.place.area == area and stop.place.place_id != "kawasaki-akihira-forge":
                x, y = frame.pixel(stop.place.position or (0, 0))
                assert 70 - 0.1 <= x <= 290.1
                assert 70 - 0.1 <= y <= 380.1


def test_the_pane_of_a_city_without_a_stop_shows_the_city() -> None:
    frame = trip_frame("seoul", SIZE, page_of("trip=cook-2019-12").stops)
    assert frame.view == View(*CENTRES["seoul"], 11.6)


@pytest.mark.parametrize(
    ("north", "east", "is_near"),
    [(0.29, 0.0, True), (0.31, 0.0, False), (-0.29, 0, True), (0.0, 0.37, True), (0.0, 0.38, False), (0, -0.38, False)],
)
def test_one_far_stop_does_not_make_the_others_one_dot(north: float, east: float, is_near: bool) -> None:
    stops = page_with(near("a", 0, 0), near("b", 0.01, 0.01), near("far", north, east)).stops
    middle = trip_frame("seoul", SIZE, stops).view
    assert (middle.latitude, middle.longitude) == pytest.approx(
        (SEOUL[0] + north / 2, SEOUL[1] + east / 2) if is_near else (SEOUL[0] + 0.005, SEOUL[1] + 0.005), abs=0.006
    )


def test_where_all_stops_are_far_the_pane_goes_there() -> None:
    middle = trip_frame(
        "seoul", SIZE, page_with(near("far", 0.5, 0.5), near("lost", 0, 0, area="elsewhere")).stops
    ).view
    assert (middle.latitude, middle.longitude) == pytest.approx((38.037, 127.492))


@pytest.mark.parametrize(
    ("place", "is_in_sight"),
    [
        (near("here", 0, 0), True),
        (near("far", 0.29, 0), False),
        (near("nowhere", 0, 0, area="elsewhere"), False),
        (place_at("unknown", None), False),
    ],
)
def test_an_arrival_can_be_drawn_where_the_trip_begins_in_sight(place: Place, is_in_sight: bool) -> None:
    frame = Frame("seoul", *SIZE, View(*SEOUL, 11.6))
    assert begins_in_sight(frame, page_with(place, near("b", 0, 0)).stops) is is_in_sight


# --- the stops


def test_the_stops_of_the_area_are_markers_in_the_order_of_the_trip() -> None:
    for area, numbers in (("tokyo", "123"), ("seoul", "4567")):
        drawing = drawing_of(page_of(TRIP), area)
        stops = [stop for stop in build_stops(SMALL.trips[ZUCKERBERG]) if stop.place.area == area]
        assert "".join(marker.number for marker in drawing.markers) == numbers
        assert [marker.meeting_ids for marker in drawing.markers] == [(stop.meeting.meeting_id,) for stop in stops]
        assert [str(marker.change) for marker in drawing.markers] == [f"meeting={s.meeting.meeting_id}" for s in stops]
        assert {marker.radius for marker in drawing.markers} == {RADIUS}
        for marker, stop in zip(drawing.markers, stops, strict=True):
            assert marker.position == pytest.approx(stop.place.position)
            assert marker.at == pytest.approx(drawing.frame.pixel(marker.position), abs=0.1)


def test_a_stop_has_the_colour_of_its_host_and_the_shape_of_what_is_sure() -> None:
    markers = drawing_of(page_of(TRIP), "tokyo").markers
    assert [(marker.slot, marker.shape) for marker in markers] == [(3, "disc"), (3, "dashed"), (1, "disc")]
    assert [marker.shares for marker in markers] == [(Share(3, True, 12),), (), (Share(1, True, 12),)]


def test_a_pointer_reads_who_met_whom_and_where() -> None:
    marker = drawing_of(page_of(f"{TRIP}&host=cho-joo-wan")).markers[0]
    assert marker.words.title == "4  Mark Zuckerberg (Meta) – Cho Joo-wan (LG Electronics) and 2 others"
    assert marker.words.lines == ("28 Feb 2024", "LG Twin Towers")


def test_the_open_stop_is_lit() -> None:
    markers = drawing_of(page_of(f"{TRIP}&meeting={KISHIDA}"), "tokyo").markers
    assert [marker.is_lit for marker in markers] == [False, False, True]


def test_stops_at_one_address_stand_beside_each_other() -> None:
    spot = near("one", 0, 0)
    drawing = drawing_of(page_with(spot, spot, near("two", 0.0001, 0)))
    assert all(dist(a.at, b.at) >= 2 * RADIUS for a, b in combinations(drawing.markers, 2))
    assert drawing.markers[0].position == spot.position, "the true place stays"


def test_stops_somewhere_in_a_city_stand_in_a_column_in_order() -> None:
    """They have no true place: the column stands on the city's middle, and the legs end where they stand."""
    city = near("seoul", 0, 0, kind="city")
    drawing = drawing_of(page_with(city, city, city, near("venue", 0.05, 0.05)))
    column = drawing.markers[:3]
    assert [marker.shape for marker in column] == ["square"] * 3
    (x, _), middle = column[0].at, drawing.frame.pixel(SEOUL)
    assert {round(marker.at[0], 1) for marker in column} == {round(x, 1)}
    assert [marker.at[1] - column[0].at[1] for marker in column] == pytest.approx([0, 25.3, 50.6])
    assert column[1].at == pytest.approx(middle, abs=0.1)
    for marker in column:
        assert drawing.frame.pixel(marker.position) == pytest.approx(marker.at, abs=0.1)
    assert [line.path[-1] for line in drawing.lines[-1:]] == [pytest.approx(near("venue", 0.05, 0.05).position)]
    assert drawing.lines[-1].path[0] == pytest.approx(column[2].position)


def test_two_stops_somewhere_in_a_city_stand_half_a_step_above_and_below_it() -> None:
    city = near("seoul", 0, 0, kind="city")
    one, two = drawing_of(page_with(city, city)).markers
    assert (one.at[1], two.at[1]) == pytest.approx((225 - 12.65, 225 + 12.65), abs=0.1)
    (alone,) = drawing_of(page_with(city)).markers
    assert alone.at == pytest.approx((180, 225), abs=0.1)


@pytest.mark.parametrize(
    ("kind", "query", "outline"),
    [
        ("city", "", "faint"),
        ("city", "meeting=m1", "lit"),
        ("city", "meeting=m2", "faint"),
        ("venue", "meeting=m1", ""),
    ],
)
def test_the_city_is_drawn_itself_for_a_stop_somewhere_in_it(kind: str, query: str, outline: str) -> None:
    page = page_with(near("seoul", 0, 0, kind=kind), near("b", 0.02, 0.02), query=query)
    assert drawing_of(page).outline == outline


def test_a_stop_of_which_nobody_knows_where_it_was_is_not_drawn() -> None:
    drawing = drawing_of(page_with(near("a", 0, 0), place_at("lost", None), near("c", 0.02, 0)))
    assert [marker.number for marker in drawing.markers] == ["1", "3"]


def test_the_names_of_the_hosts_stand_beside_their_stops() -> None:
    drawing = drawing_of(page_of(TRIP))
    names = [label for label in drawing.labels if label.is_bold]
    assert [label.text for label in names] == ["LG", "Upstage +4", "Lee Jae-yong"]
    assert {label.size for label in names} == {13.5}
    japanese = drawing_of(page_of(f"{TRIP}&lang=ja")).labels
    assert "イ・ジェヨン" in [label.text for label in japanese]


def test_the_picture_has_the_words_of_the_trip() -> None:
    page = page_of(TRIP)
    assert drawing_of(page).alt == f"Seoul: {page.alt}"
    assert drawing_of(page_of("trip=cook-2019-12"), "seoul").markers == ()
