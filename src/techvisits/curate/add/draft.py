"""The record while a meeting is being added to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from techvisits.curate.add.entry import Cells, Entry, words_of
from techvisits.curate.add.names import Names
from techvisits.package.descriptor import Declared, Row
from techvisits.package.errors import DataError, Finding
from techvisits.package.tables import DataPackage

NAMED: Final = ("people", "organizations", "places", "topics", "trips")
Where = tuple[str, int, str]  # part, number and word in the file; ("", 0, "place") for the meeting's own


@dataclass
class Draft:
    """The rows of every table, which of them are new or changed, and what is wrong with the file so far."""

    package: DataPackage
    entry: Entry
    rows: dict[str, list[Row]] = field(init=False)
    names: dict[str, Names] = field(init=False)
    changed: dict[str, list[Row]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rows = Declared((table, [Row(row) for row in rows]) for table, rows in self.package.rows.items())
        self.names = {table: Names(self.package.tables[table], self.rows[table]) for table in NAMED}

    def add(self, table: str, row: Row) -> None:
        """Put a new row into its table, and its names among those known."""
        self.rows[table].append(row)
        self.change(table, row)
        if table in self.names:
            self.names[table].add(row)

    def change(self, table: str, row: Row, **cells: str) -> None:
        """Give a row these cells, and remember that it changed."""
        row.update(cells)
        self.changed.setdefault(table, []).append(row)

    def blank(self, table: str, cells: Cells) -> Row:
        """A row of `table` with the cells of the file; the fields the file does not name are empty."""
        row = self.package.tables[table].blank()
        row.update({field.name: cells[word] for word, field in words_of(self.package.tables[table]).items()})
        return row

    def resolve(self, table: str, where: Where, text: str) -> str:
        """The id that `text` means; empty, with a finding, where it means none or several."""
        found = self.names[table].ids(text) if text else []
        if len(found) != 1:
            what, remedy = self.names[table].explain(text) if text else ("is empty", "write an id or a name")
            self.fault(where, what, remedy)
            return ""
        return found[0]

    def fault(self, where: Where, message: str, remedy: str) -> None:
        """Remember what is wrong at one word of the file."""
        self.findings.append(self.entry.finding(*where, message, remedy))

    def stop_if_wrong(self) -> None:
        """Raise DataError with all that is wrong so far."""
        if self.findings:
            raise DataError(self.findings)
