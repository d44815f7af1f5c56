"""Whoever made promises by where these stand on the ladder: the more promises, the larger the disc, full where they are done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Final

from techvisits.drawing.charts.marks import (
    END,
    MIDDLE,
    MUTED,
    RULE,
    SMALL,
    Chart,
    Disc,
    Frame,
    Line,
    Mark,
    Words,
    fit,
)
from techvisits.record.promises import LADDER
from techvisits.record.questions.pledged import Pledged
from techvisits.text import words
from techvisits.text.page import Page

NAMES: Final = (104, 136, 220)
HEAD: Final = (26, 74)
ROW: Final = 24
TOTAL, SILENT = "total", "silent"
RUNGS: Final = LADDER[:5]
OVER: Final = LADDER[-1]
COLUMNS: Final = (TOTAL, *RUNGS, OVER, SILENT)
"""What was dropped and what ended share a column, as on the page of promises."""


def draw_pledged(found: Sequence[Pledged], page: Page, frame: Frame) -> Chart:
    """A row for each organization, all promises first, a column a step, those without news last."""
    rows = found[: frame.rows]
    if not rows:
        return Chart(frame.width, 1, [])
    marks = [*_heads(page, frame)]
    for number, each in enumerate(rows):
        marks += _row(each, frame.fork(*HEAD) + ROW * number + ROW / 2, page, frame)
    return Chart(frame.width, frame.fork(*HEAD) + ROW * len(rows) + 6, marks)


def _places(frame: Frame) -> dict[str, float]:
    """The middle of each column."""
    names = frame.pick(*NAMES)
    step = (frame.width - names - frame.fork(0, 18)) / len(COLUMNS)
    return {key: names + step * (number + 0.5) for number, key in enumerate(COLUMNS)}


def _heads(page: Page, frame: Frame) -> Iterator[Mark]:
    places, say = _places(frame), page.language.say
    room = places["done"] - places["under-way"]
    steps = {step: words.step(step, page.language) for step in (*RUNGS, OVER)}
    names = {TOTAL: say("all"), SILENT: say("no news"), **steps}
    for key, x in places.items():
        if frame.is_narrow:
            yield Words(x, HEAD[1] - 12, fit(names[key], HEAD[1], SMALL), SMALL, tone=MUTED, turn=-62)
        else:
            yield Words(x, 12, fit(names[key], room + 6, SMALL), SMALL, MIDDLE, MUTED, is_bold=key == "done")
    foot = frame.fork(*HEAD) - 6
    yield Line(0, foot, frame.width, foot)


def _row(each: Pledged, y: float, page: Page, frame: Frame) -> Iterator[Mark]:
    places, write = _places(frame), page.language.number
    edge = frame.pick(*NAMES) - 10
    name = fit(page.language.name(page.record.find_name(each.organization_id)), edge)
    yield Words(edge, y + 4, name, anchor=END)
    yield Line(places[RUNGS[0]], y, places[OVER], y, RULE)
    counts = {step: each.states.get(step, 0) for step in RUNGS}
    counts[OVER] = each.promises - sum(counts.values())
    for step, n in counts.items():
        if n:
            yield Disc(places[step], y, 6.5 + 1.4 * sqrt(n - 1), number=write(n), is_open=step != "done")
    yield Words(places[TOTAL], y + 4, write(each.promises), anchor=MIDDLE)
    if each.silent:
        yield Words(places[SILENT], y + 4, write(each.silent), anchor=MIDDLE)
