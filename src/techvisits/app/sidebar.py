"""The filters: each control shows what the address says and writes the address when it is changed."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from techvisits.app import address
from techvisits.record.facets import build_facet
from techvisits.record.record import Record
from techvisits.text import words
from techvisits.text.address import State
from techvisits.text.page import Page


def show_filters(page: Page) -> None:
    """Search, reset, dates, the list filters with their counts, and evidence."""
    say, record = page.language.say, page.record
    st.session_state["q"] = page.state.filters.q
    st.text_input(
        say("Search"),
        key="q",
        placeholder=say("Search in any script"),
        on_change=_change_words,
        args=(record,),
        label_visibility="collapsed",
    )
    # Above the lists: one that closes grows smaller, and what lies below it moves away under the pointer.
    st.button(say("Reset"), key="reset", type="tertiary", on_click=_reset, args=(record,))
    _show_dates(page)
    for key, (label, anything) in words.controls(page.language).items():
        _show_list(key, label, anything, page)
    st.session_state["sources"] = page.state.filters.sources >= 2
    st.checkbox(say("Two publishers or more"), key="sources", on_change=_change_sources, args=(record,))


def _show_list(key: str, label: str, anything: str, page: Page) -> None:
    counts = build_facet(key, page.state.filters, page.record)
    st.session_state[key] = list(page.state.filters.ids(key))

    def write(identifier: str) -> str:
        name = words.choice(key, identifier, page.record, page.language)
        return f"{name}  {page.language.number(counts.get(identifier, 0))}"

    st.multiselect(
        label,
        list(counts),
        key=key,
        placeholder=anything,
        on_change=_change_list,
        args=(key, page.record),
        format_func=write,
    )


def _show_dates(page: Page) -> None:
    earliest, latest = page.record.span
    first, last = page.state.filters.first or earliest, page.state.filters.last or latest
    if len(st.session_state.get("dates", ())) != 1:
        st.session_state["dates"] = (min(max(first, earliest), latest), max(min(last, latest), earliest))
    st.date_input(
        page.language.say("Dates"),
        key="dates",
        min_value=earliest,
        max_value=latest,
        format="YYYY-MM-DD",
        on_change=_change_dates,
        args=(page.record,),
    )


def _change_words(record: Record) -> None:
    address.change_filters(record, lambda filters: replace(filters, q=st.session_state["q"].strip()))


def _change_list(key: str, record: Record) -> None:
    address.change_filters(record, lambda filters: filters.asking(key, st.session_state[key]))


def _change_dates(record: Record) -> None:
    chosen = st.session_state["dates"]
    if len(chosen) == 2:
        first, last = (None, None) if tuple(chosen) == record.span else chosen
        address.change_filters(record, lambda filters: replace(filters, first=first, last=last))


def _change_sources(record: Record) -> None:
    number = 2 if st.session_state["sources"] else 0
    address.change_filters(record, lambda filters: replace(filters, sources=number))


def _reset(record: Record) -> None:
    st.session_state.pop("dates", None)
    address.change(record, lambda state: State(view=state.view, language=state.language))
