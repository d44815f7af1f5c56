"""What is told to machines: meetings, people, organizations, places and the record as schema.org has them (JSON-LD)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from techvisits.record.filters import Shown
from techvisits.record.model import GOVERNMENT, Host, Meeting, Name, Organization, Person, Place, Trip
from techvisits.record.record import Record
from techvisits.text.paths import MEETINGS, ORGANIZATIONS, PEOPLE, PLACES, TRIPS
from techvisits.text.plain import File, Linked

SCHEMA: Final = "https://schema.org"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
MOST_ITEMS: Final = 10
OFFSET: Final = "+09:00"
"""Japan and Korea have one time, and no summer time."""
STATUSES: Final = {"cancelled": f"{SCHEMA}/EventCancelled"}
TYPES: Final = {
    GOVERNMENT: "GovernmentOrganization",
    "university": "CollegeOrUniversity",
    "media": "NewsMediaOrganization",
    "company": "Corporation",
}


def describe_meeting(meeting: Meeting, name: str, base: str) -> Linked:
    """The meeting as an Event: when, where, who, whether it took place, and the pages that tell of it."""
    start, end = _times(meeting)
    return _without_empty(
        {
            "@context": SCHEMA,
            "@type": "Event",
            "url": _address(base, MEETINGS, meeting.meeting_id),
            "name": name,
            "description": meeting.summary,
            "startDate": start,
            "endDate": end,
            "eventStatus": STATUSES.get(meeting.status, f"{SCHEMA}/EventScheduled"),
            "location": _place(meeting.place, base),
            "attendee": [_person(visitor.leader, base, visitor.role, visitor.company) for visitor in meeting.visitors],
            "organizer": [_host(host, base) for host in meeting.hosts],
            "about": [topic.labels["en"] for topic in meeting.topics],
            "subjectOf": [{"@type": "CreativeWork", "url": source.url} for source in meeting.sources],
        }
    )


def describe_trip(trip: Trip, name: str, base: str) -> Linked:
    """The trip as a Trip with its meetings in order."""
    stops = [
        {"@type": "ListItem", "position": number, "url": _address(base, MEETINGS, visit.meeting.meeting_id)}
        for number, visit in enumerate(trip.visits, 1)
    ]
    first, last = trip.visits[0], trip.visits[-1]
    return {
        "@context": SCHEMA,
        "@type": "Trip",
        "url": _address(base, TRIPS, trip.trip_id),
        "name": name,
        "departureTime": _day(first.meeting),
        "arrivalTime": _day(last.meeting),
        "provider": _person(first.visitor.leader, base, first.visitor.role, first.visitor.company),
        "itinerary": {"@type": "ItemList", "numberOfItems": len(stops), "itemListElement": stops},
    }


def describe_person(person: Person, post: tuple[str, Organization] | None, base: str) -> Linked:
    """The person, with the latest role and its organization."""
    role, organization = post or ("", None)
    return {
        "@context": SCHEMA,
        "url": _address(base, PEOPLE, person.person_id),
        **_person(person, base, role, organization),
        **_names(person.name),
    }


def describe_organization(organization: Organization, base: str) -> Linked:
    """The organization under all names."""
    country = {"@type": "PostalAddress", "addressCountry": organization.country_code}
    values = {"@context": SCHEMA, **_organization(organization, base), **_names(organization.name)}
    return {
        **values,
        "url": _address(base, ORGANIZATIONS, organization.organization_id),
        **({"address": country} if organization.country_code else {}),
    }


def describe_place(place: Place, base: str) -> Linked:
    """The place, with its position where that is known."""
    return {"@context": SCHEMA, "url": _address(base, PLACES, place.place_id), **_place(place, base)}


def describe_list(shown: Shown, record: Record, name: tuple[str, str], files: Sequence[File], base: str) -> Linked:
    """What is listed as a Dataset; `name` is its name and a description, `files` are where it is to be had."""
    first, last = record.span
    meetings = shown.meetings
    days = (min(m.date for m in meetings), max(m.date_end for m in meetings)) if meetings else (first, last)
    return {
        "@context": SCHEMA,
        "@type": "Dataset",
        "name": f"Tech Visits: {name[0]}",
        "description": name[1],
        "url": f"{base}/{MEETINGS}",
        "version": record.version,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "Tech Visits", "url": f"{base}/"},
        "keywords": [topic.labels["en"] for topic in record.topics.values()],
        "temporalCoverage": f"{days[0]}/{days[1]}",
        "spatialCoverage": ["Tokyo", "Seoul"],
        "size": f"{len(meetings)} meetings",
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": file.media_type, "contentUrl": base + file.href}
            for file in files
        ],
    }


def describe_index(name: str, pages: Sequence[tuple[str, str]], of: tuple[str, int], base: str) -> Linked:
    """An index as an ItemList: the first of its pages, each as kind and id; `of` is the kind of the index and the length of all."""
    kind, number = of
    items = [
        {"@type": "ListItem", "position": n, "url": _address(base, *each)}
        for n, each in enumerate(pages[:MOST_ITEMS], 1)
    ]
    values = {"@type": "ItemList", "name": name, "numberOfItems": number, "itemListElement": items}
    return {"@context": SCHEMA, "url": f"{base}/{kind}", **values}


def _times(meeting: Meeting) -> tuple[str, str]:
    """Start and end, each as far as it is known."""
    day = _day(meeting)
    if not meeting.start_time:
        return day, day
    end = f"{day}T{meeting.end_time}{OFFSET}" if meeting.end_time else day
    return f"{day}T{meeting.start_time}{OFFSET}", end


def _day(meeting: Meeting) -> str:
    return meeting.date.isoformat()[: 7 if meeting.date_precision == "month" else 10]


def _host(host: Host, base: str) -> Linked:
    if host.person:
        return _person(host.person, base, host.role, host.organization)
    return _organization(host.organization, base)


def _person(person: Person, base: str, role: str = "", organization: Organization | None = None) -> Linked:
    values = {"@type": "Person", "@id": _address(base, PEOPLE, person.person_id), "name": person.name.english}
    return _without_empty(
        {**values, "jobTitle": role, "worksFor": _organization(organization, base) if organization else ""}
    )


def _organization(organization: Organization, base: str) -> Linked:
    address = _address(base, ORGANIZATIONS, organization.organization_id)
    kind = TYPES.get(organization.kind, "Organization")
    return {"@type": kind, "@id": address, "name": organization.name.english}


def _place(place: Place, base: str) -> Linked:
    postal = {
        "@type": "PostalAddress",
        "streetAddress": place.address,
        "addressLocality": place.city.english,
        "addressCountry": place.country_code,
    }
    position = place.position
    geo = {"@type": "GeoCoordinates", "latitude": position[0], "longitude": position[1]} if position else ""
    values = {"@type": "Place", "@id": _address(base, PLACES, place.place_id), **_names(place.name)}
    return _without_empty({**values, "address": _without_empty(postal), "geo": geo})


def _names(name: Name) -> Linked:
    return _without_empty({"name": name.english, "alternateName": [*name.forms]})


def _address(base: str, kind: str, identifier: str) -> str:
    return f"{base}/{kind}/{quote(identifier)}"


def _without_empty(values: Linked) -> Linked:
    return {key: value for key, value in values.items() if value not in ("", [], None)}
