"""Trips in three groups of bars: by days, by meetings, and by the time until a leader came again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from techvisits.drawing.charts.marks import (
    END,
    MIDDLE,
    MUTED,
    SMALL,
    WHOLE,
    Box,
    Chart,
    Disc,
    Frame,
    Line,
    Mark,
    Words,
    fit,
    fit_person,
    moved,
    slot_tone,
    wide,
)
from techvisits.record.questions.journeys import APART, COUNTS, LENGTHS, Journey, tally_bars
from techvisits.text import parties
from techvisits.text.page import Page
from techvisits.text.questions.journeys import bar_names, panel_names

GAP: Final = 26
HEAD: Final = 26
ROW: Final = 21
COUNT: Final = 30
PARTING: Final = 14
LANE: Final = 19
WIDEST: Final = 60
BESIDE: Final = 8
RADIUS: Final = 4.6
LONGEST: Final = 6


def draw_journeys(found: Sequence[Journey], page: Page, frame: Frame) -> Chart:
    """The groups side by side, each with the number of trips beside its bars."""
    if not found:
        return Chart(frame.width, 1, [])
    numbers = {
        LENGTHS: [each.days for each in found if each.days],
        COUNTS: [len(each.meetings) for each in found],
        APART: [each.apart for each in found if each.apart is not None],
    }
    panels = panel_names(page)
    across = 1 if frame.is_narrow else len(panels)
    room = (frame.width - GAP * (across - 1)) / across
    marks: list[Mark] = []
    y = 0.0
    for place, (name, bars) in enumerate(panels):
        counts = tally_bars(numbers[tuple(bars)], bars)
        drawn = _panel(place % across * (room + GAP), room, (name, bar_names(bars, page)), counts)
        marks += [moved(mark, y) for mark in drawn]
        if across == 1 or place == len(panels) - 1:
            y += HEAD + ROW * (len(bars) if across == 1 else max(len(each) for _, each in panels)) + PARTING
    longest = [each for each in found if each.days][: frame.rows if frame.width == WHOLE.width else LONGEST]
    marks += _longest(longest, y, page, frame)
    return Chart(frame.width, y + (HEAD + LANE * len(longest) if longest else 0), marks)


def _longest(found: Sequence[Journey], top: float, page: Page, frame: Frame) -> Iterator[Mark]:
    """A lane for each of the longest trips, a column a day, a disc a meeting in the colour of who received."""
    if not found:
        return
    most = max(each.days or 1 for each in found)
    step = min((frame.width - frame.names) / most, WIDEST)
    yield Words(0, top + 6, page.language.say("The longest, day by day"), is_bold=True)
    for day in range(most):
        yield Words(frame.names + step * (day + 0.5), top + 6, str(day + 1), SMALL, MIDDLE, MUTED)
    for row, each in enumerate(found):
        yield from _lane(each, top + HEAD + LANE * row, (step, page), frame)


def _lane(each: Journey, y: float, shown: tuple[float, Page], frame: Frame) -> Iterator[Mark]:
    step, page = shown
    name, month = page.language.name(each.leader.name), page.language.month(each.first.date)
    edge = frame.names - 14
    if not frame.is_narrow:
        yield Words(edge, y + 4, month, SMALL, END, MUTED)
        edge -= wide(month, SMALL) + 5
    yield Words(edge, y + 4, fit_person(name, edge), anchor=END)
    yield Line(frame.names + step / 2, y, frame.names + step * ((each.days or 1) - 0.5), y, MUTED, 1.2)
    days = [(meeting.date - each.first.date).days for meeting in each.meetings]
    for number, (day, meeting) in enumerate(zip(days, each.meetings, strict=True)):
        before, same = days[:number].count(day), days.count(day)
        x = frame.names + step * (day + 0.5) + (before - (same - 1) / 2) * min(BESIDE, step / same)
        yield Disc(
            x, y, RADIUS, slot_tone(page.colouring.slot_of(meeting)), title=parties.who_whom(meeting, page.language)
        )


def _panel(left: float, room: float, names: tuple[str, Sequence[str]], counts: Sequence[int]) -> Iterator[Mark]:
    head, labels = names
    yield Words(left, 12, fit(head, room), is_bold=True)
    label = max(wide(text) for text in labels) + 8
    unit = (room - label - COUNT) / max(*counts, 1)
    for row, (text, n) in enumerate(zip(labels, counts, strict=True)):
        y = HEAD + ROW * row
        yield Words(left + label - 8, y + 12, text, anchor=END, tone=MUTED)
        if n:
            yield Box(left + label, y + 1, max(n * unit, 1), 14)
        yield Words(left + label + n * unit + 5, y + 12, str(n), SMALL, tone=MUTED)
