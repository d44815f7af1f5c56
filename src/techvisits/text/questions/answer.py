"""What every question is answered with: the finding as a title, a line under it, a table, and which meetings are behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from techvisits.package.errors import Problem
from techvisits.record.filters import Filters
from techvisits.record.model import HELD, Meeting
from techvisits.record.record import Record
from techvisits.record.values import Query, last_of, shorten
from techvisits.text.language import Language
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, ORGANIZATIONS, PEOPLE, TRIPS, path_of

NODES: Final = ("node",)
KEYS: Final = ("within", *NODES)
DIGITS: Final = 5
YEAR, MONTH = 365.25, 30.44


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a table: words, or a number that is set to the right; `href` leads to its page."""

    text: str
    href: str = ""
    is_number: bool = False


Row = Sequence[Cell]


@dataclass(frozen=True)
class Told:
    """An answer but for its picture; `behind` are the filters of the meetings that it is worked out from, `ways` lead on from it."""

    title: str
    standfirst: str
    columns: Sequence[str]
    rows: Sequence[Row]
    behind: Filters = field(default_factory=Filters)
    ways: Sequence[Cell] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What an address asks for besides filters: days (`within`, 0 for any), and whom to look at by id."""

    within: int = 0
    node: str = ""

    def to_query(self) -> list[tuple[str, str]]:
        """The query pairs that `read_options` reads back to the same."""
        pairs = (("within", str(self.within or "")), ("node", self.node))
        return [(key, value) for key, value in pairs if value]


def read_options(query: Query, record: Record) -> tuple[Options, list[Problem]]:
    """The options of a query, and each value that was ignored as unknown or malformed."""
    text, problems = last_of(query, "within"), []
    is_number = text.isascii() and text.isdigit() and len(text) <= DIGITS
    if text and not is_number:
        most = 10**DIGITS - 1
        problems.append(Problem("within", shorten(text), f"is no whole number from 0 to {most}", (f"0 to {most}",)))
    asked = {key: last_of(query, key) for key in NODES}
    unknown = [key for key, i in asked.items() if i and not is_node(i, record)]
    problems += [Problem(key, shorten(asked[key]), "is no person or organization on record") for key in unknown]
    known = {key: "" if key in unknown else i for key, i in asked.items()}
    return Options(int(text) if is_number else 0, **known), problems


def is_node(identifier: str, record: Record) -> bool:
    """Whether it is the id of a person or an organization."""
    return identifier in record.people or identifier in record.organizations


def node(identifier: str, page: Page) -> Cell:
    """The name of a person or an organization with its page."""
    kind = PEOPLE if identifier in page.record.people else ORGANIZATIONS
    name = page.language.name(page.record.find_name(identifier))
    return Cell(name, path_of(kind, identifier, page.language.code))


def only_held(filters: Filters) -> Filters:
    """The same, of meetings that were held; where those are not asked for, what is asked for."""
    asked = filters.ids("status")
    return filters.asking("status", [HELD]) if not asked or HELD in asked else filters


def number(n: int, language: Language) -> Cell:
    """A number as a cell."""
    return Cell(language.number(n), is_number=True)


def trip_day(trip_id: str, meeting: Meeting, page: Page) -> Cell:
    """The day of a trip's meeting, with the page of the trip."""
    day = page.language.date(meeting.date, meeting.date_precision)
    return Cell(day, path_of(TRIPS, trip_id, page.language.code))


def meeting_day(meeting: Meeting, page: Page) -> Cell:
    """The day of a meeting with its page."""
    day = page.language.date(meeting.date, meeting.date_precision)
    return Cell(day, path_of(MEETINGS, meeting.meeting_id, page.language.code))


def span(days: int, language: Language) -> str:
    """`9 years`, `4 months`, `12 days`: how long so many days are, never more than they are."""
    if days >= 2 * YEAR:
        return language.count("{n} year", "{n} years", int(days / YEAR))
    if days >= 2 * MONTH:
        return language.count("{n} month", "{n} months", int(days / MONTH))
    return language.count("{n} day apart", "{n} days apart", days)


def days(n: int | None, language: Language) -> str:
    """`2`, `month only` where nobody knows."""
    return language.say("month only") if n is None else language.number(n)
