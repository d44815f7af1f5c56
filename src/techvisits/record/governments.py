"""Who was received by both governments, and how many days apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from techvisits.record.model import GOVERNMENT, Meeting, Visit
from techvisits.record.offices import LOCAL, PARLIAMENT, office_of

BOTH: Final = ("JP", "KR")
NEVER: Final = 10**6
"""More days than lie between any two."""


def governments_of(meeting: Meeting) -> frozenset[str]:
    """Of `BOTH` those whose government received there, if it took place: not its parliament, a city or a province."""
    if not meeting.is_held:
        return frozenset()
    hosts = (host for host in meeting.hosts if host.organization.kind == GOVERNMENT)
    codes = {host.organization.country_code for host in hosts if office_of(host) not in (PARLIAMENT, LOCAL)}
    return frozenset(codes & {*BOTH})


def count_days_apart(visits: Sequence[Visit]) -> list[int]:
    """For each visit to one of the two governments the fewest days to a visit of the same leader to the other; else `NEVER`.

    Where only a month is known these are the most days that may lie between.
    """
    received: defaultdict[str, list[tuple[Meeting, frozenset[str]]]] = defaultdict(list)
    for visit in visits:
        if codes := governments_of(visit.meeting):
            received[visit.visitor.leader.person_id].append((visit.meeting, codes))
    return [_fewest(visit.meeting, received[visit.visitor.leader.person_id]) for visit in visits]


def _fewest(meeting: Meeting, received: Iterable[tuple[Meeting, frozenset[str]]]) -> int:
    own = governments_of(meeting)
    days = [_days_between(meeting, other) for other, codes in received if own and own | codes == {*BOTH}]
    return min(days, default=NEVER)


def _days_between(one: Meeting, other: Meeting) -> int:
    """The most that may lie between two meetings; 0 where it is one, at which both were."""
    spans: list[dt.timedelta] = [one.date_end - other.date, other.date_end - one.date]
    return 0 if one is other else max(span.days for span in spans)
