"""The numbers of the record, in Markdown: how much there is, how well it is proved, and where it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from techvisits.package.errors import DataError, Finding
from techvisits.package.tables import Row, split_list
from techvisits.record.records import AREAS, ELSEWHERE, Records

START: Final = "<!-- numbers -->"
END: Final = "<!-- /numbers -->"
GRADES: Final = {
    "two": "two or more independent publishers",
    "primary": "one primary source that gives date and host",
    "one": "one publisher",
    "unconfirmed": "unconfirmed, or only copies and advance reports",
}
EXACT: Final = ("building", "block")


def build_stats(records: Records, coverage: Iterable[Row]) -> str:
    """All numbers, as Markdown tables."""
    parts = (
        _build_size(records),
        _build_evidence(records),
        _build_quality(records),
        _build_years(records),
        _build_topics(records),
        _build_coverage(coverage),
    )
    return "\n\n".join(parts)


def replace_numbers(page: str, numbers: str, file: str) -> str:
    """The page with these numbers between its marks; raises DataError where it lacks the marks."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        remedy = f"put {START} and {END} around their place"
        raise DataError([Finding(file, 0, "", "has no marks for the numbers", remedy, "numbers")])
    return f"{before}{START}\n\n{numbers}\n\n{END}{after}"


def _build_size(records: Records) -> str:
    counts = {
        "visits (one leader at one meeting)": len(records.visits),
        "meetings": len(records.meetings),
        "leaders": records.visits["leader_id"].nunique(),
        "trips": records.visits["trip_id"].nunique(),
        "hosts (persons, and organizations alone)": records.hosts["host_id"].nunique(),
        "places": records.meetings["place_id"].nunique(),
        "sources": len(records.sources),
        "pages": records.sources["url"].nunique(),
        "publishers": records.sources["publisher"].nunique(),
    }
    return _table(("what", "number"), [(what, f"{number:,}") for what, number in counts.items()])


def _build_evidence(records: Records) -> str:
    grades = records.meetings["evidence"].value_counts()
    rows = [(words, *_share(int(grades.get(grade, 0)), len(records.meetings))) for grade, words in GRADES.items()]
    return _table(("meetings by evidence", "number", "share"), rows)


def _build_quality(records: Records) -> str:
    meetings = records.meetings
    supports = records.sources["supports"].map(split_list)
    both = records.sources.loc[supports.map(lambda facts: {"date", "host"} <= {*facts}), "meeting_id"]
    stated = meetings[(meetings["place_certainty"] == "stated") & (meetings["place_kind"] == "venue")]
    venues = stated.drop_duplicates("place_id")
    rows = [
        ("meetings with two independent publishers", int((meetings["publishers"] >= 2).sum()), len(meetings)),
        ("meetings with a source that supports host and date", int(meetings.index.isin(both).sum()), len(meetings)),
        ("stated venues located to the building or block", _count_exact(venues), len(venues)),
        ("meetings at a stated venue so located", _count_exact(stated), len(stated)),
        ("meetings with a topic", int(meetings["topic_ids"].map(bool).sum()), len(meetings)),
    ]
    return _table(
        ("of all", "number", "share"), [(words, f"{n:,} of {all_:,}", _share(n, all_)[1]) for words, n, all_ in rows]
    )


def _build_years(records: Records) -> str:
    areas = (*AREAS, ELSEWHERE)
    counts = Counter(zip(records.meetings["date"].dt.year, records.meetings["area"], strict=True))
    rows = []
    for year in range(min(y for y, _ in counts), max(y for y, _ in counts) + 1) if counts else ():
        numbers = [counts[year, area] for area in areas]
        rows.append((str(year), *map(str, numbers), str(sum(numbers))))
    totals = [sum(counts[key] for key in counts if key[1] == area) for area in areas]
    rows.append(("all", *map(str, totals), str(sum(totals))))
    return _table(("meetings in", *(area.capitalize() for area in areas), "all"), rows)


def _build_topics(records: Records) -> str:
    counts = Counter(topic for topics in records.meetings["topic_ids"] for topic in topics)
    labels = records.topics["label"]
    rows = [(str(labels[topic]), *_share(n, len(records.meetings))) for topic, n in counts.most_common()]
    return _table(("topic", "meetings", "share"), rows)


def _build_coverage(coverage: Iterable[Row]) -> str:
    rows = list(coverage)
    states = Counter(row["searched"] for row in rows)
    words = (
        ("found", "a meeting is in the record"),
        ("none-found", "searched, none found"),
        ("not-searched", "not searched"),
    )
    return _table(
        (f"leaders × years ({len({row['person_id'] for row in rows}):,} leaders)", "number", "share"),
        [(word, *_share(states[state], len(rows))) for state, word in words],
    )


def _count_exact(meetings: pd.DataFrame) -> int:
    return int(meetings["coordinates_precision"].isin(EXACT).sum())


def _share(number: int, all_: int) -> tuple[str, str]:
    return f"{number:,}", f"{100 * number / all_:.1f} %" if all_ else "–"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ("---", *("--:" for _ in head[1:])), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
