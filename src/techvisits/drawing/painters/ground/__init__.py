"""The bundled base map of a pane as SVG: what the live map draws from the same style and shapes, small enough for a page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from techvisits.drawing.model import Frame
from techvisits.drawing.painters.ground.lettering import paint_dots, paint_names
from techvisits.drawing.painters.ground.names import find_names, place_names
from techvisits.drawing.painters.ground.paths import MARGIN, STEPS, clip, load_features, outline_data
from techvisits.drawing.painters.ground.style import Layer, ground_colours, read_layers
from techvisits.drawing.painters.markup import element
from techvisits.drawing.screen import Box, grown

__all__ = ["ground_colours", "paint_ground", "paint_grounds"]
HIDDEN: Final = {"aria-hidden": "true", "pointer-events": "none"}
PLAIN: Final = "plain"
EDGE: Final = 0.75
UNSMOOTHED: Final = {"shape-rendering": "crispEdges"}
USUAL: Final = {"fill": "none", "stroke-linejoin": "round", "stroke-linecap": "round"}


def paint_ground(frame: Frame, *, names: str, taken: Sequence[Box] = (), is_bare: bool = False) -> Markup:
    """What lies under a pane's markers, for an `<svg>` in its pixels; none of it answers a pointer or is read out.

    `names` is the language of the names, or `plain` for none; they cover no box of those `taken`. Colours are the CSS
    variables of `ground_colours`. What `is_bare` is without what `paint_grounds` gives.
    """
    placed = place_names(find_names(frame, names), frame, taken)
    under = Markup("") if is_bare else paint_grounds(frame)
    return element("g", HIDDEN, under, paint_dots(frame, names), paint_names(placed))


@lru_cache(maxsize=64)
def paint_grounds(frame: Frame) -> Markup:
    """Grounds and lines, which are the same in every language and under any markers."""
    scale = {"transform": f"scale({1 / STEPS:g})"}
    return element("g", scale | USUAL, *_paths(frame))


def _paths(frame: Frame) -> Iterator[Markup]:
    """A path for each ground and each kind of line that is in the pane, from the back to the front."""
    zoom = frame.view.zoom
    layers = [layer for layer in read_layers(PLAIN) if layer.is_seen(zoom)]
    lined = {_shapes(layer) for layer in layers if layer.kind == "line"}
    known = {}
    for layer in layers:
        shapes = _shapes(layer)
        if shapes not in known:
            known[shapes] = _data(layer, frame)
        if known[shapes]:
            style = _stroke(layer, zoom) if layer.kind == "line" else _fill(layer, zoom, has_edge=shapes not in lined)
            yield element("path", style | {"d": known[shapes]})


def _shapes(layer: Layer) -> str:
    """What tells apart the shapes that layers draw."""
    return f"{layer.source} {layer.condition}"


def _data(layer: Layer, frame: Frame) -> str:
    if layer.source:
        return outline_data(clip(load_features(layer.source), frame, layer.is_wanted))
    left, top, right, bottom = (round(edge * STEPS) for edge in grown(frame.window, MARGIN))
    return f"M{left} {top}h{right - left}v{bottom - top}h{left - right}z"


def _fill(layer: Layer, zoom: float, *, has_edge: bool) -> dict[str, str | float]:
    """An edge of the same colour is what mapbox-gl's smoothing gives a fill: without it a narrow river would be lost.

    Smoothing many large shapes takes a browser twice as long for the whole page, and each edge is under a line or between two
    colours that are nearly the same.
    """
    if layer.kind == "background":
        return {"fill": layer.colour("background-color")}
    colour, opacity = layer.colour("fill-color"), layer.number("fill-opacity", zoom, 1)
    edge: dict[str, str | float] = {"stroke": colour, "stroke-width": EDGE * STEPS} if has_edge else {}
    return {"fill": colour, **edge, **UNSMOOTHED, "opacity": f"{opacity:.2g}" if opacity < 1 else ""}


def _stroke(layer: Layer, zoom: float) -> dict[str, str | float]:
    width = layer.number("line-width", zoom, 1) * STEPS
    # mapbox-gl takes dashes from the last whole zoom and enlarges them with the tile
    dash = layer.number("line-width", math.floor(zoom), 1) * 2 ** (zoom - math.floor(zoom)) * STEPS
    style = {
        "stroke": layer.colour("line-color"),
        "stroke-width": f"{width:.3g}",
        "stroke-linejoin": layer.texts("line-join", "miter")[0],
        "stroke-linecap": layer.texts("line-cap", "butt")[0],
        "stroke-dasharray": " ".join(f"{part * dash:.3g}" for part in layer.numbers("line-dasharray")),
    }
    return {name: value for name, value in style.items() if value != USUAL.get(name)}
