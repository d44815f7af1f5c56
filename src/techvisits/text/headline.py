"""The sentences that say what is shown: headline, sub-line, who met whom, a trip's route."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import pandas as pd

from techvisits.record.filters import Filters, Shown
from techvisits.record.records import Records, each
from techvisits.record.trips import Stop
from techvisits.text import words as labels
from techvisits.text.language import Language


def count_line(shown: Shown, language: Language) -> str:
    """`12 meetings · 14 visits`."""
    meetings = language.count("{n} meeting", "{n} meetings", len(shown.meetings))
    return f"{meetings} · {language.count('{n} visit', '{n} visits', len(shown.visits))}"


def headline(shown: Shown, filters: Filters, records: Records, language: Language) -> str:
    """What the page shows, as a newspaper would head it."""
    meetings, leaders = len(shown.meetings), shown.visits["leader_id"].nunique()
    if not meetings:
        return language.say("No meeting on record matches")
    subjects = [records.name(i, language.name) for i in (*filters.leader, *filters.company)]
    who = language.join(subjects) if 0 < len(subjects) < 4 else ""
    if who:
        return language.count("{who}: {n} meeting", "{who}: {n} meetings", meetings, who=who)
    if filters.is_empty:
        return language.count(
            "{n} meeting of {leaders} technology leaders since {year}",
            "{n} meetings of {leaders} technology leaders since {year}",
            meetings,
            leaders=language.number(leaders),
            year=shown.meetings["date"].min().year,
        )
    return language.count(
        "{n} meeting of {leaders} technology leaders",
        "{n} meetings of {leaders} technology leaders",
        meetings,
        leaders=language.number(leaders),
    )


def subline(shown: Shown, language: Language) -> str:
    """The line under the headline: the newest meeting."""
    if shown.meetings.empty:
        return ""
    held = shown.meetings[shown.meetings["status"] == "held"]
    newest = next(each((held if len(held) else shown.meetings).head(1)))
    visits = each(shown.visits[shown.visits["meeting_id"] == newest.Index])
    return language.say(
        "Every one with its sources. Latest: {who} in {where}, {date}. No record is not no visit.",
        who=labels.some([labels.leader(visit, language) for visit in visits], language, most=2),
        where=labels.city(newest, language),
        date=language.date(newest.date, newest.date_precision),
    )


def trip_title(stops: Sequence[Stop], language: Language) -> str:
    """`Mark Zuckerberg, 25 – 29 February 2024`: the leader and the days of the trip."""
    first, last = stops[0].meeting, stops[-1].meeting
    leader = labels.leader(first, language)
    if first.date == last.date or "month" in (first.date_precision, last.date_precision):
        return language.commas([leader, language.long_date(first.date, first.date_precision)])
    return language.commas([leader, language.interval(first.date, last.date)])


def route_sentence(stops: Sequence[Stop], language: Language) -> str:
    """`Tokyo, 27 Feb: Kishida → Seoul, 28 Feb: LG, Samsung`: the trip's cities, days and hosts in order."""
    parts = []
    city = None
    for (name, day, precision), group in groupby(stops, key=lambda s: _day(s, language)):
        hosts = language.commas(dict.fromkeys(labels.brief_host(s.meeting, language) for s in group))
        where = [name] if name != city else []
        parts.append(f"{language.commas([*where, language.short_date(day, precision)])}: {hosts}")
        city = name
    return " → ".join(parts)


def picture_text(shown: Shown, language: Language) -> str:
    """What the map shows, for those who do not see it."""
    rows = each(shown.meetings[["city", "city_forms", "place", "place_forms"]])
    cities = Counter(labels.city(row, language) for row in rows).most_common(6)
    words = language.commas(f"{city}: {n}" for city, n in cities)
    return language.say("Map of {n} meetings. {cities}.", n=len(shown.meetings), cities=words)


def _day(stop: Stop, language: Language) -> tuple[str, pd.Timestamp, str]:
    return labels.city(stop.meeting, language), stop.meeting.date, stop.meeting.date_precision
