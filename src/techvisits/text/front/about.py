"""The page about the record: what it is and is not, how much of it is sure, and what was mended; all numbers are worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from techvisits.record.history import Correction, Release
from techvisits.record.promises import NOT_LOOKED
from techvisits.record.record import Record
from techvisits.record.sizes import measure
from techvisits.text import words
from techvisits.text.headline import not_held
from techvisits.text.language import Language
from techvisits.text.page import Page
from techvisits.text.paths import ABOUT, path_of
from techvisits.text.plain import Head
from techvisits.text.sections import build_row, render

LATEST: Final = 8
# What a corrected field tells of, where that is not the fact's own name.
FACTS: Final = {
    "topic_ids": "topics",
    "place_id": "place",
    "place_certainty": "place",
    "organization_id": "organization",
    "person_id": "host",
    "rank": "host",
    "sequence": "visitor",
    "meeting_id": "status",
    "date_precision": "date",
    "start_time": "date",
}


@dataclass(frozen=True)
class Figure:
    """A number of the record in words, and of how many it is a part, in per cent; `share` is empty where it is of none."""

    words: str
    number: str
    share: str = ""


@dataclass(frozen=True)
class Mended:
    """A correction, with the meeting's row where it is still in the record."""

    correction: Correction
    day: str
    field: str
    meeting: Markup


def head_about(page: Page) -> Head:
    """What the page says of itself."""
    say = page.language.say
    description = say("What is in and what is not, how it was found, how sure it is, and how to use and correct it.")
    return Head(say("About the record"), description, path_of(ABOUT))


def render_about(page: Page, cite: Markup) -> Markup:
    """The page; `cite` tells how to cite the record."""
    record, language = page.record, page.language
    history = record.history
    return render(
        "plain_about.html",
        page,
        cite=cite,
        lead=_lead(page),
        sizes=_list_sizes(page),
        statuses=_share_out(Counter(m.status for m in record.meetings), _statuses(record, language), language),
        grades=_share_out(Counter(m.evidence for m in record.meetings), _grades(language), language),
        places=_list_places(record, language),
        searched=_list_searched(record, language),
        tongues=_list_tongues(record, language),
        gaps=_list_gaps(record, language),
        mended=[_tell(each, page) for each in reversed(history.corrections[-LATEST:])],
        corrections=language.number(len(history.corrections)),
        releases=[(release, _day_of(release, language)) for release in reversed(history.releases)],
    )


def _lead(page: Page) -> str:
    record, language = page.record, page.language
    first, last = record.span
    held = sum(meeting.is_held for meeting in record.meetings)
    total = language.count(
        "{n} meeting held, {first} to {last}.",
        "{n} meetings held, {first} to {last}.",
        held,
        first=language.date(first, "month"),
        last=language.date(last, "month"),
    )
    rest = language.say("Besides: {counts}.", counts=not_held(record.meetings, language))
    return language.custom.space.join([total, rest, language.say("Data version {version}.", version=record.version)])


def _list_sizes(page: Page) -> list[Figure]:
    """How much there is of what, with what each word means."""
    say, record = page.language.say, page.record
    sizes, sources = measure(page.shown, record), [s for m in record.meetings for s in m.sources]
    numbers = {
        say("Meetings: one event at one place on one date"): sizes.meetings,
        say("Visits: one leader at one meeting, in the role held then"): len(record.visits),
        say("Trips: one journey of one leader"): sizes.trips,
        say("Leaders: founders, chairs and top executives"): sizes.leaders,
        say("Hosts: who received them, a person or an organization alone"): sizes.hosts,
        say("Pages read as sources"): len({source.url for source in sources}),
        say("Publishers of these pages"): len({source.publisher for source in sources}),
        say("Promises that can be checked later"): sizes.promises,
    }
    return [Figure(what, page.language.number(number)) for what, number in numbers.items()]


def _statuses(record: Record, language: Language) -> dict[str, str]:
    return {code: words.status(code, language) for code in record.choices["meetings.status"]}


def _grades(language: Language) -> dict[str, str]:
    say = language.say
    return {
        "two": say("two independent publishers or more"),
        "primary": say("one publisher, a primary source that gives date and host"),
        "one": say("one publisher"),
        "unconfirmed": say("nothing that counts, or hearsay"),
    }


def _list_places(record: Record, language: Language) -> list[Figure]:
    say = language.say
    names = {
        "stated": say("a source names the place"),
        "inferred": say("inferred: the usual place of that host"),
        "unknown": say("only the city or the country is known"),
    }
    return _share_out(Counter(m.place_certainty for m in record.meetings), names, language)


def _list_searched(record: Record, language: Language) -> list[Figure]:
    """Years of leaders by whether anybody looked."""
    states = Counter(year.state for years in record.coverage.values() for year in years)
    names = {state: words.searched(state, language) for state in record.choices["coverage.searched"]}
    return _share_out(states, names, language)


def _list_tongues(record: Record, language: Language) -> str:
    """`Korean 4,000, English 3,900`: in which languages how many of these years were looked for."""
    years = [year for years in record.coverage.values() for year in years]
    counts = Counter(tag for year in years for tag in year.languages)
    return language.commas(f"{language.tongue(tag)} {language.number(n)}" for tag, n in counts.most_common())


def _list_gaps(record: Record, language: Language) -> list[Figure]:
    say, meetings = language.say, record.meetings
    held = [meeting for meeting in meetings if meeting.is_held]
    last = record.released.date()
    passed = [m for m in meetings if m.status == "announced" and m.date_end < last]
    promises = [promise for promise in record.promises.values() if promise.news == NOT_LOOKED]
    return [
        _figure(say("only the month is known"), sum(m.date_precision == "month" for m in meetings), meetings, language),
        _figure(say("held, venue not known"), sum(m.place.is_vague for m in held), held, language),
        _figure(say("rest on one publisher"), sum(m.publishers < 2 for m in meetings), meetings, language),
        _figure(say("sources differ on something"), sum(bool(m.conflict) for m in meetings), meetings, language),
        _figure(say("announced, and no page says that it took place"), len(passed), meetings, language),
        _figure(say("promises that nobody has looked at again"), len(promises), record.promises, language),
    ]


def _share_out(counts: Counter[str], names: Mapping[str, str], language: Language) -> list[Figure]:
    every = range(counts.total())
    return [_figure(name, counts[code], every, language) for code, name in names.items()]


def _figure(what: str, number: int, of: Sequence[object] | Mapping[str, object], language: Language) -> Figure:
    return Figure(what, language.number(number), f"{language.number(round(100 * number / len(of), 1))} %" if of else "")


def _tell(correction: Correction, page: Page) -> Mended:
    language = page.language
    meeting = page.record.by_id.get(correction.meeting_id)
    title = build_row(meeting, page).sentence if meeting else Markup("{}").format(correction.meeting_id)
    return Mended(
        correction,
        language.date(correction.day),
        words.fact(FACTS.get(correction.field, correction.field), language),
        title,
    )


def _day_of(release: Release, language: Language) -> str:
    return language.date(release.day) if release.day else ""
