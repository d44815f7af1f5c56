"""Who governed, and what happened: the terms and events of their tables, and who governed on a day."""

import pytest
from pages import SMALL, day

from techvisits.package.home import default_folder
from techvisits.record.calendar import who_governed
from techvisits.record.shelf import load_record

SHIPPED = load_record(default_folder())


def test_terms_stand_by_country_and_events_in_order() -> None:
    assert [term.term_id for term in SMALL.terms] == [
        "noda-2011",
        "kishida-2021",
        "ishiba-2024",
        "takaichi-2025",
        "park-geun-hye-2013",
        "hwang-kyo-ahn-2016",
        "moon-jae-in-2017",
        "yoon-suk-yeol-2022",
    ]
    assert [event.event_id for event in SMALL.events] == ["alphago-2016", "japan-borders-2020", "apec-gyeongju-2025"]


def test_a_term_has_names_in_three_scripts_and_its_person_where_a_meeting_names_them() -> None:
    kishida = next(term for term in SMALL.terms if term.term_id == "kishida-2021")
    assert kishida.name.forms == ("岸田文雄", "기시다 후미오")
    assert (kishida.person_id, kishida.office, kishida.acting) == ("fumio-kishida", "head-of-government", False)
    takaichi = next(term for term in SMALL.terms if term.term_id == "takaichi-2025")
    assert (takaichi.last, takaichi.person_id) == (None, "")
    event = SMALL.events[0]
    assert event.labels == {"en": "AlphaGo v Lee Sedol", "ja": "AlphaGo対イ・セドル", "ko": "알파고 대 이세돌"}


@pytest.mark.parametrize(
    ("country", "date", "term_id"),
    [
        ("JP", "2024-09-30", "kishida-2021"),
        ("JP", "2024-10-01", "ishiba-2024"),
        ("JP", "2030-01-01", "takaichi-2025"),
        ("KR", "2016-12-08", "park-geun-hye-2013"),
        ("KR", "2016-12-09", "hwang-kyo-ahn-2016"),
        ("KR", "2017-04-01", "hwang-kyo-ahn-2016"),
        ("KR", "2017-05-10", "moon-jae-in-2017"),
        ("KR", "2025-03-24", "han-duck-soo-2025"),
        ("KR", "2025-06-04", "lee-jae-myung-2025"),
        ("KR", "1999-01-01", ""),
    ],
)
def test_who_governed_on_a_day_is_the_acting_one_where_there_was_one(country: str, date: str, term_id: str) -> None:
    term = who_governed(SHIPPED.terms, country, day(date))
    assert (term.term_id if term else "") == term_id


def test_somebody_governed_both_countries_on_the_day_of_every_meeting() -> None:
    for meeting in SHIPPED.meetings:
        assert who_governed(SHIPPED.terms, "JP", meeting.date)
        assert who_governed(SHIPPED.terms, "KR", meeting.date)


def test_those_who_govern_and_are_hosts_are_the_same_person() -> None:
    for term in SHIPPED.terms:
        if term.person_id:
            assert SHIPPED.people[term.person_id].name.english == term.name.english
