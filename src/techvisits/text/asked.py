"""What a reader asked for, thing by thing, in words, each with the change that takes it off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from techvisits.record.filters import Filters, apply, to_query, ways_out
from techvisits.text import words
from techvisits.text.address import Change
from techvisits.text.language import Language
from techvisits.text.page import Page
from techvisits.text.years.spans import Span

MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked for, and the change that takes it off."""

    words: str
    change: Change


def list_asked(page: Page) -> list[Asked]:
    """Every filter of the address: each choice of a list filter or, where it has many, all of them in one."""
    filters, language = page.state.filters, page.language
    asked = []
    for key, ids in filters.lists:
        if len(ids) <= MOST:
            asked += [Asked(words.choice(key, i, page.record, language), Change(toggle=((key, i),))) for i in ids]
        else:
            asked.append(Asked(_list_words(key, ids, page), Change({key: ()})))
    rest = Filters(first=filters.first, last=filters.last, sources=filters.sources, q=filters.q)
    return [*asked, *(Asked(text, take_off(part)) for part, text in _plain_parts(rest, language))]


def list_ways_out(page: Page) -> list[Asked]:
    """For each filter that, left off, would let something through: it in words with that number, and the change."""
    ways = []
    for alone, others in ways_out(page.state.filters):
        number = len(apply(others, page.record).meetings)
        if number:
            label = page.language.count(
                "Without {what}: {n} meeting", "Without {what}: {n} meetings", number, what=_describe(alone, page)
            )
            ways.append(Asked(label, take_off(alone)))
    return ways


def take_off(filters: Filters) -> Change:
    """The change that leaves these filters off."""
    return Change({key: () for key, _ in to_query(filters)})


def _describe(filters: Filters, page: Page) -> str:
    lists = [_list_words(key, ids, page) for key, ids in filters.lists]
    return page.language.join([*lists, *(text for _, text in _plain_parts(filters, page.language))])


def _list_words(key: str, ids: tuple[str, ...], page: Page) -> str:
    names = [words.choice(key, i, page.record, page.language) for i in ids]
    return page.language.cut(names, MOST)


def _plain_parts(filters: Filters, language: Language) -> Iterator[tuple[Filters, str]]:
    first, last = filters.first, filters.last
    if first and last:
        yield Filters(first=first, last=last), Span(first, last).words(language)
    elif first:
        yield Filters(first=first), language.say("since {day}", day=language.date(first))
    elif last:
        yield Filters(last=last), language.say("until {day}", day=language.date(last))
    if filters.sources:
        text = language.count("{n} publisher or more", "{n} publishers or more", filters.sources)
        yield Filters(sources=filters.sources), text
    if filters.q:
        yield Filters(q=filters.q), language.say("“{words}”", words=filters.q)
