"""The page, from top to bottom: filters, headline, maps and time, list or details."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from techvisits.app import address, maps, panel, sections, sidebar
from techvisits.curate.check import load_records
from techvisits.drawing import style
from techvisits.package.errors import DataError
from techvisits.record import filters
from techvisits.text.language import load_language

FAVICON: Final = Path(__file__).with_name("favicon.svg")


def show_page(folder: Path, map_style: str) -> None:
    """The whole dashboard on the data package in `folder`; `map_style` is `bundled` or the address of a map style."""
    st.set_page_config("Tech Visits", str(FAVICON), layout="wide", initial_sidebar_state=232)
    st.html(f"<style>@import url('{style.sheet_path()}')</style>")
    try:
        records = load_records(folder)
    except DataError as error:
        st.error("  \n".join(["The data package has errors, so nothing is shown.", *map(str, error.findings[:20])]))
        st.stop()
    state, problems = address.current(records)
    shown = filters.apply(state.filters, records)
    state, dropped = address.drop_hidden(state, shown)
    language = load_language(state.language)
    theme = st.context.theme.type or "light"
    page = sections.Page(state, shown, records, language, theme, map_style)
    with st.sidebar:
        sections.show_masthead(page)
        sidebar.show_filters(state, records, language)
        sections.show_about(page)
    middle, right = st.columns([2.42, 1], gap="medium")
    with middle, st.container(key="desk-trip" if page.stops else "desk"):
        sections.show_notices(page, problems, dropped)
        sections.show_headline(page)
        sections.show_phone_choice(page)
        with st.container(key="maps"):
            maps.show_map(page)
        with st.container(key="time"):
            maps.show_time(page)
    with right:
        panel.show_panel(page)
