"""Borders and city areas out of the two surveys' municipalities, shared borders kept shared."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from .coverage import borders, fitted
from .geometry import METRES_PER_DEGREE, grown, joined, lines, polygons, rounded, square_kilometres
from .sources import Municipality
from .thinning import thinned_line

NEAR = {
    "JP": shapely.box(139.2, 35.2, 140.5, 36.1),
    "KR": shapely.box(126.3, 36.9, 127.6, 37.9),
}
LATITUDE = {"JP": 35.7, "KR": 37.5}
DETAIL = {"JP": 60.0, "KR": 80.0}  # metres
WIDEST_GAP = 250.0  # metres between survey polygons that is no water
BESIDE_RIVER = 300.0  # metres within which a border that follows a river is the river
WANDERING = 0.02  # degrees a border may stray from the river it follows
COARSER = {"ward": 1.0, "muni": 5.0, "pref": 1.5}  # times the tolerance of the coast
EDGE = 30.0  # metres that the outline of a city, as pieces, may be off
SHORTEST = {"ward": 0.0004, "muni": 0.003, "pref": 0.003}  # degrees


@dataclass(frozen=True)
class Country:
    """One country's municipalities near its city, as a coverage."""

    code: str
    units: list[Municipality]
    shapes: list[Geometry]


def build_country(code: str, units: list[Municipality]) -> Country:
    """The country's municipalities with shared borders."""
    shapes = [unit.shape for unit in units]
    return Country(code, units, fitted(shapes, LATITUDE[code], DETAIL[code], WIDEST_GAP))


def is_ward(unit: Municipality) -> bool:
    """Whether it is one of Tokyo's 23 special wards or Seoul's 25 gu."""
    return unit.code[:3] == "131" if len(unit.code) == 7 else unit.code[:2] == "11"


def city_name(unit: Municipality) -> str:
    """A key that the districts of one Korean city share, so that only the city's edge is drawn."""
    return unit.code[:4] if len(unit.code) == 5 and not is_ward(unit) else unit.code


def border_kind(one: Municipality, other: Municipality) -> str:
    """How the border of the two is drawn: "pref" (also the city's edge), "ward", "muni" or "" (not)."""
    if one.code[:2] != other.code[:2] or is_ward(one) != is_ward(other):
        return "pref"
    if is_ward(one):
        return "ward"
    return "" if city_name(one) == city_name(other) else "muni"


def build_borders(country: Country, land: Geometry, water: Geometry) -> list[tuple[str, Geometry]]:
    """(kind, line) of every border to draw; wards and municipalities only near the city."""
    found: dict[str, list[Geometry]] = {"pref": [], "muni": [], "ward": []}
    for i, j, line in borders(country.shapes):
        kind = border_kind(country.units[i], country.units[j])
        if kind == "pref" or (kind and line.intersects(NEAR[country.code])):
            found[kind].append(line)
    return [
        (kind, rounded(drawn))
        for kind, arcs in found.items()
        for arc in lines(joined(arcs))
        for drawn in lines(_dry(thinned_line(arc, COARSER[kind]), land, water))
        if drawn.length > SHORTEST[kind]
    ]


def _dry(line: Geometry, land: Geometry, water: Geometry) -> Geometry:
    """The parts of a border on land that do not merely follow a river or lake."""
    if not shapely.intersects(land, line):
        return shapely.LineString()
    ashore = line.intersection(land)
    if not shapely.dwithin(line, water, 0.01):
        return ashore
    beside = grown(water.intersection(shapely.box(*line.buffer(0.02).bounds)), BESIDE_RIVER, line.bounds[1])
    away = [piece for piece in lines(ashore.difference(beside)) if not _loops(piece, beside)]
    crossing = partial(_crosses, water=water, beside=beside)
    return joined([*away, *filter(crossing, lines(ashore.intersection(beside).difference(water)))])


def _loops(piece: Geometry, beside: Geometry) -> bool:
    """Whether the piece merely leaves the river and comes back to it."""
    astray = [shapely.Point(corner).distance(beside) for corner in shapely.get_coordinates(piece)]
    return max(astray[0], astray[-1]) < 1e-5 and max(astray) < WANDERING


def _crosses(piece: Geometry, water: Geometry, beside: Geometry) -> bool:
    """Whether the piece leads straight from the open country to the bank."""
    straight = 2 * BESIDE_RIVER / METRES_PER_DEGREE
    return bool(piece.length < straight and piece.distance(water) < 1e-5 and piece.distance(beside.boundary) < 1e-5)


def build_city(country: Country, land: Geometry) -> Geometry:
    """The area of the wards, cut by the shore."""
    wards = joined(s for s, u in zip(country.shapes, country.units, strict=True) if is_ward(u))
    on_land = wards.intersection(land)
    whole = grown(grown(on_land, 25, wards.bounds[1]), -25, wards.bounds[1]).intersection(land)
    return joined(p for p in polygons(whole) if square_kilometres(p) > 0.03)


def build_edge(cities: Iterable[Geometry]) -> list[dict[str, list[float]]]:
    """The cities' outlines as straight pieces, each `from` one point `to` the next (longitude, latitude), to be drawn over the map."""
    edges = [line for city in cities for line in lines(city.simplify(EDGE / METRES_PER_DEGREE).boundary)]
    rounds = [[[round(x, 5), round(y, 5)] for x, y in edge.coords] for edge in edges]
    return [{"from": start, "to": end} for points in rounds for start, end in pairwise(points)]
