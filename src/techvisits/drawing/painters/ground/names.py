"""The names on the base map, where mapbox-gl places them: the most wanted first, each beside or below its point."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import shapely

from techvisits.drawing.model import Frame
from techvisits.drawing.painters.ground.glyphs import EM, width_of
from techvisits.drawing.painters.ground.paths import Features, load_features, to_pixels
from techvisits.drawing.painters.ground.style import Layer, Piece, Properties, pieces_of, read_layers
from techvisits.drawing.screen import Box, Point, is_free

AROUND: Final = 100
"""Pixels around the pane in which mapbox-gl places names too, so that what is half in sight has its place."""

BASELINE: Final = 7 / EM
"""In em, by how much mapbox-gl moves a name above or below its point back towards it."""

Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Name:
    """A name that is to be placed at a point: its lines, `size` pixels an em, for which `room` pixels are kept."""

    layer: Layer
    at: Point
    size: float
    room: float
    lines: tuple[Line, ...]

    def number(self, name: str, default: float = 0.0) -> float:
        """A property of its layer that does not depend on the zoom."""
        return self.layer.number(name, 0, default)

    @cached_property
    def width(self) -> float:
        """Of its widest line, in em."""
        return max(map(self.width_of, self.lines))

    def width_of(self, line: Line) -> float:
        """Of one line, in em."""
        face, spacing = self.layer.texts("text-font")[0], self.number("text-letter-spacing")
        return sum(width_of(text, face) * scale + spacing * len(text) for text, scale in line) - spacing

    @cached_property
    def step(self) -> float:
        """From one line to the next, in em."""
        return self.number("text-line-height", 1.2)

    @cached_property
    def height(self) -> float:
        """Of all its lines, in em."""
        return sum(self.step * max(scale for _, scale in line) for line in self.lines)


@dataclass(frozen=True)
class Placed:
    """A name that has its place: its first line's middle is at a height, and `x` is its start, middle or end by its `anchor`."""

    name: Name
    anchor: str
    x: float
    y: float
    box: Box


@lru_cache(maxsize=64)
def find_names(frame: Frame, names: str) -> tuple[Name, ...]:
    """All names that could stand in the pane, the most wanted first: mapbox-gl places the last layer first."""
    zoom = frame.view.zoom
    layers = [layer for layer in read_layers(names) if layer.kind == "symbol" and layer.is_seen(zoom)]
    return tuple(name for layer in reversed(layers) for name in _of_layer(layer, frame))


def place_names(names: Sequence[Name], frame: Frame, taken: Sequence[Box]) -> list[Placed]:
    """The names that find a place where they cover neither each other nor what is taken, and are in the pane."""
    bounds = (-AROUND, -AROUND), (frame.width + AROUND, frame.height + AROUND)
    covered, placed = list(taken), []
    for name in names:
        spot = next((spot for spot in _spots(name) if is_free(spot.box, bounds, covered)), None)
        if spot:
            covered.append(spot.box)
            placed.append(spot)
    pane = 0, 0, frame.width, frame.height
    return [spot for spot in placed if not is_free(spot.box, bounds, [pane])]


def points_of(features: Features, frame: Frame, layer: Layer) -> Iterator[tuple[Properties, Point]]:
    """The wanted points in and around the pane, with their properties."""
    wanted = [i for i, properties in enumerate(features.properties) if layer.is_wanted(properties)]
    chosen = [i for i in wanted if shapely.get_type_id(features.geometries[i]) == shapely.GeometryType.POINT]
    for i, (x, y) in zip(chosen, to_pixels(shapely.get_coordinates(features.geometries[chosen]), frame), strict=True):
        if -AROUND < x < frame.width + AROUND and -AROUND < y < frame.height + AROUND:
            yield features.properties[i], (float(x), float(y))


def _of_layer(layer: Layer, frame: Frame) -> Iterator[Name]:
    zoom = frame.view.zoom
    size, room = layer.number("text-size", zoom), layer.number("text-size", math.floor(zoom) + 1)
    for properties, at in points_of(load_features(layer.source), frame, layer):
        yield Name(layer, at, size, room, _lines(pieces_of(layer.style["text-field"], properties)))


def _lines(pieces: Sequence[Piece]) -> tuple[Line, ...]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece[0] == "\n":
            lines.append([])
        else:
            lines[-1].append(piece)
    return tuple(tuple(line) for line in lines)


def _spots(name: Name) -> Iterator[Placed]:
    """Where it may stand, the first choice first."""
    variable = name.layer.texts("text-variable-anchor")
    radius, padding = name.number("text-radial-offset"), name.number("text-padding", 2)
    for anchor in variable:
        yield _spot(name, anchor, _away(anchor, radius), padding)
    if not variable:
        x, y = name.layer.numbers("text-offset") or (0.0, 0.0)
        yield _spot(name, name.layer.texts("text-anchor", "center")[0], (x, y))


def _away(anchor: str, radius: float) -> Point:
    """In em, how far a name is moved away from its point."""
    across = {"left": radius, "right": -radius}.get(anchor, 0.0)
    return across, {"top": radius - BASELINE, "bottom": BASELINE - radius}.get(anchor, 0.0)


def _spot(name: Name, anchor: str, offset: Point, padding: float = 0.0) -> Placed:
    """A name one of whose sides, its `anchor`, is at its point moved by an offset in em, and by a padding in pixels."""
    across = {"left": 0.5, "right": -0.5}.get(anchor, 0.0)
    down = {"top": 0.5, "bottom": -0.5}.get(anchor, 0.0)

    def middle(size: float) -> Point:
        x = offset[0] * size + across * (name.width * size + 2 * padding)
        y = offset[1] * size + down * (name.height * size + 2 * padding)
        return name.at[0] + x, name.at[1] + y

    x, y = middle(name.size)
    start, first = x - across * name.width * name.size, y - (len(name.lines) - 1) / 2 * name.step * name.size
    side = {"left": "start", "right": "end"}.get(anchor, "middle")
    return Placed(name, side, start, first, _box(middle(name.room), name))


def _box(middle: Point, name: Name) -> Box:
    """What is kept free of other names: as large as the name will be at the next whole zoom, with a margin."""
    margin = name.number("text-padding", 2)
    width, height = (extent * name.room / 2 + margin for extent in (name.width, name.height))
    return middle[0] - width, middle[1] - height, middle[0] + width, middle[1] + height
