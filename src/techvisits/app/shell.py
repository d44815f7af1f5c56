"""Streamlit's own page, as others lay something over it: its HTML and files, and which of them the page will ask for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import streamlit

FOLDER: Final = Path(streamlit.__file__).parent / "static"
SCRIPTS: Final = FOLDER / "static" / "js"
# The elements of the page, by what Streamlit calls the script of each: it fetches them one after another as they come.
ELEMENTS: Final = ("Html", "BidiComponent", "Button", "ButtonGroup")
IMPORT: Final = re.compile(r"""(?:from|import)["']\./([^"']+\.js)["']""")
# Fonts that Streamlit fetches whatever the theme says, and what of them is enough.
FONTS: Final = {
    "SourceSansVF-Upright": "sans",
    "SourceSerifVariable-Roman": "serif",
    "MaterialSymbols-Rounded": "symbols",
}
OWN_FONT: Final = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>')


def read_shell() -> str:
    """The HTML that Streamlit answers its address with, without its font and with all scripts that the page will ask for."""
    html = (FOLDER / "index.html").read_text(encoding="utf-8")
    scripts = "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in _list_scripts(html)
    )
    return OWN_FONT.sub("", html).replace("</head>", f"{scripts}</head>")


def list_fonts() -> dict[str, str]:
    """The root-relative addresses of those fonts, each with the name of the file that is enough."""
    found = {path: name for stem, name in FONTS.items() for path in (FOLDER / "static" / "media").glob(f"{stem}.*")}
    return {f"/static/media/{path.name}": name for path, name in found.items()}


def _list_scripts(named: str) -> list[str]:
    """The scripts of the page's elements and all that they import, beyond what is named."""
    waiting = [path for name in ELEMENTS for path in SCRIPTS.glob(f"{name}.????????.js")]
    found: dict[str, None] = {}
    while waiting:
        path = waiting.pop(0)
        if path.name not in found and path.name not in named:
            found[path.name] = None
            waiting += [SCRIPTS / name for name in IMPORT.findall(path.read_text(encoding="utf-8"))]
    return list(found)
