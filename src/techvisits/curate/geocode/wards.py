"""The ward, gu or municipality at a position, from the bundled boundaries: offline, without a geometry library."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from techvisits.curate.geocode.query import normalize, strip_unit
from techvisits.package.errors import DataError, Finding
from techvisits.package.tables import Row

BOUNDARIES = Path(__file__).with_name("boundaries.geojson")
Point = tuple[float, float]  # longitude, latitude in degrees, as GeoJSON has them
Ring = list[Point]
NEAR_BORDER_M = 300.0  # the surveys drew wards coarsely (280 m off at Shiodome): nearer than this, either side is right
METRES_PER_DEGREE = 111_195.0
CAPITALS = {"JP": "Tokyo", "KR": "Seoul"}  # whose wards the file marks


@dataclass(frozen=True)
class Ward:
    """One ward, gu or municipality; `city` is the English name of the city it is part of, "" where it is its own."""

    native: str
    english: str
    city: str
    country_code: str
    polygons: tuple[tuple[Ring, ...], ...]
    box: tuple[float, float, float, float]  # west, south, east, north

    def __str__(self) -> str:
        return f"{', '.join(filter(None, [self.english, self.city]))} ({self.native})"


@dataclass(frozen=True)
class Reverse:
    """Where a place's coordinates lie, and the other ward its address names where the two disagree."""

    place_id: str
    ward: Ward | None
    address: str
    named: Ward | None = None

    def __str__(self) -> str:
        where = str(self.ward) if self.ward else "outside the bundled boundaries"
        if not self.named:
            return f"{self.place_id}: {where}"
        return f"{self.place_id}: {where}, but its address says {self.named.english}: {self.address!r}"


def load_wards(path: Path = BOUNDARIES) -> list[Ward]:
    """Every ward of the bundled boundaries; raises DataError where the file is missing or broken."""
    try:
        return [_build_ward(feature) for feature in json.loads(path.read_text("utf-8"))["features"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = f"cannot be read ({error})"
        raise DataError([Finding(path.name, 0, "", what, "install the package anew", "boundaries")]) from error


def find_ward(latitude: float, longitude: float, wards: Iterable[Ward]) -> Ward | None:
    """The ward at a position in degrees, None outside them all."""
    return next((ward for ward in wards if contains(ward, latitude, longitude)), None)


def contains(ward: Ward, latitude: float, longitude: float) -> bool:
    """Whether the position in degrees lies in the ward."""
    west, south, east, north = ward.box
    if not (west <= longitude <= east and south <= latitude <= north):
        return False
    return any(
        _is_inside(latitude, longitude, rings[0])
        and not any(_is_inside(latitude, longitude, hole) for hole in rings[1:])
        for rings in ward.polygons
    )


def check_places(places: Iterable[Row], wards: list[Ward]) -> Iterator[Reverse]:
    """For each venue and district with coordinates, where it lies and whether its address names another ward."""
    rows = list(places)
    cities = {row["place_id"]: row for row in rows if row["kind"] == "city"}
    for place in rows:
        if place["kind"] in ("venue", "district") and place["latitude"] and place["longitude"]:
            yield _check(place, cities.get(place["city"]), wards)


def build_natives(places: Iterable[Row], wards: Iterable[Ward]) -> dict[str, str]:
    """Native names of districts, wards and cities by English name; one that stands for two names is left out."""
    natives: dict[str, set[str]] = {}
    for ward in wards:
        for english in {ward.english, strip_unit(ward.english)}:
            natives.setdefault(english, set()).add(ward.native.rsplit(" ", 1)[-1])
    unique = {english: names.pop() for english, names in natives.items() if len(names) == 1}
    own = {place["name"]: place["name_native"] for place in places if place["kind"] in ("city", "district")}
    return unique | {english: native for english, native in own.items() if native}


def _check(place: Row, city: Row | None, wards: list[Ward]) -> Reverse:
    latitude, longitude = float(place["latitude"]), float(place["longitude"])
    ward = find_ward(latitude, longitude, wards)
    named = [other for other in wards if _is_named(other, place, city)]
    agrees = not named or any(other == ward or _is_near(other, latitude, longitude) for other in named)
    return Reverse(place["place_id"], ward, place["address"], None if agrees else named[0])


def _is_named(ward: Ward, place: Row, city: Row | None) -> bool:
    """Whether the place's address names the ward; a namesake of its own city is told apart by the native name."""
    if ward.country_code != place["country_code"]:
        return False
    if city and normalize(ward.english) == normalize(city["name"]):
        return normalize(strip_unit(ward.native)) == normalize(strip_unit(city["name_native"]))
    parts = {normalize(strip_unit(part)) for part in place["address"].split(",")}
    words = (ward.english, ward.city) if ward.city else (ward.english,)
    return all(normalize(strip_unit(word)) in parts for word in words)


def _build_ward(feature: dict[str, Any]) -> Ward:
    properties, geometry = feature["properties"], feature["geometry"]
    shapes = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    polygons = tuple(tuple([(float(x), float(y)) for x, y in ring] for ring in shape) for shape in shapes)
    english, _, city = properties["en"].partition(", ")
    if properties["ward"]:
        city = city or CAPITALS[properties["country"]]
    xs = [x for rings in polygons for x, _ in rings[0]]
    ys = [y for rings in polygons for _, y in rings[0]]
    box = (min(xs), min(ys), max(xs), max(ys))
    return Ward(properties["native"], english, city, properties["country"], polygons, box)


def _is_inside(latitude: float, longitude: float, ring: Ring) -> bool:
    """Ray casting: an odd number of the ring's edges lies east of a point inside."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > latitude) != (y2 > latitude) and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _is_near(ward: Ward, latitude: float, longitude: float) -> bool:
    return any(
        _metres_to_edge(latitude, longitude, start, end) < NEAR_BORDER_M
        for rings in ward.polygons
        for ring in rings
        for start, end in pairwise(ring)
    )


def _metres_to_edge(latitude: float, longitude: float, start: Point, end: Point) -> float:
    east = METRES_PER_DEGREE * math.cos(math.radians(latitude))
    ax, ay = (start[0] - longitude) * east, (start[1] - latitude) * METRES_PER_DEGREE
    dx, dy = (end[0] - start[0]) * east, (end[1] - start[1]) * METRES_PER_DEGREE
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, -(ax * dx + ay * dy) / length)) if length else 0.0
    return math.hypot(ax + along * dx, ay + along * dy)
