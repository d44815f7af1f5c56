"""The canonical form of a table: one form for one content, and the shipped data are in it."""

import csv
import io
import random
from pathlib import Path

import pytest
from conftest import Edit, Rows
from hypothesis import given
from hypothesis import strategies as st

from techvisits.package.canonical import build_canonical
from techvisits.package.descriptor import Field, Row, Table
from techvisits.package.files import write_whole
from techvisits.package.tables import load_package, load_rows

TABLE = Table(
    "places",
    "places.csv",
    (Field("id"), Field("rank", "integer"), Field("latitude", "number")),
    ("id", "rank"),
)
CELLS = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(
    ["1", "10", "2", "35.6763901", "-0", "nan", " x"]
)
ROWS = st.lists(st.fixed_dictionaries({"id": CELLS, "rank": CELLS, "latitude": CELLS}), max_size=6)


def read(content: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@given(ROWS)
def test_canonical_form_is_its_own_canonical_form(rows: list[Row]) -> None:
    once = build_canonical(rows, TABLE)
    assert build_canonical(read(once), TABLE) == once


@given(ROWS, st.randoms())
def test_rows_in_another_order_have_the_same_form(rows: list[Row], chance: random.Random) -> None:
    unique = list({(row["id"].strip(), row["rank"].strip()): row for row in rows}.values())
    shuffled = chance.sample(unique, len(unique))
    assert build_canonical(shuffled, TABLE) == build_canonical(unique, TABLE)


def test_canonical_form() -> None:
    rows = [
        {"id": "b", "rank": "1", "latitude": ""},
        {"id": " a ", "rank": "10", "latitude": "35.1"},
        {"id": "a", "rank": "2", "latitude": "35.123456"},
    ]
    assert build_canonical(rows, TABLE) == b"id,rank,latitude\na,2,35.12346\na,10,35.10000\nb,1,\n"


def test_rewriting_changes_no_value(fixture_folder: Path, edit: Edit) -> None:
    before = load_package(fixture_folder)

    def shuffle(rows: Rows) -> None:
        random.Random(0).shuffle(rows)

    for name, table in before.tables.items():
        edit(name, shuffle)
        path = fixture_folder / table.path
        write_whole(path, build_canonical(load_rows(path, table)[0], table))
    assert load_package(fixture_folder).rows == before.rows


def test_write_whole_leaves_the_old_file_where_it_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"old")
    with pytest.raises(TypeError):
        write_whole(path, "no bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["table.csv"]
