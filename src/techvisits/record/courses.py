"""A leader's trips looked back on: where each began, how long until the next, and which governments received whom when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final

from techvisits.record.governments import COUNTRIES, governments_of
from techvisits.record.model import AREAS, Host, Meeting, Visit
from techvisits.record.offices import HEADS, office_of

DAY: Final = "day"


@dataclass(frozen=True, slots=True)
class Course:
    """One trip of one leader: its meetings in order, at least one."""

    trip_id: str
    visits: tuple[Visit, ...]

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """What the leader was there for, held or not."""
        return tuple(visit.meeting for visit in self.visits)

    @property
    def held(self) -> tuple[Meeting, ...]:
        """The meetings that took place; none of a trip that was called off or is only announced."""
        return tuple(meeting for meeting in self.meetings if meeting.is_held)

    @property
    def told(self) -> tuple[Meeting, ...]:
        """What tells when it was: the meetings that took place, else all."""
        return self.held or self.meetings

    @property
    def status(self) -> str:
        """`held` where any meeting was, else what most of them are."""
        statuses = [meeting.status for meeting in self.told]
        return max(statuses, key=statuses.count)

    @property
    def areas(self) -> tuple[str, ...]:
        """Which of the two cities it saw, the one that it saw first at the head."""
        return tuple(dict.fromkeys(m.place.area for m in self.held if m.place.area in AREAS))


def build_courses(visits: Iterable[Visit]) -> list[Course]:
    """The trips that the visits are a part of, the first one first."""
    made: dict[str, list[Visit]] = {}
    for visit in visits:
        made.setdefault(visit.trip_id, []).append(visit)
    courses = [Course(i, tuple(sorted(each, key=lambda visit: visit.sequence))) for i, each in made.items()]
    return sorted(courses, key=lambda course: (course.told[0].date, course.trip_id))


def days_between(earlier: Course, later: Course) -> int | None:
    """How many days one trip ended before the next began; None where a day is not known."""
    ends = earlier.told[-1], later.told[0]
    if any(meeting.date_precision != DAY for meeting in ends):
        return None
    return max((ends[1].date - ends[0].date).days, 0)


def list_gaps(courses: Sequence[Course]) -> list[int]:
    """The days between each two trips that took place, as far as they are known."""
    held = [course for course in courses if course.held]
    gaps = [days_between(earlier, later) for earlier, later in pairwise(held)]
    return [gap for gap in gaps if gap is not None]


def head_of(meeting: Meeting) -> Host | None:
    """The head of state or of government who received at a meeting, if one did."""
    return next((host for host in meeting.hosts if host.person and office_of(host) in HEADS), None)


def find_closest(meetings: Sequence[Meeting]) -> tuple[Meeting, Meeting, int] | None:
    """The two meetings, the earlier first, at which both governments received with the fewest days between; of known days."""
    first, second = ([*_received_by(code, meetings)] for code in COUNTRIES)
    pairs = [tuple(sorted(pair, key=lambda meeting: meeting.date)) for pair in product(first, second)]
    found = min(pairs, key=lambda pair: (pair[1].date - pair[0].date, pair[0].date), default=None)
    return (found[0], found[1], (found[1].date - found[0].date).days) if found else None


def _received_by(country_code: str, meetings: Iterable[Meeting]) -> Iterator[Meeting]:
    return (m for m in meetings if country_code in governments_of(m) and m.date_precision == DAY)
