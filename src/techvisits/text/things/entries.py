"""The plain page of a meeting: what stands in it, from the templates of the dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from techvisits.record.filters import Filters, apply
from techvisits.record.model import Meeting
from techvisits.text import parties, words
from techvisits.text.address import Change
from techvisits.text.page import Page
from techvisits.text.sections import Row, build_row, render, tell
from techvisits.text.things import journeys

SHARE: Final = 6
"""So many times fewer rows than of a list stand beside a meeting."""


@dataclass(frozen=True)
class Others:
    """Other meetings beside one: what they share, the nearest in time, and the change that shows all where there are more."""

    heading: str
    rows: Sequence[Row]
    all: str
    change: Change


def title_of(meeting: Meeting, page: Page) -> str:
    """`Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister`."""
    return str(parties.sentence(meeting, page.language).striptags())


def open_trip(page: Page, meeting: Meeting) -> Page:
    """The page with the longest trip open that the meeting is a stop of, and the meeting itself."""
    trips = page.record.trips_of[meeting.meeting_id]
    longest = max(trips, key=lambda trip_id: len(page.record.trips[trip_id].visits))
    return replace(page, state=replace(page.state, trip=longest, meeting=meeting.meeting_id))


def render_entry(meeting: Meeting, page: Page, picture: Markup, extras: Sequence[Markup]) -> Markup:
    """All that is known of a meeting, the stops beside it, and other meetings there and with its host.

    `picture` is the map of its trip; `extras` are sections that stand at its foot.
    """
    journey = open_trip(page, meeting)
    return render(
        "plain_meeting.html",
        page,
        **tell(meeting, page),
        picture=picture,
        way=journeys.step_words(journey, 0),
        stepper=journeys.render_stepper(journey) if len(journey.stops) > 1 else Markup(""),
        neighbours=journeys.render_neighbours(meeting, page),
        others=_list_others(meeting, page),
        extras=extras,
    )


def dated(meeting: Meeting, page: Page) -> Row:
    """The row of a meeting that stands for itself, with its year."""
    return replace(build_row(meeting, page), day=page.language.date(meeting.date, meeting.date_precision))


def _list_others(meeting: Meeting, page: Page) -> list[Others]:
    """The meetings at the same place, unless that is only a city, and more with the same principal host."""
    found, told, place = [], {meeting}, meeting.place
    asked = []
    if not place.is_vague:
        heading = page.language.say("Also there: {place}", place=words.place(meeting, page.language))
        asked.append((heading, "place", place.place_id))
    if meeting.hosts:
        heading = page.language.say("Also received by {who}", who=page.language.name(meeting.hosts[0].name))
        asked.append((heading, "host", meeting.hosts[0].host_id))
    for heading, key, identifier in asked:
        meetings = apply(Filters().asking(key, (identifier,)), page.record).meetings
        if others := [other for other in meetings if other not in told]:
            nearest = _nearest(meeting, others, page.state.rows // SHARE)
            told.update(nearest)
            total = page.language.count("All {n} meeting", "All {n} meetings", len(meetings))
            rows = [dated(other, page) for other in nearest]
            found.append(Others(heading, rows, total, Change({key: (identifier,)})))
    return found


def _nearest(meeting: Meeting, others: Sequence[Meeting], most: int) -> list[Meeting]:
    """The nearest in time, newest first."""
    nearest = sorted(others, key=lambda other: abs((other.date - meeting.date).days))[:most]
    return sorted(nearest, key=lambda other: other.date, reverse=True)
