"""The timeline: each meeting a piece of its month's bar, so that it can be named and chosen; of very many, each month a bar."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from techvisits.drawing.model import Words
from techvisits.record.model import Meeting
from techvisits.text import parties
from techvisits.text.address import Change, to_open
from techvisits.text.colouring import OTHER, Colouring
from techvisits.text.language import Language

MOST_PIECES: Final = 200
FEW_MONTHS: Final = 30
MANY_MONTHS: Final = 96


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


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months from `first` to `last` (each the first of its month); `pieces` in the order in which they are stacked.

    `ticks` are the months that a label stands under.
    """

    first: dt.date
    last: dt.date
    pieces: tuple[Piece, ...]
    ticks: tuple[tuple[dt.date, str], ...]


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
    """The meetings by month, stacked by what colour means, from the first to the last day of `span`.

    `lit` are the ids of those shown strong while the others fade (none: all strong), `selected` is the one that is open;
    whose ids are `asked` for is named first. Of many meetings those of a month and a colour are one piece.
    """
    ordered = sorted(meetings, key=lambda meeting: (meeting.date, meeting.meeting_id))
    pieces: list[Piece] = []
    alone = {selected, *lit} if len(meetings) > MOST_PIECES else {meeting.meeting_id for meeting in meetings}
    for kind in (*colouring.names, OTHER):
        own = [meeting for meeting in ordered if colouring.kind_of(meeting) == kind]
        slot = colouring.slot(kind)
        colour = {colouring.filter: (kind,)} if kind in colouring.names else {}
        pieces += [_piece(m, slot, language, lit, selected, asked) for m in own if m.meeting_id in alone]
        rest = [meeting for meeting in own if meeting.meeting_id not in alone]
        pieces += _months(rest, slot, colouring.label(kind), colour, language, is_faint=bool(lit))
    first, last = (day.replace(day=1) for day in span)
    return Timeline(first, last, tuple(pieces), tuple(_ticks(first, last, language)))


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


def _months(
    meetings: Sequence[Meeting],
    slot: int,
    name: str,
    colour: Mapping[str, tuple[str, ...]],
    language: Language,
    *,
    is_faint: bool,
) -> list[Piece]:
    by_month: dict[dt.date, list[str]] = {}
    for meeting in meetings:
        by_month.setdefault(meeting.date.replace(day=1), []).append(meeting.meeting_id)
    return [
        Piece(
            month,
            slot,
            tuple(ids),
            Words(language.month(month), _lines(name, language.count("{n} meeting", "{n} meetings", len(ids)))),
            Change({"from": (month.isoformat(),), "to": (_end_of(month).isoformat(),), **colour}),
            is_faint,
        )
        for month, ids in by_month.items()
    ]


def _lines(*texts: str) -> tuple[str, ...]:
    return (" · ".join(filter(None, texts)),)


def _end_of(month: dt.date) -> dt.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def months_between(first: dt.date, last: dt.date) -> int:
    """How many months later than `first` the month of `last` is."""
    return (last.year - first.year) * 12 + last.month - first.month


def _ticks(first: dt.date, last: dt.date, language: Language) -> list[tuple[dt.date, str]]:
    """Each January, or every second one of many years; of less than three years some months."""
    months = months_between(first, last) + 1
    if months > FEW_MONTHS:
        step = 2 if months > MANY_MONTHS else 1
        years = range(first.year + (first.month > 1), last.year + 1)
        return [(dt.date(year, 1, 1), str(year)) for year in years if year % step == 0]
    step = max(1, months // 6)
    ticks = [first.year * 12 + first.month - 1 + n for n in range(0, months, step)]
    return [(month, language.month(month)) for month in (dt.date(n // 12, n % 12 + 1, 1) for n in ticks)]
