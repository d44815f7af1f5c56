"""Measures and parts of shapes in degrees, near one latitude."""

from collections.abc import Iterable
from math import cos, radians
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry as Geometry

METRES_PER_DEGREE = 111_195.0
Points = NDArray[np.float64]
Part = TypeVar("Part", bound=Geometry)


def to_metres(shape: Geometry, latitude: float) -> Geometry:
    """The shape on a flat sheet in metres, true near that latitude."""
    return shapely.transform(shape, lambda xy: xy * _scale(latitude))


def to_degrees(shape: Geometry, latitude: float) -> Geometry:
    """The shape back from the flat sheet of `to_metres`."""
    return shapely.transform(shape, lambda xy: xy / _scale(latitude))


def _scale(latitude: float) -> Points:
    return np.array([METRES_PER_DEGREE * cos(radians(latitude)), METRES_PER_DEGREE])


def grown(shape: Geometry, metres: float, latitude: float) -> Geometry:
    """The shape buffered by that many metres (negative: shrunk)."""
    return to_degrees(to_metres(shape, latitude).buffer(metres, quad_segs=4), latitude)


def square_kilometres(shape: Geometry) -> float:
    """Area of one small shape, by the latitude of its middle."""
    if shape.is_empty:
        return 0.0
    latitude = (shape.bounds[1] + shape.bounds[3]) / 2
    return float(shape.area) * (METRES_PER_DEGREE / 1000) ** 2 * cos(radians(latitude))


def polygons(shape: Geometry) -> list[shapely.Polygon]:
    """The polygons inside a shape of any kind."""
    return _parts(shape, shapely.Polygon)


def lines(shape: Geometry) -> list[shapely.LineString]:
    """The lines inside a shape of any kind, joined end to end where they can be."""
    found = _parts(shape, shapely.LineString)
    return _parts(shapely.line_merge(shapely.union_all(found)), shapely.LineString) if found else []


def _parts(shape: Geometry, kind: type[Part]) -> list[Part]:
    if isinstance(shape, kind):
        return [] if shape.is_empty else [shape]
    members: list[Geometry] = list(getattr(shape, "geoms", []))
    return [part for member in members for part in _parts(member, kind)]


def rounded(shape: Geometry, digits: int = 5) -> Geometry:
    """The shape, still valid, with coordinates of that many decimals (5: about a metre)."""
    snapped = shapely.set_precision(shape, 10.0**-digits)
    return shapely.transform(snapped, lambda xy: np.round(xy, digits))


def joined(shapes: Iterable[Geometry]) -> Geometry:
    """The union of the shapes."""
    return shapely.union_all(list(shapes))
