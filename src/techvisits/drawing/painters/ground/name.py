"""A name of the base map: what it says, how large it is, and a place it may have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from techvisits.drawing.painters.ground.glyphs import width_of
from techvisits.drawing.painters.ground.style import Layer, Piece, Properties, pieces_of
from techvisits.drawing.screen import Box

Line = tuple[Piece, ...]
Letter = tuple[float, float, float]
"""Where a letter begins on its baseline, in pixels, and how many degrees it is turned clockwise."""


@dataclass(frozen=True)
class Name:
    """The lines of a name, drawn `size` pixels an em; `room` pixels an em are kept free for it, as for the next whole zoom."""

    layer: Layer
    size: float
    room: float
    lines: tuple[Line, ...]

    def number(self, name: str, default: float = 0.0) -> float:
        """A property of its layer that does not depend on the zoom."""
        return self.layer.number(name, 0, default)

    @cached_property
    def width(self) -> float:
        """Of its widest line, in em."""
        return max(self.widths)

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """Of each line, in em."""
        return tuple(map(self.width_of, self.lines))

    @property
    def spacing(self) -> float:
        """Between letters, in em."""
        return self.number("text-letter-spacing")

    @property
    def step(self) -> float:
        """From one line to the next, in em."""
        return self.number("text-line-height", 1.2)

    @cached_property
    def height(self) -> float:
        """Of all its lines, in em."""
        return sum(self.step * max(scale for _, scale in line) for line in self.lines)

    @property
    def margin(self) -> float:
        """Pixels around it that are kept free."""
        return self.number("text-padding", 2)

    @property
    def face(self) -> str:
        """The live map's font."""
        return self.layer.texts("text-font")[0]

    def width_of(self, line: Line) -> float:
        """Of one line, in em."""
        return sum(width_of(text, self.face) * scale + self.spacing * len(text) for text, scale in line) - self.spacing


@dataclass(frozen=True)
class Placed:
    """A name at a place, and the boxes it covers there.

    `x` is its start, middle or end as its `anchor` says, `y` the middle of its first line; or each of its `letters` has
    its own place.
    """

    name: Name
    boxes: tuple[Box, ...]
    x: float = 0.0
    y: float = 0.0
    anchor: str = "middle"
    letters: tuple[Letter, ...] = ()


def build_name(layer: Layer, properties: Properties, zoom: float) -> Name:
    """The name that a layer gives a feature."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces_of(layer.style["text-field"], properties):
        if piece[0] == "\n":
            lines.append([])
        else:
            lines[-1].append(piece)
    size, room = layer.number("text-size", zoom), layer.number("text-size", zoom // 1 + 1)
    return Name(layer, size, room, tuple(map(tuple, lines)))
