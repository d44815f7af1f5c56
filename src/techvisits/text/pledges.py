"""The pages of promises: all that are asked for on one ladder, by country, and each on a page of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from techvisits.package.errors import Problem
from techvisits.record import filters
from techvisits.record.following import CHOICES, Asked, select, tally, to_query
from techvisits.record.portion import Portion
from techvisits.record.promises import LADDER, NEWS, NOT_LOOKED, Promise
from techvisits.record.record import Record
from techvisits.text import parties, words
from techvisits.text.choices import name_boxes, name_choice
from techvisits.text.language import Language
from techvisits.text.listing import OFFSET
from techvisits.text.outcome import RUNGS, Followed, StepLine, follow
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, PROMISES, path_of, with_query
from techvisits.text.plain import File, Head
from techvisits.text.sections import render

FILES: Final = {"csv": "text/csv", "json": "application/json"}
MOST_PROBLEMS: Final = 5
ROWS: Final = 12
OPTIONS: Final = 40
SELECTS: Final = ("company", "host")
SHOWN_STATES: Final = ("done", "under-way", "signed", "announced", "voiced", "dropped", "ended")


@dataclass(frozen=True)
class Rung:
    """One place of the ladder as drawn: `mark` is `at`, `was`, `end` or empty, `before` and `after` say where the line runs."""

    word: str
    mark: str
    before: bool
    after: bool
    lines: tuple[StepLine, ...]


@dataclass(frozen=True)
class Pledge:
    """A promise as a row: who said it to whom, when and where, and its ladder."""

    followed: Followed
    slot: int
    who_whom: str
    meeting: str
    when: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Group:
    """The promises made in one country, those without news first, then the newest."""

    name: str
    counts: str
    rows: Sequence[Pledge]


@dataclass(frozen=True)
class Choice:
    """One thing to choose, with how many promises it would show."""

    words: str
    count: int
    href: str
    is_on: bool


def head_of(asked: Asked, page: Page) -> Head:
    """What the page of these promises says of itself."""
    pairs = to_query(asked)
    files = [File(ending.upper(), f"/api/promises.{ending}{_written(pairs)}", kind) for ending, kind in FILES.items()]
    return Head(
        title_of(asked, page),
        lead_of(asked, page),
        path_of(PROMISES),
        query=pairs,
        dashboard=filters.to_query(asked.meetings),
        files=files,
        robots="noindex" if pairs else "",
    )


def head_of_one(promise: Promise, page: Page) -> Head:
    """What the page of one promise says of itself."""
    opened = [("meeting", promise.meeting.meeting_id)]
    (followed,) = follow([promise], page.language)
    stands = " · ".join(filter(None, [followed.state, *followed.flags, followed.due, followed.news]))
    return Head(promise.what, stands, path_of(PROMISES, promise.promise_id), preview=opened, dashboard=opened)


def title_of(asked: Asked, page: Page) -> str:
    """`What was promised, and what came of it: 41 of 93 done`."""
    found = select(asked, page.record)
    done = sum(promise.state == "done" for promise in found)
    if not found:
        return page.language.say("No promise on record matches")
    return page.language.say(
        "What was promised, and what came of it: {done} of {all} done",
        done=page.language.number(done),
        all=page.language.number(len(found)),
    )


def lead_of(asked: Asked, page: Page) -> str:
    """How the others stand, how many have had no news, and at how many nobody looked."""
    found, language = select(asked, page.record), page.language
    states = language.commas(_state_counts([promise for promise in found if promise.state != "done"], language))
    silent, not_looked = (sum(promise.news == news for promise in found) for news in NEWS)
    news = [
        language.say("{n} without news for half a year", n=language.number(silent)) if silent else "",
        language.say("{n} not looked at yet", n=language.number(not_looked)) if not_looked else "",
    ]
    counts = " · ".join(filter(None, [states, *news]))
    rule = language.say("Promises are never added up, and a step counts only with a page that tells of it.")
    return language.say("{counts}. {rule}", counts=counts, rule=rule) if counts else rule


def render_pledges(asked: Asked, page: Page, problems: Sequence[Problem] = (), offset: int = 0) -> Markup:
    """A portion of the promises that are asked for, under what can be asked for; `problems` are what was not understood."""
    found = select(asked, page.record)
    chosen = to_query(asked)
    return render(
        "promises.html",
        page,
        title=title_of(asked, page),
        ignored="; ".join(str(problem).partition(": ")[0] for problem in problems[:MOST_PROBLEMS]),
        lead=lead_of(asked, page),
        choices=[(_heading(key, page.language), [*_choices(key, asked, page)]) for key in CHOICES],
        selects=[(key, name_boxes(page.language)[key], _options(key, asked, page)) for key in SELECTS],
        kept=[pair for pair in chosen if pair[0] not in SELECTS],
        everything=path_of(PROMISES, "", page.language.code) if chosen else "",
        rungs=[*(words.step(step, page.language) for step in LADDER[:RUNGS]), words.step("ended", page.language)],
        groups=[*_groups(found, page, offset)],
        pager=_build_pager(asked, page, offset),
    )


def render_pledge(promise: Promise, page: Page) -> Markup:
    """One promise with all that is known of it."""
    number = page.language.number(float(promise.amount)) if promise.amount else ""
    return render(
        "promise.html",
        page,
        pledge=_pledge(promise, page),
        amount=f"{number} {words.unit(promise.unit, page.language)}",
    )


def _groups(promises: Sequence[Promise], page: Page, offset: int) -> Iterator[Group]:
    """The countries whose promises are among the `ROWS` after the first `offset`, with the numbers of all that were made there."""
    countries = Counter(promise.meeting.place.country_code for promise in promises)
    for code, number in countries.most_common():
        here = sorted(
            (promise for promise in promises if promise.meeting.place.country_code == code),
            key=lambda promise: not promise.is_silent,
        )
        rows = [_pledge(promise, page) for promise in here[max(offset, 0) : max(offset + ROWS, 0)]]
        offset -= number
        if rows:
            counts = " · ".join([page.language.number(number), *_state_counts(here, page.language)])
            yield Group(page.language.say("Made in {country}", country=page.language.country(code)), counts, rows)


def _build_pager(asked: Asked, page: Page, offset: int) -> list[tuple[str, str, str]]:
    """A link to the portion before and one to that after: the relation, the address, the words."""
    others = Portion(ROWS, offset).list_others(len(select(asked, page.record)))
    names = {"prev": "← " + page.language.say("Before"), "next": page.language.say("More promises") + " →"}
    return [(rel, _href(asked, page, others[rel].offset), text) for rel, text in names.items() if rel in others]


def _state_counts(promises: Sequence[Promise], language: Language) -> Iterator[str]:
    states = Counter(promise.state for promise in promises)
    for state in SHOWN_STATES:
        if states[state]:
            yield language.say("{n} {state}", n=language.number(states[state]), state=words.step(state, language))


def _pledge(promise: Promise, page: Page) -> Pledge:
    meeting, language = promise.meeting, page.language
    (followed,) = follow([promise], language)
    return Pledge(
        followed,
        page.colouring.slot_of(meeting),
        parties.who_whom(meeting, language),
        path_of(MEETINGS, meeting.meeting_id, language.code),
        language.commas([language.date(meeting.date, meeting.date_precision), words.where(meeting, language)]),
        tuple(_rungs(followed, language)),
    )


def _rungs(followed: Followed, language: Language) -> Iterator[Rung]:
    """The rungs with the steps that stand on them; what was dropped and what ended share the last."""
    places = [min(LADDER.index(line.step.step), RUNGS) for line in followed.steps]
    for number in range(RUNGS + 1):
        lines = tuple(line for line, place in zip(followed.steps, places, strict=True) if place == number)
        mark = "" if not lines else "was" if not lines[-1].is_last else "end" if number == RUNGS else "at"
        word = lines[-1].word if lines else words.step(LADDER[number], language)
        yield Rung(word, mark, min(places) < number <= max(places), min(places) <= number < max(places), lines)


def _heading(key: str, language: Language) -> str:
    say = language.say
    return {"state": say("State"), "news": say("News"), "flag": say("Beside it")}[key]


def _choices(key: str, asked: Asked, page: Page) -> Iterator[Choice]:
    counts, chosen = tally(key, asked, page.record), asked.values(key)
    values = SHOWN_STATES if key == "state" else CHOICES[key]
    for value in values:
        is_on = value in chosen
        after = [each for each in chosen if each != value] if is_on else [*chosen, value]
        yield Choice(_word(key, value, page.language), counts[value], _href(asked.asking(key, after), page), is_on)


def _word(key: str, value: str, language: Language) -> str:
    if key == "news":
        return language.say("no news for half a year") if value != NOT_LOOKED else language.say("not looked yet")
    return words.flag(value, language) if key == "flag" else words.step(value, language)


def _options(key: str, asked: Asked, page: Page) -> list[tuple[str, str, int, bool]]:
    """Id, name, number of promises and whether it is chosen, of those that received or made most, and of those chosen."""
    record, chosen = page.record, asked.meetings.ids(key)
    counts = Counter(i for promise in record.promises.values() for i in _ids(key, promise, record))
    ordered = sorted(counts, key=lambda i: (i not in chosen, -counts[i], record.find_name(i).english))[:OPTIONS]
    return [(i, name_choice(key, i, record, page.language), counts[i], i in chosen) for i in ordered]


def _ids(key: str, promise: Promise, record: Record) -> set[str]:
    meeting = promise.meeting
    if key == "company":
        return {*meeting.company_ids}
    return {i for host in meeting.hosts for i in (host.host_id, host.organization.organization_id)}


def _written(pairs: Sequence[tuple[str, str]]) -> str:
    return f"{'?' * bool(pairs)}{urlencode(pairs)}"


def _href(asked: Asked, page: Page, offset: int = 0) -> str:
    portion = [(OFFSET, str(offset))] if offset else []
    return with_query(f"/{PROMISES}", page.language.code, [*to_query(asked), *portion])
