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
    for resource in package.descriptor["resources"]:
        for key in resource["schema"].get("foreignKeys", ()):
            (field,), (aimed,) = key["fields"], key["reference"]["fields"]
            table = key["reference"]["resource"] or resource["name"]
            known = {row[aimed] for row in package.rows[table]}
            for line, row in package.numbered(resource["name"]):
                if row[field] and row[field] not in known:
                    what, remedy = (
                        f"{row[field]} is not in {package.tables[table].path}",
                        "correct the id, or add its row there",
                    )
                    yield package.finding((resource["name"], line, field), what, remedy, "foreign-key")
