"""What an index lists: things with their meetings, each as far as the filters let it through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from techvisits.record.model import Host, Meeting, Name, Visit
from techvisits.text.page import Page
from techvisits.text.paths import COMPANIES, HOSTS, LEADERS, ORGANIZATIONS, PEOPLE, PLACES, TRIPS


@dataclass(frozen=True)
class Entry:
    """A thing with its page's kind and id, its name, its meetings newest first, and how many trips these were on."""

    kind: str
    identifier: str
    name: Name
    meetings: tuple[Meeting, ...]
    trips: int

    @property
    def held(self) -> tuple[Meeting, ...]:
        """Those of its meetings that took place."""
        return tuple(meeting for meeting in self.meetings if meeting.is_held)

    @property
    def told(self) -> tuple[Meeting, ...]:
        """The meetings that its days and cities are told of: those held or, where none was, all."""
        return self.held or self.meetings

    def count_cities(self, page: Page) -> Counter[str]:
        """How many of its meetings were in which area or city."""
        return Counter(page.city_of(meeting) or meeting.place.place_id for meeting in self.told)


Key = tuple[str, str, Name]
Found = Iterable[tuple[Key, Meeting, str]]


def gather(kind: str, page: Page) -> list[Entry]:
    """All entries of an index, in the order of their latest meetings."""
    meetings: dict[Key, dict[Meeting, None]] = {}
    trips: dict[Key, set[str]] = {}
    for key, meeting, trip_id in FINDERS[kind](page):
        meetings.setdefault(key, {})[meeting] = None
        trips.setdefault(key, set()).add(trip_id)
    return [Entry(*key, tuple(held), len(trips[key])) for key, held in meetings.items()]


def _find_leaders(page: Page) -> Found:
    for visit in page.shown.visits:
        leader = visit.visitor.leader
        yield (PEOPLE, leader.person_id, leader.name), visit.meeting, visit.trip_id


def _find_companies(page: Page) -> Found:
    for visit in page.shown.visits:
        identifier = visit.visitor.company.organization_id
        yield (ORGANIZATIONS, identifier, page.record.find_name(identifier)), visit.meeting, visit.trip_id


def _find_hosts(page: Page) -> Found:
    """Persons, and organizations that stand alone somewhere; these with all meetings that they hosted."""
    alone = {host.host_id for meeting in page.shown.meetings for host in meeting.hosts}
    for visit in page.shown.visits:
        for host in visit.meeting.hosts:
            for key in _keys_of(host, page):
                if key[1] in alone:
                    yield key, visit.meeting, visit.trip_id


def _keys_of(host: Host, page: Page) -> Iterator[Key]:
    if host.person:
        yield PEOPLE, host.person.person_id, host.person.name
    identifier = host.organization.organization_id
    yield ORGANIZATIONS, identifier, page.record.find_name(identifier)


def _find_places(page: Page) -> Found:
    for visit in page.shown.visits:
        place = visit.meeting.place
        yield (PLACES, place.place_id, place.name), visit.meeting, visit.trip_id


def _find_trips(page: Page) -> Found:
    for visit in page.shown.visits:
        yield (TRIPS, visit.trip_id, visit.visitor.leader.name), visit.meeting, visit.trip_id


FINDERS: Final[Mapping[str, Callable[[Page], Found]]] = {
    LEADERS: _find_leaders,
    HOSTS: _find_hosts,
    COMPANIES: _find_companies,
    PLACES: _find_places,
    TRIPS: _find_trips,
}


def latest_visit(entry: Entry, page: Page) -> Visit:
    """The newest visit of a leader or a company, held if any was."""
    visits = [visit for visit in page.shown.visits if visit.meeting == entry.told[0]]
    ids = (entry.identifier,)
    return next(
        (v for v in visits if v.visitor.leader.person_id in ids or v.visitor.company.organization_id in ids), visits[0]
    )
