"""Who met whom: each name with its organization or office, those that are asked for first, and what is cut is said."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from markupsafe import Markup

from techvisits.record.model import COMPANY, HELD, Host, Meeting, Name, Visitor
from techvisits.text.language import ORGANIZATIONS, PEOPLE, Language

MOST: Final = 3
SHORT: Final = 22
TOLD: Final = (HELD, "announced", "cancelled", "unconfirmed")
"""The statuses that have a sentence."""
INDEPENDENT: Final = "independent"
REMARK: Final = re.compile(r" ?[(（]")


@dataclass(frozen=True, slots=True)
class Party:
    """One of those who met: the name as the reader knows it, in its own script where that tells more, and what it stands for."""

    name: str
    native: str
    affiliation: str
    is_person: bool

    def text(self, language: Language) -> str:
        """`Jensen Huang (NVIDIA)`."""
        if not self.affiliation:
            return self.name
        return language.say("{name} ({organization})", name=self.name, organization=self.affiliation)

    def markup(self, language: Language) -> Markup:
        """`<b>Jensen Huang</b>, NVIDIA`."""
        short = " class=short" if len(self.name) <= SHORT else ""
        name = Markup(f"<b{short}>{{}}</b>").format(self.name)
        if self.native:
            name += Markup(' <span class="native">{}</span>').format(self.native)
        if not self.affiliation:
            return name
        return language.say_markup("{name}, {organization}", name=name, organization=self.affiliation)


def visitors(meeting: Meeting, language: Language, first: Collection[str] = ()) -> list[Party]:
    """The visitors of a meeting; those whose own or whose company's id is in `first` come first."""
    asked = sorted(
        meeting.visitors, key=lambda v: not {v.leader.person_id, v.company.organization_id}.intersection(first)
    )
    return [visitor_party(visitor, language) for visitor in asked]


def visitor_party(visitor: Visitor, language: Language) -> Party:
    """A visitor with the company."""
    return _party(visitor.leader.name, language.name(visitor.company.name), language, is_person=True)


def hosts(meeting: Meeting, language: Language, first: Collection[str] = ()) -> list[Party]:
    """The hosts of a meeting; those whose own or whose organization's id is in `first` come first.

    An organization that also stands beside one of its people is not told twice.
    """
    spoken_for = {host.organization.organization_id for host in meeting.hosts if host.person}
    told = [h for h in meeting.hosts if h.person or h.organization.organization_id not in spoken_for]
    asked = sorted(told, key=lambda h: not {h.host_id, h.organization.organization_id}.intersection(first))
    return [_party(h.name, affiliation(h, language), language, is_person=h.person is not None) for h in asked]


def affiliation(host: Host, language: Language) -> str:
    """What a host stands for: the organization, or the office held in a national government or as a person alone.

    Empty for an organization alone.
    """
    if not host.person:
        return ""
    organization = host.organization
    if host.role and (organization.is_state or organization.organization_id == INDEPENDENT):
        return _office(host, language)
    return "" if organization.organization_id == INDEPENDENT else language.name(organization.name)


def _office(host: Host, language: Language) -> str:
    """`Prime Minister`, as `일본 총리` where readers have another one at home; without a remark on the meeting."""
    office, country = REMARK.split(language.role(host))[0], host.organization.country_code
    if not language.custom.home or not country or country == language.custom.home:
        return office
    return language.say("{country} {office}", country=language.country(country), office=office)


def _party(name: Name, stands_for: str, language: Language, *, is_person: bool) -> Party:
    return Party(language.name(name), language.native(name), stands_for, is_person)


def list_texts(parties: Sequence[Party], language: Language, *, most: int = MOST) -> str:
    """`Jensen Huang (NVIDIA), Lisa Su (AMD) and 5 others`."""
    return language.cut([party.text(language) for party in parties], most, of=_kind_of(parties[most - 1 :]))


def list_markup(parties: Sequence[Party], language: Language, *, is_inner: bool = False) -> Markup:
    """The parties as HTML, names in bold; `is_inner` where the sentence goes on after them."""
    written = [party.markup(language) for party in parties]
    before_and, last = min(len(parties), MOST) - 2, len(parties) - 1
    for number in (before_and, last) if is_inner and len(parties) <= MOST else (before_and,):
        if number >= 0 and parties[number].affiliation:
            written[number] += language.custom.apposition
    return Markup(language.cut(written, MOST, of=_kind_of(parties[MOST - 1 :])))


def _kind_of(cut: Sequence[Party]) -> str:
    """What those that are not named are, where all of them are the same."""
    kinds = {PEOPLE if party.is_person else ORGANIZATIONS for party in cut}
    return kinds.pop() if len(kinds) == 1 else ""


def met(status: str, who: Markup, whom: Markup, language: Language) -> Markup:
    """`Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister`, or as the status has it; of another status only who and whom."""
    say = language.say_markup
    if status == "announced":
        return say("{who} was to meet {whom}", who=who, whom=whom)
    if status == "cancelled":
        return say("{who} did not meet {whom}", who=who, whom=whom)
    if status == "unconfirmed":
        return say("{who} is said to have met {whom}", who=who, whom=whom)
    if status == HELD:
        return say("{who} met {whom}", who=who, whom=whom)
    return Markup("{} – {}").format(who, whom)


def sentence(meeting: Meeting, language: Language, first: Collection[str] = ()) -> Markup:
    """Who met whom, as HTML."""
    who = list_markup(visitors(meeting, language, first), language, is_inner=meeting.status in TOLD)
    return met(meeting.status, who, list_markup(hosts(meeting, language, first), language), language)


def who_whom(meeting: Meeting, language: Language, first: Collection[str] = ()) -> str:
    """`Mark Zuckerberg (Meta) – Fumio Kishida (Prime Minister)`, two on each side at the most."""
    who = list_texts(visitors(meeting, language, first), language, most=2)
    return f"{who} – {list_texts(hosts(meeting, language, first), language, most=2)}"


def brief_host(meeting: Meeting, language: Language) -> str:
    """The hosts in a word or two: one person's name, what all of them stand for, or the first `+2`."""
    names = [language.name(host.name) for host in meeting.hosts]
    if len(names) < 2:
        return "".join(names)
    return _shared_name(meeting.hosts, language) or f"{names[0]} +{len(names) - 1}"


def _shared_name(hosts: Sequence[Host], language: Language) -> str:
    """Their one organization, or the words that the names of their companies begin with alike; empty where there are none."""
    organizations = {host.organization.organization_id: host.organization for host in hosts}
    is_group = len(organizations) == 1 or all(each.kind == COMPANY for each in organizations.values())
    if INDEPENDENT in organizations or not is_group:
        return ""
    words = [language.name(each.name).split() for each in organizations.values()]
    return " ".join(group[0] for group in takewhile(lambda group: len({*group}) == 1, zip(*words, strict=False)))


def brief_affiliation(meeting: Meeting, language: Language) -> str:
    """What the principal host of `brief_host` stands for; empty where that is an organization itself."""
    named = brief_host(meeting, language)
    if not meeting.hosts or not named.startswith(language.name(meeting.hosts[0].name)):
        return ""
    return affiliation(meeting.hosts[0], language)
