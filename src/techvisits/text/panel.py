"""The right-hand side: the list of meetings with what can be taken away, or in its place the open trip or meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from techvisits.record.filters import to_query
from techvisits.text import headline, sections
from techvisits.text.address import write_query
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, TRIPS, path_of
from techvisits.text.things import journeys


def is_open(page: Page) -> bool:
    """Whether a trip or a meeting stands in place of the list."""
    return bool(page.state.meeting or page.stops)


def render_panel(page: Page, away: Sequence[Markup] = ()) -> Markup:
    """The details of what is open, else the list under its count, its link, its download, and what is asked for.

    `away` is what else of it can be taken away.
    """
    if is_open(page):
        back, details = sections.render_back(page), journeys.render_open(page)
        return sections.render("opened.html", page, back=back, own=own_path(page), details=details, away=away)
    return sections.render(
        "panel.html",
        page,
        count=headline.count_line(page.shown, page.language),
        link=f"?{_share_query(page)}",
        asked=[*to_query(page.state.filters)],
        chips=sections.render_chips(page),
        suggested=sections.render_suggested(page),
        coverage=sections.render_coverage_asked(page),
        meetings=sections.render_list(page),
        away=away,
    )


def own_path(page: Page) -> str:
    """The address of the plain page of what is open."""
    kind, identifier = (MEETINGS, page.state.meeting) if page.state.meeting else (TRIPS, page.state.trip)
    return path_of(kind, identifier, page.language.code)


def _share_query(page: Page) -> str:
    """The query of a link to this view that shows the same when the record has grown: both days stand in it."""
    first, last = page.record.span
    asked = page.state.filters
    whole = replace(page.state, filters=replace(asked, first=asked.first or first, last=asked.last or last))
    return write_query(whole)
