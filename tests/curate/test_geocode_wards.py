"""The ward at a position, offline."""

import pytest
import shapely
from geocode_player import place_row
from hypothesis import given, settings
from hypothesis import strategies as st

from techvisits.curate.geocode.wards import Ward, build_natives, check_places, find_ward, load_wards, metres_to_edge
from techvisits.package.errors import DataError
from techvisits.record.geo import distance_km


@pytest.fixture(scope="module")
def wards():
    """The bundled boundaries."""
    return load_wards()


@pytest.mark.parametrize(
    ("latitude", "longitude", "ward"),
    [
        (35.67308, 139.74260, "Chiyoda, Tokyo (千代田区)"),
        (35.66046, 139.72928, "Minato, Tokyo (港区)"),
        (37.51178, 127.05919, "Gangnam, Seoul (강남구)"),
        (37.53180, 126.91420, "Yeongdeungpo, Seoul (영등포구)"),
        (37.39550, 127.11050, "Bundang-gu, Seongnam (성남시 분당구)"),
    ],
)
def test_known_places_lie_in_their_wards(wards, latitude, longitude, ward):
    assert str(find_ward((latitude, longitude), wards)) == ward


def test_the_sea_and_china_lie_in_no_ward(wards):
    assert find_ward((35.4, 139.85), wards) is None
    assert find_ward((39.9, 116.4), wards) is None


@settings(deadline=None)
@given(st.floats(33, 45), st.floats(125, 145), st.floats(0.0001, 0.02))
def test_metres_to_the_edge_are_metres_on_earth(south, west, inside):
    square = Ward("", "", "", "JP", shapely.box(west, south, west + 0.2, south + 0.05))
    for position, nearest in (
        ((south + 0.025, west + inside), (south + 0.025, west)),
        ((south + inside, west + 0.1), (south, west + 0.1)),
        ((south + 0.05 + inside, west + 0.1), (south + 0.05, west + 0.1)),
    ):
        assert metres_to_edge(position, square) == pytest.approx(1000 * distance_km(position, nearest), rel=0.002)


def test_a_hole_in_a_ward_is_not_the_ward():
    square, hole = shapely.box(139, 35, 140, 36), shapely.box(139.4, 35.4, 139.6, 35.6)
    ward = Ward("", "", "", "JP", square - hole)
    assert find_ward((35.2, 139.2), [ward]) == ward
    assert find_ward((35.5, 139.5), [ward]) is None


@pytest.mark.parametrize(
    ("address", "country", "flagged"),
    [
        ("2-3-1 Nagatacho, Chiyoda-ku, Tokyo", "JP", False),
        ("2-3-1 Nagatacho, Chiyoda, Tokyo", "JP", False),
        ("Jinnan, Shibuya-ku, Tokyo", "JP", True),
        ("Kita-ku, Osaka", "JP", False),
        ("", "JP", False),
        ("Chiyoda-ku, Tokyo", "KR", False),
    ],
    ids=["its ward", "without ku", "another ward", "a ward of another city", "no address", "another country"],
)
def test_an_address_in_another_ward_is_flagged(wards, address, country, flagged):
    place = place_row("x", "X", "", "tokyo", country, address=address, latitude="35.67308", longitude="139.74260")
    (result,) = check_places([place], wards)
    assert bool(result.named) is flagged


def test_wards_of_one_name_are_told_apart_by_their_city(wards):
    seoul = place_row("x", "X", "", "seoul", "KR", address="Jung-gu, Seoul", latitude="37.4370", longitude="126.4568")
    (result,) = check_places([seoul], wards)
    assert str(result.ward) == "Jung-gu, Incheon (인천 중구)"
    assert result.named
    assert result.named.city == "Seoul"


def test_towns_of_one_name_are_told_apart_by_their_native_name(wards):
    city = place_row("misato", "Misato", "美里町", "misato", "JP", kind="city")
    forge = place_row(
        "x", "X", "", "misato", "JP", address="Numagami, Misato", latitude="36.1886", longitude="139.1657"
    )
    (result,) = check_places([city, forge], wards)
    assert result.named is None, "三郷市 in the boundaries is another Misato"


def test_near_a_border_either_side_is_right(wards):
    shiodome = place_row(
        "x", "X", "", "tokyo", "JP", address="Minato-ku, Tokyo", latitude="35.66299", longitude="139.76123"
    )
    (result,) = check_places([shiodome], wards)
    assert result.named is None


def test_native_names_come_from_the_table_first(wards):
    misato = place_row("misato", "Misato", "美里町", "misato", "JP", kind="city")
    natives = build_natives([misato], wards)
    assert natives["Misato"] == "美里町"
    assert natives["Chiyoda"] == "千代田区"
    assert natives["Bundang-gu"] == "분당구"
    assert natives["Jung-gu"] == natives["Jung"] == "중구"


@pytest.mark.parametrize(
    "text", [None, "", "[]", "{}", '{"features": [1]}', '{"features": [{"properties": {}, "geometry": {}}]}', "[" * 9999,
             '{"features": [{"properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[0]]]}}]}'],
)  # fmt: skip
def test_a_missing_or_broken_file_is_one_clear_line(tmp_path, text):
    if text is not None:
        (tmp_path / "boundaries.geojson").write_text(text)
    with pytest.raises(DataError, match="boundaries.geojson: cannot be read .*; install the package anew"):
        load_wards(tmp_path / "boundaries.geojson")
