"""The written forms of values: what keeps a cell from being read as the type that the descriptor declares."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from techvisits.package.descriptor import Row, Table
from techvisits.package.errors import Finding

# Stricter than frictionless, which takes 2024-2-3, 1_0 and full-width digits: a value has one written form.
FORMS: Final = {
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "write a day of the calendar as 2024-02-27"),
    "integer": (re.compile(r"0|[1-9][0-9]{0,8}"), "write a whole number such as 2"),
    "number": (re.compile(r"-?[0-9]+(\.[0-9]+)?"), "write a number such as 35.67639"),
}


def check_forms(table: Table, rows: list[Row], lines: list[int]) -> Iterator[Finding]:
    """A finding for each cell that is empty where a value is required, or that is no value of its type."""
    required = {*table.key, *(field.name for field in table.fields if field.required)}
    for line, row in zip(lines, rows, strict=True):
        if not any(row.values()):
            yield Finding(table.path, line, "", "is an empty row", "delete it", "blank-row")
            continue
        for field in table.fields:
            text = row[field.name]
            if not text and field.name in required:
                remedy = "write a value, for this field is required"
                yield Finding(table.path, line, field.name, "is empty", remedy, "constraint")
            elif text and not _has_form(text, field.type):
                remedy = explain_form(field.type)
                yield Finding(table.path, line, field.name, f"{text!r} is no {field.type}", remedy, "type")


def explain_form(kind: str) -> str:
    """What to write for a value of that type."""
    return FORMS[kind][1] if kind in FORMS else f"write a {kind}"


def is_day(text: str) -> bool:
    """Whether the text is a day of the calendar, written as 2024-02-27."""
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return bool(FORMS["date"][0].fullmatch(text))


def _has_form(text: str, kind: str) -> bool:
    if kind == "date":
        return is_day(text)
    return kind not in FORMS or bool(FORMS[kind][0].fullmatch(text))
