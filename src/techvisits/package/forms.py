"""What a cell may hold: the written forms of each type, and what the descriptor allows of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from techvisits.package.descriptor import Field, Row, Table
from techvisits.package.errors import Finding

Fault = tuple[str, str, str]
# Stricter than frictionless, which takes 2024-2-3, 1_0 and full-width digits: a value has one written form.
FORMS: Final = {
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "write a day of the calendar as 2024-02-27"),
    "integer": (re.compile(r"0|[1-9][0-9]{0,8}"), "write a whole number such as 2"),
    "number": (re.compile(r"-?[0-9]+(\.[0-9]+)?"), "write a number such as 35.67639"),
}


def check_forms(table: Table, rows: list[Row], lines: list[int]) -> Iterator[Finding]:
    """A finding for each cell that is empty where a value is required, no value of its type, or one that its field may not have."""
    faults = {field.name: _find_faults({row[field.name] for row in rows}, field, table) for field in table.fields}
    if not any(faults.values()) and table.key:
        return
    for line, row in zip(lines, rows, strict=True):
        if not any(row.values()):
            yield Finding(table.path, line, "", "is an empty row", "delete it", "blank-row")
            continue
        for name, text in row.items():
            if fault := faults[name].get(text):
                yield Finding(table.path, line, name, *fault)


def _find_faults(texts: set[str], field: Field, table: Table) -> dict[str, Fault]:
    """What `_find_fault` finds in the different cells of a column, by what stands in them."""
    may_be_all = not (field.type in FORMS or field.enum or field.pattern)
    doubtful = {""} & texts if may_be_all else texts
    found = {text: _find_fault(text, field, is_key=field.name in table.key) for text in doubtful}
    return {text: fault for text, fault in found.items() if fault}


def _find_fault(text: str, field: Field, *, is_key: bool) -> Fault | None:
    """What is wrong with a cell, what to do and the rule that it breaks; None where nothing is."""
    if not text:
        required = field.required or is_key
        return ("is empty", "write a value, for this field is required", "constraint") if required else None
    if not _has_form(text, field.type):
        return f"{text!r} is no {field.type}", explain_form(field.type), "type"
    if field.enum and text not in field.enum:
        return f"{text!r} is not allowed", f"write one of {', '.join(field.enum)}", "constraint"
    if field.pattern and not re.fullmatch(field.pattern, text):
        return f"{text!r} does not have the form {field.pattern}", "write it in this form", "constraint"
    if field.minimum is not None and float(text) < field.minimum:
        return f"{text} is below {field.minimum:g}", "correct the number", "constraint"
    if field.maximum is not None and float(text) > field.maximum:
        return f"{text} is above {field.maximum:g}", "correct the number", "constraint"
    return None


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
