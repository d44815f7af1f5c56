"""The right-hand side: the list of meetings, or in its place the open trip or meeting."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st
from markupsafe import escape

from techvisits.app import address, sidebar
from techvisits.app.address import State
from techvisits.app.markdown import bold, plain
from techvisits.app.sections import Page
from techvisits.export import formats as export
from techvisits.record import filters, trips
from techvisits.record.filters import Filters
from techvisits.record.records import each
from techvisits.record.trips import Stop
from techvisits.text import details, headline
from techvisits.text import words as labels

ROWS: Final = 20


def show_panel(page: Page) -> None:
    """The details of what is open, else the list."""
    with st.container(key="right"):
        if page.state.meeting:
            _show_meeting(page)
        elif page.stops:
            _show_trip(page)
        else:
            _show_list(page)


def _show_meeting(page: Page) -> None:
    state, language = page.state, page.language
    back = language.say("← The whole trip") if state.trip else language.say("← All meetings")
    st.button(back, key="back", type="tertiary", on_click=address.go, args=(replace(state, meeting=""),))
    with st.container(key="details"):
        st.html(details.meeting_html(state.meeting, page.records, language))
        for trip_id in dict.fromkeys(
            page.records.visits.loc[page.records.visits["meeting_id"] == state.meeting, "trip_id"]
        ):
            _show_neighbours(page, trip_id)


def _show_neighbours(page: Page, trip_id: str) -> None:
    stops, language = trips.build_stops(trip_id, page.records), page.language
    if len(stops) < 2:
        return
    number = next(s.number for s in stops if s.meeting_id == page.state.meeting)
    who = labels.leader(stops[0].meeting, language)
    heading = language.say("On this trip") if page.state.trip else language.say("On this trip of {who}", who=who)
    st.html(f"<h3>{escape(heading)}</h3>")
    for arrow, other in (("←", number - 1), ("→", number + 1)):
        if 1 <= other <= len(stops):
            row = stops[other - 1].meeting
            day, where = language.short_date(row.date, row.date_precision), labels.city(row, language)
            label = f"{arrow} {day}: {plain(labels.brief_host(row, language))} :small[{plain(where)}]"
            st.button(
                label,
                key=f"near-{trip_id}-{other}",
                type="tertiary",
                on_click=address.go,
                args=(page.with_open(row.meeting_id),),
            )
    if not page.state.trip:
        st.button(
            page.language.say("Show the whole trip"),
            key=f"trip-{trip_id}",
            type="tertiary",
            on_click=address.go,
            args=(replace(page.state, trip=trip_id),),
        )


def _show_trip(page: Page) -> None:
    state, language = page.state, page.language
    st.button(
        language.say("← All meetings"),
        key="back",
        type="tertiary",
        on_click=address.go,
        args=(replace(state, trip=""),),
    )
    with st.container(key="details"):
        for stop in page.stops:
            _show_stop(page, stop)


def _show_list(page: Page) -> None:
    language, meetings = page.language, page.shown.meetings
    with st.container(horizontal=True, key="listhead", vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(key="count", width="content"):
            st.html(f"<p class='count'>{escape(headline.count_line(page.shown, language))}</p>")
        _show_share(page)
        st.download_button(
            language.say("Download CSV"),
            data=lambda: export.build_csv(page.shown),
            file_name="tech-visits.csv",
            mime="text/csv",
            key="download",
            on_click="ignore",
            disabled=meetings.empty,
            type="tertiary",
        )
    if len(page.state.filters.leader) == 1:
        st.html(details.coverage_html(page.state.filters.leader[0], page.records, language))
    if meetings.empty:
        _show_nothing(page)
        return
    most = st.session_state.setdefault("rows", ROWS)
    with st.container(key="meetings"):
        for row in each(meetings.head(most)):
            _show_row(page, row)
    if len(meetings) > most:
        st.button(language.say("Show older meetings"), key="older", on_click=_show_more)


def _show_more() -> None:
    st.session_state["rows"] += ROWS


def _show_row(page: Page, row: Any) -> None:
    """A meeting of the list as one button: date, who met whom, and in small what it was about."""
    language = page.language
    sentence = labels.met(
        row.status,
        bold(labels.some(labels.leaders(row, language), language)),
        bold(labels.some(labels.hosts(row, language), language)),
        language,
    )
    companies = language.join(
        dict.fromkeys(sidebar.name_of("company", i, page.records, language) for i in row.company_ids[:2])
    )
    topics = [details.topic_label(t, page.records, language) for t in row.topic_ids[:1]]
    mark = "" if row.status == "held" else labels.status(row.status, language)
    small = " · ".join(filter(None, [mark, companies, labels.city(row, language), *topics]))
    _row_button(page, row.Index, language.date(row.date, row.date_precision), sentence, small)


def _show_stop(page: Page, stop: Stop) -> None:
    """A stop of the open trip, as a row like those of the list."""
    row, language = stop.meeting, page.language
    mark = "" if row.status == "held" else labels.status(row.status, language)
    small = " · ".join(filter(None, [mark, labels.place(row, language), labels.kind(row.kind, language)]))
    day = f"{stop.number}\u2003{language.short_date(row.date, row.date_precision)}"
    _row_button(page, stop.meeting_id, day, bold(labels.some(labels.hosts(row, language), language)), small)
    st.html(details.sources_line(stop.meeting_id, page.records, language))


def _row_button(page: Page, meeting_id: str, day: str, sentence: str, small: str) -> None:
    st.button(
        f":small[{plain(day)}] {sentence}  \n:small[{plain(small)}]",
        key=f"row-{meeting_id}",
        type="tertiary",
        on_click=address.go,
        args=(page.with_open(meeting_id),),
        width="stretch",
    )


def _show_nothing(page: Page) -> None:
    """A plain sentence, and the ways out: each filter that, left off, would show something."""
    say, state = page.language.say, page.state
    words = say("No meeting on record matches all of these filters. That is not proof that there was none.")
    st.html(f"<p class='nothing'>{words}</p>")
    for number, without in enumerate(filters.ways_out(state.filters)):
        left_off, query = without
        meetings = len(filters.apply(query, page.records).meetings)
        if meetings:
            label = page.language.count(
                "Without {what}: {n} meeting",
                "Without {what}: {n} meetings",
                meetings,
                what=plain(_words(left_off, page)),
            )
            st.button(label, key=f"without-{number}", on_click=address.go, args=(replace(state, filters=query),))
    st.button(say("Show everything"), key="everything", on_click=address.go, args=(State(language=state.language),))


def _words(left_off: Filters, page: Page) -> str:
    pairs = filters.to_query(left_off)
    return page.language.join(
        value if key in ("q", "from", "to", "sources") else sidebar.name_of(key, value, page.records, page.language)
        for key, value in pairs
    )


def _show_share(page: Page) -> None:
    language, state = page.language, page.state
    earliest, latest = sidebar.span(page.records)
    asked = replace(state.filters, first=state.filters.first or earliest, last=state.filters.last or latest)
    link = (
        f"{st.context.url.split('?')[0]}?{urlencode(address.to_pairs(replace(state, filters=asked)))}"
        if st.context.url
        else ""
    )
    with st.popover(language.say("Copy link"), key="share", type="tertiary"):
        st.code(link, language=None, wrap_lines=True)
