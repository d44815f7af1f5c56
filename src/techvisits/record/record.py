"""All that is on record, in one value that everybody reads and nobody changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from techvisits.record.calendar import Event, Term
from techvisits.record.desks import Desk
from techvisits.record.history import History
from techvisits.record.index import Index, build_index
from techvisits.record.lexicon import Lexicon, build_lexicon
from techvisits.record.model import Gone, Meeting, Name, Organization, Person, Place, Searched, Topic, Trip, Visit
from techvisits.record.promises import Promise

NO_DAY: Final = dt.date(2000, 1, 1)


@dataclass(frozen=True, eq=False)
class Record:
    """The record. `meetings` and `visits` are newest first; the mappings go by id.

    `choices` are the values that a field of a table may have, by `table.field`, in the descriptor's order; `released` is
    when this version was made, `gone` are the meetings that were withdrawn or merged, `history` is what each version brought,
    `desks` give out papers, `terms` and `events` stand behind the years. A record equals itself only: what is kept by it
    (`lru_cache`) is found without comparing all that is in it.
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
    promises: Mapping[str, Promise] = field(default_factory=dict)
    history: History = History()
    desks: tuple[Desk, ...] = ()
    terms: tuple[Term, ...] = ()
    events: tuple[Event, ...] = ()

    @cached_property
    def index(self) -> Index:
        """What filters and counts look things up in."""
        states = {i: [promise.state for promise in made] for i, made in self.promises_of.items()}
        return build_index(self.meetings, self.visits, states)

    @cached_property
    def lexicon(self) -> Lexicon:
        """What search looks words up in."""
        return build_lexicon(self.meetings)

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
    def promises_of(self) -> Mapping[str, tuple[Promise, ...]]:
        """The promises of each meeting that has any, by its id."""
        promises: dict[str, tuple[Promise, ...]] = {}
        for promise in self.promises.values():
            made_at = promise.meeting.meeting_id
            promises[made_at] = (*promises.get(made_at, ()), promise)
        return promises

    @cached_property
    def span(self) -> tuple[dt.date, dt.date]:
        """Its first and its last day; of an empty record any day."""
        days = [(meeting.date, meeting.date_end) for meeting in self.meetings] or [(NO_DAY, NO_DAY)]
        return min(first for first, _ in days), max(last for _, last in days)

    def find_name(self, identifier: str) -> Name:
        """The name of a person, organization or place; the id itself where it is none of these."""
        named = self.people.get(identifier) or self.organizations.get(identifier) or self.places.get(identifier)
        return named.name if named else Name(identifier)

    def find_forms(self, identifier: str) -> tuple[str, ...]:
        """All that a person, organization or place is or was called, in every script, but for its English name of today."""
        organization = self.organizations.get(identifier)
        former = organization.names[:-1] if organization else ()
        return (*self.find_name(identifier).forms, *(form for name in former for form in (name.english, *name.forms)))

    def find_heir(self, meeting_id: str) -> str:
        """The meeting that has the place of one that is gone, over as many steps as it was merged; empty where none has."""
        seen = set()
        while meeting_id in self.gone and meeting_id not in seen:
            seen.add(meeting_id)
            meeting_id = self.gone[meeting_id].replaced_by
        return meeting_id if meeting_id in self.by_id else ""
