"""The page's style sheet, and the script of its links and pictures, which a browser fetches once by an address that changes with the content."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Final

from techvisits.drawing.painters.ground.style import ground_colours
from techvisits.drawing.palette import DARK, LIGHT

SHEETS: Final = Path(__file__).parent / "sheets"
NAMES: Final = ("sections.css", "dashboard.css", "first.css")
COLOURS: Final = ("paper", "ink", "muted", "rule", "on_marker", "selected", "route", "other")


@functools.cache
def build_sheet() -> bytes:
    """The CSS as served: the palette's colours as variables, then the rules."""
    pairs = {name.replace("_", "-"): (getattr(LIGHT, name), getattr(DARK, name)) for name in COLOURS}
    pairs |= {f"kind-{n}": both for n, both in enumerate(zip(LIGHT.kinds, DARK.kinds, strict=True), 1)}
    variables = {f"--{name}": both for name, both in pairs.items()} | ground_colours()
    colours = " ".join(f"{name}: light-dark({light}, {dark});" for name, (light, dark) in variables.items())
    return f'.stApp, .first, [data-testid="stSidebar"] {{ {colours} }}\n'.encode() + b"".join(
        (SHEETS / name).read_bytes() for name in NAMES
    )


@functools.cache
def sheet_path() -> str:
    """Its root-relative address; it may be kept for a year."""
    return f"/style/{_digest(build_sheet())}.css"


@functools.cache
def build_script() -> bytes:
    """The JavaScript module as served."""
    return Path(__file__).with_name("links.js").read_bytes()


@functools.cache
def script_path() -> str:
    """Its root-relative address; it may be kept for a year."""
    return f"/style/{_digest(build_script())}.js"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
