"""What schemathesis must know beside the description: which ids the record has, and that a period begins before it ends."""

import os
from functools import cache
from typing import Any

import requests
import schemathesis

# Each id is tried for itself, so a quick run draws some.
MOST = int(os.environ.get("FUZZ_IDS", "1000"))
LISTS = (
    "leader",
    "company",
    "trip",
    "topic",
    "city",
    "host",
    "host_kind",
    "place",
    "status",
    "kind",
    "meeting",
    "office",
    "ward",
    "evidence",
    "year",
    "promise",
)


@schemathesis.hook
def before_load_schema(context: schemathesis.HookContext, raw_schema: dict[str, Any]) -> None:
    """Ids are those that the routes of choices list; the description itself only says what an id looks like."""
    address = raw_schema["servers"][0]["url"]
    for key in LISTS:
        ids = {"type": "array", "items": {"type": "string", "enum": _list_ids(address, key)}}
        for name in (key, f"not_{key}"):
            raw_schema["components"]["parameters"][name]["schema"] = ids


@schemathesis.hook
def filter_case(context: schemathesis.HookContext, case: schemathesis.Case) -> bool:
    """Without a period that ends before it begins, of which a schema cannot say that it is refused."""
    query = case.query or {}
    first, last = query.get("from"), query.get("to")
    return not (isinstance(first, str) and isinstance(last, str) and first > last > "")


@cache
def _list_ids(address: str, key: str) -> list[str]:
    choices = requests.get(f"{address}/api/choices/{key}.json", timeout=30).json()["choices"]
    ids = [choice["id"] for choice in choices]
    return ids[:: 1 + len(ids) // MOST]
