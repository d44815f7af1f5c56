"""The data package on disk: `datapackage.json`, the only schema, and the tables it describes."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from techvisits.package.errors import DataError, Finding, Severity

DESCRIPTOR = "datapackage.json"
LARGEST_TABLE = 64 * 1024 * 1024
Row = dict[str, str]


@dataclass(frozen=True)
class Table:
    """One table as the descriptor declares it."""

    name: str
    path: str
    fields: tuple[dict[str, Any], ...]
    key: tuple[str, ...]

    @property
    def field_names(self) -> list[str]:
        """The columns, in schema order."""
        return [field["name"] for field in self.fields]


@dataclass(frozen=True)
class DataPackage:
    """The descriptor and every table's rows as text, with the file line each row stands on."""

    folder: Path
    descriptor: dict[str, Any]
    tables: dict[str, Table]
    rows: dict[str, list[Row]]
    lines: dict[str, list[int]]

    @property
    def version(self) -> str:
        """The version of the data, which is not the version of the code."""
        return str(self.descriptor.get("version", "0"))

    def numbered(self, table: str) -> Iterator[tuple[int, Row]]:
        """Every row of `table` with its line in the file."""
        return zip(self.lines[table], self.rows[table], strict=True)

    def finding(
        self, where: tuple[str, int, str], message: str, remedy: str, rule: str, severity: Severity = "error"
    ) -> Finding:
        """A finding in the file of a table; `where` is the table's name, the line and the field."""
        table, line, field = where
        return Finding(self.tables[table].path, line, field, message, remedy, rule, severity)


def default_folder() -> Path:
    """The shipped package, or the folder named by TECHVISITS_DATA."""
    return Path(os.environ.get("TECHVISITS_DATA") or Path(__file__).parents[3] / "data")


def split_list(text: str) -> tuple[str, ...]:
    """`"a; b"` -> `("a", "b")`: the items of a list field."""
    return tuple(item.strip() for item in text.split(";") if item.strip())


def load_descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor as a dict; raises DataError where it is missing or no JSON object."""
    if not (folder / DESCRIPTOR).exists():
        raise DataError([_file_finding(DESCRIPTOR, f"is not in {folder}", "name a folder that holds one")])
    text = _read_text(folder / DESCRIPTOR)
    try:
        descriptor = json.loads(text)
        if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
            raise TypeError("no list of resources in it")
    except (ValueError, TypeError, RecursionError) as error:
        finding = _file_finding(DESCRIPTOR, f"is no descriptor ({error})", "restore it from version control")
        raise DataError([finding]) from error
    return descriptor


def load_tables(descriptor: dict[str, Any]) -> dict[str, Table]:
    """The tables a descriptor declares, by name; raises DataError where it is half written."""
    try:
        tables = [_build_table(resource) for resource in descriptor["resources"]]
    except (KeyError, TypeError, ValueError) as error:
        what = f"lacks {error} in a resource" if isinstance(error, KeyError) else f"has an unusable resource ({error})"
        raise DataError([_file_finding(DESCRIPTOR, what, "restore it from version control")]) from error
    return {table.name: table for table in tables}


def load_package(folder: Path) -> DataPackage:
    """Every table as text; raises one DataError with all that is wrong in the form of the files."""
    package, findings = read_package(folder)
    if findings:
        raise DataError(findings)
    return package


def read_package(folder: Path) -> tuple[DataPackage, list[Finding]]:
    """The tables that can be read, and what is wrong in the files' form; raises DataError for the descriptor alone."""
    descriptor = load_descriptor(folder)
    package = DataPackage(folder, descriptor, load_tables(descriptor), {}, {})
    findings: list[Finding] = []
    for table in package.tables.values():
        try:
            package.rows[table.name], package.lines[table.name], found = read_rows(folder / table.path, table)
            findings += found
        except DataError as error:
            findings += error.findings
    return package, findings


def load_rows(path: Path, table: Table) -> tuple[list[Row], list[int]]:
    """The rows of one file and the line each begins on; raises DataError with all that is wrong in the file's form."""
    rows, lines, findings = read_rows(path, table)
    if findings:
        raise DataError(findings)
    return rows, lines


def read_rows(path: Path, table: Table) -> tuple[list[Row], list[int], list[Finding]]:
    """The rows, their lines, and a finding for each row cut or filled up to fit; raises DataError if unreadable."""
    reader = csv.reader(io.StringIO(_read_text(path), newline=""), strict=True)
    names = table.field_names
    rows: list[Row] = []
    lines: list[int] = []
    findings: list[Finding] = []
    line = 1
    try:
        for cells in reader:
            if line == 1:
                _check_header(path.name, cells, names)
            else:
                if len(cells) != len(names):
                    what = f"has {len(cells)} cells where the table has {len(names)} fields"
                    findings.append(Finding(path.name, line, "", what, "complete the row or delete it", "row-shape"))
                rows.append(dict(zip(names, [*cells, *[""] * len(names)], strict=False)))
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        what = f"is no CSV from here on ({error})"
        raise DataError([*findings, Finding(path.name, line, "", what, "close the quotation mark", "csv")]) from error
    if line == 1:
        raise DataError([_file_finding(path.name, "is empty", "restore it or write its header line")])
    return rows, lines, findings


def build_frame(package: DataPackage, name: str) -> pd.DataFrame:
    """One table as a typed frame: datetime64, float (both with gaps), int, and all else as text ("" for unknown)."""
    table = package.tables[name]
    frame = pd.DataFrame(package.rows[name], columns=table.field_names, dtype="str")
    for field in table.fields:
        column = field["name"]
        if field["type"] == "date":
            frame[column] = pd.to_datetime(frame[column].where(frame[column] != "", None), format="%Y-%m-%d")
        elif field["type"] == "number":
            frame[column] = pd.to_numeric(frame[column].where(frame[column] != "", None))
        elif field["type"] == "integer":
            frame[column] = frame[column].astype("int64")
    return frame


def _build_table(resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    table = Table(resource["name"], resource["path"], tuple(schema["fields"]), tuple(schema["primaryKey"]))
    if Path(table.path).name != table.path:
        raise ValueError(f"{table.path!r} is no file beside the descriptor")
    for field in table.fields:
        if not (isinstance(field["name"] + field["type"], str) and isinstance(field.get("constraints", {}), dict)):
            raise ValueError(f"a field of {table.name} is malformed")
    if not table.key or not set(table.key) <= set(table.field_names):
        raise ValueError(f"the key of {table.name} is not made of its fields")
    return table


def _read_text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST_TABLE:
            what = f"is {size // 1024**2} MB, more than the {LARGEST_TABLE // 1024**2} MB a table may have"
            raise DataError([_file_finding(path.name, what, "look for rows repeated by mistake")])
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError([Finding(path.name, line, "", "is not UTF-8", "save the file as UTF-8", "encoding")]) from error
    except OSError as error:
        what = error.strerror or "cannot be read"
        raise DataError([_file_finding(path.name, what, "restore it from version control")]) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        what, remedy = "holds zero bytes, so it is damaged", "restore it from version control"
        raise DataError([Finding(path.name, line, "", what, remedy, "encoding")])
    return text


def _check_header(file: str, cells: list[str], names: list[str]) -> None:
    if cells == names:
        return
    missing = [n for n in names if n not in cells]
    unknown = [c for c in cells if c not in names]
    what = (
        "; ".join(
            filter(
                None,
                [
                    f"lacks the fields {', '.join(missing)}" if missing else "",
                    f"has the unknown fields {', '.join(map(repr, unknown))}" if unknown else "",
                ],
            )
        )
        or "has its fields in another order"
    )
    raise DataError([Finding(file, 1, "", what, f"write the header as in {DESCRIPTOR}", "header")])


def _file_finding(file: str, message: str, remedy: str) -> Finding:
    return Finding(file, 0, "", message[:1].lower() + message[1:], remedy, "file")
