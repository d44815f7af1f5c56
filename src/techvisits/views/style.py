"""The page's style sheet, which a browser fetches once by an address that changes with its content."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Final

SHEET: Final = Path(__file__).with_name("style.css")


@functools.cache
def build_sheet() -> bytes:
    """The CSS as served."""
    return SHEET.read_bytes()


@functools.cache
def sheet_path() -> str:
    """Its root-relative address; it may be kept for a year."""
    return f"/style/{hashlib.sha256(build_sheet()).hexdigest()[:10]}.css"
