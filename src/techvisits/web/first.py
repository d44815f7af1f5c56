"""The first view: the whole page as HTML, made by the templates and painters of the dashboard, there before any script.

It is the answer to the dashboard's own address: Streamlit's page with this view over it. Its links work without a script;
with one the dashboard grows beneath, and the view goes once that shows the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from techvisits.drawing import basemap, desk, style
from techvisits.drawing.edges import MOST_ELSEWHERE, MOST_LABELS, edge_labels, elsewhere_labels, render_edges
from techvisits.drawing.model import Frame
from techvisits.drawing.painters.svg import paint_svg
from techvisits.drawing.painters.timeline_svg import paint_timeline
from techvisits.drawing.region import draw_region
from techvisits.record.facets import build_facet
from techvisits.record.filters import Query, to_query
from techvisits.record.record import Record
from techvisits.text import address, headline, journeys, legend, sections, words
from techvisits.text.address import Change
from techvisits.text.language import LANGUAGES
from techvisits.text.legend import Option
from techvisits.text.page import Page

HAND_OVER: Final = Markup("<script>{}</script>").format(Markup(Path(__file__).with_suffix(".js").read_text("utf-8")))


@dataclass(frozen=True)
class Shell:
    """Streamlit's own page: its HTML, and CSS for the fonts that it brings."""

    html: str
    fonts: str


@dataclass(frozen=True)
class Pane:
    """One city's map."""

    area: str
    name: Markup
    picture: Markup
    edges: Markup


def build_page(query: Query, record: Record, shell: Shell, base_url: str) -> str:
    """The answer to an address: Streamlit's page with its title, description and canonical address, and the view over it."""
    state, _ = address.read(query, record)
    page = Page(state, record)
    state, hidden = address.drop_hidden(state, page.shown)
    page = Page(state, record) if hidden else page
    before, _, rest = shell.html.partition("<title>")
    rest = rest.partition("</title>")[2].replace("<body>", f"<body>{render_view(page)}{HAND_OVER}", 1)
    start, _, end = rest.partition("<noscript>")
    rest = start + end.partition("</noscript>")[2]
    before = before.replace('<html lang="en">', f'<html lang="{page.language.code}">')
    return f"{before}{_render_head(page, shell.fonts, base_url)}{rest}"


def _render_head(page: Page, fonts: str, base_url: str) -> Markup:
    query = urlencode(address.to_pairs(page.state), doseq=True)
    return sections.render(
        "head.html",
        page,
        title=_title(page),
        canonical=f"{base_url.rstrip('/')}/{'?' * bool(query)}{query}",
        sheet=style.sheet_path(),
        fonts=Markup(fonts),
    )


def _title(page: Page) -> str:
    """What is open, or what the page is headed."""
    if page.state.meeting:
        return str(sections.build_row(page.record.by_id[page.state.meeting], page).sentence.striptags())
    return page.headline.title


def render_view(page: Page) -> Markup:
    """The view itself."""
    parts = {
        "headline": sections.render_headline(page),
        "views": legend.render_views(page),
        "credit": legend.render_credit(page, basemap.CREDIT),
        "stepper": journeys.render_stepper(page) if page.stops else Markup(""),
        "region": _paint_region(page),
        "legend": legend.render_legend(page),
        "elsewhere": Markup("") if page.stops else _render_elsewhere(page),
        "time": desk.time_words(page),
        "timeline": paint_timeline(desk.draw_time(page), alt=desk.time_words(page), href=page.links.href),
    }
    return sections.render(
        "first.html",
        page,
        parts=parts,
        panes=[_build_pane(page, frame) for frame in desk.frames_of(page)],
        boxes=[*_build_boxes(page)],
        languages=[
            Option(
                "EN" if code == "en" else LANGUAGES[code].name, code == page.language.code, Change({"lang": (code,)})
            )
            for code in LANGUAGES
        ],
        kept=[(key, value) for key, values in address.to_pairs(page.state).items() if key != "q" for value in values],
        itself=page.links.href(Change()),
        count=headline.count_line(page.shown, page.language),
        csv=f"api/meetings.csv?{urlencode(list(to_query(page.state.filters)))}",
        back=sections.render_back(page),
        chips=sections.render_chips(page),
        coverage=sections.render_coverage_asked(page),
        panel=_render_panel(page),
        step=journeys.step_words(page, 0) if page.stops else "",
    )


def _build_pane(page: Page, frame: Frame) -> Pane:
    picture = paint_svg(
        desk.draw_pane(page, frame), names=page.language.code, href=page.links.href, identifier=f"first-{frame.area}"
    )
    most = MOST_LABELS[desk.width_of(page)]
    edges = Markup("") if page.stops else render_edges(edge_labels(page, frame), page, most=most)
    return Pane(frame.area, legend.render_pane_name(page, frame.area), picture, edges)


def _paint_region(page: Page) -> Markup:
    if not desk.has_region(page):
        return Markup("")
    return paint_svg(draw_region(page), names="plain", href=page.links.href, identifier="first-region")


def _render_elsewhere(page: Page) -> Markup:
    lead = page.language.say("Elsewhere:")
    return render_edges(elsewhere_labels(page), page, most=MOST_ELSEWHERE, lead=lead)


def _render_panel(page: Page) -> Markup:
    """What is open, in place of the list."""
    if page.state.meeting:
        meeting = page.record.by_id[page.state.meeting]
        return sections.render_meeting(meeting, page) + journeys.render_neighbours(meeting, page)
    return journeys.render_trip(page) if page.stops else sections.render_list(page)


def _build_boxes(page: Page) -> Iterator[tuple[str, str]]:
    """What each filter is called, and what it is set to."""
    filters, (earliest, latest) = page.state.filters, page.record.span
    first, last = filters.first or earliest, filters.last or latest
    yield page.language.say("Dates"), f"{first} – {last}"
    for key, (label, anything) in words.controls(page.language).items():
        counts, chosen = build_facet(key, filters, page.record), filters.ids(key)
        names = [f"{words.choice(key, i, page.record, page.language)} {counts.get(i, 0)}" for i in chosen]
        yield label, page.language.commas(names) or anything
