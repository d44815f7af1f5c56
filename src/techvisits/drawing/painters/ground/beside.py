"""Where a name may stand that belongs to a point, as mapbox-gl tries it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import shapely

from techvisits.drawing.model import Frame
from techvisits.drawing.painters.ground.glyphs import EM
from techvisits.drawing.painters.ground.name import Name, Placed, build_name
from techvisits.drawing.painters.ground.paths import load_features, to_pixels
from techvisits.drawing.painters.ground.style import Layer, Properties
from techvisits.drawing.painters.ground.tiles import area_of
from techvisits.drawing.screen import Box, Point

BASELINE: Final = 7 / EM
"""In em, by how much mapbox-gl moves a name above or below its point back towards it."""


def points_of(layer: Layer, frame: Frame) -> Iterator[tuple[Properties, Point]]:
    """The points that a layer draws in the tiles of a pane, in its pixels, with their properties."""
    features = load_features(layer.source)
    wanted = [i for i, properties in enumerate(features.properties) if layer.is_wanted(properties)]
    chosen = [i for i in wanted if shapely.get_type_id(features.geometries[i]) == shapely.GeometryType.POINT]
    left, top, right, bottom = area_of(frame)
    for i, (x, y) in zip(chosen, to_pixels(shapely.get_coordinates(features.geometries[chosen]), frame), strict=True):
        if left <= x < right and top <= y < bottom:
            yield features.properties[i], (float(x), float(y))


def beside_points(layer: Layer, frame: Frame) -> Iterator[tuple[Placed, ...]]:
    """For each name of a layer the places it may have, the first choice first."""
    for properties, at in points_of(layer, frame):
        yield tuple(_choices(build_name(layer, properties, frame.view.zoom), at))


def _choices(name: Name, at: Point) -> Iterator[Placed]:
    variable, radius = name.layer.texts("text-variable-anchor"), name.number("text-radial-offset")
    for anchor in variable:
        yield _place(name, at, anchor, _away(anchor, radius), name.margin)
    if not variable:
        x, y = name.layer.numbers("text-offset") or (0.0, 0.0)
        yield _place(name, at, name.layer.texts("text-anchor", "center")[0], (x, y))


def _away(anchor: str, radius: float) -> Point:
    """In em, how far a name is moved away from its point."""
    across = {"left": radius, "right": -radius}.get(anchor, 0.0)
    return across, {"top": radius - BASELINE, "bottom": BASELINE - radius}.get(anchor, 0.0)


def _place(name: Name, at: Point, anchor: str, offset: Point, padding: float = 0.0) -> Placed:
    """A name one of whose sides, its `anchor`, is at a point moved by an offset in em, and by a padding in pixels."""
    across = {"left": 0.5, "right": -0.5}.get(anchor, 0.0)
    down = {"top": 0.5, "bottom": -0.5}.get(anchor, 0.0)

    def middle(size: float) -> Point:
        x = offset[0] * size + across * (name.width * size + 2 * padding)
        y = offset[1] * size + down * (name.height * size + 2 * padding)
        return at[0] + x, at[1] + y

    x, y = middle(name.size)
    start, first = x - across * name.width * name.size, y - (len(name.lines) - 1) / 2 * name.step * name.size
    side = {"left": "start", "right": "end"}.get(anchor, "middle")
    return Placed(name, (_box(middle(name.room), name),), start, first, side)


def _box(middle: Point, name: Name) -> Box:
    width, height = (extent * name.room / 2 + name.margin for extent in (name.width, name.height))
    return middle[0] - width, middle[1] - height, middle[0] + width, middle[1] + height
