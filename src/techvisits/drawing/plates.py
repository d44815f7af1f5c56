"""The maps of a plain page: pictures with links, of a trip with numbered stops, of where a place is, of all that is asked for.

Their base maps are files of their own, so that the page is light; these take the page's theme and font.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from techvisits.drawing import basemap
from techvisits.drawing.clusters import at_place
from techvisits.drawing.keys import missing_words
from techvisits.drawing.maps import Size, frame_area, list_areas
from techvisits.drawing.model import Drawing, Frame, Marker, View, Words
from techvisits.drawing.overview import core_frame, draw_overview, overview_frame
from techvisits.drawing.painters.svg import Href, paint_ground_file, paint_svg
from techvisits.drawing.region import REGION, draw_region
from techvisits.drawing.style import write_in_colours
from techvisits.drawing.trip import draw_trip, trip_frame
from techvisits.record.model import AREAS, ELSEWHERE, Place
from techvisits.text import legend, parties
from techvisits.text.page import Page
from techvisits.text.paths import PLACES, TRIPS, path_of, with_query
from techvisits.text.sections import render

# What is drawn is in sight on a phone; a wider window shows what is spare on both sides.
SIZE: Final[Size] = (350, 290)
SPARE: Final = {1: (408, 0), 2: (115, 0)}
# Beside two panes of all that is asked for stands the region, as high as they are.
NARROW: Final[Size] = (276, 290)
ROOM: Final = {1: (400, 0), 2: (130, 0)}
BESIDE: Final = Frame(REGION, 188, 290, View(36.4, 133.2, 3.0), (60, 0))

# What only the dashboard's script reads.
FOR_SCRIPTS: Final = re.compile(r' data-go="[^"]*"')


def draw_plates(page: Page) -> dict[str, Drawing]:
    """The open trip in each area that it has a located stop in, and in the region where it leaves these; by the area."""
    located = {stop.place.area for stop in page.stops if stop.place.position}
    areas = [area for area in AREAS if area in located]
    frames = {area: replace(trip_frame(area, SIZE, page.stops), spare=SPARE[len(areas)]) for area in areas}
    drawings: dict[str, Drawing] = {area: _quiet(draw_trip(page, frame), page) for area, frame in frames.items()}
    if ELSEWHERE in located:
        drawings[REGION] = _quiet(replace(draw_region(page), lines=()), page)
    return drawings


def draw_spot(page: Page, place: Place) -> dict[str, Drawing]:
    """Where a place is, by its area; nothing where nobody knows. The page asks for it."""
    if place.kind == "country" or not place.position:
        return {}
    middle = None if place.area in AREAS else place.position
    frame = replace(overview_frame(place.area, "both", SIZE, page.shown.meetings, middle), spare=SPARE[1])
    return {place.area: _quiet(replace(draw_overview(page, frame), lines=(), labels=()), page)}


def draw_survey(page: Page) -> dict[str, Drawing]:
    """All meetings that the page asks for in each area, and the region where they are in more than one; by the area."""
    found = list_areas(page)
    areas = [area for area in found if area in AREAS]
    drawings: dict[str, Drawing] = {}
    for area in areas:
        frame = replace(_frame_core(page, area), spare=ROOM[len(areas)])
        drawings[area] = _quiet(replace(draw_overview(page, frame), lines=(), labels=()), page)
    if len(found) > 1 and not page.is_short or not areas:
        drawings[REGION] = _quiet(draw_region(page, BESIDE), page)
    return {area: drawing for area, drawing in drawings.items() if drawing.markers or drawing.outline}


def plate_trip(page: Page) -> Markup:
    """The open trip: a pane for each area with a stop, and the region where it leaves these."""
    return _render(page, draw_plates(page), path_of(TRIPS, page.state.trip))


def plate_place(page: Page, place: Place) -> Markup:
    """Where the place is that the page asks for; empty where nobody knows. Of a city it shows more than could be links."""
    return _render(page, draw_spot(page, place), path_of(PLACES, place.place_id), is_linked=place.kind != "city")


def _frame_core(page: Page, area: str) -> Frame:
    """The pane of an area, closer where all its places but a few far ones lie near each other; without any, the city."""
    places = [meeting.place for meeting in page.shown.meetings if at_place(meeting)]
    is_known = any(place.area == area for place in places)
    return core_frame(area, NARROW, places) if is_known else frame_area(page, area, NARROW)


def plate_survey(page: Page, path: str) -> Markup:
    """The same as a picture; `path` is the page's own, beneath which the base maps lie. Empty where no place is known."""
    drawings = draw_survey(page)
    shown = [_keep_outside(drawing, page) if area == REGION else drawing for area, drawing in drawings.items()]
    missing = missing_words(page, shown) if drawings else ""
    return _render(page, drawings, path, missing=missing)


def _keep_outside(region: Drawing, page: Page) -> Drawing:
    """The region without the markers of the two cities, which tell of no place in them."""
    by_id = page.record.by_id
    outside = (marker for marker in region.markers if by_id[marker.meeting_ids[0]].place.area not in AREAS)
    return replace(region, markers=tuple(outside))


def paint_grounds(drawings: Mapping[str, Drawing], page: Page) -> dict[str, str]:
    """The base map of each drawing as a file, by its area."""
    files = {area: paint_ground_file(drawing, names=_names(area, page)) for area, drawing in drawings.items()}
    return {area: write_in_colours(picture) for area, picture in files.items()}


def _quiet(drawing: Drawing, page: Page) -> Drawing:
    """The drawing with its stops alone to be pointed at, and few words: the page tells the rest."""
    area = drawing.frame.area
    alt = page.language.say("Map of {city}", city=page.city_name(area)) if area in AREAS else page.language.say("Map")
    lines = [replace(line, words=Words(""), change=None) for line in drawing.lines]
    markers = [replace(marker, words=Words(_brief(marker, page))) for marker in drawing.markers]
    return replace(drawing, lines=tuple(lines), markers=tuple(markers), alt=alt)


def _brief(marker: Marker, page: Page) -> str:
    """A stop's number and host; of a place what it is called."""
    if not page.stops or len(marker.meeting_ids) > 1:
        return marker.words.title
    return f"{marker.number} {parties.brief_host(page.record.by_id[marker.meeting_ids[0]], page.language)}"


def _names(area: str, page: Page) -> str:
    return "plain" if area == REGION else page.language.code


def _render(
    page: Page, drawings: Mapping[str, Drawing], path: str, *, is_linked: bool = True, missing: str = ""
) -> Markup:
    href = page.links.href if is_linked else None
    panes = [(area, _paint(drawing, page, path, href), _name(area, page)) for area, drawing in drawings.items()]
    return render("plates.html", page, panes=panes, missing=missing, credit=basemap.CREDIT) if panes else Markup("")


def _paint(drawing: Drawing, page: Page, path: str, href: Href | None) -> Markup:
    area = drawing.frame.area
    picture = paint_svg(
        drawing,
        names=_names(area, page),
        href=href,
        identifier=f"plate-{area}",
        ground=with_query(f"{path}/ground/{area}.svg", page.language.code),
    )
    return Markup(FOR_SCRIPTS.sub("", picture))


def _name(area: str, page: Page) -> Markup:
    is_named = area in AREAS and (page.stops or not page.state.filters.ids("place"))
    return legend.render_pane_name(page, area) if is_named else Markup("")
