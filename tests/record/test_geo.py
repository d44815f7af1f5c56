"""Positions as the tables write them, degrees as metres, what lies in a country, and ways over the earth."""

import itertools
import math

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from small import RECORD

from techvisits.record.geo import (
    KM_PER_DEGREE,
    SAME_PLACE_KM,
    Position,
    bend,
    country_points,
    distance_km,
    geodesic_path,
    is_in_country,
    is_within,
    metres_per_degree,
    position_of,
    straight,
)

SAN_FRANCISCO, TOKYO, SEOUL = (37.7749, -122.4194), (35.6764, 139.7493), (37.5665, 126.9780)
EARTH_KM = 6371.0
law = settings(deadline=None, max_examples=50)
# With five decimals, as the tables write them.
points = st.tuples(*(st.integers(-most, most).map(lambda n: n / 1e5) for most in (8_900_000, 18_000_000)))


def central_angle(a: Position, b: Position) -> float:
    """Radians between two positions on a ball, by the haversine."""
    (p, q), (r, s) = (map(math.radians, x) for x in (a, b))
    half = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 2 * math.asin(min(1, math.sqrt(half)))


# --- positions


@pytest.mark.parametrize(
    ("latitude", "longitude", "position"),
    [
        ("35.67308", "139.74260", (35.67308, 139.7426)),
        ("-90", "180", (-90.0, 180.0)),
        ("90", "-180", (90.0, -180.0)),
        ("0", "0", (0.0, 0.0)),
        ("", "", None),
        ("35.67308", "", None),
        ("", "139.74260", None),
        ("north", "east", None),
        ("NaN", "139.74260", None),
        ("35.67308", "NaN", None),
        ("35.67308", "inf", None),
        ("90.00001", "139.74260", None),
        ("-90.00001", "139.74260", None),
        ("35.67308", "180.00001", None),
        ("35.67308", "-180.00001", None),
    ],
)
def test_a_row_has_a_position_or_none(latitude: str, longitude: str, position: Position | None) -> None:
    assert position_of({"latitude": latitude, "longitude": longitude}) == position


# --- distances


@law
@given(points, points)
def test_a_distance_is_that_of_the_ball_to_half_a_per_cent(a: Position, b: Position) -> None:
    assert distance_km(a, b) == pytest.approx(central_angle(a, b) * EARTH_KM, rel=0.006, abs=0.001)


def test_tokyo_to_seoul_is_about_1150_kilometres() -> None:
    start, end = (RECORD.places[area].position for area in ("tokyo", "seoul"))
    assert start
    assert end
    assert distance_km(start, end) == distance_km(end, start) == pytest.approx(1150, abs=20)


def test_within_counts_to_the_metre() -> None:
    here, there = (35.68, 139.74), (35.68, 139.74066)
    assert distance_km(here, there) == pytest.approx(0.0597, abs=0.0002)
    assert is_within(here, there, SAME_PLACE_KM)
    assert not is_within(here, (35.68, 139.74068), SAME_PLACE_KM)
    assert SAME_PLACE_KM == 0.06


@law
@given(points, points, st.floats(0, 20_000))
@example((0.0, 0.0), (1.0, 0.0), 110.58)
@example((0.0, 0.0), (-1.0, 0.0), 110.58)
@example((1.0, 20.0), (0.0, 20.0), 110.56)
def test_what_lies_within_is_what_is_not_farther(a: Position, b: Position, kilometres: float) -> None:
    assert is_within(a, b, kilometres) == (distance_km(a, b) <= kilometres)


@law
@given(points)
def test_within_has_its_end(a: Position) -> None:
    b = (a[0] / 2, a[1] / 2)
    exactly = distance_km(a, b)
    assert is_within(a, b, exactly)
    assert is_within(a, a, 0)
    assert not is_within(a, b, exactly - 0.001)


def test_no_degree_of_latitude_is_shorter_than_what_is_assumed() -> None:
    shortest = min(distance_km((latitude, 0), (latitude + 1, 0)) for latitude in range(-90, 90))
    assert KM_PER_DEGREE <= shortest < KM_PER_DEGREE + 0.2


# --- degrees as metres


@given(st.floats(-90, 90))
def test_a_degree_has_its_metres_at_every_latitude(latitude: float) -> None:
    east, north = metres_per_degree(latitude)
    assert 0 <= east <= 111_320
    assert 110_500 < north < 111_800


@pytest.mark.parametrize("latitude", [90.0, -90.0, 0.0, 35.68, -35.68, 88.995, 89.0])
def test_a_degree_is_that_of_its_latitude(latitude: float) -> None:
    east, north = metres_per_degree(latitude)
    radius = (
        Geodesic.WGS84.a
        * math.cos(math.radians(latitude))
        / math.sqrt(1 - 0.00669437999 * math.sin(math.radians(latitude)) ** 2)
    )
    assert east == pytest.approx(math.radians(radius), abs=1)
    assert north == pytest.approx(111_132.9 - 559.8 * math.cos(2 * math.radians(latitude)), abs=5)


def test_a_degree_in_tokyo() -> None:
    east, north = metres_per_degree(35.68)
    assert (east, north) == (pytest.approx(90_530, abs=10), pytest.approx(110_952, abs=10))


# --- countries


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "countries"),
    [
        ("Tokyo", 35.68, 139.74, {"JP"}),
        ("Naha", 26.21, 127.68, {"JP"}),
        ("Yonaguni", 24.45, 122.93, {"JP"}),
        ("Minamitorishima", 24.29, 153.98, {"JP"}),
        ("Okinotorishima", 20.42, 136.08, {"JP"}),
        ("Wakkanai", 45.41, 141.67, {"JP"}),
        ("Nemuro", 43.33, 145.58, {"JP"}),
        ("Fukuoka", 33.59, 130.40, {"JP"}),
        ("Seoul", 37.57, 126.98, {"KR"}),
        ("Busan", 35.18, 129.08, {"KR"}),
        ("Jeju", 33.50, 126.53, {"JP", "KR"}),
        ("Marado", 33.12, 126.27, {"JP", "KR"}),
        ("Baengnyeong", 37.95, 124.67, {"KR"}),
        ("Goseong", 38.38, 128.47, {"KR"}),
        ("Ulleungdo", 37.49, 130.90, {"JP", "KR"}),
        ("Dokdo", 37.24, 131.87, {"JP", "KR"}),
        ("Pyongyang", 39.04, 125.76, set()),
        ("Taipei", 25.04, 121.56, set()),
        ("Vladivostok", 43.12, 131.89, {"JP"}),
        ("San Francisco", 37.77, -122.42, set()),
        ("Sydney", -33.87, 151.21, set()),
    ],
)
def test_a_country_is_its_rough_outline(place: str, latitude: float, longitude: float, countries: set[str]) -> None:
    assert {code for code in ("JP", "KR", "US", "") if is_in_country((latitude, longitude), code)} == countries, place


@pytest.mark.parametrize(
    ("code", "edge", "step"),
    [
        ("JP", (20.2, 140.0), (-1, 0)),
        ("JP", (45.8, 140.0), (1, 0)),
        ("JP", (25.0, 122.7), (0, -1)),
        ("JP", (25.0, 154.2), (0, 1)),
        ("JP", (34.8, 125.0), (1, 0)),
        ("JP", (40.0, 130.7), (0, -1)),
        ("JP", (40.0, 149.0), (0, 1)),
        ("KR", (33.0, 127.0), (-1, 0)),
        ("KR", (38.7, 127.0), (1, 0)),
        ("KR", (36.0, 124.5), (0, -1)),
        ("KR", (36.0, 129.7), (0, 1)),
        ("KR", (37.0, 131.0), (-1, 0)),
        ("KR", (37.8, 131.0), (1, 0)),
        ("KR", (37.5, 130.5), (0, -1)),
        ("KR", (37.5, 132.0), (0, 1)),
    ],
)
def test_the_edge_of_an_outline_is_in_it(code: str, edge: Position, step: tuple[int, int]) -> None:
    outside = (edge[0] + step[0] * 0.001, edge[1] + step[1] * 0.001)
    assert is_in_country(edge, code)
    assert not is_in_country(outside, code)


def test_every_country_has_a_point() -> None:
    found = country_points()
    assert found is country_points()
    assert len(found) > 200
    assert all(len(code) == 2 and abs(y) <= 90 and abs(x) <= 180 for code, (y, x) in found.items())
    assert found["NA"][0] < -15, "Namibia is no missing value"
    for code in ("JP", "KR"):
        assert is_in_country(found[code], code)


# --- ways


def test_the_way_from_san_francisco_to_tokyo_crosses_the_pacific() -> None:
    path = geodesic_path(SAN_FRANCISCO, TOKYO, 32)
    longitudes = [longitude for _, longitude in path]
    assert len(path) == 33
    assert path[0] == pytest.approx(SAN_FRANCISCO)
    assert path[-1] == pytest.approx((TOKYO[0], TOKYO[1] - 360))
    assert all(b < a and a - b < 15 for a, b in itertools.pairwise(longitudes)), "westward without a jump"
    assert max(latitude for latitude, _ in path) == pytest.approx(48, abs=2), "it passes south of the Aleutians"
    back = geodesic_path(TOKYO, SAN_FRANCISCO, 32)
    assert all(0 < b - a < 15 for (_, a), (_, b) in itertools.pairwise(back)), "eastward without a jump"


@law
@given(points, points, st.integers(1, 40))
def test_a_geodesic_is_the_shortest_way_in_even_steps_without_a_jump(
    start: Position, end: Position, steps: int
) -> None:
    angle = central_angle(start, end)
    assume(math.radians(0.01) < angle < math.radians(175))
    path = geodesic_path(start, end, steps)
    assert len(path) == steps + 1
    for position, point in ((start, path[0]), (end, path[-1])):
        assert point[0] == pytest.approx(position[0], abs=1e-6)
        assert math.cos(math.radians(point[1] - position[1])) == pytest.approx(1, abs=1e-9)
    assert all(abs(b - a) <= 180 for (_, a), (_, b) in itertools.pairwise(path))
    whole = distance_km(start, end)
    lengths = [distance_km(a, b) for a, b in itertools.pairwise(path)]
    assert lengths == pytest.approx([whole / steps] * steps, rel=1e-4)


def test_a_way_from_a_place_to_itself_stays_there() -> None:
    assert {tuple(round(degrees, 9) for degrees in point) for point in geodesic_path(TOKYO, TOKYO, 8)} == {TOKYO}


def test_a_straight_way_is_parted_evenly() -> None:
    assert straight((1.0, 10.0), (3.0, 6.0), 4) == [(1.0, 10.0), (1.5, 9.0), (2.0, 8.0), (2.5, 7.0), (3.0, 6.0)]
    assert straight(TOKYO, SEOUL) == [TOKYO, pytest.approx(SEOUL)]


@pytest.mark.parametrize("bow", [0.0, 0.09, 0.18, -0.1])
def test_a_bent_way_keeps_its_ends_and_its_middle_is_beside(bow: float) -> None:
    path = straight((37.5, 126.9), (37.6, 127.1), 16)
    bent = bend(path, bow)
    assert len(bent) == 17
    assert (bent[0], bent[-1]) == (path[0], path[-1])
    narrow = math.cos(math.radians(37.55))
    length = math.hypot((path[-1][1] - path[0][1]) * narrow, path[-1][0] - path[0][0])
    for number, share in ((8, 1.0), (4, 0.75), (12, 0.75), (2, 0.4375)):
        (y, x), (v, u) = path[number], bent[number]
        assert math.hypot((u - x) * narrow, v - y) == pytest.approx(abs(bow) * share * length, abs=1e-9)


@pytest.mark.parametrize(
    ("end", "side"),
    [((37.0, 127.0), (1, 0)), ((37.0, 125.0), (-1, 0)), ((38.0, 126.0), (0, -1)), ((36.0, 126.0), (0, 1))],
)
def test_a_way_is_bent_to_its_left(end: Position, side: tuple[int, int]) -> None:
    """To the north of a way east, to the west of a way north."""
    path = straight((37.0, 126.0), end, 2)
    (y, x), (v, u) = path[1], bend(path, 0.1)[1]
    assert (round(v - y, 1), round(u - x, 1)) == pytest.approx((side[0] * 0.1, side[1] * 0.1), abs=0.03)


def test_there_and_back_are_bent_to_different_sides() -> None:
    there = bend(straight((37.5, 126.9), (37.6, 127.1), 16), 0.1)
    back = bend(straight((37.6, 127.1), (37.5, 126.9), 16), 0.1)
    assert math.dist(there[8], back[8]) > 0.02


def test_a_way_of_one_point_stays() -> None:
    assert bend([TOKYO], 0.1) == (TOKYO,)
