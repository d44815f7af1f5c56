"""Rules of meetings: what they need, when they were, and how visits, trips and hosts fit them."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final

from techvisits.curate.rules.places import AREA_KINDS
from techvisits.package.descriptor import Row
from techvisits.package.errors import Finding
from techvisits.package.tables import DataPackage, split_list

DATE: Final = re.compile(r"\b[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\b")
DATE_OF_ID: Final = re.compile(r"([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)-")
Numbered = tuple[int, Row]


def meeting_has_source(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Every meeting has a source."""
    return _lacking(package, "sources", "has no source", "add one to sources.csv or delete the meeting")


def meeting_has_visit(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Every meeting has a visiting leader."""
    return _lacking(package, "visits", "has no visit", "add the leader to visits.csv")


def meeting_has_host(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Every meeting has a host."""
    return _lacking(package, "hosts", "has no host", "add the host to hosts.csv")


def date_supported(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Some source supports each meeting's date."""
    return _unsupported(package, "date", "date", package.numbered("meetings"))


def place_supported(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Some source supports each place said to be stated."""
    stated = ((line, row) for line, row in package.numbered("meetings") if row["place_certainty"] == "stated")
    return _unsupported(package, "place", "place_id", stated)


def host_supported(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Some source supports each meeting's host."""
    return _unsupported(package, "host", "meeting_id", package.numbered("meetings"))


def date_not_in_future(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Only an announced or cancelled meeting lies in the future."""
    for line, row in package.numbered("meetings"):
        if row["date"] > today.isoformat() and row["status"] not in ("announced", "cancelled"):
            what = f"{row['date']} is in the future, yet the meeting is {row['status']}"
            remedy = "correct the date, or make the status `announced`"
            yield package.finding(("meetings", line, "date"), what, remedy, "date-not-in-future")


def announced_in_past(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """An announced meeting is still to come; one in the past lacks a proof."""
    limit = {"day": today.isoformat(), "month": today.isoformat()[:7]}
    for line, row in package.numbered("meetings"):
        if row["status"] == "announced" and row["date"] < limit.get(row["date_precision"], ""):
            what, remedy = "is announced, but its date has passed", "look for a source that says whether it was held"
            yield package.finding(("meetings", line, "status"), what, remedy, "announced-in-past", "warning")


def month_begins(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A date of which only the month is known is written as the month's first day."""
    for line, row in package.numbered("meetings"):
        if row["date_precision"] == "month" and not row["date"].endswith("-01"):
            what, remedy = f"{row['date']} is precise to the month", "write the first of the month, or make it `day`"
            yield package.finding(("meetings", line, "date"), what, remedy, "month-begins")


def times_in_order(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A meeting does not end before it starts."""
    for line, row in package.numbered("meetings"):
        if row["start_time"] and row["end_time"] and row["end_time"] < row["start_time"]:
            what = f"{row['end_time']} is before the start at {row['start_time']}"
            yield package.finding(("meetings", line, "end_time"), what, "correct one of the two", "times-in-order")


def id_begins_with_date(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A meeting's id begins with its date or month, or with a date that it had before a correction: no id is ever renamed."""
    before: dict[str, set[str]] = defaultdict(set)
    for row in package.rows["corrections"]:
        if row["field"] == "date":
            told = DATE.findall(row["what"])
            before[row["meeting_id"]].update(told, (date[:7] for date in told))
    for line, row in package.numbered("meetings"):
        meeting_id, start = row["meeting_id"], DATE_OF_ID.match(row["meeting_id"])
        if not start or start[1] not in {row["date"], row["date"][:7], *before[meeting_id]}:
            begins = row["date"][:7] if row["date_precision"] == "month" else row["date"]
            what = f"{meeting_id} does not begin with {begins}-"
            remedy = "correct the date or a new id; an old id stays, and corrections.csv says which date it had"
            yield package.finding(("meetings", line, "meeting_id"), what, remedy, "id-begins-with-date")


def place_certainty(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """The certainty is `unknown` exactly where the place is only a city or a country."""
    kinds = {row["place_id"]: row["kind"] for row in package.rows["places"]}
    for line, row in package.numbered("meetings"):
        kind = kinds.get(row["place_id"], "")
        if kind and (kind in AREA_KINDS) != (row["place_certainty"] == "unknown"):
            what = f"is `{row['place_certainty']}` for {row['place_id']}, which is a {kind}"
            remedy = (
                "write `unknown`" if kind in AREA_KINDS else "write `stated` or `inferred`, or name the city's own row"
            )
            yield package.finding(("meetings", line, "place_certainty"), what, remedy, "place-certainty")


def events_unique(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Two meetings on one day with a common visitor and a common host are one event, unless at two times or two venues."""
    venues = {row["place_id"] for row in package.rows["places"] if row["kind"] == "venue"}
    visitors, hosts = _gather(package, "visits", _visitor), _gather(package, "hosts", _host)
    days: dict[str, list[Numbered]] = defaultdict(list)
    for line, row in package.numbered("meetings"):
        if row["date_precision"] == "day":
            days[row["date"]].append((line, row))
    for (_, a), (line, b) in (pair for day in days.values() for pair in combinations(day, 2)):
        first, second = a["meeting_id"], b["meeting_id"]
        common = visitors[first] & visitors[second], hosts[first] & hosts[second]
        times, places = {a["start_time"], b["start_time"]}, {a["place_id"], b["place_id"]}
        is_apart = (len(times) == 2 and "" not in times) or (len(places) == 2 and places <= venues)
        if all(common) and not is_apart and first != second:
            what = f"has visitor {min(common[0])} and host {min(common[1])} in common with {first} on that day"
            remedy = "merge the two, or give each its start_time or its venue"
            yield package.finding(("meetings", line, "meeting_id"), what, remedy, "events-unique")


def visitor_is_no_host(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Nobody is both visitor and host of one meeting."""
    visitors = _gather(package, "visits", _visitor)
    for line, row in package.numbered("hosts"):
        if row["person_id"] in visitors[row["meeting_id"]]:
            what, remedy = f"{row['person_id']} is also a visitor of this meeting", "delete one of the two rows"
            yield package.finding(("hosts", line, "person_id"), what, remedy, "visitor-is-no-host")


def host_ranks(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """The hosts of a meeting are ranked 1, 2, 3 … without a gap."""
    ranks: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for line, row in package.numbered("hosts"):
        ranks[row["meeting_id"]].append((row["rank"], line))
    for meeting_id, found in ranks.items():
        if {rank for rank, _ in found} != {str(n) for n in range(1, len(found) + 1)}:
            what = f"the hosts of {meeting_id} have the ranks {', '.join(rank for rank, _ in found)}"
            remedy = f"number them from 1 to {len(found)}"
            yield package.finding(("hosts", found[0][1], "rank"), what, remedy, "host-ranks")


def trip_of_visitor(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A visit belongs to a trip of its own leader."""
    leaders = {row["trip_id"]: row["person_id"] for row in package.rows["trips"]}
    for line, row in package.numbered("visits"):
        leader = leaders.get(row["trip_id"], row["person_id"])
        if leader != row["person_id"]:
            what = f"{row['trip_id']} is a trip of {leader}, not of {row['person_id']}"
            yield package.finding(("visits", line, "trip_id"), what, "name the leader's own trip", "trip-of-visitor")


def sequence_unique(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No two visits of a trip have the same place in its order."""
    seen: dict[tuple[str, str], int] = {}
    for line, row in package.numbered("visits"):
        first = seen.setdefault((row["trip_id"], row["sequence"]), line)
        if first != line:
            what = f"{row['sequence']} is also the sequence of line {first} in {row['trip_id']}"
            remedy = "number the trip's visits in their order"
            yield package.finding(("visits", line, "sequence"), what, remedy, "sequence-unique")


def sequence_follows_dates(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Dates never go back as the sequence of a trip grows; a month counts to its end."""
    dates = {row["meeting_id"]: (row["date"], _last_day(row)) for row in package.rows["meetings"]}
    latest: dict[str, str] = {}
    numbered = [pair for pair in package.numbered("visits") if pair[1]["meeting_id"] in dates]
    for line, row in sorted(numbered, key=lambda pair: pair[1]["sequence"].zfill(9)):
        first, last = dates[row["meeting_id"]]
        before = latest.setdefault(row["trip_id"], first)
        if last < before:
            what = f"{row['sequence']} falls on {first}, after an earlier one of {row['trip_id']} on {before}"
            remedy = "number the trip's visits by date"
            yield package.finding(("visits", line, "sequence"), what, remedy, "sequence-follows-dates")
        latest[row["trip_id"]] = max(before, first)


def _last_day(row: Row) -> str:
    # As text, "-31" is not before any day of its month, whatever the month's length.
    return row["date"][:7] + "-31" if row["date_precision"] == "month" else row["date"]


def _visitor(row: Row) -> set[str]:
    return {row["person_id"]}


def _host(row: Row) -> set[str]:
    return {row["person_id"] or row["organization_id"]}


def _supports(row: Row) -> set[str]:
    return set(split_list(row["supports"]))


def _gather(package: DataPackage, table: str, of: Callable[[Row], set[str]]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in package.rows[table]:
        found[row["meeting_id"]] |= of(row)
    return found


def _lacking(package: DataPackage, table: str, what: str, remedy: str) -> Iterator[Finding]:
    present = {row["meeting_id"] for row in package.rows[table]}
    rule = f"meeting-has-{table.removesuffix('s')}"
    for line, row in package.numbered("meetings"):
        if row["meeting_id"] not in present:
            yield package.finding(("meetings", line, "meeting_id"), f"{row['meeting_id']} {what}", remedy, rule)


def _unsupported(package: DataPackage, fact: str, field: str, meetings: Iterator[Numbered]) -> Iterator[Finding]:
    supported = _gather(package, "sources", _supports)
    for line, row in meetings:
        if row["meeting_id"] in supported and fact not in supported[row["meeting_id"]]:
            what = f"no source supports the {fact} of {row['meeting_id']}"
            remedy = f"find one that does, and add `{fact}` to its supports"
            yield package.finding(("meetings", line, field), what, remedy, f"{fact}-supported")
