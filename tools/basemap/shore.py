"""Municipalities drawn out to OpenStreetMap's shore, which the surveys' own coasts do not follow."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry as Geometry

from .geometry import joined, polygons, to_degrees, to_metres
from .sources import Municipality

REACH = 1300.0  # metres a municipality may grow over ground that no survey names
OFFSHORE = 150.0  # metres it goes beyond the shore, so that cutting by the shore leaves no strip
SPACING = 80.0  # metres between the points whose nearness decides


def reaching_shore(units: list[Municipality], land: Geometry, near: Geometry, latitude: float) -> list[Municipality]:
    """The municipalities; those in the area `near` own the landfill and piers nearest to them."""
    nearby = [i for i, unit in enumerate(units) if unit.shape.intersects(near)]
    flat = [to_metres(units[i].shape, latitude) for i in nearby]
    ground = to_metres(land.intersection(near), latitude)
    grown = list(units)
    for i, shape, gained in zip(nearby, flat, _gains(flat, ground), strict=True):
        grown[i] = replace(units[i], shape=to_degrees(joined([shape, *gained]), latitude))
    return grown


def _gains(shapes: list[Geometry], land: Geometry) -> list[list[Geometry]]:
    """For each shape the pieces of unowned ground nearer to it than to any other."""
    owned = joined(shapes)
    unowned = land.buffer(OFFSHORE).difference(owned).intersection(owned.buffer(REACH))
    pieces = [piece for piece in polygons(unowned) if piece.area > SPACING**2]
    points, owners = _edge_points(shapes, joined(pieces))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points), ordered=True))
    tree = STRtree(cells)
    gains: list[list[Geometry]] = [[] for _ in shapes]
    for piece in pieces:
        for cell in tree.query(piece, predicate="intersects").tolist():
            gains[owners[cell]].append(cells[cell].intersection(piece))
    return gains


def _edge_points(shapes: list[Geometry], unowned: Geometry) -> tuple[np.ndarray, list[int]]:
    """Points along the shapes' edges that face unowned ground, and the shape of each."""
    seen: dict[tuple[float, float], int] = {}
    for owner, shape in enumerate(shapes):
        for x, y in _facing(shape, unowned):
            seen[x, y] = owner if (x, y) not in seen else -1
    free = [(point, owner) for point, owner in seen.items() if owner >= 0]
    return np.array([point for point, _ in free]), [owner for _, owner in free]


def _facing(shape: Geometry, unowned: Geometry) -> Iterator[tuple[float, float]]:
    if shape.distance(unowned) < 1.0:
        edge = shapely.segmentize(shape.boundary.intersection(unowned.buffer(5.0)), SPACING)
        yield from map(tuple, np.round(shapely.get_coordinates(edge)).tolist())
