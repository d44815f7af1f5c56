"""The lines of an index: an entry in the words of the reader's language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from techvisits.record.model import AREAS, Host, Meeting, Name
from techvisits.record.trips import build_stops
from techvisits.record.wards import ward_name, ward_of
from techvisits.text import words
from techvisits.text.headline import not_held, period, route_sentence
from techvisits.text.indexes.entries import Entry, latest_visit
from techvisits.text.indexes.index import BY_CITY, Index, city_of
from techvisits.text.language import Language
from techvisits.text.page import Page
from techvisits.text.paths import COMPANIES, HOSTS, LEADERS, PEOPLE, PLACES, TRIPS

MOST_CITIES: Final = 3
BY_NUMBER: Final = re.compile(r"(?<=\d) |(?<=[^,]) (?=\d)")
"""The space between a number and what it counts."""


@dataclass(frozen=True)
class Line:
    """An entry as it stands in an index; `beside` are its other names, `slot` is the colour of who received, 0 for none, `years` its meetings in each year."""

    entry: Entry
    beside: Sequence[tuple[str, str]]
    note: str
    slot: int
    counts: str
    trips: str
    when: str
    cities: str
    years: Sequence[int]
    is_both: bool


@dataclass(frozen=True)
class Group:
    """Lines under one heading; an empty one where there is only one group."""

    name: str
    lines: Sequence[Line]


def list_groups(index: Index) -> list[Group]:
    """The lines of a part of an index, places by city where that is their order."""
    page = index.page
    if index.sort != BY_CITY:
        return [Group("", [_write(index.kind, entry, page) for entry in index.part])]
    return [
        Group(page.city_name(city), [_write(index.kind, entry, page) for entry in entries])
        for city, entries in groupby(index.part, key=city_of)
    ]


def _write(kind: str, entry: Entry, page: Page) -> Line:
    language = page.language
    counts = language.count("{n} meeting", "{n} meetings", len(entry.held)) if entry.held else ""
    rest = not_held(entry.meetings, language)
    is_trip = kind == TRIPS
    return Line(
        entry,
        _beside(entry.name, language),
        NOTES[kind](entry, page),
        _slot_of(entry, page) if kind == HOSTS else 0,
        BY_NUMBER.sub("\N{NO-BREAK SPACE}", language.commas(filter(None, [counts, rest]))),
        "" if is_trip or kind == PLACES else language.count("{n} trip", "{n} trips", entry.trips),
        period(entry.told[-1], entry.told[0], language) if is_trip else _span(entry.told, page),
        _route(entry, page) if is_trip else "" if kind == PLACES else _cities(entry, page),
        [] if is_trip else _count_years(entry, page),
        is_trip and is_to_both(entry, page),
    )


def is_to_both(entry: Entry, page: Page) -> bool:
    """Whether a trip had stops in both areas."""
    return {*AREAS} <= {visit.meeting.place.area for visit in page.record.trips[entry.identifier].visits}


def _beside(name: Name, language: Language) -> list[tuple[str, str]]:
    """The native and the English name where they are not the one that the reader knows, with BCP 47 tags."""
    others = {name.native: language.tag(name), name.english: "en"}
    return [(tag, text) for text, tag in others.items() if text and text != language.name(name)]


def _span(meetings: Sequence[Meeting], page: Page) -> str:
    """`Apr 2023 – Oct 2025`, or the one month."""
    months = [page.language.month(meeting.date) for meeting in (meetings[-1], meetings[0])]
    return " – ".join(dict.fromkeys(months))


def _cities(entry: Entry, page: Page) -> str:
    """`Seoul 18, Tokyo 8`."""
    language = page.language
    found = entry.count_cities(page).most_common()
    kept = len(found) if len(found) <= MOST_CITIES else MOST_CITIES - 1
    named = [f"{page.city_name(city)}\N{NO-BREAK SPACE}{language.number(n)}" for city, n in found[:kept]]
    rest = len(found) - kept
    return language.commas([*named, *([language.count("{n} more place", "{n} more places", rest)] if rest else [])])


def _route(entry: Entry, page: Page) -> str:
    return route_sentence(build_stops(page.record.trips[entry.identifier]), page.language)


def _count_years(entry: Entry, page: Page) -> list[int]:
    first, last = page.record.span
    years = Counter(meeting.date.year for meeting in entry.held)
    return [years[year] for year in range(first.year, last.year + 1)]


def _slot_of(entry: Entry, page: Page) -> int:
    return page.colouring.slot(_host_of(entry).kind)


def _host_of(entry: Entry) -> Host:
    hosts = [host for meeting in entry.told for host in meeting.hosts]
    ids = (entry.identifier,)
    return next(host for host in hosts if host.host_id in ids or host.organization.organization_id in ids)


def _company_of(entry: Entry, page: Page) -> str:
    return page.language.name(latest_visit(entry, page).visitor.company.name)


def _country_of(entry: Entry, page: Page) -> str:
    code = page.record.organizations[entry.identifier].country_code
    return page.language.country(code) if code else ""


def _organization_of(entry: Entry, page: Page) -> str:
    """A person's organization, or what an organization is."""
    host = _host_of(entry)
    if entry.kind == PEOPLE:
        return page.language.name(host.organization.name)
    return words.organization_kind(host.organization.kind, page.language)


def _ward_of(entry: Entry, page: Page) -> str:
    """The ward that a venue's address names, else what kind of place it is."""
    place = page.record.places[entry.identifier]
    ward = ward_of(place)
    if ward or place.kind == "venue":
        return page.language.name(ward_name(ward)) if ward else ""
    kinds = {"district": page.language.say("District"), "city": page.language.say("venue not known")}
    return kinds.get(place.kind, page.language.say("city not known"))


NOTES: Final[Mapping[str, Callable[[Entry, Page], str]]] = {
    LEADERS: _company_of,
    HOSTS: _organization_of,
    COMPANIES: _country_of,
    PLACES: _ward_of,
    TRIPS: lambda entry, page: page.language.name(page.record.trips[entry.identifier].visits[0].visitor.company.name),
}
