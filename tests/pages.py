"""What tests of pages and pictures share: pages of the small package, meetings made up out of its own, and HTML as read."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import parse_qs

from conftest import FIXTURE

from techvisits.record.geo import Position
from techvisits.record.model import Host, Meeting, Name, Organization, Person, Place, Trip, Visit, Visitor
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.text.address import read
from techvisits.text.page import Page

SMALL = load_record(FIXTURE)
ZUCKERBERG = "zuckerberg-2024-02"
KISHIDA = "2024-02-27-zuckerberg-kishida"


def page_of(query: str = "", record: Record = SMALL) -> Page:
    """The page of an address that the record fully understands."""
    state, problems = read(parse_qs(query, keep_blank_values=True), record)
    assert problems == []
    return Page(state, record)


def like(meeting_id: str, /, **changes: object) -> Meeting:
    """A meeting of the small package with some of its values changed."""
    return replace(SMALL.by_id[meeting_id], **changes)  # type: ignore[arg-type]


def record_of(meetings: Sequence[Meeting], trips: str | Mapping[str, str] = "") -> Record:
    """The small record with these meetings alone, newest first.

    `trips` is the one trip of all visits or that of each meeting by its id; without it each visit is a trip of its own.
    """
    ordered = sorted(meetings, key=lambda meeting: (meeting.date, meeting.meeting_id), reverse=True)
    visits = [
        Visit(meeting, visitor, _trip_of(meeting, number, trips), len(ordered) - place)
        for place, meeting in enumerate(ordered)
        for number, visitor in enumerate(meeting.visitors)
    ]
    return replace(
        SMALL,
        meetings=tuple(ordered),
        visits=tuple(visits),
        trips={
            trip_id: Trip(trip_id, trip_id, tuple(v for v in visits[::-1] if v.trip_id == trip_id))
            for trip_id in dict.fromkeys(visit.trip_id for visit in visits)
        },
        places=SMALL.places | {meeting.place.place_id: meeting.place for meeting in meetings},
    )


def _trip_of(meeting: Meeting, number: int, trips: str | Mapping[str, str]) -> str:
    if isinstance(trips, str):
        return trips or f"{meeting.meeting_id}-{number}"
    return trips[meeting.meeting_id]


def place_at(place_id: str, position: Position | None, /, **changes: object) -> Place:
    """A venue in Seoul, or another place with some of its values given."""
    values: dict[str, object] = {"place_id": place_id, "name": Name(place_id), "position": position, **changes}
    return replace(SMALL.places["lg-twin-towers"], **values)  # type: ignore[arg-type]


def visitor(name: str, company: str = "Meta") -> Visitor:
    """A leader of a company, both with ids out of their names."""
    return Visitor(Person(slug(name), Name(name)), Organization(slug(company), Name(company), "company", "US"), "CEO")


def host(name: str, organization: str, role: str = "", kind: str = "company") -> Host:
    """A person for an organization or, without a name, the organization alone."""
    person = Person(slug(name), Name(name)) if name else None
    return Host(person, Organization(slug(organization), Name(organization), kind, "KR"), role)


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


class Html(HTMLParser):
    """What a browser would make of a piece of HTML: tags with attributes, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        """All text, with single spaces."""
        return " ".join("".join(self.texts).split())

    @property
    def links(self) -> list[str]:
        """Where its links lead, in order."""
        return [str(attributes.get("href")) for tag, attributes in self.tags if tag == "a"]

    @property
    def changes(self) -> list[str]:
        """What its links ask of the page that is open."""
        return [str(attributes["data-go"]) for tag, attributes in self.tags if "data-go" in attributes]

    def classed(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of each tag that has a class."""
        return [attributes for _, attributes in self.tags if name in (attributes.get("class") or "").split()]
