"""The maps and the timeline; a click on any of them opens what it stands for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from techvisits.app import address, legend, sections, sidebar, stepper
from techvisits.app import edges as beyond
from techvisits.app.sections import BUNDLED, Page
from techvisits.drawing import atlas as markers
from techvisits.drawing import basemap, overview, region
from techvisits.drawing import deck as map
from techvisits.drawing import timeline as charts
from techvisits.drawing import trip as route
from techvisits.drawing.colouring import BY_COMPANY
from techvisits.drawing.deck import Pane, View
from techvisits.record import trips
from techvisits.record.records import AREAS, Records

PANE: Final = (400, 512)
WIDE_PANE: Final = (808, 512)
REGION_PANE: Final = (240, 118)
TRIP_PANE: Final = (360, 450)
WIDE_TRIP_PANE: Final = (808, 450)
REGION: Final = "region"
NAMES: Final = {"tokyo": ("TOKYO", "東京"), "seoul": ("SEOUL", "서울")}


def show_map(page: Page) -> None:
    """The panes side by side at one scale, the region, the legend and, with a trip open, its stops."""
    areas = AREAS[::-1] if page.state.view == "both" else (page.state.view,)
    sizes = (TRIP_PANE, WIDE_TRIP_PANE) if page.stops else (PANE, WIDE_PANE)
    in_sight = False
    with st.container(key="map"):
        say = page.language.say
        sections.show_choice(
            page, "view", "view", say("View"), {"seoul": say("Seoul"), "both": say("Both"), "tokyo": say("Tokyo")}
        )
        for area, column in zip(areas, st.columns(len(areas), gap="small"), strict=True):
            with column:
                in_sight |= _show_pane(page, area, *sizes[len(areas) == 1])
        legend.show_credit(page)
    if page.stops:
        stepper.show_stepper(page, arrivals=in_sight and bool(page.home))
    with st.container(horizontal=True, key="under", gap="medium"):
        if page.state.view == "both" and (not page.stops or any(s.area not in AREAS for s in page.stops)):
            _show_region(page)
        with st.container(key="legend", gap="small"):
            legend.show_legend(page)
            beyond.show_elsewhere(page)


def _show_pane(page: Page, area: str, width: int, height: int) -> bool:
    """One city's map; true where the open trip begins in it."""
    pane = _pane(page, area, width, height)
    near = page.shown.meetings if page.state.filters.place else None
    view = route.trip_view(pane, page.stops) if page.stops else overview.overview(pane, page.state.view, near)
    here = page.shown.meetings[page.shown.meetings["area"] == area]
    name, native = NAMES[area]
    number = "" if page.stops else f" <i>{page.language.number(len(here))}</i>"
    with st.container(key=f"pane-{area}"):
        st.html(f"<p class='panename'>{name} <b>{native}</b>{number}</p>")
        _show_deck(page, area, _deck(page, pane, view), pane.height)
        if not page.stops:
            beyond.show_beyond(page, pane, view)
    return bool(page.stops) and route.begins_in_sight(pane, view, page.stops)


def _pane(page: Page, area: str, width: int, height: int) -> Pane:
    names = "plain" if area == REGION else page.language.code
    style = basemap.style_path(page.theme, names) if page.map_style == BUNDLED else page.map_style
    atlas = f"{basemap.PREFIX}/{markers.atlas_name()}"
    return Pane(area, width, height, page.theme, style, atlas, page.language, page.colouring)


def _deck(page: Page, pane: Pane, view: View) -> Any:
    selected = page.state.meeting
    if page.stops:
        legs = trips.build_legs(page.state.trip, page.stops)
        home = page.home if page.state.arrivals else ""
        return route.build_trip(pane, view, page.stops, legs, selected=selected, home=home)
    return overview.build_overview(pane, view, page.shown.meetings, page.shown.visits, selected=selected)


def _show_deck(page: Page, name: str, deck: Any, height: int) -> None:
    st.pydeck_chart(
        deck,
        key=f"map-{name}",
        height=height,
        selection_mode="single-object",
        on_select=lambda: _pick_on_map(page, name),
        alt=page.picture_text,
    )


def _show_region(page: Page) -> None:
    """The small map of the region: trips between the cities, and stops elsewhere."""
    shown = page.shown
    if page.stops:
        visits = page.records.visits[page.records.visits["trip_id"] == page.state.trip]
        meetings = page.records.meetings.loc[list(dict.fromkeys(visits["meeting_id"]))]
    else:
        visits, meetings = shown.visits, shown.meetings
    pane = _pane(page, REGION, *REGION_PANE)
    deck = region.build_region(pane, region.VIEW, meetings, visits, page.city_name, selected=page.state.meeting)
    with st.container(key="region", width=REGION_PANE[0]):
        _show_deck(page, REGION, deck, REGION_PANE[1])


def _pick_on_map(page: Page, name: str) -> None:
    event = st.session_state.get(f"map-{name}")
    record = map.picked(event["selection"]) if event else None
    if not record:
        return
    st.session_state["part"] = "list"
    address.go(_picked_state(page, name, record))


def _picked_state(page: Page, name: str, record: dict[str, Any]) -> address.State:
    """What a click asks for: the one meeting, or the list of a place or a city; for a line its trip, or those who went there."""
    state = page.state
    if "meeting_id" in record:
        return page.with_open(record["meeting_id"])
    if "trip_ids" in record:
        return _bundle_state(page, record["trip_ids"])
    members = tuple(record["members"])
    if name != REGION:
        return replace(state, meeting="", trip="", filters=replace(state.filters, place=members))
    for area in AREAS:
        if area in members:
            return replace(state, view=area)
    return replace(state, meeting="", trip="", filters=replace(state.filters, city=members))


def _bundle_state(page: Page, trip_ids: list[str]) -> address.State:
    if len(trip_ids) == 1:
        return replace(page.state, meeting="", trip=trip_ids[0])
    visits = page.records.visits
    leaders = tuple(dict.fromkeys(visits.loc[visits["trip_id"].isin(trip_ids), "leader_id"]))
    return replace(page.state, meeting="", trip="", filters=replace(page.state.filters, leader=leaders))


def show_time(page: Page) -> None:
    """The timeline of what is shown; with a trip or a meeting open, that is lit and the rest is faint."""
    earliest, latest = sidebar.span(page.records)
    asked, opened = page.state.filters, page.state.meeting
    first, last = max(asked.first or earliest, earliest), min(asked.last or latest, latest)
    lit = frozenset(s.meeting_id for s in page.stops) or frozenset([opened] if opened else [])
    figure = charts.build_timeline(
        page.shown.meetings,
        theme=page.theme,
        language=page.language,
        colouring=page.colouring,
        span=(pd.Timestamp(first), pd.Timestamp(last)),
        lit=lit,
        selected=opened,
    )
    say = page.language.say
    by = (
        say("Meetings by month, by company")
        if page.colouring.filter == BY_COMPANY
        else say("Meetings by month, by who received them")
    )
    st.html(f"<p class='charthead'>{by}</p>")
    st.plotly_chart(
        figure,
        key="timeline",
        on_select=lambda: _pick_in_time(page),
        selection_mode="points",
        config={"displayModeBar": False},
        theme=None,
        width="stretch",
        height=112,
    )


def _pick_in_time(page: Page) -> None:
    """A piece opens its meeting; where a piece is a whole month, it filters by that."""
    event = st.session_state.get("timeline")
    points = event["selection"]["points"] if event else []
    for point in points:
        data = point.get("customdata")
        chosen = str(data[0] if isinstance(data, list) else data)
        st.session_state["part"] = "list"
        if chosen in page.shown.meetings.index:
            address.go(page.with_open(chosen))
        elif charts.is_month(chosen):
            _choose_month(page.records, pd.Period(chosen, "M"))


def _choose_month(records: Records, month: pd.Period) -> None:
    first, last = month.start_time.date(), month.end_time.date()
    address.change_filters(records, lambda filters: replace(filters, first=first, last=last))
