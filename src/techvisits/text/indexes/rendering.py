"""An index as a page: its headline, what can be asked for, its lines; and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from techvisits.record.facets import build_facet
from techvisits.record.filters import KEYS, to_query
from techvisits.record.portion import Portion
from techvisits.text import linked, words
from techvisits.text.address import Change
from techvisits.text.headline import not_held
from techvisits.text.indexes.entries import Entry
from techvisits.text.indexes.index import BY_CITY, BY_LATEST, BY_MEETINGS, BY_NAME, SORT, Index, sorts_of
from techvisits.text.indexes.lines import is_to_both, list_groups
from techvisits.text.language import Language
from techvisits.text.listing import OFFSET
from techvisits.text.paths import COMPANIES, HOSTS, LEADERS, PLACES, TRIPS, path_of, with_query
from techvisits.text.plain import Head
from techvisits.text.sections import render, render_chips, render_nothing

MOST_CHOICES: Final = 5
NARROWED: Final = ("city", "host_kind", "topic")
Paint = Callable[[Sequence[int], int], Markup]


@dataclass(frozen=True)
class Option:
    """One of a few things to choose; `count` is empty where it is an order."""

    words: str
    count: str
    href: str
    is_on: bool


def head_index(index: Index, base: str) -> Head:
    """What an index says of itself: only the whole in its usual order is for search engines, and that with one filter."""
    filters = index.page.state.filters
    asked = to_query(filters)
    is_wanted = not index.problems and len(asked) <= 1 and not filters.q and index.query() == asked
    title = title_of(index)
    pages = [(entry.kind, entry.identifier) for entry in index.part]
    return Head(
        title=title,
        description=lead_of(index),
        path=path_of(index.kind),
        query=index.query(offset=index.offset),
        preview=asked,
        dashboard=asked,
        linked=[linked.describe_index(title, pages, (index.kind, len(index.entries)), base)],
        robots="" if is_wanted else "noindex, follow",
    )


def title_of(index: Index) -> str:
    """`307 leaders; most meetings: Chey Tae-won, 31`."""
    language = index.page.language
    if not index.entries:
        return language.say("No meeting on record matches")
    counted = _count(index.kind, len(index.entries), language)
    if index.kind == TRIPS:
        both = sum(is_to_both(entry, index.page) for entry in index.entries)
        return language.say("{all}, {both} of them to both cities", all=counted, both=language.number(both))
    named = [entry for entry in index.entries if entry.held and not _is_vague(entry, index)]
    if not named:
        return counted
    most = max(named, key=lambda entry: len(entry.held))
    name, number = language.name(most.name), language.number(len(most.held))
    return language.say("{all}; most meetings: {name}, {n}", all=counted, name=name, n=number)


def _is_vague(entry: Entry, index: Index) -> bool:
    """Whether it is only a city or a country, where nobody knows the venue."""
    return index.kind == PLACES and entry.meetings[0].place.is_vague


def _count(kind: str, number: int, language: Language) -> str:
    return {
        LEADERS: language.count("{n} leader", "{n} leaders", number),
        HOSTS: language.count("{n} host", "{n} hosts", number),
        COMPANIES: language.count("{n} company", "{n} companies", number),
        PLACES: language.count("{n} place", "{n} places", number),
        TRIPS: language.count("{n} trip", "{n} trips", number),
    }[kind]


def lead_of(index: Index) -> str:
    """How many meetings were held in all, what else there is, and what the record is not."""
    language, meetings = index.page.language, index.page.shown.meetings
    held = sum(meeting.is_held for meeting in meetings)
    lines = [language.count("{n} meeting was held.", "{n} meetings were held.", held)]
    if rest := not_held(meetings, language):
        lines.append(language.say("Besides: {counts}.", counts=rest))
    return language.custom.space.join([*lines, language.say("No record is not no visit.")])


def render_index(index: Index, paint: Paint) -> Markup:
    """The part of the index; `paint` gives a picture of numbers year by year, of which the second value is the largest of all."""
    page = index.page
    groups = list_groups(index)
    most = max((n for group in groups for line in group.lines for n in line.years), default=0)
    return render(
        "plain_index.html",
        page,
        kind=index.kind,
        title=title_of(index),
        lead=lead_of(index),
        problems=index.problems,
        keys=page.language.commas([*KEYS, SORT, OFFSET, "lang"]),
        chips=render_chips(page),
        choices=[(page.language.say("Order"), _list_orders(index)), *_list_choices(index)],
        groups=groups,
        strip=lambda years: paint(years, most),
        span=[day.year for day in page.record.span],
        nothing="" if index.entries else render_nothing(page),
        pager=_list_parts(index),
    )


def _list_orders(index: Index) -> list[Option]:
    say = index.page.language.say
    names = {
        BY_MEETINGS: say("Most meetings first"),
        BY_NAME: say("By name"),
        BY_LATEST: say("Latest first"),
        BY_CITY: say("By city"),
    }
    return [
        Option(names[sort], "", _href(index, index.query(sort)), sort == index.sort) for sort in sorts_of(index.kind)
    ]


def _list_choices(index: Index) -> list[tuple[str, list[Option]]]:
    """The first choices of a few filters, with the number of meetings that each would show."""
    page, say = index.page, index.page.language.say
    names = {"city": say("City"), "host_kind": say("Received by"), "topic": say("Topic")}
    return [
        (names[key], _list_options(key, index)) for key in NARROWED if build_facet(key, page.state.filters, page.record)
    ]


def _list_options(key: str, index: Index) -> list[Option]:
    page, chosen = index.page, index.page.state.filters.ids(key)
    counts = build_facet(key, page.state.filters, page.record)
    return [
        Option(
            words.choice(key, identifier, page.record, page.language),
            page.language.number(number),
            page.links.href(Change(toggle=((key, identifier),))),
            identifier in chosen,
        )
        for identifier, number in [*counts.items()][:MOST_CHOICES]
    ]


def _list_parts(index: Index) -> list[tuple[str, str, str]]:
    """A link to the part before and one to the part after: the relation, the address, the words."""
    say = index.page.language.say
    others = Portion(index.rows, index.offset).list_others(len(index.entries))
    names = {"prev": "← " + say("Previous"), "next": say("Next") + " →"}
    return [
        (rel, _href(index, index.query(offset=others[rel].offset)), text)
        for rel, text in names.items()
        if rel in others
    ]


def _href(index: Index, query: Sequence[tuple[str, str]]) -> str:
    return with_query(f"/{index.kind}", index.page.language.code, query)
