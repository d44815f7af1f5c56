"""The page, in the order in which a reader waits for it: list or details, headline, filters, maps and time."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Final

import streamlit as st

from techvisits.app import frame, maps, panel, sidebar
from techvisits.app.address import read_address, take_closed
from techvisits.app.links import has_pictures
from techvisits.package.errors import DataError
from techvisits.package.log import LOG, fail
from techvisits.record.shelf import Shelf, find_shelf
from techvisits.text.address import to_pairs
from techvisits.text.page import open_page

FAVICON: Final = Path(__file__).with_name("favicon.svg")
SIDEBAR: Final = 232
# Seconds. Streamlit sends what stands so far only while the script does nothing, and a browser paints it only if nothing
# more comes meanwhile; when the page opens, the first view is there until all has come.
PAINT: Final = 0.04
MOST_FINDINGS: Final = 20
TURN: Final = threading.Lock()
"""Held by the one reader whose page is being made: of many at once, which share one interpreter, all would be late."""


def show_page(folder: Path, map_style: str, base_url: str = "") -> None:
    """The whole dashboard on the data package in `folder`; `map_style` is the address of a map style, or empty for our own.

    `base_url` is the dashboard's own address, else the one in the browser.
    """
    st.set_page_config("Tech Visits", str(FAVICON), layout="wide", initial_sidebar_state=SIDEBAR)
    try:
        shelf = find_shelf(folder)
    except DataError as error:
        findings = map(str, error.findings[:MOST_FINDINGS])
        st.error("  \n".join(["The data package has errors, so nothing is shown.", *findings]))
        st.stop()
    started = time.perf_counter()
    try:
        _show(shelf, map_style, base_url)
    except Exception:
        st.error(f"Something went wrong here. Quote this reference: {fail('showing the page')}")
    LOG.info("page", extra={"milliseconds": round((time.perf_counter() - started) * 1000, 1)})


def _show(shelf: Shelf, map_style: str, base_url: str) -> None:
    record = shelf.record
    with TURN:
        state, problems = read_address(record)
        page, hidden = open_page(state, record)
        if hidden:
            st.query_params.from_dict(to_pairs(page.state))
        middle, right = st.columns([2.42, 1], gap="medium")
        with right:
            panel.show_panel(page, base_url)
    if has_pictures():
        time.sleep(PAINT)
    with TURN:
        with middle, st.container(key="top"):
            frame.show_notices(page, problems, [*hidden, *take_closed()])
            frame.show_refused(page, shelf.refused)
            frame.show_headline(page)
            frame.show_parts(page)
        sidebar.show_sidebar(page)
        with middle, st.container(key="desk"):
            maps.show_maps(page, maps.Look(st.context.theme.type or "light", map_style))
