"""Whom leaders met: both governments, the companies that received most of them, and how close together the two governments."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from techvisits.record.filters import Shown
from techvisits.record.governments import COUNTRIES, does_govern, most_days_between
from techvisits.record.model import COMPANY, Host, Meeting, Visit
from techvisits.record.offices import HEADS, office_of
from techvisits.record.questions.held import count_meetings, group, held_visits

HEAD, OTHERS = "head", "others"
RANKS: Final = tuple(product(COUNTRIES, (HEAD, OTHERS)))
"""The columns of the two governments: whoever heads one, and its ministers and all others."""

COMPANIES: Final = {"JP": 4, "KR": 6}


@dataclass(frozen=True, slots=True)
class Pair:
    """A meeting with the one government and one with the other; `days` are the most that may lie between."""

    japan: Visit
    korea: Visit
    days: int

    @property
    def is_exact(self) -> bool:
        """Whether both days are known."""
        return "month" not in (self.japan.meeting.date_precision, self.korea.meeting.date_precision)

    @property
    def is_one_trip(self) -> bool:
        """Whether both were on one trip."""
        return self.japan.trip_id == self.korea.trip_id


@dataclass(frozen=True)
class Received:
    """A leader: meetings with each rank of a government and each company, and the closest pair of governments, if there is one."""

    leader_id: str
    meetings: int
    ranks: Mapping[tuple[str, str], int]
    companies: Mapping[str, int]
    pair: Pair | None


@dataclass(frozen=True)
class Governments:
    """`both` are the leaders whom both governments received within `within` days (0: whenever), the closest pair first.

    `others` are those whom one government received, the most meetings first. `companies` by country are those that received the
    most leaders.
    """

    within: int
    both: tuple[Received, ...]
    others: tuple[Received, ...]
    companies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def find_governments(shown: Shown, within: int = 0) -> Governments:
    """Who was received by both governments, their parliaments, cities and provinces left out, and who by one."""
    leaders = group(held_visits(shown), lambda visit: visit.visitor.leader.person_id)
    received = [_receive(leader_id, visits) for leader_id, visits in leaders.items()]
    both = [each for each in received if each.pair and (not within or each.pair.days <= within)]
    paired = {each.leader_id for each in both}
    others = [each for each in received if each.ranks and each.leader_id not in paired]
    return Governments(
        within,
        tuple(sorted(both, key=lambda each: (each.pair.days if each.pair else 0, each.leader_id))),
        tuple(sorted(others, key=lambda each: (-each.meetings, each.leader_id))),
        _rank_companies(visit for visits in leaders.values() for visit in visits),
    )


def ranks_of(meeting: Meeting) -> set[tuple[str, str]]:
    """The ranks that received there: the country's code with `HEAD` or `OTHERS`."""
    return {(host.organization.country_code, _rank(host)) for host in meeting.hosts if does_govern(host)}


def _rank(host: Host) -> str:
    return HEAD if office_of(host) in HEADS else OTHERS


def _receive(leader_id: str, visits: Sequence[Visit]) -> Received:
    ranks = Counter(rank for visit in visits for rank in ranks_of(visit.meeting))
    companies = Counter(company for visit in visits for company in companies_of(visit.meeting))
    return Received(leader_id, count_meetings(visits), ranks, companies, _closest(visits))


def companies_of(meeting: Meeting) -> set[str]:
    """The companies that received there."""
    return {host.organization.organization_id for host in meeting.hosts if host.kind == COMPANY}


def _closest(visits: Sequence[Visit]) -> Pair | None:
    of = {code: [v for v in visits if code in {c for c, _ in ranks_of(v.meeting)}] for code in COUNTRIES}
    pairs = [Pair(a, b, most_days_between(a.meeting, b.meeting)) for a, b in product(*of.values())]
    return min(pairs, key=lambda pair: (pair.days, not pair.is_one_trip, pair.japan.meeting.date), default=None)


def _rank_companies(visits: Iterable[Visit]) -> dict[str, tuple[str, ...]]:
    """By country the companies that received the most leaders, not counting those who came home or to a branch of their own."""
    leaders: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for visit in visits:
        for code, company_id in _companies(visit):
            leaders[code, company_id].add(visit.visitor.leader.person_id)
    ordered = sorted(leaders, key=lambda key: (-len(leaders[key]), key))
    return {code: tuple(i for c, i in ordered if c == code)[: COMPANIES[code]] for code in COUNTRIES}


def _companies(visit: Visit) -> Iterator[tuple[str, str]]:
    own = visit.visitor.company.organization_id
    for host in visit.meeting.hosts:
        organization = host.organization
        is_own = organization.organization_id.startswith(own)
        if host.kind == COMPANY and organization.country_code in COUNTRIES and not is_own:
            yield organization.country_code, organization.organization_id
