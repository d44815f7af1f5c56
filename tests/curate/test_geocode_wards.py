"""The ward at a position, offline."""

import random

import pytest
import shapely
from geocode_player import place_row

from techvisits.curate.geocode.places import load_places
from techvisits.curate.geocode.wards import build_natives, check_places, contains, find_ward, load_wards
from techvisits.package.errors import DataError


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
    assert str(find_ward(latitude, longitude, wards)) == ward


def test_the_sea_and_china_lie_in_no_ward(wards):
    assert find_ward(35.4, 139.85, wards) is None
    assert find_ward(39.9, 116.4, wards) is None


def test_ray_casting_agrees_with_shapely(wards):
    dice = random.Random(4)
    for ward in dice.sample(wards, 60):
        shape = shapely.union_all([shapely.Polygon(rings[0], rings[1:]) for rings in ward.polygons])
        west, south, east, north = ward.box
        for _ in range(40):
            x, y = dice.uniform(west, east), dice.uniform(south, north)
            assert contains(ward, y, x) == shapely.contains_xy(shape, x, y)


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


def test_the_shipped_places_lie_where_their_addresses_say(package_folder, wards):
    flagged = [str(result) for result in check_places(load_places(package_folder).rows, wards) if result.named]
    assert flagged == []


def test_native_names_come_from_the_table_first(wards):
    misato = place_row("misato", "Misato", "美里町", "misato", "JP", kind="city")
    natives = build_natives([misato], wards)
    assert natives["Misato"] == "美里町"
    assert natives["Chiyoda"] == "千代田区"
    assert natives["Bundang-gu"] == "분당구"
    assert natives["Jung-gu"] == natives["Jung"] == "중구"


def test_a_missing_file_is_one_clear_line(tmp_path):
    with pytest.raises(DataError, match="boundaries.geojson: cannot be read .*; install the package anew"):
        load_wards(tmp_path / "boundaries.geojson")
