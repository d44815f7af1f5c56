"""Discs in pixels: as large as they have meetings, merged where they would cover each other, and moved apart."""

import math
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techvisits.drawing import screen
from techvisits.drawing.screen import Disc, Point

WIDTH, HEIGHT = 400.0, 545.0
law = settings(deadline=None, max_examples=60)
in_pane = st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT))


@st.composite
def discs_of(draw: st.DrawFn, most: int = 14) -> tuple[list[Disc], list[int]]:
    """Places of one pane with their numbers of meetings, some at one point."""
    points = draw(st.lists(in_pane, min_size=1, max_size=most))
    points += draw(st.lists(st.sampled_from(points), max_size=2))
    weights = [draw(st.sampled_from([1, 1, 1, 2, 3, 5, 12, 40])) for _ in points]
    discs = [Disc(p, screen.radius_of(weights[i]), (i,)) for i, p in enumerate(points)]
    return discs, weights


def overlaps(discs: Sequence[Disc]) -> list[tuple[Disc, Disc]]:
    return [(a, b) for a, b in combinations(discs, 2) if math.dist(a.centre, b.centre) < a.radius + b.radius]


@given(st.integers(1, 500), st.integers(1, 500))
def test_more_meetings_make_no_smaller_a_disc(a: int, b: int) -> None:
    assert (screen.radius_of(a) <= screen.radius_of(b)) or a > b
    assert 0 < screen.radius_of(a) <= 30


@law
@given(discs_of(most=30))
def test_merging_keeps_every_member_exactly_once(made: tuple[list[Disc], list[int]]) -> None:
    discs, weights = made
    merged = screen.merge(discs, weights)
    assert sorted(m for d in merged for m in d.members) == list(range(len(weights)))
    for disc in merged:
        assert disc.radius == pytest.approx(screen.radius_of(sum(weights[m] for m in disc.members)))
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
    assert screen.merge(mixed, weights) == screen.merge(discs, weights)


@law
@given(discs_of())
def test_spreading_leaves_no_two_discs_overlapping(made: tuple[list[Disc], list[int]]) -> None:
    discs = screen.spread(screen.merge(*made))
    assert overlaps(discs) == []


@law
@given(st.integers(1, 9), in_pane)
def test_stops_at_one_address_are_spread_apart(number: int, at: tuple[float, float]) -> None:
    discs = screen.spread([Disc(at, 11.5, (i,)) for i in range(number)])
    assert overlaps(discs) == []
    assert max(math.dist(d.centre, at) for d in discs) < 11.5 * 2.5 * number


@law
@given(discs_of())
def test_spreading_moves_nothing_but_the_offset(made: tuple[list[Disc], list[int]]) -> None:
    discs, _ = made
    moved = screen.spread(discs)
    assert [(d.at, d.radius, d.members) for d in moved] == [(d.at, d.radius, d.members) for d in discs]
    if not overlaps(screen.spread(discs, rounds=0)) and min_gap(discs) > 1.6:
        assert all(d.offset == (0, 0) for d in moved)


def min_gap(discs: Sequence[Disc]) -> float:
    gaps = [math.dist(a.at, b.at) - a.radius - b.radius for a, b in combinations(discs, 2)]
    return min(gaps, default=math.inf)


# --- exactly


@pytest.mark.parametrize(("count", "radius"), [(1, 9.0), (4, 11.4), (9, 13.8), (95, 29.992), (96, 30.0), (500, 30.0)])
def test_the_radius_of_a_number_of_meetings(count: int, radius: float) -> None:
    assert screen.radius_of(count) == pytest.approx(radius, abs=1e-3)


def test_the_largest_radius_can_be_less() -> None:
    assert screen.radius_of(500, largest=15.0) == 15.0
    assert screen.radius_of(2, largest=15.0) == pytest.approx(9.994, abs=1e-3)


def at(*points: Point, radius: float = 10.0) -> list[Disc]:
    return [Disc(point, radius, (number,)) for number, point in enumerate(points)]


def test_two_discs_merge_where_they_would_cover_each_other_by_much() -> None:
    """Nearer than 0.62 of both radii; touching ones only where the caller says so."""
    near, far = at((0, 0), (12.39, 0)), at((0, 0), (12.41, 0))
    assert [disc.members for disc in screen.merge(near, [1, 1])] == [(0, 1)]
    assert [disc.members for disc in screen.merge(far, [1, 1])] == [(0,), (1,)]
    assert [disc.members for disc in screen.merge(far, [1, 1], overlap=1.15)] == [(0, 1)]
    assert [disc.members for disc in screen.merge(at((0, 0), (0, 23.1)), [1, 1], overlap=1.15)] == [(0,), (1,)]


def test_a_merged_disc_stands_at_its_weightiest_place_and_ties_go_to_the_first() -> None:
    (disc,) = screen.merge(at((0, 0), (5, 5)), [1, 3])
    assert (disc.at, disc.members, disc.radius) == ((5, 5), (1, 0), screen.radius_of(4))
    (tie,) = screen.merge(at((0, 0), (5, 5)), [2, 2])
    assert (tie.at, tie.members) == ((0, 0), (0, 1))
    (small,) = screen.merge(at((0, 0), (5, 5)), [90, 90], largest=15.0)
    assert small.radius == 15.0
    (usual,) = screen.merge(at((0, 0), (5, 5)), [90, 90])
    assert usual.radius == 30.0


def test_a_disc_between_two_joins_the_nearer() -> None:
    merged = screen.merge(at((0, 0), (20, 0), (9, 0), (0, 400)), [5, 4, 1, 1])
    assert [disc.members for disc in merged] == [(0, 2), (1,), (3,)]
    merged = screen.merge(at((0, 0), (20, 0), (11, 0)), [5, 4, 1])
    assert sorted(disc.members for disc in merged) == [(0,), (1, 2)]


def test_the_largest_disc_comes_first() -> None:
    discs = [Disc((0, 0), 9.0, (0,)), Disc((100, 0), 20.0, (1,)), Disc((200, 0), 15.0, (2,))]
    assert [disc.members for disc in screen.merge(discs, [1, 1, 1])] == [(1,), (2,), (0,)]


def test_two_discs_of_one_size_move_alike_and_the_heavier_of_two_less() -> None:
    left, right = screen.spread(at((0, 0), (10, 0)))
    assert (left.offset, right.offset) == ((-5.8, 0.0), (5.8, 0.0)), "20 apart and a gap of 1.5"
    heavy, light = screen.spread([Disc((0, 0), 20.0, (0,)), Disc((0, 20), 10.0, (1,))])
    assert (heavy.offset, light.offset) == ((0.0, -2.3), (0.0, 9.2)), "four fifths of the way is the lighter one's"
    below, above = screen.spread([Disc((0, 0), 10.0, (0,)), Disc((0, 20), 20.0, (1,))], gap=0)
    assert (below.offset, above.offset) == ((0.0, -8.0), (0.0, 2.0))


def test_discs_that_are_apart_stay_and_those_at_one_point_part_to_the_side() -> None:
    assert [disc.offset for disc in screen.spread(at((0, 0), (21.5, 0)))] == [(0, 0), (0, 0)]
    assert [disc.offset for disc in screen.spread(at((0, 0), (21.4, 0)))] != [(0, 0), (0, 0)]
    (a, b) = screen.spread(at((3, 3), (3, 3)))
    assert (a.offset, b.offset) == ((-10.3, -3.1), (10.3, 3.1))
    assert screen.spread([]) == []


def test_discs_far_apart_in_the_list_are_parted_too() -> None:
    """Each is compared with all that are near, after the first ones have moved as well."""
    discs = screen.spread(at((0, 0), (1, 0), (2, 0), (200, 0), (3, 0)))
    assert overlaps(discs) == []
    assert discs[3].offset == (0, 0)
