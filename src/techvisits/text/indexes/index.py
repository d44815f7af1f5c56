"""A part of an index as an address asks for it: its filters, its order, from which entry on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from techvisits.package.errors import Problem
from techvisits.record.filters import Query, from_query, last_of, shorten, to_query
from techvisits.record.model import AREAS
from techvisits.record.portion import read_portion
from techvisits.record.record import Record
from techvisits.text.address import STYLE, State, check_style
from techvisits.text.indexes.entries import Entry, gather
from techvisits.text.listing import OFFSET
from techvisits.text.page import Page
from techvisits.text.paths import PLACES, TRIPS

SORT: Final = "sort"
BY_MEETINGS, BY_NAME, BY_LATEST, BY_CITY = "meetings", "name", "latest", "city"
Order = Callable[[Entry], tuple[object, ...]]


@dataclass(frozen=True)
class Index:
    """A part of the index `kind`: the page with its filters, the order, the first entry's number from 0, what was not understood.

    It has up to `rows` entries.
    """

    kind: str
    page: Page
    sort: str
    offset: int
    problems: Sequence[Problem]
    rows: int

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """All entries in their order."""
        entries = gather(self.kind, self.page)
        if self.sort != BY_LATEST:
            entries.sort(key=_order(self, entries))
        return entries

    @property
    def part(self) -> Sequence[Entry]:
        """The entries of this part."""
        return self.entries[self.offset : self.offset + self.rows]

    def query(self, sort: str = "", offset: int = 0) -> list[tuple[str, str]]:
        """What an address asks for that has these filters and another order, or begins with another entry."""
        sort = sort or self.sort
        pairs = [(SORT, sort)] if sort != sorts_of(self.kind)[0] else []
        return [*to_query(self.page.state.filters), *pairs, *([(OFFSET, str(offset))] if offset else [])]


def sorts_of(kind: str) -> tuple[str, ...]:
    """The orders that an index may have, the usual one first."""
    if kind == TRIPS:
        return (BY_LATEST, BY_NAME, BY_MEETINGS)
    usual = (BY_MEETINGS, BY_NAME, BY_LATEST)
    return (BY_CITY, *usual) if kind == PLACES else usual


def read_index(kind: str, query: Query, record: Record, rows: int) -> Index:
    """The part of an index that an address asks for, without what in it nobody understands."""
    filters, problems = from_query(query, record)
    portion, found = read_portion({OFFSET: query.get(OFFSET, ())})
    code, sort, sorts = last_of(query, "lang"), last_of(query, SORT), sorts_of(kind)
    if sort and sort not in sorts:
        found.append(Problem(SORT, shorten(sort), "is no order", sorts))
    page = Page(State(filters, language=code if STYLE["lang"](code) else "en"), record, is_plain=True, at=kind)
    problems = [*problems, *found, *check_style(query, (OFFSET, SORT))]
    return Index(kind, page, sort if sort in sorts else sorts[0], portion.offset, problems, rows)


def _order(index: Index, entries: Sequence[Entry]) -> Order:
    language = index.page.language
    orders: Mapping[str, Order] = {
        BY_NAME: lambda entry: (language.name(entry.name).casefold(),),
        BY_MEETINGS: lambda entry: (-len(entry.held), -len(entry.meetings), language.name(entry.name).casefold()),
    }
    return orders[index.sort] if index.sort in orders else _order_by_city(orders[BY_MEETINGS], entries)


def _order_by_city(within: Order, entries: Sequence[Entry]) -> Order:
    """The two cities first, then those with most meetings; the city's own row ends it."""
    held: dict[str, int] = {}
    for entry in entries:
        city = city_of(entry)
        held[city] = held.get(city, 0) + len(entry.held)

    def order(entry: Entry) -> tuple[object, ...]:
        city = city_of(entry)
        return (city not in AREAS, -held[city], city, entry.identifier == city, *within(entry))

    return order


def city_of(entry: Entry) -> str:
    """The city that the meetings of a place were in, or the country where no more is known."""
    return entry.meetings[0].place.city_id or entry.meetings[0].place.place_id
