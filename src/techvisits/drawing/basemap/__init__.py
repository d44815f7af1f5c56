"""The bundled base map: style addresses, the folder to serve them from, its credit line, and where countries are."""

import csv
import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "files"
COUNTRIES = Path(__file__).parents[2] / "record" / "countries.csv"
CREDIT = "© OpenStreetMap contributors (ODbL) · JMA · NGII · Natural Earth · OurAirports"
PREFIX = "/basemap"


def style_path(theme: str, language: str) -> str:
    """Root-relative address of the style for theme "light" or "dark" and language "en", "ja" or "ko"."""
    return file_path(f"style-{theme}-{language}.json")


def file_path(name: str) -> str:
    """Root-relative address of a file of the base map, `city.geojson`: its name there has the hash of its content."""
    return f"{PREFIX}/{_manifest()[name]}"


@cache
def country_points() -> dict[str, tuple[float, float]]:
    """For each ISO 3166-1 code a point in the country, (latitude, longitude) in degrees: Natural Earth's label points."""
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        return {r["country_code"]: (float(r["latitude"]), float(r["longitude"])) for r in csv.DictReader(file)}


@cache
def _manifest() -> dict[str, str]:
    names: dict[str, str] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return names
