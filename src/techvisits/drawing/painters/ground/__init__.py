"""The bundled base map of a pane as SVG: what the live map draws from the same style and shapes, small enough for a page."""

from __future__ import annotations

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
from techvisits.drawing.screen import Box

__all__ = ["ground_colours", "paint_ground"]
HIDDEN: Final = {"aria-hidden": "true", "pointer-events": "none"}
PLAIN: Final = "plain"
USUAL: Final = {"fill": "none", "stroke-linejoin": "round", "stroke-linecap": "round"}


def paint_ground(frame: Frame, *, names: str, taken: Sequence[Box] = ()) -> Markup:
    """What lies under a pane's markers, for an `<svg>` in its pixels; none of it answers a pointer or is read out.

    `names` is the language of the names, or `plain` for none; they cover no box of those `taken`. Colours are the CSS
    variables of `ground_colours`.
    """
    placed = place_names(find_names(frame, names), frame, taken)
    return element("g", HIDDEN, _grounds(frame), paint_dots(frame, names), paint_names(placed))


@lru_cache(maxsize=64)
def _grounds(frame: Frame) -> Markup:
    """Grounds and lines, which are the same in every language."""
    scale = {"transform": f"scale({1 / STEPS:g})"}
    return element("g", scale | USUAL, *_paths(frame))


def _paths(frame: Frame) -> Iterator[Markup]:
    """A path for each ground and each kind of line that is in the pane, from the back to the front."""
    zoom = frame.view.zoom
    known: dict[str, str] = {}
    for layer in read_layers(PLAIN):
        if layer.is_seen(zoom) and layer.kind in PAINTS:
            shapes = f"{layer.source} {layer.condition}"
            if shapes not in known:
                known[shapes] = _data(layer, frame)
            if known[shapes]:
                yield element("path", PAINTS[layer.kind](layer, zoom) | {"d": known[shapes]})


def _data(layer: Layer, frame: Frame) -> str:
    if layer.source:
        return outline_data(clip(load_features(layer.source), frame, layer.is_wanted))
    start, width, height = -MARGIN * STEPS, (frame.width + 2 * MARGIN) * STEPS, (frame.height + 2 * MARGIN) * STEPS
    return f"M{start} {start}h{width}v{height}h{-width}z"


def _background(layer: Layer, zoom: float) -> dict[str, str | float]:
    return {"fill": layer.colour("background-color")}


def _fill(layer: Layer, zoom: float) -> dict[str, str | float]:
    opacity = layer.number("fill-opacity", zoom, 1)
    return {"fill": layer.colour("fill-color"), "fill-opacity": f"{opacity:.2g}" if opacity < 1 else ""}


def _stroke(layer: Layer, zoom: float) -> dict[str, str | float]:
    width = layer.number("line-width", zoom, 1) * STEPS
    style = {
        "stroke": layer.colour("line-color"),
        "stroke-width": f"{width:.3g}",
        "stroke-linejoin": layer.texts("line-join", "miter")[0],
        "stroke-linecap": layer.texts("line-cap", "butt")[0],
        "stroke-dasharray": " ".join(f"{part * width:.3g}" for part in layer.numbers("line-dasharray")),
    }
    return {name: value for name, value in style.items() if value != USUAL.get(name)}


PAINTS: Final = {"background": _background, "fill": _fill, "line": _stroke}
