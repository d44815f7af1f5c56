"""One leader, company or host held against another: their meetings, and what they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from techvisits.record.facets import build_facet
from techvisits.record.filters import Filters, apply
from techvisits.record.model import GOVERNMENT, HELD, Meeting
from techvisits.record.questions.held import held_meetings
from techvisits.record.record import Record
from techvisits.record.suggesting import NEAR, suggest

LEADER, COMPANY, HOST = "leader", "company", "host"
KINDS: Final = (LEADER, COMPANY, HOST)
"""The list filters whose ids can be held against each other."""

MOST_MEANT: Final = 50


@dataclass(frozen=True)
class Side:
    """The meetings held of one of the two, the earliest first, and on how many trips they were.

    `partners` count them by those at the other end, hosts of a leader or a company, leaders for a host; `topics` by topic.
    """

    identifier: str
    meetings: tuple[Meeting, ...]
    trips: int
    partners: Mapping[str, int]
    topics: Mapping[str, int]

    def count_in(self, country_code: str) -> int:
        """How many of them were in a country."""
        return sum(meeting.place.country_code == country_code for meeting in self.meetings)

    @property
    def governments(self) -> int:
        """How many were with a government, whichever."""
        return sum(any(host.kind == GOVERNMENT for host in meeting.hosts) for meeting in self.meetings)


@dataclass(frozen=True)
class Versus:
    """Two of one of `KINDS`; `partners` are those whom both met, and `topics` all, those that both had first."""

    kind: str
    a: Side
    b: Side
    partners: tuple[str, ...]
    topics: tuple[str, ...]

    @property
    def together(self) -> tuple[Meeting, ...]:
        """The meetings at which both were."""
        own = {meeting.meeting_id for meeting in self.a.meetings}
        return tuple(meeting for meeting in self.b.meetings if meeting.meeting_id in own)


def find_versus(kind: str, pair: tuple[str, str], filters: Filters, record: Record) -> Versus:
    """The two of a kind by their ids, each with what the other filters let through."""
    a, b = (_build_side(kind, identifier, filters, record) for identifier in pair)
    topics = sorted({*a.topics, *b.topics}, key=lambda i: _order(i, a.topics, b.topics))
    return Versus(kind, a, b, common(a, b), tuple(topics))


def common(a: Side, b: Side) -> tuple[str, ...]:
    """Those whom both met, the most meetings first."""
    shared = a.partners.keys() & b.partners.keys()
    return tuple(sorted(shared, key=lambda i: _order(i, a.partners, b.partners)))


def count_known(kind: str, record: Record) -> dict[str, int]:
    """The ids of a kind with their number of meetings held, the most first."""
    return build_facet(kind, Filters().asking("status", [HELD]), record)


def find_one(text: str, kind: str, record: Record, *, is_near: bool) -> str:
    """The id of a kind that a name means, in any script, in part or, if `is_near`, in something like it; empty for none."""
    known = count_known(kind, record)
    found = [each for each in suggest(text, record, MOST_MEANT) if is_near or each.rank < NEAR]
    return next((each.entry.identifier for each in found if each.entry.identifier in known), "")


def _order(identifier: str, a: Mapping[str, int], b: Mapping[str, int]) -> tuple[object, ...]:
    n, m = a.get(identifier, 0), b.get(identifier, 0)
    return not (n and m), -(n + m), identifier


def _build_side(kind: str, identifier: str, filters: Filters, record: Record) -> Side:
    shown = apply(filters.asking(kind, [identifier]), record)
    meetings = held_meetings(shown)
    trips = {visit.trip_id for visit in shown.visits if visit.meeting.is_held}
    ends = Counter(i for meeting in meetings for i in _partners(kind, meeting) if i != identifier)
    topics = Counter(topic.topic_id for meeting in meetings for topic in meeting.topics)
    return Side(identifier, meetings, len(trips), ends, topics)


def _partners(kind: str, meeting: Meeting) -> Collection[str]:
    if kind == HOST:
        return {visitor.leader.person_id for visitor in meeting.visitors}
    return {host.host_id for host in meeting.hosts}
