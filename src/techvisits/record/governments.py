"""Who was received by both governments, and how many days apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from techvisits.record.model import GOVERNMENT, Host, Meeting, Visit
from techvisits.record.offices import LOCAL, PARLIAMENT, office_of

JAPAN, KOREA = "JP", "KR"
COUNTRIES: Final = (JAPAN, KOREA)
NEVER: Final = 10**6
"""More days than lie between any two."""


def governments_of(meeting: Meeting) -> frozenset[str]:
    """Of `COUNTRIES` those whose government received there, if it took place."""
    if not meeting.is_held:
        return frozenset()
    return frozenset(host.organization.country_code for host in meeting.hosts if does_govern(host))


def does_govern(host: Host) -> bool:
    """Whether a host is of the government of one of `COUNTRIES`: not its parliament, a city or a province."""
    organization = host.organization
    is_theirs = organization.kind == GOVERNMENT and organization.country_code in COUNTRIES
    return is_theirs and office_of(host) not in (PARLIAMENT, LOCAL)


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
    days = [most_days_between(meeting, other) for other, codes in received if own and own | codes == {*COUNTRIES}]
    return min(days, default=NEVER)


def most_days_between(one: Meeting, other: Meeting) -> int:
    """The most that may lie between two meetings; 0 where it is one, at which both were."""
    spans: list[dt.timedelta] = [one.date_end - other.date, other.date_end - one.date]
    return 0 if one is other else max(span.days for span in spans)
