"""The record of a folder, read once."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from techvisits.package.errors import DataError, Finding
from techvisits.package.tables import DataPackage, load_package
from techvisits.record.join import build_record
from techvisits.record.record import Record


@functools.lru_cache(maxsize=2)
def load_record(folder: Path) -> Record:
    """The record of a data package; raises DataError with all that keeps its tables from being read or joined."""
    package = load_package(folder)
    if findings := [*_find_dangling(package)]:
        raise DataError(findings)
    return build_record(package)


def _find_dangling(package: DataPackage) -> Iterator[Finding]:
    """A finding for each cell that points to a row which is not there."""
    for table in package.tables.values():
        for key in table.foreign_keys:
            known = {row[key.aimed] for row in package.rows[key.table]}
            for line, row in package.numbered(table.name):
                if row[key.field] and row[key.field] not in known:
                    what = f"{row[key.field]} is not in {package.tables[key.table].path}"
                    remedy = "correct the id, or add its row there"
                    yield package.finding((table.name, line, key.field), what, remedy, "foreign-key")
