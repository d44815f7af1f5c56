"""The page's style sheet, which a browser fetches once by an address that changes with its content."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Final

from techvisits.drawing.palette import DARK, LIGHT

SHEET: Final = Path(__file__).with_name("style.css")
COLOURS: Final = ("paper", "ink", "muted", "rule", "selected", "other")


@functools.cache
def build_sheet() -> bytes:
    """The CSS as served: the palette's colours as variables, then the rules."""
    pairs = {name: (getattr(LIGHT, name), getattr(DARK, name)) for name in COLOURS}
    pairs |= {f"kind-{n}": both for n, both in enumerate(zip(LIGHT.kinds, DARK.kinds, strict=True), 1)}
    colours = " ".join(f"--{name}: light-dark({light}, {dark});" for name, (light, dark) in pairs.items())
    return f'.stApp, [data-testid="stSidebar"] {{ {colours} }}\n'.encode() + SHEET.read_bytes()


@functools.cache
def sheet_path() -> str:
    """Its root-relative address; it may be kept for a year."""
    return f"/style/{hashlib.sha256(build_sheet()).hexdigest()[:10]}.css"
