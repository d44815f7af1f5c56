"""The tables of a folder, as far as they can be joined."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from techvisits.package.errors import DataError, Finding
from techvisits.package.tables import DataPackage, check_cells, read_package, split_list


def read_whole(folder: Path) -> DataPackage:
    """The tables of a data package that can be joined; raises DataError with all that keeps them from it."""
    package, found = read_package(folder)
    findings = [*found, *check_cells(package, found)]
    if package.rows.keys() == package.tables.keys():
        findings += _find_dangling(package)
    if findings:
        raise DataError(findings)
    return package


def _find_dangling(package: DataPackage) -> Iterator[Finding]:
    """A finding for each cell that points to a row which is not there."""
    for table in package.tables.values():
        for key in table.foreign_keys:
            yield from _find_unknown(package, (table.name, key.field), (key.table, key.aimed))
    yield from _find_unknown(package, ("meetings", "topic_ids"), ("topics", "topic_id"))


def _find_unknown(package: DataPackage, pointer: tuple[str, str], aim: tuple[str, str]) -> Iterator[Finding]:
    """A finding for each id in the column `pointer` that is none of the column `aim`; both are (table, field)."""
    known = {row[aim[1]] for row in package.rows[aim[0]]}
    cells = {row[pointer[1]] for row in package.rows[pointer[0]]}
    unknown = {i for cell in cells for i in split_list(cell)} - known
    for line, row in package.numbered(pointer[0]) if unknown else ():
        for identifier in split_list(row[pointer[1]]):
            if identifier in unknown:
                what = f"{identifier} is not in {package.tables[aim[0]].path}"
                remedy = "correct the id, or add its row there"
                yield package.finding((pointer[0], line, pointer[1]), what, remedy, "foreign-key")
