"""Rules of the logs beside the record: what was searched, corrected and read again, and how the sources' pages answer."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from techvisits.package.errors import Finding
from techvisits.package.tables import DataPackage, split_list


def leader_covered(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Every leader of the record has rows of coverage, one of them for each year with a meeting."""
    searched: defaultdict[str, set[str]] = defaultdict(set)
    for row in package.rows["coverage"]:
        searched[row["person_id"]].add(row["year"])
    met = _years_met(package)
    for line, row in package.numbered("people"):
        person, missing = row["person_id"], sorted(met[row["person_id"]] - searched[row["person_id"]])
        if missing:
            years = ", ".join(missing) if searched[person] else "any year"
            what = f"{person} has meetings, but no row of coverage for {years}"
            yield package.finding(
                ("people", line, "person_id"),
                what,
                "say in coverage.csv what was searched",
                "leader-covered",
                "warning",
            )


def coverage_agrees(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Coverage says `found` exactly where the record has a meeting of that leader in that year."""
    met = _years_met(package)
    for line, row in package.numbered("coverage"):
        has_meeting = row["year"] in met[row["person_id"]]
        if has_meeting != (row["searched"] == "found"):
            record = "has a meeting" if has_meeting else "has no meeting"
            what = f"is `{row['searched']}`, while the record {record} of {row['person_id']} in {row['year']}"
            remedy = "write `found`" if has_meeting else "write `none-found` or `not-searched`, or add the meeting"
            yield package.finding(("coverage", line, "searched"), what, remedy, "coverage-agrees", "warning")


def coverage_told(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A search that found nothing names its languages and day, one that was not made names neither, none is in the future."""
    for line, row in package.numbered("coverage"):
        for field in ("languages", "searched_on"):
            if row["searched"] == "none-found" and not row[field]:
                what, remedy = "is empty, while nothing was found", "fill it, or write `not-searched`"
                yield package.finding(("coverage", line, field), what, remedy, "coverage-told")
            if row["searched"] == "not-searched" and row[field]:
                what, remedy = f"is {row[field]} for a year that was not searched", "delete it, or write `none-found`"
                yield package.finding(("coverage", line, field), what, remedy, "coverage-told")
        if row["searched_on"] > today.isoformat():
            what = f"{row['searched_on']} is in the future"
            yield package.finding(("coverage", line, "searched_on"), what, "correct it", "coverage-told")


def correction_of_meeting(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A correction is of a meeting in the record and one of its fields, or says by `meeting_id` that the meeting is gone."""
    meetings = {row["meeting_id"] for row in package.rows["meetings"]}
    fields = {name for table in package.tables.values() for name in table.field_names}
    gone = {row["meeting_id"] for row in package.rows["corrections"] if row["field"] == "meeting_id"}
    for line, row in package.numbered("corrections"):
        if row["field"] not in fields:
            what, remedy = f"no table has a field {row['field']}", "name the field as its table does"
            yield package.finding(("corrections", line, "field"), what, remedy, "correction-of-meeting")
        if row["meeting_id"] not in meetings and row["meeting_id"] not in gone:
            what = f"{row['meeting_id']} is not in meetings.csv"
            remedy = "correct the id, or add a row with the field `meeting_id` that says what became of it"
            yield package.finding(("corrections", line, "meeting_id"), what, remedy, "correction-of-meeting")
        if row["replaced_by"] and (row["field"] != "meeting_id" or row["meeting_id"] in meetings):
            what = f"{row['meeting_id']} is not gone, yet replaced by {row['replaced_by']}"
            yield package.finding(("corrections", line, "replaced_by"), what, "leave it empty", "correction-of-meeting")


def correction_dated(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No correction is dated in the future."""
    for line, row in package.numbered("corrections"):
        if row["date"] > today.isoformat():
            what = f"{row['date']} is in the future"
            yield package.finding(("corrections", line, "date"), what, "correct it", "correction-dated")


def review_dated(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No reading is dated in the future."""
    for line, row in package.numbered("reviews"):
        if row["reviewed_on"] > today.isoformat():
            what = f"{row['reviewed_on']} is in the future"
            yield package.finding(("reviews", line, "reviewed_on"), what, "correct it", "review-dated")


def review_agrees(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A reading tells of some fact, and of none both that it was seen and that it was not."""
    for line, row in package.numbered("reviews"):
        seen, not_seen = split_list(row["seen"]), split_list(row["not_seen"])
        both = [fact for fact in seen if fact in not_seen]
        if both or not (seen or not_seen):
            what = f"{', '.join(both)} is both seen and not seen" if both else "tells of no fact"
            remedy = "delete one of the two" if both else "name the facts looked for, or delete the row"
            yield package.finding(("reviews", line, "not_seen"), what, remedy, "review-agrees")


def link_of_source(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Every address whose state is kept belongs to a source."""
    urls = {row["url"] for row in package.rows["sources"]}
    for line, row in package.numbered("links"):
        if row["url"] not in urls:
            what, remedy = f"no source has the address {row['url']}", "delete the row"
            yield package.finding(("links", line, "url"), what, remedy, "link-of-source", "warning")


def gone_page_archived(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A source whose page is gone has an archived copy."""
    gone = {row["url"] for row in package.rows["links"] if row["state"] == "gone"}
    for line, row in package.numbered("sources"):
        if row["url"] in gone and not row["archived_url"]:
            what, remedy = f"{row['url']} is gone", "give an archived copy, or a source that is still there"
            yield package.finding(("sources", line, "archived_url"), what, remedy, "gone-page-archived", "warning")


def _years_met(package: DataPackage) -> defaultdict[str, set[str]]:
    years = {row["meeting_id"]: row["date"][:4] for row in package.rows["meetings"]}
    met: defaultdict[str, set[str]] = defaultdict(set)
    for row in package.rows["visits"]:
        if row["meeting_id"] in years:
            met[row["person_id"]].add(years[row["meeting_id"]])
    return met
