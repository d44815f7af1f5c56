"""What search reads: the words of each meeting, as they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from techvisits.record.model import Meeting, Name, Organization

# A run of letters or digits of one sort: what is written without spaces (kana, Han, Hangul), or anything else.
SPACELESS: Final = (
    "\u3040-\u30ff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
)
WORD: Final = re.compile(rf"[{SPACELESS}]+|[^\W_{SPACELESS}]+")


def fold(text: str) -> str:
    """Text as search compares it: compatibility forms unified, case and accents dropped."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) or c in "\u3099\u309a")
    return unicodedata.normalize("NFKC", plain)


def words_of(meeting: Meeting) -> str:
    """The folded words of a meeting, each after a space: all names in it in every script, its place, what is written of it, its id."""
    return "".join(f" {word}" for word in WORD.findall(fold(" ".join(_texts(meeting)))))


def patterns_of(query: str) -> list[str]:
    """What `words_of` a meeting must hold for each word of a query: Latin words begin there, Japanese and Korean stand anywhere.

    A query without any word is held by none.
    """
    words = WORD.findall(fold(query)) or query.split()
    return [word if re.match(f"[{SPACELESS}]", word) else f" {word}" for word in words]


def _texts(meeting: Meeting) -> Iterator[str]:
    for visitor in meeting.visitors:
        yield from _forms(visitor.leader.name)
        yield from _all_forms(visitor.company)
    for host in meeting.hosts:
        yield from _forms(host.name)
        yield from _all_forms(host.organization)
        yield from (host.role, *host.titles.values())
    for topic in meeting.topics:
        yield from topic.labels.values()
    yield from _forms(meeting.place.name)
    yield from _forms(meeting.place.city)
    yield from (meeting.place.address, meeting.summary, meeting.outcome, meeting.meeting_id)


def _forms(name: Name) -> tuple[str, ...]:
    return (name.english, *name.forms)


def _all_forms(organization: Organization) -> Iterator[str]:
    """What it was called then, and at any other time."""
    for name in dict.fromkeys((organization.name, *organization.names)):
        yield from _forms(name)
