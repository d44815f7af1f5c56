"""Streamlit's own page, as others lay something over it: its HTML and files, and the scripts that start it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import streamlit

FOLDER: Final = Path(streamlit.__file__).parent / "static"
SCRIPTS: Final = FOLDER / "static" / "js"
# The elements of the page, by what Streamlit calls the script of each: it fetches them one after another as they come.
ELEMENTS: Final = ("Html", "BidiComponent", "Button", "ButtonGroup")
IMPORT: Final = re.compile(r"""(?:from|import)["']\./([^"']+\.js)["']""")
# What it loads for itself and the page has no use for: its font, and the style sheet of formulas and further fonts.
UNUSED: Final = re.compile(r'<link\s+rel="(?:preload"[^>]*as="font"|stylesheet")[^>]*>')
SCRIPT: Final = re.compile(
    r'<(?:script type="module"|link rel="modulepreload")[^>]*"\./(static/js/[^"]+)">(?:</script>)?\s*'
)


def read_shell() -> str:
    """The HTML that Streamlit answers its address with, without what is not used, and without the scripts that start it."""
    return SCRIPT.sub("", UNUSED.sub("", _read_page()))


def list_scripts() -> list[str]:
    """The root-relative addresses of all scripts that the page will ask for; the first starts it."""
    page = _read_page()
    named = [path.rsplit("/", 1)[1] for path in SCRIPT.findall(page)]
    first = next(name for name in named if f'src="./static/js/{name}"' in page)
    return [f"/static/js/{name}" for name in dict.fromkeys([first, *named, *_list_imports(named)])]


def _read_page() -> str:
    return (FOLDER / "index.html").read_text(encoding="utf-8")


def _list_imports(named: Sequence[str]) -> list[str]:
    """The scripts of the page's elements and all that they import, beyond what is named."""
    waiting = [path for name in ELEMENTS for path in SCRIPTS.glob(f"{name}.????????.js")]
    found: dict[str, None] = {}
    while waiting:
        path = waiting.pop(0)
        if path.name not in found and path.name not in named:
            found[path.name] = None
            waiting += [SCRIPTS / name for name in IMPORT.findall(path.read_text(encoding="utf-8"))]
    return list(found)
