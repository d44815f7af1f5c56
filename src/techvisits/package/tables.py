"""The data package on disk: the tables that the descriptor declares, row by row."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from techvisits.package.descriptor import DESCRIPTOR, Declared, Row, Table, load_descriptor, load_tables
from techvisits.package.errors import DataError, Finding, Severity
from techvisits.package.files import LARGEST_FILE, read_text
from techvisits.package.forms import check_forms

# Else how long a cell may be would depend on which libraries are loaded.
csv.field_size_limit(LARGEST_FILE)


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

    @property
    def released(self) -> dt.datetime:
        """When this version was made, in UTC; the start of 1970 where the descriptor does not say."""
        try:
            moment = dt.datetime.fromisoformat(str(self.descriptor.get("created")))
        except ValueError:
            return dt.datetime.fromtimestamp(0, dt.UTC)
        return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)

    def choices(self, table: str, field: str) -> tuple[str, ...]:
        """The values that a field may have, or the items of its lists, in the descriptor's order; () for any."""
        declared = self.tables[table].field(field)
        return declared.enum or declared.items

    def numbered(self, table: str) -> Iterator[tuple[int, Row]]:
        """Every row of `table` with its line in the file."""
        return zip(self.lines[table], self.rows[table], strict=True)

    def finding(
        self, where: tuple[str, int, str], message: str, remedy: str, rule: str, severity: Severity = "error"
    ) -> Finding:
        """A finding in the file of a table; `where` is the table's name, the line and the field."""
        table, line, field = where
        return Finding(self.tables[table].path, line, field, message, remedy, rule, severity)


@lru_cache(maxsize=4096)
def split_list(text: str) -> tuple[str, ...]:
    """`"a; b"` -> `("a", "b")`: the items of a list field."""
    return tuple(item.strip() for item in text.split(";") if item.strip())


def load_package(folder: Path) -> DataPackage:
    """Every table, each cell in the form of its type; raises one DataError with all cells and files that are not."""
    package, findings = read_package(folder)
    findings += check_cells(package, findings)
    if findings:
        raise DataError(findings)
    return package


def read_package(folder: Path) -> tuple[DataPackage, list[Finding]]:
    """The tables that can be read, and what is wrong in the files' form; raises DataError for the descriptor alone."""
    descriptor = load_descriptor(folder)
    package = DataPackage(folder, descriptor, load_tables(descriptor), Declared(), Declared())
    findings: list[Finding] = []
    for table in package.tables.values():
        try:
            package.rows[table.name], package.lines[table.name], found = read_rows(folder / table.path, table)
            findings += found
        except DataError as error:
            findings += error.findings
    return package, findings


def check_cells(package: DataPackage, known: list[Finding]) -> list[Finding]:
    """A finding for each cell that is not in the form of its type, but in rows of which something worse is known."""
    worse = {(finding.file, finding.line) for finding in known}
    found = (check_forms(package.tables[name], rows, package.lines[name]) for name, rows in package.rows.items())
    return [finding for table in found for finding in table if (finding.file, finding.line) not in worse]


def load_rows(path: Path, table: Table) -> tuple[list[Row], list[int]]:
    """The rows of one file and the line each begins on; raises DataError with all cells and rows out of form."""
    rows, lines, findings = read_rows(path, table)
    findings += check_forms(table, rows, lines)
    if findings:
        raise DataError(findings)
    return rows, lines


def read_rows(path: Path, table: Table) -> tuple[list[Row], list[int], list[Finding]]:
    """The rows, their lines, and a finding for each row cut or filled up to fit; raises DataError if unreadable."""
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
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
                    cells = [*cells, *[""] * len(names)]
                rows.append(Row(zip(names, cells, strict=False)))
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        what = f"is no CSV from here on ({error})"
        raise DataError([*findings, Finding(path.name, line, "", what, "close the quotation mark", "csv")]) from error
    if line == 1:
        what, remedy = "is empty", "restore it or write its header line"
        raise DataError([Finding(path.name, 0, "", what, remedy, "file")])
    return rows, lines, findings


def _check_header(file: str, cells: list[str], names: list[str]) -> None:
    if cells == names:
        return
    missing = [n for n in names if n not in cells]
    unknown = [c for c in cells if c not in names]
    parts = (
        f"lacks the fields {', '.join(missing)}" if missing else "",
        f"has the unknown fields {', '.join(map(repr, unknown))}" if unknown else "",
    )
    what = "; ".join(filter(None, parts)) or "has its fields in another order"
    raise DataError([Finding(file, 1, "", what, f"write the header as in {DESCRIPTOR}", "header")])
