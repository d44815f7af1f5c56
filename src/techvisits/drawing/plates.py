"""The maps of a plain page: pictures with links, of a trip with numbered stops or of where a place is."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from markupsafe import Markup

from techvisits.drawing import basemap
from techvisits.drawing.model import Drawing
from techvisits.drawing.overview import draw_overview, overview_frame
from techvisits.drawing.painters.svg import paint_svg
from techvisits.drawing.region import draw_region
from techvisits.drawing.trip import draw_trip, trip_frame
from techvisits.record.model import AREAS, ELSEWHERE, Place
from techvisits.text import legend
from techvisits.text.page import Page
from techvisits.text.sections import render

# What is drawn is in sight on a phone; a wider window shows what is spare on both sides.
SIZE: Final = (350, 290)
SPARE: Final = {1: (335, 0), 2: (80, 0)}


def plate_trip(page: Page) -> Markup:
    """The open trip: a pane for each area that it has a located stop in, and the region where it leaves these."""
    located = {stop.place.area for stop in page.stops if stop.place.position}
    areas = [area for area in AREAS if area in located]
    panes = []
    for area in areas:
        frame = replace(trip_frame(area, SIZE, page.stops), spare=SPARE[len(areas)])
        panes.append((_paint(draw_trip(page, frame), page), legend.render_pane_name(page, area)))
    region = Markup("")
    if ELSEWHERE in located:
        region = paint_svg(draw_region(page), names="plain", href=page.links.href, identifier="plate-region")
    return _render(page, panes, region)


def plate_place(page: Page, place: Place) -> Markup:
    """Where the place is that the page's filters ask for; empty where nobody knows."""
    if place.kind == "country" or not place.position:
        return Markup("")
    frame = replace(overview_frame(place.area, "both", SIZE, page.shown.meetings), spare=SPARE[1])
    return _render(page, [(_paint(draw_overview(page, frame), page), Markup(""))], Markup(""))


def _paint(drawing: Drawing, page: Page) -> Markup:
    identifier = f"plate-{drawing.frame.area}"
    return paint_svg(drawing, names=page.language.code, href=page.links.href, identifier=identifier)


def _render(page: Page, panes: list[tuple[Markup, Markup]], region: Markup) -> Markup:
    if not panes and not region:
        return Markup("")
    return render("plates.html", page, panes=panes, region=region, credit=basemap.CREDIT)
