"""Texts in a picture: their boxes cover no disc, no other text and no edge, and stand where there is room."""

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techvisits.drawing import screen
from techvisits.drawing.labels import label_discs
from techvisits.drawing.model import Frame, Label, View
from techvisits.drawing.screen import Bounds, Box, Disc, Point

WIDTH, HEIGHT = 400.0, 545.0
PANE: Bounds = ((0.0, 0.0), (WIDTH, HEIGHT))
law = settings(deadline=None, max_examples=60)
in_pane = st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT))
names = st.sampled_from(["", "LG", "Samsung Electronics", "岸田文雄", "Lee Jae-yong +3", "국민대학교", "Kantei"])
discs_in_pane = st.lists(st.builds(lambda at: Disc(at, 11.5, ()), in_pane), min_size=1, max_size=10)


def label_box(disc: Disc, side: str, text: str, size: float) -> Box:
    """Where the text of a disc stands, computed apart from the code under test."""
    x, y = disc.centre
    width, away = screen.text_width(text, size), disc.radius + 4
    left = {"right": x + away, "left": x - away - width}.get(side, x - width / 2)
    top = {"below": y + away, "above": y - away - size}.get(side, y - size / 2)
    return left, top, left + width, top + size


def cross(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@law
@given(discs_in_pane, st.data(), st.lists(st.tuples(in_pane, in_pane), max_size=2))
def test_labels_cover_no_disc_no_other_label_and_nothing_written(
    made: list[Disc], data: st.DataObject, corners: list[tuple[Point, Point]]
) -> None:
    discs = screen.spread(made)
    texts = [data.draw(names) for _ in discs]
    covered = [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in corners]
    sides = screen.place_labels(discs, texts, size=13.5, bounds=PANE, covered=covered)
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
    assert screen.place_labels([disc], ["LG"], size=13.5, bounds=PANE) == ["right"]
    assert screen.place_labels([disc], ["x" * 500], size=13.5, bounds=PANE) == [None]


@law
@given(st.text(max_size=30), st.text(max_size=30), st.floats(8, 30))
def test_a_longer_text_is_wider(a: str, b: str, size: float) -> None:
    assert screen.text_width(a + b, size) == pytest.approx(
        screen.text_width(a, size) + screen.text_width(b, size), abs=1e-6
    )


@law
@given(in_pane, names, st.floats(8, 20), st.sampled_from(["start", "middle", "end"]))
def test_the_box_of_a_text_hangs_at_its_anchor(at: Point, text: str, size: float, anchor: str) -> None:
    left, top, right, bottom = screen.text_box(at, anchor, text, size)
    assert right - left == pytest.approx(screen.text_width(text, size))
    assert top < at[1] < bottom
    hangs = {"start": left, "middle": (left + right) / 2, "end": right}[anchor]
    assert hangs == pytest.approx(at[0])


# --- exactly


def beside(*taken: Box, text: str = "LG", at: Point = (200.0, 300.0), size: float = 10.0) -> str | None:
    """The side of a disc of radius 10 that a text finds free."""
    (side,) = screen.place_labels([Disc(at, 10.0, (0,))], [text], size=size, bounds=PANE, covered=taken)
    return side


# The boxes of a text of 11.2 × 10 pixels beside that disc: 4 pixels away from it, with 2 pixels of air all round.
RIGHT: Box = (212.0, 293.0, 227.2, 307.0)
LEFT: Box = (172.8, 293.0, 188.0, 307.0)
BELOW: Box = (192.4, 312.0, 207.6, 326.0)
ABOVE: Box = (192.4, 274.0, 207.6, 288.0)


def test_the_sides_are_tried_in_turn() -> None:
    assert beside() == "right"
    assert beside(RIGHT) == "left"
    assert beside(RIGHT, LEFT) == "below"
    assert beside(RIGHT, LEFT, BELOW) == "above"
    assert beside(RIGHT, LEFT, BELOW, ABOVE) is None
    assert beside(text="") is None


@pytest.mark.parametrize(
    ("box", "before", "side"),
    [
        (RIGHT, (), "right"),
        (LEFT, (RIGHT,), "left"),
        (BELOW, (RIGHT, LEFT), "below"),
        (ABOVE, (RIGHT, LEFT, BELOW), "above"),
    ],
)
def test_a_text_beside_a_disc_covers_its_box_and_not_a_hair_more(box: Box, before: tuple[Box, ...], side: str) -> None:
    left, top, right, bottom = box
    touching = [
        (left - 9, top, left - 0.01, bottom),
        (right + 0.01, top, right + 9, bottom),
        (left, top - 9, right, top - 0.01),
        (left, bottom + 0.01, right, bottom + 9),
    ]
    covering = [
        (left - 9, top, left + 0.01, bottom),
        (right - 0.01, top, right + 9, bottom),
        (left, top - 9, right, top + 0.01),
        (left, bottom - 0.01, right, bottom + 9),
    ]
    assert [beside(*before, each) for each in touching] == [side] * 4
    assert side not in [beside(*before, each) for each in covering]


def test_texts_keep_within_the_pane() -> None:
    assert beside(at=(372.7, 300.0)) == "right"
    assert beside(at=(372.9, 300.0)) == "left"
    assert beside(at=(372.9, 300.0), text="x" * 62) == "left"
    assert beside(at=(200.0, 300.0), text="x" * 60) == "below"
    assert beside(at=(200.0, 540.0), text="x" * 60) == "above"
    assert beside(at=(200.0, 10.0), text="x" * 60) == "below"


def test_a_text_that_is_placed_takes_its_room_from_the_next() -> None:
    discs = [Disc((200.0, 300.0), 10.0, (0,)), Disc((240.0, 300.0), 10.0, (1,))]
    assert screen.place_labels(discs, ["LG", "LG"], size=10.0, bounds=PANE) == ["right", "right"]
    assert screen.place_labels(discs, ["LG" * 3, "LG"], size=10.0, bounds=PANE) == ["left", "right"]
    close = [Disc((200.0, 300.0), 10.0, (0,)), Disc((249.0, 300.0), 10.0, (1,))]
    assert screen.place_labels(close[::-1], ["LG", "LG"], size=10.0, bounds=PANE, covered=[(261, 290, 300, 310)]) == [
        "left",
        "left",
    ]


def test_a_wide_letter_is_a_square_and_any_other_half_of_one() -> None:
    assert screen.text_width("LG", 10) == pytest.approx(11.2)
    assert screen.text_width("岸田", 10) == pytest.approx(20)
    assert screen.text_width("\u2e7f", 10) == pytest.approx(5.6)
    assert screen.text_width("\u2e80", 10) == pytest.approx(10)


def test_the_box_of_a_text_at_each_anchor() -> None:
    boxes = {anchor: screen.text_box((100.0, 50.0), anchor, "LG", 10) for anchor in ("start", "middle", "end")}
    assert boxes["start"] == pytest.approx((100.0, 43.0, 111.2, 57.0))
    assert boxes["middle"] == pytest.approx((94.4, 43.0, 105.6, 57.0))
    assert boxes["end"] == pytest.approx((88.8, 43.0, 100.0, 57.0))


# --- along a line


def along(start: Point, end: Point, *taken: Box) -> Point | None:
    """Where on a line a 2 of size 12 finds room."""
    found = screen.place_along(start, end, "2", size=12, bounds=PANE, taken=taken)
    return found and found[0]


@pytest.mark.parametrize(
    ("number", "x"), [(0, 200), (1, 220), (2, 180), (3, 240), (4, 160), (5, 260), (6, 140), (7, None)]
)
def test_a_number_stands_in_the_middle_of_a_line_or_as_near_to_it_as_there_is_room(
    number: int, x: float | None
) -> None:
    taken = [(at - 1, 99, at + 1, 101) for at in (200, 220, 180, 240, 160, 260, 140)]
    assert along((100.0, 100.0), (300.0, 100.0), *taken[:number]) == (pytest.approx((x, 100)) if x else None)


def test_the_box_of_a_number_on_a_line_has_air_round_it() -> None:
    found = screen.place_along((100.0, 100.0), (300.0, 200.0), "12", size=12, bounds=PANE, taken=[])
    assert found is not None
    at, box = found
    assert at == (200.0, 150.0)
    assert box == pytest.approx((200 - 10.72, 150 - 9, 200 + 10.72, 150 + 9))


@pytest.mark.parametrize(
    ("start", "end", "middle"),
    [
        ((300.0, 100.0), (700.0, 100.0), (350.0, 100.0)),
        ((700.0, 100.0), (300.0, 100.0), (350.0, 100.0)),
        ((100.0, 445.0), (100.0, 945.0), (100.0, 495.0)),
        ((-200.0, 100.0), (600.0, 100.0), (200.0, 100.0)),
    ],
)
def test_a_number_stands_on_the_part_of_a_line_that_is_seen(start: Point, end: Point, middle: Point) -> None:
    assert along(start, end) == pytest.approx(middle)


# --- names beside discs

FRAME = Frame("region", 400, 545, View(36.0, 133.6, 3.0))


def test_a_name_stands_beside_its_disc_at_a_fixed_distance() -> None:
    position = (36.0, 133.0)
    for covered, at, anchor in (
        ([], (215.0, 300.0), "start"),
        ([RIGHT], (185.0, 300.0), "end"),
        ([RIGHT, LEFT], (200.0, 322.0), "middle"),
        ([RIGHT, LEFT, BELOW], (200.0, 278.0), "middle"),
    ):
        labels = label_discs([Disc((200.0, 300.0), 10.0, (0,))], [(position, "LG")], FRAME, size=10, covered=covered)
        assert labels == [Label(position, at, "LG", 10, anchor)]


def test_a_disc_without_room_has_no_name() -> None:
    covered = [RIGHT, LEFT, BELOW, ABOVE]
    discs = [Disc((200.0, 300.0), 10.0, (0,)), Disc((100.0, 100.0), 10.0, (1,))]
    labels = label_discs(discs, [((36.0, 133.0), "LG"), ((37.0, 134.0), "SK")], FRAME, size=10, covered=covered)
    assert [(label.text, label.position) for label in labels] == [("SK", (37.0, 134.0))]


def test_a_name_keeps_clear_of_the_citys_name_over_a_pane() -> None:
    disc = [Disc((200.0, 30.0), 10.0, (0,))]
    sides = [
        label_discs(disc, [((37.5, 127.0), "LG")], Frame(area, 400, 545, FRAME.view), size=10)
        for area in ("region", "seoul")
    ]
    assert [len(labels) for labels in sides] == [1, 1]
    assert [labels[0].at[1] for labels in sides] == [30.0, 52.0]
