"""Rules of former names: whole periods that do not overlap, each with a meeting in it, and none that is the name of today."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from techvisits.package.descriptor import Row
from techvisits.package.errors import Finding
from techvisits.package.tables import DataPackage


def name_periods(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A former name ends after it began and in the past, and not before the next one of that organization begins."""
    before: dict[str, Row] = {}
    for line, row in sorted(package.numbered("names"), key=lambda numbered: numbered[1]["to"]):
        where, earlier = ("names", line, "from"), before.get(row["organization_id"])
        if row["from"] > row["to"] or row["to"] >= today.isoformat():
            what = f"{row['from'] or 'the beginning'} to {row['to']} is no period of the past"
            yield package.finding(where, what, "correct one of the days", "name-periods")
        if earlier and row["from"] <= earlier["to"]:
            what, remedy = f"it was still {earlier['name']} until {earlier['to']}", "write the day after, or correct it"
            yield package.finding(where, what, remedy, "name-periods")
        before[row["organization_id"]] = row


def name_is_former(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A former name is another one than that of today."""
    names = {row["organization_id"]: (row["name"], row["name_native"]) for row in package.rows["organizations"]}
    for line, row in package.numbered("names"):
        if names.get(row["organization_id"]) == (row["name"], row["name_native"]):
            what, remedy = f"{row['name']} is its name of today", "delete the row, or correct organizations.csv"
            yield package.finding(("names", line, "name"), what, remedy, "name-is-former")


def name_was_used(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A meeting shows the former name."""
    dates = {row["meeting_id"]: row["date"] for row in package.rows["meetings"]}
    met: defaultdict[str, set[str]] = defaultdict(set)
    for table in ("visits", "hosts"):
        for row in package.rows[table]:
            met[row["organization_id"]].add(dates.get(row["meeting_id"], ""))
    for line, row in package.numbered("names"):
        if not any(row["from"] <= date <= row["to"] for date in met[row["organization_id"]]):
            what, remedy = f"no meeting of {row['organization_id']} is in that time", "delete the row"
            yield package.finding(("names", line, "name"), what, remedy, "name-was-used", "warning")
