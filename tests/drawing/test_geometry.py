"""Screen geometry: discs apart, members kept, everything inside its pane, labels that cover nothing."""

import math
from collections.abc import Sequence
from itertools import combinations

import pytest
from conftest import DATA
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from techvisits.curate.check import load_records
from techvisits.drawing import screen as geometry
from techvisits.drawing.overview import OVERVIEW_ZOOM
from techvisits.drawing.screen import Bounds, Box, Disc
from techvisits.record.records import AREAS

RECORDS = load_records(DATA)
WIDTH, HEIGHT = 400.0, 545.0
PANE: Bounds = ((0.0, 0.0), (WIDTH, HEIGHT))

law = settings(deadline=None, max_examples=60)

latitudes, longitudes = st.floats(-84, 84), st.floats(-180, 180)
cities = st.tuples(st.floats(34.5, 38.5), st.floats(126, 141))
in_pane = st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT))
names = st.sampled_from(["", "LG", "Samsung Electronics", "岸田文雄", "Lee Jae-yong +3", "국민대학교", "Kantei"])


@st.composite
def discs_of(draw: st.DrawFn, most: int = 14) -> tuple[list[Disc], list[int]]:
    """Places of one pane with their numbers of meetings, some at one point."""
    points = draw(st.lists(in_pane, min_size=1, max_size=most))
    points += draw(st.lists(st.sampled_from(points), max_size=2))
    weights = [draw(st.sampled_from([1, 1, 1, 2, 3, 5, 12, 40])) for _ in points]
    discs = [Disc(p, geometry.radius_of(weights[i]), (i,)) for i, p in enumerate(points)]
    return discs, weights


def overlaps(discs: Sequence[Disc]) -> list[tuple[Disc, Disc]]:
    return [(a, b) for a, b in combinations(discs, 2) if math.dist(a.centre, b.centre) < a.radius + b.radius]


def shipped_discs(area: str, zoom: float) -> tuple[list[Disc], list[int]]:
    """The places of the shipped record as the overview makes discs of them."""
    rows = RECORDS.meetings
    rows = rows[(rows["area"] == area) & rows["latitude"].notna() & (rows["place_kind"] != "city")]
    places = [(len(g), g.iloc[0]["latitude"], g.iloc[0]["longitude"]) for _, g in rows.groupby("place_id")]
    discs = [
        Disc(geometry.project(latitude, longitude, zoom), geometry.radius_of(n), (i,))
        for i, (n, latitude, longitude) in enumerate(places)
    ]
    return discs, [n for n, _, _ in places]


# --- projection


@law
@given(latitudes, latitudes, longitudes, longitudes, st.floats(0, 15))
def test_east_is_right_and_north_is_up(a: float, b: float, c: float, d: float, zoom: float) -> None:
    (south, north), (west, east) = sorted((a, b)), sorted((c, d))
    assume(north - south > 1e-6)
    assume(east - west > 1e-6)
    left, low = geometry.project(south, west, zoom)
    right, high = geometry.project(north, east, zoom)
    assert right > left
    assert high < low


@law
@given(latitudes, longitudes, st.floats(0, 14))
def test_one_zoom_closer_is_twice_as_large(latitude: float, longitude: float, zoom: float) -> None:
    near, far = geometry.project(latitude, longitude, zoom + 1), geometry.project(latitude, longitude, zoom)
    assert near == pytest.approx((2 * far[0], 2 * far[1]))


def test_the_middle_of_the_world_is_the_middle_of_the_map() -> None:
    assert geometry.project(0, 0, 0) == (geometry.TILE / 2, geometry.TILE / 2)
    x, y = geometry.project(85.05112878, -180, 0)
    assert (x, y) == pytest.approx((0, 0), abs=1e-6)


# --- zoom


@law
@given(st.lists(cities, min_size=2, max_size=12), st.sampled_from([(400, 545), (808, 450)]), st.floats(0, 90))
def test_a_fitted_zoom_fits(positions: list[tuple[float, float]], size: tuple[int, int], padding: float) -> None:
    width, height = size
    zoom = geometry.fit_zoom(positions, width=width, height=height, padding=padding, closest=14, farthest=1)
    points = [geometry.project(*p, zoom) for p in positions]
    spans = [max(c) - min(c) for c in zip(*points, strict=True)]
    rooms = [width - 2 * padding, height - 2 * padding]
    assert all(span <= room + 1e-6 for span, room in zip(spans, rooms, strict=True))
    tight = any(span == pytest.approx(room, rel=1e-6) for span, room in zip(spans, rooms, strict=True))
    assert tight or zoom == 14


@law
@given(st.lists(cities, max_size=6))
def test_a_fitted_zoom_keeps_its_limits(positions: list[tuple[float, float]]) -> None:
    zoom = geometry.fit_zoom(positions, width=400, height=545, padding=70, closest=11.6, farthest=8.2)
    assert 8.2 <= zoom <= 11.6
    if len(set(positions)) < 2:
        assert zoom == 11.6


@law
@given(st.lists(cities, min_size=1))
def test_the_centre_is_amid_the_positions(positions: list[tuple[float, float]]) -> None:
    latitude, longitude = geometry.centre_of(positions)
    assert min(p[0] for p in positions) <= latitude <= max(p[0] for p in positions)
    assert min(p[1] for p in positions) <= longitude <= max(p[1] for p in positions)


# --- discs


@given(st.integers(1, 500), st.integers(1, 500))
def test_more_meetings_make_no_smaller_a_disc(a: int, b: int) -> None:
    assert (geometry.radius_of(a) <= geometry.radius_of(b)) or a > b
    assert 0 < geometry.radius_of(a) <= 30


@law
@given(discs_of(most=30))
def test_merging_keeps_every_member_exactly_once(made: tuple[list[Disc], list[int]]) -> None:
    discs, weights = made
    merged = geometry.merge(discs, weights)
    assert sorted(m for d in merged for m in d.members) == list(range(len(weights)))
    for disc in merged:
        assert disc.radius == pytest.approx(geometry.radius_of(sum(weights[m] for m in disc.members)))
        heaviest = max(weights[m] for m in disc.members)
        assert weights[disc.members[0]] == heaviest
        assert disc.at == discs[disc.members[0]].at
    assert [d.radius for d in merged] == sorted((d.radius for d in merged), reverse=True)


@law
@given(discs_of(), st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_the_order(made: tuple[list[Disc], list[int]], random: object) -> None:
    discs, weights = made
    mixed = list(discs)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    expected = {frozenset(d.members) for d in geometry.merge(discs, weights)}
    assert {frozenset(d.members) for d in geometry.merge(mixed, weights)} == expected


@law
@given(discs_of())
def test_spreading_leaves_no_two_discs_overlapping(made: tuple[list[Disc], list[int]]) -> None:
    discs = geometry.spread(geometry.merge(*made))
    assert overlaps(discs) == []


@law
@given(st.integers(1, 9), in_pane)
def test_stops_at_one_address_are_spread_apart(number: int, at: tuple[float, float]) -> None:
    discs = geometry.spread([Disc(at, 11.5, (i,)) for i in range(number)])
    assert overlaps(discs) == []
    assert max(math.dist(d.centre, at) for d in discs) < 11.5 * 2.5 * number


@law
@given(discs_of())
def test_spreading_moves_nothing_but_the_offset(made: tuple[list[Disc], list[int]]) -> None:
    discs, _ = made
    moved = geometry.spread(discs)
    assert [(d.at, d.radius, d.members) for d in moved] == [(d.at, d.radius, d.members) for d in discs]
    if not overlaps(geometry.spread(discs, rounds=0)) and min_gap(discs) > 1.6:
        assert all(d.offset == (0, 0) for d in moved)


def min_gap(discs: Sequence[Disc]) -> float:
    gaps = [math.dist(a.at, b.at) - a.radius - b.radius for a, b in combinations(discs, 2)]
    return min(gaps, default=math.inf)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("zoom", sorted({*OVERVIEW_ZOOM.values(), 8.2, 9.5, 11.6}))
def test_the_shipped_places_do_not_overlap(area: str, zoom: float) -> None:
    discs, weights = shipped_discs(area, zoom)
    spread = geometry.spread(geometry.merge(discs, weights))
    assert [(round(math.dist(a.centre, b.centre), 1), a.radius + b.radius) for a, b in overlaps(spread)] == []


# --- labels


def label_box(disc: Disc, side: str, text: str, size: float) -> Box:
    """Where the text of a disc stands, computed apart from the code under test."""
    x, y = disc.centre
    width, away = geometry.text_width(text, size), disc.radius + 4
    left = {"right": x + away, "left": x - away - width}.get(side, x - width / 2)
    top = {"below": y + away, "above": y - away - size}.get(side, y - size / 2)
    return left, top, left + width, top + size


def cross(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@law
@given(discs_of(most=10), st.data(), st.lists(st.tuples(in_pane, in_pane), max_size=2))
def test_labels_cover_no_disc_no_other_label_and_nothing_written(
    made: tuple[list[Disc], list[int]], data: st.DataObject, corners: list[tuple[geometry.Point, geometry.Point]]
) -> None:
    discs = geometry.spread(made[0])
    texts = [data.draw(names) for _ in discs]
    covered = [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in corners]
    sides = geometry.place_labels(discs, texts, size=13.5, bounds=PANE, covered=covered)
    assert len(sides) == len(discs)
    boxes = [label_box(d, s, t, 13.5) for d, s, t in zip(discs, sides, texts, strict=True) if s]
    assert all(side is None for side, text in zip(sides, texts, strict=True) if not text)
    for box in boxes:
        assert box[0] >= 0
        assert box[1] >= 0
        assert box[2] <= WIDTH
        assert box[3] <= HEIGHT
        assert not any(cross(box, other) for other in covered)
        for disc in discs:
            nearest = (min(max(disc.centre[0], box[0]), box[2]), min(max(disc.centre[1], box[1]), box[3]))
            assert math.dist(nearest, disc.centre) >= disc.radius
    assert not any(cross(a, b) for a, b in combinations(boxes, 2))


def test_a_disc_alone_in_the_middle_has_its_label_on_the_right() -> None:
    disc = Disc((WIDTH / 2, HEIGHT / 2), 11.5, (0,))
    assert geometry.place_labels([disc], ["LG"], size=13.5, bounds=PANE) == ["right"]
    assert geometry.place_labels([disc], ["x" * 500], size=13.5, bounds=PANE) == [None]


@law
@given(st.text(max_size=30), st.text(max_size=30), st.floats(8, 30))
def test_a_longer_text_is_wider(a: str, b: str, size: float) -> None:
    assert geometry.text_width(a + b, size) == pytest.approx(
        geometry.text_width(a, size) + geometry.text_width(b, size), abs=1e-6
    )


@law
@given(in_pane, names, st.floats(8, 20), st.sampled_from(["start", "middle", "end"]))
def test_the_box_of_a_text_hangs_at_its_anchor(at: geometry.Point, text: str, size: float, anchor: str) -> None:
    left, top, right, bottom = geometry.text_box(at, anchor, text, size)
    assert right - left == pytest.approx(geometry.text_width(text, size))
    assert top < at[1] < bottom
    hangs = {"start": left, "middle": (left + right) / 2, "end": right}[anchor]
    assert hangs == pytest.approx(at[0])


# --- the way out of a pane


@law
@given(in_pane, st.floats(0, 2 * math.pi), st.floats(1000, 5000))
@example((WIDTH, HEIGHT), 0.0, 1000.0)
@example((0.0, 0.0), math.pi, 1000.0)
def test_the_way_out_lies_on_the_edge_and_on_the_line(start: geometry.Point, angle: float, reach: float) -> None:
    towards = start[0] + reach * math.cos(angle), start[1] + reach * math.sin(angle)
    x, y = geometry.way_out(start, towards, PANE)
    assert -1e-6 <= x <= WIDTH + 1e-6
    assert -1e-6 <= y <= HEIGHT + 1e-6
    assert min(abs(x), abs(x - WIDTH), abs(y), abs(y - HEIGHT)) < 1e-6
    dx, dy = towards[0] - start[0], towards[1] - start[1]
    assert abs((x - start[0]) * dy - (y - start[1]) * dx) / reach < 1e-6
    assert (x - start[0]) * dx + (y - start[1]) * dy >= -1e-6


@law
@given(in_pane, in_pane)
def test_a_line_that_ends_inside_ends_where_it_ends(start: geometry.Point, towards: geometry.Point) -> None:
    assert geometry.way_out(start, towards, PANE) == pytest.approx(towards)
    assert geometry.is_inside(start, PANE)
