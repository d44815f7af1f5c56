"""A meeting to be added, read from a TOML file with all that is wrong in it."""

from __future__ import annotations

import datetime as dt
import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from techvisits.package.descriptor import Field, Table
from techvisits.package.errors import DataError, Finding

PARTS: Final = ("visits", "hosts", "sources", "people", "organizations", "places", "trips", "roles")
# What a file calls a field that holds ids, for it may also name the thing by its name.
WORDS: Final = {
    "place_id": "place", "topic_ids": "topics", "person_id": "person", "organization_id": "organization",
    "trip_id": "trip",
}  # fmt: skip
FOUND_OUT: Final = {"date_precision", "rank"}
LARGEST_FILE: Final = 256 * 1024
Cells = dict[str, str]  # the text of each cell, by the file's word for its field


@dataclass(frozen=True)
class Entry:
    """One meeting as written: its cells, and the cells of each row of each part, all as text under the file's words."""

    file: str
    meeting: Cells
    parts: dict[str, list[Cells]]

    def finding(self, part: str, number: int, word: str, message: str, remedy: str) -> Finding:
        """A finding in the file, at `visits 2, person` for instance."""
        return Finding(self.file, 0, _where(part, number, word), message, remedy, "add")


def words_of(table: Table) -> dict[str, Field]:
    """The words a file may use for a row of this table, each with its field."""
    own = table.key[0] if len(table.key) == 1 else ""
    hidden = {*FOUND_OUT, "meeting_id"} - {own}
    known = [declared for declared in table.fields if declared.name not in hidden]
    return {own if declared.name == own else WORDS.get(declared.name, declared.name): declared for declared in known}


def load_entry(path: Path, tables: Mapping[str, Table]) -> Entry:
    """The meeting a TOML file describes; raises DataError with all that is wrong in the form of the file."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise ValueError(f"it has more than {LARGEST_FILE // 1024} kB")
        document = tomllib.loads(content.decode("utf-8-sig"))
    except OSError as error:
        what, remedy = error.strerror or "cannot be read", "name a TOML file; techvisits add --like ID prints a pattern"
        raise DataError([Finding(path.name, 0, "", what.lower(), remedy, "add")]) from error
    except (ValueError, RecursionError) as error:
        what = f"is no TOML ({' '.join(str(error).split())})"
        raise DataError([Finding(path.name, 0, "", what, "correct that line", "add")]) from error
    return parse_entry(path.name, document, tables)


def parse_entry(file: str, document: Mapping[str, Any], tables: Mapping[str, Table]) -> Entry:
    """The same from a parsed file."""
    reader = _Reader(file)
    own = {word: value for word, value in document.items() if word not in PARTS}
    meeting = reader.read_row(("", 0), own, words_of(tables["meetings"]), PARTS)
    parts = {part: reader.read_part(part, document.get(part, []), words_of(tables[part])) for part in PARTS}
    if reader.findings:
        raise DataError(reader.findings)
    return Entry(file, meeting, parts)


@dataclass
class _Reader:
    """What reads a file, and all that is wrong in it so far."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def read_part(self, part: str, rows: Any, words: Mapping[str, Field]) -> list[Cells]:
        """The cells of each row of a part; none, with a finding, where it is no list of tables."""
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.fault(part, "is no list of tables", f"write [[{part}]] and its fields on the lines below")
            return []
        return [self.read_row((part, number), row, words) for number, row in enumerate(rows, 1)]

    def read_row(
        self, at: tuple[str, int], row: Mapping[str, Any], words: Mapping[str, Field], others: Iterable[str] = ()
    ) -> Cells:
        """The cells of one row, empty where it lacks them, with a finding for each word or value that is none."""
        cells = dict.fromkeys(words, "")
        for word, value in row.items():
            where = _where(*at, word)
            if word not in words:
                near = difflib.get_close_matches(word, [*words, *others], 1, 0.5)
                remedy = f"did you mean {near[0]}?" if near else f"choose from {', '.join([*words, *others])}"
                self.fault(where, "is not known here", remedy)
                continue
            try:
                cells[word] = _read_cell(value, words[word].delimiter)
            except TypeError:
                self.fault(where, f"{value!r} is no value for it", "write a text, number, date or list of texts")
        return cells

    def fault(self, where: str, message: str, remedy: str) -> None:
        """Remember what is wrong at one word of the file."""
        self.findings.append(Finding(self.file, 0, where, message, remedy, "add"))


def _read_cell(value: Any, joint: str) -> str:
    match value:
        case bool() | dt.datetime():
            raise TypeError
        case str():
            return value
        case dt.date():
            return value.isoformat()
        case dt.time():
            return value.isoformat("minutes")
        case int() | float():
            return str(value)
        case list():
            return joint.join(_read_cell(item, joint) for item in value)
    raise TypeError


def _where(part: str, number: int, word: str) -> str:
    return f"{part} {number}, {word}" if part else word
