"""Trips that took in both countries: where each began, and how many days lay between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from techvisits.record.filters import Shown
from techvisits.record.governments import COUNTRIES
from techvisits.record.model import Meeting, Person, Visit
from techvisits.record.questions.held import days_between, group, held_visits


@dataclass(frozen=True, slots=True)
class Crossing:
    """A trip from one country to the other: its last meeting before it first changed, and the first one after.

    `first` is the code of the country where it began; `days` are those from `left` to `arrived`, None where of one of them only
    the month is known.
    """

    trip_id: str
    leader: Person
    first: str
    left: Meeting
    arrived: Meeting
    meetings: int

    @property
    def days(self) -> int | None:
        """The days from the one to the other."""
        return days_between(self.left, self.arrived)


def find_crossings(shown: Shown) -> tuple[Crossing, ...]:
    """The trips with meetings held in both countries, the earliest first."""
    trips = group(held_visits(shown), lambda visit: visit.trip_id)
    found = [crossing for trip in trips.values() if (crossing := _cross(trip))]
    return tuple(sorted(found, key=lambda each: (each.left.date, each.trip_id)))


def _cross(visits: Sequence[Visit]) -> Crossing | None:
    there = [visit for visit in visits if visit.meeting.place.country_code in COUNTRIES]
    ordered = sorted(there, key=lambda visit: visit.sequence)
    for before, after in zip(ordered, ordered[1:], strict=False):
        first = before.meeting.place.country_code
        if after.meeting.place.country_code != first:
            return Crossing(
                before.trip_id, before.visitor.leader, first, before.meeting, after.meeting, len({*map(_id, ordered)})
            )
    return None


def _id(visit: Visit) -> str:
    return visit.meeting.meeting_id
