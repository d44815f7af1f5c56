"""All checks of the data package: its shape by frictionless, its sense by `rules`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from techvisits.curate.rules import check_sense
from techvisits.package.errors import DataError, Finding
from techvisits.package.tables import DESCRIPTOR, DataPackage, Table, read_package

TOKYO_AND_SEOUL: Final = dt.timezone(dt.timedelta(hours=9))
# Stricter than frictionless, which takes 2024-2-3, 1_0 and full-width digits: a value has one written form.
FORMS: Final = {
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "write a day of the calendar as 2024-02-27"),
    "integer": (re.compile(r"0|[1-9][0-9]{0,8}"), "write a whole number such as 2"),
    "number": (re.compile(r"-?[0-9]+(\.[0-9]+)?"), "write a number such as 35.67639"),
}


def today_there() -> dt.date:
    """Today's date in Japan and Korea, whose calendar the record keeps."""
    return dt.datetime.now(TOKYO_AND_SEOUL).date()


def check_package(folder: Path, today: dt.date) -> list[Finding]:
    """All that is wrong with the package in `folder`, in the order of its files and lines."""
    try:
        package, findings = read_package(folder)
    except DataError as error:
        return error.findings
    return sorted({*findings, *_check_rows(package, today, findings)})


def check_shape(package: DataPackage) -> list[Finding]:
    """What the schema forbids in the tables that could be read: types, constraints, keys and foreign keys."""
    from frictionless import FrictionlessException, Package  # half a second that only a check needs

    try:
        report = Package.from_descriptor(_build_inline(package)).validate()
    except FrictionlessException as error:
        return [_descriptor_finding(found.message) for found in error.to_errors()]
    except (KeyError, TypeError, AttributeError) as error:
        return [_descriptor_finding(f"has a schema that cannot be read ({error})")]
    findings = [_descriptor_finding(found.message) for found in report.errors]
    for task in report.tasks:
        findings += [_translate(found, package, package.tables.get(task.name)) for found in task.errors]
    return findings


def _check_rows(package: DataPackage, today: dt.date, known: list[Finding]) -> list[Finding]:
    findings = [*check_shape(package), *_check_forms(package)]
    if package.rows.keys() == package.tables.keys():
        findings += check_sense(package, today)
    lines = {(finding.file, finding.line) for finding in known}
    return [finding for finding in findings if (finding.file, finding.line) not in lines]


def _check_forms(package: DataPackage) -> Iterator[Finding]:
    for name, table in package.tables.items():
        typed = [
            (field["name"], field["type"], *FORMS[field["type"]]) for field in table.fields if field["type"] in FORMS
        ]
        for line, row in package.numbered(name) if name in package.rows else ():
            for field, kind, form, remedy in typed:
                if row[field] and not form.fullmatch(row[field]):
                    yield package.finding((name, line, field), f"{row[field]!r} is no {kind}", remedy, "type")


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
    twin = re.search(r"position (\d+)", error.note)
    same = f"line {package.lines[table.name][int(twin[1]) - 2]}" if twin else ""
    match error.type:
        case "type-error":
            kind = next(field["type"] for field in table.fields if field["name"] == error.field_name)
            return error.field_name, f"{error.cell!r} is no {kind}", FORMS.get(kind, ("", f"write a {kind}"))[1]
        case "constraint-error":
            return error.field_name, *_explain_constraint(error)
        case "foreign-key":
            place = package.tables[error.reference_name or table.name].path
            return (
                error.field_names[0],
                f"{error.field_cells[0]} is not in {place}",
                "correct the id, or add its row there",
            )
        case "primary-key" | "unique-error" if same:
            return ", ".join(table.key), f"is the same as in {same}", "give the row an id of its own, or delete it"
        case "primary-key" | "blank-row":
            return "", "is an empty row", "delete it"
    return getattr(error, "field_name", ""), str(error.note or error.title), "correct it"


def _explain_constraint(error: Any) -> tuple[str, str]:
    name, value = re.findall(r'constraint "(\w+)" is "(.*)"', error.note)[0]
    match name:
        case "required":
            return "is empty", "write a value, for this field is required"
        case "enum":
            return f"{error.cell!r} is not allowed", f"write one of {value.strip('[]').replace(chr(39), '')}"
        case "pattern":
            return f"{error.cell!r} does not have the form {value}", "write it in this form"
        case "minimum" | "maximum":
            return f"{error.cell} is {'below' if name == 'minimum' else 'above'} {value}", "correct the number"
    return f"{error.cell!r} breaks the constraint {name} {value}", "correct it"


def _descriptor_finding(message: str) -> Finding:
    return Finding(DESCRIPTOR, 0, "", " ".join(message.split()), "correct the descriptor", "descriptor")
