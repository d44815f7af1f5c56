"""The pictures of a page as HTML with links: panes, region and timeline, and the numbers beside what they can't show."""

from __future__ import annotations

from markupsafe import Markup

from techvisits.drawing import desk
from techvisits.drawing.edges import MOST_ELSEWHERE, MOST_LABELS, edge_labels, elsewhere_labels, render_edges
from techvisits.drawing.model import Drawing, Frame
from techvisits.drawing.painters.svg import paint_svg
from techvisits.drawing.painters.timeline_svg import paint_timeline
from techvisits.drawing.region import draw_region
from techvisits.drawing.timeline import Timeline
from techvisits.text import legend
from techvisits.text.page import Page
from techvisits.text.sections import render


def picture_pane(page: Page, drawing: Drawing, identifier: str) -> Markup:
    """One city's map with the city's name, and at its edge numbers of meetings that it can't show."""
    return render(
        "pane.html",
        page,
        area=drawing.frame.area,
        picture=paint_svg(drawing, names=page.language.code, href=page.links.href, identifier=identifier),
        name=legend.render_pane_name(page, drawing.frame.area),
        edges=list_edges(page, drawing.frame),
    )


def picture_under(page: Page, identifier: str) -> Markup:
    """What stands under the panes: the region, the legend, and numbers of meetings outside both areas."""
    region, elsewhere = picture_region(page, identifier), list_elsewhere(page)
    return render("under.html", page, region=region, legend=legend.render_legend(page), elsewhere=elsewhere)


def picture_region(page: Page, identifier: str) -> Markup:
    """The small map of the region: trips between the cities, and stops elsewhere; empty where it is not shown."""
    if not desk.has_region(page):
        return Markup("")
    return paint_svg(draw_region(page), names="plain", href=page.links.href, identifier=identifier)


def picture_time(page: Page, timeline: Timeline) -> Markup:
    """What is shown by month."""
    return paint_timeline(timeline, alt=desk.time_words(page), href=page.links.href)


def list_edges(page: Page, frame: Frame) -> Markup:
    """At a pane's edge, meetings that it can't show; empty with a trip open."""
    if page.stops:
        return Markup("")
    return render_edges(edge_labels(page, frame), page, most=MOST_LABELS[desk.width_of(page)])


def list_elsewhere(page: Page) -> Markup:
    """Beside the small map, meetings outside both areas; empty with a trip open."""
    if page.stops:
        return Markup("")
    return render_edges(elsewhere_labels(page), page, most=MOST_ELSEWHERE, lead=page.language.say("Elsewhere:"))
