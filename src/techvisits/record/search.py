"""What search reads: the words of each meeting, as they are compared."""

from __future__ import annotations

import unicodedata
from typing import Any, Final

import pandas as pd

IDS: Final = ("leader_ids", "company_ids", "host_ids", "host_organization_ids", "topic_ids")
TEXTS: Final = ("place", "place_forms", "address", "city", "city_forms", "summary", "outcome")


def fold(text: str) -> str:
    """Text as search compares it: compatibility forms unified, case and accents dropped."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) or c in "\u3099\u309a")
    return unicodedata.normalize("NFKC", plain)


def build_search(
    meetings: pd.DataFrame, people: pd.DataFrame, organizations: pd.DataFrame, topics: pd.DataFrame
) -> pd.Series[Any]:
    """The folded words of each meeting: the names of all in it in every script, its place, what is written of it, its id."""
    words = {
        **_words(people, ["name", "name_native", "also_known_as"]),
        **_words(organizations, ["name", "name_native"]),
        **_words(topics, ["label", "label_ja", "label_ko"]),
    }
    cells = [
        *([" ".join([words.get(i, "") for i in ids]) for ids in meetings[column]] for column in IDS),
        *(map(fold, meetings[column].tolist()) for column in TEXTS),
        (fold(" ".join(roles)) for roles in meetings["host_roles"]),
        map(fold, meetings.index),
    ]
    return pd.Series([" ".join(row) for row in zip(*cells, strict=True)], meetings.index, dtype="str")


def _words(frame: pd.DataFrame, columns: list[str]) -> dict[str, str]:
    return {str(i): fold(" ".join(cells)) for i, *cells in frame[columns].itertuples(name=None)}
