"""What is new since a version or a day: the meetings added or changed, and those that a copy must let go of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from techvisits.package.errors import Problem
from techvisits.package.forms import is_day
from techvisits.record.filters import Shown
from techvisits.record.history import Change, version_key
from techvisits.record.model import Left, Update
from techvisits.record.record import Record
from techvisits.record.values import Query, last_of, shorten

KEYS: Final = ("since",)


@dataclass(frozen=True)
class Since:
    """A version or a day, as it was asked for; empty for all that there ever was."""

    asked: str = ""

    def to_query(self) -> list[tuple[str, str]]:
        """The query pairs that `read_since` reads back to the same."""
        return [("since", self.asked)] if self.asked else []


def read_since(query: Query, record: Record) -> tuple[Since, list[Problem]]:
    """What a query string asks for, and what is wrong with it: no version that was released, and no day."""
    asked = last_of(query, "since")
    versions = list_versions(record)
    if not asked or asked in versions or is_day(asked):
        return Since(asked), []
    what = f"is no version of the data ({', '.join(versions)}) and no day of the form 2024-02-27"
    return Since(), [Problem("since", shorten(asked), what, (*versions, "YYYY-MM-DD"))]


def list_versions(record: Record) -> tuple[str, ...]:
    """The versions that there were, the oldest first, and the one there is."""
    return tuple(sorted({*record.history.release_of, record.version}, key=version_key))


def narrow(shown: Shown, since: Since, record: Record) -> Shown:
    """What is shown, but only what was added or changed since, with what a copy has to let go of; all without a `since`."""
    if not since.asked:
        return shown
    last = {change.meeting_id: change for change in list_changes(since, record)}
    told = {meeting_id for meeting_id in last if meeting_id in record.by_id}
    kept = shown.meeting_ids & told
    gone = tuple(_build_left(change, record) for meeting_id, change in sorted(last.items()) if meeting_id not in told)
    update = Update(since.asked, gone, tuple(sorted(told - kept)))
    visits = tuple(visit for visit in shown.visits if visit.meeting.meeting_id in kept)
    meetings = tuple(meeting for meeting in shown.meetings if meeting.meeting_id in kept)
    return replace(shown, visits=visits, meetings=meetings, update=update)


def list_changes(since: Since, record: Record) -> tuple[Change, ...]:
    """The changes after a version, or on or after a day."""
    if is_day(since.asked):
        return record.history.from_day(dt.date.fromisoformat(since.asked))
    return record.history.after(since.asked)


def _build_left(change: Change, record: Record) -> Left:
    return Left(change.meeting_id, change.version, record.find_heir(change.meeting_id))
