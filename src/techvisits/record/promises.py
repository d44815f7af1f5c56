"""What was promised at a meeting, and what came of it: dated steps on one ladder, each with a page that tells of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from techvisits.package.descriptor import Row
from techvisits.package.tables import split_list
from techvisits.record.known import Known
from techvisits.record.model import Meeting, Organization
from techvisits.record.when import days_of

LADDER: Final = ("voiced", "announced", "signed", "under-way", "done", "dropped", "ended")
OVER: Final = ("done", "dropped", "ended")
FLAGS: Final = ("late", "changed")
SILENT, NOT_LOOKED = "silent", "not-looked"
NEWS: Final = (SILENT, NOT_LOOKED)
SILENT_AFTER: Final = dt.timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a promise, `step` of `LADDER`; `date` is a year, month or day as far as it is known."""

    date: str
    step: str
    flags: tuple[str, ...]
    what: str
    url: str
    publisher: str
    kind: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Promise:
    """One part of what was promised at a meeting, with its steps in order, at least one.

    `by` has the name of that day; `amount` is the number as written, `due` a year, month or day, both empty without one.
    """

    promise_id: str
    meeting: Meeting
    what: str
    kind: str
    amount: str
    unit: str
    novelty: str
    by: Organization
    due: str
    looked_on: dt.date | None
    steps: tuple[Step, ...]

    @property
    def state(self) -> str:
        """Where it stands: its last step."""
        return self.steps[-1].step

    @property
    def flags(self) -> tuple[str, ...]:
        """What some step says beside the ladder, in the order of `FLAGS`."""
        return tuple(flag for flag in FLAGS if any(flag in step.flags for step in self.steps))

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to come."""
        return self.state in OVER

    @property
    def is_looked(self) -> bool:
        """Whether somebody looked for news of it."""
        return self.looked_on is not None

    @property
    def is_silent(self) -> bool:
        """Whether somebody looked and found nothing since a last step that was half a year old and no end."""
        if self.looked_on is None or self.is_over:
            return False
        return self.looked_on - days_of(self.steps[-1].date)[1] > SILENT_AFTER

    @property
    def news(self) -> str:
        """One of `NEWS`, worked out; empty where it is over or there was news of late."""
        return SILENT if self.is_silent else "" if self.is_over or self.is_looked else NOT_LOOKED

    @property
    def has_later_step(self) -> bool:
        """Whether a step is known that came after the meeting."""
        return days_of(self.steps[-1].date)[1] > self.meeting.date_end


class News(NamedTuple):
    """A step with the promise that it is of."""

    step: Step
    promise: Promise


def list_news(promises: Iterable[Promise]) -> list[News]:
    """All steps of the promises, the newest first; one of which only month or year is known stands at its last day."""
    news = [News(step, promise) for promise in promises for step in promise.steps]
    return sorted(news, key=lambda each: (days_of(each.step.date)[1], each.promise.promise_id), reverse=True)


def place_of(step: str, date: str) -> tuple[int, dt.date]:
    """What the steps of one promise are sorted by: the ladder, which they climb, then the last day that `date` may mean."""
    return LADDER.index(step), days_of(date)[1]


def build_promises(
    rows: Mapping[str, Sequence[Row]], known: Known, meetings: Mapping[str, Meeting]
) -> dict[str, Promise]:
    """The promises by id, those of the newest meeting first; one without a step is left out."""
    steps: defaultdict[str, list[Step]] = defaultdict(list)
    for row in rows["progress"]:
        steps[row["promise_id"]].append(_build_step(row))
    built = [
        _build_promise(row, known, meetings[row["meeting_id"]], steps[row["promise_id"]])
        for row in rows["promises"]
        if row["promise_id"] in steps
    ]
    position = {meeting_id: number for number, meeting_id in enumerate(meetings)}
    built.sort(key=lambda promise: (position[promise.meeting.meeting_id], promise.promise_id))
    return {promise.promise_id: promise for promise in built}


def _build_promise(row: Row, known: Known, meeting: Meeting, steps: Iterable[Step]) -> Promise:
    return Promise(
        promise_id=row["promise_id"],
        meeting=meeting,
        what=row["what"],
        kind=row["kind"],
        amount=row["amount"],
        unit=row["unit"],
        novelty=row["novelty"],
        by=known.organization(row["organization_id"], meeting.date),
        due=row["due"],
        looked_on=dt.date.fromisoformat(row["looked_on"]) if row["looked_on"] else None,
        steps=tuple(sorted(steps, key=lambda step: place_of(step.step, step.date))),
    )


def _build_step(row: Row) -> Step:
    return Step(
        date=row["date"],
        step=row["step"],
        flags=split_list(row["flags"]),
        what=row["what"],
        url=row["url"],
        publisher=row["publisher"],
        kind=row["kind"],
        title=row["title"],
        language=row["language"],
    )
