"""All checks of the data package: its shape by frictionless, its sense by `rules`."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any, Final

from techvisits.curate.rules import check_sense
from techvisits.package.descriptor import DESCRIPTOR, Table
from techvisits.package.errors import DataError, Finding
from techvisits.package.tables import DataPackage, check_cells, read_package
from techvisits.record.load import read_whole

TOKYO_AND_SEOUL: Final = dt.timezone(dt.timedelta(hours=9))


def today_there() -> dt.date:
    """Today's date in Japan and Korea, whose calendar the record keeps."""
    return dt.datetime.now(TOKYO_AND_SEOUL).date()


def check_package(folder: Path, today: dt.date) -> list[Finding]:
    """All that is wrong with the package in `folder`, in the order of its files and lines."""
    try:
        package, known = read_package(folder)
    except DataError as error:
        return error.findings
    return sorted(_check_all(package, today, known))


def check_served(folder: Path, today: dt.date) -> list[Finding]:
    """All that is wrong with the package for its readers.

    Where cells, keys and pointers are right, frictionless would only look at the descriptor besides, and take longer than
    all the rest.
    """
    try:
        package = read_whole(folder)
    except DataError:
        return check_package(folder, today)
    return check_package(folder, today) if _has_twins(package) else sorted(check_sense(package, today))


def check_shape(package: DataPackage) -> list[Finding]:
    """What frictionless finds in the tables that could be read, besides what the check of cells does: keys and foreign keys."""
    from frictionless import FrictionlessException, Package  # half a second that only a check needs

    try:
        report = Package.from_descriptor(_build_inline(package)).validate()
    except FrictionlessException as error:
        return [_descriptor_finding(found.message) for found in error.to_errors()]
    except (KeyError, TypeError, AttributeError) as error:
        return [_descriptor_finding(f"has a schema that cannot be read ({error})")]
    findings = [_descriptor_finding(found.message) for found in report.errors]
    for task in report.tasks:
        table = package.tables.get(task.name)
        findings += [_translate(found, package, table) for found in task.errors if not _is_of_cell(found)]
    return findings


def _has_twins(package: DataPackage) -> bool:
    """Whether rows of a table have the same key, or the same value of a field that has each only once."""
    for table in package.tables.values():
        for fields in (table.key, *((field.name,) for field in table.fields if field.unique)):
            keys = {tuple(row[field] for field in fields) for row in package.rows[table.name]}
            if len(keys) < len(package.rows[table.name]):
                return True
    return False


def _check_all(package: DataPackage, today: dt.date, known: list[Finding]) -> set[Finding]:
    """What is known of the files, and all that is wrong in the rows of which nothing is known yet."""
    findings = [*check_cells(package, known), *check_shape(package)]
    if package.rows.keys() == package.tables.keys():
        findings += check_sense(package, today)
    lines = {(finding.file, finding.line) for finding in known}
    return {*known, *(finding for finding in findings if (finding.file, finding.line) not in lines)}


def _build_inline(package: DataPackage) -> dict[str, Any]:
    # The rows as read, not the files again: frictionless meets no path, encoding or network.
    own = {key: value for key, value in package.descriptor.items() if key not in ("profile", "profiles")}
    lost = package.tables.keys() - package.rows.keys()
    resources = []
    for resource in package.descriptor["resources"]:
        if resource["name"] in package.rows:
            rows = (list(row.values()) for row in package.rows[resource["name"]])
            data = _Uncopied([package.tables[resource["name"]].field_names, *rows])
            keys = resource["schema"].get("foreignKeys", [])
            schema = {
                **resource["schema"],
                "foreignKeys": [key for key in keys if key["reference"]["resource"] not in lost],
            }
            resources.append({"name": resource["name"], "type": "table", "data": data, "schema": schema})
    return {**own, "resources": resources}


class _Uncopied(list[list[str]]):
    """Rows that stay one and the same: frictionless copies all it is given two dozen times and changes none of it."""

    def __deepcopy__(self, memo: dict[int, Any]) -> _Uncopied:
        return self


def _is_of_cell(error: Any) -> bool:
    """Whether the error says of a cell, row or key what the check of cells says already."""
    is_empty_key = error.type == "primary-key" and not _find_twin(error)
    return is_empty_key or error.type in ("blank-row", "type-error", "constraint-error")


def _find_twin(error: Any) -> int | None:
    """The row, counted from the header, that has the same key."""
    twin = re.search(r"position (\d+)", error.note)
    return int(twin[1]) if twin else None


def _translate(error: Any, package: DataPackage, table: Table | None) -> Finding:
    if table is None or not hasattr(error, "row_number"):
        return _descriptor_finding(error.message)
    line = package.lines[table.name][error.row_number - 2]
    field, what, remedy = _explain(error, package, table)
    # A key of one field is declared unique as well: one fault, one finding.
    rule = "primary-key" if error.type == "unique-error" and table.key == (error.field_name,) else error.type
    return package.finding((table.name, line, field), what, remedy, rule.removesuffix("-error"))


def _explain(error: Any, package: DataPackage, table: Table) -> tuple[str, str, str]:
    """Field, what is wrong and what to do, in the words of our own findings."""
    twin = _find_twin(error)
    match error.type:
        case "foreign-key":
            place = package.tables[error.reference_name or table.name].path
            return (
                error.field_names[0],
                f"{error.field_cells[0]} is not in {place}",
                "correct the id, or add its row there",
            )
        case "primary-key" | "unique-error" if twin:
            what = f"is the same as in line {package.lines[table.name][twin - 2]}"
            return ", ".join(table.key), what, "give the row an id of its own, or delete it"
    return getattr(error, "field_name", ""), str(error.note or error.title), "correct it"


def _descriptor_finding(message: str) -> Finding:
    return Finding(DESCRIPTOR, 0, "", " ".join(message.split()), "correct the descriptor", "descriptor")
