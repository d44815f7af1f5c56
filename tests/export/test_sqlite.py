"""The SQLite file: sound, the same bytes each time, and with all that the tables and the CSV have."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import DATA, FIXTURE
from web.asking import serve

from techvisits.export.csv import build_csv, neutralise
from techvisits.export.sqlite import build_sqlite
from techvisits.package.tables import load_package
from techvisits.record.filters import Filters, apply
from techvisits.record.shelf import load_record
from techvisits.web.routes import build_routes

PACKAGE, RECORD = load_package(DATA), load_record(DATA)
CONTENT = build_sqlite(PACKAGE, RECORD)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The file, opened."""
    path = tmp_path_factory.mktemp("sqlite") / "tech-visits.sqlite"
    path.write_bytes(CONTENT)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_it_is_sound(file: sqlite3.Connection) -> None:
    assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_broken_key_would_be_seen(file: sqlite3.Connection) -> None:
    file.execute("SAVEPOINT before")
    file.execute("UPDATE visits SET person_id = 'nobody' WHERE rowid = 1")
    assert len(file.execute("PRAGMA foreign_key_check").fetchall()) == 1
    file.execute("ROLLBACK TO before")


def test_the_same_data_gives_the_same_bytes() -> None:
    assert build_sqlite(load_package(DATA), RECORD) == CONTENT


@pytest.mark.parametrize("name", PACKAGE.tables)
def test_every_cell_is_there_in_its_type(file: sqlite3.Connection, name: str) -> None:
    table = PACKAGE.tables[name]
    found = file.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()
    for row, cells in zip(PACKAGE.rows[name], found, strict=True):
        for field, cell in zip(table.fields, cells, strict=True):
            if field.type in ("integer", "number"):
                assert cell == (float(row[field.name]) if row[field.name] else None)
            else:
                assert cell == (row[field.name] or None)


def test_it_says_what_every_table_and_field_means(file: sqlite3.Connection) -> None:
    names = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if name[0] != "_"}
    assert dict(file.execute('SELECT "table", description FROM _tables')).keys() == names
    described = set(file.execute("SELECT \"table\", field FROM _fields WHERE type <> ''"))
    assert {(table.name, field.name) for table in PACKAGE.tables.values() for field in table.fields} <= described
    assert dict(file.execute("SELECT * FROM _about"))["version"] == RECORD.version


def test_the_flat_table_is_the_csv(file: sqlite3.Connection) -> None:
    flat = file.execute("SELECT * FROM visits_flat ORDER BY rowid")
    rows = csv.reader(io.StringIO(build_csv(apply(Filters(), RECORD), RECORD).decode("utf-8-sig"), newline=""))
    assert next(rows) == [column[0] for column in flat.description]
    for expected, cells in zip(rows, flat.fetchall(), strict=True):
        written = [f"{cell:.5f}" if isinstance(cell, float) else str("" if cell is None else cell) for cell in cells]
        assert [neutralise(cell) for cell in written] == expected


def test_topics_and_lives_are_joined_already(file: sqlite3.Connection) -> None:
    (count,) = file.execute("SELECT count(*) FROM meeting_topics").fetchone()
    assert count == sum(len(meeting.topics) for meeting in RECORD.meetings)
    withdrawn = file.execute("SELECT meeting_id, added, withdrawn FROM meeting_history WHERE withdrawn IS NOT NULL")
    assert ("2023-12-04-yaccarino-tokyo", "1.0.0", "1.1.0") in withdrawn.fetchall()
    (lives,) = file.execute("SELECT count(*) FROM meeting_history WHERE withdrawn IS NULL").fetchone()
    assert lives == len(RECORD.meetings)


def test_the_route_gives_it_under_a_name_with_its_version(tmp_path: Path) -> None:
    with serve(build_routes(FIXTURE)) as server:
        answer = server.ask("/data.sqlite")
        again = server.ask("/data.sqlite", If_None_Match=answer.headers["etag"])
    assert answer.headers["content-type"] == "application/vnd.sqlite3"
    version = load_record(FIXTURE).version
    assert f'filename="tech-visits-{version}.sqlite"' in answer.headers["content-disposition"]
    assert answer.body == build_sqlite(load_package(FIXTURE), load_record(FIXTURE))
    assert again.status == 304
