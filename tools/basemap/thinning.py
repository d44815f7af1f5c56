"""Detail by place: fine around the two cities, ever coarser with distance, without a seam."""

import heapq
from math import cos, radians

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from .geometry import METRES_PER_DEGREE, Points

TOKYO = (139.30, 35.15, 140.60, 36.10)
SEOUL = (126.25, 36.80, 127.60, 37.95)
FINEST = 26.0  # metres: half a pixel at zoom 11
ALONG_COAST = 1500.0  # metres, Japan and Korea
FAR_AWAY = 60_000.0  # metres, the rest of the world
GROWTH = 0.014  # metres of tolerance per metre from the city boxes
NEIGHBOURS = (122.0, 24.0, 150.0, 46.0)
NEIGHBOUR_GROWTH = 0.012


def tolerance(points: Points) -> Points:
    """Metres of detail that may be lost at each [longitude, latitude]."""
    near_city = FINEST + GROWTH * np.minimum(_metres_to(points, TOKYO), _metres_to(points, SEOUL))
    regional = np.minimum(near_city, ALONG_COAST)
    abroad = NEIGHBOUR_GROWTH * _metres_to(points, NEIGHBOURS)
    return np.minimum(regional + abroad, FAR_AWAY)


def _metres_to(points: Points, box: tuple[float, float, float, float]) -> Points:
    """Distance of each point from the box, 0 inside."""
    west, south, east, north = box
    shrink = cos(radians((south + north) / 2))
    x = np.maximum(np.maximum(west - points[:, 0], points[:, 0] - east), 0) * shrink
    y = np.maximum(np.maximum(south - points[:, 1], points[:, 1] - north), 0)
    return np.asarray(np.hypot(x, y) * METRES_PER_DEGREE)


def thinned(path: Points, coarser: float = 1.0) -> Points:
    """The ring or line after Visvalingam's removal of corners, the least weighty triangle first.
    A line keeps its ends, so borders thinned one by one still meet. `coarser` multiplies the
    tolerance."""
    if len(path) < 4:
        return path
    closed = bool((path[0] == path[-1]).all())
    corners = path[:-1] if closed else path
    flat = np.column_stack([corners[:, 0] * np.cos(np.radians(corners[:, 1])), corners[:, 1]])
    limits = (coarser * tolerance(corners)) ** 2
    if not closed:
        limits[[0, -1]] = 1e-9
    keep = _survivors((flat * METRES_PER_DEGREE).tolist(), limits.tolist())
    return np.asarray(corners[[*keep, keep[0]] if closed else keep])


def thinned_line(line: Geometry, coarser: float = 1.0) -> Geometry:
    """The line with the corners that matter at their place, rounded alike."""
    return rounded_by_place(shapely.LineString(thinned(shapely.get_coordinates(line), coarser)))


def rounded_by_place(shape: Geometry) -> Geometry:
    """The shape with no more decimals than its tolerance deserves."""

    def round_each(points: Points) -> Points:
        digits = np.clip(np.round(6.3 - np.log10(tolerance(points))), 2, 5)
        step = 10.0 ** digits[:, None]
        return np.asarray(np.round(np.round(points * step) / step, 5))

    return shapely.transform(shape, round_each)


def _survivors(flat: list[list[float]], limits: list[float]) -> list[int]:
    """Indices of corners left when every remaining triangle is larger than its limit."""
    count = len(flat)
    before, after = [i - 1 for i in range(count)], [i + 1 for i in range(count)]
    before[0], after[-1] = count - 1, 0

    def weight(i: int) -> float:
        return _triangle(flat[before[i]], flat[i], flat[after[i]]) / limits[i]

    current = [weight(i) for i in range(count)]
    queue = [(current[i], i) for i in range(count)]
    heapq.heapify(queue)
    alive = count
    while queue and alive > (4 if count > 4 else 2):
        value, i = heapq.heappop(queue)
        if value != current[i]:
            continue
        if value >= 1.0:
            break
        current[i], alive = -1.0, alive - 1
        before[after[i]], after[before[i]] = before[i], after[i]
        for j in (before[i], after[i]):
            current[j] = max(weight(j), value)
            heapq.heappush(queue, (current[j], j))
    return [i for i in range(count) if current[i] != -1.0]


def _triangle(a: list[float], b: list[float], c: list[float]) -> float:
    """Twice the area of the triangle, less for spikes and more for gentle bends."""
    ux, uy, vx, vy = b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]
    lengths = ((ux * ux + uy * uy) * (vx * vx + vy * vy)) ** 0.5 or 1.0
    straightness = (ux * vx + uy * vy) / lengths
    return abs(ux * vy - uy * vx) * (1.0 + 0.6 * straightness)
