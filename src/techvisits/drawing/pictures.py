"""The pictures of a page as HTML with links: panes, region and timeline, and the numbers beside what they can't show.

What was asked for last is kept: the first view and the dashboard that takes its place show the same, and most readers begin alike.
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from techvisits.drawing import desk
from techvisits.drawing.edges import MOST_ELSEWHERE, MOST_LABELS, edge_labels, elsewhere_labels, render_edges
from techvisits.drawing.model import Frame
from techvisits.drawing.painters.svg import paint_svg, paint_under
from techvisits.drawing.painters.timeline_svg import Wording, paint_timeline
from techvisits.drawing.region import FRAME as REGION_FRAME
from techvisits.drawing.region import draw_region
from techvisits.text import legend
from techvisits.text.origin import query_of
from techvisits.text.page import Page
from techvisits.text.sections import render
from techvisits.text.years.head import time_words


def ground_frames(page: Page) -> dict[str, Frame]:
    """The frames of all maps of a page, by their areas."""
    region = [REGION_FRAME] if desk.has_region(page) else []
    return {frame.area: frame for frame in (*desk.frames_of(page), *region)}


def ground_pane(page: Page, frame: Frame, *, is_known: bool = False) -> Markup:
    """What lies under a picture; where `is_known` its name alone, and where it can be had."""
    return paint_under(frame, f"ground/{frame.area}.svg{query_of(page)}" if is_known else "")


@lru_cache(maxsize=desk.KEPT)
def picture_pane(page: Page, frame: Frame) -> Markup:
    """One city's map, over its ground, with the city's name, and at its edge numbers of meetings that it can't show."""
    return render(
        "pane.html",
        page,
        area=frame.area,
        picture=paint_svg(
            desk.draw_pane(page, frame),
            names=page.language.code,
            href=page.links.href,
            identifier=f"picture-{frame.area}",
            is_bare=True,
        ),
        name=legend.render_pane_name(page, frame.area),
        edges=list_edges(page, frame),
    )


@lru_cache(maxsize=desk.KEPT)
def picture_under(page: Page, *, is_known: bool = False) -> Markup:
    """What stands under the panes: the region, the legend, and numbers of meetings outside both areas.

    Where the region's ground `is_known`, it is named alone.
    """
    region = desk.has_region(page)
    return render(
        "under.html",
        page,
        ground=ground_pane(page, REGION_FRAME, is_known=is_known) if region else "",
        region=picture_region(page) if region else "",
        legend=legend.render_legend(page),
        elsewhere=list_elsewhere(page),
    )


@lru_cache(maxsize=desk.KEPT)
def picture_region(page: Page) -> Markup:
    """The small map of the region, over its ground: trips between the cities, and stops elsewhere."""
    return paint_svg(draw_region(page), names="plain", href=page.links.href, identifier="picture-region", is_bare=True)


@lru_cache(maxsize=desk.KEPT)
def picture_time(page: Page, *, is_sourced: bool = True) -> Markup:
    """What is shown by month; only where it `is_sourced` with the pages that tell of terms and events."""
    hint = page.language.say("Span: arrow keys move it, with Shift they extend it, Enter shows it, Escape gives it up")
    words = Wording(time_words(page), hint, page.language.code)
    return paint_timeline(desk.draw_time(page), words, href=page.links.href, is_sourced=is_sourced)


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
