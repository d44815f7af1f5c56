"""Who was there on which day: a lane a leader, Japan above Korea, a disc a meeting in the colour of who received."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from techvisits.drawing.charts.marks import (
    END,
    MIDDLE,
    MUTED,
    SMALL,
    Box,
    Chart,
    Disc,
    Frame,
    Line,
    Mark,
    Words,
    fit,
    fit_person,
    slot_tone,
    wide,
)
from techvisits.record.governments import COUNTRIES, JAPAN
from techvisits.record.questions.town import Lane, Town, Window
from techvisits.text import parties
from techvisits.text.page import Page
from techvisits.text.questions.town import event_name, events_of

HEAD: Final = 24
ROW: Final = 18
FOOT: Final = 24
EVENT: Final = 18
RADIUS: Final = 5
BESIDE: Final = 7
PARTING: Final = 8
EDGE: Final = 14
LEAST: Final = 36
CUT: Final = 22
"""More lanes than are drawn in a small picture, in each country."""


def draw_town(found: Town, page: Page, frame: Frame) -> Chart:
    """The days from left to right, the busiest of them tinted, weeks as hairlines."""
    if not found.window or not found.lanes:
        return Chart(frame.width, 1, [])
    marks: list[Mark] = []
    y = float(HEAD)
    for code in COUNTRIES:
        lanes = [lane for lane in found.lanes if lane.country_code == code]
        if not lanes:
            continue
        if marks:
            marks.append(Line(0, y + PARTING / 2, frame.width, y + PARTING / 2))
            y += PARTING
        marks.append(Words(0, y + 13, _where(code, page), is_bold=True))
        for row, lane in enumerate(lanes[: frame.rows + CUT], 1):
            marks += _lane(lane, y + ROW * row, found.window, page, frame)
        y += ROW * (min(len(lanes), frame.rows + CUT) + 1)
    ground = [*_rush(found, y, page, frame), *_weeks(found.window, y, page, frame)]
    events = [*_events(found.window, y + FOOT, page, frame)]
    return Chart(frame.width, y + FOOT + (EVENT if events else 0), [*ground, *marks, *events])


def _where(country_code: str, page: Page) -> str:
    return page.language.say("In Japan") if country_code == JAPAN else page.language.say("In Korea")


def _x(day: dt.date, window: Window, frame: Frame) -> float:
    """The middle of a day."""
    days = (window.last - window.first).days + 1
    return frame.names + (frame.width - frame.names - 10) * ((day - window.first).days + 0.5) / days


def _rush(found: Town, foot: float, page: Page, frame: Frame) -> Iterator[Mark]:
    """The busiest days with how many leaders they had, where they are not all."""
    rush, window = found.rush, found.window
    if not rush or not window or rush.leaders >= window.leaders:
        return
    half = (
        (_x(window.last, window, frame) - _x(window.first, window, frame))
        / max((window.last - window.first).days, 1)
        / 2
    )
    last = min(rush.last, window.last)
    left, right = _x(rush.first, window, frame) - half, _x(last, window, frame) + half
    yield Box(left, HEAD - 2, right - left, foot - HEAD + 2, "rule", 0.45)
    days = page.language.interval(rush.first, last)
    text = page.language.count("{days}: {n} leader", "{days}: {n} leaders", rush.leaders, days=days)
    middle = min(max((left + right) / 2, wide(text) / 2), frame.width - wide(text) / 2)
    yield Words(middle, HEAD - 8, text, anchor=MIDDLE, is_bold=True)


def _weeks(window: Window, foot: float, page: Page, frame: Frame) -> Iterator[Mark]:
    for number in range(0, (window.last - window.first).days + 1, 7):
        day = window.first + dt.timedelta(days=number)
        x = _x(day, window, frame)
        yield Line(x, HEAD, x, foot)
        yield Words(x, foot + 14, page.language.short_date(day), SMALL, MIDDLE, MUTED)


def _events(window: Window, top: float, page: Page, frame: Frame) -> Iterator[Mark]:
    """What happened then, as a line over its days with its name, one beside the other."""
    taken = 0.0
    for event in sorted(events_of(window, page.record), key=lambda event: event.first):
        left, right = (_x(min(max(day, window.first), window.last), window, frame) for day in (event.first, event.last))
        name = event_name(event, page)
        start = min(max((left + right - wide(name, SMALL)) / 2, taken), frame.width - wide(name, SMALL))
        if start >= taken:
            yield Line(left - RADIUS, top + 1, right + RADIUS, top + 1, MUTED, 2)
            yield Words(start, top + 15, name, SMALL, tone=MUTED)
            taken = start + wide(name, SMALL) + 10


def _lane(lane: Lane, y: float, window: Window, page: Page, frame: Frame) -> Iterator[Mark]:
    name, company = (page.language.name(page.record.find_name(i)) for i in (lane.leader_id, lane.company_id))
    name, edge = fit_person(name, frame.names - EDGE), float(frame.names - EDGE)
    if (room := edge - wide(name) - 4) > LEAST:
        company = fit(company, room, SMALL)
        yield Words(edge, y + 13, company, SMALL, END, MUTED)
        edge -= wide(company, SMALL) + 5
    yield Words(edge, y + 13, name, anchor=END)
    first, last = (_x(meeting.date, window, frame) for meeting in (lane.meetings[0], lane.meetings[-1]))
    if last > first:
        yield Line(first, y + 9, last, y + 9, MUTED, 1.6)
    yield from _discs(lane, y + 9, (window, page), frame)


def _discs(lane: Lane, y: float, shown: tuple[Window, Page], frame: Frame) -> Iterator[Mark]:
    """Those of one day beside each other."""
    window, page = shown
    days = [meeting.date for meeting in lane.meetings]
    for number, meeting in enumerate(lane.meetings):
        before, same = days[:number].count(meeting.date), days.count(meeting.date)
        x = _x(meeting.date, window, frame) + (before - (same - 1) / 2) * BESIDE
        title = f"{page.language.date(meeting.date)}: {parties.who_whom(meeting, page.language)}"
        yield Disc(x, y, RADIUS, slot_tone(page.colouring.slot_of(meeting)), title=title)
