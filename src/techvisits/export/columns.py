"""The columns of the record as a table with one row a visit, each with what it holds; the formats write them in their own way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from techvisits.record.model import Meeting, Visit
from techvisits.record.record import Record

Cell = str | int | float | dt.date | tuple[str, ...] | None
Kind = Literal["string", "date", "number", "integer", "list"]


@dataclass(frozen=True)
class Column:
    """What a column holds, and its cell for a visit; an unknown text is empty, an unknown number None."""

    cell: Callable[[Visit, Record], Cell]
    kind: Kind = "string"


# In the order that readers may rely on.
COLUMNS: Final[Mapping[str, Column]] = {
    "meeting_id": Column(lambda v, _: v.meeting.meeting_id),
    "date": Column(lambda v, _: v.meeting.date, "date"),
    "date_precision": Column(lambda v, _: v.meeting.date_precision),
    "start_time": Column(lambda v, _: v.meeting.start_time),
    "end_time": Column(lambda v, _: v.meeting.end_time),
    "status": Column(lambda v, _: v.meeting.status),
    "leader_id": Column(lambda v, _: v.visitor.leader.person_id),
    "leader": Column(lambda v, _: v.visitor.leader.name.english),
    "leader_native": Column(lambda v, _: v.visitor.leader.name.native),
    "company_id": Column(lambda v, _: v.visitor.company.organization_id),
    "company": Column(lambda v, _: v.visitor.company.name.english),
    "leader_role": Column(lambda v, _: v.visitor.role),
    "hosts": Column(lambda v, _: tuple(host.name.english for host in v.meeting.hosts), "list"),
    "host_organizations": Column(lambda v, _: tuple(h.organization.name.english for h in v.meeting.hosts), "list"),
    "host_roles": Column(lambda v, _: tuple(host.role for host in v.meeting.hosts), "list"),
    "kind": Column(lambda v, _: v.meeting.kind),
    "topics": Column(lambda v, _: tuple(topic.topic_id for topic in v.meeting.topics), "list"),
    "city": Column(lambda v, _: v.meeting.place.city.english),
    "country_code": Column(lambda v, _: v.meeting.place.country_code),
    "place_id": Column(lambda v, _: v.meeting.place.place_id),
    "place": Column(lambda v, _: v.meeting.place.name.english),
    "place_native": Column(lambda v, _: v.meeting.place.name.native),
    "address": Column(lambda v, _: v.meeting.place.address),
    "place_certainty": Column(lambda v, _: v.meeting.place_certainty),
    "latitude": Column(lambda v, _: _degrees(v.meeting, 0), "number"),
    "longitude": Column(lambda v, _: _degrees(v.meeting, 1), "number"),
    "trip_id": Column(lambda v, _: v.trip_id),
    "trip": Column(lambda v, record: record.trips[v.trip_id].title),
    "sequence": Column(lambda v, _: v.sequence, "integer"),
    "summary": Column(lambda v, _: v.meeting.summary),
    "outcome": Column(lambda v, _: v.meeting.outcome),
    "conflict": Column(lambda v, _: v.meeting.conflict),
    "source_count": Column(lambda v, _: len(v.meeting.sources), "integer"),
    "sources": Column(lambda v, _: tuple(source.url for source in v.meeting.sources), "list"),
}


def _degrees(meeting: Meeting, axis: int) -> float | None:
    return round(meeting.place.position[axis], 5) if meeting.place.position else None
