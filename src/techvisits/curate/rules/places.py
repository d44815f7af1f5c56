"""Rules of places: coordinates that are whole, plausible and of known origin, and no place twice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from techvisits.package.descriptor import Row
from techvisits.package.errors import Finding
from techvisits.package.tables import DataPackage
from techvisits.record.geo import (
    AREA_RADIUS_KM,
    SAME_PLACE_KM,
    Position,
    distance_km,
    is_in_country,
    is_within,
    position_of,
)
from techvisits.record.search import fold

AREA_KINDS: Final = ("city", "country")  # of a place of which no more than that is known
GEOCODER_FIELDS: Final = ("geocoder", "geocoded_on", "osm_id")


def coordinates_whole(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A place has latitude, longitude, their precision and their origin, or none of the four."""
    names = ("latitude", "longitude", "coordinates_precision", "coordinates_origin")
    for line, row in package.numbered("places"):
        missing = [name for name in names if not row[name]]
        if 0 < len(missing) < len(names):
            what = f"is empty, while {', '.join(name for name in names if row[name])} is given"
            remedy = "give all four or none"
            yield package.finding(("places", line, missing[0]), what, remedy, "coordinates-whole")


def coordinates_in_country(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Coordinates lie in the place's country."""
    for line, row in package.numbered("places"):
        position = position_of(row)
        if position and not is_in_country(position, row["country_code"]):
            what = f"{row['latitude']}, {row['longitude']} is outside {row['country_code']}"
            remedy = "look whether the two are exchanged or the country is wrong (JP or KR)"
            yield package.finding(("places", line, "latitude"), what, remedy, "coordinates-in-country")


def coordinates_near_city(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A venue or district lies within 80 km of its city."""
    cities = {row["place_id"]: position_of(row) for row in package.rows["places"]}
    for line, row in package.numbered("places"):
        position, city = position_of(row), cities.get(row["city"])
        if position and city and (distance := distance_km(position, city)) > AREA_RADIUS_KM:
            what, remedy = f"lies {distance:.0f} km from {row['city']}", "correct the coordinates or the city"
            yield package.finding(("places", line, "latitude"), what, remedy, "coordinates-near-city")


def coordinates_have_origin(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Curated coordinates name a page or their origin in words; geocoded ones name service, day and object."""
    for line, row in package.numbered("places"):
        if row["coordinates_origin"] == "curated" and not (row["coordinates_url"] or row["coordinates_note"]):
            what, remedy = "is empty for curated coordinates", "give the page, or write a coordinates_note"
            yield package.finding(("places", line, "coordinates_url"), what, remedy, "coordinates-have-origin")
        missing = [name for name in GEOCODER_FIELDS if not row[name]]
        if row["coordinates_origin"] == "geocoder" and missing:
            what, remedy = "is empty for geocoded coordinates", f"give {', '.join(missing)} or geocode again"
            yield package.finding(("places", line, missing[0]), what, remedy, "coordinates-have-origin")


def city_is_city(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A venue's or district's city is a place of kind city; a city names itself; a country names none."""
    kinds = {row["place_id"]: row["kind"] for row in package.rows["places"]}
    for line, row in package.numbered("places"):
        if row["kind"] == "country":
            remedy = "" if not row["city"] else "leave the city of a country empty"
        elif row["kind"] == "city":
            remedy = "" if row["city"] == row["place_id"] else f"write {row['place_id']}, for a city names itself"
        else:
            remedy = "" if kinds.get(row["city"], "city") == "city" and row["city"] else "name the row of its city"
        if remedy:
            what = f"{row['city'] or 'nothing'} is no city for the {row['kind']} {row['place_id']}"
            yield package.finding(("places", line, "city"), what, remedy, "city-is-city")


def venue_once(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No two places of one name lie within 60 m of each other, or in one city where coordinates are lacking."""
    by_name: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for line, row in package.numbered("places"):
        by_name["".join(c for c in fold(row["name"]) if c.isalnum())].append((line, row))
    for (_, a), (line, b) in (pair for rows in by_name.values() for pair in combinations(rows, 2)):
        first, second = position_of(a), position_of(b)
        same = is_within(first, second, SAME_PLACE_KM) if first and second else a["city"] == b["city"]
        if same:
            what, remedy = f"{b['place_id']} has the name and position of {a['place_id']}", "merge the two"
            yield package.finding(("places", line, "name"), what, remedy, "venue-once", "warning")


def coordinates_once(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No two places have the same coordinates."""
    seen: dict[Position, str] = {}
    for line, row in package.numbered("places"):
        position = position_of(row)
        first = seen.setdefault(position, row["place_id"]) if position else row["place_id"]
        if first != row["place_id"]:
            what, remedy = f"{row['place_id']} lies exactly where {first} does", "look whether they are one place"
            yield package.finding(("places", line, "latitude"), what, remedy, "coordinates-once", "warning")
