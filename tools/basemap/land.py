"""Land: OpenStreetMap's coast of the whole world in one piece, finest around the two cities."""

import numpy as np
import shapely

from .geometry import METRES_PER_DEGREE, polygons
from .thinning import rounded_by_place, thinned, tolerance

SMALLEST = 2.2  # islands less wide than this many tolerances are left out
SOUTHERN_EDGE = -60.0  # no Antarctica


def build_land(world: list[shapely.Polygon]) -> list[shapely.Polygon]:
    """Polygons of land, their corners as far apart as the tolerance at that place allows."""
    areas, boxes = shapely.area(world), shapely.bounds(world)
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    size = areas * METRES_PER_DEGREE**2 * np.cos(np.radians(middles[:, 1]))
    drawn = (size > (SMALLEST * tolerance(middles)) ** 2) & (boxes[:, 3] > SOUTHERN_EDGE)
    shapes = [shapely.make_valid(rounded_by_place(_simplified(world[i]))) for i in np.flatnonzero(drawn)]
    return [polygon for shape in shapes for polygon in polygons(shape)]


def _simplified(polygon: shapely.Polygon) -> shapely.Polygon:
    """The polygon with the corners that matter at their place; holes too small to see are gone."""
    shell = thinned(shapely.get_coordinates(polygon.exterior))
    holes = [thinned(shapely.get_coordinates(ring)) for ring in polygon.interiors]
    return shapely.Polygon(shell, [hole for hole in holes if len(hole) > 5])
