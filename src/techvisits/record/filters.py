"""The one way from a query string to the visits it means, whoever asks: dashboard, HTTP route or command line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from techvisits.package.errors import Problem, make_printable
from techvisits.record.finding import find
from techvisits.record.index import OF_MEETINGS, OF_VISITS, Mask
from techvisits.record.model import Meeting, Update, Visit
from techvisits.record.record import Record

LONGEST_WORDS: Final = 200
LISTED: Final = 40
WRITTEN_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LISTS: Final = (*OF_VISITS, *OF_MEETINGS)
KEYS: Final = (*LISTS, "from", "to", "sources", "q")
Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Filters:
    """What a reader asked for: OR within a filter, AND between filters; what is empty asks for nothing.

    `lists` holds the ids of each list filter that asks for any, in the order of `LISTS`.
    """

    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    sources: int = 0
    q: str = ""

    @property
    def is_empty(self) -> bool:
        """True where nothing is asked for, so that everything is shown."""
        return self == Filters()

    def ids(self, key: str) -> tuple[str, ...]:
        """What the list filter `key` asks for."""
        return dict(self.lists).get(key, ())

    def asking(self, key: str, ids: Iterable[str]) -> Filters:
        """The filters with the list filter `key` asking for these ids, each once, and no others."""
        lists = dict(self.lists) | {key: tuple(dict.fromkeys(ids))}
        return replace(self, lists=tuple((k, lists[k]) for k in LISTS if lists.get(k)))


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
    for key in (key for key in LISTS if query.get(key)):
        known = known_ids(key, record)
        asked = [*dict.fromkeys(query[key])]
        filters = filters.asking(key, [i for i in asked if i in known])
        problems += [_unknown(key, i, record) for i in asked if i not in known]
    first, last = (_parse_date(key, query, problems) for key in ("from", "to"))
    if first and last and first > last:
        problems.append(Problem("from", str(first), f"lies after to={last}", (f"up to {last}",)))
        first = last = None
    sources = _parse_count("sources", query, problems)
    return replace(filters, first=first, last=last, sources=sources, q=_parse_words(query)), problems


def to_query(filters: Filters) -> list[tuple[str, str]]:
    """The query pairs that `from_query` reads back to the same filters."""
    pairs = [(key, i) for key, ids in filters.lists for i in ids]
    if filters.first:
        pairs.append(("from", filters.first.isoformat()))
    if filters.last:
        pairs.append(("to", filters.last.isoformat()))
    if filters.sources:
        pairs.append(("sources", str(filters.sources)))
    if filters.q:
        pairs.append(("q", filters.q))
    return pairs


def known_ids(key: str, record: Record) -> frozenset[str]:
    """The ids that a list filter may name."""
    topics = record.topics if key == "topic" else ()
    return frozenset((*record.index.facet(key).ids, *topics, *record.choices.get(f"meetings.{key}", ())))


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
    for key, facet in index.by_visit.items():
        if ids := filters.ids(key):
            kept &= facet.holding(ids, len(kept))
    visited = np.zeros(len(record.meetings), dtype=bool)
    visited[index.meeting_of[kept]] = True
    return kept, visited


def _meeting_mask(filters: Filters, record: Record) -> Mask:
    index = record.index
    mask = np.ones(len(record.meetings), dtype=bool)
    for key in OF_MEETINGS:
        if ids := filters.ids(key):
            mask &= index.by_meeting[key].holding(ids, len(mask))
    if filters.first:
        mask &= index.last >= np.datetime64(filters.first)
    if filters.last:
        mask &= index.first <= np.datetime64(filters.last)
    if filters.sources:
        mask &= index.publishers >= filters.sources
    if filters.q:
        mask &= find(filters.q, record).mask
    return mask


def _unknown(key: str, identifier: str, record: Record) -> Problem:
    choices = record.choices.get(f"meetings.{key}", ())
    remedy = f"is none of {', '.join(choices)}" if choices else "is not in the record"
    known = sorted(known_ids(key, record))
    return Problem(key, shorten(identifier), remedy, choices or (tuple(known) if len(known) <= LISTED else ()))


def _parse_date(key: str, query: Query, problems: list[Problem]) -> dt.date | None:
    text = last_of(query, key)
    if not text:
        return None
    try:
        if WRITTEN_DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    problems.append(Problem(key, shorten(text), "is no date of the form 2024-02-27", ("YYYY-MM-DD",)))
    return None


def _parse_words(query: Query) -> str:
    text = " ".join(query.get("q", ())).encode("utf-8", "replace").decode("utf-8")
    seen = "".join(c for c in text if c.isspace() or c.isprintable())
    return " ".join(seen.split())[:LONGEST_WORDS].strip()


def _parse_count(key: str, query: Query, problems: list[Problem]) -> int:
    text = last_of(query, key)
    if not text:
        return 0
    if text.isascii() and text.isdigit() and len(text) < 3:
        return int(text)
    problems.append(Problem(key, shorten(text), "is no whole number from 0 to 99", ("0 to 99",)))
    return 0


def last_of(query: Query, key: str) -> str:
    """The last value of a key; empty where it has none."""
    return ([*query.get(key, ())] or [""])[-1].strip()


def shorten(text: str) -> str:
    """The text in one line of forty characters at the most; what cannot be shown is a replacement character."""
    shown = make_printable(text[:40])
    return shown if len(text) <= 40 else shown[:39] + "…"
