"""The desk: which maps a page shows, how large they are, and what is drawn on each and on the timeline."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from techvisits.drawing.model import Drawing, Frame
from techvisits.drawing.overview import draw_overview, overview_frame
from techvisits.drawing.timeline import Timeline, build_timeline
from techvisits.drawing.trip import draw_trip, trip_frame
from techvisits.record.model import AREAS
from techvisits.text.address import BOTH, BY_COMPANY
from techvisits.text.page import Page

PANES: Final = {False: {"pane": (400, 512), "wide": (808, 512)}, True: {"pane": (360, 450), "wide": (808, 450)}}
# So many drawings are kept: picture and live map of a page are painted from one, and most readers begin alike.
KEPT: Final = 64
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
        frame = overview_frame(area, page.state.view, size, near)
    return replace(frame, spare=SPARE[width])


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
    """What is shown by month; with a trip or a meeting open, that is lit and the rest is faint."""
    asked, opened = page.state.filters, page.state.meeting
    earliest, latest = page.record.span
    lit = frozenset(stop.meeting.meeting_id for stop in page.stops) or frozenset([opened] if opened else [])
    return build_timeline(
        page.shown.meetings,
        (max(asked.first or earliest, earliest), min(asked.last or latest, latest)),
        language=page.language,
        colouring=page.colouring,
        lit=lit,
        selected=opened,
        asked=page.asked,
    )


def time_words(page: Page) -> str:
    """What the timeline shows, as a heading."""
    say = page.language.say
    by_company = page.colouring.filter == BY_COMPANY
    return say("Meetings by month, by company") if by_company else say("Meetings by month, by who received them")
