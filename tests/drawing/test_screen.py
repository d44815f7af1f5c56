"""Screen geometry: the projection, a zoom that fits, discs apart with their members kept, and the way out of a pane."""

import math

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from techvisits.drawing import screen
from techvisits.drawing.screen import Bounds, Disc, Grid, Point

WIDTH, HEIGHT = 400.0, 545.0
PANE: Bounds = ((0.0, 0.0), (WIDTH, HEIGHT))

law = settings(deadline=None, max_examples=60)

latitudes, longitudes = st.floats(-84, 84), st.floats(-180, 180)
cities = st.tuples(st.floats(34.5, 38.5), st.floats(126, 141))
in_pane = st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT))


# --- projection


@law
@given(latitudes, latitudes, longitudes, longitudes, st.floats(0, 15))
def test_east_is_right_and_north_is_up(a: float, b: float, c: float, d: float, zoom: float) -> None:
    (south, north), (west, east) = sorted((a, b)), sorted((c, d))
    assume(north - south > 1e-6)
    assume(east - west > 1e-6)
    left, low = screen.project(south, west, zoom)
    right, high = screen.project(north, east, zoom)
    assert right > left
    assert high < low


@law
@given(latitudes, longitudes, st.floats(0, 14))
def test_one_zoom_closer_is_twice_as_large(latitude: float, longitude: float, zoom: float) -> None:
    near, far = screen.project(latitude, longitude, zoom + 1), screen.project(latitude, longitude, zoom)
    assert near == pytest.approx((2 * far[0], 2 * far[1]))


def test_the_middle_of_the_world_is_the_middle_of_the_map() -> None:
    assert screen.project(0, 0, 0) == (screen.TILE / 2, screen.TILE / 2)
    x, y = screen.project(85.05112878, -180, 0)
    assert (x, y) == pytest.approx((0, 0), abs=1e-6)


@pytest.mark.parametrize(
    ("latitude", "longitude", "zoom"),
    [(35.668, 139.742, 10.62), (37.537, 126.992, 11.1), (-33.9, 18.4, 3.0), (0.0, 180.0, 0.0)],
)
def test_the_projection_is_mercators(latitude: float, longitude: float, zoom: float) -> None:
    """Mapbox's own formula: the logarithm of the tangent, a world of 512 pixels at zoom 0."""
    size = 512 * 2**zoom
    y = (180 - math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))) / 360 * size
    assert screen.project(latitude, longitude, zoom) == pytest.approx(((longitude + 180) / 360 * size, y))


@law
@given(latitudes, longitudes, st.floats(0, 15))
def test_there_and_back_is_where_it_was(latitude: float, longitude: float, zoom: float) -> None:
    back = screen.unproject(screen.project(latitude, longitude, zoom), zoom)
    assert back == pytest.approx((latitude, longitude), abs=1e-8)


# --- zoom


@law
@given(st.lists(cities, min_size=2, max_size=12), st.sampled_from([(400, 545), (808, 450)]), st.floats(0, 90))
def test_a_fitted_zoom_fits(positions: list[tuple[float, float]], size: tuple[int, int], padding: float) -> None:
    width, height = size
    zoom = screen.fit_zoom(positions, size=size, padding=padding, closest=14, farthest=1)
    points = [screen.project(*p, zoom) for p in positions]
    spans = [max(c) - min(c) for c in zip(*points, strict=True)]
    rooms = [width - 2 * padding, height - 2 * padding]
    assert all(span <= room + 1e-6 for span, room in zip(spans, rooms, strict=True))
    tight = any(span == pytest.approx(room, rel=1e-6) for span, room in zip(spans, rooms, strict=True))
    assert tight or zoom == 14


@law
@given(st.lists(cities, max_size=6))
def test_a_fitted_zoom_keeps_its_limits(positions: list[tuple[float, float]]) -> None:
    zoom = screen.fit_zoom(positions, size=(400, 545), padding=70, closest=11.6, farthest=8.2)
    assert 8.2 <= zoom <= 11.6
    if len(set(positions)) < 2:
        assert zoom == 11.6


def test_a_zoom_is_that_of_the_side_with_less_room() -> None:
    """Two positions a quarter of the world apart, 128 pixels at zoom 0: a pane of 356 with 50 at each side is one zoom closer."""
    wide, high = [(0.0, -45.0), (0.0, 45.0)], [(0.0, 0.0), screen.unproject((256, 128), 0)]
    for positions, size in ((wide, (356, 9999)), (high, (9999, 356)), ([*wide, *high], (9999, 356))):
        assert screen.fit_zoom(positions, size=size, padding=50, closest=9, farthest=0) == pytest.approx(1)
    assert screen.fit_zoom(wide, size=(356, 100), padding=50, closest=9, farthest=0) == pytest.approx(1)
    assert screen.fit_zoom(wide, size=(356, 100), padding=50, closest=0.5, farthest=0) == 0.5
    assert screen.fit_zoom(wide, size=(356, 100), padding=50, closest=9, farthest=2) == 2
    assert screen.fit_zoom(wide, size=(60, 60), padding=50, closest=9, farthest=-9) == pytest.approx(-7), (
        "one pixel is left"
    )
    assert screen.fit_zoom(wide[:1], size=(356, 100), padding=50, closest=9, farthest=0) == 9
    assert screen.fit_zoom([wide[0]] * 2, size=(356, 100), padding=50, closest=9, farthest=0) == 9


def test_the_centre_is_the_middle_of_what_the_positions_span() -> None:
    assert screen.centre_of([(35.0, 139.0), (36.0, 139.5), (35.2, 141.0)]) == (35.5, 140.0)
    assert screen.centre_of([(35.0, 139.0)]) == (35.0, 139.0)


@law
@given(st.lists(cities, min_size=1))
def test_the_centre_is_amid_the_positions(positions: list[tuple[float, float]]) -> None:
    latitude, longitude = screen.centre_of(positions)
    assert min(p[0] for p in positions) <= latitude <= max(p[0] for p in positions)
    assert min(p[1] for p in positions) <= longitude <= max(p[1] for p in positions)


# --- the way out of a pane


@law
@given(in_pane, st.floats(0, 2 * math.pi), st.floats(1000, 5000))
@example((WIDTH, HEIGHT), 0.0, 1000.0)
@example((0.0, 0.0), math.pi, 1000.0)
def test_the_way_out_lies_on_the_edge_and_on_the_line(start: Point, angle: float, reach: float) -> None:
    towards = start[0] + reach * math.cos(angle), start[1] + reach * math.sin(angle)
    x, y = screen.way_out(start, towards, PANE)
    assert -1e-6 <= x <= WIDTH + 1e-6
    assert -1e-6 <= y <= HEIGHT + 1e-6
    assert min(abs(x), abs(x - WIDTH), abs(y), abs(y - HEIGHT)) < 1e-6
    dx, dy = towards[0] - start[0], towards[1] - start[1]
    assert abs((x - start[0]) * dy - (y - start[1]) * dx) / reach < 1e-6
    assert (x - start[0]) * dx + (y - start[1]) * dy >= -1e-6


@law
@given(in_pane, in_pane)
def test_a_line_that_ends_inside_ends_where_it_ends(start: Point, towards: Point) -> None:
    assert screen.way_out(start, towards, PANE) == pytest.approx(towards)
    assert screen.is_inside(start, PANE)


@pytest.mark.parametrize(
    ("start", "towards", "at"),
    [
        ((100.0, 100.0), (900.0, 100.0), (400.0, 100.0)),
        ((100.0, 100.0), (-900.0, 100.0), (0.0, 100.0)),
        ((100.0, 100.0), (100.0, -900.0), (100.0, 0.0)),
        ((100.0, 100.0), (100.0, 900.0), (100.0, 545.0)),
        ((100.0, 100.0), (500.0, 900.0), (322.5, 545.0)),
        ((100.0, 100.0), (700.0, 400.0), (400.0, 250.0)),
        ((100.0, 100.0), (100.0, 100.0), (100.0, 100.0)),
        ((500.0, 100.0), (900.0, 100.0), (500.0, 100.0)),
    ],
)
def test_the_way_out_on_each_side(start: Point, towards: Point, at: Point) -> None:
    assert screen.way_out(start, towards, PANE) == pytest.approx(at)


# --- boxes


@pytest.mark.parametrize(
    ("box", "is_free"),
    [
        ((0, 0, 10, 10), True),
        ((390, 535, 400, 545), True),
        ((-0.1, 0, 10, 10), False),
        ((0, -0.1, 10, 10), False),
        ((390, 535, 400.1, 545), False),
        ((390, 535, 400, 545.1), False),
        ((90, 100, 100, 110), True),
        ((120, 100, 130, 110), True),
        ((100, 90, 120, 100), True),
        ((100, 120, 120, 130), True),
        ((90, 100, 100.1, 110), False),
        ((119.9, 100, 130, 110), False),
        ((100, 90, 120, 100.1), False),
        ((100, 119.9, 120, 130), False),
        ((105, 105, 110, 110), False),
        ((90, 90, 130, 130), False),
    ],
)
def test_a_box_is_free_up_to_the_very_edge(box: screen.Box, is_free: bool) -> None:
    """Of the pane, and of a box that is taken."""
    assert screen.is_free(box, PANE, [(300, 300, 301, 301), (100, 100, 120, 120)]) is is_free


@pytest.mark.parametrize(
    ("point", "is_inside"),
    [
        ((0, 0), True),
        ((400, 545), True),
        ((-0.1, 9), False),
        ((9, -0.1), False),
        ((400.1, 9), False),
        ((9, 545.1), False),
    ],
)
def test_the_edge_of_a_pane_is_inside(point: Point, is_inside: bool) -> None:
    assert screen.is_inside(point, PANE) is is_inside


def test_a_box_stands_around_its_middle() -> None:
    assert screen.box_around((10.0, 20.0), 3.0, 4.0) == (7.0, 16.0, 13.0, 24.0)
    assert Disc((10.0, 20.0), 5.0, (0,), (1.0, -2.0)).box == (6.0, 13.0, 16.0, 23.0)
    assert Disc((10.0, 20.0), 5.0, (0,), (1.0, -2.0)).centre == (11.0, 18.0)


def test_points_are_rounded_to_a_tenth() -> None:
    assert screen.rounded((1.26, -3.44)) == (1.3, -3.4)


# --- what is near


@law
@given(st.tuples(st.floats(-300, 300), st.floats(-300, 300)), st.tuples(st.floats(-63.9, 63.9), st.floats(-63.9, 63.9)))
def test_whatever_is_in_reach_is_found_and_nothing_twice_as_far(point: Point, away: Point) -> None:
    grid, other = Grid(), (point[0] + away[0], point[1] + away[1])
    grid.add(other, 7)
    grid.add((point[0] + 128.1, point[1]), 8)
    grid.add((point[0], point[1] - 128.1), 9)
    assert grid.near(point) == [7]
