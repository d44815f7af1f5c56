"""A version of the data made: its row of `releases` and its rows of `history`, from the tables as they are."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

from techvisits.package.canonical import build_canonical
from techvisits.package.descriptor import DESCRIPTOR, Row
from techvisits.package.errors import DataError, Finding
from techvisits.package.files import write_whole
from techvisits.package.tables import DataPackage
from techvisits.record.changes import build_changes, is_released, list_stale

TABLES = ("releases", "history")


def build_draft(package: DataPackage) -> DataPackage:
    """The package with the history of this version as its tables say; rows of other versions stand as they are.

    Raises DataError where the tables have changed since this version was released.
    """
    stale, changes = list_stale(package), build_changes(package)
    if not stale and (_find_release(package) or not changes):
        return package
    if is_released(package):
        which = f"{stale[0]}{f' and {len(stale) - 1} others' * (len(stale) > 1)}"
        what = f"is {package.version}, which is released, while {which} changed"
        remedy = "step `version` up: the last number for wording, the middle one for rows and values"
        raise DataError([Finding(DESCRIPTOR, 0, "version", what, remedy, "history-fresh")])
    others = [row for row in package.rows["history"] if row["version"] != package.version]
    rows = package.rows | {"history": [*others, *changes]}
    if not _find_release(package):
        rows["releases"] = [*rows["releases"], _build_release(package)]
    return dataclasses.replace(package, rows=rows)


def build_release(package: DataPackage, day: dt.date, note: str = "") -> DataPackage:
    """The draft with its day of release and, in the descriptor, that it was made on that day; what is released stays so."""
    draft = build_draft(package)
    if is_released(draft):
        return draft
    row = _find_release(draft) or _build_release(draft)
    dated = Row({**row, "released_on": day.isoformat(), "note": note or row["note"]})
    others = [each for each in draft.rows["releases"] if each["version"] != draft.version]
    descriptor = draft.descriptor | {"created": f"{day}T00:00:00Z"}
    return dataclasses.replace(draft, rows=draft.rows | {"releases": [*others, dated]}, descriptor=descriptor)


def write_release(package: DataPackage) -> list[str]:
    """Write the two tables and the descriptor; the names of those files that are new."""
    content = {package.tables[name].path: build_canonical(package.rows[name], package.tables[name]) for name in TABLES}
    content[DESCRIPTOR] = (json.dumps(package.descriptor, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    new = [name for name, written in content.items() if (package.folder / name).read_bytes() != written]
    for name in new:
        write_whole(package.folder / name, content[name])
    return new


def _find_release(package: DataPackage) -> Row | None:
    return next((row for row in package.rows["releases"] if row["version"] == package.version), None)


def _build_release(package: DataPackage) -> Row:
    row = package.tables["releases"].blank()
    row.update(version=package.version)
    return row
