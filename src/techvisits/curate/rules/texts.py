"""Rules of what is written: texts, lists, addresses, the dates of sources, names, and rows that nothing uses."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from techvisits.package.descriptor import Row
from techvisits.package.errors import Finding
from techvisits.package.forms import is_day
from techvisits.package.tables import DataPackage, split_list
from techvisits.record.search import fold

LONGEST_SUMMARY: Final = 400
LONGEST_CELL: Final = 2000
SOFT_HYPHEN: Final = "\u00ad"
FORMULA: Final = re.compile(r"[=＝+＋－-](?![0-9.]+$)|[@＠]\w+[(（]")
TRACKING: Final = {
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "_hsenc",
    "_hsmi",
    "ref_src",
    "cmpid",
    "ocid",
    "s_cid",
    "spm",
}
SENTENCES: Final = {"meetings": ("summary", "outcome"), "promises": ("what",), "progress": ("what",)}
USES: Final = {
    "people": (("visits", "person_id"), ("hosts", "person_id"), ("trips", "person_id"), ("coverage", "person_id")),
    "organizations": (
        ("visits", "organization_id"),
        ("hosts", "organization_id"),
        ("promises", "organization_id"),
    ),
    "places": (("meetings", "place_id"), ("places", "city")),
    "topics": (("meetings", "topic_ids"),),
    "trips": (("visits", "trip_id"),),
}


def lists_known(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """The items of a list are known and stand in it once."""
    topics = tuple(sorted(row["topic_id"] for row in package.rows["topics"]))
    for table in package.tables.values():
        for field in (field for field in table.fields if field.delimiter):
            known = topics if field.name == "topic_ids" else field.items
            for line, row in package.numbered(table.name):
                where = (table.name, line, field.name)
                items = split_list(row[field.name])
                if repeated := [item for item, n in Counter(items).items() if n > 1]:
                    yield package.finding(where, f"names {', '.join(repeated)} twice", "delete one", "lists-known")
                if known and (unknown := [item for item in items if item not in known]):
                    what, remedy = f"{', '.join(unknown)} is not known", f"choose from {', '.join(known)}"
                    yield package.finding(where, what, remedy, "lists-known")


def text_trimmed(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No cell begins or ends with a space, holds two together, or a line break or another control character."""
    for table, line, field, cell in _cells(package):
        if cell != cell.strip() or "  " in cell or (not cell.isprintable() and _has_control(cell)):
            what, remedy = (
                "has a space, line break or control character too many",
                "run `techvisits format`, or delete it",
            )
            yield package.finding((table, line, field), what, remedy, "text-trimmed")


def text_visible(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No cell holds marks that are not seen and turn round or hide what stands beside them; a soft hyphen may be."""
    for table, line, field, cell in _cells(package):
        if not cell.isprintable() and (marks := sorted({c for c in cell if _is_unseen(c)})):
            what = f"holds {', '.join(f'U+{ord(c):04X}' for c in marks)}, which is not seen"
            yield package.finding((table, line, field), what, "delete it", "text-visible")


def text_no_formula(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No cell begins so that a spreadsheet would run it as a formula."""
    for table, line, field, cell in _cells(package):
        if FORMULA.match(cell):
            what, remedy = f"begins with {cell[0]} as a formula does", "begin it with a word"
            yield package.finding((table, line, field), what, remedy, "text-no-formula")


def text_short(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No cell has more than 2,000 characters."""
    for table, line, field, cell in _cells(package):
        if len(cell) > LONGEST_CELL:
            what, remedy = f"has {len(cell)} characters", f"shorten it to {LONGEST_CELL}"
            yield package.finding((table, line, field), what, remedy, "text-short")


def sentences_end(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Summary and outcome, a promise and each of its steps end with a full stop."""
    for table, fields in SENTENCES.items():
        for line, row in package.numbered(table):
            for field in fields:
                if row[field] and not row[field].endswith("."):
                    what, remedy = "does not end with a full stop", "add one"
                    yield package.finding((table, line, field), what, remedy, "sentences-end")


def summary_short(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A summary has at most 400 characters."""
    for line, row in package.numbered("meetings"):
        if (length := len(row["summary"])) > LONGEST_SUMMARY:
            what, remedy = f"has {length} characters", f"shorten it to {LONGEST_SUMMARY}"
            yield package.finding(("meetings", line, "summary"), what, remedy, "summary-short")


def url_secure(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """An address begins with https."""
    for table, line, field, url in _urls(package):
        if url.startswith("http://"):
            what, remedy = f"{url} is not https", "use https if the site answers there"
            yield package.finding((table, line, field), what, remedy, "url-secure", "warning")


def url_without_tracking(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """An address can be parsed, has a host, and carries no parameter that tracks its readers."""
    for table, line, field, url in _urls(package):
        try:
            parts = urlsplit(url)
            names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
            known = bool(parts.hostname)
        except ValueError:
            names, known = [], False
        tracking = [name for name in names if name.casefold().startswith("utm_") or name.casefold() in TRACKING]
        if tracking or not known:
            what = f"carries the tracking parameter {tracking[0]}" if tracking else f"{url} is no address"
            remedy = "delete the parameter" if tracking else "copy it again from the page"
            yield package.finding((table, line, field), what, remedy, "url-without-tracking")


def source_dates(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A page's dates are days of the calendar, none in the future, and it was not read before it was published."""
    for line, row in package.numbered("sources"):
        for field in ("published_on", "accessed_on"):
            if row[field] > today.isoformat()[: len(row[field])]:
                yield package.finding(
                    ("sources", line, field), f"{row[field]} is in the future", "correct it", "source-dates"
                )
        if row["published_on"] and not is_day(row["published_on"] + "-01-01"[len(row["published_on"]) - 4 :]):
            what, remedy = f"{row['published_on']} is no day of the calendar", "correct it"
            yield package.finding(("sources", line, "published_on"), what, remedy, "source-dates")
        if row["accessed_on"] and row["published_on"] > row["accessed_on"]:
            what, remedy = (
                f"{row['accessed_on']} is before the publication on {row['published_on']}",
                "correct one of them",
            )
            yield package.finding(("sources", line, "accessed_on"), what, remedy, "source-dates")


def names_unique(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No two people, and no two organizations, share both their English and their native name."""
    for table, key in (("people", "person_id"), ("organizations", "organization_id")):
        seen: dict[tuple[str, str], str] = {}
        for line, row in package.numbered(table):
            first = seen.setdefault((fold(row["name"]), row["name_native"]), row[key])
            if first != row[key]:
                what, remedy = f"{row[key]} has the names of {first}", "merge the two, or tell them apart by name"
                yield package.finding((table, line, "name"), what, remedy, "names-unique")


def used_somewhere(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Some other row uses every person, organization, place, topic and trip."""
    for table, uses in USES.items():
        (key,) = package.tables[table].key
        used = {item for other, field in uses for item in _used(package.rows[other], field)}
        for line, row in package.numbered(table):
            if row[key] not in used:
                what, remedy = f"{row[key]} is used by no other row", "delete it, or use it"
                yield package.finding((table, line, key), what, remedy, "used-somewhere", "warning")


def _used(rows: list[Row], field: str) -> Iterator[str]:
    # A city names itself, which is no use of it.
    return (
        item for row in rows if field != "city" or row["place_id"] != row["city"] for item in split_list(row[field])
    )


def _urls(package: DataPackage) -> Iterator[tuple[str, int, str, str]]:
    # The links are what the network answered, not what somebody wrote.
    for name, table in ((name, table) for name, table in package.tables.items() if name != "links"):
        fields = [field.name for field in table.fields if field.pattern.startswith("^http")]
        for line, row in package.numbered(name):
            yield from ((name, line, field, row[field]) for field in fields if row[field])


def _cells(package: DataPackage) -> Iterator[tuple[str, int, str, str]]:
    for table in package.tables:
        for line, row in package.numbered(table):
            yield from ((table, line, field, cell) for field, cell in row.items() if cell)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) == "Cf" and character != SOFT_HYPHEN


def _has_control(cell: str) -> bool:
    return any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u2028\u2029" for c in cell)
