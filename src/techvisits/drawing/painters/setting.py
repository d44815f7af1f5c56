"""Type set on a picture that stands alone: how wide a text is, where its lines break, and the lines as SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from markupsafe import Markup

from techvisits.drawing.painters.faces import Face, read_face
from techvisits.drawing.painters.markup import Values, element
from techvisits.drawing.screen import Point
from techvisits.text.language import Language

FONTS: Final = Path(__file__).parents[1] / "fonts" / "print"
FAMILIES: Final = {
    "sans": "Visits Sans, 'Source Sans 3', Source Sans Pro, Noto Sans, Helvetica, Arial, sans-serif",
    "serif": "Visits Serif, 'Source Serif 4', Source Serif Pro, Noto Serif, Georgia, serif",
}
OWN: Final = {
    ("ja", "sans"): "Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, Yu Gothic, ",
    ("ja", "serif"): "Noto Serif CJK JP, Noto Serif JP, Hiragino Mincho ProN, Yu Mincho, ",
    ("ko", "sans"): "Noto Sans CJK KR, Noto Sans KR, Apple SD Gothic Neo, Malgun Gothic, ",
    ("ko", "serif"): "Noto Serif CJK KR, Noto Serif KR, AppleMyungjo, Batang, ",
}
PIECES: Final = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef]+[年月日件社人]?|[ァ-ー]+|\S|\s+")
"""What a line may be broken between: words, days, names in katakana, and other letters that are written without spaces."""

NO_START: Final = "、。，．・：；？！）」』】〕》〉ー々…,.:;?!)"
NO_END: Final = "（「『【〔《〈("
CUT: Final = "…"
WIDER: Final = 1.14
NARROWER: Final = 0.96
FEW: Final = 12
LONGEST: Final = 1000
"""More letters than any line here has room for."""

FIRST_SQUARE: Final = "\u2e80"


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: its face, its size and the step from line to line in pixels, its colour as a CSS variable.

    `wider` is how much wider its letters are than those of the face.
    """

    face: str
    size: float
    step: float
    colour: str = "var(--ink)"
    wider: float = 1

    def width_of(self, text: str) -> float:
        """How wide a text is at the most, in pixels; a letter that the face has not is a square."""
        advances = _face(self.face).advances
        return self.size * sum(advances[c] * self.wider if c in advances else 1 for c in text)

    def suited(self, text: str) -> Type:
        """The same for a text with square letters, whose fonts have wider Latin ones too."""
        return replace(self, wider=WIDER) if has_squares(text) else self


@cache
def _face(name: str) -> Face:
    return read_face(FONTS / f"{name}.ttf")


def has_squares(text: str) -> bool:
    """Whether any letter is of those that are written in squares: Chinese, Japanese, or Korean."""
    return any(c >= FIRST_SQUARE for c in text)


def families_of(language: Language, kind: str) -> str:
    """The fonts to draw a language with, `sans` or `serif`, the best first."""
    return OWN.get((language.code, kind), "") + FAMILIES[kind]


def break_lines(text: str, style: Type, width: float, most: int) -> list[str]:
    """The text in lines of at most that width, at most so many; what does not fit is cut, and said to be."""
    lines, style = [""], style.suited(text)
    for piece in _pieces(text):
        if style.width_of((lines[-1] + piece).rstrip()) <= width:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
        if len(lines) > most + 1:
            break
    lines = [line.rstrip() for line in lines if line.strip()]
    if len(lines) <= most and all(style.width_of(line) <= width for line in lines):
        return lines
    kept = lines[:most]
    marked = [*kept[:-1], kept[-1] + CUT] if len(lines) > most else kept
    return [shorten(line, style, width) for line in marked]


def shorten(line: str, style: Type, width: float) -> str:
    """The line as far as it fits, ended by `…` where it is cut."""
    style = style.suited(line)
    if style.width_of(line) <= width:
        return line
    kept = line.removesuffix(CUT)[:LONGEST]
    while kept and style.width_of(kept.rstrip(" ,、·(（") + CUT) > width:
        kept = kept[:-1]
    return kept.rstrip(" ,、·(（") + CUT


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that no line is broken within; what may not begin or end a line stays with its neighbour."""
    held = ""
    for piece in PIECES.findall(" ".join(text.split())):
        if held and piece[0] not in NO_START and held[-1] not in NO_END:
            yield held
            held = piece
        else:
            held += piece
    yield held


def fit_lines(text: str, styles: list[Type], width: float, most: int) -> tuple[Type, list[str]]:
    """The first of the styles, from the largest on, in which the text fits whole, with its lines; else the last, cut."""
    for style in styles:
        lines = break_lines(text, style, width, most)
        if not any(line.endswith(CUT) for line in lines):
            return style, _balance(text, style, width, lines)
    return styles[-1], break_lines(text, styles[-1], width, most)


def _balance(text: str, style: Type, width: float, lines: list[str]) -> list[str]:
    """The text in as many lines, which are about as long as each other."""
    balanced = lines
    while len(balanced) == len(lines) > 1 and not any(line.endswith(CUT) for line in balanced):
        lines, width = balanced, width * NARROWER
        balanced = break_lines(text, style, width, len(lines) + 1)
    return lines


def paint_lines(lines: list[str], style: Type, at: Point, language: Language) -> Markup:
    """The lines as texts, the first with its baseline at a point."""
    kind = "serif" if style.face == "serif" else "sans"
    look: Values = {
        "font-family": families_of(language, kind) if any(map(has_squares, lines)) else FAMILIES[kind],
        "font-size": style.size,
        "font-weight": {"sans": 400, "sans-bold": 600, "serif": 700}[style.face],
        "fill": style.colour,
    }
    x, y = at
    texts = [element("text", {"x": x, "y": y + n * style.step, **_width(s, style)}, s) for n, s in enumerate(lines)]
    return element("g", look, *texts)


def _width(line: str, style: Type) -> Values:
    """What keeps a line as wide as it was measured where a program has none of the fonts but wider ones."""
    if has_squares(line) or len(line) < FEW:
        return {}
    return {"textLength": style.width_of(line), "lengthAdjust": "spacingAndGlyphs"}
