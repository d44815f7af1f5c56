"""What every question is answered with: the finding as a title, a line under it, a table, and which meetings are behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from techvisits.package.errors import Problem
from techvisits.record.filters import Filters, Query, last_of, shorten
from techvisits.record.model import HELD, Meeting
from techvisits.text.language import Language
from techvisits.text.page import Page
from techvisits.text.paths import PEOPLE, TRIPS, path_of

KEYS: Final = ("within", "node", "a", "b")
DIGITS: Final = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a table: words, or a number that is set to the right; `href` leads to its page."""

    text: str
    href: str = ""
    is_number: bool = False


Row = Sequence[Cell]


@dataclass(frozen=True)
class Told:
    """An answer but for its picture; `behind` are the filters of the meetings that it is worked out from."""

    title: str
    standfirst: str
    columns: Sequence[str]
    rows: Sequence[Row]
    behind: Filters = field(default_factory=Filters)
    notes: Sequence[Cell] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What an address asks for besides filters: days (`within`, 0 for any), and whom to look at or to compare by id."""

    within: int = 0
    node: str = ""
    a: str = ""
    b: str = ""

    def to_query(self) -> list[tuple[str, str]]:
        """The query pairs that `read_options` reads back to the same."""
        pairs = (("within", str(self.within or "")), ("node", self.node), ("a", self.a), ("b", self.b))
        return [(key, value) for key, value in pairs if value]


def read_options(query: Query) -> tuple[Options, list[Problem]]:
    """The options of a query, and each value that was ignored as malformed."""
    text, problems = last_of(query, "within"), []
    is_number = text.isascii() and text.isdigit() and len(text) <= DIGITS
    if text and not is_number:
        most = 10**DIGITS - 1
        problems.append(Problem("within", shorten(text), f"is no whole number from 0 to {most}", (f"0 to {most}",)))
    return Options(int(text) if is_number else 0, *(last_of(query, key) for key in KEYS[1:])), problems


def only_held(filters: Filters) -> Filters:
    """The same, of meetings that were held; where those are not asked for, what is asked for."""
    asked = filters.ids("status")
    return filters.asking("status", [HELD]) if not asked or HELD in asked else filters


def number(n: int, language: Language) -> Cell:
    """A number as a cell."""
    return Cell(language.number(n), is_number=True)


def person(person_id: str, page: Page) -> Cell:
    """A person's name with the page."""
    return Cell(page.language.name(page.record.find_name(person_id)), path_of(PEOPLE, person_id, page.language.code))


def trip_day(trip_id: str, meeting: Meeting, page: Page) -> Cell:
    """The day of a trip's meeting, with the page of the trip."""
    day = page.language.date(meeting.date, meeting.date_precision)
    return Cell(day, path_of(TRIPS, trip_id, page.language.code))


def days(n: int | None, language: Language) -> str:
    """`2 days`, `the same day`, `month only` where nobody knows."""
    if n is None:
        return language.say("month only")
    return language.count("{n} day", "{n} days", n) if n else language.say("same day")
