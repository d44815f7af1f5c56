"""What came of promises, in words: where each stands, its dated steps, and whether there is news or nobody looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from techvisits.record.model import Meeting
from techvisits.record.promises import LADDER, Promise, Step
from techvisits.text import words
from techvisits.text.language import Language
from techvisits.text.page import Page
from techvisits.text.paths import PROMISES, path_of

RUNGS: Final = 5
"""So many steps lead up; the others are ends."""


@dataclass(frozen=True)
class StepLine:
    """A step in words; `is_last` where the promise stands there."""

    step: Step
    word: str
    when: str
    flags: tuple[str, ...]
    is_last: bool


@dataclass(frozen=True)
class Followed:
    """A promise in words, with the address of its page; `due` and `news` are empty where there is nothing to say.

    `rungs` are those of the ladder: `at` where it stands, `was` where it stood, else empty; one that is over ends in `end`.
    """

    promise: Promise
    href: str
    rungs: tuple[str, ...]
    state: str
    flags: tuple[str, ...]
    due: str
    news: str
    steps: tuple[StepLine, ...]


def follow_meeting(meeting: Meeting, page: Page) -> list[Followed]:
    """The promises made at a meeting."""
    return follow(page.record.promises_of.get(meeting.meeting_id, ()), page.language)


def follow_meetings(meetings: Iterable[Meeting], page: Page) -> list[Followed]:
    """The promises made at several meetings, in their order."""
    return [followed for meeting in meetings for followed in follow_meeting(meeting, page)]


def follow(promises: Iterable[Promise], language: Language) -> list[Followed]:
    """The promises in words."""
    return [
        Followed(
            promise,
            path_of(PROMISES, promise.promise_id, language.code),
            build_rungs(promise),
            words.step(promise.state, language),
            tuple(words.flag(flag, language) for flag in promise.flags),
            language.say("due {when}", when=language.when(promise.due)) if promise.due else "",
            news_words(promise, language),
            tuple(_line(step, step is promise.steps[-1], language) for step in promise.steps),
        )
        for promise in promises
    ]


def build_rungs(promise: Promise) -> tuple[str, ...]:
    """The rungs of its ladder, with one more where it was dropped or ended."""
    taken = {step.step for step in promise.steps}
    rungs = ["at" if rung == promise.state else "was" if rung in taken else "" for rung in LADDER[:RUNGS]]
    return (*rungs, *(["end"] if promise.state in LADDER[RUNGS:] else []))


def news_words(promise: Promise, language: Language) -> str:
    """`no news since 5 Feb 2026`, `not looked yet`, or when somebody looked; empty for what is over."""
    if promise.is_over:
        return ""
    if promise.looked_on is None:
        return language.say("not looked yet")
    if promise.is_silent:
        return language.say("no news since {when}", when=language.when(promise.steps[-1].date))
    return language.say("looked on {day}", day=language.date(promise.looked_on))


def _line(step: Step, is_last: bool, language: Language) -> StepLine:
    flags = tuple(words.flag(flag, language) for flag in step.flags)
    return StepLine(step, words.step(step.step, language), language.when(step.date), flags, is_last)
