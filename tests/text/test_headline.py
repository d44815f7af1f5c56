"""The sentences over the page: only what was held counts, what was asked for is named, and a trip is told as a journey."""

from dataclasses import replace

import pytest
from pages import KISHIDA, SMALL, ZUCKERBERG, day, host, like, page_of, place_at, record_of, visitor

from techvisits.record.filters import Shown
from techvisits.record.model import Meeting, Name
from techvisits.record.trips import Stop, build_stops
from techvisits.text import headline
from techvisits.text.headline import Headline
from techvisits.text.language import LANGUAGES, load_language
from techvisits.text.page import Page

ENGLISH = load_language("en")


def stops_of(*meetings: Meeting) -> tuple[Stop, ...]:
    """The stops of one trip with these meetings, in this order."""
    visits = [replace(SMALL.trips[ZUCKERBERG].visits[0], meeting=meeting) for meeting in meetings]
    return build_stops(replace(SMALL.trips[ZUCKERBERG], visits=tuple(visits)))


# --- what is shown


@pytest.mark.parametrize(
    ("query", "title", "standfirst"),
    [
        (
            "",
            "13 meetings of 8 technology leaders since 2011",
            "Besides: 2 announced, 1 cancelled, 1 unconfirmed. Latest: Mark Zuckerberg (Meta) in Seoul, 29 Feb 2024.",
        ),
        ("city=seoul", "6 meetings of 4 technology leaders", "Latest: Mark Zuckerberg (Meta) in Seoul, 29 Feb 2024."),
        (
            "leader=mark-zuckerberg",
            "Mark Zuckerberg: 6 meetings",
            "Besides: 1 announced. Latest: Mark Zuckerberg (Meta) in Seoul, 29 Feb 2024.",
        ),
        ("host=fumio-kishida", "1 meeting of one technology leader", "Latest: Mark Zuckerberg (Meta) in Tokyo, 27 Feb"),
        ("place=tokyo&status=held", "1 meeting of one technology leader", "Latest: Yang Yuanqing (Lenovo) in Tokyo"),
        (
            "place=samsung-seocho",
            "1 meeting of 2 technology leaders",
            "Latest: Masayoshi Son (SoftBank Group) and Rene Haas",
        ),
        (
            "topic=xr",
            "3 meetings of one technology leader",
            "Besides: 1 announced. Latest: Mark Zuckerberg (Meta) in Seoul",
        ),
        ("topic=health", "2 meetings of 2 technology leaders", "Latest: Tim Cook (Apple) in Tokyo, 9 Dec 2019."),
        ("leader=sam-altman", "Sam Altman: no meeting that is known to have been held", "Besides: 1 cancelled."),
        ("status=announced", "No meeting that is known to have been held", "Besides: 2 announced."),
        ("q=vogels", "1 meeting of one technology leader", "Latest: Werner Vogels (Amazon) in Japan, February 2020."),
    ],
)
def test_only_what_was_held_counts_as_a_meeting(query: str, title: str, standfirst: str) -> None:
    found = page_of(query).headline
    assert found.title == title
    assert found.standfirst.startswith(standfirst)
    assert found.standfirst.endswith(". No record is not no visit.")


def test_where_nothing_matches_the_headline_says_so() -> None:
    page = page_of("q=nothing+has+these+words")
    assert page.headline == Headline("No meeting on record matches", "")
    assert page.alt == "No meeting on record matches"


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("leader=sam-altman&leader=tim-cook", "Sam Altman and Tim Cook: 2 meetings"),
        ("leader=tim-cook&company=apple", "Tim Cook and Apple: 2 meetings"),
        ("leader=tim-cook&leader=sam-altman&leader=bill-gates", "Tim Cook, Sam Altman and Bill Gates: 3 meetings"),
        ("company=meta&company=apple&company=arm&company=amazon", "10 meetings of 4 technology leaders"),
        ("company=meta", "Meta: 6 meetings"),
    ],
)
def test_up_to_three_who_are_asked_for_head_the_page(query: str, who: str) -> None:
    assert page_of(query).headline.title == who


@pytest.mark.parametrize(
    ("code", "title", "start"),
    [
        (
            "ja",
            "2011年以降、テック経営者8人の会合13件",
            "ほかに発表のみ2件、中止1件、未確認1件。最新は2024年2月29日、ソウルでの",
        ),
        (
            "ko",
            "2011년 이후 테크 경영자 8명의 만남 13건",
            "그 밖에 예고 2건, 취소 1건, 미확인 1건. 가장 최근은 2024년 2월 29일",
        ),
    ],
)
def test_the_headline_in_the_readers_language(code: str, title: str, start: str) -> None:
    found = page_of(f"lang={code}").headline
    assert found.title == title
    assert found.standfirst.startswith(start)


def test_the_latest_is_the_newest_that_was_held_and_names_who_was_asked_for() -> None:
    """The newest meeting may have had other visitors too."""
    son = page_of("leader=rene-haas").headline
    assert son.standfirst.startswith("Latest: Rene Haas (Arm) and Masayoshi Son (SoftBank Group) in Seoul, 4 Oct 2022.")
    crowd = tuple(visitor(f"Person {n}", f"Firm {n}") for n in range(4))
    record = record_of([like(KISHIDA, visitors=crowd), like("2026-06-15-altman-korea-cancelled")])
    latest = "Latest: Person 0 (Firm 0) and 3 others in Tokyo, 27 Feb 2024."
    assert latest in Page(page_of().state, record).headline.standfirst
    company = page_of("company=firm-2", record).headline.standfirst
    assert company.startswith("Latest: Person 2 (Firm 2) and 3 others in Tokyo")


def test_a_leader_is_counted_once_and_only_where_held() -> None:
    held, off = like(KISHIDA, meeting_id="a"), like(KISHIDA, meeting_id="b", status="cancelled", date=day("2023-01-01"))
    record = record_of([held, off, replace(off, meeting_id="c", visitors=(visitor("Lisa Su", "AMD"),))])
    page = page_of("", record)
    assert page.headline.title == "1 meeting of one technology leader"
    assert page.headline.standfirst.startswith("Besides: 2 cancelled.")


def test_meetings_and_visits_are_counted() -> None:
    assert headline.count_line(page_of().shown, ENGLISH) == "17 meetings · 18 visits"
    assert headline.count_line(page_of("host=fumio-kishida").shown, ENGLISH) == "1 meeting · 1 visit"
    assert headline.count_line(Shown((), ()), ENGLISH) == "0 meetings · 0 visits"
    assert headline.count_line(page_of().shown, load_language("ja")) == "会合17件 · 延べ訪問18件"


# --- a trip


def test_a_trip_is_told_as_a_journey() -> None:
    """A city is named once as long as the trip stays there, a day once for all of its stops."""
    assert page_of(f"trip={ZUCKERBERG}").headline == Headline(
        "Mark Zuckerberg (Meta), 25–29 February 2024",
        "Misato, 25 Feb: Akihira Kawasaki (Swordsmith) → Tokyo, 26 Feb: Developers in Japan → 27 Feb: Fumio Kishida "
        "(Prime Minister) → Seoul, 28 Feb: LG, Upstage +4, Lee Jae-yong (Samsung Electronics) → 29 Feb: Yoon Suk Yeol "
        "(President)",
    )
    assert page_of(f"trip={ZUCKERBERG}&lang=ja").headline.standfirst.startswith(
        "美里町、2月25日：川崎晶平（刀匠） → 東京、2月26日：Developers in Japan → 2月27日：岸田文雄（首相） → ソウル"
    )


def test_a_trip_of_one_stop_has_one_day() -> None:
    assert page_of("trip=haas-2022-10").headline.title == "Rene Haas (Arm), 4 October 2022"
    assert page_of("trip=vogels-2020-02").headline == Headline(
        "Werner Vogels (Amazon), February 2020", "Japan, Feb: Yoichi Ochiai (Pixie Dust Technologies)"
    )


@pytest.mark.parametrize(
    ("first", "last", "title"),
    [
        (("2022-12-12", "day"), ("2022-12-01", "month"), "December 2022"),
        (("2022-12-01", "month"), ("2022-12-12", "day"), "December 2022"),
        (("2022-11-30", "day"), ("2022-12-01", "month"), "November 2022 – December 2022"),
        (("2022-11-30", "day"), ("2022-12-01", "day"), "30 Nov – 1 Dec 2022"),
    ],
)
def test_a_trip_of_which_a_day_is_unknown_has_its_months(
    first: tuple[str, str], last: tuple[str, str], title: str
) -> None:
    """Not the one day that is known, as if it had taken no longer."""
    ends = [like(KISHIDA, date=day(date), date_precision=precision) for date, precision in (first, last)]
    found = headline.build_trip_headline(stops_of(*ends), ENGLISH).title
    assert " ".join(found.split()) == f"Mark Zuckerberg (Meta), {title}"


def test_the_same_hosts_of_one_day_are_told_once_and_a_city_again_when_the_trip_comes_back() -> None:
    seoul, tokyo = SMALL.places["lg-twin-towers"], SMALL.places["kantei"]
    hosts = (host("A", "Naver"),)
    meetings = [
        like(KISHIDA, place=place, hosts=hosts, date=day("2024-02-27")) for place in (seoul, seoul, tokyo, seoul)
    ]
    assert headline.route_sentence(stops_of(*meetings), ENGLISH) == (
        "Seoul, 27 Feb: A (Naver) → Tokyo, 27 Feb: A (Naver) → Seoul, 27 Feb: A (Naver)"
    )


# --- the map in words


def test_the_map_in_words_counts_the_meetings_of_each_city() -> None:
    assert page_of().alt == (
        "Map of 17 meetings. Tokyo: 7, Seoul: 6, Suwon: 1, Gyeongju: 1, Misato: 1, Japan: 1. "
        "Latest: Mark Zuckerberg (Meta) – Yoon Suk Yeol (President)."
    )
    assert page_of("leader=sam-altman").alt == "Map of 1 meeting. Suwon: 1."
    assert page_of("leader=sam-altman&lang=ja").alt == "会合1件の地図。水原1件。"
    trip = page_of(f"trip={ZUCKERBERG}")
    assert trip.alt == f"{trip.headline.title}. {trip.headline.standfirst}"


def test_the_map_in_words_counts_the_cities_beyond_six() -> None:
    cities = [
        like(KISHIDA, meeting_id=f"m{n}", status="cancelled", place=place_at(f"p{n}", None, city=Name(f"City {n}")))
        for n in range(8)
    ]
    for number, end in ((6, "City 5: 1."), (7, "City 5: 1, 1 more place."), (8, "City 5: 1, 2 more places.")):
        shown = Shown((), tuple(cities[:number]))
        assert headline.map_words(shown, ENGLISH) == (
            f"Map of {number} meetings. City 0: 1, City 1: 1, City 2: 1, City 3: 1, City 4: 1, {end}"
        )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "query", ["", "city=seoul", "status=cancelled", "leader=tim-cook", "q=nothing", "trip=cook-2019-12"]
)
def test_every_result_has_a_headline_in_every_language(query: str, language: str) -> None:
    page = page_of(f"{query}&lang={language}")
    held = page.language.number(sum(meeting.is_held for meeting in page.shown.meetings))
    assert page.headline.title
    assert "{" not in page.headline.title + page.headline.standfirst + page.alt
    assert page.stops or held == "0" or held in page.headline.title
    assert bool(page.headline.standfirst) == bool(page.shown.meetings)
