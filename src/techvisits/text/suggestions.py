"""What a reader may ask for next, with how many meetings it would leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from techvisits.record.facets import build_facet
from techvisits.record.model import GOVERNMENT
from techvisits.text.address import Change
from techvisits.text.choices import name_alone
from techvisits.text.page import Page

TOPICS: Final = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to ask for besides, in words, with the number of meetings and the change."""

    words: str
    count: str
    change: Change


def list_suggestions(page: Page) -> list[Suggestion]:
    """Meetings with governments, on the commonest topics, of the newest year: what is not asked for and would leave fewer."""
    total = len(page.shown.meetings)
    return [
        Suggestion(_name(key, i, page), page.language.number(n), Change(toggle=((key, i),)))
        for key, i, n in _candidates(page)
        if 0 < n < total
    ]


def _name(key: str, identifier: str, page: Page) -> str:
    name = name_alone(key, identifier, page.record, page.language)
    return page.language.say("in {year}", year=name) if key == "year" else name


def _candidates(page: Page) -> Iterator[tuple[str, str, int]]:
    filters, record = page.state.filters, page.record
    counts = {key: build_facet(key, filters, record) for key in ("host_kind", "topic", "year") if not filters.ids(key)}
    if GOVERNMENT in counts.get("host_kind", ()):
        yield "host_kind", GOVERNMENT, counts["host_kind"][GOVERNMENT]
    for topic in [*counts.get("topic", ())][:TOPICS]:
        yield "topic", topic, counts["topic"][topic]
    if years := counts.get("year"):
        yield "year", max(years), years[max(years)]
