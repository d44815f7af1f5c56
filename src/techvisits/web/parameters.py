"""What a query may hold, as OpenAPI describes a parameter: values as the descriptor allows them, examples of the record."""

from __future__ import annotations

from typing import Final

from techvisits.record import filters, portion
from techvisits.record.filters import LISTED, known_ids
from techvisits.record.record import Record
from techvisits.text import address
from techvisits.web.schemas import Schema, Tables, describe_field

MOST: Final = 10**portion.DIGITS - 1
DAY: Final[Schema] = {"type": "string", "format": "date"}
# A form that is sent has what nobody filled in: that asks for nothing.
EMPTY: Final[Schema] = {"type": "string", "pattern": r"^\s*$"}
UNUSED: Final = "Of the page; changes nothing here."
PLAIN: Final[dict[str, tuple[str, Schema]]] = {
    "from": ("Not before this day; a meeting known to the month matches if any of its days does.", DAY),
    "to": ("Not after this day.", DAY),
    "sources": ("With at least so many independent publishers.", {"type": "integer", "minimum": 0, "maximum": 99}),
    "q": ("With all these words, in any script; the first 200 characters count.", {"type": "string"}),
    "limit": ("At the most so many meetings.", {"type": "integer", "minimum": 1, "maximum": MOST}),
    "offset": ("Without the first so many meetings.", {"type": "integer", "minimum": 0, "maximum": MOST}),
    "rows": (UNUSED, {"type": "integer", "minimum": 0, "maximum": MOST}),
}
# Where the descriptor says what the ids of a list filter look like.
IDS: Final = {
    "leader": ("people", "person_id"),
    "company": ("organizations", "organization_id"),
    "trip": ("trips", "trip_id"),
    "topic": ("topics", "topic_id"),
    "city": ("places", "place_id"),
    "host": ("people", "person_id"),
    "place": ("places", "place_id"),
    "status": ("meetings", "status"),
    "kind": ("meetings", "kind"),
    "meeting": ("meetings", "meeting_id"),
}


def build_parameters(tables: Tables, record: Record, files: tuple[str, ...]) -> dict[str, object]:
    """All parameters by name, those of a path among them; `files` are those of the data package."""
    lists = {key: _describe_list(key, tables, record) for key in filters.LISTS}
    plain = {key: _describe(key, words, {"anyOf": [schema, EMPTY]}) for key, (words, schema) in PLAIN.items()}
    style = {
        key: _describe(key, UNUSED, {"anyOf": [{"type": "string", "enum": [*choices]}, EMPTY]})
        for key, choices in address.CHOICES.items()
    }
    paths = {
        "key": _describe_path("key", "A list filter.", filters.LISTS),
        "name": _describe_path("name", "A file of the data package.", files),
    }
    return {**lists, **plain, **style, **paths}


def _describe_list(key: str, tables: Tables, record: Record) -> dict[str, object]:
    """A list filter: all its ids where they are few, else what they look like; and one of them."""
    known = sorted(known_ids(key, record))
    items: Schema = {"type": "string", "enum": known}
    if len(known) > LISTED:
        items = {"type": "string", "pattern": describe_field(tables[IDS[key][0]].field(IDS[key][1]))["pattern"]}
    where = "" if len(known) <= LISTED else f" All of them: /api/choices/{key}.json."
    words = f"Only with this {key.replace('_', ' ')}; repeat it for several, any of which may match.{where}"
    example = {"example": known[:1]} if known else {}
    return _describe(key, words, {"type": "array", "items": items}) | {"style": "form", "explode": True, **example}


def _describe(key: str, words: str, schema: Schema) -> dict[str, object]:
    return {"name": key, "in": "query", "description": words, "schema": schema}


def _describe_path(key: str, words: str, choices: tuple[str, ...]) -> dict[str, object]:
    schema = {"type": "string", "enum": [*choices]}
    return {"name": key, "in": "path", "required": True, "description": words, "schema": schema}
