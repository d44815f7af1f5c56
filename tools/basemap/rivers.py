"""Rivers of real width: a smooth bank through the measured cross-sections, gaps bridged and marked so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import hypot

import numpy as np
import shapely
from scipy.interpolate import Akima1DInterpolator
from shapely.geometry.base import BaseGeometry as Geometry

from .geometry import Points, grown, joined, polygons, rounded, to_degrees, to_metres
from .tables import load_table

LONGEST_STEP = 1400.0  # metres; sections farther apart than this leave a gap
STEPS = 12  # points on each bank between two sections
SEAM = 20.0  # metres
DETAIL = {True: 6.0, False: 15.0}  # metres lost when banks, measured or not, are thinned

# Sections that do not span the river: (river, kilometre). Why: README, "Rivers".
NOT_ACROSS = {("Sumida", 0.0), ("Arakawa", 37.2)}


@dataclass(frozen=True)
class Section:
    """Both banks at one place, in degrees. A join (`measured` false) has a width in metres instead:
    its banks both lie in mid-river until `across` sets them apart."""

    river: str
    km: float
    left: tuple[float, float]
    right: tuple[float, float]
    measured: bool
    width: float = 0.0

    @property
    def middle(self) -> tuple[float, float]:
        """Half way between the banks."""
        return (self.left[0] + self.right[0]) / 2, (self.left[1] + self.right[1]) / 2


@dataclass(frozen=True)
class River:
    """The drawn surface of one river: the stretches through sections, and those that bridge gaps."""

    name: str
    measured: Geometry
    bridged: Geometry

    @property
    def surface(self) -> Geometry:
        """All of it in one shape, the hair between stretches closed."""
        whole = joined([self.measured, self.bridged])
        latitude = whole.bounds[1]
        return grown(grown(whole, SEAM, latitude), -SEAM, latitude)


def build_rivers() -> list[River]:
    """Every river of the two tables."""
    stretches = [drawn(run) for run in runs(load_sections())]
    names = sorted({river.name for river in stretches})
    return [
        River(
            name,
            rounded(joined(r.measured for r in stretches if r.name == name)),
            rounded(joined(r.bridged for r in stretches if r.name == name)),
        )
        for name in names
    ]


def load_sections() -> list[Section]:
    """The measured sections in the table's order, then the joins, to be sorted by `runs`."""
    measured = [_measured(row) for row in load_table("river_sections.csv")]
    joins = [_join(row) for row in load_table("river_joins.csv")]
    return [s for s in measured if (s.river, s.km) not in NOT_ACROSS] + joins


def _measured(row: dict[str, str]) -> Section:
    left = float(row["left_longitude"]), float(row["left_latitude"])
    right = float(row["right_longitude"]), float(row["right_latitude"])
    return Section(row["river"], float(row["km"]), left, right, measured=True)


def _join(row: dict[str, str]) -> Section:
    place = float(row["longitude"]), float(row["latitude"])
    return Section(row["river"], float(row["km"]), place, place, measured=False, width=float(row["width_m"]))


def runs(sections: list[Section]) -> Iterator[list[Section]]:
    """Sections of one river in order of kilometre, its second series (the mouth) on its own."""
    for _, group in groupby(sorted(sections, key=lambda s: s.river), key=lambda s: s.river):
        series: list[list[Section]] = [[]]
        joins = []
        for section in group:
            if not section.measured:
                joins.append(section)
            elif series[-1] and section.km < series[-1][-1].km:
                series.append([section])
            else:
                series[-1].append(section)
        series[0] = sorted(series[0] + joins, key=lambda s: s.km)
        yield from (across(run) for run in series)


def across(run: list[Section]) -> list[Section]:
    """The run with both banks set at its joins, square to the way the river goes there."""
    middles = [section.middle for section in run]
    latitude = middles[0][1]
    flat = shapely.get_coordinates(to_metres(shapely.LineString(middles), latitude))
    placed = []
    for i, section in enumerate(run):
        if section.measured:
            placed.append(section)
            continue
        along = flat[min(i + 1, len(run) - 1)] - flat[max(i - 1, 0)]
        half = np.array([-along[1], along[0]]) / hypot(*along) * section.width / 2
        half *= _handedness(run, flat)
        ends = shapely.LineString([flat[i] + half, flat[i] - half])
        left, right = shapely.get_coordinates(to_degrees(ends, latitude)).tolist()
        placed.append(replace(section, left=tuple(left), right=tuple(right)))
    return placed


def _handedness(run: list[Section], flat: Points) -> float:
    """1 if the run's left banks lie to the left of its direction, else -1."""
    turns = 0.0
    for i, section in enumerate(run[:-1]):
        if section.measured:
            along = flat[i + 1] - flat[i]
            side = np.subtract(section.left, section.middle)
            turns += float(np.sign(along[0] * side[1] - along[1] * side[0]))
    return -1.0 if turns < 0 else 1.0


def drawn(run: list[Section]) -> River:
    """The river's surface through all sections of the run."""
    latitude = run[0].middle[1]
    left, right = (_smooth(side, run, latitude) for side in ("left", "right"))
    pieces: dict[bool, list[Geometry]] = {True: [], False: []}
    for i, (one, two) in enumerate(pairwise(run)):
        a, b = i * STEPS, (i + 1) * STEPS + 1
        ring = np.vstack([left[a:b], right[a:b][::-1]])
        piece = shapely.make_valid(shapely.Polygon(ring)).buffer(0.5)
        pieces[one.measured and two.measured and _apart(one, two, latitude) < LONGEST_STEP].append(piece)
    shapes = (to_degrees(joined(pieces[k]).simplify(DETAIL[k]), latitude) for k in (True, False))
    measured, bridged = (joined(polygons(shape)) for shape in shapes)
    return River(run[0].river, measured, bridged)


def _smooth(side: str, run: list[Section], latitude: float) -> Points:
    """One bank as a smooth line through its sections, STEPS points a stretch, in metres."""
    bank = shapely.LineString([getattr(section, side) for section in run])
    points = shapely.get_coordinates(to_metres(bank, latitude))
    middles = shapely.get_coordinates(to_metres(shapely.LineString([s.middle for s in run]), latitude))
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(middles, axis=0).T))])
    at = np.interp(np.arange((len(run) - 1) * STEPS + 1) / STEPS, np.arange(len(run)), way)
    return np.asarray(Akima1DInterpolator(way, points, method="makima")(at))


def _apart(one: Section, two: Section, latitude: float) -> float:
    ends = to_metres(shapely.LineString([one.middle, two.middle]), latitude)
    return float(ends.length)


def middle_line(run: list[Section]) -> Geometry:
    """The line half way between the banks, for a name to follow."""
    latitude = run[0].middle[1]
    left, right = (_smooth(side, run, latitude) for side in ("left", "right"))
    return to_degrees(shapely.LineString((left + right) / 2).simplify(40.0), latitude)
