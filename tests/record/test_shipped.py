"""What must hold of the shipped record, whatever is corrected in it."""

import itertools
import unicodedata

import pytest
from conftest import DATA, WHOLE
from geopy.distance import geodesic

from techvisits.export.csv import build_csv
from techvisits.package.tables import load_package, split_list
from techvisits.record.facets import build_facet
from techvisits.record.filters import LISTS, Filters, apply, from_query, known_ids, to_query
from techvisits.record.geo import AREA_RADIUS_KM
from techvisits.record.model import AREAS, ELSEWHERE
from techvisits.record.search import fold
from techvisits.record.shelf import load_record
from techvisits.record.trips import build_legs, build_stops
from techvisits.text.language import load_language, script_of

RECORD = load_record(DATA)
ROWS = load_package(DATA).rows
ZUCKERBERG = "zuckerberg-2024-02"


def find_meetings(person_id: str) -> set[str]:
    """Every meeting in which the person is visitor or host."""
    return {
        meeting.meeting_id
        for meeting in RECORD.meetings
        if person_id in {*(v.leader.person_id for v in meeting.visitors), *(h.host_id for h in meeting.hosts)}
    }


def search(query: str) -> frozenset[str]:
    """The ids of the meetings that a search finds."""
    return apply(from_query({"q": [query]}, RECORD)[0], RECORD).meeting_ids


# --- organizations have the names that newspapers write


@pytest.mark.parametrize(
    ("names", "organization_id"),
    [
        (("エヌビディア", "엔비디아"), "nvidia"),
        (("アップル", "애플"), "apple"),
        (("オープンAI", "오픈AI"), "openai"),
        (("フェイスブック", "페이스북", "メタ", "메타"), "meta"),
        (("ツイッター", "트위터"), "x"),
        (("サムスン電子", "삼성전자"), "samsung-electronics"),
        (("ソフトバンクグループ", "소프트뱅크그룹"), "softbank-group"),
    ],
)
def test_a_search_for_an_organization_in_any_script_finds_all_its_meetings(
    names: tuple[str, ...], organization_id: str
) -> None:
    as_company = apply(Filters().asking("company", [organization_id]), RECORD).meeting_ids
    as_host = apply(Filters().asking("host", [organization_id]), RECORD).meeting_ids
    for name in names:
        assert as_company | as_host <= search(name), name
    assert as_company | as_host


@pytest.mark.parametrize(("country", "code"), [("JP", "ja"), ("KR", "ko")])
def test_readers_see_the_organizations_of_their_country_by_their_own_or_usual_names(country: str, code: str) -> None:
    language = load_language(code)
    own = [each.name for each in RECORD.organizations.values() if each.country_code == country and each.name.native]
    assert [name for name in own if language.name(name) not in name.forms[:2]] == []


# --- nothing is lost between the files and the record


def test_every_row_is_in_the_record() -> None:
    meetings = RECORD.meetings
    assert set(RECORD.by_id) == {row["meeting_id"] for row in ROWS["meetings"]}
    assert len(RECORD.visits) == len(ROWS["visits"])
    for values, table in (
        (RECORD.people, "people"), (RECORD.organizations, "organizations"), (RECORD.places, "places"),
        (RECORD.topics, "topics"), (RECORD.trips, "trips"),
    ):  # fmt: skip
        assert list(values) == [next(iter(row.values())) for row in ROWS[table]]
    assert sum(len(meeting.hosts) for meeting in meetings) == len(ROWS["hosts"])
    assert sum(len(meeting.sources) for meeting in meetings) == len(ROWS["sources"])
    assert sum(len(years) for years in RECORD.coverage.values()) == len(ROWS["coverage"])


def test_values_come_from_the_files() -> None:
    places = {row["place_id"]: row for row in ROWS["places"]}
    for row in ROWS["meetings"]:
        meeting, place = RECORD.by_id[row["meeting_id"]], places[row["place_id"]]
        assert (meeting.date.isoformat(), meeting.summary, meeting.status) == (
            row["date"], row["summary"], row["status"]
        )  # fmt: skip
        assert tuple(topic.topic_id for topic in meeting.topics) == split_list(row["topic_ids"])
        assert (meeting.place.name.english, meeting.place.country_code) == (place["name"], place["country_code"])
        assert meeting.place.city.english == (places[place["city"]]["name"] if place["city"] else "")
        position = tuple(map(float, (place["latitude"], place["longitude"]))) if place["latitude"] else None
        assert meeting.place.position == position


def test_every_meeting_has_a_visitor_a_host_and_a_source_and_the_newest_comes_first() -> None:
    assert all(meeting.visitors and meeting.hosts and meeting.sources for meeting in RECORD.meetings)
    for values in ([m.date for m in RECORD.meetings], [v.meeting.date for v in RECORD.visits]):
        assert values == sorted(values, reverse=True)
    assert {meeting.date_precision for meeting in RECORD.meetings} == {"day", "month"}
    first, last = RECORD.span
    assert apply(Filters(first=first, last=last), RECORD).meeting_ids == set(RECORD.by_id)


def test_independent_publishers_are_counted_from_the_sources() -> None:
    for meeting in RECORD.meetings:
        rows = [row for row in meeting.sources if row.kind in ("primary", "report")]
        assert meeting.publishers == len({row.agency or row.publisher for row in rows})
        assert (meeting.evidence == "two") == (meeting.publishers >= 2 and meeting.status != "unconfirmed")


# --- places


def test_every_place_has_the_area_its_distance_gives() -> None:
    centres = {area: RECORD.places[area].position for area in AREAS}
    for place in RECORD.places.values():
        if place.position and place.city_id not in AREAS:
            distances = {area: geodesic(centre, place.position).km for area, centre in centres.items()}
            nearest = min(distances, key=lambda area: distances[area])
            assert place.area == (nearest if distances[nearest] <= AREA_RADIUS_KM else ELSEWHERE), place.place_id


def test_a_place_in_the_city_of_an_area_is_in_it() -> None:
    for area in AREAS:
        assert {place.area for place in RECORD.places.values() if place.city_id == area} == {area}


@pytest.mark.parametrize("code", ["ja", "ko"])
def test_every_city_district_and_country_reads_in_the_readers_script(code: str) -> None:
    language, wanted = load_language(code), {"ja": {"kana", "han"}, "ko": {"hangul"}}[code]
    places = [place for place in RECORD.places.values() if place.kind != "venue"]
    assert {script_of(language.name(place.name)) for place in places} <= wanted


# --- trips


def test_the_zuckerberg_trip_stops_in_order_and_crosses_once() -> None:
    stops = build_stops(RECORD.trips[ZUCKERBERG])
    hosts = [stop.meeting.hosts[0].host_id for stop in stops]
    known = ["akihira-kawasaki", "fumio-kishida", "kwon-bong-seok", "kim-sung-hoon", "lee-jae-yong", "yoon-suk-yeol"]
    assert [host for host in hosts if host in known] == known
    areas = [area for area, _ in itertools.groupby(s.place.area for s in stops if s.place.area in AREAS)]
    assert areas == ["tokyo", "seoul"]
    legs = build_legs(stops)
    (crossing,) = (leg for leg in legs if (leg.start.place.area, leg.end.place.area) == ("tokyo", "seoul"))
    assert crossing.is_between_cities
    assert crossing.kilometres == pytest.approx(1150, abs=25)


def test_every_trip_has_its_moves_as_legs() -> None:
    for trip in RECORD.trips.values():
        stops = build_stops(trip)
        assert [stop.visit.sequence for stop in stops] == sorted(stop.visit.sequence for stop in stops)
        assert len({stop.visit.visitor.leader.person_id for stop in stops}) == 1
        located = [stop.place.place_id for stop in stops if stop.place.position]
        legs = build_legs(stops)
        assert len(legs) == sum(a != b for a, b in itertools.pairwise(located))
        assert all(leg.kilometres > 0 for leg in legs)


# --- filters, counts and search


@pytest.mark.parametrize("key", LISTS)
def test_each_choice_shows_as_many_meetings_as_it_says(key: str) -> None:
    facet = build_facet(key, Filters(), RECORD)
    assert list(facet.values()) == sorted(facet.values(), reverse=True)
    for choice in sorted(known_ids(key, RECORD))[:: max(1, len(facet) // 40)]:
        asked = Filters().asking(key, [choice])
        assert from_query({key: [choice]}, RECORD) == (asked, [])
        assert to_query(asked) == [(key, choice)]
        assert facet.get(choice, 0) == len(apply(asked, RECORD).meetings)


def test_a_leader_who_changed_companies_is_shown_for_the_company_asked_for() -> None:
    companies: dict[str, set[str]] = {}
    for visit in RECORD.visits:
        companies.setdefault(visit.visitor.leader.person_id, set()).add(visit.visitor.company.organization_id)
    for leader, several in companies.items():
        for company in several if len(several) > 1 else ():
            shown = apply(Filters().asking("leader", [leader]).asking("company", [company]), RECORD)
            assert {visit.visitor.leader.person_id for visit in shown.visits} == {leader}
            assert {visit.visitor.company.organization_id for visit in shown.visits} == {company}


@pytest.mark.parametrize(
    ("words", "person_id"),
    [
        ("マーク・ザッカーバーグ", "mark-zuckerberg"),
        ("마크 저커버그", "mark-zuckerberg"),
        ("ﾏｰｸ･ｻﾞｯｶｰﾊﾞｰｸﾞ", "mark-zuckerberg"),
        ("ZUCKERBERG mark", "mark-zuckerberg"),
        ("李在鎔", "lee-jae-yong"),
        (unicodedata.normalize("NFD", "이재용"), "lee-jae-yong"),
        ("岸田　文雄", "fumio-kishida"),
    ],
)
def test_a_name_in_any_script_finds_its_meetings(words: str, person_id: str) -> None:
    found = search(words)
    assert find_meetings(person_id) <= found
    assert 0 < len(find_meetings(person_id)) <= len(found) < len(RECORD.meetings)


def test_everybody_is_found_by_every_name() -> None:
    for person_id, person in [*RECORD.people.items()][:: 1 if WHOLE else 3]:
        for name in (person.name.english, *person.name.forms):
            assert find_meetings(person_id) <= search(name), (person_id, name)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_name_folds_alike_in_every_unicode_form(form: str) -> None:
    for value in (*RECORD.people.values(), *RECORD.organizations.values(), *RECORD.places.values()):
        for name in (value.name.english, *value.name.forms):
            assert fold(unicodedata.normalize(form, name)) == fold(name)  # type: ignore[arg-type]
            assert fold(name.upper()) == fold(name.lower()) == fold(name)


# --- files


def test_no_cell_that_is_given_away_is_a_gap_of_a_table() -> None:
    content = build_csv(apply(Filters(), RECORD), RECORD).decode("utf-8-sig")
    assert not {"nan", "none", "nat"} & {cell.strip('"').casefold() for cell in content.replace("\r\n", ",").split(",")}
