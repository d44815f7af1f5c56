"""A trip as a journey: its stops in order and the legs between them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from geopy.distance import geodesic

from techvisits.record.records import Records, each

FAR_KM: Final = 60


@dataclass(frozen=True)
class Stop:
    """One visit of a trip. `number` counts from 1; latitude and longitude are degrees, None where the place has none."""

    number: int
    meeting_id: str
    place_id: str
    area: str
    city_id: str
    latitude: float | None
    longitude: float | None
    meeting: Any

    @property
    def position(self) -> tuple[float, float]:
        """(latitude, longitude) in degrees; raises ValueError where the place has none."""
        if self.latitude is None or self.longitude is None:
            raise ValueError(f"{self.place_id} has no coordinates")
        return self.latitude, self.longitude


@dataclass(frozen=True)
class Leg:
    """A move between two consecutive visits of a trip at different located places; `kilometres` is the geodesic distance."""

    trip_id: str
    start: Stop
    end: Stop
    kilometres: float

    @property
    def is_between_cities(self) -> bool:
        """True for a leg drawn as a great circle; legs within one area are drawn straight."""
        return self.start.area != self.end.area or self.kilometres > FAR_KM


def build_stops(trip_id: str, records: Records) -> list[Stop]:
    """The stops of one trip in the order of its visits' sequence; empty where the trip is unknown."""
    visits = records.visits[records.visits["trip_id"] == trip_id].sort_values("sequence")
    return [_build_stop(number, row) for number, row in enumerate(each(visits), 1)]


def build_legs(trip_id: str, stops: list[Stop]) -> list[Leg]:
    """The legs of a trip; a stop whose place has no coordinates is passed over."""
    located = [stop for stop in stops if stop.latitude is not None]
    return [
        Leg(trip_id, a, b, _distance(a, b))
        for a, b in zip(located, located[1:], strict=False)
        if a.place_id != b.place_id
    ]


def build_bundles(visits: pd.DataFrame, nodes: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    """The moves of all trips among `visits`, bundled: for each two nodes, in the order of their names, the trips that went from one to the other.

    `nodes` says for each visit where it was as far as the bundles are concerned (a place, a city); visits with none are passed over.
    """
    columns = visits[["trip_id", "sequence"]].assign(node=list(nodes))
    located = columns[columns["node"] != ""].sort_values(["trip_id", "sequence"])
    after = located.shift(-1)
    moves = located.assign(end=after["node"])[
        (located["trip_id"] == after["trip_id"]) & (located["node"] != after["node"])
    ]
    bundles: dict[tuple[str, str], list[str]] = {}
    for trip_id, start, end in zip(moves["trip_id"], moves["node"], moves["end"], strict=True):
        bundles.setdefault((min(start, end), max(start, end)), []).append(trip_id)
    return bundles


def great_circle(start: tuple[float, float], end: tuple[float, float], steps: int = 32) -> list[list[float]]:
    """Points [longitude, latitude] along the great circle between two (latitude, longitude); longitudes run on past ±180 so that the line never turns back."""
    a, b = _vector(start), _vector(end)
    angle = math.acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(a, b, strict=True)))))
    if angle < 1e-12:
        return [[start[1], start[0]], [end[1], end[0]]]
    points: list[list[float]] = []
    for step in range(steps + 1):
        t = step / steps
        k, m = math.sin((1 - t) * angle) / math.sin(angle), math.sin(t * angle) / math.sin(angle)
        x, y, z = (k * p + m * q for p, q in zip(a, b, strict=True))
        longitude = math.degrees(math.atan2(y, x))
        if points:
            longitude += 360 * round((points[-1][0] - longitude) / 360)
        points.append([round(longitude, 5), round(math.degrees(math.atan2(z, math.hypot(x, y))), 5)])
    return points


def straight(start: tuple[float, float], end: tuple[float, float], steps: int = 1) -> list[list[float]]:
    """Points [longitude, latitude] evenly along the straight line between two (latitude, longitude)."""
    shares = [step / steps for step in range(steps + 1)]
    return [[round(a + t * (b - a), 6) for a, b in zip(start[::-1], end[::-1], strict=True)] for t in shares]


def bend(path: list[list[float]], bow: float) -> list[list[float]]:
    """A path of points [longitude, latitude] bent to the left of its direction, by `bow` times its length in the middle."""
    (x0, y0), (x1, y1) = path[0], path[-1]
    narrow = math.cos(math.radians((y0 + y1) / 2))
    across = (-(y1 - y0) / narrow, (x1 - x0) * narrow)
    last = max(len(path) - 1, 1)
    lifts = [4 * bow * (i / last) * (1 - i / last) for i in range(len(path))]
    return [
        [round(x + lift * across[0], 6), round(y + lift * across[1], 6)]
        for (x, y), lift in zip(path, lifts, strict=True)
    ]


def _vector(position: tuple[float, float]) -> tuple[float, float, float]:
    latitude, longitude = map(math.radians, position)
    return math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude)


def _build_stop(number: int, row: Any) -> Stop:
    known = not (pd.isna(row.latitude) or pd.isna(row.longitude))
    latitude, longitude = (float(row.latitude), float(row.longitude)) if known else (None, None)
    return Stop(number, row.meeting_id, row.place_id, row.area, row.city_id, latitude, longitude, row)


def _distance(a: Stop, b: Stop) -> float:
    return float(geodesic(a.position, b.position).km)
