"""Geometry in pixels: Web Mercator, discs that do not overlap, texts that do not collide."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from techvisits.record.geo import Position

TILE: Final = 512
REACH: Final = 64.0
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Bounds = tuple[Point, Point]


@dataclass(frozen=True)
class Disc:
    """A marker at `at` (pixels, true place) drawn at `at + offset` with `radius`; `members` are indices of what it stands for."""

    at: Point
    radius: float
    members: tuple[int, ...]
    offset: Point = (0.0, 0.0)

    @property
    def centre(self) -> Point:
        """Where it is drawn, in pixels."""
        return self.at[0] + self.offset[0], self.at[1] + self.offset[1]

    @property
    def box(self) -> Box:
        """The square around it."""
        return box_around(self.centre, self.radius, self.radius)


def project(latitude: float, longitude: float, zoom: float) -> Point:
    """Degrees -> world pixels (x to the east, y to the south) at a mapbox-gl zoom."""
    size = TILE * 2**zoom
    sine = math.sin(math.radians(latitude))
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return (longitude / 360 + 0.5) * size, y * size


def unproject(point: Point, zoom: float) -> tuple[float, float]:
    """World pixels at a zoom -> (latitude, longitude) in degrees, the way back from `project`."""
    size = TILE * 2**zoom
    y = math.pi * (1 - 2 * point[1] / size)
    return math.degrees(math.atan(math.sinh(y))), (point[0] / size - 0.5) * 360


def fit_zoom(
    positions: Sequence[Position], *, size: tuple[float, float], padding: float, closest: float, farthest: float
) -> float:
    """The largest zoom between `farthest` and `closest` at which all positions fit into a pane of that width and height."""
    if len(positions) < 2:
        return closest
    points = [project(latitude, longitude, 0) for latitude, longitude in positions]
    spans = [max(p[axis] for p in points) - min(p[axis] for p in points) for axis in (0, 1)]
    zooms = [math.log2(max(room - 2 * padding, 1) / span) for span, room in zip(spans, size, strict=True) if span > 0]
    return max(farthest, min([closest, *zooms]))


def centre_of(positions: Sequence[Position]) -> tuple[float, float]:
    """The middle of the bounding box, as (latitude, longitude)."""
    latitudes, longitudes = [p[0] for p in positions], [p[1] for p in positions]
    return (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2


def radius_of(count: int, *, smallest: float = 9.0, growth: float = 2.4, largest: float = 30.0) -> float:
    """A marker's radius in pixels: its area grows with the number of meetings."""
    return min(largest, smallest + growth * (math.sqrt(count) - 1))


def merge(discs: Iterable[Disc], weights: Sequence[int], *, overlap: float = 0.62, largest: float = 30.0) -> list[Disc]:
    """Discs that would cover each other become one, at the weightiest place; the order is by size."""
    merged: list[Disc] = []
    grid = Grid()
    for disc in sorted(discs, key=lambda d: (-_weight(d, weights), d.members)):
        near = [
            (distance, i)
            for i in grid.near(disc.at)
            if (distance := math.dist(merged[i].at, disc.at)) < overlap * (merged[i].radius + disc.radius)
        ]
        if near:
            i = min(near)[1]
            members = (*merged[i].members, *disc.members)
            merged[i] = replace(
                merged[i], members=members, radius=radius_of(sum(weights[m] for m in members), largest=largest)
            )
        else:
            grid.add(disc.at, len(merged))
            merged.append(disc)
    return sorted(merged, key=lambda d: -d.radius)


def spread(discs: Sequence[Disc], *, gap: float = 1.5, rounds: int = 60) -> list[Disc]:
    """The discs moved apart by as little as leaves no two overlapping; the heavier one moves less."""
    centres = [list(d.at) for d in discs]
    for _ in range(rounds):
        grid, moved = Grid(), False
        for i, centre in enumerate(centres):
            grid.add((centre[0], centre[1]), i)
        for i, a in enumerate(discs):
            for j in sorted(grid.near((centres[i][0], centres[i][1]))):
                if j > i:
                    moved |= _push_apart(centres[i], centres[j], a.radius, discs[j].radius, gap)
        if not moved:
            break
    return [
        replace(d, offset=(round(c[0] - d.at[0], 1), round(c[1] - d.at[1], 1)))
        for d, c in zip(discs, centres, strict=True)
    ]


def place_labels(
    discs: Sequence[Disc], texts: Sequence[str], *, size: float, bounds: Bounds, covered: Iterable[Box] = ()
) -> list[str | None]:
    """For each disc the side its text fits on (`right`, `left`, `below`, `above`), or None where it would cover something.

    `covered` are boxes that something else is written in.
    """
    taken = [*(d.box for d in discs), *covered]
    sides: list[str | None] = []
    for disc, text in zip(discs, texts, strict=True):
        width, chosen = text_width(text, size), None
        for side in ("right", "left", "below", "above") if text else ():
            box = _label_box(disc, side, width, size)
            if is_free(box, bounds, taken):
                chosen = side
                taken.append(box)
                break
        sides.append(chosen)
    return sides


def place_along(
    start: Point, end: Point, text: str, *, size: float, bounds: Bounds, taken: Sequence[Box]
) -> tuple[Point, Box] | None:
    """Where on the visible part of a line a text fits and the box it then covers, or None where it would cover something."""
    inside = [p if is_inside(p, bounds) else None for p in (start, end)]
    a = inside[0] or (way_out(end, start, bounds) if inside[1] else start)
    b = inside[1] or (way_out(start, end, bounds) if inside[0] else end)
    half_width, half_height = text_width(text, size) / 2 + 4, size / 2 + 3
    for share in (0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2):
        at = a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
        box = box_around(at, half_width, half_height)
        if is_free(box, bounds, taken):
            return at, box
    return None


def is_free(box: Box, bounds: Bounds, taken: Iterable[Box]) -> bool:
    """True for a box within the pane that covers none of those taken."""
    return _inside(box, bounds) and not any(do_overlap(box, other) for other in taken)


def is_inside(point: Point, bounds: Bounds) -> bool:
    """True for a point within the pane."""
    return _inside((*point, *point), bounds)


def way_out(start: Point, towards: Point, bounds: Bounds) -> Point:
    """Where the straight line from `start`, inside the pane, to `towards`, outside it, crosses the edge."""
    (left, top), (right, bottom) = bounds
    dx, dy = towards[0] - start[0], towards[1] - start[1]
    shares = [
        *([((right if dx > 0 else left) - start[0]) / dx] if dx else []),
        *([((bottom if dy > 0 else top) - start[1]) / dy] if dy else []),
    ]
    share = max(0.0, min([1.0, *shares]))
    return start[0] + share * dx, start[1] + share * dy


def rounded(point: Point) -> Point:
    """The point to a tenth of a pixel."""
    return round(point[0], 1), round(point[1], 1)


def text_box(at: Point, anchor: str, text: str, size: float) -> Box:
    """The box a text covers whose anchor (`start`, `middle` or `end`) stands at a point."""
    width = text_width(text, size)
    left = at[0] - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return left, at[1] - size * 0.7, left + width, at[1] + size * 0.7


def text_width(text: str, size: float) -> float:
    """A close upper estimate of a text's width in pixels: wide characters are square, the others half."""
    return sum(size if ord(c) > 0x2E7F else size * 0.56 for c in text)


def _weight(disc: Disc, weights: Sequence[int]) -> int:
    return sum(weights[m] for m in disc.members)


def _push_apart(a: list[float], b: list[float], radius_a: float, radius_b: float, gap: float) -> bool:
    dx, dy = b[0] - a[0], b[1] - a[1]
    distance = math.hypot(dx, dy)
    lack = radius_a + radius_b + gap - distance
    if lack <= 0.05:
        return False
    if distance < 1e-6:
        dx, dy, distance = 1.0, 0.3, math.hypot(1.0, 0.3)
    share = radius_b**2 / (radius_a**2 + radius_b**2)
    a[0] -= dx / distance * lack * share
    a[1] -= dy / distance * lack * share
    b[0] += dx / distance * lack * (1 - share)
    b[1] += dy / distance * lack * (1 - share)
    return True


def box_around(centre: Point, half_width: float, half_height: float) -> Box:
    """The box of that half width and height around a point."""
    return centre[0] - half_width, centre[1] - half_height, centre[0] + half_width, centre[1] + half_height


def _label_box(disc: Disc, side: str, width: float, size: float) -> Box:
    x, y = disc.centre
    away = disc.radius + 4
    middle = {
        "right": (x + away + width / 2, y),
        "left": (x - away - width / 2, y),
        "below": (x, y + away + size / 2),
        "above": (x, y - away - size / 2),
    }[side]
    return box_around(middle, width / 2 + 2, size * 0.7)


def grown(box: Box, by: float) -> Box:
    """The box with a margin around it."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def do_overlap(a: Box, b: Box) -> bool:
    """Whether two boxes cover each other in part."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _inside(box: Box, bounds: Bounds) -> bool:
    (left, top), (right, bottom) = bounds
    return left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom


class Grid:
    """Indices by where their point is, so that what is near is found without looking at everything."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[int]] = {}

    def add(self, point: tuple[float, float], index: int) -> None:
        """Put an index where its point, in pixels, is."""
        self._cells.setdefault(self._cell(point), []).append(index)

    def near(self, point: tuple[float, float]) -> list[int]:
        """The indices within `REACH` pixels of a point, and some a little farther."""
        x, y = self._cell(point)
        return [i for dx in (-1, 0, 1) for dy in (-1, 0, 1) for i in self._cells.get((x + dx, y + dy), ())]

    @staticmethod
    def _cell(point: tuple[float, float]) -> tuple[int, int]:
        return int(point[0] // REACH), int(point[1] // REACH)
