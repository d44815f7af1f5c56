"""The first view: the whole page as HTML, made by the templates and painters of the dashboard, there before any script.

It is the answer to the dashboard's own address: Streamlit's page with this view over it. Its links work without a script;
with one the dashboard starts once the view is painted, grows beneath, and the view goes once that shows the same.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from markupsafe import Markup

from techvisits.drawing import basemap, desk, pictures, style
from techvisits.drawing.dress import build_view_sheet, choose_rules
from techvisits.record.record import Record
from techvisits.record.values import Query
from techvisits.text import address, legend, sections
from techvisits.text.citing import render_folded
from techvisits.text.origin import query_of
from techvisits.text.page import Page, open_page
from techvisits.text.panel import is_open, render_panel
from techvisits.text.side import name_button, render_side
from techvisits.text.things import journeys
from techvisits.text.years.head import render_time_head

FONT: Final = Markup('<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>')
THEME: Final = Markup("<script>{}</script>").format(Markup(Path(__file__).with_name("theme.js").read_text("utf-8")))


@dataclass(frozen=True)
class Shell:
    """Streamlit's own page: its HTML, the folder of what that loads, and the addresses of its scripts, of which the first starts it."""

    html: str
    folder: Path
    scripts: Sequence[str]

    @cached_property
    def start(self) -> bytes:
        """The script that starts the dashboard beneath the first view and hands over to it."""
        known = f"const sheet = {json.dumps(style.sheet_path())}, scripts = {json.dumps(self.scripts)};\n"
        return known.encode() + Path(__file__).with_suffix(".js").read_bytes()

    @cached_property
    def start_path(self) -> str:
        """Its root-relative address; it may be kept for a year."""
        return f"/start/{style.digest(self.start)}.js"


def build_page(query: Query, record: Record, shell: Shell, base: str) -> str:
    """The answer to an address: Streamlit's page with its title, description and canonical address, and the view over it."""
    page, _ = open_page(address.read(query, record)[0], record)
    before, _, rest = shell.html.partition("<title>")
    view = render_view(page)
    rest = rest.partition("</title>")[2].replace("<body>", f"<body>{_render_sheet(view)}{view}{THEME}", 1)
    start, _, end = rest.partition("<noscript>")
    rest = start + end.partition("</noscript>")[2]
    before = before.replace('<html lang="en">', f'<html lang="{page.language.code}">')
    return f"{before}{_render_head(page, base, shell)}{rest}"


def _render_sheet(view: str) -> Markup:
    """The typefaces and the view's rules, in the body: for fonts that the head asks for a browser waits before it paints.

    Streamlit writes its own rules into the head, and of rules alike the later one counts.
    """
    fonts = Markup("").join(FONT.format(style.font_path(name)) for name in ("sans", "serif"))
    return fonts + Markup(f"<style>{choose_rules(view, build_view_sheet())}</style>")


def _render_head(page: Page, base: str, shell: Shell) -> Markup:
    query = query_of(page)
    return sections.render(
        "head.html",
        page,
        title=_title(page),
        canonical=f"{base}/{query}",
        preview=f"{base}/preview.png{query}",
        script=style.script_path(),
        start=shell.start_path,
    )


def _title(page: Page) -> str:
    """What is open, or what the page is headed."""
    if page.state.meeting:
        return str(sections.build_row(page.record.by_id[page.state.meeting], page).sentence.striptags())
    return page.headline.title


def render_view(page: Page) -> Markup:
    """The view itself."""
    return sections.render(
        "first.html",
        page,
        side=render_side(page),
        headline=sections.render_headline(page),
        chips=sections.render_chips(page) if not is_open(page) else "",
        filters=name_button(page),
        views=legend.render_views(page),
        panes=[
            (frame.area, pictures.ground_pane(page, frame) + pictures.picture_pane(page, frame))
            for frame in desk.frames_of(page)
        ],
        credit=legend.render_credit(page, [basemap.CREDIT]),
        stepper=journeys.render_stepper(page) if page.stops else Markup(""),
        step=journeys.step_words(page, journeys.chosen_stop(page)) if page.stops else "",
        under=pictures.picture_under(page),
        time=render_time_head(page),
        timeline=pictures.picture_time(page, is_sourced=False),
        panel=render_panel(page, [render_folded(page)]),
    )
