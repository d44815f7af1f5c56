"""What one page shows, as it follows from the address: one filtered set behind everything."""

import pytest
from pages import KISHIDA, SMALL, ZUCKERBERG, day, like, page_of, place_at, record_of

from techvisits.record.trips import build_stops
from techvisits.text.language import LANGUAGES

TRIP = SMALL.trips[ZUCKERBERG]


def test_everything_is_shown_where_nothing_is_asked_for() -> None:
    page = page_of()
    assert page.shown.meetings == SMALL.meetings
    assert page.seen == page.shown
    assert page.stops == ()
    assert page.asked == frozenset()
    assert page.home == ""


def test_an_open_trip_is_seen_whole_whatever_the_filters_let_through() -> None:
    page = page_of(f"trip={ZUCKERBERG}&status=held&city=seoul")
    assert page.stops == build_stops(TRIP)
    assert [visit.meeting for visit in page.seen.visits] == [visit.meeting for visit in TRIP.visits]
    assert page.seen.meetings == tuple(visit.meeting for visit in TRIP.visits)
    assert {meeting.place.city_id for meeting in page.shown.meetings} == {"seoul"}


def test_of_several_trips_none_is_open() -> None:
    page = page_of(f"trip={ZUCKERBERG}&trip=cook-2019-12")
    assert page.stops == ()
    assert page.seen == page.shown
    assert len(page.shown.meetings) == 9


def test_leaders_companies_and_hosts_that_are_asked_for_are_named_first() -> None:
    query = (
        "leader=tim-cook&company=apple&host=keio-university&topic=health&city=tokyo&place=keio-hospital-shinanomachi"
    )
    assert page_of(query).asked == {"tim-cook", "apple", "keio-university"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_speaks_the_readers_language(code: str) -> None:
    page = page_of(f"lang={code}")
    assert page.language.code == code
    assert page.city_name("seoul") == {"en": "Seoul", "ja": "ソウル", "ko": "서울"}[code]


def test_home_is_the_companys_country_unless_the_trip_began_there() -> None:
    """SoftBank's leader came from Japan to Seoul, Apple's from the United States."""
    assert page_of(f"trip={ZUCKERBERG}").home == "US"
    assert page_of("trip=son-2022-10").home == "JP"
    assert page_of("trip=chey-2017-04").home == "KR"
    abroad = like(KISHIDA, place=place_at("somewhere", (40.0, -100.0), country_code="US"))
    assert page_of("trip=one", record_of([abroad], "one")).home == ""
    later = like(KISHIDA, meeting_id="m", date=day("2024-03-01"))
    assert page_of("trip=one", record_of([abroad, later], "one")).home == ""
    earlier = like(KISHIDA, meeting_id="m", date=day("2024-01-01"))
    assert page_of("trip=one", record_of([abroad, earlier], "one")).home == "US"


def test_a_meetings_city_is_its_area_or_its_city_elsewhere() -> None:
    page = page_of()
    cities = {meeting.meeting_id: page.city_of(meeting) for meeting in SMALL.meetings}
    assert cities["2024-02-25-zuckerberg-swordsmith"] == "tokyo", "Misato lies in Tokyo's reach"
    assert cities["2026-06-15-altman-korea-cancelled"] == "seoul", "so does Suwon in Seoul's"
    assert cities["2025-11-01-zeng-state-dinner"] == "gyeongju"
    assert cities["2020-02-vogels-pixie-dust"] == ""


def test_the_centre_of_a_meeting_is_that_of_its_city_or_where_it_was() -> None:
    page = page_of()
    assert page.centre_of(SMALL.by_id[KISHIDA]) == SMALL.places["tokyo"].position
    assert page.centre_of(SMALL.by_id["2025-11-01-zeng-state-dinner"]) == SMALL.places["gyeongju"].position
    assert page.centre_of(SMALL.by_id["2020-02-vogels-pixie-dust"]) is None
    lost = like(KISHIDA, place=place_at("x", (35.1, 129.0), area="elsewhere", city_id="busan"))
    assert page.centre_of(lost) == (35.1, 129.0), "where the record has no row for the city"
    nowhere = like(KISHIDA, place=place_at("x", None, area="elsewhere", city_id="busan"))
    assert page.centre_of(nowhere) is None


def test_the_links_keep_what_the_address_says() -> None:
    page = page_of("leader=tim-cook&view=tokyo")
    assert page.links.state == page.state
    assert page.links.shown == page.shown.ids
