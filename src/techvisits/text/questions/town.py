"""Who was in town at the same time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from techvisits.record.calendar import Event
from techvisits.record.governments import JAPAN, KOREA
from techvisits.record.questions.town import Town, Window
from techvisits.record.record import Record
from techvisits.text import parties, words
from techvisits.text.page import Page
from techvisits.text.questions.answer import Cell, Told, meeting_day, node, only_held

MONTH: Final = dt.timedelta(days=31)
JOINED: Final = "\u2060–\u2060"
"""A dash at which no line is broken."""


def tell_town(found: Town, page: Page) -> Told:
    """What the picture of lanes shows."""
    say, language = page.language.say, page.language
    columns = [say("Day"), say("Leader"), say("Company"), say("Hosts"), say("City")]
    rows = [
        [
            meeting_day(meeting, page),
            node(lane.leader_id, page),
            node(lane.company_id, page),
            Cell(parties.list_texts(parties.hosts(meeting, language), language)),
            Cell(words.city(meeting, language)),
        ]
        for lane in found.lanes
        for meeting in lane.meetings
    ]
    rows.sort(key=lambda row: row[0].href)
    behind, window = only_held(page.state.filters), found.window
    if window:
        behind = replace(behind, first=window.first, last=window.last)
    return Told(_title(found, page), _standfirst(found, page), columns, rows, behind)


def window_words(window: Window, page: Page) -> str:
    """`21 Oct – 3 Nov 2025`."""
    return JOINED.join(page.language.interval(window.first, window.last).split("–"))


def events_of(window: Window, record: Record) -> list[Event]:
    """The events of a month at the most that fell into the days."""
    return [
        event
        for event in record.events
        if event.first <= window.last and event.last >= window.first and event.last - event.first < MONTH
    ]


def event_name(event: Event, page: Page) -> str:
    """`G7 Hiroshima`."""
    return event.labels.get(page.language.code) or event.labels["en"]


def _title(found: Town, page: Page) -> str:
    language, window = page.language, found.window
    if not window:
        return language.say("Nobody is on record here with a day that is known")
    span = window_words(window, page)
    if not window.leaders:
        return language.say("No leader is on record here, {span}", span=span)
    where = {code: language.number(found.leaders_in(code)) for code in (JAPAN, KOREA)}
    if found.is_found:
        return language.count(
            "{n} leader came within a fortnight, {span}: {japan} to Japan, {korea} to Korea",
            "{n} leaders came within a fortnight, {span}: {japan} to Japan, {korea} to Korea",
            window.leaders,
            span=span,
            japan=where[JAPAN],
            korea=where[KOREA],
        )
    return language.count(
        "{n} leader came, {span}: {japan} to Japan, {korea} to Korea",
        "{n} leaders came, {span}: {japan} to Japan, {korea} to Korea",
        window.leaders,
        span=span,
        japan=where[JAPAN],
        korea=where[KOREA],
    )


def _standfirst(found: Town, page: Page) -> str:
    say, space = page.language.say, page.language.custom.space
    drawn = say(
        "Who was in town at the same time: a lane a leader, a disc a meeting held, in the colour of who received."
    )
    if found.window and (events := events_of(found.window, page.record)):
        told = [
            say("{event}, {days}", event=event_name(each, page), days=page.language.interval(each.first, each.last))
            for each in events
        ]
        at_the_time = say("At the time: {events}.", events="; ".join(told))
        drawn = f"{drawn}{space}{at_the_time}"
    if not found.is_found:
        return drawn
    chosen = say("The busiest fortnight on record here; a first and a last day choose others.")
    return f"{drawn}{space}{chosen}"
