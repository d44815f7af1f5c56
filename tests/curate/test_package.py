"""The package on disk: what is declared can be read, and what loads can be turned into values without a failure."""

import copy
import csv
import datetime as dt
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURE, Edit
from hypothesis import example, given
from hypothesis import strategies as st

from techvisits.package.descriptor import Field, Row, Table, load_descriptor, load_tables
from techvisits.package.errors import DataError, TechVisitsError, UndeclaredError
from techvisits.package.forms import check_forms
from techvisits.package.tables import load_package, read_package

PACKAGE = load_package(FIXTURE)


def test_fields_are_as_declared() -> None:
    assert PACKAGE.tables["visits"].field("sequence") == Field(
        "sequence", "integer", "Order within the trip, from 1.", required=True, minimum=1
    )
    url = PACKAGE.tables["sources"].field("url")
    assert (url.type, url.required, url.pattern) == ("string", True, "^https?://[^\\s]+$")
    assert PACKAGE.tables["places"].field("latitude").maximum == 90


def test_keys_point_to_fields_of_other_tables_and_of_their_own() -> None:
    aims = {
        f"{table.name}.{key.field}": f"{key.table}.{key.aimed}"
        for table in PACKAGE.tables.values()
        for key in table.foreign_keys
    }
    assert aims["meetings.place_id"] == "places.place_id"
    assert aims["places.city"] == "places.place_id"


def test_choices_are_the_values_a_field_may_have() -> None:
    assert PACKAGE.choices("meetings", "date_precision") == ("day", "month")
    assert PACKAGE.choices("meetings", "summary") == ()


@pytest.mark.parametrize(
    "ask",
    [
        lambda: PACKAGE.rows["planets"],
        lambda: PACKAGE.tables["planets"],
        lambda: PACKAGE.rows["meetings"][0]["planets"],
        lambda: PACKAGE.tables["meetings"].field("planets"),
        lambda: PACKAGE.choices("meetings", "planets"),
    ],
)
def test_what_is_not_declared_is_told_as_missing(ask: Any) -> None:
    with pytest.raises(UndeclaredError) as caught:
        ask()
    assert isinstance(caught.value, (DataError, KeyError, TechVisitsError))
    assert str(caught.value) == (
        "datapackage.json: declares no 'planets'; restore it from version control [descriptor]"
    )


def test_rows_are_dicts_of_their_fields() -> None:
    row = PACKAGE.rows["meetings"][0]
    assert list(row) == PACKAGE.tables["meetings"].field_names
    assert row.get("planets", "none") == "none"
    assert "planets" not in row
    assert copy.deepcopy(row) == row == dict(row)
    assert PACKAGE.tables["trips"].blank() == Row(trip_id="", person_id="", title="")


def test_a_package_loads_without_frictionless(fixture_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "frictionless", None)
    assert load_package(fixture_folder).version == PACKAGE.version


def test_all_cells_out_of_form_are_told_at_once(fixture_folder: Path, edit: Edit) -> None:
    edit("meetings", lambda rows: (rows[0].update(date="2024-02-30"), rows[1].update(date="", summary="")))
    edit("visits", lambda rows: rows[0].update(sequence=""))
    edit("places", lambda rows: rows[0].update(latitude="north"))
    edit("topics", lambda rows: rows.append(dict.fromkeys(rows[0], "")))
    with pytest.raises(DataError) as caught:
        load_package(fixture_folder)
    last = len(PACKAGE.rows["topics"]) + 2
    assert [str(finding) for finding in caught.value.findings] == [
        "meetings.csv:2: date: '2024-02-30' is no date; write a day of the calendar as 2024-02-27 [type]",
        "meetings.csv:3: date: is empty; write a value, for this field is required [constraint]",
        "meetings.csv:3: summary: is empty; write a value, for this field is required [constraint]",
        "places.csv:2: latitude: 'north' is no number; write a number such as 35.67639 [type]",
        f"topics.csv:{last}: is an empty row; delete it [blank-row]",
        "visits.csv:2: sequence: is empty; write a value, for this field is required [constraint]",
    ]


def test_a_cut_row_is_one_finding(fixture_folder: Path) -> None:
    path = fixture_folder / "visits.csv"
    path.write_text(path.read_text("utf-8") + "half,a\n", "utf-8")
    with pytest.raises(DataError) as caught:
        load_package(fixture_folder)
    assert [finding.rule for finding in caught.value.findings] == ["row-shape"]


def test_bad_cells_can_be_read_to_be_mended(fixture_folder: Path, edit: Edit) -> None:
    edit("meetings", lambda rows: rows[0].update(date=" 2024-02-25"))
    package, findings = read_package(fixture_folder)
    assert findings == []
    assert package.rows["meetings"][0]["date"] == " 2024-02-25"


TYPED = Table(
    "t",
    "t.csv",
    (Field("key"), Field("day", "date"), Field("size", "number"), Field("rank", "integer", required=True),
     Field("count", "integer"), Field("colour", "colour")),
    ("key",),
)  # fmt: skip
CELLS = st.one_of(
    st.text(max_size=4),
    st.sampled_from(["", "0", "7", "-1.5", "1e5", "nan", "２", "2024-02-29", "0001-01-01", "9999-12-31", "9" * 9]),
    st.dates().map(str),
    st.integers().map(str),
    st.floats().map(str),
)


@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=3))
@example([["a", "0001-01-01", "9" * 400, "999999999", "", ""], ["b", "9999-12-31", "", "0", "1", ""]])
def test_what_has_its_form_can_be_typed(cells: list[list[str]]) -> None:
    rows = [Row(zip(TYPED.field_names, row, strict=True)) for row in cells]
    lines = list(range(2, len(rows) + 2))
    if list(check_forms(TYPED, rows, lines)):
        return
    for row in rows:
        assert not row["day"] or dt.date.fromisoformat(row["day"])
        assert not row["size"] or isinstance(float(row["size"]), float)
        assert int(row["rank"]) >= 0


DESCRIPTOR = load_descriptor(FIXTURE)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda field: field.pop("name"), "lacks 'name' in a resource"),
        (lambda field: field.update(type=5), "5 is no text"),
        (lambda field: field.update(constraints="required"), "has no attribute 'get'"),
        (lambda field: field["constraints"].update(pattern="("), "unterminated"),
        (lambda field: field["constraints"].update(enum="day"), "'day' is no list"),
        (lambda field: field["constraints"].update(minimum="low"), "'low' is no number"),
        (lambda field: field.update(items=[1]), "1 is no text"),
        (lambda field: field.update(name="other_id"), "the key of meetings is not made of its fields"),
    ],
)
def test_a_field_that_is_half_written_is_told(damage: Any, said: str) -> None:
    descriptor = json.loads(json.dumps(DESCRIPTOR))
    (resource,) = (r for r in descriptor["resources"] if r["name"] == "meetings")
    damage(resource["schema"]["fields"][0])
    with pytest.raises(DataError, match=r"datapackage\.json: .*restore it from version control \[file\]") as caught:
        load_tables(descriptor)
    assert said in str(caught.value)


def test_a_rule_that_we_do_not_know_is_kept_for_the_dictionary() -> None:
    field = {"name": "a", "type": "string", "constraints": {"maxLength": 5}}
    schema = {"fields": [field], "primaryKey": ["a"]}
    tables = load_tables({"resources": [{"name": "t", "path": "t.csv", "schema": schema}]})
    assert tables["t"].field("a").others == ("maxLength 5",)


def test_the_same_rows_are_read_as_by_the_csv_library() -> None:
    for name, table in PACKAGE.tables.items():
        text = (FIXTURE / table.path).read_text("utf-8")
        assert PACKAGE.rows[name] == list(csv.DictReader(io.StringIO(text, newline="")))


def test_lists_say_what_joins_them_and_what_they_may_hold() -> None:
    assert PACKAGE.choices("sources", "supports") == ("date", "host", "place", "topic", "outcome")
    lists = {
        f"{table.name}.{field.name}": field.delimiter
        for table in PACKAGE.tables.values()
        for field in table.fields
        if field.delimiter
    }
    assert lists["meetings.topic_ids"] == ";"
    assert lists["people.also_known_as"] == "; "
