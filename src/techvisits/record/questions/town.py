"""Who was in Japan and in Korea at the same time: within days that are asked for, or within the busiest fortnight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from techvisits.record.filters import Filters, Shown
from techvisits.record.governments import COUNTRIES
from techvisits.record.model import Meeting, Visit
from techvisits.record.questions.held import group, held_visits

FORTNIGHT: Final = 14
RUSH: Final = 5
LONGEST: Final = 62
"""Days: of the span that is looked for, of the rush within it, and of the longest span that is shown as it is asked for."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One leader's meetings in one country within the days, in their order."""

    country_code: str
    leader_id: str
    company_id: str
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Days, both ends counted, and how many leaders met somebody then."""

    first: dt.date
    last: dt.date
    leaders: int


@dataclass(frozen=True)
class Town:
    """`window` are the days that are shown, `rush` the five busiest of them; None where no day is known on which anybody came.

    `is_found` where the days are the busiest fortnight and none were asked for.
    """

    window: Window | None
    rush: Window | None
    lanes: tuple[Lane, ...]
    is_found: bool

    def leaders_in(self, country_code: str) -> int:
        """How many leaders were in a country."""
        return len({lane.leader_id for lane in self.lanes if lane.country_code == country_code})


def find_town(shown: Shown, filters: Filters) -> Town:
    """The lanes of those who came; meetings of which only the month is known are left out."""
    visits = [visit for visit in held_visits(shown) if visit.meeting.date_precision == "day"]
    window, is_found = _choose_window(visits, filters)
    if not window:
        return Town(None, None, (), is_found)
    there = [visit for visit in visits if window.first <= visit.meeting.date <= window.last]
    return Town(window, busiest(there, RUSH), _build_lanes(there), is_found)


def busiest(visits: Sequence[Visit], days: int) -> Window | None:
    """The latest of the windows of so many days, from a day of a meeting on, with the most leaders."""
    starts = sorted({visit.meeting.date for visit in visits})
    windows = [_window(day, day + dt.timedelta(days=days - 1), visits) for day in starts]
    return max(windows, key=lambda window: (window.leaders, window.first), default=None)


def _choose_window(visits: Sequence[Visit], filters: Filters) -> tuple[Window | None, bool]:
    first, last = filters.first, filters.last
    if first and last and (last - first).days < LONGEST:
        return (_window(first, last, visits) if visits else None), False
    return busiest(visits, FORTNIGHT), True


def _window(first: dt.date, last: dt.date, visits: Iterable[Visit]) -> Window:
    leaders = {v.visitor.leader.person_id for v in visits if first <= v.meeting.date <= last}
    return Window(first, last, len(leaders))


def _build_lanes(visits: Iterable[Visit]) -> tuple[Lane, ...]:
    lanes = group(visits, lambda v: (v.meeting.place.country_code, v.visitor.leader.person_id))
    built = [
        Lane(code, leader_id, lane[0].visitor.company.organization_id, tuple(visit.meeting for visit in lane))
        for (code, leader_id), lane in lanes.items()
        if code in COUNTRIES
    ]
    return tuple(sorted(built, key=lambda lane: (lane.country_code, lane.meetings[0].date, lane.leader_id)))
