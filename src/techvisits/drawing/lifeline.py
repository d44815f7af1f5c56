"""A line of time as a value: a lane a city, a disc a meeting in the colour of who received, and behind it who governed.

Pixels are those of the picture: x to the right and y down from its upper left corner.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from techvisits.drawing.screen import Bounds, Box, is_free, text_box
from techvisits.text.address import Change

WIDTH: Final = 796
LEFT, RIGHT = 66.0, 766.0
RADIUS, STEP = 6.6, 15.0
BETWEEN: Final = 38.0
"""Pixels from the one lane's line to the other's, in which the days between trips stand."""

BELOW: Final = 22.0
SIZE: Final = 11.5
LEAST_YEARS: Final = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A meeting: a disc that is full where it was held, `open` where that is not sure, `crossed` where it was called off.

    Those next to each other that ask for the same are one link.
    """

    meeting_id: str
    x: float
    y: float
    slot: int
    shape: str
    words: str
    change: Change


@dataclass(frozen=True, slots=True)
class Bar:
    """The meetings of a year: a piece for each kind of who received, with its colour and whether they were held."""

    pieces: tuple[tuple[Box, int, bool], ...]
    words: str
    change: Change


@dataclass(frozen=True, slots=True)
class Text:
    """A text at the baseline `y`; `look` is a class of the style sheet: `ink`, `muted`, `head`, `lane` or `native`."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    look: str = "muted"


@dataclass(frozen=True, slots=True)
class Band:
    """Who governed, as a tint behind a lane; every other one is a little darker. No words where they are written in it."""

    box: Box
    is_odd: bool
    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; `look` is `axis`, `tick`, `gap` or, with a head at its end, `arrow`."""

    start: tuple[float, float]
    end: tuple[float, float]
    look: str


@dataclass(frozen=True, slots=True)
class Lifeline:
    """All that the picture shows, from the back to the front; `alt` says it in words."""

    height: float
    alt: str
    bands: tuple[Band, ...]
    rules: tuple[Rule, ...]
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """The line of one city: its place id and country, where it runs, and whether its discs stand above (-1) or below (1)."""

    area: str
    country_code: str
    y: float
    sign: int
    depth: float

    def level(self, number: int) -> float:
        """The middle of the disc with that number, the first next to the line."""
        return self.y + self.sign * (RADIUS + 3 + STEP * number)


@dataclass(frozen=True, slots=True)
class Scale:
    """The days from the first to the last as pixels."""

    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        """Where a day stands, within the picture."""
        share = (day - self.first) / (self.last - self.first)
        return LEFT + min(max(share, 0.0), 1.0) * (RIGHT - LEFT)


@dataclass
class Room:
    """What of a picture is still free for words."""

    bounds: Bounds
    taken: list[Box] = field(default_factory=list)

    def place(self, texts: list[Text]) -> list[Text]:
        """The first of the texts that covers nothing, as a list; none where each does."""
        for text in texts:
            box = box_of(text)
            if is_free(box, self.bounds, self.taken):
                self.taken.append(box)
                return [text]
        return []


def box_of(text: Text) -> Box:
    """What a text covers."""
    left, _, right, _ = text_box((text.x, text.y), text.anchor, text.text, SIZE)
    return left, text.y - SIZE * 0.85, right, text.y + SIZE * 0.3


def scale_years(days: list[dt.date], until: dt.date) -> Scale:
    """Whole years from the first day to the last, some before them where there are few; no further than a day of the last year."""
    first, last = min(days).year, max(days).year
    last = max(last, min(first + LEAST_YEARS - 1, until.year))
    first = min(first, last - LEAST_YEARS + 1)
    end = dt.date(last + 1, 1, 1)
    return Scale(dt.date(first, 1, 1), max(min(end, until + dt.timedelta(60)), max(days) + dt.timedelta(1)))


def push_apart(xs: list[float], least: float) -> list[float]:
    """The rising numbers, at least so far apart, moved as little as keeps them within the picture."""
    placed: list[float] = []
    for x in xs:
        placed.append(max(x, placed[-1] + least) if placed else x)
    limit = RIGHT - RADIUS
    for number in range(len(placed) - 1, -1, -1):
        placed[number] = limit = min(placed[number], limit)
        limit -= least
    return placed
