"""The legend: what colour, shape and number mean; each colour and status is a filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import escape

from techvisits.app import address
from techvisits.app.markdown import plain
from techvisits.app.sections import BUNDLED, Page, show_choice
from techvisits.drawing import basemap
from techvisits.drawing.colouring import BY_COMPANY, BY_HOST
from techvisits.record.facets import build_facet
from techvisits.record.filters import STATUSES, Filters, with_list
from techvisits.record.records import Records
from techvisits.text import words as labels


def show_legend(page: Page) -> None:
    """Two lines: the colours, with the choice of what they mean, and the shapes; with a trip open they are no filters."""
    say, colouring = page.language.say, page.colouring
    statuses = {status: labels.status(status, page.language) for status in STATUSES}
    if page.stops:
        st.html(
            f"<p class='legend'><span>{_spans(colouring.names)}</span><span>{_spans(statuses)}{_places(page)}</span></p>"
        )
        return
    with st.container(horizontal=True, key="colours", gap="small", vertical_alignment="center"):
        names = {BY_HOST: say("Host"), BY_COMPANY: say("Company")}
        show_choice(page, "colour", "colour", say("Colour shows"), names)
        with st.container(key=f"keys-{colouring.filter}", width="content"):
            _show_keys(page, colouring.filter, colouring.names)
        if colouring.other:
            st.html(f"<span class='sure key other'>{escape(colouring.other)}</span>", width="content")
    with st.container(horizontal=True, key="shapes", gap="small", vertical_alignment="center"):
        with st.container(key="keys-status", width="content"):
            _show_keys(page, "status", statuses)
        st.html(f"<span class='sure'>{_places(page)}</span>", width="content")


def show_credit(page: Page) -> None:
    """What the numbers are, and whose data the base map is made of."""
    say = page.language.say
    numbers = (
        say("Number = stop of the trip")
        if page.stops
        else say("Number = meetings at a place; on a line, trips between two")
    )
    credit = basemap.CREDIT if page.map_style == BUNDLED else page.map_style
    st.html(f"<p class='credit'><span>{escape(numbers)}</span><span>{escape(credit)}</span></p>")


def _places(page: Page) -> str:
    say = page.language.say
    return _spans({"ring": say("place inferred"), "square": say("city or district only")})


def _spans(keys: Mapping[str, str]) -> str:
    return "".join(f"<span class='key {key}'>{escape(label)}</span>" for key, label in keys.items())


def _show_keys(page: Page, filter: str, names: Mapping[str, str]) -> None:
    counts = build_facet(filter, page.state.filters, page.records)
    st.session_state[f"key-{filter}"] = [i for i in getattr(page.state.filters, filter) if i in names]
    st.pills(
        filter,
        list(names),
        selection_mode="multi",
        key=f"key-{filter}",
        format_func=lambda i: f"{plain(names[i])} {page.language.number(counts.get(i, 0))}",
        label_visibility="collapsed",
        on_change=_change_keys,
        args=(page.records, filter, tuple(names)),
    )


def _change_keys(records: Records, filter: str, offered: Sequence[str]) -> None:
    """What the legend does not offer stays as it was asked for."""
    chosen = st.session_state[f"key-{filter}"]

    def ids(filters: Filters) -> list[str]:
        return [*(i for i in getattr(filters, filter) if i not in offered), *chosen]

    address.change_filters(records, lambda filters: with_list(filters, filter, ids(filters)))
