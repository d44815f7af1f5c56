"""Maps that stand alone, without the dashboard around them: which areas they show, how closely, and where each is named."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from techvisits.drawing import desk, screen
from techvisits.drawing.clusters import at_place
from techvisits.drawing.keys import list_keys, missing_words
from techvisits.drawing.model import NAME_HEIGHT, Drawing, Frame, Label, View
from techvisits.drawing.overview import overview_frame
from techvisits.drawing.painters.marks import paint_mark
from techvisits.drawing.painters.markup import element, joined, put
from techvisits.drawing.painters.svg import Href, paint_svg
from techvisits.drawing.trip import trip_frame
from techvisits.record.model import AREAS, ELSEWHERE, Meeting
from techvisits.text import words
from techvisits.text.address import BOTH
from techvisits.text.origin import route_page
from techvisits.text.page import Page

Size = tuple[int, int]
ALONE: Final[Size] = (350, 320)
BESIDE: Final[Size] = (316, 316)
BELOW: Final[Size] = (350, 240)
SPARE: Final = 145
"""Pixels on both sides of a map that stands alone in its row, which a narrow window does not show."""

NARROWEST: Final = 0.84
"""How large a map is in a frame of 320 pixels, beside the size that it is drawn in."""

PADDING, CLOSEST, FARTHEST = 56, 7.6, 3.4
MOST_CITIES: Final = 3
NAME_SIZE: Final = 14.0
FITS: Final = 24
"""Of so many meetings a map looks at the places themselves, of more at the city."""

KEY: Final = Markup('<span class="key">{}{}</span> ')
KEY_BOX: Final = {"viewBox": "-6 -6 12 12", "width": "12", "height": "12", "aria-hidden": "true"}
DOT: Final = 6.0
WRAP: Final = Markup('<div class="small-map" style="display:flex;flex-wrap:wrap;gap:8px">{}</div>')


def draw_small_map(page: Page, *, names: str = "", href: Href | None = None) -> Markup:
    """The maps of the page's meeting, trip, or filters as HTML: one `<div>` with an `<svg>` an area; empty where no place is known.

    `names` is the language of the base map's names, or `plain` for none; without it the page's. The markers are links to
    what `href` gives for their change. The colours are the CSS variables of `style.write_colours`.
    """
    shown = route_page(page)
    maps = [
        put(
            paint_svg(
                draw_plate(shown, frame), names=names or page.language.code, href=href, identifier=f"map-{frame.area}"
            ),
            {"style": _style(frame)},
        )
        for frame in small_frames(shown)
    ]
    return WRAP.format(joined(maps)) if maps else Markup("")


def draw_small_keys(page: Page) -> Markup:
    """What the colours and shapes mean that occur on the small map, and what it can't show, each a `<span class="key">`."""
    shown = route_page(page)
    drawings = [draw_plate(shown, frame) for frame in small_frames(shown)]
    keys = list_keys(shown, drawings, DOT) if drawings else ()
    written = [KEY.format(element("svg", KEY_BOX, paint_mark(mark)), meaning) for mark, meaning in keys]
    missing = missing_words(shown, drawings) if drawings else ""
    return joined([*written, *([KEY.format("", missing)] if missing else [])])


def _style(frame: Frame) -> str:
    """Beside another where there is room for two, else in a row of its own, whose sides a narrow window cuts off."""
    if not frame.spare[0]:
        return "flex:1 1 280px;min-width:0;width:100%;height:auto"
    wide = frame.width + 2 * frame.spare[0]
    least = frame.height * NARROWEST
    return (
        f"flex:1 1 100%;min-width:0;width:100%;height:auto;aspect-ratio:{wide}/{frame.height};min-height:{least:.0f}px"
    )


def small_frames(page: Page) -> list[Frame]:
    """The panes of a small map: one is wide, two stand beside each other, a third below."""
    areas = list_areas(page)
    sizes = (ALONE,) if len(areas) == 1 else (BESIDE, BESIDE, BELOW)
    frames = [frame_area(page, area, size) for area, size in zip(areas, sizes, strict=False)]
    return [
        replace(frame, spare=(0 if size == BESIDE else SPARE, 0)) for frame, size in zip(frames, sizes, strict=False)
    ]


def list_areas(page: Page) -> list[str]:
    """The areas to show, from west to east and then `ELSEWHERE`: that of the open meeting, else those where something is.

    A `view` of one area shows no other.
    """
    if page.state.meeting:
        meetings: Sequence[Meeting] = [page.record.by_id[page.state.meeting]]
    else:
        meetings = page.seen.meetings
    found = {meeting.place.area for meeting in meetings if page.centre_of(meeting)}
    areas: list[str] = [area for area in (*AREAS, ELSEWHERE) if area in found]
    return areas if page.state.view == BOTH else [area for area in areas if area == page.state.view]


def frame_area(page: Page, area: str, size: Size) -> Frame:
    """The pane for an area's stops or meetings, at that size; of many, or of none in a known place, the whole city."""
    if area not in AREAS:
        return _frame_elsewhere(page, size)
    here = _meetings_in(page, area)
    if page.stops:
        is_located = any(meeting.place.position and not meeting.place.is_vague for meeting in here)
        return trip_frame(area, size, page.stops) if is_located else _frame_city(area, size)
    is_known = any(at_place(meeting) for meeting in here)
    return overview_frame(area, BOTH, size, here) if is_known and len(here) <= FITS else _frame_city(area, size)


def _frame_city(area: str, size: Size) -> Frame:
    """As much of the city as the dashboard shows of both."""
    closer = math.log2(min(own / usual for own, usual in zip(size, desk.PANES[False]["pane"], strict=True)))
    frame = overview_frame(area, BOTH, size)
    return replace(frame, view=replace(frame.view, zoom=frame.view.zoom + closer))


def _frame_elsewhere(page: Page, size: Size) -> Frame:
    """The pane for what lies outside both areas, so far out that its coasts tell where it is."""
    centres = [meeting.place.position or page.centre_of(meeting) for meeting in _meetings_in(page, ELSEWHERE)]
    positions = list(dict.fromkeys(centre for centre in centres if centre))
    zoom = screen.fit_zoom(positions, size=size, padding=PADDING, closest=CLOSEST, farthest=FARTHEST)
    return Frame(ELSEWHERE, *size, View(*screen.centre_of(positions), zoom))


def draw_plate(page: Page, frame: Frame) -> Drawing:
    """What a pane shows, with the name of its city, or of the cities elsewhere, in the corner, or in the middle of an edge that is always seen, and how many meetings were there.

    Where nothing can be shown as a point the city itself is drawn.
    """
    drawing = desk.draw_pane(page, frame)
    at, anchor = (frame.width / 2, "middle") if frame.spare[0] else (10, "start")
    corner = at, NAME_HEIGHT / 2
    name = Label(frame.position(corner), corner, _name_area(page, frame.area), NAME_SIZE, anchor)
    outline = drawing.outline if drawing.markers or frame.area not in AREAS else "lit"
    return replace(drawing, labels=(*drawing.labels, name), outline=outline)


def _name_area(page: Page, area: str) -> str:
    """`Seoul · 420 meetings`, of a trip the name alone."""
    here, language = _meetings_in(page, area), page.language
    names = dict.fromkeys(words.city(meeting, language) for meeting in here)
    name = page.city_name(area) if area in AREAS else language.cut([*names], MOST_CITIES)
    number = language.count("{n} meeting", "{n} meetings", len(here))
    return name if page.stops else f"{name} · {number}"


def _meetings_in(page: Page, area: str) -> list[Meeting]:
    """Those of an area of which at least the city is known."""
    return [meeting for meeting in page.seen.meetings if meeting.place.area == area and page.centre_of(meeting)]
