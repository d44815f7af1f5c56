"""Tables in their one right form: the same bytes for the same content."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from techvisits.package.descriptor import Field, Row, Table

COORDINATES: Final = ("latitude", "longitude")


def build_canonical(rows: list[Row], table: Table) -> bytes:
    """The table's one right form: UTF-8, LF, schema order, sorted by key, spaces single, coordinates to 5 decimals."""
    integers = {field.name for field in table.fields if field.type == "integer"}

    def sort_key(row: dict[str, str]) -> list[str]:
        return [row[k].zfill(9) if k in integers else row[k] for k in table.key]

    cleaned = [{field.name: _canonical_cell(row[field.name], field) for field in table.fields} for row in rows]
    cleaned.sort(key=sort_key)
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, table.field_names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(cleaned)
    return buffer.getvalue().encode("utf-8")


def _canonical_cell(text: str, field: Field) -> str:
    text = re.sub(r"[\t-\r ]+", " ", text).strip()
    if field.name in COORDINATES and text:
        try:
            return f"{float(text):.5f}"
        except ValueError:
            return text
    return text
