"""Promises given away, as CSV and JSON: each with its steps, where it stands, and what is worked out of its news."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from techvisits.export.answers import build_table_csv
from techvisits.export.nested import LICENCE
from techvisits.export.promised import promise_json, write_value
from techvisits.record.promises import Promise
from techvisits.record.record import Record

# Each column with its cell, in the order that readers may rely on.
COLUMNS: Final[Mapping[str, Callable[[Promise], str]]] = {
    "promise_id": lambda p: p.promise_id,
    "meeting_id": lambda p: p.meeting.meeting_id,
    "date": lambda p: p.meeting.date.isoformat(),
    "date_precision": lambda p: p.meeting.date_precision,
    "leaders": lambda p: "; ".join(visitor.leader.name.english for visitor in p.meeting.visitors),
    "hosts": lambda p: "; ".join(host.name.english for host in p.meeting.hosts),
    "country_code": lambda p: p.meeting.place.country_code,
    "promised_by_id": lambda p: p.by.organization_id,
    "promised_by": lambda p: p.by.name.english,
    "promise": lambda p: p.what,
    "kind": lambda p: p.kind,
    "amount": lambda p: p.amount,
    "unit": lambda p: p.unit,
    "novelty": lambda p: p.novelty,
    "due": lambda p: p.due,
    "state": lambda p: p.state,
    "flags": lambda p: "; ".join(p.flags),
    "last_step": lambda p: p.steps[-1].date,
    "news": lambda p: p.news,
    "looked_on": lambda p: p.looked_on.isoformat() if p.looked_on else "",
    "steps": lambda p: "; ".join(f"{step.date} {step.step}" for step in p.steps),
    "pages": lambda p: "; ".join(dict.fromkeys(step.url for step in p.steps)),
}


def build_promises_csv(promises: Sequence[Promise]) -> bytes:
    """One row a promise, its cells in the order of `COLUMNS`, written as the CSV of meetings is."""
    return build_table_csv([*COLUMNS], ([cell(promise) for cell in COLUMNS.values()] for promise in promises))


def build_promises_json(promises: Sequence[Promise], record: Record) -> bytes:
    """The promises, each with its meeting's id and its steps; values exactly as in the record."""
    written = [{"meeting_id": promise.meeting.meeting_id, **promise_json(promise)} for promise in promises]
    return write_value({"data_version": record.version, "licence": LICENCE, "count": len(written), "promises": written})
