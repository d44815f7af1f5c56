"""The joined record: nothing lost in the joins, everything in its order, kinds of hosts by rule."""

import copy
import datetime as dt
from pathlib import Path

import pytest
from conftest import FIXTURE, Edit
from small import KISHIDA, LG, RECORD, SAMSUNG, SON, STARTUPS, VOGELS, ZUCKERBERG, build, find

from techvisits.package.descriptor import Row
from techvisits.package.tables import load_package, split_list
from techvisits.record.join import build_record
from techvisits.record.model import Name, Place, Searched, Topic
from techvisits.record.record import Record
from techvisits.text.language import load_language

PACKAGE = load_package(FIXTURE)
TEXTS = ("meeting_id", "summary", "outcome", "conflict")


def rows_of(table: str, meeting_id: str) -> list[Row]:
    return [row for row in PACKAGE.rows[table] if row["meeting_id"] == meeting_id]


# --- nothing lost


def test_every_row_of_a_meeting_is_in_its_meeting() -> None:
    assert set(RECORD.by_id) == {row["meeting_id"] for row in PACKAGE.rows["meetings"]}
    for row in PACKAGE.rows["meetings"]:
        meeting = RECORD.by_id[row["meeting_id"]]
        for field in ("date_precision", "start_time", "end_time", "place_certainty", "kind", "status", *TEXTS):
            assert getattr(meeting, field) == row[field], field
        assert meeting.date.isoformat() == row["date"]
        assert meeting.place is RECORD.places[row["place_id"]]
        assert meeting.topics == tuple(RECORD.topics[i] for i in split_list(row["topic_ids"]))


def test_every_visit_is_in_the_record_and_in_its_meeting() -> None:
    told = {
        (v.meeting.meeting_id, v.visitor.leader.person_id, v.visitor.company.organization_id, v.visitor.role,
         v.trip_id, str(v.sequence))
        for v in RECORD.visits
    }  # fmt: skip
    assert told == {tuple(row.values()) for row in PACKAGE.rows["visits"]}
    assert len(RECORD.visits) == len(PACKAGE.rows["visits"])
    for visit in RECORD.visits:
        assert visit.meeting is RECORD.by_id[visit.meeting.meeting_id]
        assert visit.visitor in visit.meeting.visitors
    assert sum(len(meeting.visitors) for meeting in RECORD.meetings) == len(RECORD.visits)


def test_the_hosts_of_a_meeting_are_as_written() -> None:
    for meeting in RECORD.meetings:
        told = [(h.person.person_id if h.person else "", h.organization.organization_id, h.role) for h in meeting.hosts]
        rows = sorted(rows_of("hosts", meeting.meeting_id), key=lambda row: int(row["rank"]))
        assert told == [(row["person_id"], row["organization_id"], row["role"]) for row in rows]


def test_the_sources_of_a_meeting_are_as_printed() -> None:
    for meeting in RECORD.meetings:
        rows = rows_of("sources", meeting.meeting_id)
        assert [source.url for source in meeting.sources] == [row["url"] for row in rows]
        for source, row in zip(meeting.sources, rows, strict=True):
            for field in ("publisher", "kind", "title", "published_on", "language", "archived_url", "note"):
                assert getattr(source, field) == row[field], field
            assert source.supports == split_list(row["supports"])


def test_who_wrote_a_source_is_read_where_it_is_told() -> None:
    package = load_package(FIXTURE)
    package.rows["sources"][0]["agency"] = "Kyodo News"
    meeting = build_record(package).by_id[package.rows["sources"][0]["meeting_id"]]
    assert [source.agency for source in meeting.sources][:2] == ["Kyodo News", ""]


def test_people_organizations_and_places_are_as_written() -> None:
    for values, table, key in (
        (RECORD.people, "people", "person_id"),
        (RECORD.organizations, "organizations", "organization_id"),
        (RECORD.places, "places", "place_id"),
    ):
        assert list(values) == [row[key] for row in PACKAGE.rows[table]]
        for row in PACKAGE.rows[table]:
            value = values[row[key]]
            assert getattr(value, key) == row[key]
            assert (value.name.english, value.name.native) == (row["name"], row["name_native"])
            written = [
                row["name_native"],
                *row.get("written_as", "").split(";"),
                *row.get("also_known_as", "").split(";"),
            ]
            assert list(value.name.forms) == [form.strip() for form in written if form.strip()]
    for row in PACKAGE.rows["organizations"]:
        organization = RECORD.organizations[row["organization_id"]]
        assert (organization.kind, organization.country_code) == (row["kind"], row["country_code"])


def test_a_name_has_all_its_forms_that_are_not_english() -> None:
    assert RECORD.people["lee-jae-myung"].name == Name(
        "Lee Jae Myung", "이재명", ("이재명", "Lee Jae-myung", "李在明", "イ・ジェミョン")
    )
    assert RECORD.people["tim-cook"].name == Name("Tim Cook", "", ("ティム・クック", "팀 쿡"))
    assert RECORD.people["werner-vogels"].name == Name("Werner Vogels")
    assert RECORD.organizations["nec"].name == Name("NEC", "日本電気", ("日本電気",))


def test_a_place_is_as_written_and_says_its_city() -> None:
    assert RECORD.places["kantei"] == Place(
        place_id="kantei",
        name=Name(
            "Prime Minister's Office of Japan (Kantei)",
            "総理大臣官邸",
            ("総理大臣官邸", "일본 총리 관저", "총리 관저"),
        ),
        kind="venue",
        address="2-3-1 Nagatacho, Chiyoda-ku, Tokyo",
        city_id="tokyo",
        city=RECORD.places["tokyo"].name,
        country_code="JP",
        position=(35.67308, 139.7426),
        precision="building",
        area="tokyo",
        origin="curated",
        origin_note="OpenStreetMap extract of August 2021: 首相官邸",
    )
    assert RECORD.places["seoul"].city == RECORD.places["seoul"].name
    japan = RECORD.places["japan"]
    assert (japan.city_id, japan.city, japan.position, japan.precision) == ("", Name(""), None, "")


@pytest.mark.parametrize(
    ("place_id", "ja", "ko"),
    [
        ("seoul", "ソウル", "서울"),
        ("tokyo", "東京", "도쿄"),
        ("gyeongju", "慶州", "경주"),
        ("misato", "美里町", "미사토"),
        ("japan", "日本", "일본"),
        ("kantei", "総理大臣官邸", "일본 총리 관저"),
        ("lg-twin-towers", "LGツインタワー", "LG트윈타워"),
        ("seungjiwon", "承志園", "승지원"),
    ],
)
def test_a_place_has_the_readers_name_for_it(place_id: str, ja: str, ko: str) -> None:
    name = RECORD.find_name(place_id)
    assert [load_language(code).name(name) for code in ("en", "ja", "ko")] == [name.english, ja, ko]


@pytest.mark.parametrize(("latitude", "longitude"), [("", ""), ("35.67308", ""), ("", "139.74260")])
def test_a_place_with_half_a_position_has_none(fixture_folder: Path, edit: Edit, latitude: str, longitude: str) -> None:
    edit("places", lambda rows: find(rows, place_id="kantei").update(latitude=latitude, longitude=longitude))
    assert build(fixture_folder).places["kantei"].position is None


@pytest.mark.parametrize(
    ("place_id", "is_vague"), [("kantei", False), ("yeouido", False), ("tokyo", True), ("japan", True)]
)
def test_a_city_or_a_country_is_no_point_of_a_map(place_id: str, is_vague: bool) -> None:
    assert RECORD.places[place_id].is_vague is is_vague


def test_a_topic_has_its_label_in_every_language() -> None:
    assert RECORD.topics["ai-chips"] == Topic("ai-chips", {"en": "AI chips", "ja": "AI半導体", "ko": "AI 반도체"})
    assert list(RECORD.topics) == [row["topic_id"] for row in PACKAGE.rows["topics"]]


def test_choices_are_those_of_the_descriptor() -> None:
    assert RECORD.choices["meetings.status"] == PACKAGE.choices("meetings", "status")
    assert {"held", "announced"} < {*RECORD.choices["meetings.status"]}
    assert "meetings.summary" not in RECORD.choices
    assert RECORD.version == PACKAGE.version


def test_coverage_goes_by_leader_and_year(fixture_folder: Path, edit: Edit) -> None:
    assert RECORD.coverage["chey-tae-won"] == (
        Searched(2010, "none-found", ("ko", "ja", "en")),
        Searched(2017, "found", ("ko", "ja", "en")),
    )
    assert RECORD.coverage["yang-yuanqing"][0] == Searched(2010, "not-searched", ())
    edit("coverage", lambda rows: rows.reverse())
    assert build(fixture_folder).coverage == RECORD.coverage


def test_building_the_record_leaves_the_package_as_it_was() -> None:
    before = copy.deepcopy(PACKAGE.rows)
    build_record(PACKAGE)
    assert PACKAGE.rows == before


# --- order


def test_the_newest_meeting_comes_first_and_of_one_day_the_last_id() -> None:
    order = [(meeting.date, meeting.meeting_id) for meeting in RECORD.meetings]
    assert order == sorted(order, reverse=True)
    assert [m.meeting_id for m in RECORD.meetings if m.date == dt.date(2024, 2, 28)] == [STARTUPS, SAMSUNG, LG]


def test_the_day_goes_before_the_id(fixture_folder: Path, edit: Edit) -> None:
    edit("meetings", lambda rows: find(rows, meeting_id=KISHIDA).update(date="2030-01-01"))
    assert build(fixture_folder).meetings[0].meeting_id == KISHIDA


def test_visits_go_as_their_meetings_and_by_their_number_in_a_trip(fixture_folder: Path, edit: Edit) -> None:
    edit("visits", lambda rows: find(rows, person_id="masayoshi-son").update(sequence="10"))
    edit("visits", lambda rows: find(rows, person_id="rene-haas").update(sequence="9"))
    record = build(fixture_folder)
    order = [meeting.meeting_id for meeting in RECORD.meetings]
    assert list(dict.fromkeys(v.meeting.meeting_id for v in record.visits)) == order
    assert [v.meeting.meeting_id for v in RECORD.visits] == [i for i in order for _ in RECORD.by_id[i].visitors]
    both = [v.visitor.leader.person_id for v in record.visits if v.meeting.meeting_id == SON]
    assert both == ["rene-haas", "masayoshi-son"]


def test_visitors_of_a_meeting_go_by_their_ids_wherever_their_lines_stand(fixture_folder: Path, edit: Edit) -> None:
    edit("visits", lambda rows: rows.reverse())
    for record in (RECORD, build(fixture_folder)):
        assert [v.leader.person_id for v in record.by_id[SON].visitors] == ["masayoshi-son", "rene-haas"]
        assert record.by_id[SON].company_ids == ("softbank-group", "arm")


def test_a_company_of_two_visitors_is_told_once(fixture_folder: Path, edit: Edit) -> None:
    edit("visits", lambda rows: find(rows, person_id="rene-haas").update(organization_id="softbank-group"))
    assert build(fixture_folder).by_id[SON].company_ids == ("softbank-group",)


def test_a_trip_has_its_visits_by_number_and_its_title(fixture_folder: Path, edit: Edit) -> None:
    edit("visits", lambda rows: rows.reverse())
    edit("visits", lambda rows: find(rows, person_id="mark-zuckerberg").update(sequence="10"))
    trip = build(fixture_folder).trips[ZUCKERBERG]
    assert [visit.sequence for visit in trip.visits] == [1, 2, 3, 4, 5, 6, 10]
    assert trip.visits[-1].meeting.meeting_id == "2024-02-29-zuckerberg-yoon"
    assert (trip.trip_id, trip.title) == (ZUCKERBERG, "Saitama, Tokyo and Seoul, February 2024")
    assert list(RECORD.trips) == [row["trip_id"] for row in PACKAGE.rows["trips"]]


def test_a_trip_without_a_visit_is_left_out(fixture_folder: Path, edit: Edit) -> None:
    edit("trips", lambda rows: rows.append({**rows[0], "trip_id": "altman-2030-01"}))
    assert build(fixture_folder).trips == RECORD.trips


# --- days


def test_a_meeting_ends_on_its_day_or_with_its_month(fixture_folder: Path, edit: Edit) -> None:
    def ends(record: Record) -> dict[str, dt.date]:
        return {meeting.meeting_id: meeting.date_end for meeting in record.meetings}

    assert {m.date_end for m in RECORD.meetings if m.meeting_id != VOGELS} == {
        m.date for m in RECORD.meetings if m.meeting_id != VOGELS
    }
    assert ends(RECORD)[VOGELS] == dt.date(2020, 2, 29)
    for written, last in (("2021-02-01", "2021-02-28"), ("2021-12-01", "2021-12-31"), ("2021-04-01", "2021-04-30")):
        edit("meetings", lambda rows, day=written: [r.update(date=day) for r in rows if r["meeting_id"] == VOGELS])
        assert ends(build(fixture_folder))[VOGELS].isoformat() == last


@pytest.mark.parametrize(
    ("status", "is_held"), [("held", True), ("announced", False), ("unconfirmed", False), ("cancelled", False)]
)
def test_only_held_is_held(fixture_folder: Path, edit: Edit, status: str, is_held: bool) -> None:
    edit("meetings", lambda rows: [row.update(status=status) for row in rows])
    assert {meeting.is_held for meeting in build(fixture_folder).meetings} == {is_held}
