"""The desk: which maps a page shows, how large they are, and what is drawn on each and on the timeline."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache
from typing import Final

from techvisits.drawing.backdrop import build_bands, build_marks
from techvisits.drawing.edges import STRIP
from techvisits.drawing.model import Drawing, Frame, View
from techvisits.drawing.overview import common_zoom, draw_overview, overview_frame
from techvisits.drawing.screen import centre_of, is_inside
from techvisits.drawing.timeline import Timeline, build_timeline, count_months
from techvisits.drawing.trip import draw_trip, trip_frame
from techvisits.record.filters import apply
from techvisits.record.model import AREAS
from techvisits.text.address import BOTH
from techvisits.text.page import Page
from techvisits.text.years.spans import asked_span

PANES: Final = {False: {"pane": (400, 512), "wide": (808, 512)}, True: {"pane": (360, 450), "wide": (808, 450)}}
# So many drawings are kept: picture and live map of a page are painted from one, and most readers begin alike.
KEPT: Final = 64
SEEN: Final = 340
"""Pixels of a pane's height, in its middle, that every window shows."""

SPARE: Final = {"pane": (200, 125), "wide": (420, 125)}


def frames_of(page: Page) -> list[Frame]:
    """A pane for each area that the page shows, from left to right."""
    areas = AREAS if page.state.view == BOTH else (page.state.view,)
    return [_frame(page, area, width_of(page)) for area in areas]


def width_of(page: Page) -> str:
    """How wide the panes are: `pane` where there are two, `wide` where there is one."""
    return "pane" if page.state.view == BOTH else "wide"


def _frame(page: Page, area: str, width: str) -> Frame:
    size = PANES[bool(page.stops)][width]
    if page.stops:
        frame = trip_frame(area, size, page.stops)
    else:
        near = page.shown.meetings if page.state.filters.ids("place") else ()
        frame = _reach(overview_frame(area, page.state.view, size, near), page)
    return replace(frame, spare=SPARE[width])


def _reach(frame: Frame, page: Page) -> Frame:
    """The pane, or a wider one that the open meeting's place is in too."""
    place = page.record.by_id[page.state.meeting].place if page.state.meeting else None
    if place is None or place.area != frame.area or not place.position:
        return frame
    hidden = (frame.height - SEEN) / 2
    if is_inside(frame.pixel(place.position), ((0, hidden), (frame.width, frame.height - hidden - STRIP))):
        return frame
    both = [(frame.view.latitude, frame.view.longitude), place.position]
    zoom = min(frame.view.zoom, common_zoom([both], (frame.width, SEEN)))
    return replace(frame, view=View(*centre_of(both), zoom))


@lru_cache(maxsize=KEPT)
def draw_pane(page: Page, frame: Frame) -> Drawing:
    """What a pane shows: the stops of the open trip, or places with their meetings."""
    return draw_trip(page, frame) if page.stops else draw_overview(page, frame)


def has_region(page: Page) -> bool:
    """Whether the small map of the region stands beside the panes: with a trip open, only where it leaves them."""
    if page.state.view != BOTH:
        return False
    return not page.stops or any(stop.place.area not in AREAS for stop in page.stops)


@lru_cache(maxsize=KEPT)
def draw_time(page: Page) -> Timeline:
    """What is shown by month, and what only the chosen span hides; with a trip or a meeting open, that is lit and the rest is faint."""
    opened, record = page.state.meeting, page.record
    lit = frozenset(stop.meeting.meeting_id for stop in page.stops) or frozenset([opened] if opened else [])
    made = build_timeline(
        page.shown.meetings,
        record.span,
        language=page.language,
        colouring=page.colouring,
        lit=lit,
        selected=opened,
        asked=page.asked,
    )
    span = asked_span(page.state.filters, record.span)
    made = replace(made, span=span, hidden=_count_hidden(page) if span else ())
    axis, language = made.axis, page.language
    bands, marks = build_bands(record.terms, axis, language), build_marks(record.events, axis, language)
    return replace(made, bands=bands, marks=marks)


def _count_hidden(page: Page) -> tuple[tuple[dt.date, int], ...]:
    """How many meetings of each month only the chosen span hides."""
    whole = apply(replace(page.state.filters, first=None, last=None), page.record)
    return count_months(meeting for meeting in whole.meetings if meeting.meeting_id not in page.shown.meeting_ids)
