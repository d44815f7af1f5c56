"""The error family and the findings it carries.

TechVisitsError
├── DataError (also ValueError): the data package cannot be read or breaks its rules
│   └── UndeclaredError (also KeyError): the descriptor lacks a table or field that is read
├── QueryError (also ValueError): a filter names something that does not exist
├── SettingError (also ValueError): an environment variable is missing or cannot be used
└── GeocodeError (also OSError): the geocoding service, the network or the disk failed
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

LONGEST: Final = 300
"""Characters of what is said to be wrong: cells that are told of may hold anything."""

Severity = Literal["error", "warning"]


def make_printable(text: str) -> str:
    """The text as one line; what cannot be shown is a replacement character."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


@dataclass(frozen=True, order=True)
class Finding:
    """One thing wrong in one place: where, what, and what to do."""

    file: str
    line: int
    field: str
    message: str
    remedy: str
    rule: str
    severity: Severity = "error"

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        field = f" {self.field}:" if self.field else ""
        what = self.message if len(self.message) <= LONGEST else f"{self.message[:LONGEST]}…"
        return make_printable(f"{where}:{field} {what}; {self.remedy} [{self.rule}]")


@dataclass(frozen=True)
class Problem:
    """One thing in a query that is unknown or malformed: where, what was written there, what is wrong, and what is allowed.

    `value` is shortened, and None where the parameter itself is unknown; `allowed` is empty where too much is to be listed.
    """

    parameter: str
    value: str | None
    what: str
    allowed: tuple[str, ...] = ()

    def __str__(self) -> str:
        value = "" if self.value is None else f"={self.value}"
        return f"{self.parameter}{value}: {self.what}"


class TechVisitsError(Exception):
    """Anything this package raises on purpose; its text is one line for the reader."""


class DataError(TechVisitsError, ValueError):
    """The data package has errors; `findings` holds them all."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(findings)
        super().__init__("\n".join(map(str, self.findings)))


class UndeclaredError(DataError, KeyError):
    """The descriptor lacks a table or field that somebody reads; any other KeyError is a fault of the program."""

    def __str__(self) -> str:
        """The finding, as in every DataError, and not quoted as in every KeyError."""
        return "\n".join(map(str, self.findings))


class QueryError(TechVisitsError, ValueError):
    """A query names an unknown id or a malformed value; `problems` holds a line for each."""

    def __init__(self, problems: Iterable[object]) -> None:
        self.problems = [*map(str, problems)]
        super().__init__("; ".join(self.problems))


class SettingError(TechVisitsError, ValueError):
    """An environment variable is missing or has a value that cannot be used; the text says what to set."""


class GeocodeError(TechVisitsError, OSError):
    """A geocoding run cannot go on; the text says what failed and what to do. Everything found before is saved."""
