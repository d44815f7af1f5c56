"""The record given away as a calendar."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from icalendar import Calendar, Event, vDuration, vGeo

from techvisits.record.filters import Shown
from techvisits.record.history import CHANGED, Change, History
from techvisits.record.model import Meeting

TITLE: Final = "Tech Visits"
DAY: Final = dt.timedelta(days=1)
NEW: Final = History()
CALENDAR_STATUS: Final = {"held": "CONFIRMED", "cancelled": "CANCELLED"}
CONTROL: Final = re.compile(r"[^\t\n\x20-\x7e\x80-\U0010ffff]")
TOKYO_AND_SEOUL: Final = dt.timezone(dt.timedelta(hours=9))  # Japan and Korea alike, all year


def build_ics(shown: Shown, *, stamp: dt.datetime, base_url: str = "", history: History = NEW) -> bytes:
    """An iCalendar (RFC 5545) of the meetings, made at `stamp` (UTC); a meeting without a known day fills its month.

    With `base_url`, the dashboard's own address, each event links to its meeting there. By `history` an event says when it was
    last changed and how often; who subscribes is asked to look once a day (RFC 7986).
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Tech Visits//techvisits//EN")
    calendar.add("x-wr-calname", TITLE)
    calendar.add("name", TITLE)
    calendar.add("refresh-interval", DAY, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(DAY))
    if base_url:
        calendar.add("url", f"{base_url.rstrip('/')}/")
    for meeting in shown.meetings:
        event = _event(meeting, stamp, base_url)
        _add_changes(event, history.of_meeting.get(meeting.meeting_id, ()), history)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, stamp: dt.datetime, base_url: str) -> Event:
    event, place = Event(), meeting.place
    leaders = ", ".join(visitor.leader.name.english for visitor in meeting.visitors)
    unknown_day = ["Only the month is known."] if meeting.date_precision == "month" else []
    texts = [meeting.summary, meeting.outcome, *unknown_day, *(source.url for source in meeting.sources)]
    where = [place.name.english, place.address or place.city.english]
    event.add("uid", f"{meeting.meeting_id}@techvisits")
    event.add("dtstamp", stamp)
    for name, moment in _times(meeting).items():
        event.add(name, moment)
    event.add("summary", _clean(f"{leaders}: {', '.join(host.name.english for host in meeting.hosts)}"))
    event.add("description", _clean("\n".join(filter(None, texts))))
    event.add("location", _clean(", ".join(dict.fromkeys(filter(None, where)))))
    if place.position:
        event.add("geo", vGeo(place.position))
    if meeting.topics:
        event.add("categories", [topic.topic_id for topic in meeting.topics])
    if base_url:
        event.add("url", f"{base_url.rstrip('/')}/?{urlencode({'meeting': meeting.meeting_id})}")
    event.add("status", CALENDAR_STATUS.get(meeting.status, "TENTATIVE"))
    event.add("transp", "TRANSPARENT")
    return event


def _clean(text: str) -> str:
    """The text without what a calendar cannot hold (RFC 5545, 3.1)."""
    return CONTROL.sub("", text)


def _add_changes(event: Event, changes: Sequence[Change], history: History) -> None:
    """Say of an event how often it was changed, and on what day it last was."""
    days = [day for change in changes if (day := history.day_of(change))]
    event.add("sequence", sum(change.kind == CHANGED for change in changes))
    if days:
        event.add("last-modified", dt.datetime.combine(max(days), dt.time(), dt.UTC))


def _times(meeting: Meeting) -> dict[str, dt.date]:
    """Start and end, in UTC where the hour is known; an end without an hour of its own is left out."""
    if not meeting.start_time or meeting.date_precision == "month":
        return {"dtstart": meeting.date, "dtend": meeting.date_end + dt.timedelta(days=1)}
    times = {"dtstart": meeting.start_time, "dtend": meeting.end_time}
    return {
        name: dt.datetime.combine(meeting.date, dt.time.fromisoformat(time), TOKYO_AND_SEOUL).astimezone(dt.UTC)
        for name, time in times.items()
        if time
    }
