"""The maps and the timeline; a click on any of them opens what it stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup, escape

from techvisits.app import address
from techvisits.app.links import follow, show_links, show_picture
from techvisits.drawing import basemap, desk, pictures
from techvisits.drawing.model import Drawing, Frame
from techvisits.drawing.painters.atlas import atlas_name
from techvisits.drawing.painters.deck import Canvas, paint_deck, read_pick
from techvisits.drawing.painters.figure import HEIGHT, paint_figure
from techvisits.drawing.timeline import Timeline
from techvisits.drawing.trip import begins_in_sight
from techvisits.record.model import AREAS
from techvisits.record.record import Record
from techvisits.text import legend
from techvisits.text.address import to_open
from techvisits.text.page import Page
from techvisits.text.things import journeys
from techvisits.text.years.head import render_time_head

AT_REST: Final = 1500
MOVER: Final = Markup(
    "<button type='button' class='mover' title='{words}' aria-label='{words}' data-list='{what}'><svg viewBox='0 0 19 19' aria-hidden='true'>"
    "<path d='M9.5 2v15M2 9.5h15M7 4.5 9.5 2 12 4.5M7 14.5 9.5 17 12 14.5M4.5 7 2 9.5 4.5 12M14.5 7 17 9.5 14.5 12'/></svg></button>"
)

WAKER: Final = Markup("<button type='button' class='waker'>{}</button>")


@dataclass(frozen=True)
class Look:
    """The theme, `light` or `dark`, and the address of a map style, empty for our own base map."""

    theme: str
    map_style: str

    @property
    def credits(self) -> list[str]:
        """Whose data the base maps are made of: that of the pictures is always our own."""
        host = urlsplit(self.map_style).hostname
        return [host, basemap.CREDIT] if host else [basemap.CREDIT]

    def canvas(self, language: str) -> Canvas:
        """What the live maps are painted on, with names in that language."""
        style = self.map_style or basemap.style_path(self.theme, language)
        return Canvas(self.theme, style, f"{basemap.PREFIX}/{atlas_name()}")


def show_maps(page: Page, look: Look) -> None:
    """The panes side by side at one scale, with a trip open its stops, the region, the legend and the timeline."""
    frames = desk.frames_of(page)
    with st.container(key="maps"):
        with st.container(key="map"):
            show_links(legend.render_views(page), "view", page.record)
            for frame, column in zip(frames, st.columns(len(frames), gap="small"), strict=True):
                with column:
                    _show_pane(page, frame, look)
            st.html(legend.render_credit(page, look.credits))
        if page.stops:
            _show_stepper(page, any(begins_in_sight(frame, page.stops) for frame in frames))
        show_links(pictures.picture_under(page, is_known=True), "under", page.record)
    with st.container(key="time"):
        _show_time(page, look)


def _show_pane(page: Page, frame: Frame, look: Look) -> None:
    """One city's map: a picture and, once asked for, the live map over it."""
    with st.container(key=f"pane-{frame.area}"):
        if _show_picture(page, frame):
            _show_deck(page.record, desk.draw_pane(page, frame), look.canvas(page.language.code))


def _show_picture(page: Page, frame: Frame) -> bool:
    """The map as a picture, with a button that makes it live; True once it shall be."""
    say = page.language.say
    return show_picture(
        pictures.ground_pane(page, frame, is_known=True)
        + pictures.picture_pane(page, frame)
        + MOVER.format(words=say("Move the map"), what=say("What is on the map")),
        f"picture-{frame.area}",
        page.record,
        after=AT_REST * (1 + AREAS.index(frame.area)),
    )


def _show_deck(record: Record, drawing: Drawing, canvas: Canvas) -> None:
    key = f"map-{drawing.frame.area}"

    def pick() -> None:
        event = st.session_state.get(key)
        follow(read_pick(event["selection"].get("objects", {})) if event else "", record)

    st.pydeck_chart(
        paint_deck(drawing, canvas),
        key=key,
        height=drawing.frame.height,
        selection_mode="single-object",
        on_select=pick,
        alt=drawing.alt,
    )


def _show_stepper(page: Page, is_in_sight: bool) -> None:
    """The stops as a strip, steps to the one before and after, and whether an arrival is drawn where it can be."""
    say, record = page.language.say, page.record
    chosen = journeys.chosen_stop(page)
    show_links(journeys.render_stepper(page), "stepper", record)
    with st.container(horizontal=True, key="steps", gap="small", vertical_alignment="center"):
        _show_step(page, say("Previous stop"), chosen - 1, "Left")
        _show_step(page, say("Next stop"), chosen + 1, "Right")
        st.html(f"<span class='sure'>{escape(journeys.step_words(page, chosen))}</span>", width="content")
        if is_in_sight and page.home:
            st.session_state["arrivals"] = page.state.arrivals
            st.checkbox(
                say("Arrival from the home country"),
                key="arrivals",
                help=say(
                    "A straight way from the company's home country; where the leader came from is not on record."
                ),
                on_change=_change_arrivals,
                args=(record,),
            )


def _show_step(page: Page, words: str, number: int, key: str) -> None:
    stops = page.stops
    step: Callable[[], None] = lambda: _step(page.record, {"Left": -1, "Right": 1}[key])  # noqa: E731
    st.button(words, key=f"go-{key.lower()}", shortcut=key, disabled=not 1 <= number <= len(stops), on_click=step)


def _step(record: Record, by: int) -> None:
    """Open the stop so many after the one that is open now."""
    state, _ = address.read_address(record)
    visits = record.trips[state.trip].visits if state.trip else ()
    ids = [visit.meeting.meeting_id for visit in visits]
    number = ids.index(state.meeting) + by if state.meeting in ids else max(by - 1, -1)
    if 0 <= number < len(ids):
        address.follow(record, to_open(ids[number]))


def _change_arrivals(record: Record) -> None:
    address.change(record, lambda state: replace(state, arrivals=st.session_state["arrivals"]))


def _show_time(page: Page, look: Look) -> None:
    """The timeline as a picture and, once asked for, live over it."""
    show_links(render_time_head(page), "timehead", page.record)
    with st.container(key="chart"):
        waker = WAKER.format(page.language.say("Live chart")) if page.seen.visits else ""
        if show_picture(pictures.picture_time(page) + waker, "picture-time", page.record, is_still=True):
            _show_figure(desk.draw_time(page), page.record, look)


def _show_figure(timeline: Timeline, record: Record, look: Look) -> None:
    st.plotly_chart(
        paint_figure(timeline, theme=look.theme),
        key="timeline",
        on_select=lambda: _pick_in_time(record),
        selection_mode="points",
        config={"displayModeBar": False},
        theme=None,
        width="stretch",
        height=HEIGHT,
    )


def _pick_in_time(record: Record) -> None:
    """A piece opens its meeting; where a piece is a whole month, it filters by that."""
    event = st.session_state.get("timeline")
    for point in event["selection"]["points"] if event else ():
        data = point.get("customdata")
        follow(str(data[0] if isinstance(data, list) else data), record)
