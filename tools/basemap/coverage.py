"""Polygons that share their borders exactly, out of survey polygons that gap and overlap."""

from collections.abc import Iterator

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry as Geometry

from .geometry import joined, lines, to_degrees, to_metres

GRID = 1.0  # metres; corners closer than this become one


def fitted(shapes: list[Geometry], latitude: float, detail: float, widest_gap: float) -> list[Geometry]:
    """The shapes without overlaps and without gaps narrower than `widest_gap` metres, borders
    thinned to `detail` metres alike on both sides; as many shapes, in the same order."""
    flat = [shapely.set_precision(to_metres(shape, latitude), GRID) for shape in shapes]
    owned = _without_overlaps(flat, widest_gap)
    thinned = shapely.coverage_simplify(np.array(owned, dtype=object), detail)
    if not shapely.coverage_is_valid(thinned):
        raise ValueError("the polygons do not share their borders")
    return [to_degrees(shapely.make_valid(shape), latitude) for shape in thinned]


def _without_overlaps(shapes: list[Geometry], widest_gap: float) -> list[Geometry]:
    """Every face of the shapes' common linework given to one of them."""
    linework = shapely.union_all([shape.boundary for shape in shapes], grid_size=GRID)
    faces = list(shapely.get_parts(shapely.polygonize([linework])))
    owners = _owners(faces, shapes)
    _give_away_slivers(faces, owners, widest_gap)
    parts: list[list[Geometry]] = [[] for _ in shapes]
    for face, owner in zip(faces, owners, strict=True):
        if owner >= 0:
            parts[owner].append(face)
    return [shapely.coverage_union_all(part) if part else shapely.Polygon() for part in parts]


def _owners(faces: list[Geometry], shapes: list[Geometry]) -> list[int]:
    """For each face the first shape it lies in, or -1."""
    owners = [-1] * len(faces)
    inside = STRtree(shapes).query([face.point_on_surface() for face in faces], predicate="within")
    for face, shape in sorted(inside.T.tolist(), reverse=True):
        owners[face] = shape
    return owners


def _give_away_slivers(faces: list[Geometry], owners: list[int], widest_gap: float) -> None:
    """Gives each narrow face nobody owns, and each sliver, to the neighbour it touches longest."""
    tree = STRtree(faces)
    for i in np.argsort(shapely.area(faces)):
        face = faces[i]
        narrow = face.buffer(-widest_gap / 2).is_empty
        if not narrow or (owners[i] >= 0 and face.area > widest_gap**2):
            continue
        shared: dict[int, float] = {}
        for j in tree.query(face, predicate="intersects").tolist():
            if j != i and owners[j] >= 0:
                length = float(face.intersection(faces[j]).length)
                shared[owners[j]] = shared.get(owners[j], 0.0) + length
        if shared and max(shared.values()) > 0:
            owners[i] = max(shared, key=lambda owner: shared[owner])


def borders(shapes: list[Geometry]) -> Iterator[tuple[int, int, Geometry]]:
    """(one, other, line) for each pair of shapes that share a border."""
    tree = STRtree(shapes)
    for i, j in zip(*tree.query(shapes, predicate="intersects").tolist(), strict=True):
        if i < j:
            shared = lines(shapes[i].intersection(shapes[j]))
            if shared:
                yield i, j, joined(shared)
