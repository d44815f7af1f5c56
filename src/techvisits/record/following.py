"""Which promises a query asks for: those of the meetings that the filters let through, and as they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from techvisits.package.errors import Problem
from techvisits.record import filters
from techvisits.record.filters import Filters, apply
from techvisits.record.promises import FLAGS, LADDER, NEWS, Promise
from techvisits.record.record import Record
from techvisits.record.values import Query, shorten

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {"state": LADDER, "news": NEWS, "flag": FLAGS}


@dataclass(frozen=True)
class Asked:
    """What a reader asked for: OR within a key, AND between keys; what is empty asks for nothing.

    `meetings` are the filters of their meetings, `state`, `news` and `flag` values of `CHOICES`.
    """

    meetings: Filters = Filters()
    state: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    flag: tuple[str, ...] = ()

    def lets_through(self, promise: Promise) -> bool:
        """Whether a promise stands as is asked for, whatever its meeting."""
        stands = _stands(promise)
        return all(not self.values(key) or {*self.values(key)} & {*stands[key]} for key in CHOICES)

    def asking(self, key: str, values: Iterable[str] = ()) -> Asked:
        """The same with one of the keys of `CHOICES` asking for these values and no others."""
        chosen = tuple(values)
        if key == "state":
            return replace(self, state=chosen)
        return replace(self, news=chosen) if key == "news" else replace(self, flag=chosen)

    def values(self, key: str) -> tuple[str, ...]:
        """What one of the keys of `CHOICES` asks for."""
        return {"state": self.state, "news": self.news, "flag": self.flag}[key]


def from_query(query: Query, record: Record) -> tuple[Asked, list[Problem]]:
    """What a query asks for, and each value that was ignored as unknown or malformed."""
    meetings, problems = filters.from_query(query, record)
    asked = Asked(meetings)
    for key, choices in CHOICES.items():
        values = dict.fromkeys(query.get(key, ()))
        asked = asked.asking(key, (value for value in values if value in choices))
        problems += [
            Problem(key, shorten(value), f"is none of {', '.join(choices)}", choices)
            for value in values
            if value not in choices
        ]
    return asked, problems


def to_query(asked: Asked) -> list[tuple[str, str]]:
    """The query pairs that `from_query` reads back to the same."""
    return [*filters.to_query(asked.meetings), *((key, value) for key in CHOICES for value in asked.values(key))]


def select(asked: Asked, record: Record) -> tuple[Promise, ...]:
    """The promises that are asked for, those of the newest meeting first."""
    meeting_ids = apply(asked.meetings, record).meeting_ids
    return tuple(
        promise
        for promise in record.promises.values()
        if promise.meeting.meeting_id in meeting_ids and asked.lets_through(promise)
    )


def tally(key: str, asked: Asked, record: Record) -> dict[str, int]:
    """How many promises each value of one of the keys of `CHOICES` would show, given all else that is asked for."""
    counts = Counter(value for promise in select(asked.asking(key), record) for value in _stands(promise)[key])
    return {value: counts[value] for value in CHOICES[key]}


def _stands(promise: Promise) -> dict[str, tuple[str, ...]]:
    return {"state": (promise.state,), "news": (promise.news,), "flag": promise.flags}
