"""A disc with a name for each trip that took in both countries, on the side of the one where it began, a line a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from techvisits.drawing.charts.marks import (
    END,
    MIDDLE,
    MUTED,
    START,
    Chart,
    Disc,
    Frame,
    Line,
    Mark,
    Words,
    fit_person,
    moved,
    wide,
)
from techvisits.record.governments import JAPAN
from techvisits.record.questions.crossings import Crossing
from techvisits.record.questions.held import group
from techvisits.text.page import Page
from techvisits.text.paths import TRIPS, path_of

HEAD: Final = 24
ROW: Final = 18
RADIUS: Final = 4.6
MIDST: Final = (40, 24)
SIZE: Final = 12.5


def draw_crossings(found: Sequence[Crossing], page: Page, frame: Frame) -> Chart:
    """Years from top to bottom, Korea at the left as on the map, Japan at the right."""
    years = group(found, lambda each: each.arrived.date.year)
    marks: list[Mark] = [*_heads(found, page, frame)] if found else []
    y = float(HEAD)
    for year in range(min(years), max(years) + 1) if years else ():
        lines = [*_sides(years.get(year, []), page, frame)]
        high = max((number for number, _ in lines), default=0) + 1
        marks.append(Words(frame.width / 2, y + 13, str(year), tone=MUTED, anchor=MIDDLE))
        marks += [moved(mark, y + ROW * number) for number, mark in lines]
        y += ROW * high
        marks.append(Line(0, y, frame.width, y))
    return Chart(frame.width, y + 2, marks)


def _heads(found: Sequence[Crossing], page: Page, frame: Frame) -> Iterator[Mark]:
    say, language = page.language.say, page.language
    japan = sum(each.first == JAPAN for each in found)
    middle, midst = frame.width / 2, frame.fork(*MIDST)
    left = say("{n} began in Korea", n=language.number(len(found) - japan))
    yield Words(middle - midst, 12, left, 13, END, is_bold=True)
    yield Words(middle + midst, 12, say("{n} began in Japan", n=language.number(japan)), 13, START, is_bold=True)


def _sides(found: Sequence[Crossing], page: Page, frame: Frame) -> Iterator[tuple[int, Mark]]:
    """The discs and names of a year, each with the number of its line, at `y` from the top of that."""
    midst = frame.fork(*MIDST)
    for sign in (-1, 1):
        x, line = midst, 0
        for each in (each for each in found if (each.first == JAPAN) == (sign > 0)):
            name = fit_person(short_name(each, page), frame.width / 2 - midst - 2 * RADIUS - 4)
            room = 2 * RADIUS + 6 + wide(name, SIZE)
            if x > midst and x + room > frame.width / 2:
                x, line = midst, line + 1
            at = frame.width / 2 + sign * (x + RADIUS)
            href = path_of(TRIPS, each.trip_id, page.language.code)
            yield line, Disc(at, 9, RADIUS, is_open=sign < 0)
            anchor = START if sign > 0 else END
            yield line, Words(at + sign * (RADIUS + 4), 13.2, name, SIZE, anchor, href=href)
            x += room + 8


def short_name(each: Crossing, page: Page) -> str:
    """The family name in English; in other languages the name as it is known."""
    name = page.language.name(each.leader.name)
    return name.rpartition(" ")[2] if page.language.code == "en" and name == each.leader.name.english else name
