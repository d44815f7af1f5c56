"""Stepping through a trip: its stops as numbered buttons, and the stop before and after."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from markupsafe import escape

from techvisits.app import address
from techvisits.app.markdown import plain
from techvisits.app.sections import Page
from techvisits.record.records import Records
from techvisits.record.trips import Stop
from techvisits.text import words as labels
from techvisits.text.language import Language


def show_stepper(page: Page, *, arrivals: bool) -> None:
    """The stops as numbered buttons, steps to the one before and after, and whether an arrival is drawn where it can be."""
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
    with st.container(horizontal=True, key="steps", gap="small", vertical_alignment="center"):
        for label, number, key in (
            (language.say("Stop before"), chosen - 1, "Left"),
            (language.say("Next stop"), chosen + 1, "Right"),
        ):
            target = stops[max(1, min(number, len(stops))) - 1].meeting_id
            st.button(
                label,
                key=f"go-{key.lower()}",
                shortcut=key,
                disabled=not 1 <= number <= len(stops),
                on_click=address.go,
                args=(page.with_open(target),),
            )
        words = _words(stops, chosen, language)
        st.html(f"<span class='sure'>{escape(words)}</span>", width="content")
        if arrivals:
            st.session_state["arrivals"] = page.state.arrivals
            st.checkbox(
                language.say("Arrival from the home country"),
                key="arrivals",
                help=language.say(
                    "A straight way from the company's home country; where the leader came from is not on record."
                ),
                on_change=_change_arrivals,
                args=(page.records,),
            )


def _words(stops: list[Stop], chosen: int, language: Language) -> str:
    """`Stop 2 of 7 · day 2 of 3 · Seoul`; no days where the day of a stop is not known."""
    row = stops[max(chosen, 1) - 1].meeting
    dates = [stop.meeting.date for stop in stops]
    days = (max(dates) - min(dates)).days + 1
    if any(stop.meeting.date_precision != "day" for stop in stops):
        days = 0
    if not chosen:
        number = language.count("{n} stop", "{n} stops", len(stops))
        return " · ".join([number, *([language.count("{n} day", "{n} days", days)] if days else [])])
    where = language.say("Stop {n} of {all}", n=chosen, all=len(stops))
    when = language.say("day {day} of {days}", day=(row.date - min(dates)).days + 1, days=days) if days else ""
    return " · ".join(filter(None, [where, when, labels.city(row, language)]))


def _change_arrivals(records: Records) -> None:
    address.change(records, lambda state: replace(state, arrivals=st.session_state["arrivals"]))
