"""What a geocoding service is asked about a place, and in which order."""

import pytest
from geocode_player import SEOUL, TOKYO, place_row
from hypothesis import given
from hypothesis import strategies as st

from techvisits.curate.geocode.query import build_queries, name_variants, normalize, strip_unit

NATIVES = {"Chiyoda": "千代田区", "Gangnam": "강남구", "Tokyo": "東京", "Seoul": "서울", "Roppongi": "六本木"}


def rungs(queries):
    """The rungs in order, each once."""
    return list(dict.fromkeys(query.rung for query in queries))


def texts(queries, rung):
    """The texts of one rung."""
    return [query.text for query in queries if query.rung == rung]


def test_the_rungs_go_from_the_native_name_to_the_district():
    kantei = place_row(
        "kantei", "Prime Minister's Office of Japan (Kantei)", "総理大臣官邸", "tokyo", "JP",
        address="2-3-1 Nagatacho, Chiyoda-ku, Tokyo",
    )  # fmt: skip
    queries = build_queries(kantei, TOKYO, NATIVES)
    assert rungs(queries) == ["native-name", "native-address", "english-name", "district"]
    assert texts(queries, "native-name") == ["総理大臣官邸, 東京", "総理大臣官邸"]
    assert texts(queries, "native-address") == ["2-3-1 Nagatacho, 千代田区, 東京"]
    assert texts(queries, "english-name")[0] == "Prime Minister's Office of Japan, Tokyo"
    assert "Kantei, Tokyo" in texts(queries, "english-name")
    assert texts(queries, "district")[0] == "Nagatacho, 千代田区, 東京"
    assert next(q.number for q in queries if q.rung == "native-address") == "2-3-1"


def test_a_korean_road_address_is_asked_without_the_dong_and_its_district_without_the_road():
    tower = place_row(
        "gfc", "Google Korea (Gangnam Finance Center)", "구글코리아 (강남파이낸스센터)", "seoul", "KR",
        address="152 Teheran-ro, Yeoksam-dong, Gangnam-gu, Seoul",
    )  # fmt: skip
    queries = build_queries(tower, SEOUL, NATIVES)
    assert texts(queries, "native-address") == ["152 Teheran-ro, 강남구, 서울"]
    assert texts(queries, "district")[0] == "Yeoksam-dong, 강남구, 서울"
    assert "강남파이낸스센터, 서울" in texts(queries, "native-name")


def test_a_whole_ward_is_asked_for_only_where_the_address_tells_no_more():
    blue_house = place_row("b", "X", "청와대", "seoul", "KR", address="Sejong-ro, Jongno-gu, Seoul")
    studio = place_row("p", "X", "파이", "seoul", "KR", address="Gangnam-gu, Seoul")
    assert texts(build_queries(blue_house, SEOUL, NATIVES), "district") == []
    assert texts(build_queries(studio, SEOUL, NATIVES), "district")[0] == "강남구, 서울"


def test_a_name_with_the_city_in_it_is_asked_as_it_stands_first():
    hotel = place_row("h", "Imperial Hotel Osaka", "帝国ホテル 大阪", "osaka", "JP")
    osaka = TOKYO | {"place_id": "osaka", "name": "Osaka", "name_native": "大阪"}
    assert texts(build_queries(hotel, osaka, {}), "native-name")[:3] == [
        "帝国ホテル 大阪",
        "帝国ホテル 大阪, 大阪",
        "帝国ホテル, 大阪",
    ]


def test_a_city_within_a_word_stays_there():
    todai = place_row("t", "University of Tokyo", "東京大学", "tokyo", "JP")
    assert texts(build_queries(todai, TOKYO, {}), "native-name") == ["東京大学", "東京大学, 東京"]


def test_a_city_is_asked_with_its_region_first():
    misato = place_row(
        "misato", "Misato", "美里町", "misato", "JP", kind="city", address="Kodama District, Saitama Prefecture"
    )
    queries = [query.text for query in build_queries(misato, None, {})]
    assert queries[0] == "美里町, Saitama Prefecture"
    assert queries[-1] == "美里町"


def test_no_address_and_no_native_name_leave_the_english_name():
    assert rungs(build_queries(place_row("x", "Square Japan", "", "tokyo", "JP"), TOKYO, {})) == ["english-name"]


def test_a_query_is_never_asked_twice():
    galaxy = place_row(
        "g", "Galaxy Harajuku", "Galaxy Harajuku", "tokyo", "JP", address="Jingumae 1, Shibuya-ku, Tokyo"
    )
    asked = [query.text for query in build_queries(galaxy, TOKYO, NATIVES)]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("name", "variants"),
    [
        ("渋谷ストリーム (Google Japan)", ["渋谷ストリーム", "Google Japan"]),
        ("Honda headquarters (2025)", ["Honda headquarters"]),
        ("SoftBank headquarters, Shiodome (until 2020)", ["SoftBank headquarters, Shiodome"]),
        ("ASM Hwaseong centre (site)", ["ASM Hwaseong centre"]),
        ("서울대학교 문화관 (73동)", ["서울대학교 문화관"]),
        ("", []),
    ],
)
def test_remarks_in_brackets_are_no_names(name, variants):
    assert name_variants(name) == variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Pokémon Company", "the pokemon company"),
        ("グランド ハイアット 東京", "ｸﾞﾗﾝﾄﾞﾊｲｱｯﾄ東京"),
        ("삼성전자 평택캠퍼스", "삼성전자평택캠퍼스"),
        ("Jingūmae", "Jingumae"),
    ],
)
def test_spellings_of_one_name_are_equal(one, other):
    assert normalize(one) == normalize(other)


@pytest.mark.parametrize(("one", "other"), [("ハ", "パ"), ("総理大臣官邸", "総理大臣公邸"), ("강남", "강낭")])
def test_different_names_stay_different(one, other):
    assert normalize(one) != normalize(other)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Chiyoda-ku", "Chiyoda"), ("豊田市", "豊田"), ("東京都", "東京"), ("京都", "京都"), ("서울특별시", "서울"),
        ("Saitama Prefecture", "Saitama"), ("Yeoksam-dong", "Yeoksam"),
    ],
)  # fmt: skip
def test_the_word_for_what_a_place_is_can_be_taken_off(name, bare):
    assert strip_unit(name) == bare


@given(st.text(), st.text(), st.text())
def test_no_text_in_a_row_breaks_the_queries(name, native, address):
    place = place_row("x", name, native, "tokyo", "JP", address=address)
    assert all(query.text.strip(", ") for query in build_queries(place, TOKYO, NATIVES))
