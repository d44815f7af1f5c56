"""What all answers count: visits that are known to have been held, and the days between two of their meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from techvisits.record.filters import Shown
from techvisits.record.model import Meeting, Visit

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")


def held_visits(shown: Shown) -> tuple[Visit, ...]:
    """The visits that were held, the earliest first."""
    held = [visit for visit in shown.visits if visit.meeting.is_held]
    return tuple(sorted(held, key=_when))


def held_meetings(shown: Shown) -> tuple[Meeting, ...]:
    """The meetings that were held, the earliest first."""
    held = [meeting for meeting in shown.meetings if meeting.is_held]
    return tuple(sorted(held, key=lambda meeting: (meeting.date, meeting.meeting_id)))


def count_meetings(visits: Iterable[Visit]) -> int:
    """How many meetings the visits were at."""
    return len({visit.meeting.meeting_id for visit in visits})


def days_between(one: Meeting, other: Meeting) -> int | None:
    """The days from one to the other; None where of one only the month is known."""
    if "month" in (one.date_precision, other.date_precision):
        return None
    return abs((other.date - one.date).days)


def group(things: Iterable[Thing], key_of: Callable[[Thing], Key]) -> Mapping[Key, list[Thing]]:
    """The things by a key, in their order."""
    groups: defaultdict[Key, list[Thing]] = defaultdict(list)
    for thing in things:
        groups[key_of(thing)].append(thing)
    return groups


def _when(visit: Visit) -> tuple[object, ...]:
    return visit.meeting.date, visit.trip_id, visit.sequence
