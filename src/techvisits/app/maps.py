"""The maps, their legend and the timeline; a click on any of them opens what it stands for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import escape

from techvisits import basemap, trips
from techvisits.app import address, sidebar, stepper
from techvisits.app.markdown import plain
from techvisits.app.sections import Page
from techvisits.records import AREAS, each
from techvisits.views import charts, headline, labels, map, markers, overview, route
from techvisits.views.map import Pane, View
from techvisits.views.palette import HOST_KINDS

PANE: Final = (400, 545)
WIDE_PANE: Final = (808, 545)
TRIP_HEIGHT: Final = 450
BUNDLED: Final = "bundled"
MOST_ELSEWHERE: Final = 6


def show_map(page: Page) -> None:
    """The panes side by side at one scale, the legend and, with a trip open, its stops."""
    areas = AREAS[::-1] if page.state.view == "both" else (page.state.view,)
    width, height = PANE if len(areas) == 2 else WIDE_PANE
    if page.stops:
        height = TRIP_HEIGHT
    with st.container(key="map"):
        for area, column in zip(areas, st.columns(len(areas), gap="small"), strict=True):
            with column:
                _show_pane(
                    page,
                    Pane(
                        area,
                        width,
                        height,
                        page.theme,
                        _style(page),
                        f"/basemap/{markers.atlas_name()}",
                        page.language,
                    ),
                )
        if not page.stops and len(areas) == 2 and (number := trips.count_crossing_trips(page.shown.visits)):
            bridge = page.language.count("{n} trip stopped in both cities", "{n} trips stopped in both cities", number)
            st.html(f"<p class='bridge'>{bridge}</p>")
    if page.stops:
        stepper.show_stepper(page)
    _show_legend(page)


def _show_pane(page: Page, pane: Pane) -> None:
    name = {"tokyo": ("TOKYO", "東京"), "seoul": ("SEOUL", "서울")}[pane.area]
    here = page.shown.meetings[page.shown.meetings["area"] == pane.area]
    number = "" if page.stops else f" <i>{page.language.number(len(here))}</i>"
    with st.container(key=f"pane-{pane.area}"):
        st.html(f"<p class='panename'>{name[0]} <b>{name[1]}</b>{number}</p>")
        deck = _trip_deck(page, pane) if page.stops else _overview_deck(page, pane)
        st.pydeck_chart(
            deck,
            key=f"map-{pane.area}",
            height=pane.height,
            selection_mode="single-object",
            on_select=lambda: _pick_on_map(page, pane.area),
            alt=_alt(page),
        )


def _style(page: Page) -> str:
    return basemap.style_path(page.theme, page.language.code) if page.map_style == BUNDLED else page.map_style


def _alt(page: Page) -> str:
    if page.stops:
        return (
            headline.trip_title(page.stops, page.language) + ". " + headline.route_sentence(page.stops, page.language)
        )
    return headline.picture_text(page.shown, page.language)


def _overview_deck(page: Page, pane: Pane) -> Any:
    view = overview.overview(pane.area, page.state.view)
    if page.state.filters.place:
        rows = page.shown.meetings[(page.shown.meetings["area"] == pane.area) & page.shown.meetings["latitude"].notna()]
        positions = list(dict.fromkeys(zip(rows["latitude"], rows["longitude"], strict=True)))
        if positions:
            view = overview.fit(pane.area, positions, overview.common_zoom([positions], pane.width, pane.height))
    return overview.build_overview(
        pane,
        view,
        page.shown.meetings,
        selected=page.state.meeting,
        bundles=trips.build_bundles(page.shown.visits),
    )


def _trip_deck(page: Page, pane: Pane) -> Any:
    legs = trips.build_legs(page.state.trip, page.stops)
    groups = {
        a: overview.core(a, [s.position for s in page.stops if s.area == a and s.latitude is not None]) for a in AREAS
    }
    zoom = overview.common_zoom(list(groups.values()), pane.width, pane.height)
    view: View = overview.fit(pane.area, groups[pane.area], zoom)
    return route.build_trip(pane, view, page.stops, legs, selected=page.state.meeting)


def _pick_on_map(page: Page, area: str) -> None:
    event = st.session_state.get(f"map-{area}")
    record = map.picked(event["selection"]) if event else None
    if not record:
        return
    st.session_state["part"] = "list"
    if "meeting_id" in record or len(record["meeting_ids"]) == 1:
        address.go(page.with_open(record["meeting_ids"][0]))
    else:
        places = tuple(record["place_ids"])
        address.go(replace(page.state, meeting="", filters=replace(page.state.filters, place=places)))


def _show_legend(page: Page) -> None:
    say = page.language.say
    kinds = "".join(f"<span class='key {k}'>{labels.host_kind(k, page.language)}</span>" for k in HOST_KINDS)
    number = (
        say("Number = stop of the trip")
        if page.stops
        else say("Number = meetings at that place, slices = who received them")
    )
    shapes = (
        f"<span class='key dashed'>{say('not confirmed')}</span><span class='key hollow'>{say('place inferred')}</span>"
    )
    st.html(
        f"<p class='legend'><span>{number}</span><span class='keys'>{kinds}{shapes}</span></p>"
        f"<p class='credit'>{basemap.CREDIT if page.map_style == BUNDLED else escape(page.map_style)}</p>"
    )
    if not page.stops:
        _show_elsewhere(page)


def _show_elsewhere(page: Page) -> None:
    """What the panes do not draw: meetings whose venue is unknown, and places outside both areas."""
    meetings = page.shown.meetings
    hidden = meetings[meetings["latitude"].isna() | (meetings["place_kind"] == "city") | ~meetings["area"].isin(AREAS)]
    if hidden.empty:
        return
    groups = sorted(hidden.groupby(hidden["city_id"].where(hidden["city_id"] != "", hidden["place_id"])), key=_by_size)
    with st.container(horizontal=True, key="elsewhere", gap="small"):
        st.html(f"<span class='sure'>{page.language.say('Not in the panes:')}</span>")
        for where, rows in groups[:MOST_ELSEWHERE]:
            _show_hidden(page, str(where), rows)
        if groups[MOST_ELSEWHERE:]:
            number = len(groups) - MOST_ELSEWHERE
            with st.popover(
                page.language.count("{n} more place", "{n} more places", number), type="tertiary", key="more"
            ):
                for where, rows in groups[MOST_ELSEWHERE:]:
                    _show_hidden(page, str(where), rows)


def _by_size(group: tuple[Any, pd.DataFrame]) -> tuple[int, str]:
    return -len(group[1]), str(group[0])


def _show_hidden(page: Page, where: str, rows: pd.DataFrame) -> None:
    city = labels.city(next(each(rows.head(1))), page.language)
    name = page.language.say("{city}, venue unknown", city=city) if where in AREAS else city
    places = tuple(dict.fromkeys(rows["place_id"]))
    target = replace(page.state, meeting="", filters=replace(page.state.filters, place=places))
    label = f"{plain(name)}  {page.language.number(len(rows))}"
    st.button(label, key=f"elsewhere-{where}", type="tertiary", on_click=address.go, args=(target,))


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
        span=(pd.Timestamp(first), pd.Timestamp(last)),
        lit=lit,
    )
    st.html(f"<p class='charthead'>{page.language.say('Meetings by month, by who received them')}</p>")
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
    event = st.session_state.get("timeline")
    points = event["selection"]["points"] if event else []
    for point in points:
        data = point.get("customdata")
        meeting_id = str(data[0] if isinstance(data, list) else data)
        if meeting_id in page.shown.meetings.index:
            st.session_state["part"] = "list"
            address.go(page.with_open(meeting_id))
