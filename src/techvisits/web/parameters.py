"""What a query may hold, as OpenAPI describes a parameter: values as the descriptor allows them, examples of the record."""

from __future__ import annotations

from typing import Final

from techvisits.record import filters, following, portion, values
from techvisits.record.filters import LISTED, known_ids
from techvisits.record.record import Record
from techvisits.record.since import list_versions
from techvisits.text import address
from techvisits.web.schemas import Schema, Tables, describe_field

MOST: Final = 10**portion.DIGITS - 1
DAY: Final[Schema] = {"type": "string", "format": "date"}
# A form that is sent has what nobody filled in: that asks for nothing.
EMPTY: Final[Schema] = {"type": "string", "pattern": r"^\s*$"}
UNUSED: Final = "Of the page; changes nothing here."
SINCE: Final = (
    "Only what was added or changed after this version of the data, or on this day and later. JSON and GeoJSON then have"
    " `gone` too, what was withdrawn since, and `unmatched`, what was added or changed and is none that the filters let through."
)
PLAIN: Final[dict[str, tuple[str, Schema]]] = {
    "from": ("Not before this day; a meeting known to the month matches if any of its days does.", DAY),
    "to": ("Not after this day.", DAY),
    "sources": (
        "With at least so many independent publishers.",
        {"type": "integer", "minimum": 0, "maximum": values.MOST["sources"]},
    ),
    "q": (
        "With all these words, in any script, or else with what is written almost so; days in words count too. The first 200 characters count.",
        {"type": "string"},
    ),
    "both": (
        "Received by the government of Japan or of South Korea, by the other at most so many days before or after.",
        {"type": "integer", "minimum": 0, "maximum": values.MOST["both"]},
    ),
    "limit": ("At the most so many meetings.", {"type": "integer", "minimum": 1, "maximum": MOST}),
    "offset": ("Without the first so many meetings.", {"type": "integer", "minimum": 0, "maximum": MOST}),
    "rows": (UNUSED, {"type": "integer", "minimum": 0, "maximum": MOST}),
}
STANDS: Final = {
    "state": "Only promises that stand there; repeat it for several, any of which may match.",
    "news": "Only promises without news for half a year, though somebody looked, or those for which nobody did.",
    "flag": "Only promises of which a step came late, or was other than promised.",
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
    "ward": ("places", "place_id"),
}


def build_parameters(tables: Tables, record: Record, files: tuple[str, ...]) -> dict[str, object]:
    """All parameters by name, those of a path among them; `files` are those of the data package."""
    lists = {key: _describe_list(key, tables, record) for key in (*filters.LISTS, *filters.NOTS)}
    plain = {key: _describe(key, words, {"anyOf": [schema, EMPTY]}) for key, (words, schema) in PLAIN.items()}
    style = {
        key: _describe(key, UNUSED, {"anyOf": [{"type": "string", "enum": [*choices]}, EMPTY]})
        for key, choices in address.CHOICES.items()
    }
    stands = {
        key: _describe(key, words, {"type": "array", "items": {"type": "string", "enum": [*following.CHOICES[key]]}})
        for key, words in STANDS.items()
    }
    paths = {
        "key": _describe_path("key", "A list filter.", filters.LISTS),
        "name": _describe_path("name", "A file of the data package.", files),
    }
    return {**lists, **plain, "since": _describe_since(record), **style, **stands, **paths}


def _describe_since(record: Record) -> dict[str, object]:
    versions: Schema = {"type": "string", "enum": [*list_versions(record)]}
    return _describe("since", SINCE, {"anyOf": [versions, DAY, EMPTY]})


def _describe_list(key: str, tables: Tables, record: Record) -> dict[str, object]:
    """A list filter: all its ids where they are few, else what they look like; and one of them."""
    known, own = sorted(known_ids(key, record)), key.removeprefix(filters.NOT)
    items: Schema = {"type": "string", "enum": known}
    if len(known) > LISTED:
        items = {"type": "string", "pattern": describe_field(tables[IDS[own][0]].field(IDS[own][1]))["pattern"]}
    where = "" if len(known) <= LISTED else f" All of them: /api/choices/{own}.json."
    named = own.replace("_", " ")
    words = (
        f"Only with this {named}; repeat it for several, any of which may match.{where}"
        if own == key
        else f"Without this {named}; repeat it for several, none of which may match.{where}"
    )
    example = {"example": known[:1]} if known else {}
    return _describe(key, words, {"type": "array", "items": items}) | {"style": "form", "explode": True, **example}


def _describe(key: str, words: str, schema: Schema) -> dict[str, object]:
    return {"name": key, "in": "query", "description": words, "schema": schema}


def _describe_path(key: str, words: str, choices: tuple[str, ...]) -> dict[str, object]:
    schema = {"type": "string", "enum": [*choices]}
    return {"name": key, "in": "path", "required": True, "description": words, "schema": schema}
