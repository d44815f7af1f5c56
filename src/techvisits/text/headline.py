"""The sentences that say what is shown: headline, standfirst, counts, a trip's route, and the map in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from techvisits.record.filters import NOT, Filters, Shown
from techvisits.record.model import HELD, Meeting
from techvisits.record.record import Record
from techvisits.record.trips import Stop
from techvisits.text import parties, words
from techvisits.text.choices import name_alone
from techvisits.text.language import Language

MOST_SUBJECTS: Final = 3
MOST_CITIES: Final = 6


@dataclass(frozen=True)
class Headline:
    """What stands over the page: the title and a line under it."""

    title: str
    standfirst: str


def build_headline(shown: Shown, filters: Filters, record: Record, language: Language) -> Headline:
    """What the page shows, as a newspaper would head it: only what was held counts as a meeting."""
    if not shown.meetings:
        return Headline(language.say("No meeting on record matches"), "")
    title, left_out = _title(shown, filters, record, language), _name_left_out(filters, record, language)
    if left_out:
        title = language.say("{title}, without {what}", title=title, what=left_out)
    return Headline(title, _standfirst(shown, filters, language))


def build_trip_headline(stops: Sequence[Stop], language: Language) -> Headline:
    """The leader and the days of a trip, or its months where they are not known, and its route as a sentence."""
    leader = parties.visitor_party(stops[0].visit.visitor, language).text(language)
    when = period(stops[0].meeting, stops[-1].meeting, language)
    return Headline(language.commas([leader, when]), route_sentence(stops, language))


def period(first: Meeting, last: Meeting, language: Language) -> str:
    """`25–29 February 2024`, or the months where a day is not known."""
    if "month" not in (first.date_precision, last.date_precision):
        return language.interval(first.date, last.date)
    return " – ".join(dict.fromkeys(language.date(each.date, "month") for each in (first, last)))


def count_line(shown: Shown, language: Language) -> str:
    """`12 meetings · 14 visits`."""
    meetings = language.count("{n} meeting", "{n} meetings", len(shown.meetings))
    visits = language.count("{n} visit", "{n} visits", len(shown.visits))
    return f"{meetings} · {visits}"


def route_sentence(stops: Sequence[Stop], language: Language) -> str:
    """`Tokyo, 27 Feb: Fumio Kishida (Prime Minister) → Seoul, 28 Feb: LG, Lee Jae-yong (Samsung Electronics)`."""
    parts = []
    city = None
    for (name, day), group in groupby(stops, key=lambda stop: _where_and_when(stop.meeting, language)):
        hosts = language.commas(dict.fromkeys(_brief(stop.meeting, language) for stop in group))
        when = language.commas([*([name] if name != city else []), day])
        parts.append(language.say("{when}: {whom}", when=when, whom=hosts))
        city = name
    return " → ".join(parts)


def map_words(shown: Shown, language: Language) -> str:
    """What the map shows, for those who do not see it."""
    if not shown.meetings:
        return language.say("No meeting on record matches")
    counts = Counter(words.city(meeting, language) for meeting in shown.meetings).most_common()
    cities = [language.say("{city}: {n}", city=city, n=language.number(n)) for city, n in counts[:MOST_CITIES]]
    if len(counts) > MOST_CITIES:
        rest = len(counts) - MOST_CITIES
        cities.append(language.count("{n} more place", "{n} more places", rest))
    named = language.commas(cities)
    newest = [parties.who_whom(meeting, language) for meeting in shown.meetings if meeting.is_held][:1]
    latest = [language.say("Latest: {meeting}.", meeting=meeting) for meeting in newest]
    total = language.count(
        "Map of {n} meeting. {cities}.", "Map of {n} meetings. {cities}.", len(shown.meetings), cities=named
    )
    return language.custom.space.join([total, *latest])


def _title(shown: Shown, filters: Filters, record: Record, language: Language) -> str:
    held = [meeting for meeting in shown.meetings if meeting.is_held]
    subjects = [*filters.ids("leader"), *filters.ids("company")]
    if 0 < len(subjects) <= MOST_SUBJECTS:
        who = language.join(language.name(record.find_name(i)) for i in subjects)
        if held:
            return language.count("{who}: {n} meeting", "{who}: {n} meetings", len(held), who=who)
        return language.say("{who}: no meeting that is known to have been held", who=who)
    if not held:
        return language.say("No meeting that is known to have been held")
    leaders = len({v.visitor.leader.person_id for v in shown.visits if v.meeting.is_held})
    if leaders == 1:
        return language.count(
            "{n} meeting of one technology leader", "{n} meetings of one technology leader", len(held)
        )
    number = {"leaders": language.number(leaders)}
    if filters.is_empty:
        return language.count(
            "{n} meeting of {leaders} technology leaders since {year}",
            "{n} meetings of {leaders} technology leaders since {year}",
            len(held),
            year=min(meeting.date for meeting in held).year,
            **number,
        )
    return language.count(
        "{n} meeting of {leaders} technology leaders",
        "{n} meetings of {leaders} technology leaders",
        len(held),
        **number,
    )


def _name_left_out(filters: Filters, record: Record, language: Language) -> str:
    ids = [(key.removeprefix(NOT), i) for key, ids in filters.lists if key.startswith(NOT) for i in ids]
    return language.cut([name_alone(key, i, record, language) for key, i in ids], MOST_SUBJECTS)


def _standfirst(shown: Shown, filters: Filters, language: Language) -> str:
    """How many were not held, the newest that was, and what the record is not."""
    held = [meeting for meeting in shown.meetings if meeting.is_held]
    lines = []
    if rest := not_held(shown.meetings, language):
        lines.append(language.say("Besides: {counts}.", counts=rest))
    if held:
        newest = held[0]
        asked = {*filters.ids("leader"), *filters.ids("company")}
        who = parties.list_texts(parties.visitors(newest, language, asked), language, most=2)
        day = language.date(newest.date, newest.date_precision)
        where = words.city(newest, language)
        lines.append(language.say("Latest: {who} in {where}, {date}.", who=who, where=where, date=day))
    lines.append(language.say("No record is not no visit."))
    return language.custom.space.join(lines)


def not_held(meetings: Sequence[Meeting], language: Language) -> str:
    """Those that were not held, by status: `42 announced, 3 cancelled`."""
    counts = Counter(meeting.status for meeting in meetings if meeting.status != HELD)
    return language.commas(
        language.say("{n} {status}", n=language.number(n), status=words.status(status, language).lower())
        for status, n in counts.most_common()
    )


def _where_and_when(meeting: Meeting, language: Language) -> tuple[str, str]:
    return words.city(meeting, language), language.short_date(meeting.date, meeting.date_precision)


def _brief(meeting: Meeting, language: Language) -> str:
    name, stands_for = parties.brief_host(meeting, language), parties.brief_affiliation(meeting, language)
    return language.say("{name} ({organization})", name=name, organization=stands_for) if stands_for else name
