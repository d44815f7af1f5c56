"""A meeting of the record written as the file that would add it: the pattern for another one."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any, Final

from techvisits.curate.add.entry import PARTS, words_of
from techvisits.curate.rules.texts import USES
from techvisits.package.descriptor import Field, Row
from techvisits.package.errors import QueryError
from techvisits.package.tables import DataPackage, split_list
from techvisits.record.roles import find_used

OWN_PARTS: Final = ("visits", "hosts", "sources")
Document = dict[str, Any]  # as a TOML parser gives it
Value = str | int | list[str]


def build_document(package: DataPackage, meeting_id: str) -> Document:
    """The meeting as a parsed file, with the people, organizations, places, trips and roles that no other row uses.

    Raises QueryError where the record has no such meeting.
    """
    found = [row for row in package.rows["meetings"] if row["meeting_id"] == meeting_id]
    if not found:
        raise QueryError([f"{meeting_id} is no meeting of the record; choose one from meetings.csv"])
    document: Document = {**_build_rows(package, "meetings", found)[0]}
    if found[0]["date_precision"] == "month":
        document["date"] = found[0]["date"][:7]
    rest = remove_meeting(package, meeting_id)
    for part in PARTS:
        kept = {id(row) for row in rest.rows[part]}
        if rows := [row for row in package.rows[part] if id(row) not in kept]:
            document[part] = _build_rows(package, part, rows)
    return document


def build_toml(document: Mapping[str, Any]) -> str:
    """A parsed file as TOML again: the meeting's own cells, then a [[table]] for each row of each part."""
    lines = [_build_line(word, value) for word, value in document.items() if word not in PARTS]
    for part in PARTS:
        for row in document.get(part, []):
            lines += ["", f"[[{part}]]", *(_build_line(word, value) for word, value in row.items())]
    return "\n".join(lines) + "\n"


def remove_meeting(package: DataPackage, meeting_id: str) -> DataPackage:
    """The package without the meeting, and without the people, organizations, places, trips and roles that it alone used."""
    used_before = {part: _used(package.rows, part) for part in PARTS if part in USES}
    rows = dict(package.rows)
    for table in ("meetings", *OWN_PARTS):
        rows[table] = [row for row in rows[table] if row["meeting_id"] != meeting_id]
    for part in ("trips", "places", "places", "people", "organizations"):  # twice: a venue first, then its city
        (key,) = package.tables[part].key
        orphans = used_before[part] - _used(rows, part)
        rows[part] = [row for row in rows[part] if row[key] not in orphans]
    unheld = find_used(package.rows) - find_used(rows)
    rows["roles"] = [row for row in rows["roles"] if (row["role"], row["held_in"]) not in unheld]
    lines = {table: list(range(2, len(own) + 2)) for table, own in rows.items()}
    return dataclasses.replace(package, rows=rows, lines=lines)


def _used(rows: Mapping[str, list[Row]], part: str) -> set[str]:
    return {
        item for table, field in USES[part] for row in rows[table]
        if field != "city" or row["place_id"] != row["city"] for item in split_list(row[field])
    }  # fmt: skip


def _build_rows(package: DataPackage, table: str, rows: list[Row]) -> list[dict[str, Value]]:
    words = words_of(package.tables[table])
    return [
        {word: _build_value(field, row[field.name]) for word, field in words.items() if row[field.name]} for row in rows
    ]


def _build_value(field: Field, cell: str) -> Value:
    if field.delimiter:
        return list(split_list(cell))
    return int(cell) if field.type == "integer" else cell


def _build_line(word: str, value: Value) -> str:
    # JSON writes texts, whole numbers and lists of texts as TOML does, but for one character; dates go as texts.
    return f"{word} = {json.dumps(value, ensure_ascii=False, default=str)}".replace("\x7f", "\\u007f")
