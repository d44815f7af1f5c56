"""`check_package` names every fault of shape and form by file and line, and nothing ever makes it fall over."""

import datetime as dt
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FIXTURE, Edit, Rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techvisits.curate.check import check_package, today_there
from techvisits.package.errors import DataError, Finding
from techvisits.record.shelf import load_record

MEGABYTE = 1024**2


def errors(folder: Path, today: dt.date) -> list[Finding]:
    return [finding for finding in check_package(folder, today) if finding.severity == "error"]


def set_cell(field: str, cell: str) -> Callable[[Rows], object]:
    """The second row gets this cell; it stands on line 3."""
    return lambda rows: rows[1].__setitem__(field, cell)


@pytest.mark.parametrize(
    ("table", "field", "cell", "rule", "words"),
    [
        (
            "meetings",
            "date",
            "2024-13-01",
            "type",
            "'2024-13-01' is no date; write a day of the calendar as 2024-02-27",
        ),
        ("meetings", "date", "2024-2-3", "type", "is no date"),
        ("meetings", "status", "maybe", "constraint", "'maybe' is not allowed; write one of held, announced"),
        ("meetings", "summary", "", "constraint", "is empty; write a value"),
        ("meetings", "start_time", "25:00", "constraint", "'25:00' does not have the form"),
        ("meetings", "place_id", "atlantis", "foreign-key", "atlantis is not in places.csv; correct the id, or add"),
        ("places", "city", "atlantis", "foreign-key", "atlantis is not in places.csv"),
        ("places", "latitude", "north", "type", "'north' is no number; write a number such as 35.67639"),
        ("places", "latitude", "NaN", "type", "'NaN' is no number"),
        ("places", "latitude", "91.00000", "constraint", "91.00000 is above 90; correct the number"),
        ("places", "osm_id", "house/1", "constraint", "does not have the form"),
        ("people", "person_id", "Bad Slug", "constraint", "'Bad Slug' does not have the form"),
        ("visits", "sequence", "first", "type", "'first' is no integer; write a whole number such as 2"),
        ("visits", "sequence", "1_0", "type", "'1_0' is no integer"),
        ("visits", "sequence", "１", "type", "is no integer"),
        ("visits", "sequence", "0", "constraint", "0 is below 1"),
        ("visits", "trip_id", "nowhere-2024-01", "foreign-key", "is not in trips.csv"),
        ("hosts", "person_id", "nobody", "foreign-key", "is not in people.csv"),
        ("sources", "kind", "rumour", "constraint", "write one of primary, report, repost, advance"),
        ("sources", "url", "example.org", "constraint", "does not have the form"),
    ],
)
def test_shape(
    table: str, field: str, cell: str, rule: str, words: str, fixture_folder: Path, edit: Edit, today: dt.date
) -> None:
    edit(table, set_cell(field, cell))
    found = [f for f in errors(fixture_folder, today) if (f.file, f.line, f.rule) == (f"{table}.csv", 3, rule)]
    assert [f.field for f in found] == [field]
    assert words in str(found[0])


def test_repeated_keys_name_the_first_line(fixture_folder: Path, edit: Edit, today: dt.date) -> None:
    edit("people", lambda rows: rows[3].update(person_id=rows[0]["person_id"]))
    edit("visits", lambda rows: rows.insert(4, dict(rows[0])))
    found = [f for f in errors(fixture_folder, today) if "is the same as in line 2" in f.message]
    assert [(f.file, f.line, f.field) for f in found] == [
        ("people.csv", 5, "person_id"),
        ("visits.csv", 6, "meeting_id, person_id"),
    ]


def test_lines_are_lines_of_the_file(fixture_folder: Path, edit: Edit, today: dt.date) -> None:
    edit("meetings", lambda rows: (rows[0].update(outcome="Two\nlines."), rows[1].update(kind="picnic")))
    found = errors(fixture_folder, today)
    assert {(f.line, f.rule) for f in found} == {(2, "text-trimmed"), (4, "constraint")}


def test_all_findings_come_in_one_run(fixture_folder: Path, edit: Edit, today: dt.date) -> None:
    edit("meetings", lambda rows: (rows[0].update(kind="picnic"), rows[1].update(summary="No stop")))
    edit("sources", lambda rows: rows[0].update(url="https://example.org/?fbclid=1"))
    path = fixture_folder / "topics.csv"
    path.write_text(path.read_text("utf-8") + "half-a-row,Half\n", "utf-8")
    found = check_package(fixture_folder, today)
    assert {"constraint", "sentences-end", "url-without-tracking", "row-shape"} <= {f.rule for f in found}
    assert found == sorted(found)
    cut = [f for f in found if f.file == "topics.csv"]
    assert [(f.rule, f.message) for f in cut] == [("row-shape", "has 2 cells where the table has 5 fields")]


def test_shape_of_the_other_tables_is_checked_beside_an_unreadable_one(
    fixture_folder: Path, edit: Edit, today: dt.date
) -> None:
    edit("meetings", set_cell("kind", "picnic"))
    (fixture_folder / "places.csv").unlink()
    assert {(f.file, f.line, f.rule) for f in errors(fixture_folder, today)} == {
        ("meetings.csv", 3, "constraint"),
        ("places.csv", 0, "file"),
    }


def reorder(path: Path) -> None:
    first, _, rest = path.read_text("utf-8").partition("\n")
    path.write_text(",".join(reversed(first.split(","))) + "\n" + rest, "utf-8")


def add_line(path: Path, line: str) -> None:
    path.write_text(path.read_text("utf-8") + line, "utf-8")


@pytest.mark.parametrize(
    ("break_file", "line", "words"),
    [
        (lambda path: path.unlink(), 0, "no such file or directory; restore it"),
        (lambda path: path.write_bytes(b""), 0, "is empty; restore it or write its header line"),
        (lambda path: (path.unlink(), path.mkdir()), 0, "is a directory"),
        (lambda path: path.write_text("topic_id,label\nai,AI\n"), 1, "lacks the fields label_ja, label_ko, definition"),
        (lambda path: path.write_text(path.read_text().replace("label,", "name,", 1)), 1, "unknown fields 'name'"),
        (reorder, 1, "has its fields in another order"),
        (lambda path: path.write_bytes(path.read_text().encode("shift_jis", "ignore")), 2, "is not UTF-8; save the"),
        (lambda path: path.write_bytes(path.read_text().encode("utf-16")), 1, "is not UTF-8"),
        (lambda path: add_line(path, 'x,"half written'), -1, "is no CSV from here on (unexpected end of data); close"),
        (lambda path: add_line(path, "x,X,X,X,X,extra,more\n"), -1, "has 7 cells where the table has 5 fields"),
        (lambda path: add_line(path, "\n"), -1, "has 0 cells where the table has 5 fields; complete the row"),
        (lambda path: os.truncate(path, 600 * MEGABYTE), 0, "is 600 MB, more than the 512 MB a table may have"),
        (lambda path: os.truncate(path, 2 * MEGABYTE), -1, "holds zero bytes, so it is damaged"),
        (lambda path: add_line(path, '"' + "x" * MEGABYTE), -1, "is no CSV from here on"),
    ],
)
def test_broken_files(
    break_file: Callable[[Path], object], line: int, words: str, fixture_folder: Path, today: dt.date
) -> None:
    path = fixture_folder / "topics.csv"
    lines = path.read_bytes().count(b"\n")
    break_file(path)
    found = [f for f in errors(fixture_folder, today) if f.file == "topics.csv"]
    assert [f.line for f in found] == [lines + 1 if line < 0 else line]
    assert words in str(found[0])


def test_byte_order_mark_and_windows_line_ends_are_read(fixture_folder: Path, today: dt.date) -> None:
    path = fixture_folder / "topics.csv"
    path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode("utf-8-sig"))
    assert errors(fixture_folder, today) == []


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "{}", '{"resources": 1}', '{"resources": [1]}', '{"resources": [{"name": "x"}]}', "[" * 100_000,
        '{"resources": [{"name": "x", "path": "../x", "schema": {"fields": [], "primaryKey": []}}]}',
        '{"resources": [{"name": "x", "path": "x.csv", "schema": {"fields": [{}], "primaryKey": ["a"]}}]}',
        '{"resources": [{"name": "x", "path": 5, "schema": {"fields": [], "primaryKey": []}}]}',
        '{"resources": [{"name": "x", "path": "x", "schema": {"fields": null, "primaryKey": []}}]}',
        '{"resources": [{"name": "x", "path": "x", "schema": {"fields": [], "primaryKey": ["a"]}}]}', '{"resources": []}',
    ],
)  # fmt: skip
def test_broken_descriptor(text: str, fixture_folder: Path, today: dt.date) -> None:
    (fixture_folder / "datapackage.json").write_text(text, "utf-8")
    found = check_package(fixture_folder, today)
    assert {f.file for f in found} == {"datapackage.json"}
    assert all("\n" not in str(f) and f.remedy for f in found)
    with pytest.raises(DataError):
        load_record(fixture_folder)


@pytest.mark.parametrize(
    "damage",
    [
        lambda resource: resource["schema"]["fields"][0].update(type="strnig"),
        lambda resource: resource["schema"].update(foreignKeys=[{"fields": "x"}]),
        lambda resource: resource["schema"].update(foreignKeys=5),
        lambda resource: resource["schema"]["fields"][1].update(constraints="required"),
        lambda resource: resource["schema"]["fields"][1].update(constraints={"pattern": "("}),
        lambda resource: resource["schema"]["foreignKeys"][0]["reference"].update(resource="planets"),
        lambda resource: resource["schema"].update(primaryKey="meeting_id"),
        lambda resource: resource.update(name="gatherings"),
    ],
)
def test_damaged_schema(damage: Callable[[object], object], fixture_folder: Path, today: dt.date) -> None:
    path = fixture_folder / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    damage(next(r for r in descriptor["resources"] if r["name"] == "meetings"))
    path.write_text(json.dumps(descriptor), "utf-8")
    assert "datapackage.json" in {f.file for f in errors(fixture_folder, today)}
    with pytest.raises(DataError, match=r"datapackage\.json"):
        load_record(fixture_folder)


def test_missing_folder(tmp_path: Path, today: dt.date) -> None:
    (finding,) = check_package(tmp_path / "nowhere", today)
    assert "name a folder that holds one" in str(finding)


def test_today_is_the_day_in_japan_and_korea() -> None:
    assert abs(dt.datetime.now(dt.UTC).date() - today_there()) <= dt.timedelta(days=1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_makes_it_fall_over(data: st.DataObject, tmp_path: Path, today: dt.date) -> None:
    files = [path for path in sorted(FIXTURE.iterdir()) if path.suffix in (".csv", ".json")]
    for path in files:
        content = path.read_bytes()
        (tmp_path / path.name).write_bytes(
            content if path.suffix == ".json" else b"".join(content.splitlines(True)[:5])
        )
    path = tmp_path / data.draw(st.sampled_from([file.name for file in files]))
    content = path.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 200)))
    path.write_bytes(content[:start] + data.draw(st.binary(max_size=20)) + content[end:])
    for finding in check_package(tmp_path, today):
        assert "\n" not in str(finding)
