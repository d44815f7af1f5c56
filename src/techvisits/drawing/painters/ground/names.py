"""The names on the base map, where mapbox-gl places them: the most wanted first, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from techvisits.drawing.model import Frame
from techvisits.drawing.painters.ground.along import along_lines
from techvisits.drawing.painters.ground.beside import beside_points
from techvisits.drawing.painters.ground.name import Placed
from techvisits.drawing.painters.ground.style import read_layers
from techvisits.drawing.screen import Box, is_free

AROUND: Final = 100
"""Pixels around the pane in which mapbox-gl places names too, so that what is half in sight has its place."""


@lru_cache(maxsize=64)
def find_names(frame: Frame, names: str) -> tuple[tuple[Placed, ...], ...]:
    """For each name that could be in the pane its places; the most wanted first: mapbox-gl places the last layer first."""
    found: list[tuple[Placed, ...]] = []
    for layer in reversed(read_layers(names)):
        if layer.kind == "symbol" and layer.is_seen(frame.view.zoom):
            places = along_lines if layer.texts("symbol-placement", "point") == ("line",) else beside_points
            found.extend(places(layer, frame))
    return tuple(found)


def place_names(names: Sequence[Sequence[Placed]], frame: Frame, taken: Sequence[Box]) -> list[Placed]:
    """The names in the pane, each at its first place where it covers neither another nor what is taken."""
    bounds = (-AROUND, -AROUND), (frame.width + AROUND, frame.height + AROUND)
    covered, placed = list(taken), []
    for places in names:
        spot = next((s for s in places if all(is_free(box, bounds, covered) for box in s.boxes)), None)
        if spot:
            covered.extend(spot.boxes)
            placed.append(spot)
    return [spot for spot in placed if any(_is_seen(box, frame) for box in spot.boxes)]


def _is_seen(box: Box, frame: Frame) -> bool:
    return box[0] < frame.width and box[1] < frame.height and box[2] > 0 and box[3] > 0
