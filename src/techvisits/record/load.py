"""The record of a folder, read once."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from techvisits.package.errors import DataError, Finding
from techvisits.package.shape import find_malformed
from techvisits.package.tables import DESCRIPTOR, DataPackage, load_package, split_list
from techvisits.record.join import build_record
from techvisits.record.record import Record


@functools.lru_cache(maxsize=2)
def load_record(folder: Path) -> Record:
    """The record of a data package; raises DataError with all that keeps its tables from being read or joined."""
    package = load_package(folder)
    try:
        findings = [*find_malformed(package), *_find_dangling(package)]
        if not findings:
            return build_record(package)
    except (AttributeError, KeyError, TypeError, ValueError, re.error) as error:
        what = f"has a schema that the record cannot be made by ({error!r})"
        findings = [Finding(DESCRIPTOR, 0, "", what, "restore it from version control", "descriptor")]
    raise DataError(findings)


def _find_dangling(package: DataPackage) -> Iterator[Finding]:
    """A finding for each cell that points to a row which is not there."""
    for resource in package.descriptor["resources"]:
        for key in resource["schema"].get("foreignKeys", ()):
            (field,), (aimed,) = key["fields"], key["reference"]["fields"]
            table = key["reference"]["resource"] or resource["name"]
            yield from _find_unknown(package, (resource["name"], field), (table, aimed))
    yield from _find_unknown(package, ("meetings", "topic_ids"), ("topics", "topic_id"))


def _find_unknown(package: DataPackage, pointer: tuple[str, str], aim: tuple[str, str]) -> Iterator[Finding]:
    """A finding for each id in the column `pointer` that is none of the column `aim`; both are (table, field)."""
    known = {row[aim[1]] for row in package.rows[aim[0]]}
    for line, row in package.numbered(pointer[0]):
        for identifier in split_list(row[pointer[1]]):
            if identifier not in known:
                what = f"{identifier} is not in {package.tables[aim[0]].path}"
                remedy = "correct the id, or add its row there"
                yield package.finding((pointer[0], line, pointer[1]), what, remedy, "foreign-key")
