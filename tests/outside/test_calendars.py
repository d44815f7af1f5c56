"""The calendar as two libraries read it, neither of which wrote it: icalendar's reader, and ical, which refuses what the RFC does."""

import datetime as dt

import pytest
from conftest import DATA
from ical.calendar_stream import IcsCalendarStream
from ical.exceptions import CalendarParseError
from icalendar import Calendar

from techvisits.export.formats import FORMATS
from techvisits.record.filters import Shown
from techvisits.record.load import load_record

RECORD = load_record(DATA)
CONTENT = FORMATS["ics"].build(Shown(RECORD.visits, RECORD.meetings), RECORD, "https://visits.example")


def day_of(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def test_icalendar_reads_every_event() -> None:
    calendar = Calendar.from_ical(CONTENT)
    assert calendar.errors == []
    events = {str(event["uid"]).removesuffix("@techvisits"): event for event in calendar.walk("VEVENT")}
    assert events.keys() == RECORD.by_id.keys()
    assert all(event.errors == [] for event in events.values())
    for meeting in RECORD.meetings:
        assert str(events[meeting.meeting_id]["description"]).startswith(meeting.summary)


def test_ical_reads_every_event() -> None:
    calendar = IcsCalendarStream.calendar_from_ics(CONTENT.decode())
    events = {str(event.uid).removesuffix("@techvisits"): event for event in calendar.events}
    assert events.keys() == RECORD.by_id.keys()
    for meeting in RECORD.meetings:
        event = events[meeting.meeting_id]
        assert abs(day_of(event.dtstart) - meeting.date) <= dt.timedelta(days=1)
        assert str(event.description).startswith(meeting.summary)
        assert str(event.url) == f"https://visits.example/?meeting={meeting.meeting_id}"


def test_ical_would_see_a_broken_event() -> None:
    with pytest.raises(CalendarParseError):
        IcsCalendarStream.calendar_from_ics(CONTENT.decode().replace("DTSTART;VALUE=DATE:", "DTSTART;VALUE=DATE:9", 1))
