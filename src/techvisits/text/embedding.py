"""The view in other people's pages: the frame that shows it, and the lines that put it there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from techvisits.record.trips import Stop
from techvisits.text import origin, parties, words
from techvisits.text.address import Change, to_open
from techvisits.text.page import Page
from techvisits.text.sections import render

FRAME: Final = Markup(
    '<iframe src="{}" title="{}" loading="lazy" width="100%" height="{}" '
    'style="border:1px solid #8888;max-width:{}px"></iframe>'
)
SCHEME: Final = re.compile("^https?:")
"""What a calendar is subscribed to by another word for."""

WIDEST: Final = 680
HEIGHT: Final = 620
STOP_HEIGHT: Final = 22
"""Pixels that a map with its words takes in the widest frame, and what a stop in one of two columns adds."""


@dataclass(frozen=True)
class Line:
    """A stop as it stands under an embedded map."""

    number: int
    slot: int
    shape: str
    who: str
    where: str
    change: Change


def render_embed_code(page: Page, base_url: str) -> Markup:
    """The map and the file to save, and the lines that put this view into another page; `base_url` is where the pages are served."""
    calendar = SCHEME.sub("webcal:", base_url.rstrip("/"))
    code, query = str(write_frame(page, base_url)), origin.query_of(page)
    return render("embed-code.html", page, code=code, query=query, calendar=calendar)


def write_frame(page: Page, base_url: str) -> Markup:
    """The `<iframe>` for another page, each of its values escaped."""
    height = HEIGHT + STOP_HEIGHT * (0 if page.state.meeting else len(page.stops))
    address = f"{base_url.rstrip('/')}/embed{origin.query_of(page)}"
    return FRAME.format(address, origin.title_of(page), height, WIDEST)


def render_embed(page: Page, maps: tuple[Markup, Markup], *, sheet: str, theme: str, credit: str) -> str:
    """The whole page for a frame: what is shown, its maps with their keys, its stops, and the ways to all else."""
    return render(
        "embed.html",
        page,
        title=origin.title_of(page),
        standfirst=origin.standfirst_of(page),
        maps=maps[0],
        keys=maps[1],
        stops=[_line(stop, page) for stop in page.stops if not page.state.meeting],
        sheet=Markup(sheet),
        theme=theme,
        credit=credit,
        whole=origin.path_of_view(page),
        live=_live(page),
        sources=_count_sources(page),
    )


def _live(page: Page) -> str:
    """The dashboard of the same view without what surrounds it, to stand in the same frame."""
    query = origin.query_of(origin.route_page(page))
    return f"/{query}{'&' if query else '?'}embed=true"


def _count_sources(page: Page) -> str:
    """How many sources the meetings that are shown have."""
    meetings = [page.record.by_id[page.state.meeting]] if page.state.meeting else page.seen.meetings
    addresses = {source.url for meeting in meetings for source in meeting.sources}
    return page.language.count("{n} source", "{n} sources", len(addresses))


def _line(stop: Stop, page: Page) -> Line:
    meeting, language = stop.meeting, page.language
    who = parties.list_texts(parties.hosts(meeting, language), language, most=2)
    day = language.short_date(meeting.date, meeting.date_precision)
    shape = "full" if meeting.is_held else "open"
    where = f"{day} · {words.where(meeting, language)}"
    return Line(stop.number, page.colouring.slot_of(meeting), shape, who, where, to_open(meeting.meeting_id))
