"""The record given away as CSV: one row a visit."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from techvisits.export.columns import COLUMNS, Cell
from techvisits.record.filters import Shown
from techvisits.record.model import Visit
from techvisits.record.record import Record

FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
ROWS: Final = 200


def build_csv(shown: Shown, record: Record) -> bytes:
    """One row a visit, its cells in the order of `COLUMNS`, UTF-8 with BOM, CRLF (RFC 4180); formulas begin with an apostrophe."""
    return b"".join(write_csv(shown, record))


def write_csv(shown: Shown, record: Record) -> Iterator[bytes]:
    """What `build_csv` builds, some hundred rows at a time."""
    yield codecs.BOM_UTF8 + _write_rows([COLUMNS])
    for first in range(0, len(shown.visits), ROWS):
        yield _write_rows(_cells(visit, record) for visit in shown.visits[first : first + ROWS])


def neutralise(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would run as a formula; a plain number stays as it is."""
    if not cell.startswith(FORMULA_STARTS):
        return cell
    try:
        float(cell)
    except ValueError:
        return "'" + cell
    return cell


def _cells(visit: Visit, record: Record) -> list[str]:
    return [_write(column.cell(visit, record)) for column in COLUMNS.values()]


def _write(cell: Cell) -> str:
    if isinstance(cell, str):
        return neutralise(cell)
    if isinstance(cell, tuple):
        return neutralise("; ".join(cell))
    if isinstance(cell, float):
        return f"{cell:.5f}"
    return "" if cell is None else str(cell)


def _write_rows(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8")
