"""The filters: each control shows what the address says and writes the address when it is changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from techvisits.app import address
from techvisits.app.address import State
from techvisits.app.markdown import plain
from techvisits.record.facets import build_facet
from techvisits.record.filters import with_list
from techvisits.record.records import Records
from techvisits.text import details
from techvisits.text import words as labels
from techvisits.text.language import Language


def show_filters(state: State, records: Records, language: Language) -> None:
    """Search, dates, the list filters with their counts, evidence and reset."""
    say = language.say
    st.session_state["q"] = state.filters.q
    st.text_input(
        say("Search"),
        key="q",
        placeholder=say("Search in any script"),
        on_change=_change_words,
        args=(records,),
        label_visibility="collapsed",
    )
    _show_dates(state, records, language)
    names = {
        "leader": (say("Leader"), say("Anyone")),
        "company": (say("Company"), say("Any")),
        "host": (say("Host"), say("Any")),
        "topic": (say("Topic"), say("Any")),
        "city": (say("City"), say("Any")),
        "status": (say("Status"), say("Any")),
    }
    for key, (label, anything) in names.items():
        _show_list(key, label, anything, state, records, language)
    st.session_state["sources"] = state.filters.sources >= 2
    st.checkbox(say("Two publishers or more"), key="sources", on_change=_change_sources, args=(records,))
    if state.filters.place:
        places = language.join([name_of("place", i, records, language) for i in state.filters.place[:3]])
        st.button(
            say("Any place, not only {places}", places=plain(places)),
            on_click=_drop_place,
            args=(records,),
            key="anyplace",
        )
    st.button(say("Reset"), key="reset", on_click=address.go, args=(State(view=state.view, language=state.language),))


def _show_list(key: str, label: str, anything: str, state: State, records: Records, language: Language) -> None:
    counts = build_facet(key, state.filters, records)
    st.session_state[key] = list(getattr(state.filters, key))
    st.multiselect(
        label,
        list(counts),
        key=key,
        placeholder=anything,
        on_change=_change_list,
        args=(key, records),
        format_func=lambda i: f"{name_of(key, i, records, language)}  {language.number(counts.get(i, 0))}",
    )


def name_of(key: str, identifier: str, records: Records, language: Language) -> str:
    """What a filter's id is called in the reader's language."""
    if key == "topic":
        return details.topic_label(identifier, records, language)
    if key == "status":
        return labels.status(identifier, language)
    if key == "kind":
        return labels.kind(identifier, language)
    frames = {
        "leader": [records.people],
        "company": [records.organizations],
        "host": [records.people, records.organizations],
    }
    return records.name(identifier, language.name, frames.get(key, [records.places]))


def _show_dates(state: State, records: Records, language: Language) -> None:
    earliest, latest = span(records)
    first, last = state.filters.first or earliest, state.filters.last or latest
    if len(st.session_state.get("dates", ())) != 1:
        st.session_state["dates"] = (min(max(first, earliest), latest), max(min(last, latest), earliest))
    st.date_input(
        language.say("Dates"),
        key="dates",
        min_value=earliest,
        max_value=latest,
        format="YYYY-MM-DD",
        on_change=_change_dates,
        args=(records,),
    )


def span(records: Records) -> tuple[dt.date, dt.date]:
    """The first and the last day of the record."""
    return records.meetings["date"].min().date(), records.meetings["date_end"].max().date()


def _change_words(records: Records) -> None:
    address.change_filters(records, lambda f: replace(f, q=st.session_state["q"].strip()))


def _change_list(key: str, records: Records) -> None:
    address.change_filters(records, lambda f: with_list(f, key, st.session_state[key]))


def _change_dates(records: Records) -> None:
    chosen, whole = st.session_state["dates"], span(records)
    if len(chosen) == 2:
        first, last = (None, None) if tuple(chosen) == whole else chosen
        address.change_filters(records, lambda f: replace(f, first=first, last=last))


def _change_sources(records: Records) -> None:
    address.change_filters(records, lambda f: replace(f, sources=2 if st.session_state["sources"] else 0))


def _drop_place(records: Records) -> None:
    address.change_filters(records, lambda f: replace(f, place=()))
