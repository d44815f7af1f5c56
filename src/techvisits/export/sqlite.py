"""The record given away as one SQLite file: all tables with their types and keys, what they mean, and the visits in one table."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Final

from techvisits.export.columns import COLUMNS, Cell
from techvisits.package.descriptor import Field, Table
from techvisits.package.tables import DataPackage, split_list
from techvisits.record.history import KINDS, Change
from techvisits.record.record import Record

TYPES: Final = {"string": "TEXT", "date": "TEXT", "list": "TEXT", "integer": "INTEGER", "number": "REAL"}
APPLICATION: Final = int.from_bytes(b"TVis")
FLAT: Final = "visits_flat"
ADDED: Final = {
    FLAT: "One row for each visit, with the columns of /api/meetings.csv: what is joined most, joined already.",
    "meeting_topics": "The topics of each meeting, one row for each: `meetings.topic_ids` taken apart.",
    "meeting_history": "One row for each meeting that ever was: in which version it was added, last changed, withdrawn.",
}
LIVES: Final = {
    "meeting_id": "The meeting; it may be gone.",
    "added": "The version that added it.",
    "changed": "The last version that changed it.",
    "withdrawn": "The version that withdrew it.",
    "told_on": "Day of the last of these.",
    "replaced_by": "The meeting that has its place.",
}
Value = str | int | float | None


def build_sqlite(package: DataPackage, record: Record) -> bytes:
    """The file; the same bytes for the same data by the same library. Foreign keys hold, an empty cell is NULL."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("BEGIN")
        for table in package.tables.values():
            _add_table(connection, package, table)
        _add_topics(connection, package)
        _add_flat(connection, record)
        _add_lives(connection, record)
        _add_words(connection, package)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        return connection.serialize()


def _add_table(connection: sqlite3.Connection, package: DataPackage, table: Table) -> None:
    columns = [f"{_name(field.name)} {TYPES[field.type]}{_rules(field, table)}" for field in table.fields]
    keys = [f"PRIMARY KEY ({_names(table.key)})"]
    keys += [
        f"FOREIGN KEY ({_name(key.field)}) REFERENCES {_name(key.table)} ({_name(key.aimed)})"
        for key in table.foreign_keys
    ]
    connection.execute(f"CREATE TABLE {_name(table.name)} ({', '.join([*columns, *keys])})")
    rows = ([_value(row[field.name], field) for field in table.fields] for row in package.rows[table.name])
    _insert(connection, table.name, rows, len(table.fields))
    for key in table.foreign_keys:
        if key.field != table.key[0]:
            index = _name(f"{table.name}_{key.field}")
            connection.execute(f"CREATE INDEX {index} ON {_name(table.name)} ({_name(key.field)})")


def _add_topics(connection: sqlite3.Connection, package: DataPackage) -> None:
    connection.execute(
        "CREATE TABLE meeting_topics (meeting_id TEXT NOT NULL REFERENCES meetings (meeting_id),"
        " topic_id TEXT NOT NULL REFERENCES topics (topic_id), PRIMARY KEY (meeting_id, topic_id))"
    )
    rows = ((row["meeting_id"], topic) for row in package.rows["meetings"] for topic in split_list(row["topic_ids"]))
    _insert(connection, "meeting_topics", rows, 2)


def _add_flat(connection: sqlite3.Connection, record: Record) -> None:
    columns = [f"{_name(name)} {TYPES[column.kind]}" for name, column in COLUMNS.items()]
    aims = {"meeting_id": "meetings", "place_id": "places", "trip_id": "trips"}
    keys = [f"FOREIGN KEY ({name}) REFERENCES {table} ({name})" for name, table in aims.items()]
    keys += ["FOREIGN KEY (leader_id) REFERENCES people (person_id)"]
    keys += ["FOREIGN KEY (company_id) REFERENCES organizations (organization_id)"]
    key = "PRIMARY KEY (meeting_id, leader_id)"
    connection.execute(f"CREATE TABLE {FLAT} ({', '.join([*columns, key, *keys])})")
    rows = ([_flat(column.cell(visit, record)) for column in COLUMNS.values()] for visit in record.visits)
    _insert(connection, FLAT, rows, len(columns))


def _add_lives(connection: sqlite3.Connection, record: Record) -> None:
    columns = [f"{name} TEXT{' PRIMARY KEY' * (name == 'meeting_id')}" for name in LIVES]
    connection.execute(f"CREATE TABLE meeting_history ({', '.join(columns)})")
    rows = (
        [meeting_id, *_tell_life(changes), _write_day(record.history.day_of(changes[-1])), record.find_heir(meeting_id)]
        for meeting_id, changes in sorted(record.history.of_meeting.items())
    )
    _insert(connection, "meeting_history", ([cell or None for cell in row] for row in rows), len(LIVES))


def _tell_life(changes: Sequence[Change]) -> list[str]:
    """The last version that added a meeting, changed it, withdrew it; empty for what none did."""
    last = {change.kind: change.version for change in changes}
    return [last.get(kind, "") for kind in KINDS]


def _write_day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _add_words(connection: sqlite3.Connection, package: DataPackage) -> None:
    """What the data is, and what each table and each field means."""
    about = {
        "title": str(package.descriptor.get("title", "")),
        "version": package.version,
        "created": package.released.date().isoformat(),
        "licences": "; ".join(each["path"] for each in package.descriptor.get("licenses", [])),
    }
    connection.execute("CREATE TABLE _about (key TEXT PRIMARY KEY, value TEXT)")
    _insert(connection, "_about", about.items(), 2)
    connection.execute('CREATE TABLE _tables ("table" TEXT PRIMARY KEY, description TEXT)')
    tables = {table.name: table.description for table in package.tables.values()} | ADDED
    _insert(connection, "_tables", tables.items(), 2)
    connection.execute(
        'CREATE TABLE _fields ("table" TEXT, field TEXT, type TEXT, description TEXT, PRIMARY KEY ("table", field))'
    )
    _insert(connection, "_fields", _list_fields(package), 4)


def _list_fields(package: DataPackage) -> Iterator[tuple[str, str, str, str]]:
    for table in package.tables.values():
        yield from ((table.name, field.name, field.type, field.description) for field in table.fields)
    yield from ((FLAT, name, column.kind, "") for name, column in COLUMNS.items())
    yield from (("meeting_history", name, "string", words) for name, words in LIVES.items())


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[Value]], width: int) -> None:
    connection.executemany(f"INSERT INTO {_name(table)} VALUES ({', '.join('?' * width)})", rows)


def _rules(field: Field, table: Table) -> str:
    return f"{' NOT NULL' * (field.required or field.name in table.key)}{' UNIQUE' * (field.unique and table.key != (field.name,))}"


def _value(cell: str, field: Field) -> Value:
    if not cell:
        return None
    if field.type == "number":
        return float(cell)
    return int(cell) if field.type == "integer" else cell


def _flat(cell: Cell) -> Value:
    if isinstance(cell, tuple):
        return "; ".join(cell) or None
    return cell.isoformat() if isinstance(cell, dt.date) else None if cell == "" else cell


def _name(name: str) -> str:
    return f'"{name}"'


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(_name, names))
