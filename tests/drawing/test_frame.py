"""A pane: from degrees to its pixels and back, and the part of it that is free."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techvisits.drawing.model import Frame, Line, Marker, View, Words
from techvisits.text.address import Change

SEOUL = Frame("seoul", 400, 512, View(37.537, 126.992, 10.62))


def test_what_a_pane_looks_at_is_in_its_middle_and_north_is_up() -> None:
    assert SEOUL.pixel((37.537, 126.992)) == pytest.approx((200, 256))
    x, y = SEOUL.pixel((37.6, 127.1))
    assert x > 200
    assert y < 256
    (x, y), size = SEOUL.pixel((37.537, 127.992)), 512 * 2**10.62
    assert (x, y) == pytest.approx((200 + size / 360, 256))


@settings(deadline=None, max_examples=60)
@given(st.floats(-50, 450), st.floats(-50, 550))
def test_there_and_back_is_where_it_was(x: float, y: float) -> None:
    """To the sixth decimal of a degree, a tenth of a metre."""
    latitude, longitude = position = SEOUL.position((x, y))
    assert (round(latitude, 6), round(longitude, 6)) == position
    assert SEOUL.pixel(position) == pytest.approx((x, y), abs=0.01)


def test_the_free_part_is_within_a_margin_and_below_the_name_of_a_city() -> None:
    assert SEOUL.bounds == ((5, 39), (395, 507))
    assert Frame("tokyo", 808, 450, SEOUL.view).bounds == ((5, 39), (803, 445))
    assert Frame("region", 240, 118, SEOUL.view).bounds == ((5, 5), (235, 113))


def test_a_number_stands_on_colour_in_a_disc_alone() -> None:
    shapes = ("disc", "ring", "square", "dashed", "dotted", "crossed")
    filled = [
        shape for shape in shapes if Marker((0, 0), (0, 0), 9.0, shape, 1, (), "", (), Words(""), Change()).is_filled
    ]
    assert filled == ["disc"]


def test_a_line_can_be_drawn_that_nobody_points_at() -> None:
    line = Line(((0.0, 0.0), (1.0, 1.0)), 1.0, 1.0)
    assert (line.change, line.words, line.is_lit, line.trip_ids) == (None, Words("", ()), False, ())
