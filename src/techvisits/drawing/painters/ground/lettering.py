"""Placed names as SVG texts, and the dots beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from markupsafe import Markup

from techvisits.drawing.model import Frame
from techvisits.drawing.painters.ground.beside import points_of
from techvisits.drawing.painters.ground.glyphs import baseline_of, is_latin
from techvisits.drawing.painters.ground.name import Line, Placed
from techvisits.drawing.painters.ground.style import Layer, read_layers
from techvisits.drawing.painters.markup import Values, element, joined, short

X_HEIGHT: Final = 0.536
"""Of the letters in the live map's glyphs, in em: the reader's own letters are drawn as large as these."""

SMOOTHED: Final = 0.5
"""Pixels that mapbox-gl's circles look smaller than they are, since their edges are smoothed inwards."""

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
        "r": layer.number("circle-radius", zoom, 5) + rim / 2 - SMOOTHED,
        "fill": layer.colour("circle-color"),
        "stroke": layer.colour("circle-stroke-color"),
        "stroke-width": rim,
    }
    for _, (x, y) in points_of(layer, frame):
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
    if spot.letters:
        return element("text", _turned(spot), *_pieces(name.lines[0]))
    lines = []
    for number, line in enumerate(name.lines):
        place: Values = {
            "x": spot.x,
            "y": spot.y + (number * name.step + baseline_of(*line[0])) * name.size,
            "textLength": name.widths[number] * name.size,
            "lengthAdjust": "spacingAndGlyphs" if is_latin(line[0][0]) else "",
            "text-anchor": "" if spot.anchor == "middle" else spot.anchor,
            "font-style": _upright(name.face, line),
        }
        lines.append(element("text", place, *_pieces(line)))
    return joined(lines)


def _turned(spot: Placed) -> Values:
    """Each letter at a place of its own."""
    across, down, turns = zip(*spot.letters, strict=True)
    written = {"x": map(short, across), "y": map(short, down), "rotate": (f"{turn:.0f}" for turn in turns)}
    upright = {"font-style": _upright(spot.name.face, spot.name.lines[0])}
    return {"text-anchor": "start", **upright, **{name: " ".join(values) for name, values in written.items()}}


def _upright(face: str, line: Line) -> str:
    """What keeps letters of the reader's own fonts from being slanted, which these have no shapes for."""
    return "normal" if "font-style" in FACES.get(face, {}) and not is_latin(line[0][0]) else ""


def _pieces(line: Line) -> Iterator[str]:
    for text, scale in line:
        yield text if scale == 1 else element("tspan", {"font-size": f"{scale:.2g}em"}, text)
