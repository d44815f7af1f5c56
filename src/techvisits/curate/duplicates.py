"""Rows that look like one thing told twice: for a curator to look at, not errors."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from techvisits.curate.rules.places import AREA_KINDS
from techvisits.package.descriptor import Row
from techvisits.package.tables import DataPackage
from techvisits.record.geo import SAME_PLACE_KM, distance_km, is_within, position_of
from techvisits.record.search import fold

SAME_NAME: Final = 0.85
COPIED_WORDS: Final = 7


def list_duplicates(package: DataPackage) -> Iterator[str]:
    """A line for each pair of meetings that may be one event, of venues that may be one place, and each copied summary."""
    yield from list_meetings(package)
    yield from list_places(package)
    yield from list_summaries(package)


def list_meetings(package: DataPackage) -> Iterator[str]:
    """A line for each pair at most a day apart with a common visitor and a common host or place; a month is near each of its days."""
    visitors, hosts = _ids(package, "visits"), _ids(package, "hosts")
    areas = {row["place_id"] for row in package.rows["places"] if row["kind"] in AREA_KINDS}
    by_visitor: defaultdict[str, list[Row]] = defaultdict(list)
    for row in sorted(package.rows["meetings"], key=lambda row: row["meeting_id"]):
        for visitor in visitors[row["meeting_id"]]:
            by_visitor[visitor].append(row)
    pairs = {(a["meeting_id"], b["meeting_id"]): (a, b) for own in by_visitor.values() for a, b in combinations(own, 2)}
    for (first, second), (a, b) in sorted(pairs.items()):
        common = sorted(hosts[first] & hosts[second])
        place = [a["place_id"]] if a["place_id"] == b["place_id"] and a["place_id"] not in areas else []
        if _is_near(a, b) and (common or place):
            yield f"meetings {first} and {second}: {', '.join(sorted(visitors[first] & visitors[second]))} with {', '.join(common) or 'others'} at {', '.join(place) or 'two places'}"


def list_places(package: DataPackage) -> Iterator[str]:
    """A line for each pair of venues within 60 m of each other, or in one city under one native name or nearly one English name."""
    venues = [row for row in package.rows["places"] if row["kind"] == "venue"]
    for (a, first), (b, second) in combinations([(row, position_of(row)) for row in venues], 2):
        native = a["name_native"] and a["name_native"] == b["name_native"]
        names = a["city"] == b["city"] and (native or _ratio(a["name"], b["name"]) >= SAME_NAME)
        if names or (first and second and is_within(first, second, SAME_PLACE_KM)):
            far = f"{1000 * distance_km(first, second):.0f} m apart" if first and second else "distance unknown"
            yield f"places {a['place_id']} and {b['place_id']}: {a['name']} and {b['name']}, {far}"


def list_summaries(package: DataPackage) -> Iterator[str]:
    """A line for each summary that shares seven words on end with a headline or note of their sources."""
    texts: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in package.rows["sources"]:
        texts[row["meeting_id"]] |= _runs(row["title"]) | _runs(row["note"])
    for row in package.rows["meetings"]:
        if common := _runs(row["summary"]) & texts[row["meeting_id"]]:
            yield f"summary of {row['meeting_id']}: {' '.join(min(common))!r} stands in a headline or note of its sources"


def _ids(package: DataPackage, table: str) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in package.rows[table]:
        found[row["meeting_id"]].add(row["person_id"] or row["organization_id"])
    return found


def _is_near(a: Row, b: Row) -> bool:
    if "month" in (a["date_precision"], b["date_precision"]):
        return a["date"][:7] == b["date"][:7]
    return abs(dt.date.fromisoformat(a["date"]) - dt.date.fromisoformat(b["date"])) <= dt.timedelta(days=1)


def _ratio(a: str, b: str) -> float:
    matcher = difflib.SequenceMatcher(None, fold(a), fold(b))
    return matcher.ratio() if matcher.real_quick_ratio() >= SAME_NAME and matcher.quick_ratio() >= SAME_NAME else 0.0


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", fold(text))
    return {tuple(words[n : n + COPIED_WORDS]) for n in range(len(words) - COPIED_WORDS + 1)}
