"""The trip a new visit belongs to, and its place in the order of that trip."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final

from techvisits.curate.add.draft import Draft, Where
from techvisits.curate.add.names import build_short
from techvisits.package.descriptor import Row

SAME_TRIP: Final = dt.timedelta(days=7)
MONTH_OF_TRIP: Final = re.compile(r"-[0-9]{4}-[0-9]{2}(-[0-9]+)?$")


def choose_trip(draft: Draft, visit: Row, meeting: Row, where: Where) -> str:
    """The leader's trip of those days, within a week of its visits, or a new one; empty, with a finding, where two fit."""
    person = visit["person_id"]
    described = [row for row in draft.changed.get("trips", ()) if row["person_id"] == person]
    near = described or _trips_near(draft, person, meeting)
    if len(near) > 1:
        what = f"{person} has the trips {' and '.join(row['trip_id'] for row in near)} within a week"
        draft.fault(where, what, "name the one it belongs to")
        return ""
    if near:
        return near[0]["trip_id"]
    trip_id = build_trip_id(draft, person, meeting["date"])
    draft.add("trips", Row(trip_id=trip_id, person_id=person, title=_build_title(draft, meeting)))
    return trip_id


def build_trip_id(draft: Draft, person: str, date: str) -> str:
    """Family name and month, as in the leader's other trips: `zuckerberg-2024-02`, a second one `zuckerberg-2024-02-2`."""
    stem = f"{build_stem(draft, person)}-{date[:7]}"
    number, trip_id = 1, stem
    while trip_id in draft.names["trips"].rows:
        number += 1
        trip_id = f"{stem}-{number}"
    return trip_id


def build_stem(draft: Draft, person: str) -> str:
    """The word for a leader in the ids of trips and meetings: as in the trips so far, else by the name."""
    for row in draft.rows["trips"]:
        if row["person_id"] == person and MONTH_OF_TRIP.search(row["trip_id"]):
            return MONTH_OF_TRIP.sub("", row["trip_id"])
    return build_short(draft.names["people"].rows[person])


def place_in_trip(draft: Draft, visit: Row, meeting: Row) -> None:
    """Give the visit its sequence: the one asked for, else after the visits up to its day; later ones move up if need be."""
    dates = {row["meeting_id"]: row["date"] for row in draft.rows["meetings"]}
    others = [row for row in draft.rows["visits"] if row["trip_id"] == visit["trip_id"]]
    before = [int(row["sequence"]) for row in others if dates.get(row["meeting_id"], "") <= meeting["date"]]
    wanted = int(visit["sequence"] or max(before, default=0) + 1)
    if not visit["sequence"] and others and not before:
        wanted = max(1, min(int(row["sequence"]) for row in others) - 1)
    if any(row["sequence"] == str(wanted) for row in others):
        for row in others:
            if int(row["sequence"]) >= wanted:
                draft.change("visits", row, sequence=str(int(row["sequence"]) + 1))
    visit["sequence"] = str(wanted)


def _trips_near(draft: Draft, person: str, meeting: Row) -> list[Row]:
    first, last = _span(meeting)
    dates = {row["meeting_id"]: _span(row) for row in draft.package.rows["meetings"]}
    near = {
        row["trip_id"] for row in draft.package.rows["visits"]
        if row["person_id"] == person and row["meeting_id"] in dates
        and dates[row["meeting_id"]][0] - SAME_TRIP <= last and first <= dates[row["meeting_id"]][1] + SAME_TRIP
    }  # fmt: skip
    return [row for row in draft.rows["trips"] if row["trip_id"] in near]


def _span(meeting: Row) -> tuple[dt.date, dt.date]:
    first = dt.date.fromisoformat(meeting["date"])
    days = calendar.monthrange(first.year, first.month)[1]
    return first, first.replace(day=days) if meeting["date_precision"] == "month" else first


def _build_title(draft: Draft, meeting: Row) -> str:
    places = draft.names["places"].rows
    place = places[meeting["place_id"]]
    city = places.get(place["city"], place)
    month = dt.date.fromisoformat(meeting["date"])
    return f"{city['name']}, {calendar.month_name[month.month]} {month.year}"
