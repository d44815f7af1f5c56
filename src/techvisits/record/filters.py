"""The one way from a query string to the visits it means, whoever asks: dashboard, HTTP route or command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from techvisits.package.errors import Problem
from techvisits.record.finding import find
from techvisits.record.index import OF_MEETINGS, OF_VISITS, PROMISE, Facet, Mask
from techvisits.record.model import GRADES, Meeting, Update, Visit
from techvisits.record.offices import OFFICES
from techvisits.record.promises import LADDER
from techvisits.record.record import Record
from techvisits.record.values import Query, parse_count, parse_date, parse_words, shorten

LISTED: Final = 40
LISTS: Final = (*OF_VISITS, *OF_MEETINGS, PROMISE)
NOT: Final = "not_"
NOTS: Final = tuple(f"{NOT}{key}" for key in LISTS)
KEYS: Final = (*LISTS, *NOTS, "from", "to", "sources", "both", "q")
# What may be asked for whether or not it is in the record; for what the descriptor lists it is in the record's choices.
FIXED: Final[Mapping[str, tuple[str, ...]]] = {"office": OFFICES, "evidence": GRADES, PROMISE: LADDER}


@dataclass(frozen=True)
class Filters:
    """What a reader asked for: OR within a filter, AND between filters; what is empty asks for nothing.

    `lists` holds the ids of each list filter that asks for any, in the order of `LISTS`, then those that `NOTS` leave out.
    `both` asks for visits to one government at most so many days apart from one to the other.
    """

    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    sources: int = 0
    q: str = ""
    both: int | None = None

    @property
    def is_empty(self) -> bool:
        """True where nothing is asked for, so that everything is shown."""
        return self == Filters()

    @property
    def names(self) -> list[str]:
        """The ids that are asked for and, as `not-meta`, those that are left out."""
        return [f"not-{i}" if key.startswith(NOT) else i for key, ids in self.lists for i in ids]

    def ids(self, key: str) -> tuple[str, ...]:
        """What the list filter `key` asks for."""
        return dict(self.lists).get(key, ())

    def asking(self, key: str, ids: Iterable[str]) -> Filters:
        """The filters with the list filter `key` asking for these ids, each once, and no others."""
        lists = dict(self.lists) | {key: tuple(dict.fromkeys(ids))}
        return replace(self, lists=tuple((k, lists[k]) for k in (*LISTS, *NOTS) if lists.get(k)))


@dataclass(frozen=True)
class Shown:
    """The visits and meetings that filters let through, in the order of the record (newest first).

    `left_out` is how many more meetings they let through, where these are a portion; `update` is set where these are only
    what is new since some version or day.
    """

    visits: tuple[Visit, ...]
    meetings: tuple[Meeting, ...]
    left_out: int = 0
    update: Update | None = None

    @property
    def total(self) -> int:
        """How many meetings the filters let through."""
        return len(self.meetings) + self.left_out

    @cached_property
    def meeting_ids(self) -> frozenset[str]:
        """The ids of the meetings."""
        return frozenset(meeting.meeting_id for meeting in self.meetings)

    @cached_property
    def trip_ids(self) -> frozenset[str]:
        """The ids of the trips that the visits are a part of."""
        return frozenset(visit.trip_id for visit in self.visits)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the meetings and of the trips."""
        return self.meeting_ids | self.trip_ids


def from_query(query: Query, record: Record) -> tuple[Filters, list[Problem]]:
    """The filters a query string asks for, and each value that was ignored as unknown or malformed."""
    problems: list[Problem] = []
    filters = Filters()
    for key in (key for key in (*LISTS, *NOTS) if query.get(key)):
        known = known_ids(key, record)
        asked = [*dict.fromkeys(query[key])]
        filters = filters.asking(key, [i for i in asked if i in known])
        problems += [_unknown(key, i, record) for i in asked if i not in known]
    first, last = (parse_date(key, query, problems) for key in ("from", "to"))
    if first and last and first > last:
        problems.append(Problem("from", str(first), f"lies after to={last}", (f"up to {last}",)))
        first = last = None
    sources, both = parse_count("sources", query, problems), parse_count("both", query, problems)
    return replace(filters, first=first, last=last, sources=sources or 0, both=both, q=parse_words(query)), problems


def to_query(filters: Filters) -> list[tuple[str, str]]:
    """The query pairs that `from_query` reads back to the same filters."""
    pairs = [(key, i) for key, ids in filters.lists for i in ids]
    if filters.first:
        pairs.append(("from", filters.first.isoformat()))
    if filters.last:
        pairs.append(("to", filters.last.isoformat()))
    if filters.sources:
        pairs.append(("sources", str(filters.sources)))
    if filters.both is not None:
        pairs.append(("both", str(filters.both)))
    if filters.q:
        pairs.append(("q", filters.q))
    return pairs


def known_ids(key: str, record: Record) -> frozenset[str]:
    """The ids that a list filter may name, or leave out."""
    key = key.removeprefix(NOT)
    topics = record.topics if key == "topic" else ()
    return frozenset((*record.index.facet(key).ids, *topics, *_choices(key, record)))


def _choices(key: str, record: Record) -> tuple[str, ...]:
    return FIXED.get(key) or record.choices.get(f"meetings.{key}", ())


def ways_out(filters: Filters) -> list[tuple[Filters, Filters]]:
    """For each thing that is asked for: that thing alone, and everything but it."""
    blank = Filters()
    parts = [blank.asking(key, ids) for key, ids in filters.lists]
    rests = [filters.asking(key, ()) for key, _ in filters.lists]
    if filters.first or filters.last:
        parts.append(Filters(first=filters.first, last=filters.last))
        rests.append(replace(filters, first=None, last=None))
    if filters.sources:
        parts.append(Filters(sources=filters.sources))
        rests.append(replace(filters, sources=0))
    if filters.both is not None:
        parts.append(Filters(both=filters.both))
        rests.append(replace(filters, both=None))
    if filters.q:
        parts.append(Filters(q=filters.q))
        rests.append(replace(filters, q=""))
    return [*zip(parts, rests, strict=True)]


def apply(filters: Filters, record: Record) -> Shown:
    """The visits that satisfy every filter, and their meetings."""
    if filters.is_empty:
        return Shown(record.visits, record.meetings)
    visits, meetings = masks(filters, record)
    return Shown(
        tuple(record.visits[n] for n in np.flatnonzero(visits)),
        tuple(record.meetings[n] for n in np.flatnonzero(meetings)),
    )


def masks(filters: Filters, record: Record) -> tuple[Mask, Mask]:
    """What `apply` lets through, as masks over all visits and over all meetings."""
    index = record.index
    kept = _meeting_mask(filters, record)[index.meeting_of]
    _narrow(kept, index.by_visit, filters)
    if filters.both is not None:
        kept &= index.apart <= filters.both
    visited = np.zeros(len(record.meetings), dtype=bool)
    visited[index.meeting_of[kept]] = True
    return kept, visited


def _meeting_mask(filters: Filters, record: Record) -> Mask:
    index = record.index
    mask = np.ones(len(record.meetings), dtype=bool)
    _narrow(mask, index.by_meeting, filters)
    if filters.first:
        mask &= index.last >= np.datetime64(filters.first)
    if filters.last:
        mask &= index.first <= np.datetime64(filters.last)
    if filters.sources:
        mask &= index.publishers >= filters.sources
    if filters.q:
        mask &= find(filters.q, record).mask
    return mask


def _narrow(mask: Mask, facets: Mapping[str, Facet], filters: Filters) -> None:
    """Take out of the mask the rows that have none of what is asked for, or something that is left out."""
    for key, facet in facets.items():
        if ids := filters.ids(key):
            mask &= facet.holding(ids, len(mask))
        if ids := filters.ids(f"{NOT}{key}"):
            mask &= ~facet.holding(ids, len(mask))


def _unknown(key: str, identifier: str, record: Record) -> Problem:
    choices = _choices(key.removeprefix(NOT), record)
    remedy = f"is none of {', '.join(choices)}" if choices else "is not in the record"
    known = sorted(known_ids(key, record))
    return Problem(key, shorten(identifier), remedy, choices or (tuple(known) if len(known) <= LISTED else ()))
