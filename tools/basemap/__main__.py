"""Builds every file of the base map, and the boundaries and country points that the record and the geocoder read."""

import sys
from pathlib import Path

from shapely.geometry.base import BaseGeometry as Geometry

from .admin import LATITUDE, NEAR, Country, build_borders, build_city, build_country, build_edge
from .boundaries import build_boundaries
from .files import Feature, Folder, collection, text_of
from .geometry import joined, lines, rounded
from .glyphs import build_glyphs
from .labels import build_labels
from .land import build_land
from .rivers import River, build_rivers
from .shore import reaching_shore
from .sources import load_japan, load_korea, load_land
from .style import build_styles
from .water import (
    EAST_ASIA,
    build_country_borders,
    build_country_points,
    build_lakes,
    build_runways,
    build_streams,
)

PACKAGE = Path(__file__).parents[2] / "src" / "techvisits"


def main() -> int:
    """Builds all files, prints their sizes, gives 0."""
    land = build_land(load_land())
    ground = joined(polygon for polygon in land if polygon.intersects(EAST_ASIA))
    surveys = {"JP": load_japan(), "KR": load_korea()}
    units = {code: reaching_shore(surveys[code], ground, NEAR[code], LATITUDE[code]) for code in surveys}
    countries = [build_country(code, units[code]) for code in units]
    rivers = build_rivers()
    lakes = build_lakes(ground, joined(unit.shape for unit in surveys["KR"]))
    water = joined([*(river.surface for river in rivers), *(lake for _, lake in lakes)])
    folder = Folder(PACKAGE / "drawing" / "basemap" / "files")
    layers: dict[str, list[Feature]] = {
        "land": [({}, polygon) for polygon in land],
        "city": [({"city": c.code}, rounded(build_city(c, ground))) for c in countries],
        "water": water_features(rivers, lakes, ground),
        "borders": border_features(countries, ground, water),
        "runways": [({"airport": airport, "width_m": width}, line) for airport, width, line in build_runways()],
        "labels": build_labels(countries, ground.difference(water)),
    }
    for name, features in layers.items():
        folder.add(f"{name}.geojson", text_of(collection(features)))
    folder.add("edge.json", text_of(build_edge(city for _, city in layers["city"])))
    folder.add_folder("glyphs", build_glyphs())
    for name, style in build_styles(folder.manifest).items():
        folder.add(name, text_of(style))
    folder.close()
    boundaries = [feature for code in units for feature in build_boundaries(code, units[code])]
    (PACKAGE / "curate" / "geocode" / "boundaries.geojson").write_bytes(text_of(collection(boundaries)))
    (PACKAGE / "record" / "countries.csv").write_bytes(build_country_points())
    return 0


def water_features(rivers: list[River], lakes: list[tuple[str, Geometry]], ground: Geometry) -> list[Feature]:
    """Rivers, each stretch marked measured or not, their banks on land, streams and lakes."""
    surface = joined(river.surface for river in rivers)
    banks = surface.boundary.intersection(ground)
    return [
        *(({"kind": "river", "river": r.name, "measured": True}, r.measured) for r in rivers),
        *(({"kind": "river", "river": r.name, "measured": False}, r.bridged) for r in rivers),
        *(({"kind": "bank"}, rounded(line)) for line in lines(banks)),
        *(({"kind": "stream", "river": name}, line) for name, line in build_streams()),
        *(({"kind": "lake", "lake": name}, lake) for name, lake in lakes),
    ]


def border_features(countries: list[Country], ground: Geometry, water: Geometry) -> list[Feature]:
    """Every border with its kind."""
    inner = [pair for country in countries for pair in build_borders(country, ground, water)]
    outer = [("country", line) for line in build_country_borders(ground)]
    return [({"kind": kind}, line) for kind, line in inner + outer]


sys.exit(main())
