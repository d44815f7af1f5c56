"""The cells that the descriptor forbids, found without the half second that a whole check takes to begin."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from techvisits.package.errors import Finding
from techvisits.package.tables import DataPackage

REMEDY: Final = "correct it; techvisits check says more"
TYPES: Final[Mapping[str, Callable[[str], object]]] = {"date": dt.date.fromisoformat, "integer": int, "number": float}


def find_malformed(package: DataPackage) -> Iterator[Finding]:
    """A finding for each cell that is empty, of another type, or none that its field may have."""
    for name, table in package.tables.items():
        for field in table.fields:
            column = field["name"]
            known: dict[str, str] = {}  # most cells of a column are alike
            for line, row in package.numbered(name):
                cell = row[column]
                if cell not in known:
                    known[cell] = _fault(cell, field)
                if known[cell]:
                    yield package.finding((name, line, column), known[cell], REMEDY, "shape")


def _fault(cell: str, field: Mapping[str, Any]) -> str:
    """What is wrong with a cell; empty where nothing is."""
    limits = field.get("constraints", {})
    if not cell:
        return "is empty" if limits.get("required") else ""
    try:
        value = TYPES.get(field["type"], str)(cell)
    except ValueError:
        return f"{cell!r} is no {field['type']}"
    if "enum" in limits and cell not in limits["enum"]:
        return f"{cell!r} is none of {', '.join(limits['enum'])}"
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
        return f"{cell!r} does not have the form {limits['pattern']}"
    low, high = limits.get("minimum", -math.inf), limits.get("maximum", math.inf)
    if isinstance(value, (int, float)) and not low <= value <= high:
        return f"{cell} is not from {low} to {high}"
    return ""
