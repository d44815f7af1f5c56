"""Streamlit's own page, as others lay something over it: its HTML, and where the fonts are that it brings."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit

STATIC: Final = Path(streamlit.__file__).parent / "static"
FACES: Final = {"Source Sans": "SourceSansVF-Upright", "Source Serif": "SourceSerifVariable-Roman"}


def read_shell() -> str:
    """The HTML that Streamlit answers its address with."""
    return (STATIC / "index.html").read_text(encoding="utf-8")


def font_faces() -> str:
    """CSS for the two faces of the page, at the addresses where Streamlit fetches them a moment later."""
    rules = []
    for family, name in FACES.items():
        for file in STATIC.rglob(f"{name}*.woff2"):
            address = f"./static/media/{file.name}"
            rules.append(
                f"@font-face{{font-family:'{family}';font-weight:200 900;font-display:swap;src:url('{address}') format('woff2')}}"
            )
    return "".join(rules)
