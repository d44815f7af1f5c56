"""Trips: stops in order, legs between places, great circles that do not turn back."""

import functools
import itertools
import math

import pytest
from conftest import DATA
from geopy.distance import geodesic
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from techvisits.curate.check import load_records
from techvisits.record.filters import Filters, apply
from techvisits.record.records import AREAS
from techvisits.record.trips import Leg, Stop, bend, build_bundles, build_legs, build_stops, great_circle, straight

RECORDS = load_records(DATA)
TRIPS = sorted(RECORDS.trips.index)
ZUCKERBERG = "zuckerberg-2024-02"
SAN_FRANCISCO, TOKYO, SEOUL = (37.7749, -122.4194), (35.6764, 139.7493), (37.5665, 126.9780)
law = settings(deadline=None, max_examples=50)
points = st.tuples(st.floats(-89, 89), st.floats(-180, 180))


@functools.cache
def stops_of(trip_id: str) -> list[Stop]:
    return build_stops(trip_id, RECORDS)


def host_ids(stop_meeting_id: str) -> tuple[str, ...]:
    return tuple(RECORDS.meetings.at[stop_meeting_id, "host_ids"])


def test_the_zuckerberg_trip_stops_in_order() -> None:
    stops = stops_of(ZUCKERBERG)
    hosts = [host_ids(s.meeting_id)[0] for s in stops]
    known = ["akihira-kawasaki", "fumio-kishida", "kwon-bong-seok", "upstage", "lee-jae-yong", "yoon-suk-yeol"]
    assert [h for h in hosts if h in known] == known
    assert [s.number for s in stops] == list(range(1, len(stops) + 1))
    assert [s.meeting.sequence for s in stops] == sorted(s.meeting.sequence for s in stops)
    assert {s.meeting.leader_id for s in stops} == {"mark-zuckerberg"}
    areas = [area for area, _ in itertools.groupby(s.area for s in stops if s.area in AREAS)]
    assert areas == ["tokyo", "seoul"]


def test_the_zuckerberg_trip_has_one_leg_from_tokyo_to_seoul() -> None:
    legs = build_legs(ZUCKERBERG, stops_of(ZUCKERBERG))
    crossing = [leg for leg in legs if (leg.start.area, leg.end.area) == ("tokyo", "seoul")]
    assert len(crossing) == 1
    assert crossing[0].is_between_cities
    assert crossing[0].kilometres == pytest.approx(1150, abs=25)
    within = [leg for leg in legs if leg.start.area == leg.end.area == "seoul"]
    assert within
    assert all(leg.kilometres < 60 and not leg.is_between_cities for leg in within)


@pytest.mark.parametrize("trip_id", TRIPS)
def test_every_trip_has_its_visits_as_stops_and_its_moves_as_legs(trip_id: str) -> None:
    stops = stops_of(trip_id)
    visits = RECORDS.visits[RECORDS.visits["trip_id"] == trip_id].sort_values("sequence")
    assert [s.meeting_id for s in stops] == list(visits["meeting_id"])
    assert len(stops) >= 1
    legs = build_legs(trip_id, stops)
    for leg in legs:
        assert leg.start.number < leg.end.number
        assert leg.start.place_id != leg.end.place_id
        assert leg.kilometres == pytest.approx(geodesic(leg.start.position, leg.end.position).km)
        assert leg.kilometres > 0
    assert all(a.end.place_id == b.start.place_id for a, b in itertools.pairwise(legs))
    located = [s.place_id for s in stops if s.latitude is not None]
    assert len(legs) == sum(a != b for a, b in itertools.pairwise(located))


def test_an_unknown_trip_has_no_stops() -> None:
    assert build_stops("no-such-trip", RECORDS) == []
    assert build_legs("no-such-trip", []) == []


def test_a_stop_without_coordinates_says_so() -> None:
    stops = [s for trip_id in TRIPS for s in stops_of(trip_id)]
    nowhere = next(s for s in stops if s.latitude is None)
    with pytest.raises(ValueError, match=nowhere.place_id):
        _ = nowhere.position


def test_tokyo_to_seoul_is_about_1150_kilometres() -> None:
    at = {area: RECORDS.places.loc[area, ["latitude", "longitude"]].astype(float) for area in AREAS}
    assert geodesic(tuple(at["tokyo"]), tuple(at["seoul"])).km == pytest.approx(1150, abs=20)


def test_the_way_from_san_francisco_to_tokyo_crosses_the_pacific() -> None:
    path = great_circle(SAN_FRANCISCO, TOKYO)
    longitudes = [p[0] for p in path]
    assert longitudes[0] == pytest.approx(-122.4194)
    assert longitudes[-1] == pytest.approx(139.7493 - 360)
    assert all(b < a and a - b < 15 for a, b in itertools.pairwise(longitudes)), "westward without a jump"
    assert max(p[1] for p in path) == pytest.approx(48, abs=2), "the great circle passes south of the Aleutians"
    back = great_circle(TOKYO, SAN_FRANCISCO)
    assert all(0 < b[0] - a[0] < 15 for a, b in itertools.pairwise(back)), "eastward without a jump"


@law
@given(points, points)
def test_a_great_circle_is_the_shortest_way_without_a_jump(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    angle = central_angle(start, end)
    assume(math.radians(0.01) < angle < math.radians(175))
    path = great_circle(start, end)
    for position, point in ((start, path[0]), (end, path[-1])):
        assert point[1] == pytest.approx(position[0], abs=1e-4)
        assert math.cos(math.radians(point[0] - position[1])) == pytest.approx(1, abs=1e-9)
    assert all(abs(b[0] - a[0]) <= 180 for a, b in itertools.pairwise(path))
    length = sum(central_angle((a[1], a[0]), (b[1], b[0])) for a, b in itertools.pairwise(path))
    assert length == pytest.approx(angle, rel=1e-3, abs=1e-5)


def test_a_way_from_a_place_to_itself_stays_there() -> None:
    assert {tuple(p) for p in great_circle(TOKYO, TOKYO)} == {(139.7493, 35.6764)}


def central_angle(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Radians between two (latitude, longitude), by the haversine."""
    (p, q), (r, s) = (map(math.radians, x) for x in (a, b))
    half = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 2 * math.asin(min(1, math.sqrt(half)))


@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(leader=("mark-zuckerberg",)), Filters(sources=2), Filters(q="AI"), Filters(city=("seoul",))],
    ids=str,
)
def test_bundles_hold_every_move_between_two_places_once(filters: Filters) -> None:
    shown = apply(filters, RECORDS).visits
    nodes = [place if known else "" for place, known in zip(shown["place_id"], shown["latitude"].notna(), strict=True)]
    expected: dict[tuple[str, ...], list[str]] = {}
    for trip_id, visits in shown.assign(node=nodes).groupby("trip_id"):
        places = [node for node in visits.sort_values("sequence")["node"] if node]
        for pair in itertools.pairwise(places):
            if pair[0] != pair[1]:
                expected.setdefault(tuple(sorted(pair)), []).append(str(trip_id))
    found = build_bundles(shown, nodes)
    assert {pair: sorted(ids) for pair, ids in found.items()} == {pair: sorted(ids) for pair, ids in expected.items()}
    assert all(a < b for a, b in found)


def test_one_of_the_bundles_is_zuckerbergs() -> None:
    leg = tokyo_seoul_leg()
    pair = (min(leg.start.place_id, leg.end.place_id), max(leg.start.place_id, leg.end.place_id))
    assert ZUCKERBERG in build_bundles(RECORDS.visits, RECORDS.visits["place_id"])[pair]


@pytest.mark.parametrize("bow", [0.0, 0.09, 0.18])
def test_a_bent_way_keeps_its_ends_and_its_middle_is_beside(bow: float) -> None:
    path = straight((37.5, 126.9), (37.6, 127.1), 16)
    bent = bend(path, bow)
    assert (bent[0], bent[-1]) == (path[0], path[-1])
    (x, y), (u, v) = path[8], bent[8]
    narrow = math.cos(math.radians(37.55))
    length = math.hypot((path[-1][0] - path[0][0]) * narrow, path[-1][1] - path[0][1])
    assert math.hypot((u - x) * narrow, v - y) == pytest.approx(bow * length, abs=1e-5)


def test_there_and_back_are_bent_to_different_sides() -> None:
    there = bend(straight((37.5, 126.9), (37.6, 127.1), 16), 0.1)
    back = bend(straight((37.6, 127.1), (37.5, 126.9), 16), 0.1)
    assert math.dist(there[8], back[8]) > 0.02


def tokyo_seoul_leg() -> Leg:
    legs = build_legs(ZUCKERBERG, stops_of(ZUCKERBERG))
    return next(leg for leg in legs if (leg.start.area, leg.end.area) == ("tokyo", "seoul"))
