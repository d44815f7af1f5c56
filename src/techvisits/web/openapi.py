"""The description of all routes in the form that programs read (OpenAPI 3.1), made from the data and the table of routes."""

from __future__ import annotations

import json
import re
from typing import Final

from techvisits import __version__
from techvisits.export.formats import FORMATS
from techvisits.record.filters import Filters, apply
from techvisits.record.record import Record
from techvisits.web.described import ROUTES, Described
from techvisits.web.parameters import build_parameters
from techvisits.web.problems import MEDIA_TYPE
from techvisits.web.schemas import Tables, build_schemas

PROMISE: Final = """\
Sourced records of technology leaders' meetings in Japan and Korea. Without a query a route gives everything; `limit` and
`offset` give portions. All routes answer to HEAD and OPTIONS too, and to any site (CORS). `ETag` and `Last-Modified` let a
copy be checked without being sent again.

## Keeping a copy

Take everything once, and note its `data_version`. Then ask `/api/meetings.json?since=` with that version, now and then: drop
the meetings in `gone` and `unmatched`, put those in `meetings` in the place of yours or beside them, and note the new
`data_version`. With filters this keeps true a copy of what they let through.

## What stays

- The routes, their parameters, the names of columns and fields, the meaning of each, and the order of the CSV's columns.
- An id never changes its meaning and is never used again; that of a record which was merged goes on answering.
- The same question to the same `Data-Version` has the same answer, byte for byte.

## What may change

- **Additions** come at any time: a route, a parameter, a field, a column after those that are there, a value of a list of
  choices. Read by name, and pass over what you do not know.
- **A removal or another meaning** is told at least six months before: the answers concerned carry the headers
  `Deprecation` (RFC 9745) and `Sunset` (RFC 8594) with the days, and the changelog has a line. The data's own version says
  the same of its tables: the first number grows when a table or field is renamed or removed.
- Wording of texts and refusals, order of keys, and what no line here names may change without notice.
"""
LICENCE: Final = {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"}
HEADERS: Final = {
    "ETag": "Changes with the content and its coding; send it back in If-None-Match.",
    "Last-Modified": "When this version of the data was made.",
    "Cache-Control": "How long a cache need not ask again.",
    "Content-Disposition": "A name for the file that says what is in it.",
}
PORTION_HEADERS: Final = {
    "Link": "The licence and, with `limit`, the portions first, last, prev and next (RFC 8288).",
    "X-Total-Count": "How many meetings match, whole or in portions.",
    "Data-Version": "The version of the data.",
}
IN_PATH: Final = ("key", "name")
# Schemas of what changes from one moment to the next.
CHANGING: Final = ("health", "choices", "suggestions")
Document = dict[str, object]


def build_openapi(tables: Tables, record: Record, files: tuple[str, ...], base_url: str) -> Document:
    """The document; examples are of the record, allowed values of the descriptor, `files` those of the data package."""
    base = base_url.rstrip("/")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tech Visits", "version": __version__, "description": PROMISE, "license": LICENCE},
        "servers": [{"url": base or "/"}],
        "externalDocs": {"url": f"{base}/data/DICTIONARY.md", "description": "Every field in words"},
        "paths": {route.path: {"get": _build_operation(route, record)} for route in ROUTES},
        "components": {
            "parameters": build_parameters(tables, record, files),
            "headers": {name: _describe_header(words) for name, words in {**HEADERS, **PORTION_HEADERS}.items()},
            "responses": {
                "query": _describe_refusal("Something in the query is unknown or malformed"),
                "refused": _describe_refusal("What was asked for is not here, or is not answered so"),
            },
            "schemas": build_schemas(tables),
        },
    }


def _build_operation(route: Described, record: Record) -> Document:
    names = [name for name in IN_PATH if f"{{{name}}}" in route.path] + [*route.parameters]
    refusals = {str(status): _refer("responses", "query" if status == 400 else "refused") for status in route.refusals}
    return {
        "operationId": "-".join(re.findall(r"\w+", route.path)),
        "summary": route.gives,
        "parameters": [_refer("parameters", name) for name in names],
        "responses": {
            "200": _describe_answer(route, record),
            "304": {"description": "What the reader has is still right"},
            **refusals,
            "default": _refer("responses", "refused"),
        },
    }


def _describe_answer(route: Described, record: Record) -> Document:
    content: Document = {"schema": _refer("schemas", route.schema)} if route.schema else {}
    if example := _find_example(route, record):
        content["example"] = example
    names = [*([] if route.schema in CHANGING else HEADERS), *(PORTION_HEADERS if "limit" in route.parameters else ())]
    return {
        "description": route.gives,
        "headers": {name: _refer("headers", name) for name in names},
        "content": {route.media_type: content},
    }


def _find_example(route: Described, record: Record) -> object:
    """What a route of meetings answers for the newest meeting that stands on the map; None for others and for bytes."""
    form = FORMATS.get(route.path.partition("/api/meetings.")[2])
    shown = next((meeting for meeting in record.meetings if meeting.place.position), None)
    if not form or not shown or form.media_type == FORMATS["parquet"].media_type:
        return None
    asked = Filters().asking("meeting", [shown.meeting_id])
    text = form.build(apply(asked, record), record, "").decode("utf-8-sig")
    return json.loads(text) if route.schema else text


def _describe_header(words: str) -> Document:
    return {"description": words, "schema": {"type": "string"}}


def _describe_refusal(words: str) -> Document:
    return {"description": words, "content": {MEDIA_TYPE: {"schema": _refer("schemas", "problem")}}}


def _refer(kind: str, name: str) -> Document:
    return {"$ref": f"#/components/{kind}/{name}"}
