"""The ward that a place lies in, as its address says, and its names."""

from dataclasses import replace

import pytest
from shipped import RECORD

from techvisits.curate.geocode.wards import load_wards
from techvisits.record.wards import ward_name, ward_of
from techvisits.text.language import load_language

KANTEI = RECORD.places["kantei"]


@pytest.mark.parametrize(
    ("address", "city", "ward"),
    [
        ("Nagatacho, Chiyoda-ku, Tokyo", "tokyo", "chiyoda"),
        ("152 Teheran-ro, Gangnam-gu, Seoul", "seoul", "gangnam-gu"),
        ("Temmabashi 1, Kita-ku, Osaka", "osaka", "kita-osaka"),
        ("Unseo-dong, Jung-gu, Incheon", "incheon", "jung-gu-incheon"),
        ("Shibuya, Tokyo", "tokyo", ""),
        ("", "seoul", ""),
    ],
)
def test_the_address_says_the_ward(address: str, city: str, ward: str) -> None:
    assert ward_of(replace(KANTEI, address=address, city_id=city)) == ward


def test_a_place_that_is_a_ward_lies_in_it() -> None:
    assert ward_of(RECORD.places["minato-ku"]) == "minato"


def test_every_ward_of_the_record_has_its_names_and_they_are_those_of_the_boundaries() -> None:
    natives = {ward.native.rsplit(" ", 1)[-1] for ward in load_wards()}
    languages = {"JP": load_language("ja"), "KR": load_language("ko")}
    for place in RECORD.places.values():
        if ward := ward_of(place):
            name = ward_name(ward)
            assert name.english != ward, f"{ward}: add it to record/wards.csv"
            assert load_language("ja").name(name).endswith("区")
            assert load_language("ko").name(name).endswith("구")
            if place.city_id in ("tokyo", "seoul"):
                assert languages[place.country_code].name(name) in natives
