"""The sections of a trip as HTML: its stops as a strip and as a list, and the stops beside an open meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from markupsafe import Markup

from techvisits.record.model import Meeting
from techvisits.record.trips import Stop, build_stops
from techvisits.text import parties, words
from techvisits.text.address import Change, to_open
from techvisits.text.outcome import follow_meetings
from techvisits.text.page import Page
from techvisits.text.paths import EXPLORE, with_query
from techvisits.text.sections import build_row, render, render_meeting

NEAR_DAYS: Final = timedelta(days=3)
MANY: Final = 1000
"""So many sources of a stop are shown at the most where there is room."""


@dataclass(frozen=True)
class StopMark:
    """A stop in the strip: its number in the colour and shape that it has on the map."""

    number: int
    slot: int
    shape: str
    host: str
    affiliation: str
    when: str
    is_on: bool
    change: Change


@dataclass(frozen=True)
class Near:
    """The stop before or after a meeting."""

    sign: str
    when: str
    host: str
    affiliation: str
    where: str
    change: Change


@dataclass(frozen=True)
class Neighbours:
    """The stops beside a meeting on one trip, and the change that shows the whole of it, if it is not open."""

    heading: str
    near: Sequence[Near]
    whole: Change | None


def render_stepper(page: Page) -> Markup:
    """The stops of the open trip in order, as a strip; nothing where a plain page has no room."""
    if page.is_short:
        return Markup("")
    return render("stepper.html", page, stops=[_mark(stop, page) for stop in page.stops])


def render_trip(page: Page) -> Markup:
    """The stops of the open trip as rows, each with its sources."""
    rows = []
    for stop in page.stops:
        row = build_row(stop.meeting, page)
        hosts = parties.list_markup(parties.hosts(stop.meeting, page.language, page.asked), page.language)
        rows.append(replace(row, day=f"{stop.number}\u2003{row.day}", sentence=hosts, is_quiet=False))
    followed = follow_meetings([stop.meeting for stop in page.stops], page)
    most = page.state.rows // 2 if page.is_plain else MANY
    return render("trip.html", page, rows=rows, followed=followed, is_brief=True, most=most)


def render_neighbours(meeting: Meeting, page: Page) -> Markup:
    """For each trip that the meeting is a stop of, the stops before and after it; and the way to who else was there then."""
    trips = [build_stops(page.record.trips[trip_id]) for trip_id in page.record.trips_of[meeting.meeting_id]]
    found = [_neighbours(stops, meeting, page) for stops in trips if len(stops) > 1]
    return render("neighbours.html", page, trips=found, town=_town_path(meeting, page))


def _town_path(meeting: Meeting, page: Page) -> str:
    """Where those are shown who were in town in the seven days round a meeting; empty where its day is not known."""
    if meeting.date_precision != "day" or not meeting.is_held:
        return ""
    days = [("from", str(meeting.date - NEAR_DAYS)), ("to", str(meeting.date + NEAR_DAYS))]
    return with_query(f"/{EXPLORE}/in-town", page.language.code, days)


def render_open(page: Page) -> Markup:
    """What is open: a meeting with the stops beside it, else the trip."""
    if not page.state.meeting:
        return render_trip(page)
    meeting = page.record.by_id[page.state.meeting]
    return render_meeting(meeting, page) + render_neighbours(meeting, page)


def chosen_stop(page: Page) -> int:
    """The number of the stop whose meeting is open, 0 for none."""
    return next((stop.number for stop in page.stops if stop.meeting.meeting_id == page.state.meeting), 0)


def step_words(page: Page, chosen: int) -> str:
    """`Stop 2 of 7 · day 2 of 3 · Seoul`, of none `7 stops · 3 days`; no days where the day of a stop is not known."""
    stops, language = page.stops, page.language
    dates = [stop.meeting.date for stop in stops]
    days = (max(dates) - min(dates)).days + 1
    if any(stop.meeting.date_precision != "day" for stop in stops):
        days = 0
    if not chosen:
        number = language.count("{n} stop", "{n} stops", len(stops))
        return " · ".join([number, *([language.count("{n} day", "{n} days", days)] if days else [])])
    meeting = stops[chosen - 1].meeting
    where = language.say("Stop {n} of {all}", n=chosen, all=len(stops))
    day = (meeting.date - min(dates)).days + 1
    when = language.say("day {day} of {days}", day=day, days=days) if days else ""
    return " · ".join(filter(None, [where, when, words.city(meeting, language)]))


def _mark(stop: Stop, page: Page) -> StopMark:
    meeting, language = stop.meeting, page.language
    day = language.short_date(meeting.date, meeting.date_precision)
    return StopMark(
        stop.number,
        page.colouring.slot_of(meeting),
        "full" if meeting.is_held else "open",
        parties.brief_host(meeting, language),
        parties.brief_affiliation(meeting, language),
        f"{day} · {words.city(meeting, language)}",
        meeting.meeting_id == page.state.meeting,
        to_open(meeting.meeting_id),
    )


def _neighbours(stops: Sequence[Stop], meeting: Meeting, page: Page) -> Neighbours:
    language, trip_id = page.language, stops[0].visit.trip_id
    number = next(stop.number for stop in stops if stop.meeting.meeting_id == meeting.meeting_id)
    who = parties.visitor_party(stops[0].visit.visitor, language).text(language)
    is_open = trip_id == page.state.trip
    return Neighbours(
        language.say("On this trip") if is_open else language.say("On this trip of {who}", who=who),
        [
            _near(sign, stops[other - 1].meeting, page)
            for sign, other in (("←", number - 1), ("→", number + 1))
            if 1 <= other <= len(stops)
        ],
        None if is_open else Change({"trip": (trip_id,)}),
    )


def _near(sign: str, meeting: Meeting, page: Page) -> Near:
    language = page.language
    return Near(
        sign,
        language.short_date(meeting.date, meeting.date_precision),
        parties.brief_host(meeting, language),
        parties.brief_affiliation(meeting, language),
        words.city(meeting, language),
        to_open(meeting.meeting_id),
    )
