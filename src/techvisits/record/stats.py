"""The numbers of the record, in Markdown: how much there is, how well it is proved, and where it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from techvisits.package.errors import DataError, Finding
from techvisits.record.model import AREAS, ELSEWHERE, Meeting
from techvisits.record.promises import LADDER, NOT_LOOKED, SILENT
from techvisits.record.record import Record

START: Final = "<!-- numbers -->"
END: Final = "<!-- /numbers -->"
GRADES: Final = {
    "two": "two or more independent publishers",
    "primary": "one primary source that gives date and host",
    "one": "one publisher",
    "unconfirmed": "unconfirmed, or only copies and advance reports",
}
SEARCHED: Final = {
    "found": "a meeting is in the record",
    "none-found": "searched, none found",
    "not-searched": "not searched",
}
EXACT: Final = ("building", "block")


def build_stats(record: Record) -> str:
    """All numbers, as Markdown tables."""
    parts = (
        _build_size,
        _build_evidence,
        _build_quality,
        _build_years,
        _build_topics,
        _build_coverage,
        _build_promises,
    )
    return "\n\n".join(part(record) for part in parts)


def replace_numbers(page: str, numbers: str, file: str) -> str:
    """The page with these numbers between its marks; raises DataError where it lacks the marks."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        remedy = f"put {START} and {END} around their place"
        raise DataError([Finding(file, 0, "", "has no marks for the numbers", remedy, "numbers")])
    return f"{before}{START}\n\n{numbers}\n\n{END}{after}"


def _build_size(record: Record) -> str:
    meetings, visits = record.meetings, record.visits
    sources = [source for meeting in meetings for source in meeting.sources]
    counts = {
        "visits (one leader at one meeting)": len(visits),
        "meetings": len(meetings),
        "leaders": len({visit.visitor.leader.person_id for visit in visits}),
        "trips": len(record.trips),
        "hosts (persons, and organizations alone)": len({h.host_id for meeting in meetings for h in meeting.hosts}),
        "places": len({meeting.place.place_id for meeting in meetings}),
        "sources": len(sources),
        "pages": len({source.url for source in sources}),
        "publishers": len({source.publisher for source in sources}),
    }
    return _table(("what", "number"), [(what, f"{number:,}") for what, number in counts.items()])


def _build_evidence(record: Record) -> str:
    grades = Counter(meeting.evidence for meeting in record.meetings)
    rows = [(words, *_share(grades[grade], len(record.meetings))) for grade, words in GRADES.items()]
    return _table(("meetings by evidence", "number", "share"), rows)


def _build_quality(record: Record) -> str:
    meetings = record.meetings
    stated = [m for m in meetings if m.place_certainty == "stated" and m.place.kind == "venue"]
    venues = {m.place.place_id: m for m in stated}.values()
    rows = [
        ("meetings with two independent publishers", sum(m.publishers >= 2 for m in meetings), len(meetings)),
        ("meetings with a source that supports host and date", sum(map(_has_both, meetings)), len(meetings)),
        ("stated venues located to the building or block", sum(map(_is_exact, venues)), len(venues)),
        ("meetings at a stated venue so located", sum(map(_is_exact, stated)), len(stated)),
        ("meetings with a topic", sum(bool(m.topics) for m in meetings), len(meetings)),
    ]
    return _table(
        ("of all", "number", "share"), [(words, f"{n:,} of {all_:,}", _share(n, all_)[1]) for words, n, all_ in rows]
    )


def _build_years(record: Record) -> str:
    areas = (*AREAS[::-1], ELSEWHERE)
    counts = Counter((meeting.date.year, meeting.place.area) for meeting in record.meetings)
    rows = []
    for year in range(min(y for y, _ in counts), max(y for y, _ in counts) + 1) if counts else ():
        numbers = [counts[year, area] for area in areas]
        rows.append((str(year), *map(str, numbers), str(sum(numbers))))
    totals = [sum(counts[key] for key in counts if key[1] == area) for area in areas]
    rows.append(("all", *map(str, totals), str(sum(totals))))
    return _table(("meetings in", *(area.capitalize() for area in areas), "all"), rows)


def _build_topics(record: Record) -> str:
    counts = Counter(topic.topic_id for meeting in record.meetings for topic in meeting.topics)
    rows = [(record.topics[i].labels["en"], *_share(n, len(record.meetings))) for i, n in counts.most_common()]
    return _table(("topic", "meetings", "share"), rows)


def _build_coverage(record: Record) -> str:
    states = Counter(year.state for years in record.coverage.values() for year in years)
    head = f"leaders × years ({len(record.coverage):,} leaders)"
    rows = [(words, *_share(states[state], states.total())) for state, words in SEARCHED.items()]
    return _table((head, "number", "share"), rows)


def _build_promises(record: Record) -> str:
    promises = record.promises.values()
    states = Counter(promise.state for promise in promises)
    counts = {
        **{f"now {state.replace('-', ' ')}": states[state] for state in LADDER},
        "with a step later than the meeting": sum(promise.has_later_step for promise in promises),
        "without news for half a year": sum(promise.news == SILENT for promise in promises),
        "not looked at": sum(promise.news == NOT_LOOKED for promise in promises),
    }
    head = f"promises ({len(promises):,}, with {sum(len(promise.steps) for promise in promises):,} steps)"
    return _table((head, "number", "share"), [(words, *_share(n, len(promises))) for words, n in counts.items()])


def _has_both(meeting: Meeting) -> bool:
    return any({"date", "host"} <= {*source.supports} for source in meeting.sources)


def _is_exact(meeting: Meeting) -> bool:
    return meeting.place.precision in EXACT


def _share(number: int, all_: int) -> tuple[str, str]:
    return f"{number:,}", f"{100 * number / all_:.1f} %" if all_ else "–"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ("---", *("--:" for _ in head[1:])), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
