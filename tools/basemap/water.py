"""Still water, runways and country borders: the small layers that need little treatment."""

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from .geometry import grown, lines, polygons, rounded, square_kilometres
from .sources import NATURAL_EARTH_BORDERS, NATURAL_EARTH_LAKES, load_natural_earth, load_runways
from .thinning import SEOUL, TOKYO, thinned, thinned_line

ASIA = shapely.box(88.0, 5.0, 150.0, 56.0)
EAST_ASIA = shapely.box(122.0, 24.0, 150.0, 46.0)
JAPAN_AND_KOREA = shapely.box(124.0, 30.0, 146.5, 46.0)
SIHWA = shapely.box(126.575, 37.16, 126.90, 37.345)
AIRPORTS = ("RJTT", "RJAA", "RKSI", "RKSS")
STREAMS = {
    *("Nakdong", "Mogami", "Ishikari", "Yalu", "Tumen", "Bukhan", "Shinano", "Taedong", "Namhan", "Han"),
}
FEET = 0.3048


def build_lakes(land: Geometry, korea: Geometry) -> list[tuple[str, Geometry]]:
    """(name, polygon) of lakes: Natural Earth's, large abroad, and Lake Sihwa."""
    found = [
        (str(row["name"] or ""), shapely.Polygon(thinned(shapely.get_coordinates(polygon.exterior))))
        for row, shape in load_natural_earth("ne_10m_lakes", NATURAL_EARTH_LAKES)
        for polygon in polygons(shape)
        if _is_drawn(polygon)
    ]
    return [(name, rounded(p, 4)) for name, p in found if p.is_valid] + [("시화호", _sihwa(land, korea))]


def _is_drawn(lake: Geometry) -> bool:
    return square_kilometres(lake) > (7 if JAPAN_AND_KOREA.contains(lake) else 9000)


def _sihwa(land: Geometry, korea: Geometry) -> Geometry:
    """Lake Sihwa: OpenStreetMap's coast counts it as land, Korea's survey does not."""
    gap = land.intersection(SIHWA).difference(korea)
    opened = grown(grown(gap, -65, 37.3), 65, 37.3)
    without_dykes = grown(grown(opened, 90, 37.3), -90, 37.3)
    return rounded(max(polygons(without_dykes), key=lambda p: p.area).simplify(0.0003))


def build_country_borders(land: Geometry) -> list[Geometry]:
    """Country lines on land in East Asia (Natural Earth), without the edges of the DMZ."""
    return [
        drawn
        for row, shape in load_natural_earth("ne_10m_admin_0_boundary_lines_land", NATURAL_EARTH_BORDERS)
        if _attribute(row, "featurecla") != "Overlay limit" and shape.intersects(ASIA)
        for line in lines(shape.intersection(ASIA))
        if (not EAST_ASIA.contains(line) or line.intersects(land)) and (drawn := thinned_line(line)).length > 0
    ]


def _attribute(row: dict[str, object], name: str) -> object:
    """A Natural Earth attribute, whose spelling varies in case between layers."""
    return next((value for key, value in row.items() if key.lower() == name), None)


def build_country_points() -> bytes:
    """The CSV of Natural Earth's label point of each country, by ISO 3166-1 code, in hundredths of a degree."""
    points: dict[str, str] = {}
    for row, _ in load_natural_earth("ne_10m_admin_0_countries", NATURAL_EARTH_BORDERS):
        own, usual = str(row["ISO_A2"]), str(row["ISO_A2_EH"])
        code = own if usual == "-99" else usual
        if len(code) == 2 and code.isalpha():
            points.setdefault(code, f"{code},{row['LABEL_Y']:.2f},{row['LABEL_X']:.2f}\n")
    return ("country_code,latitude,longitude\n" + "".join(points[code] for code in sorted(points))).encode()


def build_streams() -> list[tuple[str, Geometry]]:
    """(name, line) of the great rivers of Japan, Korea and their north, outside the two cities."""
    near = shapely.union_all([shapely.box(*TOKYO), shapely.box(*SEOUL)])
    return [
        (str(_attribute(row, "name")), thinned_line(line))
        for row, shape in load_natural_earth("ne_10m_rivers_lake_centerlines")
        if _attribute(row, "name") in STREAMS
        for line in lines(shape.intersection(JAPAN_AND_KOREA).difference(near))
        if line.length > 0.05
    ]


def build_runways() -> list[tuple[str, int, Geometry]]:
    """(airport, width in metres, line) of the open runways of the four airports."""
    ends = ("le_longitude_deg", "le_latitude_deg", "he_longitude_deg", "he_latitude_deg")
    rows = [r for r in load_runways() if r["airport_ident"] in AIRPORTS and r["closed"] != "1"]
    return [
        (row["airport_ident"], round(float(row["width_ft"] or 150) * FEET), _runway([float(row[e]) for e in ends]))
        for row in rows
        if all(row[e] for e in ends)
    ]


def _runway(ends: list[float]) -> Geometry:
    return rounded(shapely.LineString([ends[:2], ends[2:]]))
