"""Which of a service's answers is taken: the names that are hard in this field, and the rules one by one."""

import pytest

from techvisits.curate.geocode.query import Query
from techvisits.curate.geocode.rank import Candidate, Target, fits_kind, has_number, judge, precision_of
from techvisits.record.geo import distance_km

TOKYO = Target("venue", "JP", ("東京", "Tokyo"), (35.6895, 139.69171))
OSAKA = Target("venue", "JP", ("大阪", "Osaka"), (34.69379, 135.50107))
SEOUL = Target("venue", "KR", ("서울", "Seoul"), (37.566, 126.9784))


def name(*wanted: str, rung: str = "native-name") -> Query:
    return Query(rung, wanted[0], wanted)


def at(label: str, latitude: float, longitude: float, kind: str = "building=yes", country: str = "JP") -> Candidate:
    return Candidate(latitude, longitude, label, (label,), country, kind)


KANTEI = at("総理大臣官邸", 35.67308, 139.74260)
KOTEI = at("総理大臣公邸", 35.67256, 139.74387)
HONGO = at("東京大学本郷キャンパス", 35.71200, 139.76286, "amenity=university")
KOMABA = at("東京大学駒場キャンパス", 35.66000, 139.68500, "amenity=university")
KASHIWA = at("東京大学柏キャンパス", 35.90200, 139.93700, "amenity=university")


def test_sendai_is_not_found_in_china():
    china = at("仙台", 23.5, 113.5, "place=town", "CN")
    japan = at("仙台", 38.268, 140.87, "place=city")
    city = Target("city", "JP")
    verdict = judge([china, japan], city, name("仙台"))
    assert (verdict.outcome, verdict.best) == ("found", japan)
    assert verdict.refused == ("仙台: lies outside JP",)
    assert judge([china], city, name("仙台")).outcome == "none"
    nameless = Candidate(23.5, 113.5, "仙台", ("仙台",))
    assert judge([nameless], city, name("仙台")).outcome == "none", "a service that names no country is held to the box"


def test_the_prime_ministers_office_and_residence_are_two_places():
    office, residence = name("総理大臣官邸", "Kantei"), name("総理大臣公邸")
    assert judge([KOTEI, KANTEI], TOKYO, office).best == KANTEI
    assert judge([KOTEI, KANTEI], TOKYO, residence).best == KOTEI
    assert judge([KOTEI], TOKYO, office).outcome == "none"
    assert judge([KANTEI], TOKYO, residence).outcome == "none"


def test_the_university_of_tokyo_has_three_campuses():
    campuses = [HONGO, KOMABA, KASHIWA]
    verdict = judge(campuses, TOKYO, name("東京大学"))
    assert verdict.outcome == "unsure"
    assert verdict.runner_up_km == pytest.approx(distance_km(HONGO.position, KOMABA.position))
    assert set(verdict.fitting) == set(campuses)
    assert judge(campuses, TOKYO, name("東京大学 本郷キャンパス")).best == HONGO
    assert judge(campuses, TOKYO, name("東京大学 柏キャンパス")).best == KASHIWA


def test_grand_hyatt_stands_in_both_cities():
    both = [
        Candidate(
            35.65979, 139.72833, "グランド ハイアット 東京", ("Grand Hyatt Tokyo", "Grand Hyatt"), "JP", "tourism=hotel"
        ),
        Candidate(
            37.53954, 126.99773, "그랜드하얏트 호텔", ("Grand Hyatt Seoul", "Grand Hyatt"), "KR", "tourism=hotel"
        ),
        Candidate(
            33.58960,
            130.41090,
            "グランド ハイアット 福岡",
            ("Grand Hyatt Fukuoka", "Grand Hyatt"),
            "JP",
            "tourism=hotel",
        ),
    ]
    hyatt = name("Grand Hyatt", rung="english-name")
    assert judge(both, TOKYO, hyatt).best == both[0]
    assert judge(both, SEOUL, hyatt).best == both[1]
    assert "lies 882 km from the centre of Tokyo" in " ".join(judge(both, TOKYO, hyatt).refused)


def test_an_office_is_no_bus_stop():
    office = at("삼성전자 서초사옥", 37.49667, 127.02684, country="KR")
    stop = at("삼성전자 서초사옥", 37.49720, 127.02790, "highway=bus_stop", "KR")
    verdict = judge([stop, office], SEOUL, name("삼성전자 서초사옥"))
    assert verdict.best == office
    assert verdict.refused == ("삼성전자 서초사옥: is a highway bus stop, no venue",)


@pytest.mark.parametrize("hard", ["승지원", "용산 대통령실"])
def test_a_name_of_few_syllables_is_found_exactly_or_not_at_all(hard):
    right = at(hard, 37.5378, 126.99739, country="KR")
    longer = at(f"{hard} 앞 부동산 중개 사무소", 37.54, 127.0, "shop=yes", "KR")
    verdict = judge([longer, right], SEOUL, name(hard))
    assert (verdict.best, verdict.runner_up) == (right, None)


def test_the_same_name_wins_over_a_name_like_it_but_the_other_is_told():
    imperial = at("帝国ホテル大阪", 34.701, 135.51946, "tourism=hotel")
    teikoku = at("大阪帝国ホテル", 34.669, 135.506, "tourism=hotel")
    verdict = judge([teikoku, imperial], OSAKA, name("帝国ホテル 大阪"))
    assert (verdict.outcome, verdict.best, verdict.runner_up) == ("found", imperial, teikoku)
    assert verdict.runner_up_km == pytest.approx(3.76, abs=0.05)


def test_two_of_one_name_within_250_m_are_one_place_and_beyond_are_two():
    here = at("코엑스", 37.51178, 127.05919, country="KR")
    near = at("코엑스", 37.51350, 127.05919, country="KR")
    far = at("코엑스", 37.51500, 127.05919, country="KR")
    assert judge([here, near], SEOUL, name("코엑스")).outcome == "found"
    assert judge([here, far], SEOUL, name("코엑스")).outcome == "unsure"


def test_a_street_does_not_stand_for_a_number_on_it():
    query = Query("native-address", "152 Teheran-ro, 서울", (), "152")
    street = at("테헤란로", 37.5, 127.03, "highway=secondary", "KR")
    house = Candidate(37.50001, 127.03654, "152", ("152",), "KR", "building=yes", house_number="152")
    other = Candidate(37.50001, 127.03654, "154", ("154",), "KR", "building=yes", house_number="154")
    assert judge([street, other], SEOUL, query).outcome == "none"
    assert judge([street, house], SEOUL, query).best == house


@pytest.mark.parametrize(
    ("house", "number", "same"),
    [("1", "2-3-1", True), ("3-1", "2-3-1", True), ("2-3-1", "2-3-1", True), ("2", "2-3-1", False), ("", "152", False)],
)
def test_a_japanese_house_number_may_be_the_end_of_the_address(house, number, same):
    assert has_number(Candidate(0, 0, "x", house_number=house), number) is same


@pytest.mark.parametrize(
    ("kind", "place", "rung", "fits"),
    [
        ("tourism=hotel", "venue", "native-name", True),
        ("railway=station", "venue", "native-name", False),
        ("amenity=parking", "venue", "native-name", False),
        ("place=house", "venue", "native-address", True),
        ("place=quarter", "venue", "native-name", False),
        ("place=quarter", "venue", "district", True),
        ("tourism=hotel", "district", "native-name", False),
        ("boundary=administrative", "city", "native-name", True),
        ("", "venue", "native-name", True),
    ],
)
def test_the_class_fits_the_kind_of_place(kind, place, rung, fits):
    assert fits_kind(kind, place, rung) is fits


def test_what_the_coordinates_stand_for():
    assert precision_of(KANTEI, TOKYO, "native-name") == "building"
    assert precision_of(HONGO, TOKYO, "native-name") == "block"
    assert precision_of(KANTEI, TOKYO, "district") == "district"
    assert precision_of(KANTEI, Target("city", "JP"), "native-name") == "city"
