"""Positions as the tables write them, and degrees as metres."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techvisits.record.geo import SAME_PLACE_KM, distance_km, is_within, metres_per_degree, position_of


@pytest.mark.parametrize(
    ("latitude", "longitude", "position"),
    [
        ("35.67308", "139.74260", (35.67308, 139.7426)),
        ("-90", "180", (-90.0, 180.0)),
        ("", "", None),
        ("35.67308", "", None),
        ("north", "east", None),
        ("NaN", "139.74260", None),
        ("35.67308", "inf", None),
        ("91.00000", "139.74260", None),
        ("35.67308", "181.00000", None),
    ],
)
def test_a_row_has_a_position_or_none(latitude, longitude, position):
    assert position_of({"latitude": latitude, "longitude": longitude}) == position


@given(st.floats(-90, 90))
def test_a_degree_has_its_metres_at_every_latitude(latitude):
    east, north = metres_per_degree(latitude)
    assert 0 <= east <= 111_320
    assert 110_500 < north < 111_800


def test_a_degree_in_tokyo():
    east, north = metres_per_degree(35.68)
    assert (east, north) == (pytest.approx(90_530, abs=10), pytest.approx(110_952, abs=10))


def test_within_counts_to_the_metre():
    here, there = (35.68, 139.74), (35.68, 139.74066)
    assert distance_km(here, there) == pytest.approx(0.0597, abs=0.0002)
    assert is_within(here, there, SAME_PLACE_KM)
    assert not is_within(here, (35.68, 139.74068), SAME_PLACE_KM)
