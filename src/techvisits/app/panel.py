"""The right-hand side: the list of meetings, or in its place the open trip or meeting."""

from __future__ import annotations

import streamlit as st

from techvisits.app.links import show_links
from techvisits.text.page import Page
from techvisits.text.panel import is_open, render_panel


def show_panel(page: Page) -> None:
    """The details of what is open, else the list."""
    with st.container(key="right"):
        show_links(render_panel(page), "panel", page.record, takes_focus=is_open(page))
