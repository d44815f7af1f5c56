"""Stepping through a trip: its stops as numbered buttons, and the stop before and after."""

from __future__ import annotations

import streamlit as st
from markupsafe import escape

from techvisits.app import address
from techvisits.app.markdown import plain
from techvisits.app.sections import Page
from techvisits.views import labels


def show_stepper(page: Page) -> None:
    """The stops as numbered buttons, and steps to the one before and after."""
    stops, language = page.stops, page.language
    chosen = next((s.number for s in stops if s.meeting_id == page.state.meeting), 0)
    with st.container(horizontal=True, key="stepper", gap="small"):
        for stop in stops:
            row = stop.meeting
            where = f"{language.short_date(row.date, row.date_precision)} · {labels.city(row, language)}"
            label = f"**{plain(labels.brief_host(row, language))}**  \n:small[{plain(where)}]"
            kind = row.host_kind if row.status == "held" else f"open-{row.host_kind}"
            here = "on" if stop.number == chosen else "off"
            with st.container(key=f"stop-{stop.number}-{kind}-{here}"):
                st.button(
                    label,
                    key=f"step-{stop.meeting_id}",
                    type="tertiary",
                    on_click=address.go,
                    args=(page.with_open(stop.meeting_id),),
                )
    first, last = stops[0].meeting.date, stops[-1].meeting.date
    with st.container(horizontal=True, key="steps", gap="small", vertical_alignment="center"):
        for label, number, help in (
            ("←", chosen - 1, language.say("Stop before")),
            ("→", chosen + 1, language.say("Next stop")),
        ):
            target = stops[max(1, min(number, len(stops))) - 1].meeting_id
            st.button(
                label,
                key=f"go-{label}",
                help=help,
                disabled=not 1 <= number <= len(stops),
                on_click=address.go,
                args=(page.with_open(target),),
            )
        if chosen:
            row = stops[chosen - 1].meeting
            words = language.say(
                "Stop {n} of {all} · day {day} of {days} · {city}",
                n=chosen,
                all=len(stops),
                day=(row.date - first).days + 1,
                days=(last - first).days + 1,
                city=labels.city(row, language),
            )
        else:
            words = (
                language.count("{n} stop", "{n} stops", len(stops))
                + " · "
                + language.count("{n} day", "{n} days", (last - first).days + 1)
            )
        st.html(f"<span class='sure'>{escape(words)}</span>")
