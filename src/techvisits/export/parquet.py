"""The record given away as Parquet: the rows of the CSV, each cell in its own type."""

from __future__ import annotations

import io
from typing import Final

import pyarrow as pa
from pyarrow import parquet

from techvisits.export.columns import COLUMNS, Cell, Column
from techvisits.export.nested import LICENCE
from techvisits.record.filters import Shown
from techvisits.record.record import Record

TYPES: Final = {
    "string": pa.string(),
    "date": pa.date32(),
    "number": pa.float64(),
    "integer": pa.int32(),
    "list": pa.list_(pa.string()),
}


def build_parquet(shown: Shown, record: Record) -> bytes:
    """One row a visit, columns as in the CSV; what is unknown is null, and the version of the data stands in the schema."""
    fields = [pa.field(name, TYPES[column.kind]) for name, column in COLUMNS.items()]
    schema = pa.schema(fields, metadata={"data_version": record.version, "licence": LICENCE})
    columns = [_cells(column, shown, record) for column in COLUMNS.values()]
    table = pa.table([pa.array(cells, field.type) for cells, field in zip(columns, fields, strict=True)], schema=schema)
    file = io.BytesIO()
    parquet.write_table(table, file, compression="zstd")
    return file.getvalue()


def _cells(column: Column, shown: Shown, record: Record) -> list[Cell]:
    cells = (column.cell(visit, record) for visit in shown.visits)
    return [None if cell == "" else cell for cell in cells]
