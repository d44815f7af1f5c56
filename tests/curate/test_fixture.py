"""The small package has no errors, and holds the cases it is there for."""

import datetime as dt
from collections import Counter, defaultdict

from conftest import DATA, FIXTURE

from techvisits.curate.check import check_package
from techvisits.package.descriptor import Row
from techvisits.package.tables import load_package

PACKAGE = load_package(FIXTURE)


def rows_by(table: str, field: str) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in PACKAGE.rows[table]:
        found[row[field]].append(row)
    return found


def test_it_has_no_errors(today: dt.date) -> None:
    assert [str(f) for f in check_package(FIXTURE, today) if f.severity == "error"] == []


def test_it_has_the_schema_of_the_record_and_rows_in_every_table() -> None:
    assert load_package(DATA).descriptor == PACKAGE.descriptor
    assert [name for name, rows in PACKAGE.rows.items() if not rows] == []


def test_it_holds_every_case() -> None:
    meetings = {row["meeting_id"]: row for row in PACKAGE.rows["meetings"]}
    places = {row["place_id"]: row for row in PACKAGE.rows["places"]}
    for field in ("status", "date_precision", "place_certainty"):
        assert {row[field] for row in meetings.values()} == set(PACKAGE.choices("meetings", field))
    assert {places[row["place_id"]]["kind"] for row in meetings.values()} == set(PACKAGE.choices("places", "kind"))
    assert any(row["outcome"] for row in meetings.values())
    assert any(row["conflict"] for row in meetings.values())
    assert any(row["start_time"] for row in meetings.values())
    assert {row["kind"] for row in PACKAGE.rows["sources"]} == set(PACKAGE.choices("sources", "kind"))


def test_it_holds_a_trip_through_both_cities_and_visits_of_all_sorts() -> None:
    cities = {row["place_id"]: row["city"] for row in PACKAGE.rows["places"]}
    places = {row["meeting_id"]: row["place_id"] for row in PACKAGE.rows["meetings"]}
    trips = rows_by("visits", "trip_id")
    assert {1, 2, 7} <= {len(visits) for visits in trips.values()}
    assert any({"tokyo", "seoul"} <= {cities[places[v["meeting_id"]]] for v in visits} for visits in trips.values())
    leaders = Counter(row["meeting_id"] for row in PACKAGE.rows["visits"])
    assert max(leaders.values()) == 2
    hosts = rows_by("hosts", "meeting_id").values()
    assert any(not any(row["person_id"] for row in group) for group in hosts)
    assert any(all(row["person_id"] for row in group) for group in hosts)


def test_its_people_have_names_in_both_scripts() -> None:
    natives = "".join(row["name_native"] for row in PACKAGE.rows["people"])
    assert any("가" <= letter <= "힣" for letter in natives)
    assert any("一" <= letter <= "鿿" for letter in natives)
