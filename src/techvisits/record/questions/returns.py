"""When each leader came first and last, and after how long one came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from techvisits.record.filters import Shown
from techvisits.record.model import Meeting, Visit
from techvisits.record.questions.held import group, held_visits


@dataclass(frozen=True, slots=True)
class Gap:
    """The fewest days between two meetings of a leader that follow on each other."""

    before: Meeting
    after: Meeting
    days: int


@dataclass(frozen=True, slots=True)
class Returned:
    """A leader's meetings in their order, the number of trips, and the longest gap; None for who was there once."""

    leader_id: str
    meetings: tuple[Meeting, ...]
    trips: int
    gap: Gap | None


def find_returns(shown: Shown) -> tuple[Returned, ...]:
    """The leaders, whoever came back after longest first."""
    leaders = group(held_visits(shown), lambda visit: visit.visitor.leader.person_id)
    found = [_build(leader_id, visits) for leader_id, visits in leaders.items()]
    return tuple(sorted(found, key=lambda each: (-(each.gap.days if each.gap else -1), each.leader_id)))


def _build(leader_id: str, visits: Sequence[Visit]) -> Returned:
    meetings = tuple({visit.meeting.meeting_id: visit.meeting for visit in visits}.values())
    gaps = [
        Gap(before, after, max(0, (after.date - before.date_end).days))
        for before, after in zip(meetings, meetings[1:], strict=False)
    ]
    longest = max(gaps, key=lambda gap: (gap.days, gap.after.date), default=None)
    return Returned(leader_id, meetings, len({visit.trip_id for visit in visits}), longest)
