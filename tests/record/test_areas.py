"""Which area a place belongs to: by its city, or by its distance from the area's middle."""

from pathlib import Path

import pytest
from conftest import Edit, Rows
from geopy.distance import geodesic
from small import KISHIDA, RECORD, build, find

from techvisits.record.geo import AREA_RADIUS_KM
from techvisits.record.model import ELSEWHERE


def move_to(distance: float, bearing: float, area: str, city: str) -> object:
    """A change of the table `places`: the Kantei so many kilometres from the middle of an area, in that city."""
    centre = RECORD.places[area].position
    point = geodesic(kilometers=distance).destination(centre, bearing)

    def change(rows: Rows) -> None:
        find(rows, place_id="kantei").update(
            latitude=f"{point.latitude:.5f}", longitude=f"{point.longitude:.5f}", city=city
        )

    return change


@pytest.mark.parametrize("area", ["tokyo", "seoul"])
@pytest.mark.parametrize(
    ("kilometres", "is_in"), [(0, True), (AREA_RADIUS_KM - 0.01, True), (AREA_RADIUS_KM + 0.01, False)]
)
@pytest.mark.parametrize("bearing", [0, 90, 180, 225, 315])
def test_a_place_belongs_to_an_area_by_its_distance(
    fixture_folder: Path, edit: Edit, kilometres: float, is_in: bool, bearing: float, area: str
) -> None:
    edit("places", move_to(kilometres, bearing, area, "misato"))
    assert build(fixture_folder).by_id[KISHIDA].place.area == (area if is_in else ELSEWHERE)


def test_the_radius_of_an_area_is_80_kilometres() -> None:
    assert AREA_RADIUS_KM == 80


@pytest.mark.parametrize("position", ["near", "far", "none"])
def test_a_place_in_the_city_of_an_area_is_in_it_wherever_it_lies(
    fixture_folder: Path, edit: Edit, position: str
) -> None:
    if position == "none":
        edit("places", lambda rows: find(rows, place_id="kantei").update(latitude="", longitude=""))
    else:
        edit("places", move_to(500 if position == "far" else 1, 90, "tokyo", "tokyo"))
    assert build(fixture_folder).by_id[KISHIDA].place.area == "tokyo"


def test_without_a_position_or_without_the_middle_of_an_area_a_place_is_elsewhere(
    fixture_folder: Path, edit: Edit
) -> None:
    edit("places", lambda rows: find(rows, place_id="kawasaki-akihira-forge").update(latitude="", longitude=""))
    assert build(fixture_folder).places["kawasaki-akihira-forge"].area == ELSEWHERE
    edit("places", lambda rows: find(rows, place_id="seoul").update(latitude="", longitude=""))
    record = build(fixture_folder)
    assert {place.area for place in record.places.values() if place.city_id == "suwon"} == {ELSEWHERE}
    assert {place.area for place in record.places.values() if place.city_id == "seoul"} == {"seoul"}


def test_the_areas_of_the_small_package() -> None:
    areas = {place_id: place.area for place_id, place in RECORD.places.items()}
    assert {areas[i] for i in ("tokyo", "kantei", "misato", "kawasaki-akihira-forge")} == {"tokyo"}
    assert {areas[i] for i in ("seoul", "yeouido", "suwon", "samsung-digital-city-suwon")} == {"seoul"}
    assert {areas[i] for i in ("japan", "gyeongju")} == {ELSEWHERE}
