"""Companies side by side, a row a topic, a column a year: the more meetings, the stronger the ink."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from techvisits.drawing.charts.marks import (
    END,
    MUTED,
    SMALL,
    STEP_FROM,
    Box,
    Chart,
    Frame,
    Line,
    Mark,
    Words,
    fit,
    strength_of,
)
from techvisits.record.questions.topics import Strip, Topics
from techvisits.text.page import Page
from techvisits.text.questions.topics import subject_name

ACROSS: Final = 3
GAP: Final = 14
HEAD: Final = 20
ROW: Final = 17
FOOT: Final = 30
KEY: Final = 24
HALF_A_YEAR: Final = 13
"""Half the width of a year's four figures, so that the last one is not cut."""


def draw_topics(found: Topics, page: Page, frame: Frame) -> Chart:
    """A panel for each company, three side by side; the names of the topics stand once at their left."""
    if not found.strips:
        return Chart(frame.width, 1, [])
    panels = -(-len(found.strips) // _across(frame))
    high = HEAD + ROW * len(found.subjects) + FOOT
    marks = [mark for number, strip in enumerate(found.strips) for mark in _panel(number, strip, found, page, frame)]
    for panel in range(panels):
        marks += _names(panel * high, found, page, frame)
    return Chart(frame.width, panels * high + KEY, [*marks, *_key(panels * high + 12, page, frame)])


def _across(frame: Frame) -> int:
    return 1 if frame.is_narrow else ACROSS


def _names(top: float, found: Topics, page: Page, frame: Frame) -> Iterator[Mark]:
    for row, subject in enumerate(found.subjects):
        name = fit(subject_name(subject, page), frame.names - 8)
        yield Words(
            frame.names - 8,
            top + HEAD + ROW * row + 12,
            name,
            anchor=END,
            is_bold=not row,
            tone="ink" if not row else MUTED,
        )


def _panel(number: int, strip: Strip, found: Topics, page: Page, frame: Frame) -> Iterator[Mark]:
    across = _across(frame)
    wide = (frame.width - frame.names - GAP * (across - 1)) / across
    left, top = (
        frame.names + number % across * (wide + GAP),
        number // across * (HEAD + ROW * len(found.subjects) + FOOT),
    )
    cell = wide / max(len(found.years), 1)
    name = fit(page.language.name(page.record.find_name(strip.company_id)), wide - 28)
    yield Words(left, top + 13, name, is_bold=True)
    yield Words(left + wide, top + 13, page.language.number(strip.meetings), tone=MUTED, anchor=END)
    for row, subject in enumerate(found.subjects):
        middle = top + HEAD + ROW * row + ROW / 2
        yield Line(left, middle, left + wide, middle)
        for column, year in enumerate(found.years):
            if n := strip.counts.get((subject, year), 0):
                title = f"{page.language.name(page.record.find_name(strip.company_id))}, {year}: {n}"
                yield Box(left + column * cell, middle - 6, cell - 0.8, 12, strength=strength_of(n), title=title)
    base = top + HEAD + ROW * len(found.subjects) + 13
    for column, year in enumerate(found.years):
        if year % 5 == 0:
            x = min(left + (column + 0.5) * cell, frame.width - HALF_A_YEAR)
            yield Words(x, base, str(year), SMALL, "middle", MUTED)


def _key(top: float, page: Page, frame: Frame) -> Iterator[Mark]:
    x = float(frame.names)
    words = page.language.say("Meetings in a year")
    yield Words(x - 8, top + 9, fit(words, frame.names - 8), SMALL, END, MUTED)
    ends = [*(n - 1 for n in STEP_FROM[1:]), 0]
    for first, last in zip(STEP_FROM, ends, strict=True):
        text = f"{first}" if first == last else f"{first}–{last}" if last else page.language.say("{n} or more", n=first)
        yield Box(x, top, 11, 11, strength=strength_of(first))
        yield Words(x + 15, top + 9.5, text, SMALL, tone=MUTED)
        x += frame.fork(42, 32)
