"""The record given away as CSV: one row a visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

from techvisits.record.filters import Shown
from techvisits.record.model import Meeting, Visit
from techvisits.record.record import Record

FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")

# Each column with its cell, in the order that readers may rely on.
COLUMNS: Final[Mapping[str, Callable[[Visit, Record], str]]] = {
    "meeting_id": lambda v, _: v.meeting.meeting_id,
    "date": lambda v, _: v.meeting.date.isoformat(),
    "date_precision": lambda v, _: v.meeting.date_precision,
    "start_time": lambda v, _: v.meeting.start_time,
    "end_time": lambda v, _: v.meeting.end_time,
    "status": lambda v, _: v.meeting.status,
    "leader_id": lambda v, _: v.visitor.leader.person_id,
    "leader": lambda v, _: v.visitor.leader.name.english,
    "leader_native": lambda v, _: v.visitor.leader.name.native,
    "company_id": lambda v, _: v.visitor.company.organization_id,
    "company": lambda v, _: v.visitor.company.name.english,
    "leader_role": lambda v, _: v.visitor.role,
    "hosts": lambda v, _: "; ".join(host.name.english for host in v.meeting.hosts),
    "host_organizations": lambda v, _: "; ".join(host.organization.name.english for host in v.meeting.hosts),
    "host_roles": lambda v, _: "; ".join(host.role for host in v.meeting.hosts),
    "kind": lambda v, _: v.meeting.kind,
    "topics": lambda v, _: "; ".join(topic.topic_id for topic in v.meeting.topics),
    "city": lambda v, _: v.meeting.place.city.english,
    "country_code": lambda v, _: v.meeting.place.country_code,
    "place_id": lambda v, _: v.meeting.place.place_id,
    "place": lambda v, _: v.meeting.place.name.english,
    "place_native": lambda v, _: v.meeting.place.name.native,
    "address": lambda v, _: v.meeting.place.address,
    "place_certainty": lambda v, _: v.meeting.place_certainty,
    "latitude": lambda v, _: _degrees(v.meeting, 0),
    "longitude": lambda v, _: _degrees(v.meeting, 1),
    "trip_id": lambda v, _: v.trip_id,
    "trip": lambda v, record: record.trips[v.trip_id].title,
    "sequence": lambda v, _: str(v.sequence),
    "summary": lambda v, _: v.meeting.summary,
    "outcome": lambda v, _: v.meeting.outcome,
    "conflict": lambda v, _: v.meeting.conflict,
    "source_count": lambda v, _: str(len(v.meeting.sources)),
    "sources": lambda v, _: "; ".join(source.url for source in v.meeting.sources),
}


def build_csv(shown: Shown, record: Record) -> bytes:
    """One row a visit, its cells in the order of `COLUMNS`, UTF-8 with BOM, CRLF (RFC 4180); formulas begin with an apostrophe."""
    cells = {name: [neutralise(cell(visit, record)) for visit in shown.visits] for name, cell in COLUMNS.items()}
    return pd.DataFrame(cells, dtype="str").to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def neutralise(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would run as a formula; a plain number stays as it is."""
    if not cell.startswith(FORMULA_STARTS):
        return cell
    try:
        float(cell)
    except ValueError:
        return "'" + cell
    return cell


def _degrees(meeting: Meeting, axis: int) -> str:
    return f"{meeting.place.position[axis]:.5f}" if meeting.place.position else ""
