"""The bundled base map: style addresses, the folder to serve them from, and its credit line."""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "files"
BOUNDARIES = Path(__file__).parent / "boundaries.geojson"
CREDIT = "© OpenStreetMap contributors (ODbL) · JMA · NGII · Natural Earth · OurAirports"
PREFIX = "/basemap"


def style_path(theme: str, language: str) -> str:
    """Root-relative address of the style for theme "light" or "dark" and language "en", "ja" or "ko"."""
    return f"{PREFIX}/{_manifest()[f'style-{theme}-{language}.json']}"


@cache
def _manifest() -> dict[str, str]:
    names: dict[str, str] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return names
