"""The timeline: each meeting a piece of its month's bar, so that it can be named and chosen; of very many, each month a bar."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from techvisits.drawing.backdrop import HIGH, Axis, Band, Mark
from techvisits.drawing.model import Words
from techvisits.record.model import Meeting
from techvisits.text import parties
from techvisits.text.address import Change, to_open
from techvisits.text.colouring import OTHER, Colouring
from techvisits.text.language import Language
from techvisits.text.years.spans import Span, end_of, month_after, months_between, span_of_year

MOST_PIECES: Final = 200
KEPT: Final = 8192
STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a month's bar: meetings of one kind, how a pointer names them, and what a click asks for.

    `month` is its first day. `is_faint` where others are lit, `is_lit` for the one that is open.
    """

    month: dt.date
    slot: int
    meeting_ids: tuple[str, ...]
    words: Words
    change: Change
    is_faint: bool = False
    is_lit: bool = False

    @property
    def is_month(self) -> bool:
        """Whether it stands for a month and not for one meeting."""
        return "from" in self.change.put


@dataclass(frozen=True)
class Timeline:
    """Whole years of months from `first` to `last` (each the first of its month); `pieces` in the order in which they are stacked.

    `hidden` are the meetings that only the chosen `span` hides, by month; `bands` and `marks` stand behind all.
    """

    first: dt.date
    last: dt.date
    pieces: tuple[Piece, ...]
    names: tuple[tuple[int, str], ...] = ()
    hidden: tuple[tuple[dt.date, int], ...] = ()
    span: Span | None = None
    bands: tuple[Band, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def months(self) -> int:
        """How many months it has."""
        return months_between(self.first, self.last) + 1

    @cached_property
    def totals(self) -> Counter[dt.date]:
        """How many meetings each month has, with those that are hidden."""
        totals = Counter(dict(self.hidden))
        for piece in self.pieces:
            totals[piece.month] += len(piece.meeting_ids)
        return totals

    @cached_property
    def highest(self) -> int:
        """How many meetings its highest month has."""
        return max(self.totals.values(), default=0)

    @property
    def top(self) -> float:
        """How many meetings the height for bars stands for: above the highest there is room for a line of names."""
        return (self.highest or 1) / (1 - HIGH)

    @cached_property
    def axis(self) -> Axis:
        """Where its days are, and how high its months."""
        months = [month_after(self.first, number) for number in range(self.months)]
        return Axis(
            self.first, self.months, [self.totals[month] / (self.highest or 1) * (1 - HIGH) for month in months]
        )

    @property
    def years(self) -> list[Span]:
        """Its years."""
        return [span_of_year(year) for year in range(self.first.year, self.last.year + 1)]

    @property
    def values(self) -> list[int]:
        """The numbers of meetings that the axis of values names: one or two round ones."""
        step = next((step for step in STEPS if step * 3 > self.highest), self.highest)
        return [*range(step, self.highest + 1, step)]


def build_timeline(
    meetings: Sequence[Meeting],
    span: tuple[dt.date, dt.date],
    *,
    language: Language,
    colouring: Colouring,
    lit: Collection[str] = (),
    selected: str = "",
    asked: Collection[str] = (),
) -> Timeline:
    """The meetings by month, stacked by what colour means, in the years of the first and the last day of `span`.

    `lit` are the ids of those shown strong while the others fade (none: all strong), `selected` is the one that is open;
    whose ids are `asked` for is named first. Of many meetings those of a month and a colour are one piece.
    """
    ordered = sorted(meetings, key=lambda meeting: (meeting.date, meeting.meeting_id))
    pieces: list[Piece] = []
    alone = {selected, *lit} if len(meetings) > MOST_PIECES else {meeting.meeting_id for meeting in meetings}
    by_kind = defaultdict[str, list[Meeting]](list)
    for meeting in ordered:
        by_kind[colouring.kind_of(meeting)].append(meeting)
    for kind in (*colouring.names, OTHER):
        own, slot = by_kind[kind], colouring.slot(kind)
        pieces += [_piece(m, slot, language, lit, selected, asked) for m in own if m.meeting_id in alone]
        rest = [meeting for meeting in own if meeting.meeting_id not in alone]
        pieces += _months(rest, slot, colouring.label(kind), language, is_faint=bool(lit))
    names = tuple((colouring.slot(kind), colouring.label(kind)) for kind in (*colouring.names, OTHER))
    return Timeline(dt.date(span[0].year, 1, 1), dt.date(span[1].year, 12, 1), tuple(pieces), names)


def count_months(meetings: Iterable[Meeting]) -> tuple[tuple[dt.date, int], ...]:
    """How many of the meetings each month has, the first month first."""
    return tuple(sorted(Counter(meeting.date.replace(day=1) for meeting in meetings).items()))


def _piece(
    meeting: Meeting, slot: int, language: Language, lit: Collection[str], selected: str, asked: Collection[str]
) -> Piece:
    is_lit = meeting.meeting_id == selected
    day = language.date(meeting.date, meeting.date_precision)
    return Piece(
        meeting.date.replace(day=1),
        slot,
        (meeting.meeting_id,),
        Words(day, (parties.who_whom(meeting, language, asked),)),
        to_open(meeting.meeting_id),
        is_faint=bool(lit) and not is_lit and meeting.meeting_id not in lit,
        is_lit=is_lit,
    )


def _months(meetings: Sequence[Meeting], slot: int, name: str, language: Language, *, is_faint: bool) -> list[Piece]:
    by_month: dict[dt.date, list[str]] = {}
    for meeting in meetings:
        by_month.setdefault(meeting.date.replace(day=1), []).append(meeting.meeting_id)
    return [
        Piece(month, slot, tuple(ids), *_tell_month(month, name, len(ids), language), is_faint)
        for month, ids in by_month.items()
    ]


@lru_cache(maxsize=KEPT)
def _tell_month(month: dt.date, name: str, number: int, language: Language) -> tuple[Words, Change]:
    """What a pointer shows of so many meetings of a kind in a month, and the change that asks for the month."""
    told = _lines(name, language.count("{n} meeting", "{n} meetings", number))
    return Words(language.month(month), told), Span(month, end_of(month)).change


def _lines(*texts: str) -> tuple[str, ...]:
    return (" · ".join(filter(None, texts)),)
