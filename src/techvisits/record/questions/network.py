"""Who met whom as a network: those whom one person or organization met, and the pairs who met most often."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from techvisits.record.filters import Shown
from techvisits.record.model import Host, Meeting, Visit
from techvisits.record.questions.held import held_visits


@dataclass(frozen=True, slots=True)
class Tie:
    """Two who met: ids of a leader and a host, or of a company and an organization; their meetings, the earliest first."""

    visitor_id: str
    host_id: str
    meetings: tuple[Meeting, ...]

    def other(self, node: str) -> str:
        """The one at the other end."""
        return self.host_id if node == self.visitor_id else self.visitor_id


@dataclass(frozen=True)
class Network:
    """`node` is the one who is looked at and `ties` theirs, the most meetings first; without a node those of all leaders and the people who received them."""

    node: str
    ties: tuple[Tie, ...]
    nodes: int

    @property
    def meetings(self) -> int:
        """How many meetings the ties stand for."""
        return len({meeting.meeting_id for tie in self.ties for meeting in tie.meetings})


def find_network(shown: Shown, node: str = "") -> Network:
    """The ties of a person or an organization, or all those between two people."""
    met: defaultdict[tuple[str, str], dict[str, Meeting]] = defaultdict(dict)
    for visit in held_visits(shown):
        for host in visit.meeting.hosts:
            if pair := _pair(visit, host, node):
                met[pair][visit.meeting.meeting_id] = visit.meeting
    ties = [Tie(*pair, tuple(meetings.values())) for pair, meetings in met.items()]
    ordered = sorted(ties, key=lambda tie: (-len(tie.meetings), tie.visitor_id, tie.host_id))
    return Network(node, tuple(ordered), len({end for pair in met for end in pair} - {node}))


def _pair(visit: Visit, host: Host, node: str) -> tuple[str, str] | None:
    """Who met whom there as far as the node is concerned: organizations for an organization, else people; None for neither."""
    visitor = visit.visitor
    people = visitor.leader.person_id, host.host_id
    organizations = visitor.company.organization_id, host.organization.organization_id
    pair = organizations if node in organizations else people if node in people or (not node and host.person) else None
    return pair if pair and pair[0] != pair[1] else None
