"""A line of time for each leader, whoever came back after longest first; the longest gap has its length on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from techvisits.drawing.charts.marks import (
    END,
    INK,
    MIDDLE,
    MUTED,
    PAPER,
    SMALL,
    Box,
    Chart,
    Disc,
    Frame,
    Line,
    Mark,
    Words,
    fit_person,
    slot_tone,
    wide,
)
from techvisits.record.questions.returns import Returned
from techvisits.text.page import Page
from techvisits.text.questions.answer import span

NAMES: Final = (116, 140, 200)
ROW: Final = 20
HEAD: Final = 4
FOOT: Final = 22
RADIUS: Final = 4
Years = tuple[int, int]


def draw_returns(found: Sequence[Returned], page: Page, frame: Frame) -> Chart:
    """The years from left to right; those who were there once are left out."""
    rows = [each for each in found if each.gap][: frame.rows]
    if not rows:
        return Chart(frame.width, 1, [])
    days = [meeting.date for each in rows for meeting in each.meetings]
    years = min(days).year, max(days).year + 1
    foot = HEAD + ROW * len(rows)
    marks: list[Mark] = [*_axis(years, foot, frame)]
    for number, each in enumerate(rows):
        marks += _row(each, HEAD + ROW * number + ROW / 2, years, page, frame)
    return Chart(frame.width, foot + FOOT, marks)


def _x(day: dt.date, years: Years, frame: Frame) -> float:
    first, last = (dt.date(year, 1, 1) for year in years)
    names = frame.pick(*NAMES)
    return names + (frame.width - names - 8) * (day - first).days / (last - first).days


def _axis(years: Years, foot: float, frame: Frame) -> Iterator[Mark]:
    for year in range(years[0], years[1] + 1):
        x = _x(dt.date(year, 1, 1), years, frame)
        yield Line(x, HEAD, x, foot)
        if year < years[1] and year % (4 if frame.is_narrow else 1 if frame.width > 800 else 2) == 0:
            middle = (x + _x(dt.date(year + 1, 1, 1), years, frame)) / 2
            yield Words(middle, foot + 14, str(year), SMALL, MIDDLE, MUTED)


def _row(each: Returned, y: float, years: Years, page: Page, frame: Frame) -> Iterator[Mark]:
    names = frame.pick(*NAMES)
    yield Words(
        names - 10, y + 4, fit_person(page.language.name(page.record.find_name(each.leader_id)), names - 10), anchor=END
    )
    gap = each.gap
    if not gap:
        return
    first, left, back, last = (
        _x(meeting.date, years, frame) for meeting in (each.meetings[0], gap.before, gap.after, each.meetings[-1])
    )
    yield Line(first, y, left, y, INK, 1.6)
    yield Line(back, y, last, y, INK, 1.6)
    yield Line(left, y, back, y, MUTED, 0.7)
    yield from _length(span(gap.days, page.language), (left + back) / 2, y, back - left)
    for meeting in each.meetings:
        title = page.language.date(meeting.date, meeting.date_precision)
        yield Disc(_x(meeting.date, years, frame), y, RADIUS, slot_tone(page.colouring.slot_of(meeting)), title=title)


def _length(text: str, middle: float, y: float, room: float) -> Iterator[Mark]:
    """The length on the line, where it has the room."""
    width = wide(text, SMALL) + 8
    if width + 2 * RADIUS <= room:
        yield Box(middle - width / 2, y - 6, width, 12, PAPER)
        yield Words(middle, y + 4, text, SMALL, MIDDLE, MUTED)
