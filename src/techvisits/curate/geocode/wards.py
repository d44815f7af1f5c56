"""The ward, gu or municipality at a position, from the bundled boundaries: offline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from techvisits.curate.geocode.query import normalize, strip_unit
from techvisits.curate.rules.places import AREA_KINDS
from techvisits.package.descriptor import Row
from techvisits.package.errors import DataError, Finding
from techvisits.record.geo import Position, metres_per_degree, position_of

BOUNDARIES = Path(__file__).with_name("boundaries.geojson")
NEAR_BORDER_M = 300.0  # the surveys drew wards coarsely (280 m off at Shiodome): nearer than this, either side is right
CAPITALS = {"JP": "Tokyo", "KR": "Seoul"}  # whose wards the file marks


@dataclass(frozen=True)
class Ward:
    """One ward, gu or municipality; `city` is the English name of the city it is part of, "" where it is its own."""

    native: str
    english: str
    city: str
    country_code: str
    area: shapely.Geometry  # in degrees, longitude first, as GeoJSON has them

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
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, ShapelyError) as error:
        what = f"cannot be read ({error})"
        raise DataError([Finding(path.name, 0, "", what, "install the package anew", "boundaries")]) from error


def find_ward(position: Position, wards: Iterable[Ward]) -> Ward | None:
    """The ward at a position, the first of two at their border, None outside them all."""
    latitude, longitude = position
    return next((ward for ward in wards if shapely.intersects_xy(ward.area, longitude, latitude)), None)


def metres_to_edge(position: Position, ward: Ward) -> float:
    """Metres from a position, in the ward or near it, to the ward's edge."""
    latitude, longitude = position
    scale = metres_per_degree(latitude)
    edge = shapely.transform(shapely.boundary(ward.area), lambda corners: (corners - (longitude, latitude)) * scale)
    return float(shapely.distance(edge, shapely.Point(0, 0)))


def check_places(places: Iterable[Row], wards: list[Ward]) -> Iterator[Reverse]:
    """For each venue and district with coordinates, where it lies and whether its address names another ward."""
    rows = list(places)
    cities = {row["place_id"]: row for row in rows if row["kind"] == "city"}
    for place in rows:
        position = position_of(place)
        if position and place["kind"] not in AREA_KINDS:
            yield _check(place, position, cities.get(place["city"]), wards)


def build_natives(places: Iterable[Row], wards: Iterable[Ward]) -> dict[str, str]:
    """Native names of districts, wards and cities by English name; one that stands for two names is left out."""
    natives: dict[str, set[str]] = {}
    for ward in wards:
        for english in {ward.english, strip_unit(ward.english)}:
            natives.setdefault(english, set()).add(ward.native.rsplit(" ", 1)[-1])
    unique = {english: names.pop() for english, names in natives.items() if len(names) == 1}
    own = {place["name"]: place["name_native"] for place in places if place["kind"] in ("city", "district")}
    return unique | {english: native for english, native in own.items() if native}


def _check(place: Row, position: Position, city: Row | None, wards: list[Ward]) -> Reverse:
    ward = find_ward(position, wards)
    named = [other for other in wards if _is_named(other, place, city)]
    agrees = not named or any(other == ward or metres_to_edge(position, other) < NEAR_BORDER_M for other in named)
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
    properties, area = feature["properties"], shape(feature["geometry"])
    shapely.prepare(area)
    english, _, city = properties["en"].partition(", ")
    if properties["ward"]:
        city = city or CAPITALS[properties["country"]]
    return Ward(properties["native"], english, city, properties["country"], area)
