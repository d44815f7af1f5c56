"""The record in memory: who met whom, where and when, as values that nobody changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from techvisits.record.geo import Position

AREAS: Final = ("seoul", "tokyo")  # place ids of their cities, from west to east
ELSEWHERE: Final = "elsewhere"
GOVERNMENT, COMPANY, PUBLIC = "government", "company", "public"
HOST_KINDS: Final = (GOVERNMENT, COMPANY, PUBLIC)
HELD: Final = "held"
STATE: Final = "government-of-"
GRADES: Final = ("two", "primary", "one", "unconfirmed")  # of evidence
# The kinds of source that are evidence of their own.
COUNTING: Final = ("primary", "report")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in English, in its own script (empty where that is Latin or unknown), and all forms that are not English."""

    english: str
    native: str = ""
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    person_id: str
    name: Name


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization; in a meeting by the name of that day.

    `names` are all that it ever had, today's last; none where it never had another.
    """

    organization_id: str
    name: Name
    kind: str
    country_code: str
    names: tuple[Name, ...] = ()

    @property
    def is_state(self) -> bool:
        """Whether it is the government of a whole country."""
        return self.kind == GOVERNMENT and self.organization_id.startswith(STATE)

    @property
    def now(self) -> Name | None:
        """What it is called today, where `name` is a former one."""
        return self.names[-1] if self.names and self.names[-1] != self.name else None


@dataclass(frozen=True, slots=True)
class Place:
    """A venue, district, city or country; `city` is its own name for a city and empty for a country.

    `area` is one of `AREAS` or `ELSEWHERE`. `position` is None where nobody knows it; `origin` is where it is from, `curated`
    or `geocoder`, with `origin_url` and `origin_note` where there is a page or more to say.
    """

    place_id: str
    name: Name
    kind: str
    address: str
    city_id: str
    city: Name
    country_code: str
    position: Position | None
    precision: str
    area: str
    origin: str = ""
    origin_url: str = ""
    origin_note: str = ""

    @property
    def is_vague(self) -> bool:
        """Whether it is only a city or a country, which a map must not draw as a point."""
        return self.kind in ("city", "country")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a meeting was about; `labels` by language code."""

    topic_id: str
    labels: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A leader with the company and the role of that day; `titles` are what the role is called in other languages, by code."""

    leader: Person
    company: Organization
    role: str
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Host:
    """Who received: a person for an organization, or an organization alone; `titles` as of a `Visitor`."""

    person: Person | None
    organization: Organization
    role: str
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def host_id(self) -> str:
        """The person's id, or the organization's where it stands alone."""
        return self.person.person_id if self.person else self.organization.organization_id

    @property
    def name(self) -> Name:
        """The person's name, or the organization's where it stands alone."""
        return self.person.name if self.person else self.organization.name

    @property
    def kind(self) -> str:
        """One of `HOST_KINDS`: what is neither government nor company is the public."""
        kind = self.organization.kind
        return kind if kind in HOST_KINDS else PUBLIC


@dataclass(frozen=True, slots=True)
class Source:
    """A page about a meeting; `published_on` is a day, a month or a year as far as it is known, `supports` what it tells of.

    `accessed_on` is the day it was read, empty where nobody noted it.
    """

    url: str
    publisher: str
    agency: str
    kind: str
    title: str
    published_on: str
    language: str
    supports: tuple[str, ...]
    archived_url: str
    note: str
    accessed_on: str

    @property
    def counts(self) -> bool:
        """Whether it is evidence of its own: no copy, and not written before the meeting."""
        return self.kind in COUNTING

    @property
    def author(self) -> str:
        """Who wrote it: an agency's text is the agency's, whoever prints it."""
        return self.agency or self.publisher


@dataclass(frozen=True, slots=True)
class Meeting:
    """One event at one place on one date.

    `date` is the first of the month where `date_precision` is `month`; `date_end` is then its last. `hosts` in the order
    of their rank, `visitors` in that of their ids, `sources` as printed. `publishers` counts those that are independent;
    `evidence` is one of `GRADES`.
    """

    meeting_id: str
    date: dt.date
    date_end: dt.date
    date_precision: str
    start_time: str
    end_time: str
    place: Place
    place_certainty: str
    kind: str
    status: str
    topics: tuple[Topic, ...]
    summary: str
    outcome: str
    conflict: str
    visitors: tuple[Visitor, ...]
    hosts: tuple[Host, ...]
    sources: tuple[Source, ...]
    publishers: int
    evidence: str

    @property
    def host_kind(self) -> str:
        """The kind of the principal host."""
        return self.hosts[0].kind if self.hosts else PUBLIC

    @property
    def is_held(self) -> bool:
        """Whether a source says that it took place."""
        return self.status == HELD

    @property
    def company_ids(self) -> tuple[str, ...]:
        """The ids of the visitors' companies, each once."""
        return tuple(dict.fromkeys(visitor.company.organization_id for visitor in self.visitors))


@dataclass(frozen=True, slots=True)
class Visit:
    """One leader's presence at a meeting, as a part of a trip."""

    meeting: Meeting
    visitor: Visitor
    trip_id: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Trip:
    """One journey of one leader: its visits in order, at least one."""

    trip_id: str
    title: str
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """Whether a leader's meetings of one year were looked for: `found`, `none-found` or `not-searched`, in which languages and when.

    `searched_on` is None where nobody noted it.
    """

    year: int
    state: str
    languages: tuple[str, ...]
    searched_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """A meeting that is no longer in the record: since when and why, on what page, and which one has its place, if any."""

    meeting_id: str
    date: dt.date
    what: str
    why: str
    url: str
    replaced_by: str


@dataclass(frozen=True, slots=True)
class Left:
    """A meeting that left the record: in which version, and which meeting has its place, if any."""

    meeting_id: str
    withdrawn: str
    replaced_by: str


@dataclass(frozen=True, slots=True)
class Update:
    """What a copy of the record lets go of: the meetings that left it since `since`, a version or a day, and `unmatched`, those
    that are in it, were added or changed, and are none that the filters let through.
    """

    since: str
    gone: tuple[Left, ...]
    unmatched: tuple[str, ...]
