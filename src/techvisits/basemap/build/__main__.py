"""Builds every file of the base map into `files/`, and `boundaries.geojson` beside it."""

import sys
from pathlib import Path

from shapely import Geometry

from .admin import Country, build_borders, build_city, build_country
from .boundaries import build_boundaries
from .files import Feature, Folder, collection, text_of
from .geometry import joined, lines, rounded
from .glyphs import build_glyphs
from .labels import build_labels
from .land import build_land
from .rivers import River, build_rivers
from .sources import load_japan, load_korea, load_land
from .style import build_styles
from .water import EAST_ASIA, build_country_borders, build_lakes, build_runways, build_streams

BASEMAP = Path(__file__).parent.parent


def main() -> int:
    """Builds all files, prints their sizes, gives 0."""
    japan, korea = load_japan(), load_korea()
    countries = [build_country("JP", japan), build_country("KR", korea)]
    land = build_land(load_land())
    ground = joined(polygon for polygon in land if polygon.intersects(EAST_ASIA))
    rivers = build_rivers()
    lakes = build_lakes(ground, joined(unit.shape for unit in korea))
    water = joined([*(river.surface for river in rivers), *(lake for _, lake in lakes)])
    folder = Folder(BASEMAP / "files")
    layers = {
        "land": [({}, polygon) for polygon in land],
        "city": [({"city": c.code}, rounded(build_city(c, ground))) for c in countries],
        "water": [*water_features(rivers, lakes, ground)],
        "borders": border_features(countries, ground, water),
        "runways": [({"airport": airport, "width_m": width}, line) for airport, width, line in build_runways()],
        "labels": build_labels(countries, ground),
    }
    for name, features in layers.items():
        folder.add(f"{name}.geojson", text_of(collection(features)))
    folder.add_folder("glyphs", build_glyphs())
    for name, style in build_styles(folder.manifest).items():
        folder.add(name, text_of(style))
    folder.close()
    boundaries = [f for code, units in (("JP", japan), ("KR", korea)) for f in build_boundaries(code, units, ground)]
    (BASEMAP / "boundaries.geojson").write_bytes(text_of(collection(boundaries)))
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
