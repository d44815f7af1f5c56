"""Whatever a meeting's JSON tells, its fingerprints tell apart; order, empty fields and notes of the work change none."""

import json
import random
from dataclasses import replace

import pytest
from conftest import FIXTURE

from techvisits.export.nested import build_json
from techvisits.package.descriptor import Row
from techvisits.package.tables import DataPackage, load_package
from techvisits.record import digests
from techvisits.record.digests import build_digests, differing, read_digests, write_digests
from techvisits.record.filters import Filters, apply
from techvisits.record.join import build_record

PACKAGE = load_package(FIXTURE)
LOGS = ("coverage", "corrections", "reviews", "links", "releases", "history")
Case = tuple[str, str]


def tell(package: DataPackage) -> dict[str, str]:
    """The JSON of each meeting."""
    record = build_record(package)
    document = json.loads(build_json(apply(Filters(), record), record))
    return {meeting["meeting_id"]: json.dumps(meeting) for meeting in document["meetings"]}


def alter(table: str, field: str) -> DataPackage:
    """The package with each cell of a field in the row after its own; a text that is the same in all is another in all."""
    rows = PACKAGE.rows[table]
    cells = [row[field] for row in rows]
    moved = [*cells[-1:], *cells[:-1]]
    if len(set(cells)) == 1 and PACKAGE.tables[table].field(field).type == "string":
        moved = ["made-up"] * len(cells)
    altered = [Row({**row, field: cell}) for row, cell in zip(rows, moved, strict=True)]
    return replace(PACKAGE, rows=PACKAGE.rows | {table: altered})


# Every field of a table that tells of meetings, but the ids that others point to.
CASES = [
    (table.name, field)
    for table in PACKAGE.tables.values()
    for field in table.field_names
    if table.name not in LOGS and table.key != (field,) and field not in ("meeting_id", "promise_id")
]


@pytest.mark.parametrize("case", CASES, ids=".".join)
def test_what_tells_of_a_meeting_is_in_its_fingerprints(case: Case) -> None:
    altered = alter(*case)
    before, after = tell(PACKAGE), tell(altered)
    old, new = build_digests(PACKAGE.rows), build_digests(altered.rows)
    assert [i for i in before if before[i] != after[i] and old[i] == new[i]] == []


def test_every_field_of_a_meeting_belongs_to_one_fact() -> None:
    fields = [field for own in digests.OF_ROW.values() for field in own]
    assert sorted([*fields, "meeting_id"]) == sorted(PACKAGE.tables["meetings"].field_names)


def test_the_descriptor_names_the_facts() -> None:
    assert PACKAGE.choices("history", "facts") == digests.FACTS


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("sources", "accessed_on"), ("topics", "definition"), ("places", "osm_id"), ("places", "geocoder"),
        ("organizations", "also_known_as"), ("names", "also_known_as"), ("people", "written_as"), ("places", "written_as"),
    ],
)  # fmt: skip
def test_notes_of_the_work_and_spellings_of_organizations_change_nothing(table: str, field: str) -> None:
    assert build_digests(alter(table, field).rows) == build_digests(PACKAGE.rows)


def test_order_and_new_empty_fields_change_nothing() -> None:
    shuffled = {
        name: random.Random(1).sample([Row([("new", ""), *reversed(row.items())]) for row in rows], len(rows))
        for name, rows in PACKAGE.rows.items()
    }
    assert build_digests(shuffled) == build_digests(PACKAGE.rows)


def test_a_new_field_counts_when_it_is_filled() -> None:
    rows = [Row({**row, "new": "x" if row["meeting_id"].startswith("2011") else ""}) for row in PACKAGE.rows["hosts"]]
    new, old = build_digests(PACKAGE.rows | {"hosts": rows}), build_digests(PACKAGE.rows)
    assert {i: differing(old[i], new[i]) for i in old if old[i] != new[i]} == {"2011-01-27-yang-nec": ("host",)}


def test_a_former_schema_without_some_tables_can_be_compared() -> None:
    rows = {name: own for name, own in PACKAGE.rows.items() if name not in ("names", "promises", "progress")}
    new, old = build_digests(PACKAGE.rows), build_digests(rows)
    assert differing(old["2024-02-29-zuckerberg-yoon"], new["2024-02-29-zuckerberg-yoon"]) == ("promises",)
    assert differing(old["2018-11-09-gates-diet"], new["2018-11-09-gates-diet"]) == ("visitor",)


def test_fingerprints_are_read_as_they_were_written() -> None:
    for own in build_digests(PACKAGE.rows).values():
        assert read_digests(write_digests(own)) == own
