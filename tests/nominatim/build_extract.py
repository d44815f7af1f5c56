"""Writes the small OpenStreetMap extract that the real Nominatim of `make test-nominatim` is filled with.

Run as `python build_extract.py DATA_FOLDER > extract.osm`. No map was downloaded for it: every venue stands where
`places.csv` says at that moment, under the name that its `coordinates_note` says OpenStreetMap gave it (extract of
August 2021; © OpenStreetMap contributors, ODbL). Wards come from the bundled boundaries. Streets, quarters and cities
are put round the venues of that address. The rows of `names.csv` with kind `decoy` are made up to be found by mistake:
their positions are rough, and none may be copied into the data.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from xml.sax.saxutils import quoteattr

from techvisits.curate.geocode.places import load_places
from techvisits.curate.geocode.query import normalize
from techvisits.curate.geocode.wards import BOUNDARIES
from techvisits.package.descriptor import Row

HERE = Path(__file__).parent
ORIGIN = "OpenStreetMap extract of August 2021: "
UNNAMED = re.compile(
    r"(place|building|unnamed|gap|bare|open ground|mean|west half|middle|area round|engineering quarter)\b",
    re.IGNORECASE,
)
CAPITALS = ("tokyo", "seoul")  # their wards come with real boundaries
TAGS = {
    "hotel": ("tourism", "hotel"), "museum": ("tourism", "museum"), "university": ("amenity", "university"),
    "school": ("amenity", "school"), "hospital": ("amenity", "hospital"), "park": ("leisure", "park"),
    "stadium": ("leisure", "stadium"), "mall": ("shop", "mall"), "cafe": ("amenity", "cafe"),
    "electronics": ("shop", "electronics"), "mobile_phone": ("shop", "mobile_phone"), "car": ("shop", "car"),
}  # fmt: skip
ROAD_NUMBER = re.compile(r"^(\d+) (.+)$")


Ring = list[tuple[float, float]]  # (latitude, longitude) of each corner, the first once more at the end


@dataclass
class Extract:
    """The elements written so far, nodes before ways before relations as the format wants."""

    nodes: list[str] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)

    def node(self, latitude: float, longitude: float, tags: dict[str, str] | None = None) -> int:
        """Add a node; its id."""
        number = len(self.nodes) + 1
        place = f'id="{number}" version="1" lat="{latitude:.7f}" lon="{longitude:.7f}"'
        self.nodes.append(f"<node {place}>{_tags(tags or {})}</node>")
        return number

    def way(self, points: Iterable[tuple[float, float]], tags: dict[str, str]) -> int:
        """Add a way through (latitude, longitude) points, closed where the last is the first; its id."""
        seen: dict[tuple[float, float], int] = {}
        references = []
        for point in points:
            if point not in seen:
                seen[point] = self.node(*point)
            references.append(f'<nd ref="{seen[point]}"/>')
        number = len(self.ways) + 1
        self.ways.append(f'<way id="{number}" version="1">{"".join(references)}{_tags(tags)}</way>')
        return number

    def square(self, latitude: float, longitude: float, tags: dict[str, str], half: float = 0.0002) -> None:
        """Add a square building round a point."""
        self.way(_box_round(latitude, longitude, half), tags)

    def area(self, rings: list[Ring], level: str, tags: dict[str, str], label: int = 0) -> None:
        """Add an administrative boundary out of its outer rings; `label` is the node of the same place."""
        tags = {"type": "boundary", "boundary": "administrative", "admin_level": level, **tags}
        members = [f'<member type="way" ref="{self.way(ring, {})}" role="outer"/>' for ring in rings]
        members += [f'<member type="node" ref="{label}" role="label"/>'] if label else []
        number = len(self.relations) + 1
        self.relations.append(f'<relation id="{number}" version="1">{"".join(members)}{_tags(tags)}</relation>')

    def __str__(self) -> str:
        body = "\n".join([*self.nodes, *self.ways, *self.relations])
        return f"<?xml version='1.0' encoding='UTF-8'?>\n<!-- {__doc__} -->\n<osm version=\"0.6\">\n{body}\n</osm>\n"


def osm_name(place: Row) -> str:
    """The name that the table says OpenStreetMap gave the place, "" where it had none there."""
    note = place["coordinates_note"]
    fine = place["kind"] == "venue" and place["coordinates_precision"] in ("building", "block")
    if not fine or not note.startswith(ORIGIN):
        return ""
    name = re.split(r" \(|;|,", note.removeprefix(ORIGIN))[0].strip()
    return "" if UNNAMED.match(name) else name


def held_places(rows: Iterable[Row]) -> list[Row]:
    """The venues that the extract holds under a name."""
    return [row for row in rows if row["coordinates_origin"] == "curated" and osm_name(row)]


def build_extract(rows: list[Row]) -> Extract:
    """The whole extract for a places table."""
    names = list(csv.DictReader((HERE / "names.csv").open(encoding="utf-8")))
    extract = Extract()
    _add_cities(extract, rows)
    _add_regions(extract, rows)
    _add_wards(extract)
    _add_venues(extract, rows, names)
    _add_quarters_and_streets(extract, rows, names)
    for name in (name for name in names if name["latitude"]):
        key, _, value = name["tag"].partition("=")
        tags = {key: value, "name": name["native"], "name:en": name["english"]}
        extract.node(float(name["latitude"]), float(name["longitude"]), tags)
    return extract


def _add_cities(extract: Extract, rows: list[Row]) -> None:
    """Each city as a point with, but for the capitals, a boundary of small boxes round it and its venues."""
    for city in rows:
        if city["kind"] != "city" or not city["latitude"]:
            continue
        tags = {"name": city["name_native"], "name:en": city["name"]}
        label = extract.node(*_position(city), {"place": "city", **tags})
        if city["place_id"] not in CAPITALS:
            around = [row for row in rows if row["city"] == city["place_id"] and row["latitude"]]
            level = {"JP": "7", "KR": "6"}[city["country_code"]]
            extract.area([_box_round(*_position(row), 0.01) for row in around], level, tags, label)


def _add_regions(extract: Extract, rows: list[Row]) -> None:
    """Each prefecture and province as a small box round each place in it."""
    regions = {row["place_id"]: row["address"].rsplit(",", 1)[-1].strip() for row in rows if row["kind"] == "city"}
    boxes: dict[str, list[Ring]] = defaultdict(list)
    for row in rows:
        if row["latitude"] and regions.get(row["city"]):
            boxes[regions[row["city"]]].append(_box_round(*_position(row), 0.02))
    for region, rings in boxes.items():
        extract.area(rings, "4", {"name": region})


def _add_wards(extract: Extract) -> None:
    """Tokyo's and Seoul's wards, and the two cities as the box round them."""
    corners: dict[str, Ring] = defaultdict(list)
    for feature in json.loads(BOUNDARIES.read_text("utf-8"))["features"]:
        properties, geometry = feature["properties"], feature["geometry"]
        if not properties["ward"]:
            continue
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        rings = [[(y, x) for x, y in polygon[0]] for polygon in polygons]
        corners[properties["country"]] += [point for ring in rings for point in ring]
        level = {"JP": "7", "KR": "6"}[properties["country"]]
        extract.area(rings, level, {"name": properties["native"], "name:en": properties["en"]})
    for country, points in corners.items():
        latitudes, longitudes = zip(*points, strict=True)
        name, english = {"JP": ("東京都", "Tokyo"), "KR": ("서울특별시", "Seoul")}[country]
        box = _box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))
        extract.area([box], "4", {"name": name, "name:en": english})


def _add_venues(extract: Extract, rows: list[Row], names: list[Row]) -> None:
    natives = {name["english"]: name["native"] for name in names if name["kind"] == "street"}
    for row in rows:
        others = [name for name in names if name["place"] == row["place_id"]]
        name = osm_name(row) or next((other["native"] for other in others), "")
        if not name or not row["latitude"]:
            continue
        tags = {"name": name, **_kind(row["coordinates_note"])}
        tags |= {other["tag"]: other["native"] for other in others if "=" not in other["tag"]}
        if (street := ROAD_NUMBER.match(row["address"].split(",")[0])) and street.group(2) in natives:
            tags |= {"addr:housenumber": street.group(1), "addr:street": natives[street.group(2)]}
        extract.square(*_position(row), tags)


def _add_quarters_and_streets(extract: Extract, rows: list[Row], names: list[Row]) -> None:
    where: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        first = normalize(re.sub(r"[\d-]*\d", "", row["address"].split(",")[0]))
        second = normalize(row["address"].split(",")[1]) if "," in row["address"] else ""
        if row["kind"] == "venue" and row["latitude"]:
            for part in {first, second}:
                where[part].append(_position(row))
    for name in names:
        points = where[normalize(name["english"])]
        if name["kind"] not in ("quarter", "street") or not points:
            continue
        mean = [sum(axis) / len(points) for axis in zip(*points, strict=True)]
        latitude, longitude = min(points, key=partial(math.dist, mean))
        tags = {"name": name["native"], "name:en": name["english"]}
        if name["kind"] == "quarter":
            extract.node(latitude, longitude, {"place": "quarter", **tags})
        else:
            line = [(latitude + 0.0005, longitude - 0.002), (latitude + 0.0005, longitude + 0.002)]
            extract.way(line, {"highway": "secondary", **tags})


def _position(row: Row) -> tuple[float, float]:
    return float(row["latitude"]), float(row["longitude"])


def _box_round(latitude: float, longitude: float, half: float) -> Ring:
    return _box(latitude - half, longitude - half, latitude + half, longitude + half)


def _box(south: float, west: float, north: float, east: float) -> Ring:
    return [(south, west), (south, east), (north, east), (north, west), (south, west)]


def _kind(note: str) -> dict[str, str]:
    words = re.findall(r"\((\w+)\b", note)
    return dict([next((TAGS[word] for word in words if word in TAGS), ("building", "yes"))])


def _tags(tags: dict[str, str]) -> str:
    return "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items() if value)


if __name__ == "__main__":
    sys.stdout.write(str(build_extract(load_places(Path(sys.argv[1])).rows)))
