"""What a picture or a file says of itself where it stands alone: its title, and where, when and from whose data it was made."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from techvisits.text import parties, words
from techvisits.text.address import write_query
from techvisits.text.asked import list_asked
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, TRIPS, path_of

NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def route_page(page: Page) -> Page:
    """The page with the trip open that an open meeting is a stop of."""
    state = page.state
    if not state.meeting or state.trip:
        return page
    trips = page.record.trips_of[state.meeting]
    return replace(page, state=replace(state, trip=trips[0])) if trips else page


def title_of(page: Page) -> str:
    """Who met whom where a meeting is open, else the headline."""
    if not page.state.meeting:
        return page.headline.title
    meeting = page.record.by_id[page.state.meeting]
    return str(parties.sentence(meeting, page.language, page.asked).striptags())


def standfirst_of(page: Page) -> str:
    """Day, place and evidence where a meeting is open, else what was asked for and what stands under the headline."""
    if not page.state.meeting:
        return " — ".join(filter(None, [*asked_of(page), page.headline.standfirst]))
    meeting, language = page.record.by_id[page.state.meeting], page.language
    day = language.long_date(meeting.date, meeting.date_precision)
    return " · ".join([day, words.where(meeting, language), words.evidence(meeting, language)])


def asked_of(page: Page) -> list[str]:
    """What the filters ask for in one piece, as far as the title does not tell; empty with a trip open."""
    words_of = [asked.words for asked in list_asked(page) if asked.words not in page.headline.title]
    return [" · ".join(words_of)] if words_of and not page.stops else []


def path_of_view(page: Page) -> str:
    """The root-relative address of the page of what is open, else that of the dashboard with its filters."""
    state = page.state
    if state.meeting:
        return path_of(MEETINGS, state.meeting, state.language)
    if state.trip:
        return path_of(TRIPS, state.trip, state.language)
    return f"/{query_of(page)}"


def query_of(page: Page) -> str:
    """The query of the page with its question mark; empty where it asks for nothing."""
    query = write_query(page.state)
    return f"{'?' * bool(query)}{query}"


def credit_lines(page: Page, base: str, day: dt.date, credit: str) -> list[str]:
    """Which data it shows, where that is found and when it was; then its licence, and whose data the map is made of."""
    say = page.language.say
    return [
        say(
            "Tech Visits, data {version}, {address}, retrieved {day}.",
            version=page.record.version,
            address=base + path_of_view(page),
            day=page.language.date(day),
        ),
        say("Data: CC BY 4.0. Map: {credit}", credit=credit),
    ]


def name_file(page: Page, ending: str) -> str:
    """`tech-visits-jensen-huang.svg`: what the view is saved as."""
    state = page.state
    asked = [state.meeting or state.trip] if state.meeting or state.trip else state.filters.names
    return (
        "-".join(filter(None, ["tech-visits", NOT_IN_NAMES.sub("-", "-".join(asked)).strip("-")[:60]])) + f".{ending}"
    )
