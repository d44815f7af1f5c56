"""A portion of what filters let through: so many meetings, from one of them on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from techvisits.package.errors import Problem
from techvisits.record.filters import Shown
from techvisits.record.values import Query, last_of, shorten

KEYS: Final = ("limit", "offset")
DIGITS: Final = 7


@dataclass(frozen=True)
class Portion:
    """At the most `limit` meetings (0: all that are left), after the first `offset`."""

    limit: int = 0
    offset: int = 0

    def to_query(self) -> list[tuple[str, str]]:
        """The query pairs that `read_portion` reads back to the same portion."""
        pairs = (("limit", self.limit), ("offset", self.offset))
        return [(key, str(number)) for key, number in pairs if number]

    def list_others(self, total: int) -> dict[str, Portion]:
        """The portions round this one of so many meetings, by their relation to it; none where it has no limit."""
        if not self.limit:
            return {}
        last = max(0, total - 1) // self.limit * self.limit
        others = {"first": Portion(self.limit), "last": Portion(self.limit, last)}
        if self.offset:
            others["prev"] = Portion(self.limit, max(0, min(self.offset - self.limit, last)))
        if self.offset + self.limit < total:
            others["next"] = Portion(self.limit, self.offset + self.limit)
        return others


def read_portion(query: Query) -> tuple[Portion, list[Problem]]:
    """The portion a query string asks for, and each value that was ignored as malformed."""
    problems: list[Problem] = []
    limit, offset = (_read_number(key, query, least, problems) for key, least in zip(KEYS, (1, 0), strict=True))
    return Portion(limit, offset), problems


def cut(shown: Shown, portion: Portion) -> Shown:
    """That portion of what is shown; it still knows how many meetings there are in all."""
    last = portion.offset + portion.limit if portion.limit else None
    meetings = shown.meetings[portion.offset : last]
    if len(meetings) == len(shown.meetings):
        return shown
    kept = {meeting.meeting_id for meeting in meetings}
    visits = tuple(visit for visit in shown.visits if visit.meeting.meeting_id in kept)
    return replace(shown, visits=visits, meetings=meetings, left_out=shown.total - len(meetings))


def _read_number(key: str, query: Query, least: int, problems: list[Problem]) -> int:
    text = last_of(query, key)
    if not text:
        return 0
    if text.isascii() and text.isdigit() and len(text) <= DIGITS and int(text) >= least:
        return int(text)
    most = 10**DIGITS - 1
    problems.append(Problem(key, shorten(text), f"is no whole number from {least} to {most}", (f"{least} to {most}",)))
    return 0
