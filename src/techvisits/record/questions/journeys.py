"""Trips: how long they took, how many meetings they had, how long after the same leader's last one they began."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from techvisits.record.filters import Shown
from techvisits.record.model import Meeting, Person, Visit
from techvisits.record.questions.held import group, held_visits

LENGTHS: Final = (1, 2, 3, 4, 5, 6, 7, 8)
COUNTS: Final = (1, 2, 3, 4, 5, 6)
APART: Final = (0, 31, 91, 183, 366, 731, 1827)
"""Where each bar begins: days of a trip, its meetings, days since the trip before (a month, a quarter, half a year, a year, two, five)."""


@dataclass(frozen=True, slots=True)
class Journey:
    """A trip with its meetings in their order, from the first to the last; `days` count both, None where of one of them only the month is known.

    `apart` are the days since the same leader's trip before, None for the first one.
    """

    trip_id: str
    leader: Person
    first: Meeting
    last: Meeting
    meetings: tuple[Meeting, ...]
    days: int | None
    apart: int | None


def find_journeys(shown: Shown) -> tuple[Journey, ...]:
    """The trips with a meeting that was held, the longest first."""
    leaders = group(held_visits(shown), lambda visit: visit.visitor.leader.person_id)
    found = [journey for visits in leaders.values() for journey in _journeys_of(visits)]
    return tuple(sorted(found, key=lambda each: (-(each.days or 0), -len(each.meetings), each.trip_id)))


def tally_bars(numbers: Sequence[int], bars: Sequence[int]) -> list[int]:
    """How many of the numbers belong to each bar, which begins at its own and ends before the next one's."""
    counts = Counter(max((number for number, least in enumerate(bars) if n >= least), default=0) for n in numbers)
    return [counts[number] for number in range(len(bars))]


def _journeys_of(visits: Sequence[Visit]) -> list[Journey]:
    """One leader's trips in their order."""
    found: list[Journey] = []
    for trip_id, trip in group(visits, lambda visit: visit.trip_id).items():
        first, last = trip[0].meeting, max((visit.meeting for visit in trip), key=lambda m: (m.date_end, m.date))
        is_known = all(visit.meeting.date_precision == "day" for visit in trip)
        days = (last.date - first.date).days + 1 if is_known else None
        apart = max(0, (first.date - found[-1].last.date_end).days) if found else None
        leader = trip[0].visitor.leader
        meetings = tuple({visit.meeting.meeting_id: visit.meeting for visit in trip}.values())
        found.append(Journey(trip_id, leader, first, last, meetings, days, apart))
    return found
