"""All that is on record, in one value that everybody reads and nobody changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from techvisits.record.desks import Desk
from techvisits.record.index import Index, build_index
from techvisits.record.model import Gone, Meeting, Name, Organization, Person, Place, Searched, Topic, Trip, Visit

NO_DAY: Final = dt.date(2000, 1, 1)


@dataclass(frozen=True)
class Record:
    """The record. `meetings` and `visits` are newest first; the mappings go by id.

    `choices` are the values that a field of a table may have, by `table.field`, in the descriptor's order; `released` is
    when this version was made, `gone` are the meetings that were withdrawn or merged,
    `desks` give out papers.
    """

    version: str
    meetings: tuple[Meeting, ...]
    visits: tuple[Visit, ...]
    people: Mapping[str, Person]
    organizations: Mapping[str, Organization]
    places: Mapping[str, Place]
    topics: Mapping[str, Topic]
    trips: Mapping[str, Trip]
    coverage: Mapping[str, tuple[Searched, ...]]
    choices: Mapping[str, tuple[str, ...]]
    released: dt.datetime
    gone: Mapping[str, Gone] = field(default_factory=dict)
    desks: tuple[Desk, ...] = ()

    def __hash__(self) -> int:
        return hash(self.version)

    @cached_property
    def index(self) -> Index:
        """What filters and counts look things up in."""
        return build_index(self.meetings, self.visits)

    @cached_property
    def by_id(self) -> Mapping[str, Meeting]:
        """The meetings by id."""
        return {meeting.meeting_id: meeting for meeting in self.meetings}

    @cached_property
    def trips_of(self) -> Mapping[str, tuple[str, ...]]:
        """The trips that each meeting is a stop of, by its id."""
        trips: dict[str, dict[str, None]] = {}
        for visit in self.visits:
            trips.setdefault(visit.meeting.meeting_id, {})[visit.trip_id] = None
        return {meeting_id: tuple(ids) for meeting_id, ids in trips.items()}

    @cached_property
    def span(self) -> tuple[dt.date, dt.date]:
        """Its first and its last day; of an empty record any day."""
        days = [(meeting.date, meeting.date_end) for meeting in self.meetings] or [(NO_DAY, NO_DAY)]
        return min(first for first, _ in days), max(last for _, last in days)

    def find_name(self, identifier: str) -> Name:
        """The name of a person, organization or place; the id itself where it is none of these."""
        named = self.people.get(identifier) or self.organizations.get(identifier) or self.places.get(identifier)
        return named.name if named else Name(identifier)
