"""Two on one line of time, a disc a meeting; under it their topics and those whom both met, as bars to the left and right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from techvisits.drawing.charts.marks import (
    END,
    INK,
    MIDDLE,
    MUTED,
    RULE,
    SMALL,
    START,
    Box,
    Chart,
    Disc,
    Frame,
    Line,
    Mark,
    Words,
    fit,
    slot_tone,
)
from techvisits.record.questions.versus import HOST, Side, Versus
from techvisits.text import parties
from techvisits.text.page import Page

NAMES: Final = (170, 96)
LANE: Final = 56
AXIS: Final = 30
RADIUS: Final = 5
NEAR: Final = 9
UP: Final = 9
MOST_UP: Final = 5
ROW: Final = 20
HEAD: Final = 26
MIDST: Final = (240, 150)
MOST: Final = 10
Years = tuple[int, int]


def draw_versus(found: Versus, page: Page, frame: Frame) -> Chart:
    """The line of time, then two groups of bars."""
    sides = (found.a, found.b)
    marks: list[Mark] = []
    y = 0.0
    if years := _years(sides):
        marks += [mark for row, side in enumerate(sides) for mark in _lane(side, LANE * (row + 1), years, page, frame)]
        marks += _axis(years, LANE * len(sides), frame)
        y = LANE * len(sides) + AXIS
    topics = [(page.language.topic(page.record.topics[i]), i) for i in found.topics[:MOST]]
    shared = [(page.language.name(page.record.find_name(i)), i) for i in found.partners[:MOST]]
    heads = page.language.say("Topics"), _shared_name(found, page)
    groups = (
        (heads[0], topics, (found.a.topics, found.b.topics)),
        (heads[1], shared, (found.a.partners, found.b.partners)),
    )
    for head, named, counts in groups:
        if named:
            marks += _bars(y, (head, named), counts, frame)
            y += HEAD + ROW * len(named) + HEAD / 2
    return Chart(frame.width, max(y, 1), marks)


def _shared_name(found: Versus, page: Page) -> str:
    return page.language.say("Leaders of both") if found.kind == HOST else page.language.say("Whom both met")


def _years(sides: Sequence[Side]) -> Years | None:
    days = [meeting.date for side in sides for meeting in side.meetings]
    return (min(days).year, max(days).year + 1) if days else None


def _x(day: dt.date, years: Years, frame: Frame) -> float:
    first, last = (dt.date(year, 1, 1) for year in years)
    names = frame.fork(*NAMES)
    return names + (frame.width - names - 8) * (day - first).days / (last - first).days


def _axis(years: Years, foot: float, frame: Frame) -> Iterator[Mark]:
    every = 4 if frame.is_narrow and years[1] - years[0] > 4 else 1
    for year in range(years[0], years[1] + 1):
        x = _x(dt.date(year, 1, 1), years, frame)
        yield Line(x, foot, x, foot + 5)
        if year < years[1] and year % every == 0:
            middle = (x + _x(dt.date(year + 1, 1, 1), years, frame)) / 2
            yield Words(middle, foot + 15, str(year), SMALL, MIDDLE, MUTED)


def _lane(side: Side, base: float, years: Years, page: Page, frame: Frame) -> Iterator[Mark]:
    """A disc a meeting, one over the other where they would touch."""
    name = page.language.name(page.record.find_name(side.identifier))
    names = frame.fork(*NAMES)
    yield Words(names - 10, base - 8, fit(name, names - 10, 13), 13, END, is_bold=True)
    yield Words(names - 10, base - 26, page.language.number(len(side.meetings)), anchor=END, tone=MUTED)
    yield Line(names, base, frame.width, base)
    last, up = float("-inf"), 0
    for meeting in side.meetings:
        x = _x(meeting.date, years, frame)
        up = min(up + 1, MOST_UP) if x - last < NEAR else 0
        last = x if not up else last
        title = (
            f"{page.language.date(meeting.date, meeting.date_precision)}: {parties.who_whom(meeting, page.language)}"
        )
        yield Disc(x, base - 1 - RADIUS - up * UP, RADIUS, slot_tone(page.colouring.slot_of(meeting)), title=title)


def _bars(
    top: float,
    told: tuple[str, Sequence[tuple[str, str]]],
    counts: tuple[Mapping[str, int], Mapping[str, int]],
    frame: Frame,
) -> Iterator[Mark]:
    """Names in the middle, the one's bars to the left, the other's to the right."""
    head, named = told
    middle, midst = frame.width / 2, frame.fork(*MIDST)
    most = max(side.get(i, 0) for side in counts for _, i in named)
    unit = (middle - midst / 2 - frame.fork(40, 22)) / max(most, 1)
    yield Words(middle, top + 14, head, 13, MIDDLE, is_bold=True)
    for row, (name, identifier) in enumerate(named):
        y = top + HEAD + ROW * row
        yield Words(middle, y + 11, fit(name, midst - 6), anchor=MIDDLE)
        for side, sign in zip(counts, (-1, 1), strict=True):
            n = side.get(identifier, 0)
            edge, length = middle + sign * midst / 2, n * unit
            yield Box(min(edge, edge + sign * length), y, max(length, 1), 12, INK if n else RULE)
            yield Words(edge + sign * (length + 6), y + 11, str(n), SMALL, START if sign > 0 else END, MUTED)
