"""A view as one file that works offline: maps, list, sources and citation, with everything that they need in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from markupsafe import Markup

from techvisits.drawing import dress, maps, style
from techvisits.record.model import Meeting
from techvisits.text import legend, origin, sections
from techvisits.text.address import Change
from techvisits.text.asked import list_asked
from techvisits.text.page import Page

LIST: Final = "#list"


@dataclass(frozen=True)
class Entry:
    """A meeting in the list of the file, with the places and trips that a map finds it by, and all its facts."""

    id: str
    day: str
    slot: int
    status: str
    sentence: Markup
    where: str
    place: str
    trips: str
    facts: Markup
    is_open: bool


def build_file(page: Page, credits: Sequence[str]) -> str:
    """The file as HTML; `credits` are the lines that say where it is from and whose data it shows."""
    meetings = _list_meetings(page)
    years = groupby(meetings, key=lambda meeting: meeting.date.year)
    return sections.render(
        "offline.html",
        page,
        title=origin.title_of(page),
        standfirst=origin.standfirst_of(page),
        asked=list_asked(page),
        maps=maps.draw_small_map(page, href=_anchor),
        keys=maps.draw_small_keys(page),
        numbers=legend.number_words(origin.route_page(page)),
        years=[(year, [_build_entry(meeting, page) for meeting in group]) for year, group in years],
        rows=meetings,
        credits=credits,
        sheet=Markup(dress.build_offline_sheet()),
        script=Markup(style.read_filter_script()),
    )


def _list_meetings(page: Page) -> Sequence[Meeting]:
    """The one that is open, those of the open trip in their order, or all that the filters let through."""
    if page.state.meeting:
        return [page.record.by_id[page.state.meeting]]
    return page.seen.meetings


def _build_entry(meeting: Meeting, page: Page) -> Entry:
    row = sections.build_row(meeting, page)
    return Entry(
        meeting.meeting_id,
        row.day,
        row.slot,
        meeting.status,
        row.sentence,
        " · ".join(filter(None, [row.status, row.where, row.topic])),
        meeting.place.place_id,
        " ".join(page.record.trips_of[meeting.meeting_id]),
        sections.render("offline_meeting.html", page, **(sections.tell(meeting, page) | {"title": ""})),
        meeting.meeting_id == page.state.meeting,
    )


def _anchor(change: Change) -> str:
    """Where in the file what a click asks for is: the meeting, else the list."""
    meeting = change.put.get("meeting", ())
    return f"#{meeting[0]}" if meeting and meeting[0] else LIST
