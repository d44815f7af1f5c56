"""Trips: stops in order, legs between places, and the moves of many trips as flows."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Edit
from geopy.distance import geodesic
from hypothesis import given, settings
from small import (
    DEVELOPERS,
    FORGE,
    KISHIDA,
    LG,
    RECORD,
    SAMSUNG,
    STARTUPS,
    YOON,
    ZUCKERBERG,
    build,
    filters_of,
    find,
)  # fmt: skip

from techvisits.record.filters import Filters, apply
from techvisits.record.model import Place, Trip, Visit
from techvisits.record.trips import FAR_KM, Leg, Stop, build_flows, build_legs, build_stops

STOPS = build_stops(RECORD.trips[ZUCKERBERG])
law = settings(deadline=None, max_examples=40)


def trip_of(*places: Place) -> Trip:
    """A trip with one visit at each of these places."""
    visit = RECORD.trips[ZUCKERBERG].visits[0]
    return Trip("t", "T", tuple(replace(visit, meeting=replace(visit.meeting, place=place)) for place in places))


def legs_of(*places: Place) -> list[tuple[int, int]]:
    """The numbers of the stops at which each leg of such a trip begins and ends."""
    return [(leg.start.number, leg.end.number) for leg in build_legs(build_stops(trip_of(*places)))]


def at(latitude: float, longitude: float, area: str = "elsewhere") -> Place:
    """A place at a position."""
    return replace(
        RECORD.places["kantei"], place_id=f"{latitude},{longitude}", position=(latitude, longitude), area=area
    )


# --- stops


def test_the_zuckerberg_trip_stops_in_order() -> None:
    assert [stop.meeting.meeting_id for stop in STOPS] == [
        FORGE, DEVELOPERS, KISHIDA, LG, STARTUPS, SAMSUNG, YOON
    ]  # fmt: skip
    assert [stop.number for stop in STOPS] == [1, 2, 3, 4, 5, 6, 7]
    assert all(stop.place is stop.meeting.place is stop.visit.meeting.place for stop in STOPS)
    areas = [area for area, _ in itertools.groupby(stop.place.area for stop in STOPS)]
    assert areas == ["tokyo", "seoul"]


def test_stops_are_numbered_without_the_gaps_of_the_record() -> None:
    assert [(s.number, s.visit.sequence) for s in build_stops(RECORD.trips["cook-2019-12"])] == [(1, 1), (2, 3)]


def test_every_trip_has_its_visits_as_stops() -> None:
    for trip in RECORD.trips.values():
        assert tuple(stop.visit for stop in build_stops(trip)) == trip.visits != ()


# --- legs


def test_the_zuckerberg_trip_has_one_leg_from_tokyo_to_seoul() -> None:
    legs = build_legs(STOPS)
    assert [(leg.start.number, leg.end.number) for leg in legs] == [(n, n + 1) for n in range(1, 7)]
    (crossing,) = (leg for leg in legs if leg.is_between_cities and leg.end.place.area == "seoul")
    assert (crossing.start.meeting.meeting_id, crossing.end.meeting.meeting_id) == (KISHIDA, LG)
    assert crossing.kilometres == pytest.approx(1150, abs=25)
    within = [leg for leg in legs if leg.start.place.area == leg.end.place.area == "seoul"]
    assert len(within) == 3
    assert all(leg.kilometres < 60 and not leg.is_between_cities for leg in within)


def test_a_leg_has_the_length_of_its_geodesic_and_legs_hang_together() -> None:
    for trip in RECORD.trips.values():
        legs = build_legs(build_stops(trip))
        for leg in legs:
            assert leg.start.number < leg.end.number
            assert leg.start.place.place_id != leg.end.place.place_id
            assert leg.kilometres == pytest.approx(geodesic(leg.start.place.position, leg.end.place.position).km)
        assert all(a.end.place is b.start.place for a, b in itertools.pairwise(legs))


def test_a_stop_without_coordinates_is_passed_over_and_one_at_the_same_place_is_no_move() -> None:
    a, b, nowhere = RECORD.places["kantei"], RECORD.places["lg-twin-towers"], RECORD.places["japan"]
    assert legs_of() == legs_of(a) == legs_of(nowhere) == legs_of(a, a) == []
    assert legs_of(a, b) == [(1, 2)]
    assert legs_of(a, nowhere, b) == [(1, 3)]
    assert legs_of(nowhere, a, b, nowhere) == [(2, 3)]
    assert legs_of(a, nowhere, a) == []
    assert legs_of(a, a, b, b, a) == [(2, 3), (4, 5)]


@pytest.mark.parametrize(
    ("kilometres", "areas", "is_between"),
    [
        (1.0, ("tokyo", "tokyo"), False),
        (60.0, ("tokyo", "tokyo"), False),
        (60.1, ("tokyo", "tokyo"), True),
        (1.0, ("tokyo", "seoul"), True),
        (1.0, ("tokyo", "elsewhere"), True),
        (59.0, ("elsewhere", "elsewhere"), False),
        (61.0, ("elsewhere", "elsewhere"), True),
    ],
)
def test_a_leg_is_between_cities_where_the_areas_differ_or_it_is_far(
    kilometres: float, areas: tuple[str, str], is_between: bool
) -> None:
    start, end = (Stop(n, trip_of(at(0.0, n, area)).visits[0]) for n, area in enumerate(areas))
    assert Leg(start, end, kilometres).is_between_cities is is_between
    assert FAR_KM == 60


# --- flows


def place_of(visit: Visit) -> str | None:
    """The place of a visit, where anybody knows its position."""
    return visit.meeting.place.place_id if visit.meeting.place.position else None


@law
@given(filters_of())
def test_flows_hold_every_move_between_two_places_once(filters: Filters) -> None:
    shown = apply(filters, RECORD)
    expected: dict[frozenset[str], list[str]] = {}
    for trip_id in shown.trip_ids:
        visits = sorted((v for v in shown.visits if v.trip_id == trip_id), key=lambda visit: visit.sequence)
        nodes = [node for node in map(place_of, visits) if node]
        for a, b in itertools.pairwise(nodes):
            if a != b:
                expected.setdefault(frozenset((a, b)), []).append(trip_id)
    found = build_flows(shown.visits, place_of)
    assert {pair: sorted(ids) for pair, ids in found.items()} == {pair: sorted(ids) for pair, ids in expected.items()}


def test_there_and_back_is_one_flow_and_counts_twice(fixture_folder: Path, edit: Edit) -> None:
    edit("meetings", lambda rows: find(rows, meeting_id=YOON).update(place_id="kantei"))
    flows = build_flows(build(fixture_folder).visits, place_of)
    assert flows[frozenset(("kantei", "lg-twin-towers"))] == [ZUCKERBERG]
    assert flows[frozenset(("seungjiwon", "kantei"))] == [ZUCKERBERG]
    cities = build_flows(build(fixture_folder).visits, lambda visit: visit.meeting.place.area)
    assert cities == {frozenset(("tokyo", "seoul")): [ZUCKERBERG, ZUCKERBERG]}


def test_the_end_of_one_trip_and_the_beginning_of_another_are_no_move() -> None:
    visit = RECORD.trips[ZUCKERBERG].visits[0]
    there, here = RECORD.trips["son-2022-10"].visits[0], replace(visit, trip_id="a")
    assert build_flows([here, there], place_of) == {}
    assert build_flows([here, replace(there, trip_id="a", sequence=2)], place_of) == {
        frozenset(("kawasaki-akihira-forge", "samsung-seocho")): ["a"]
    }


def test_the_order_of_the_visits_is_that_of_the_trip() -> None:
    visits = RECORD.trips[ZUCKERBERG].visits
    number = {visit.meeting.place.place_id: visit.sequence for visit in visits}
    expected = {frozenset((a, b)): [ZUCKERBERG] for a, b in itertools.pairwise(number)}
    assert build_flows(visits[::-1], place_of) == build_flows(visits, place_of) == expected


def test_a_visit_that_is_nowhere_is_passed_over() -> None:
    visits = RECORD.trips[ZUCKERBERG].visits[:3]
    flows = build_flows(visits, lambda visit: None if visit.sequence == 2 else visit.sequence)
    assert flows == {frozenset((1, 3)): [ZUCKERBERG]}
