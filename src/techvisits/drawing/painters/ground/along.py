"""Where a name may stand that runs along a line, as mapbox-gl tries it: in each tile, at a fixed distance from the last."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from techvisits.drawing.model import Frame
from techvisits.drawing.painters.ground.glyphs import LATIN_BASELINE, is_latin, width_of
from techvisits.drawing.painters.ground.name import Name, Placed, build_name
from techvisits.drawing.painters.ground.paths import load_features, to_pixels
from techvisits.drawing.painters.ground.style import Layer
from techvisits.drawing.painters.ground.tiles import tiles_of
from techvisits.drawing.screen import Box

FREE_ENDS: Final = 2
"""In em, how far from the end of a line a name begins at least, besides half its length."""

LARGEST_AT: Final = 18
"""The zoom at which mapbox-gl asks how large a name becomes, to see whether it fits a line."""

Places = NDArray[np.float64]


def along_lines(layer: Layer, frame: Frame) -> Iterator[tuple[Placed, ...]]:
    """For each name of a layer, one after the other along the lines in each tile, the one place it may have."""
    features, zoom = load_features(layer.source), math.floor(frame.view.zoom)
    wanted = [i for i, properties in enumerate(features.properties) if layer.is_wanted(properties)]
    chosen = [i for i in wanted if shapely.get_dimensions(features.geometries[i]) == 1]
    spacing, larger = layer.number("symbol-spacing", zoom, 250), 2 ** (frame.view.zoom - zoom)
    for i, tile in product(chosen, tiles_of(frame)):
        name = build_name(layer, features.properties[i], frame.view.zoom)
        for line in shapely.get_parts(shapely.clip_by_rect(features.geometries[i], *tile)):
            seen = shapely.transform(line, lambda points: to_pixels(points, frame))
            for middle in _middles(line.length * 2**zoom, name, spacing, _is_cut(line, tile)):
                yield from write_along(name, seen, middle * larger)


def _is_cut(line: shapely.LineString, tile: Box) -> bool:
    """Whether a line comes in from another tile."""
    return bool(np.isclose(np.tile(shapely.get_coordinates(line)[0], 2), tile, rtol=0, atol=1e-9).any())


def _middles(length: float, name: Name, spacing: float, is_cut: bool) -> list[float]:
    """How far along a line of a length in pixels the middles of its names are."""
    size = name.layer.number("text-size", LARGEST_AT)
    wide = name.width * size
    spacing = max(spacing, wide + spacing / 4) if spacing - wide < spacing / 4 else spacing
    first = (spacing / 2 if is_cut else wide / 2 + FREE_ENDS * size) % spacing
    middles = [at for at in np.arange(first, length, spacing).tolist() if wide / 2 <= at <= length - wide / 2]
    return middles or ([] if is_cut or length < wide else [length / 2])


def write_along(name: Name, line: shapely.LineString, middle: float) -> Iterator[tuple[Placed, ...]]:
    """The name with its middle so far along a line; nothing where the line bends too much for it."""
    text = "".join(text for text, _ in name.lines[0])
    widths = np.array([width_of(letter, name.face) for letter in text])
    centres = (np.cumsum(widths + name.spacing) - widths / 2 - name.spacing - name.width / 2) * name.size
    points, angles = _headings(line, middle + centres)
    is_stacked = not is_latin(text) and bool(np.ptp(points[:, 1]) > np.ptp(points[:, 0]))
    if points[0, int(is_stacked)] > points[-1, int(is_stacked)]:
        points, angles = _headings(line, middle - centres)
        angles = angles + 180
    bends = np.abs((np.diff(angles) + 180) % 360 - 180)
    if len(bends) == 0 or bends.max() <= name.number("text-max-angle", 45):
        turns = (angles - 90 * is_stacked + 180) % 360 - 180
        starts = _starts(points, turns, widths, name)
        letters = tuple(zip(*starts.T.tolist(), turns.tolist(), strict=True))
        yield (Placed(name, tuple(_boxes(points, name)), letters=letters),)


def _headings(line: shapely.LineString, distances: Places) -> tuple[Places, Places]:
    """Points so far along a line, and the degrees it is turned there clockwise from the right."""
    points = shapely.get_coordinates(shapely.line_interpolate_point(line, distances))
    steps = [shapely.get_coordinates(shapely.line_interpolate_point(line, distances + step)) for step in (-0.5, 0.5)]
    x, y = (steps[1] - steps[0]).T
    return points, np.degrees(np.arctan2(y, x))


def _starts(points: Places, angles: Places, widths: Places, name: Name) -> Places:
    """Where letters begin on their baselines, whose middles are at points."""
    turns = np.radians(angles)
    along, across = np.column_stack((np.cos(turns), np.sin(turns))), np.column_stack((-np.sin(turns), np.cos(turns)))
    return points + (across * LATIN_BASELINE - along * widths[:, None] / 2) * name.size


def _boxes(points: Places, name: Name) -> Iterator[Box]:
    half = name.room / 2 + name.margin
    return ((x - half, y - half, x + half, y + half) for x, y in points.tolist())
