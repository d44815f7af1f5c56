"""A line of time of very many meetings: for each city a bar a year, made of who received."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from techvisits.drawing.lifeline import BELOW, LEFT, SIZE, WIDTH, Bar, Lane, Lifeline, Rule, Scale, Text, scale_years
from techvisits.drawing.lives import lay_lanes, name_lanes, paint_reigns, write_ticks
from techvisits.drawing.reigns import reign_over
from techvisits.record.model import Meeting
from techvisits.text.address import Change
from techvisits.text.page import Page

HIGHEST, MOST_EACH = 96.0, 12.0
"""Pixels of the highest bar, and of one meeting where none is higher."""

WIDEST: Final = 30.0
SHARE: Final = 0.72


def draw_years(meetings: Sequence[Meeting], page: Page, *, alt: str) -> Lifeline:
    """The meetings by year along a line for each of the two countries."""
    ordered = sorted(meetings, key=lambda meeting: meeting.date)
    scale = scale_years([meeting.date for meeting in ordered], page.record.span[1])
    highest: dict[str, int] = {}
    for (code, _), count in Counter((m.place.country_code, m.date.year) for m in ordered).items():
        highest[code] = max(count, highest.get(code, 0))
    unit = min(HIGHEST / max(highest.values()), MOST_EACH)
    governed = [*reign_over(scale, page)]
    lanes = lay_lanes({code: most * unit for code, most in highest.items()}, has_words=bool(governed))
    height = max(lane.y + (lane.depth if lane.sign > 0 else 0) for lane in lanes) + BELOW
    bands, band_texts = paint_reigns(governed, lanes, height)
    bars: list[Bar] = []
    numbers: list[Text] = []
    for lane in lanes:
        here = [meeting for meeting in ordered if meeting.place.country_code == lane.country_code]
        for year, group in groupby(here, key=lambda meeting: meeting.date.year):
            of_year = [*group]
            bars.append(_stack(year, of_year, lane, (scale, unit), page))
            numbers.append(_number(year, len(of_year), lane, (scale, unit), page))
    ticks = [*write_ticks(scale, height)]
    axes = [Rule((LEFT - 4, lane.y), (WIDTH, lane.y), "axis") for lane in lanes]
    texts = (*name_lanes(lanes, page), *band_texts, *(text for _, text in ticks), *numbers)
    return Lifeline(height, alt, tuple(bands), (*axes, *(rule for rule, _ in ticks)), (), tuple(bars), texts)


def _stack(year: int, meetings: Sequence[Meeting], lane: Lane, by: tuple[Scale, float], page: Page) -> Bar:
    """A year's bar, from its lane's line outwards; what was not held comes last."""
    scale, unit = by
    counts = Counter((not m.is_held, page.colouring.slot_of(m)) for m in meetings)
    left, right = _sides(year, scale)
    at, pieces = lane.y, []
    for (is_open, slot), count in sorted(counts.items()):
        end = at + lane.sign * count * unit
        pieces.append(((left, min(at, end), right, max(at, end)), slot, not is_open))
        at = end
    words = page.language.count("{year}: {n} meeting", "{year}: {n} meetings", len(meetings), year=year)
    return Bar(tuple(pieces), words, Change({"from": (f"{year}-01-01",), "to": (f"{year}-12-31",)}))


def _number(year: int, count: int, lane: Lane, by: tuple[Scale, float], page: Page) -> Text:
    scale, unit = by
    left, right = _sides(year, scale)
    end = lane.y + lane.sign * count * unit
    return Text((left + right) / 2, end - 4 if lane.sign < 0 else end + SIZE, page.language.number(count), look="ink")


def _sides(year: int, scale: Scale) -> tuple[float, float]:
    start, end = (scale.x(dt.date(each, 1, 1)) for each in (year, year + 1))
    middle, half = (start + end) / 2, min((end - start) * SHARE, WIDEST) / 2
    return middle - half, middle + half
