"""What a picture of an answer is made of: words, discs, boxes and lines, in pixels of its own width and height."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from techvisits.drawing.painters.ground.glyphs import is_latin, width_of

TEXT, SMALL = 12.5, 11.5
INK, MUTED, RULE, PAPER = "ink", "muted", "rule", "paper"
FACE: Final = "noto-sans-regular"
MOST_IN_EM: Final = 6
PARTS: Final = re.compile("[・ ]")
NARROWER: Final = 0.9
"""How wide the page's Latin letters are beside those of the maps, the bold ones among them."""

START, MIDDLE, END = "start", "middle", "end"
STEPS: Final = (0.2, 0.4, 0.6, 0.85, 1.0)
STEP_FROM: Final = (1, 2, 3, 4, 8)
"""How strong ink is for how many meetings: from one, two, three, four, eight on."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text at a point of its baseline; `tone` names a colour of the palette, `turn` are degrees, `href` leads somewhere."""

    x: float
    y: float
    text: str
    size: float = TEXT
    anchor: str = START
    tone: str = INK
    is_bold: bool = False
    turn: float = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc; `number` stands in it, an open one has only a rim, a dashed one is not sure. `title` is told when pointed at."""

    x: float
    y: float
    radius: float
    tone: str = INK
    number: str = ""
    is_open: bool = False
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle without a rim."""

    x: float
    y: float
    width: float
    height: float
    tone: str = INK
    strength: float = 1
    title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: str = RULE
    width: float = 0.7


Mark = Words | Disc | Box | Line


@dataclass(frozen=True, slots=True)
class Frame:
    """How much room a picture has: its width, how many rows it may have where there are more, and how wide long names may be."""

    width: float
    rows: int
    names: float

    @property
    def is_narrow(self) -> bool:
        """Whether it is for a phone: what else stands side by side stands one below the other."""
        return self.width < NARROW.width + 1

    def pick(self, narrow: int, half: int, whole: int) -> int:
        """What is right for a phone, for a small or for a large picture."""
        return narrow if self.is_narrow else half if self.width < WHOLE.width else whole

    def fork(self, wide: float, narrow: float) -> float:
        """The one or, on a phone, the other."""
        return narrow if self.is_narrow else wide


HALF: Final = Frame(566, 14, 196)
WHOLE: Final = Frame(1170, 40, 270)
NARROW: Final = Frame(328, 14, 128)


@dataclass(frozen=True, slots=True)
class Chart:
    """The marks, the later ones over the earlier, and how large the whole is."""

    width: float
    height: float
    marks: Sequence[Mark]


def strength_of(n: int) -> float:
    """How strong ink is for so many meetings, at least one."""
    return STEPS[max(step for step, least in enumerate(STEP_FROM) if n >= least)]


def slot_tone(slot: int) -> str:
    """The colour of one who received, by its slot."""
    return f"kind-{slot}" if slot else "other"


def wide(text: str, size: float = TEXT) -> float:
    """How wide a text is, measured by the letters of the maps."""
    return size * _em(text)


@lru_cache(maxsize=4096)
def _em(text: str) -> float:
    return sum(width_of(c, FACE) * (NARROWER if is_latin(c) else 1) for c in text)


def fit(text: str, room: float, size: float = TEXT) -> str:
    """The text, cut with an ellipsis where it has not the room."""
    start = text[: int(room / size * MOST_IN_EM) + 1]
    if start == text and wide(text, size) <= room:
        return text
    kept = len(start)
    while kept and wide(start[:kept].rstrip() + "…", size) > room:
        kept -= 1
    return start[:kept].rstrip() + "…"


def fit_person(name: str, room: float, size: float = TEXT) -> str:
    """A person's name or, where it has not the room, the last of its parts, which is the family's where names are long."""
    return fit(name if wide(name, size) <= room else PARTS.split(name)[-1], room, size)


def moved(mark: Mark, by: float) -> Mark:
    """The mark so much further down."""
    if isinstance(mark, Line):
        return replace(mark, y1=mark.y1 + by, y2=mark.y2 + by)
    return replace(mark, y=mark.y + by)
