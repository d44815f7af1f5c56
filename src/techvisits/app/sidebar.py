"""The filters beside the page: they show what the address says, and each change of one is a change of the address."""

from __future__ import annotations

import streamlit as st

from techvisits.app.links import show_links
from techvisits.text.page import Page
from techvisits.text.side import render_side


def show_sidebar(page: Page) -> None:
    """The name of the page, its languages, the ways to other pages, and the filters."""
    lost = page.language.say("The connection is lost. What is shown stays; this view comes back by itself.")
    with st.sidebar:
        show_links(render_side(page), "side", page.record, lost=lost)
