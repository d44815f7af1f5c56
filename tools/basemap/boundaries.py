"""Polygons of wards, gu and the municipalities around them, for asking offline which one a place is in."""

import shapely

from .admin import LATITUDE, WIDEST_GAP, is_ward
from .coverage import fitted
from .files import Feature
from .geometry import rounded
from .sources import Municipality
from .tables import load_table

REACH = {"JP": shapely.box(139.4, 35.4, 140.45, 35.9), "KR": shapely.box(126.5, 37.1, 127.35, 37.75)}
DETAIL = {"JP": 20.0, "KR": 50.0}  # metres


def build_boundaries(code: str, municipalities: list[Municipality]) -> list[Feature]:
    """(country, code, native and English name, whether a ward; polygon) of each municipality in reach."""
    english = _english()
    units = [m for m in municipalities if m.shape.intersects(REACH[code]) and (m.english or m.code in english)]
    shapes = fitted([m.shape for m in units], LATITUDE[code], DETAIL[code], WIDEST_GAP)
    return [(_properties(code, unit, english), rounded(shape, 4)) for unit, shape in zip(units, shapes, strict=True)]


def _properties(country: str, unit: Municipality, english: dict[str, tuple[str, str]]) -> dict[str, str | bool]:
    native, name = english.get(unit.code, (unit.native, unit.english))
    return {"country": country, "code": unit.code, "native": native, "en": name, "ward": is_ward(unit)}


def _english() -> dict[str, tuple[str, str]]:
    """Code -> (native name, English name) of Korea's units, whose survey has no English."""
    return {row["code"]: (row["native"], row["en"]) for row in load_table("municipalities.csv")}
