"""What each plain page says of itself: title, description, address, the same in the dashboard and as files, JSON-LD."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from techvisits.record.filters import Shown, apply, to_query
from techvisits.record.model import Meeting, Organization, Person, Place
from techvisits.text import entries, linked, profiles, venues
from techvisits.text.listing import Listing
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, ORGANIZATIONS, PEOPLE, PLACES, TRIPS, path_of
from techvisits.text.plain import File, Head, Pairs

FORMATS: Final = {
    "CSV": ("csv", "text/csv"),
    "JSON": ("json", "application/json"),
    "GeoJSON": ("geojson", "application/geo+json"),
    "iCalendar": ("ics", "text/calendar"),
    "Parquet": ("parquet", "application/vnd.apache.parquet"),
}
LONGEST: Final = 300


def list_files(query: Pairs) -> list[File]:
    """The meetings that a query asks for as files, and the feed of what is new about them."""
    asked = f"{'?' * bool(query)}{urlencode(query)}"
    files = [File(name, f"/api/meetings.{ending}{asked}", kind) for name, (ending, kind) in FORMATS.items()]
    return [*files, File("Atom", f"/feed.atom{asked}", "application/atom+xml")]


def head_meeting(meeting: Meeting, page: Page, base: str) -> Head:
    """Of a meeting."""
    title, asked = entries.title_of(meeting, page), [("meeting", meeting.meeting_id)]
    return Head(
        title=page.language.commas([title, page.language.date(meeting.date, meeting.date_precision)]),
        description=meeting.summary,
        path=path_of(MEETINGS, meeting.meeting_id),
        preview=asked,
        dashboard=asked,
        linked=[linked.describe_meeting(meeting, title, base)],
        files=list_files(asked) if asked else (),
    )


def head_trip(page: Page, base: str) -> Head:
    """Of the open trip."""
    asked = [("trip", page.state.trip)]
    return Head(
        title=page.headline.title,
        description=_cut(page.headline.standfirst),
        path=path_of(TRIPS, page.state.trip),
        preview=asked,
        dashboard=asked,
        linked=[linked.describe_trip(page.record.trips[page.state.trip], page.headline.title, base)],
        files=list_files(asked) if asked else (),
    )


def head_person(person: Person, page: Page, base: str) -> Head:
    """Of a person."""
    visited, hosted = (profiles.meetings_of(key, person.person_id, page) for key in ("leader", "host"))
    asked = _ask("leader", visited, hosted, person.person_id)
    post = profiles.list_posts(person.person_id, visited, hosted, page)[:1]
    return Head(
        title=page.language.name(person.name),
        description=profiles.sum_up(visited, hosted, page),
        path=path_of(PEOPLE, person.person_id),
        preview=asked,
        dashboard=asked,
        linked=[linked.describe_person(person, (post[0].holder.role, post[0].organization) if post else None, base)],
        files=list_files(asked) if asked else (),
    )


def head_organization(organization: Organization, page: Page, base: str) -> Head:
    """Of an organization."""
    identifier = organization.organization_id
    visited, hosted = (profiles.meetings_of(key, identifier, page) for key in ("company", "host"))
    asked = _ask("company", visited, hosted, identifier)
    return Head(
        title=page.language.name(organization.name),
        description=profiles.sum_up(visited, hosted, page),
        path=path_of(ORGANIZATIONS, identifier),
        preview=asked,
        dashboard=asked,
        linked=[linked.describe_organization(organization, base)],
        files=list_files(asked) if asked else (),
    )


def head_place(place: Place, page: Page, base: str) -> Head:
    """Of a place; `page` asks for it."""
    asked = to_query(page.state.filters) if page.shown.meetings else []
    kind = venues.kind_words(place, page)
    return Head(
        title=page.language.commas([page.language.name(place.name), kind]),
        description=venues.sum_up_place(apply(page.state.filters, page.record), page),
        path=path_of(PLACES, place.place_id),
        preview=asked,
        dashboard=asked,
        linked=[linked.describe_place(place, base)],
        files=list_files(asked) if asked else (),
    )


def head_list(listing: Listing, base: str) -> Head:
    """Of a part of the list: only the whole list, and that of one thing, is for search engines."""
    page = listing.page
    asked = to_query(page.state.filters)
    files, headline = list_files(asked), page.headline
    is_wanted = not listing.problems and len(asked) <= 1 and not page.state.filters.q
    return Head(
        title=headline.title,
        description=headline.standfirst or headline.title,
        path=path_of(MEETINGS),
        query=listing.query,
        preview=asked,
        dashboard=asked,
        linked=[linked.describe_list(page.shown, page.record, (headline.title, headline.standfirst), files, base)],
        files=files,
        robots="" if is_wanted else "noindex, follow",
    )


def _ask(key: str, visited: Shown, hosted: Shown, identifier: str) -> list[tuple[str, str]]:
    """The filter for the visits of somebody or, where there are none, for what they hosted; nothing where there is nothing."""
    if visited.meetings:
        return [(key, identifier)]
    return [("host", identifier)] if hosted.meetings else []


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
