"""The right-hand side: the list of meetings, or in its place the open trip or meeting."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from techvisits.app.links import show_links
from techvisits.text.citations import Reading
from techvisits.text.citing import list_away
from techvisits.text.page import Page
from techvisits.text.panel import is_open, render_panel


def show_panel(page: Page, base_url: str) -> None:
    """The details of what is open, else the list; `base_url` is the dashboard's own address, else the one in the browser."""
    base = (base_url or st.context.url or "").rstrip("/")
    away = list_away(page, Reading(page.record, base, dt.datetime.now(dt.UTC).date()))
    with st.container(key="right"):
        show_links(render_panel(page, away), "panel", page.record, takes_focus=is_open(page))
