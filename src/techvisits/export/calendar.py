"""The record given away as a calendar."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from techvisits.record.filters import Shown

CALENDAR_STATUS: Final = {"held": "CONFIRMED", "cancelled": "CANCELLED"}
UTC_OFFSET: Final = dt.timedelta(hours=9)  # Japan and Korea alike, all year


def build_ics(shown: Shown, *, stamp: dt.datetime, base_url: str = "") -> bytes:
    """An iCalendar (RFC 5545) of the meetings, made at `stamp` (UTC); a meeting without a known day fills its month."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tech Visits//techvisits//EN", "X-WR-CALNAME:Tech Visits"]
    for row in shown.meetings.itertuples():
        lines += ["BEGIN:VEVENT", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}", *_event(row, base_url), "END:VEVENT"]
    return "".join(fold_line(line) for line in [*lines, "END:VCALENDAR"]).encode("utf-8")


def fold_line(line: str) -> str:
    """The content line with its CRLF, broken so that no physical line has more than 75 octets."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode("utf-8"))
        if size + width > 75:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces) + "\r\n"


def _event(row: Any, base_url: str) -> Iterator[str]:
    yield f"UID:{row.Index}@techvisits"
    yield from _event_times(row)
    yield f"SUMMARY:{_escape(', '.join(row.leaders))}: {_escape(', '.join(row.hosts))}"
    unknown_day = ["Only the month is known."] if row.date_precision == "month" else []
    yield "DESCRIPTION:" + _escape("\n".join(filter(None, [row.summary, row.outcome, *unknown_day, *row.urls])))
    yield "LOCATION:" + _escape(", ".join(dict.fromkeys(filter(None, [row.place, row.address or row.city]))))
    if not (pd.isna(row.latitude) or pd.isna(row.longitude)):
        yield f"GEO:{row.latitude:.5f};{row.longitude:.5f}"
    if row.topic_ids:
        yield "CATEGORIES:" + ",".join(map(_escape, row.topic_ids))
    if base_url:
        yield f"URL:{base_url.rstrip('/')}/meetings/{row.Index}"
    yield f"STATUS:{CALENDAR_STATUS.get(row.status, 'TENTATIVE')}"
    yield "TRANSP:TRANSPARENT"


def _event_times(row: Any) -> Iterator[str]:
    if not row.start_time or row.date_precision == "month":
        yield f"DTSTART;VALUE=DATE:{row.date:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{row.date_end + dt.timedelta(days=1):%Y%m%d}"
        return
    for name, time in (("DTSTART", row.start_time), ("DTEND", row.end_time)):
        if time:
            moment = dt.datetime.combine(row.date.date(), dt.time.fromisoformat(time)) - UTC_OFFSET
            yield f"{name}:{moment:%Y%m%dT%H%M%SZ}"


def _escape(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")
