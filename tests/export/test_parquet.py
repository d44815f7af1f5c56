"""The record as Parquet: the rows and columns of the CSV, in types."""

import csv
import datetime as dt
import io

import pyarrow as pa
import pytest
from hypothesis import given, settings
from pyarrow import parquet
from small import RECORD, SON, VOGELS, filters_of

from techvisits.export.columns import COLUMNS
from techvisits.export.csv import build_csv
from techvisits.export.parquet import build_parquet
from techvisits.record.filters import Filters, Shown, apply

EVERYTHING = Shown(RECORD.visits, RECORD.meetings)


def read(shown: Shown) -> pa.Table:
    return parquet.read_table(io.BytesIO(build_parquet(shown, RECORD)))


def in_csv(cell: object) -> str:
    """The cell as the CSV has it."""
    if isinstance(cell, list):
        return "; ".join(cell)
    if isinstance(cell, float):
        return f"{cell:.5f}"
    return "" if cell is None else str(cell)


@settings(max_examples=25)
@given(filters_of())
def test_it_has_the_rows_and_columns_of_the_csv(filters: Filters) -> None:
    shown = apply(filters, RECORD)
    rows = [*csv.DictReader(io.StringIO(build_csv(shown, RECORD).decode("utf-8-sig"), newline=""))]
    table = read(shown)
    assert table.column_names == [*COLUMNS]
    assert [{name: in_csv(cell) for name, cell in row.items()} for row in table.to_pylist()] == rows


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("date", pa.date32()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("source_count", pa.int32()),
        ("sequence", pa.int32()),
        ("hosts", pa.list_(pa.string())),
        ("host_roles", pa.list_(pa.string())),
        ("topics", pa.list_(pa.string())),
        ("sources", pa.list_(pa.string())),
        ("meeting_id", pa.string()),
    ],
)
def test_each_column_has_its_type(column: str, kind: pa.DataType) -> None:
    for shown in (EVERYTHING, Shown((), ())):
        (found,) = read(shown).schema.field(column).flatten()
        assert found.type.equals(kind) or found.type == pa.list_(pa.field("element", pa.string()))


def test_what_is_unknown_is_null_and_what_is_known_is_itself() -> None:
    (vogels,) = [row for row in read(EVERYTHING).to_pylist() if row["meeting_id"] == VOGELS]
    assert (vogels["latitude"], vogels["longitude"], vogels["start_time"]) == (None, None, None)
    son = next(row for row in read(EVERYTHING).to_pylist() if row["meeting_id"] == SON)
    assert son["date"] == dt.date(2022, 10, 4)
    assert son["hosts"] == ["Lee Jae-yong", "Roh Tae-moon"]
    assert son["latitude"] == 37.49667


def test_it_says_which_data_it_is_of_and_is_the_same_each_time() -> None:
    metadata = read(EVERYTHING).schema.metadata
    assert metadata[b"data_version"] == RECORD.version.encode()
    assert metadata[b"licence"] == b"CC BY 4.0"
    assert build_parquet(EVERYTHING, RECORD) == build_parquet(EVERYTHING, RECORD)
