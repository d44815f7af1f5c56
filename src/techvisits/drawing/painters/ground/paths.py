"""Shapes of the base map as the data of SVG paths: clipped to a pane, simplified to less than a pixel."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from techvisits.drawing import basemap
from techvisits.drawing.model import Frame
from techvisits.drawing.painters.ground.style import Properties
from techvisits.drawing.screen import TILE, grown, project

MARGIN: Final = 8
"""Pixels around the pane that are drawn as well, so that no cut edge and no end of a line is seen."""

TOLERANCE: Final = 0.75
"""Pixels that a corner may be away from the line that is drawn without it."""

STEPS: Final = 2
"""Paths are in whole half pixels."""

Coordinates = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Features:
    """What a GeoJSON file holds: properties, and geometries in the pixels of the world at zoom 0."""

    properties: tuple[Properties, ...]
    geometries: NDArray[np.object_]
    bounds: Coordinates


@cache
def load_features(source: str) -> Features:
    """The features of a file of the base map, as `land`."""
    path = basemap.FOLDER / basemap.file_path(f"{source}.geojson").rpartition("/")[2]
    text = path.read_text(encoding="utf-8")
    geometries = shapely.transform(shapely.get_parts(shapely.from_geojson(text)), _project)
    properties = tuple(feature["properties"] for feature in json.loads(text)["features"])
    return Features(properties, geometries, shapely.bounds(geometries))


def clip(features: Features, frame: Frame, is_wanted: Callable[[Properties], bool]) -> NDArray[np.object_]:
    """The wanted geometries in the pane and its margin, in pixels of the pane; what is elsewhere or too small to see is left out."""
    left, top, right, bottom = grown(frame.window, MARGIN)
    low, high = from_pixels(np.array([[left, top], [right, bottom]]), frame)
    starts, ends = features.bounds[:, :2], features.bounds[:, 2:]
    seen = (starts <= high).all(1) & (ends >= low).all(1) & ((ends - starts) * 2**frame.view.zoom >= 1 / STEPS).any(1)
    chosen = [i for i in np.flatnonzero(seen) if is_wanted(features.properties[i])]
    clipped = shapely.clip_by_rect(features.geometries[chosen], *low, *high)
    moved = shapely.transform(clipped, lambda points: to_pixels(points, frame))
    return np.asarray(moved[~shapely.is_empty(moved)])


def to_pixels(points: Coordinates, frame: Frame) -> Coordinates:
    """Points in the pixels of the world at zoom 0 -> pixels of the pane."""
    middle = project(frame.view.latitude, frame.view.longitude, 0)
    moved = (points - middle) * 2**frame.view.zoom + (frame.width / 2, frame.height / 2)
    return np.asarray(moved, np.float64)


def from_pixels(points: Coordinates, frame: Frame) -> Coordinates:
    """The way back from `to_pixels`."""
    middle = project(frame.view.latitude, frame.view.longitude, 0)
    moved = (points - (frame.width / 2, frame.height / 2)) / 2**frame.view.zoom + middle
    return np.asarray(moved, np.float64)


def outline_data(geometries: NDArray[np.object_]) -> str:
    """The data of one path for them all: rings are closed and filled by the rule `nonzero`, lines are open."""
    parts = shapely.get_parts(shapely.get_parts(geometries))
    is_line = shapely.get_dimensions(parts) == 1
    lines = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(parts[is_line])))
    rings = shapely.get_rings(shapely.orient_polygons(shapely.simplify(parts[~is_line], TOLERANCE)))
    return _data([*((ring, True) for ring in rings), *((line, False) for line in shapely.simplify(lines, TOLERANCE))])


def _data(lines: list[tuple[shapely.LineString, bool]]) -> str:
    """One line after the other, each closed or not: steps from the last point of the one before or, if closed, its first."""
    data, at = "", np.zeros((1, 2), np.int64)
    for line, is_closed in lines:
        points = np.round(shapely.get_coordinates(line) * STEPS).astype(np.int64)
        points = points[np.append((points[1:] != points[:-1]).any(1), not is_closed)]
        if len(points) > 1:
            data += "m" + _numbers(np.concatenate((points[:1] - at, points[1:] - points[:-1]))) + "z" * is_closed
            at = points[:1] if is_closed else points[-1:]
    return data


def _numbers(moves: NDArray[np.int64]) -> str:
    """Whole numbers, with a space only where no sign parts them."""
    return " ".join(map(str, moves.ravel().tolist())).replace(" -", "-")


def _project(positions: Coordinates) -> Coordinates:
    """`screen.project` at zoom 0, for (longitude, latitude) in rows."""
    sine = np.sin(np.radians(positions[:, 1]))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    return np.column_stack((positions[:, 0] / 360 + 0.5, y)) * TILE
