"""The maps of a plain page: pictures with links, of a trip with numbered stops or of where a place is.

Their base maps are files of their own, so that the page is light; these take the page's colours and font.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from techvisits.drawing import basemap
from techvisits.drawing.model import Drawing, Line, Words
from techvisits.drawing.overview import draw_overview, overview_frame
from techvisits.drawing.painters.svg import paint_ground_file, paint_svg
from techvisits.drawing.region import draw_region
from techvisits.drawing.trip import draw_trip, trip_frame
from techvisits.record.model import AREAS, ELSEWHERE, Place
from techvisits.text import legend
from techvisits.text.page import Page
from techvisits.text.paths import PLACES, TRIPS, path_of, with_query
from techvisits.text.sections import render

# What is drawn is in sight on a phone; a wider window shows what is spare on both sides.
SIZE: Final = (350, 290)
SPARE: Final = {1: (335, 0), 2: (80, 0)}


def draw_plates(page: Page) -> Mapping[str, Drawing]:
    """The open trip in each area that it has a located stop in, by the area."""
    areas = [area for area in AREAS if any(stop.place.area == area and stop.place.position for stop in page.stops)]
    frames = {area: replace(trip_frame(area, SIZE, page.stops), spare=SPARE[len(areas)]) for area in areas}
    return {area: _quiet(draw_trip(page, frame), page) for area, frame in frames.items()}


def draw_spot(page: Page, place: Place) -> Mapping[str, Drawing]:
    """Where a place is, by its area; nothing where nobody knows. The page asks for it."""
    if place.kind == "country" or not place.position:
        return {}
    frame = replace(overview_frame(place.area, "both", SIZE, page.shown.meetings), spare=SPARE[1])
    return {place.area: _quiet(replace(draw_overview(page, frame), lines=(), labels=()), page)}


def plate_trip(page: Page) -> Markup:
    """The open trip: a pane for each area with a stop, and the region where it leaves these."""
    path = f"{path_of(TRIPS, page.state.trip)}/ground"
    panes = [
        (_paint(drawing, page, path), legend.render_pane_name(page, area))
        for area, drawing in draw_plates(page).items()
    ]
    is_far = any(stop.place.area == ELSEWHERE and stop.place.position for stop in page.stops)
    region = replace(draw_region(page), lines=()) if is_far else None
    return _render(page, panes, region)


def plate_place(page: Page, place: Place) -> Markup:
    """Where the place is that the page asks for; empty where nobody knows."""
    path = f"{path_of(PLACES, place.place_id)}/ground"
    return _render(page, [(_paint(d, page, path), Markup("")) for d in draw_spot(page, place).values()], None)


def paint_grounds(drawings: Mapping[str, Drawing], page: Page) -> Mapping[str, Markup]:
    """The base map of each drawing as a file, by its area."""
    return {area: paint_ground_file(drawing, names=page.language.code) for area, drawing in drawings.items()}


def _quiet(drawing: Drawing, page: Page) -> Drawing:
    """The drawing with lines that can't be pointed at, since its stops lead to the same; the page says in words what it shows."""
    alt = page.language.say("Map of {city}", city=page.city_name(drawing.frame.area))
    return replace(drawing, lines=tuple(map(_mute, drawing.lines)), alt=alt)


def _mute(line: Line) -> Line:
    return replace(line, words=Words(""), change=None)


def _paint(drawing: Drawing, page: Page, path: str) -> Markup:
    area = drawing.frame.area
    return paint_svg(
        drawing,
        names=page.language.code,
        href=page.links.href,
        identifier=f"plate-{area}",
        ground=with_query(f"{path}/{area}.svg", page.language.code),
    )


def _render(page: Page, panes: Sequence[tuple[Markup, Markup]], region: Drawing | None) -> Markup:
    if not panes and not region:
        return Markup("")
    far = paint_svg(region, names="plain", href=page.links.href, identifier="plate-region") if region else Markup("")
    return render("plates.html", page, panes=panes, region=far, credit=basemap.CREDIT)
