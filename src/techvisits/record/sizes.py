"""How many people, organizations, places, trips and promises there are in what filters let through."""

from __future__ import annotations

from dataclasses import dataclass

from techvisits.record.filters import Shown
from techvisits.record.record import Record


@dataclass(frozen=True)
class Sizes:
    """Numbers of things; `hosts` are persons, and organizations that stand alone."""

    meetings: int
    promises: int
    leaders: int
    hosts: int
    companies: int
    places: int
    trips: int


def measure(shown: Shown, record: Record) -> Sizes:
    """The numbers of what is shown."""
    meetings, visits = shown.meetings, shown.visits
    return Sizes(
        meetings=len(meetings),
        promises=sum(len(record.promises_of.get(meeting.meeting_id, ())) for meeting in meetings),
        leaders=len({visit.visitor.leader.person_id for visit in visits}),
        hosts=len({host.host_id for meeting in meetings for host in meeting.hosts}),
        companies=len({visit.visitor.company.organization_id for visit in visits}),
        places=len({meeting.place.place_id for meeting in meetings}),
        trips=len(shown.trip_ids),
    )
