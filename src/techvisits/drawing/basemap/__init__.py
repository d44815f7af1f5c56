"""The bundled base map: style addresses, the folder to serve them from, and its credit line."""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "files"
CREDIT = "© OpenStreetMap contributors (ODbL) · JMA · NGII · Natural Earth · OurAirports"
PREFIX = "/basemap"


def style_path(theme: str, language: str) -> str:
    """Root-relative address of the style for theme "light" or "dark", its names in a language, or in English where it has none of that."""
    name = f"style-{theme}-{language}.json"
    return file_path(name if name in _manifest() else f"style-{theme}-en.json")


def file_path(name: str) -> str:
    """Root-relative address of a file of the base map, `city.geojson`: its name there has the hash of its content."""
    return f"{PREFIX}/{_manifest()[name]}"


@cache
def _manifest() -> dict[str, str]:
    names: dict[str, str] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return names
