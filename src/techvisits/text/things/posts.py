"""What people were at these meetings, and whom they met most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from techvisits.record.filters import Shown
from techvisits.record.model import HELD, Host, Meeting, Name, Organization, Person, Visitor
from techvisits.text.headline import period
from techvisits.text.page import Page
from techvisits.text.paths import ORGANIZATIONS, PEOPLE

MOST_MET: Final = 8


@dataclass(frozen=True)
class Post:
    """A role in an organization, in the reader's language, as it was told from the one meeting to the other."""

    role: str
    organization: Organization
    days: str


@dataclass(frozen=True)
class Counted:
    """A person or an organization with its page, and how many meetings it stands for; `role` is empty where none is told."""

    kind: str
    identifier: str
    name: Name
    count: int
    role: str = ""


def list_posts(person_id: str, visited: Shown, hosted: Shown, page: Page) -> list[Post]:
    """The roles a person had at these meetings, the latest first."""
    told: list[tuple[Meeting, Visitor | Host, Organization]] = [
        (visit.meeting, visit.visitor, visit.visitor.company) for visit in visited.visits
    ]
    told += [
        (meeting, host, host.organization)
        for meeting in hosted.meetings
        for host in meeting.hosts
        if host.person and host.person.person_id == person_id
    ]
    posts: dict[tuple[str, Organization], list[tuple[Meeting, str]]] = {}
    for meeting, holder, organization in sorted(told, key=lambda each: each[0].date, reverse=True):
        held = posts.setdefault((holder.role.casefold(), organization), [])
        held.append((meeting, page.language.role(holder)))
    return [
        Post(held[0][1], where, period(held[-1][0], held[0][0], page.language)) for (_, where), held in posts.items()
    ]


def list_met(person_id: str, visited: Shown, hosted: Shown) -> list[Counted]:
    """Whom a person met more than once, most often first."""
    met: Counter[tuple[str, str, Name]] = Counter()
    for meeting in visited.meetings:
        if meeting.status == HELD:
            met.update({(PEOPLE if h.person else ORGANIZATIONS, h.host_id, h.name) for h in meeting.hosts})
    for meeting in hosted.meetings:
        if meeting.status == HELD:
            met.update({(PEOPLE, v.leader.person_id, v.leader.name) for v in meeting.visitors})
    ordered = sorted(met.items(), key=lambda each: (-each[1], each[0][1]))
    return [Counted(*who, n) for who, n in ordered if n > 1 and who[1] != person_id][:MOST_MET]


def count_people(told: Iterable[tuple[Person, str]]) -> list[Counted]:
    """People by how many meetings they stand for, each with the latest role."""
    counts: Counter[Person] = Counter()
    roles: dict[Person, str] = {}
    for person, role in told:
        counts[person] += 1
        roles.setdefault(person, role)
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0].name.english))
    return [Counted(PEOPLE, person.person_id, person.name, n, roles[person]) for person, n in ordered]
