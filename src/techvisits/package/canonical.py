"""Tables written: their one right form, and files that are never half written."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from techvisits.package.tables import Row, Table


def build_canonical(rows: list[Row], table: Table) -> bytes:
    """The table's one right form: UTF-8, LF, schema order, sorted by key, spaces single, coordinates to 5 decimals."""
    integers = {field["name"] for field in table.fields if field["type"] == "integer"}

    def sort_key(row: Row) -> list[str]:
        return [row[k].zfill(9) if k in integers else row[k] for k in table.key]

    cleaned = [{field["name"]: _canonical_cell(row[field["name"]], field) for field in table.fields} for row in rows]
    cleaned.sort(key=sort_key)
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, table.field_names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(cleaned)
    return buffer.getvalue().encode("utf-8")


def write_whole(path: Path, content: bytes) -> None:
    """Write the file aside and rename it, so that a reader meets the old file or the new one, never half of one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as aside:
            aside.write(content)
            aside.flush()
            os.fsync(aside.fileno())
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _canonical_cell(text: str, field: dict[str, Any]) -> str:
    text = re.sub(r"[\t-\r ]+", " ", text).strip()
    if field["name"] in ("latitude", "longitude") and text:
        try:
            return f"{float(text):.5f}"
        except ValueError:
            return text
    return text
