"""The earth: distances and ways on it, where its countries are, and how far an area reaches."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from geographiclib.geodesic import Geodesic

from techvisits.package.descriptor import Row

Position = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""

COUNTRIES: Final = Path(__file__).with_name("countries.csv")
AREA_RADIUS_KM: Final = 80
SAME_PLACE_KM: Final = 0.06  # two positions nearer than this may be one building
KM_PER_DEGREE: Final = 110.5  # of latitude, where it is least
# South, west, north, east. Two boxes a country, so that neither holds much of the other: Japan's islands up to
# Tsushima and its north-east; Korea's mainland with Jeju, and Ulleungdo with Dokdo.
COUNTRY_BOXES: Final = {
    "JP": ((20.2, 122.7, 34.8, 154.2), (33.8, 130.7, 45.8, 149.0)),
    "KR": ((33.0, 124.5, 38.7, 129.7), (37.0, 130.5, 37.8, 132.0)),
}


def position_of(row: Row) -> Position | None:
    """The latitude and longitude of a place's row, None where it has none or they are nowhere on earth."""
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def distance_km(start: Position, end: Position) -> float:
    """The length in kilometres of the geodesic between two positions."""
    return float(Geodesic.WGS84.Inverse(*start, *end, Geodesic.DISTANCE)["s12"]) / 1000


def is_within(start: Position, end: Position, kilometres: float) -> bool:
    """Whether two positions lie at most so many kilometres apart."""
    if abs(start[0] - end[0]) * KM_PER_DEGREE > kilometres:
        return False
    return distance_km(start, end) <= kilometres


def metres_per_degree(latitude: float) -> tuple[float, float]:
    """Metres of one degree of longitude and of latitude, as they are in the kilometres around that latitude."""
    step = 0.01 if latitude < 89 else -0.01
    east, north = (distance_km((latitude, 0), end) for end in ((latitude, 0.01), (latitude + step, 0)))
    return east * 1000 / 0.01, north * 1000 / 0.01


def is_in_country(position: Position, country_code: str) -> bool:
    """Whether a position lies in the rough outline of JP or KR; False for any other ISO 3166-1 code."""
    latitude, longitude = position
    boxes = COUNTRY_BOXES.get(country_code, ())
    return any(south <= latitude <= north and west <= longitude <= east for south, west, north, east in boxes)


def geodesic_path(start: Position, end: Position, steps: int) -> list[Position]:
    """The positions that part the geodesic into so many steps; longitudes run on past ±180, so that it never turns back."""
    mask = Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.LONG_UNROLL
    line = Geodesic.WGS84.InverseLine(*start, *end, mask | Geodesic.DISTANCE_IN)
    at = [line.Position(line.s13 * step / steps, mask) for step in range(steps + 1)]
    return [(point["lat2"], point["lon2"]) for point in at]


def straight(start: Position, end: Position, steps: int = 1) -> list[Position]:
    """Positions evenly along the straight line between two."""
    return [
        (start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps)
        for step in range(steps + 1)
    ]


def bend(path: Sequence[Position], bow: float) -> tuple[Position, ...]:
    """A path bent to the left of its direction, by `bow` times its length in the middle."""
    (y0, x0), (y1, x1) = path[0], path[-1]
    narrow = math.cos(math.radians((y0 + y1) / 2))
    east, north = -(y1 - y0) / narrow, (x1 - x0) * narrow
    last = max(len(path) - 1, 1)
    lifts = [4 * bow * (i / last) * (1 - i / last) for i in range(len(path))]
    return tuple((y + lift * north, x + lift * east) for (y, x), lift in zip(path, lifts, strict=True))


@cache
def country_points() -> dict[str, Position]:
    """For each ISO 3166-1 code a position in the country: Natural Earth's label points."""
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        return {r["country_code"]: (float(r["latitude"]), float(r["longitude"])) for r in csv.DictReader(file)}
