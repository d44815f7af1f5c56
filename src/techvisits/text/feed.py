"""What is new, entry by entry: meetings added, changed and withdrawn, and steps of promises, the newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from techvisits.record.history import ADDED, Change, Correction, version_key
from techvisits.record.promises import News, list_news
from techvisits.record.when import days_of
from techvisits.text import parties, words
from techvisits.text.asked import list_asked
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, PROMISES, path_of, with_query

STEP: Final = "step"


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news. `key` is its own for good; `kind` is that of a change or `step`; `path` is its plain page, `dashboard`
    the same there, `sources` pages that tell why; `topics` are ids with their labels.
    """

    key: str
    kind: str
    day: dt.date
    title: str
    summary: str
    path: str
    dashboard: str = ""
    sources: tuple[str, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()


def list_items(page: Page) -> list[Change | News]:
    """What is new about all that the filters let through, the newest first; withdrawn meetings only where they let all through."""
    meeting_ids = page.shown.meeting_ids
    shows_all = page.state.filters.is_empty
    changes = [
        change
        for change in page.record.history.changes
        if change.meeting_id in meeting_ids or (shows_all and change.meeting_id not in page.record.by_id)
    ]
    promises = [promise for promise in page.record.promises.values() if promise.meeting.meeting_id in meeting_ids]
    steps = [news for news in list_news(promises) if days_of(news.step.date)[1] > news.promise.meeting.date_end]
    return sorted([*changes, *steps], key=lambda item: (day_of(item, page), *_age(item)), reverse=True)


def build_entries(items: Sequence[Change | News], page: Page) -> Iterator[Entry]:
    """The items as entries, in their order."""
    for item in items:
        if isinstance(item, News):
            yield _build_step(item, page)
        elif item.meeting_id in page.record.by_id:
            yield _build_change(item, page)
        else:
            yield _build_gone(item, page)


def title_of(page: Page) -> str:
    """What a feed is called: what is asked for, or that it is all."""
    asked = page.language.commas([each.words for each in list_asked(page)])
    everything = page.language.say("new and corrected meetings")
    return f"Tech Visits: {asked or everything}"


def day_of(item: Change | News, page: Page) -> dt.date:
    """The day of its release; of a step the last that it may mean, but no day after the release of the data."""
    today = page.record.released.date()
    if isinstance(item, Change):
        return page.record.history.day_of(item) or today
    return min(days_of(item.step.date)[1], today)


def _age(item: Change | News) -> tuple[tuple[int, ...], str]:
    """What is sorted by within a day: the later version, then the later meeting first."""
    if isinstance(item, Change):
        return version_key(item.version), item.meeting_id
    return (), f"{item.promise.meeting.meeting_id} {item.promise.promise_id}"


def _build_change(change: Change, page: Page) -> Entry:
    language, meeting = page.language, page.record.by_id[change.meeting_id]
    who = str(parties.sentence(meeting, language).striptags())
    reasons = page.record.history.reasons.get(change, ())
    if change.kind == ADDED:
        title, told = language.say("New: {meeting}", meeting=who), [meeting.summary, meeting.outcome]
    else:
        changed = language.say("Changed: {meeting}", meeting=who)
        title = language.say("Corrected: {meeting}", meeting=who) if reasons else changed
        facts = language.commas([words.fact(fact, language) for fact in change.facts])
        told = [
            *_tell(reasons),
            language.say("Changed in version {version}: {facts}.", version=change.version, facts=facts),
        ]
    return Entry(
        key=f"{MEETINGS}/{change.meeting_id}/{change.version}",
        kind=change.kind,
        day=day_of(change, page),
        title=language.commas([title, language.date(meeting.date, meeting.date_precision)]),
        summary="\n".join(filter(None, told)),
        path=path_of(MEETINGS, change.meeting_id, language.code),
        dashboard=with_query("/", language.code, [("meeting", change.meeting_id)]),
        sources=tuple(dict.fromkeys(reason.url for reason in reasons if reason.url)),
        topics=tuple((topic.topic_id, language.topic(topic)) for topic in meeting.topics),
    )


def _build_gone(change: Change, page: Page) -> Entry:
    """An entry for what was said of a meeting that is no longer in the record."""
    language, reasons = page.language, page.record.history.reasons.get(change, ())
    heir = page.record.by_id.get(page.record.find_heir(change.meeting_id))
    word = language.say("Withdrawn: {meeting_id}", meeting_id=change.meeting_id)
    if heir:
        who = str(parties.sentence(heir, language).striptags())
        word = language.say("Merged: {meeting_id} is now {meeting}", meeting_id=change.meeting_id, meeting=who)
    if change.kind == ADDED:
        word = language.say("New, and withdrawn since: {meeting_id}", meeting_id=change.meeting_id)
    return Entry(
        key=f"{MEETINGS}/{change.meeting_id}/{change.version}",
        kind=change.kind,
        day=day_of(change, page),
        title=word,
        summary="\n".join(_tell(reasons)),
        path=path_of(MEETINGS, change.meeting_id, language.code),
        sources=tuple(dict.fromkeys(reason.url for reason in reasons if reason.url)),
    )


def _build_step(news: News, page: Page) -> Entry:
    language, step, promise = page.language, news.step, news.promise
    state = language.commas([words.step(step.step, language), *(words.flag(flag, language) for flag in step.flags)])
    return Entry(
        key=f"{PROMISES}/{promise.promise_id}/{step.date}/{step.step}",
        kind=STEP,
        day=day_of(news, page),
        title=language.say("Promise {state}: {what}", state=state, what=promise.what),
        summary=f"{language.when(step.date)}: {step.what}",
        path=path_of(PROMISES, promise.promise_id, language.code),
        dashboard=with_query("/", language.code, [("meeting", promise.meeting.meeting_id)]),
        sources=(step.url,),
        topics=tuple((topic.topic_id, language.topic(topic)) for topic in promise.meeting.topics),
    )


def _tell(reasons: Sequence[Correction]) -> list[str]:
    return [" ".join(filter(None, (reason.what, reason.why))) for reason in reasons]
