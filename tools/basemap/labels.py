"""Names on the map, each in English, Japanese, Korean and the script of the place."""

from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from .admin import Country, is_ward
from .files import Feature
from .geometry import polygons, rounded
from .rivers import load_sections, middle_line, runs
from .tables import load_table

LANGUAGES = ("en", "ja", "ko", "native")


def build_labels(countries: list[Country], dry_land: Geometry) -> list[Feature]:
    """Every label: wards in the middle of their area, rivers along their middle, places as listed."""
    return [*_wards(countries, dry_land), *_places(), *_rivers()]


def _wards(countries: list[Country], dry_land: Geometry) -> Iterator[Feature]:
    names = {row["native"]: row for row in load_table("districts.csv")}
    for country in countries:
        for unit, shape in zip(country.units, country.shapes, strict=True):
            if is_ward(unit):
                yield _names(names[unit.native]) | {"kind": "ward"}, _middle(shape.intersection(dry_land))


def _middle(shape: Geometry) -> Geometry:
    """The centre of the largest circle inside, where a name has most room."""
    largest = max(polygons(shape), key=lambda polygon: polygon.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=0.0005)
    return rounded(shapely.Point(shapely.get_coordinates(circle)[0]), 4)


def _places() -> Iterator[Feature]:
    for row in load_table("places.csv"):
        place = shapely.Point(float(row["longitude"]), float(row["latitude"]))
        yield _names(row) | {"kind": row["kind"], "rank": int(row["rank"])}, place


def _rivers() -> Iterator[Feature]:
    names = {row["river"]: row for row in load_table("river_names.csv")}
    for run in runs(load_sections()):
        if run[0].river in names and len(run) > 10:
            row = names[run[0].river]
            yield _names(row) | {"kind": "river", "rank": int(row["rank"])}, rounded(middle_line(run), 4)


def _names(row: dict[str, str]) -> dict[str, str | int]:
    return {language: row[language] for language in LANGUAGES}
