"""The joined record: nothing lost in the joins, grades and kinds by rule, and frames that nobody changes."""

import copy
import datetime as dt
import unicodedata
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest
from conftest import DATA, Edit, Rows
from geopy.distance import geodesic
from hypothesis import example, given, settings
from hypothesis import strategies as st

from techvisits.curate.check import load_records
from techvisits.drawing import overview, region
from techvisits.drawing import timeline as charts
from techvisits.drawing.colouring import by_host
from techvisits.drawing.deck import Pane
from techvisits.export import formats as export
from techvisits.package.tables import load_package, split_list
from techvisits.record import trips
from techvisits.record.facets import FACETS, build_facet
from techvisits.record.filters import Filters, apply
from techvisits.record.records import AREA_RADIUS_KM, AREAS, ELSEWHERE, Records, build_records
from techvisits.record.search import fold
from techvisits.text import details
from techvisits.text.language import load_language, script_of

RECORDS = load_records(DATA)
PACKAGE = load_package(DATA)
MEETING = "2024-02-27-zuckerberg-kishida"
law = settings(deadline=None, max_examples=100)


@pytest.fixture
def one_meeting(package_folder: Path, edit: Edit) -> Path:
    """A package with `MEETING` and what belongs to it, and no other meeting."""
    for table in ("meetings", "visits", "hosts", "sources"):
        edit(table, keep_one_meeting)
    return package_folder


def keep_one_meeting(rows: Rows) -> None:
    rows[:] = [row for row in rows if row["meeting_id"] == MEETING]


def build(folder: Path) -> Records:
    return build_records(load_package(folder))


def set_sources(*sources: tuple[str, str, str]) -> object:
    """A change of the table `sources` to these (kind, publisher, supports)."""

    def change(rows: Rows) -> None:
        pattern = rows[0]
        rows[:] = [
            {**pattern, "url": f"https://example.org/{n}", "kind": kind, "publisher": publisher, "supports": facts}
            for n, (kind, publisher, facts) in enumerate(sources)
        ]

    return change


# --- joins


def test_every_visit_carries_its_meeting() -> None:
    visits, meetings = RECORDS.visits, RECORDS.meetings
    assert len(visits) == len(PACKAGE.rows["visits"])
    assert len(meetings) == len(PACKAGE.rows["meetings"])
    assert set(visits["meeting_id"]) == set(meetings.index)
    joined = visits.set_index("meeting_id")
    expected = meetings.loc[joined.index]
    for column in meetings.columns:
        pd.testing.assert_series_equal(joined[column], expected[column], check_index=True)


def test_no_text_is_missing_from_the_joined_frames() -> None:
    for frame in (RECORDS.visits, RECORDS.meetings, RECORDS.hosts, RECORDS.sources):
        gaps = frame.drop(columns=["latitude", "longitude", "accessed_on"], errors="ignore").isna().sum()
        assert gaps[gaps > 0].to_dict() == {}


def test_lists_of_a_meeting_run_in_the_same_order() -> None:
    names = RECORDS.people["name"]
    for row in RECORDS.meetings.itertuples():
        lists = (row.hosts, row.host_forms, row.host_ids, row.host_organizations, row.host_organization_ids)
        assert {len(cells) for cells in (*lists, row.host_roles)} == {len(row.hosts)}
        assert row.hosts
        assert row.urls
        assert [names[i] for i in row.leader_ids] == list(row.leaders)
        assert len(row.leader_ids) == len(row.company_ids) == len(row.leader_forms) >= 1


def test_values_come_from_the_files() -> None:
    by_id = {row["meeting_id"]: row for row in PACKAGE.rows["meetings"]}
    places = {row["place_id"]: row for row in PACKAGE.rows["places"]}
    for row in RECORDS.meetings.itertuples():
        raw = by_id[str(row.Index)]
        assert (f"{row.date:%Y-%m-%d}", row.summary, row.status) == (raw["date"], raw["summary"], raw["status"])
        assert row.topic_ids == split_list(raw["topic_ids"])
        place = places[raw["place_id"]]
        assert (row.place, row.city_id, row.country_code) == (place["name"], place["city"], place["country_code"])
        assert row.city == (places[place["city"]]["name"] if place["city"] else "")
        latitude = "" if pd.isna(row.latitude) else f"{row.latitude:.5f}"
        assert latitude == (f"{float(place['latitude']):.5f}" if place["latitude"] else "")


def test_the_newest_comes_first() -> None:
    for frame in (RECORDS.meetings, RECORDS.visits):
        assert frame["date"].is_monotonic_decreasing
    order = RECORDS.visits[["meeting_id", "sequence"]]
    for _, rows in order.groupby("meeting_id"):
        assert rows["sequence"].is_monotonic_increasing


def test_a_name_is_found_for_every_id_and_an_unknown_id_is_its_own() -> None:
    for frame in (RECORDS.people, RECORDS.organizations):
        assert [RECORDS.name(i) for i in frame.index] == list(frame["name"])
    assert RECORDS.name("no-such-id") == "no-such-id"


# --- evidence and publishers, each on a package of one meeting on disk

BOTH = "date;host"


@pytest.mark.parametrize(
    ("status", "sources", "publishers", "evidence"),
    [
        ("held", [("report", "A", BOTH), ("report", "B", "host")], 2, "two"),
        ("held", [("primary", "A", BOTH), ("report", "B", "topic")], 2, "two"),
        ("held", [("report", "A", BOTH), ("report", "A", BOTH)], 1, "one"),
        ("held", [("report", "A", "place")], 1, "one"),
        ("held", [("primary", "A", BOTH)], 1, "primary"),
        ("held", [("primary", "A", "place; date ; host")], 1, "primary"),
        ("held", [("primary", "A", "date")], 1, "one"),
        ("held", [("primary", "A", "host;topic")], 1, "one"),
        ("held", [("primary", "A", "date"), ("primary", "A", "host")], 1, "one"),
        ("held", [("report", "A", BOTH), ("repost", "B", BOTH)], 1, "one"),
        ("held", [("report", "A", BOTH), ("advance", "B", BOTH)], 1, "one"),
        ("held", [("primary", "A", BOTH), ("repost", "B", BOTH), ("advance", "C", BOTH)], 1, "primary"),
        ("held", [("repost", "A", BOTH), ("repost", "B", BOTH)], 0, "unconfirmed"),
        ("announced", [("advance", "A", BOTH), ("advance", "B", BOTH)], 0, "unconfirmed"),
        ("cancelled", [("report", "A", BOTH), ("report", "B", BOTH)], 2, "two"),
        ("unconfirmed", [("report", "A", BOTH), ("report", "B", BOTH), ("primary", "C", BOTH)], 3, "unconfirmed"),
    ],
)
def test_evidence_is_graded_by_rule(
    one_meeting: Path, edit: Edit, status: str, sources: list[tuple[str, str, str]], publishers: int, evidence: str
) -> None:
    edit("sources", set_sources(*sources))
    edit("meetings", lambda rows: rows[0].update(status=status))
    records = build(one_meeting)
    row = records.meetings.loc[MEETING]
    assert (row["publishers"], row["evidence"]) == (publishers, evidence)
    assert list(row["urls"]) == [f"https://example.org/{n}" for n in range(len(sources))]
    assert set(records.visits["publishers"]) == {publishers}
    assert len(apply(Filters(sources=2), records).meetings) == (publishers >= 2)


# --- who received the visitor


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("government", "government"),
        ("company", "company"),
        ("university", "public"),
        ("association", "public"),
        ("media", "public"),
        ("other", "public"),
    ],
)
def test_the_kind_of_host_is_that_of_the_principal_hosts_organization(
    one_meeting: Path, edit: Edit, kind: str, expected: str
) -> None:
    """Rank 1 decides, wherever its line stands and though 10 sorts before 2 as text."""

    def rank(rows: Rows) -> None:
        pattern = rows[0]
        others = [("10", "samsung-electronics"), ("2", "government-of-korea")]
        rows[:] = [{**pattern, "rank": n, "person_id": "", "organization_id": o} for n, o in others]
        rows.append({**pattern, "rank": "1"})

    edit("hosts", rank)
    edit("organizations", lambda rows: [r.update(kind=kind) for r in rows if r["organization_id"] == principal()])
    row = build(one_meeting).meetings.loc[MEETING]
    assert row["host_kind"] == expected
    assert row["host_ids"] == ("fumio-kishida", "government-of-korea", "samsung-electronics")
    assert row["hosts"][0] == "Fumio Kishida"


def principal() -> str:
    return next(r["organization_id"] for r in PACKAGE.rows["hosts"] if r["meeting_id"] == MEETING)


def test_a_host_without_a_person_goes_by_its_organization() -> None:
    hosts = RECORDS.hosts
    alone = hosts[hosts["person_id"] == ""]
    assert len(alone)
    assert (alone["host_id"] == alone["organization_id"]).all()
    assert (alone["host"] == alone["organization_id"].map(RECORDS.organizations["name"])).all()


# --- areas


@pytest.mark.parametrize(
    ("kilometres", "area"), [(0, "tokyo"), (AREA_RADIUS_KM - 2, "tokyo"), (AREA_RADIUS_KM + 2, ELSEWHERE)]
)
@pytest.mark.parametrize("bearing", [0, 90, 180, 225, 315])
def test_a_place_belongs_to_an_area_by_its_distance(
    one_meeting: Path, edit: Edit, kilometres: float, bearing: float, area: str
) -> None:
    centre = RECORDS.places.loc["tokyo", ["latitude", "longitude"]].astype(float)
    point = geodesic(kilometers=kilometres).destination(tuple(centre), bearing)

    def move(rows: Rows) -> None:
        row = next(r for r in rows if r["place_id"] == "kantei")
        row.update(latitude=f"{point.latitude:.5f}", longitude=f"{point.longitude:.5f}", city="chiba")

    edit("places", move)
    assert build(one_meeting).meetings.at[MEETING, "area"] == area


def test_every_shipped_place_has_the_area_its_distance_gives() -> None:
    centres = {a: tuple(RECORDS.places.loc[a, ["latitude", "longitude"]].astype(float)) for a in AREAS}
    places = RECORDS.meetings.drop_duplicates("place_id")
    for row in places[places["latitude"].notna() & ~places["city_id"].isin(AREAS)].itertuples():
        distances = {a: geodesic(centre, (row.latitude, row.longitude)).km for a, centre in centres.items()}
        nearest = min(distances, key=lambda a: distances[a])
        if abs(distances[nearest] - AREA_RADIUS_KM) > 1:
            assert row.area == (nearest if distances[nearest] < AREA_RADIUS_KM else ELSEWHERE), row.place_id


def test_a_city_without_coordinates_of_the_venue_counts_for_its_area() -> None:
    for area in AREAS:
        assert set(RECORDS.meetings.loc[RECORDS.meetings["city_id"] == area, "area"]) == {area}


# --- how search compares text


@law
@given(st.text(st.characters(), max_size=12))
@example("℃")
@example("№ 5")
@example("Galaxy™")
@example("か゛")
def test_folding_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_name_folds_alike_in_every_unicode_form(form: str) -> None:
    names = [*RECORDS.people["name_native"], *RECORDS.people["also_known_as"], *RECORDS.places["name_native"]]
    names += [*RECORDS.places["also_known_as"]]
    names += [*RECORDS.people["name"], *RECORDS.organizations["name"], *RECORDS.organizations["name_native"]]
    for name in names:
        assert fold(unicodedata.normalize(form, name)) == fold(name)  # type: ignore[arg-type]
        assert fold(name.upper()) == fold(name.lower()) == fold(name)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ｍｅｔａ", "meta"),
        ("José", "jose"),
        ("ﾒﾀ", "メタ"),
        ("ｿﾌﾄﾊﾞﾝｸ", "ソフトバンク"),
        ("삼성", "삼성"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("㈱ソニー", "(株)ソニー"),
    ],
)
def test_width_case_and_accents_do_not_count(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(("a", "b"), [("が", "か"), ("パ", "ハ"), ("パ", "バ"), ("삼", "사")])
def test_letters_that_differ_stay_different(a: str, b: str) -> None:
    assert fold(a) != fold(b)


# --- places in the reader's script


@pytest.mark.parametrize(
    ("place_id", "ja", "ko"),
    [
        ("seoul", "ソウル", "서울"),
        ("tokyo", "東京", "도쿄"),
        ("gyeongju", "慶州", "경주"),
        ("yongin", "竜仁", "용인"),
        ("toyota-city", "豊田", "도요타시"),
        ("south-korea", "韓国", "대한민국"),
        ("kantei", "総理大臣官邸", "일본 총리 관저"),
        ("cheong-wa-dae", "青瓦台", "청와대"),
    ],
)
def test_a_place_has_the_readers_name_for_it(place_id: str, ja: str, ko: str) -> None:
    assert [RECORDS.name(place_id, load_language(code).name) for code in ("ja", "ko")] == [ja, ko]
    assert RECORDS.name(place_id, load_language("en").name) == RECORDS.places.at[place_id, "name"]


@pytest.mark.parametrize("code", ["ja", "ko"])
def test_every_city_district_and_country_reads_in_the_readers_script(code: str) -> None:
    choose, wanted = load_language(code).name, {"ja": {"kana", "han"}, "ko": {"hangul"}}[code]
    areas = RECORDS.places[RECORDS.places["kind"] != "venue"]
    assert {script_of(RECORDS.name(str(place_id), choose)) for place_id in areas.index} <= wanted


@pytest.mark.parametrize(
    ("word", "city_id"),
    [("ソウル", "seoul"), ("서울", "seoul"), ("도쿄", "tokyo"), ("東京", "tokyo"), ("水原", "suwon")],
)
def test_a_city_in_any_script_finds_all_its_meetings(word: str, city_id: str) -> None:
    meetings = RECORDS.meetings[RECORDS.meetings["city_id"] == city_id]
    assert len(meetings)
    assert meetings["search"].str.contains(fold(word), regex=False).all()


def test_a_venue_is_found_by_its_name_in_the_other_language() -> None:
    meetings = RECORDS.meetings[RECORDS.meetings["place_id"] == "cheong-wa-dae"]
    assert set(meetings.index) <= set(RECORDS.meetings.index[RECORDS.meetings["search"].str.contains("青瓦台")])


# --- nobody changes a frame


def snapshot(records: Records) -> dict[str, object]:
    return {f.name: copy.deepcopy(getattr(records, f.name)) for f in fields(records)}


def assert_unchanged(records: Records, before: dict[str, object]) -> None:
    for name, was in before.items():
        now = getattr(records, name)
        if isinstance(was, pd.DataFrame):
            pd.testing.assert_frame_equal(now, was)
        else:
            assert now == was


def test_building_records_leaves_the_package_as_it_was() -> None:
    before = copy.deepcopy(PACKAGE.rows)
    build_records(PACKAGE)
    assert PACKAGE.rows == before


@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(leader=("mark-zuckerberg",), first=dt.date(2024, 1, 1)), Filters(q="nothing at all has this")],
    ids=str,
)
def test_nothing_that_reads_the_frames_changes_them(filters: Filters) -> None:
    before, english = snapshot(RECORDS), load_language("en")
    shown = apply(filters, RECORDS)
    kept = shown.meetings.copy(deep=True), shown.visits.copy(deep=True)
    for key in FACETS:
        build_facet(key, filters, RECORDS)
    export.build_csv(shown)
    export.build_json(shown, RECORDS)
    export.build_geojson(shown, RECORDS)
    trips.build_bundles(shown.visits, shown.visits["place_id"])
    trips.build_legs("zuckerberg-2024-02", trips.build_stops("zuckerberg-2024-02", RECORDS))
    span = RECORDS.meetings["date"].min(), RECORDS.meetings["date"].max()
    colouring = by_host(english)
    charts.build_timeline(shown.meetings, theme="light", language=english, colouring=colouring, span=span)
    for area in AREAS:
        pane = Pane(area, 400, 530, "dark", "/s.json", "/a.png", english, colouring)
        overview.build_overview(pane, overview.overview(pane, "both"), shown.meetings, shown.visits)
        region.build_region(pane, region.VIEW, shown.meetings, shown.visits, RECORDS.name)
    details.meeting_html(MEETING, RECORDS, english)
    assert_unchanged(RECORDS, before)
    pd.testing.assert_frame_equal(shown.meetings, kept[0])
    pd.testing.assert_frame_equal(shown.visits, kept[1])
