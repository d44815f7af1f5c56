"""Rules of what stands behind the years: terms and events are whole periods, and one governs at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from techvisits.package.descriptor import Row
from techvisits.package.errors import Finding
from techvisits.package.tables import DataPackage


def period_ordered(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A term or an event began in the past and does not end before it began."""
    for table in ("terms", "events"):
        for line, row in package.numbered(table):
            if row["from"] > today.isoformat() or (row["to"] and row["to"] < row["from"]):
                what = f"{row['from']} to {row['to'] or 'now'} is no period that has begun"
                yield package.finding((table, line, "from"), what, "correct one of the days", "period-ordered")


def term_alone(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Of two that hold an office, or act in it, one begins on the last day of the other or later."""
    before: dict[tuple[str, str, str], Row] = {}
    for line, row in sorted(package.numbered("terms"), key=lambda numbered: numbered[1]["from"]):
        key = (row["country_code"], row["office"], row["acting"])
        earlier = before.get(key)
        if earlier and (not earlier["to"] or row["from"] < earlier["to"]):
            what = f"{earlier['name']} is there until {earlier['to'] or 'now'}"
            yield package.finding(("terms", line, "from"), what, "correct one of the days", "term-alone")
        before[key] = row


def event_placed(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """An event's place is a country's code or a city of the record."""
    cities = {row["place_id"] for row in package.rows["places"] if row["kind"] == "city"}
    for line, row in package.numbered("events"):
        if not row["place"].isupper() and row["place"] not in cities:
            what, remedy = f"{row['place']} is no city in places.csv", "write a city's id or a country's code"
            yield package.finding(("events", line, "place"), what, remedy, "event-placed")
