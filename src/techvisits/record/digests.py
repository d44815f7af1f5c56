"""A fingerprint of each fact of a meeting, by which one version of the data is compared with the next."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from techvisits.package.descriptor import Row
from techvisits.package.tables import split_list

OF_ROW: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date", "date_precision", "start_time", "end_time"),
    "place": ("place_id", "place_certainty"),
    "kind": ("kind",),
    "status": ("status",),
    "topics": ("topic_ids",),
    "summary": ("summary",),
    "outcome": ("outcome",),
    "conflict": ("conflict",),
}
"""The facts that stand in the row of a meeting, each with its fields; what these point to belongs to the fact."""

OF_TABLES: Final[Mapping[str, str]] = {
    "visitor": "visits",
    "host": "hosts",
    "sources": "sources",
    "promises": "promises",
}
"""The facts that stand in tables of their own."""

POINTERS: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "meetings": (("place_id", "places", "place_id"), ("topic_ids", "topics", "topic_id")),
    "places": (("city", "places", "place_id"),),
    "visits": (
        ("person_id", "people", "person_id"),
        ("organization_id", "organizations", "organization_id"),
        ("trip_id", "trips", "trip_id"),
    ),
    "hosts": (("person_id", "people", "person_id"), ("organization_id", "organizations", "organization_id")),
    "promises": (("organization_id", "organizations", "organization_id"), ("promise_id", "progress", "promise_id")),
    "organizations": (("organization_id", "names", "organization_id"),),
}
"""Where the rows of a table lead on: a field, and the rows of another table that have its ids in a field of theirs."""

UNTOLD: Final[Mapping[str, tuple[str, ...]]] = {
    "sources": ("accessed_on",),
    "people": ("written_as",),
    "organizations": ("also_known_as",),
    "names": ("also_known_as",),
    "topics": ("definition",),
    "places": ("written_as", "geocoder", "geocoded_on", "osm_id", "geocoder_rung", "runner_up_km"),
}
"""What is no change of a meeting: notes of how the work was done, and how else somebody or something is spelled."""

FACTS: Final = (*OF_ROW, *OF_TABLES)
LENGTH: Final = 8
WRITER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True)  # json.dumps would make one for each row
Rows = Mapping[str, Sequence[Row]]
Digests = dict[str, str]


def build_digests(rows: Rows) -> dict[str, Digests]:
    """The fingerprints of each meeting's facts by its id; a fact of which nothing is told has none.

    The same whatever the order of rows and fields; an empty cell counts as none, so that a new field changes nothing
    until it is filled. Tables that a former schema did not have may be missing.
    """
    found = _Index(rows)
    built: dict[str, Digests] = {}
    for row in rows["meetings"]:
        cells: dict[str, Sequence[str]] = {fact: _tell_row(row, fields, found) for fact, fields in OF_ROW.items()}
        cells |= {fact: found.tell(table, "meeting_id", row["meeting_id"]) for fact, table in OF_TABLES.items()}
        built[row["meeting_id"]] = {fact: _digest(told) for fact, told in cells.items() if any(told)}
    return built


def write_digests(digests: Digests) -> str:
    """`date:1a2b3c4d;place:…`, as it stands in a cell."""
    return ";".join(f"{fact}:{digest}" for fact, digest in digests.items())


def read_digests(cell: str) -> Digests:
    """What `write_digests` wrote."""
    return {fact: digest for fact, _, digest in (item.partition(":") for item in split_list(cell))}


def differing(before: Digests, after: Digests) -> tuple[str, ...]:
    """The facts that are not the same in both, in the order of `FACTS`."""
    return tuple(fact for fact in FACTS if before.get(fact) != after.get(fact))


class _Index:
    """The rows of the tables by the value of a field, each looked up once, and what they tell, each told once."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.made: dict[tuple[str, str], dict[str, list[Row]]] = {}
        self.told: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def tell(self, table: str, field: str, value: str) -> tuple[str, ...]:
        """What the rows of a table that have this value tell, and the rows they point to."""
        key = table, field, value
        if key not in self.told:
            self.told[key] = tuple(text for row in self.find(*key) for text in _tell(table, row, self))
        return self.told[key]

    def find(self, table: str, field: str, value: str) -> Sequence[Row]:
        """The rows of a table that have this value."""
        key = table, field
        if key not in self.made:
            by_value: defaultdict[str, list[Row]] = defaultdict(list)
            for row in self.rows.get(table, ()):
                by_value[row[field]].append(row)
            self.made[key] = dict(by_value)
        return self.made[key].get(value, ())


def _tell_row(row: Row, fields: Iterable[str], found: _Index) -> list[str]:
    """What some fields of a meeting's own row tell, and the rows they point to; empty where all are."""
    cells = {field: row[field] for field in fields if row.get(field)}
    return [_write("meetings", cells), *_follow("meetings", cells, found)] if cells else []


def _tell(table: str, row: Row, found: _Index) -> Iterator[str]:
    yield _write(table, {field: cell for field, cell in row.items() if cell and field not in UNTOLD.get(table, ())})
    yield from _follow(table, row, found)


def _follow(table: str, row: Mapping[str, str], found: _Index) -> Iterator[str]:
    for field, aim, key in POINTERS.get(table, ()):
        for value in split_list(row.get(field, "")):
            if (table, value) != (aim, row.get(key)):  # a city is its own
                yield from found.tell(aim, key, value)


def _write(table: str, cells: Mapping[str, str]) -> str:
    return WRITER.encode([table, cells])


def _digest(told: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(set(told))).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
