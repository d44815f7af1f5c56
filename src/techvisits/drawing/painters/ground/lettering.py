"""Placed names as SVG texts, and the dots beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from markupsafe import Markup

from techvisits.drawing.model import Frame
from techvisits.drawing.painters.ground.glyphs import EM
from techvisits.drawing.painters.ground.names import Line, Placed, points_of
from techvisits.drawing.painters.ground.paths import load_features
from techvisits.drawing.painters.ground.style import Layer, read_layers
from techvisits.drawing.painters.markup import Values, element, joined

X_HEIGHT: Final = 0.536
"""Of the letters in the live map's glyphs, in em: the reader's own letters are drawn as large as these."""

UP: Final = 17
ASCENDER: Final = 26
SQUARE_MIDDLE: Final = 20
SQUARE_BASELINE: Final = 0.26
"""Of mapbox-gl's glyphs, 24 pixels an em, a line's begins so far above its middle; so far down is the baseline of Latin
letters and the middle of those that the reader's own fonts have, whose baseline is so many em lower."""

LAST_LATIN: Final = "\u2e7f"
FACES: Final = {"noto-sans-italic": {"font-style": "italic"}, "noto-sans-bold": {"font-weight": "600"}}
USUAL: Final = {
    "font-size-adjust": str(X_HEIGHT),
    "text-anchor": "middle",
    "stroke-linejoin": "round",
    "paint-order": "stroke",
}


def paint_names(placed: Sequence[Placed]) -> Markup:
    """The texts, in a group for each layer."""
    groups = groupby(placed, key=lambda spot: spot.name.layer)
    return element("g", USUAL, *(_group(layer, list(spots)) for layer, spots in groups)) if placed else Markup("")


def paint_dots(frame: Frame, names: str) -> Markup:
    """A dot for each feature of the style's circles."""
    zoom = frame.view.zoom
    layers = [layer for layer in read_layers(names) if layer.kind == "circle" and layer.is_seen(zoom)]
    return joined(dot for layer in layers for dot in _dots(layer, frame))


def _dots(layer: Layer, frame: Frame) -> Iterator[Markup]:
    zoom = frame.view.zoom
    rim = layer.number("circle-stroke-width", zoom)
    style: Values = {
        "r": layer.number("circle-radius", zoom, 5) + rim / 2,
        "fill": layer.colour("circle-color"),
        "stroke": layer.colour("circle-stroke-color"),
        "stroke-width": rim,
    }
    for _, (x, y) in points_of(load_features(layer.source), frame, layer):
        yield element("circle", {"cx": x, "cy": y, **style})


def _group(layer: Layer, spots: Sequence[Placed]) -> Markup:
    style: dict[str, str | float] = {
        "font-size": f"{spots[0].name.size:.3g}",
        "fill": layer.colour("text-color"),
        "stroke": layer.colour("text-halo-color"),
        "stroke-width": 2 * layer.number("text-halo-width", 0),
    }
    return element("g", style | FACES.get(layer.texts("text-font")[0], {}), *map(_text, spots))


def _text(spot: Placed) -> Markup:
    """A text for each line, as wide as in the live map whatever the reader's fonts."""
    name = spot.name
    lines = []
    for number, line in enumerate(name.lines):
        place: Values = {
            "x": spot.x,
            "y": spot.y + (number * name.step + _baseline(line)) * name.size,
            "textLength": name.width_of(line) * name.size,
            "lengthAdjust": "spacingAndGlyphs" if _is_latin(line) else "",
            "text-anchor": "" if spot.anchor == "middle" else spot.anchor,
        }
        lines.append(element("text", place, *_pieces(line)))
    return joined(lines)


def _pieces(line: Line) -> Iterator[str]:
    for text, scale in line:
        yield text if scale == 1 else element("tspan", {"font-size": f"{scale:.2g}em"}, text)


def _baseline(line: Line) -> float:
    """In em, how far below the line's middle it stands."""
    scale = line[0][1]
    if _is_latin(line):
        return (ASCENDER * scale - UP) / EM
    return (SQUARE_MIDDLE * scale - UP) / EM + SQUARE_BASELINE * scale


def _is_latin(line: Line) -> bool:
    return line[0][0][0] <= LAST_LATIN
