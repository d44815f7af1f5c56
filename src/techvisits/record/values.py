"""The values of a query: days, numbers and words, and what of them was not understood."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Final

from techvisits.package.errors import Problem, make_printable

LONGEST_WORDS: Final = 200
MOST: Final = {"sources": 99, "both": 999}
WRITTEN_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Query = Mapping[str, Sequence[str]]


def parse_date(key: str, query: Query, problems: list[Problem]) -> dt.date | None:
    """The day that a key asks for; what is none is noted among the problems."""
    text = last_of(query, key)
    if not text:
        return None
    try:
        if WRITTEN_DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    problems.append(Problem(key, shorten(text), "is no date of the form 2024-02-27", ("YYYY-MM-DD",)))
    return None


def parse_words(query: Query) -> str:
    """The words that are searched for, in one line."""
    text = " ".join(query.get("q", ())).encode("utf-8", "replace").decode("utf-8")
    seen = "".join(c for c in text if c.isspace() or c.isprintable())
    return " ".join(seen.split())[:LONGEST_WORDS].strip()


def parse_count(key: str, query: Query, problems: list[Problem]) -> int | None:
    """The number that a key of `MOST` asks for; what is none is noted among the problems."""
    text, most = last_of(query, key), MOST[key]
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= len(str(most)):
        return int(text)
    problems.append(Problem(key, shorten(text), f"is no whole number from 0 to {most}", (f"0 to {most}",)))
    return None


def last_of(query: Query, key: str) -> str:
    """The last value of a key; empty where it has none."""
    return ([*query.get(key, ())] or [""])[-1].strip()


def shorten(text: str) -> str:
    """The text in one line of forty characters at the most; what cannot be shown is a replacement character."""
    shown = make_printable(text[:40])
    return shown if len(text) <= 40 else shown[:39] + "…"
