"""The right-hand side: the list of meetings, or in its place the open trip or meeting."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st
from markupsafe import escape

from techvisits.app.links import show_links
from techvisits.export.formats import FORMATS
from techvisits.text import headline, journeys, sections
from techvisits.text.address import to_pairs
from techvisits.text.page import Page


def show_panel(page: Page) -> None:
    """The details of what is open, else the list."""
    with st.container(key="right"):
        if page.state.meeting or page.stops:
            show_links(sections.render_back(page), "back", page.record, takes_focus=True)
            show_links(journeys.render_open(page), "details", page.record)
        else:
            _show_list(page)


def _show_list(page: Page) -> None:
    with st.container(horizontal=True, key="listhead", vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(key="count", width="content"):
            st.html(f"<p class='count'>{escape(headline.count_line(page.shown, page.language))}</p>")
        _show_share(page)
        st.download_button(
            page.language.say("Download CSV"),
            data=lambda: FORMATS["csv"].build(page.shown, page.record, ""),
            file_name="tech-visits.csv",
            mime="text/csv",
            key="download",
            on_click="ignore",
            disabled=not page.shown.meetings,
            type="tertiary",
        )
    show_links(sections.render_chips(page), "chips", page.record)
    if strip := sections.render_coverage_asked(page):
        st.html(strip)
    show_links(sections.render_list(page), "meetings", page.record)


def _show_share(page: Page) -> None:
    first, last = page.record.span
    asked = page.state.filters
    whole = replace(page.state, filters=replace(asked, first=asked.first or first, last=asked.last or last))
    query = urlencode(to_pairs(whole), doseq=True)
    link = f"{st.context.url.split('?')[0]}?{query}" if st.context.url else ""
    with st.popover(page.language.say("Copy link"), key="share", type="tertiary"):
        st.code(link, language=None, wrap_lines=True)
