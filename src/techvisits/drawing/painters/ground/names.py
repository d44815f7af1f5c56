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
from techvisits.drawing.screen import Box, do_overlap, grown, is_free

AROUND: Final = 100
"""Pixels around the pane in which mapbox-gl places names too, so that what is half in sight has its place."""


@lru_cache(maxsize=512)
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
    left, top, right, bottom = grown(frame.window, AROUND)
    bounds = (left, top), (right, bottom)
    covered, placed = list(taken), []
    for places in names:
        spot = next((s for s in places if all(is_free(box, bounds, covered) for box in s.boxes)), None)
        if spot:
            covered.extend(spot.boxes)
            placed.append(spot)
    return [spot for spot in placed if any(do_overlap(box, frame.window) for box in spot.boxes)]
