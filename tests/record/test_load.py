"""What cannot be read or joined is named by file, line and field; nothing falls over."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import DATA, FIXTURE, Edit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small import build, contents

from techvisits.package.errors import DataError, Finding
from techvisits.record.join import build_record
from techvisits.record.load import read_whole
from techvisits.record.shelf import load_record


def findings_of(folder: Path) -> list[Finding]:
    """What keeps the record of a folder from being loaded."""
    with pytest.raises(DataError) as caught:
        load_record(folder)
    return caught.value.findings


def test_the_record_is_the_tables_joined(fixture_folder: Path) -> None:
    assert contents(load_record(fixture_folder)) == contents(build(fixture_folder))


@pytest.mark.parametrize(
    ("table", "field", "cell", "rule", "words"),
    [
        ("meetings", "date", "2024-02-30", "type", "'2024-02-30' is no date"),
        ("meetings", "date", "soon", "type", "'soon' is no date"),
        ("meetings", "date", "", "constraint", "is empty"),
        ("meetings", "place_id", "", "constraint", "is empty"),
        ("meetings", "status", "perhaps", "constraint", "'perhaps' is not allowed; write one of held, announced"),
        ("meetings", "start_time", "25:00", "constraint", "'25:00' does not have the form ^"),
        ("meetings", "start_time", "9:00", "constraint", "'9:00' does not have the form ^"),
        ("meetings", "place_id", "atlantis", "foreign-key", "atlantis is not in places.csv; correct the id, or add"),
        ("meetings", "topic_ids", "ai-chips; alchemy", "foreign-key", "alchemy is not in topics.csv; correct the id"),
        ("places", "city", "atlantis", "foreign-key", "atlantis is not in places.csv"),
        ("places", "latitude", "north", "type", "'north' is no number"),
        ("places", "latitude", "90.1", "constraint", "90.1 is above 90"),
        ("places", "longitude", "-180.1", "constraint", "-180.1 is below -180"),
        ("places", "latitude", "nan", "type", "'nan' is no number"),
        ("visits", "sequence", "first", "type", "'first' is no integer"),
        ("visits", "sequence", "1.0", "type", "'1.0' is no integer"),
        ("visits", "sequence", "0", "constraint", "0 is below 1"),
        ("visits", "person_id", "nobody", "foreign-key", "nobody is not in people.csv"),
        ("visits", "organization_id", "none", "foreign-key", "none is not in organizations.csv"),
        ("visits", "trip_id", "nowhere-2024-01", "foreign-key", "nowhere-2024-01 is not in trips.csv"),
        ("visits", "trip_id", "", "constraint", "is empty"),
        ("hosts", "meeting_id", "no-meeting", "foreign-key", "no-meeting is not in meetings.csv"),
        ("hosts", "rank", "", "constraint", "is empty"),
        ("sources", "url", "javascript:alert(1)", "constraint", "does not have the form ^https?"),
        ("coverage", "year", "MMX", "type", "'MMX' is no integer"),
    ],
)
def test_what_cannot_be_read_or_joined_is_named_by_line_and_field(
    fixture_folder: Path, edit: Edit, table: str, field: str, cell: str, rule: str, words: str
) -> None:
    edit(table, lambda rows: rows[1].__setitem__(field, cell))
    (finding,) = findings_of(fixture_folder)
    assert (finding.file, finding.line, finding.field, finding.rule) == (f"{table}.csv", 3, field, rule)
    assert words in str(finding)


@pytest.mark.parametrize(
    ("table", "field", "cell"),
    [
        ("meetings", "start_time", "23:59"),
        ("meetings", "topic_ids", ""),
        ("places", "latitude", "90"),
        ("places", "longitude", "-180"),
        ("hosts", "person_id", ""),
        ("visits", "sequence", "1"),
        ("sources", "url", "http://example.org"),
    ],
)
def test_what_a_field_may_hold_is_read(fixture_folder: Path, edit: Edit, table: str, field: str, cell: str) -> None:
    edit(table, lambda rows: rows[1].__setitem__(field, cell))
    assert load_record(fixture_folder).meetings


def test_all_that_is_wrong_is_told_at_once(fixture_folder: Path, edit: Edit) -> None:
    edit("meetings", lambda rows: (rows[0].update(date="soon"), rows[3].update(date="soon", place_id="atlantis")))
    edit("visits", lambda rows: rows[2].update(sequence="x"))
    assert [(f.file, f.line, f.field) for f in findings_of(fixture_folder)] == [
        ("meetings.csv", 2, "date"),
        ("meetings.csv", 5, "date"),
        ("meetings.csv", 5, "place_id"),
        ("visits.csv", 4, "sequence"),
    ]


def test_a_table_that_is_missing_or_half_written_is_told(fixture_folder: Path) -> None:
    (fixture_folder / "topics.csv").unlink()
    with (fixture_folder / "people.csv").open("a", encoding="utf-8") as file:
        file.write("half,Half\n")
    assert {(finding.file, finding.rule) for finding in findings_of(fixture_folder)} == {
        ("topics.csv", "file"),
        ("people.csv", "row-shape"),
    }


@pytest.mark.parametrize(
    "damage",
    [
        lambda resource: resource["schema"]["fields"][0]["constraints"].update(pattern="("),
        lambda resource: resource["schema"]["fields"][0]["constraints"].update(enum=5),
        lambda resource: resource["schema"].update(foreignKeys=[{"fields": "x"}]),
        lambda resource: resource["schema"].update(foreignKeys=5),
        lambda resource: resource["schema"]["foreignKeys"][0].update(reference=[]),
        lambda resource: resource["schema"]["foreignKeys"][0]["reference"].update(resource="planets"),
        lambda resource: resource.update(name="gatherings"),
    ],
)
def test_a_damaged_schema_is_told(damage: Callable[[Any], object], fixture_folder: Path) -> None:
    path = fixture_folder / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    damage(next(resource for resource in descriptor["resources"] if resource["name"] == "meetings"))
    path.write_text(json.dumps(descriptor), "utf-8")
    (finding,) = findings_of(fixture_folder)
    assert finding.file == "datapackage.json"
    assert finding.rule in ("file", "descriptor")
    assert "\n" not in str(finding)


def test_a_column_that_the_record_reads_must_be_declared(fixture_folder: Path) -> None:
    path = fixture_folder / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    topics = next(resource for resource in descriptor["resources"] if resource["name"] == "topics")
    topics["schema"]["fields"][1]["name"] = "title"
    path.write_text(json.dumps(descriptor), "utf-8")
    table = fixture_folder / "topics.csv"
    table.write_text(table.read_text("utf-8").replace(",label,", ",title,", 1), "utf-8")
    (finding,) = findings_of(fixture_folder)
    assert "'label'" in str(finding)


def test_a_folder_without_a_package_is_told(tmp_path: Path) -> None:
    (finding,) = findings_of(tmp_path / "nowhere")
    assert finding.file == "datapackage.json"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_makes_it_fall_over(data: st.DataObject, tmp_path: Path) -> None:
    for path in FIXTURE.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "datapackage.json").write_bytes((DATA / "datapackage.json").read_bytes())
    path = tmp_path / data.draw(st.sampled_from(sorted(p.name for p in tmp_path.iterdir())))
    content = path.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 200)))
    path.write_bytes(content[:start] + data.draw(st.binary(max_size=20)) + content[end:])
    with contextlib.suppress(DataError):
        build_record(read_whole(tmp_path))
