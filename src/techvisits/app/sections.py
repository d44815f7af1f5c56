"""The sections of the page; each shows one thing for the state of the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from markupsafe import escape

from techvisits import basemap, export, filters, trips
from techvisits.app import address, sidebar
from techvisits.app.address import State
from techvisits.filters import Filters, Shown, apply, ways_out
from techvisits.language import Language
from techvisits.records import AREAS, Records
from techvisits.trips import Leg, Stop
from techvisits.views import charts, details, headline, labels, map, markers
from techvisits.views.map import Pane, View
from techvisits.views.palette import HOST_KINDS

PANE: Final = (400, 545)
WIDE_PANE: Final = (808, 545)
TRIP_HEIGHT: Final = 450
ROWS: Final = 30


@dataclass(frozen=True)
class Page:
    """What every section needs to know."""

    state: State
    shown: Shown
    records: Records
    language: Language
    theme: str
    today: dt.date

    @property
    def stops(self) -> list[Stop]:
        """The stops of the open trip, or none."""
        return trips.build_stops(self.state.trip, self.records) if self.state.trip else []


def show_masthead(page: Page) -> None:
    """The name of the publication, what it is, and the languages."""
    say = page.language.say
    with st.container(key="masthead"):
        st.html(f"<p class='brand'>Tech Visits</p><p class='strap'>{say('Who in technology met whom in Tokyo and Seoul')}</p>")
    sidebar.show_languages(page.state)


def show_about(page: Page) -> None:
    """What the record is, what it is not, and how to use it."""

    @st.dialog(page.language.say("About the record"), width="medium")
    def about() -> None:
        st.html(details.about_html(page.records, page.language))

    st.button(page.language.say("About the record"), key="about", type="tertiary", on_click=about)


def show_notices(page: Page, problems: Sequence[str], dropped: Sequence[str]) -> None:
    """What of the address was not understood or is hidden by the filters."""
    say = page.language.say
    if problems:
        st.warning(say("Part of this address was ignored: {what}.", what="; ".join(problems[:5])))
    for identifier in dropped:
        st.info(say("{what} is closed, since the filters hide it.", what=identifier))


def show_headline(page: Page) -> None:
    """What is shown, in a sentence."""
    with st.container(key="headline"):
        if page.stops:
            title = headline.trip_title(page.stops, page.language)
            line = headline.route_sentence(page.stops, page.language)
        else:
            title = headline.headline(page.shown, page.state.filters, page.records, page.language)
            line = headline.subline(page.shown, page.language, page.today)
        st.html(f"<p class='brand small'>Tech Visits</p><h1>{escape(title)}</h1><p class='standfirst'>{escape(line)}</p>")


def show_phone_choice(page: Page) -> None:
    """On a phone one part at a time: the list first, the map and the chart one tap away; hidden on wider screens."""
    say = page.language.say
    names = {"list": say("List"), "map": say("Map"), "chart": say("Chart")}
    st.session_state.setdefault("part", "list")
    with st.container(key="phone"):
        st.segmented_control(say("Part"), list(names), key="part", format_func=lambda k: names[k], label_visibility="collapsed", width="stretch")
        st.html(f"<i class='part-{st.session_state['part'] or 'list'}'></i>")


def show_map(page: Page) -> None:
    """The panes side by side at one scale, the legend and, with a trip open, its stops."""
    areas = AREAS[::-1] if page.state.view == "both" else (page.state.view,)
    width, height = PANE if len(areas) == 2 else WIDE_PANE
    if page.stops:
        height = TRIP_HEIGHT
    with st.container(key="map"):
        for area, column in zip(areas, st.columns(len(areas), gap="small"), strict=True):
            with column:
                _show_pane(page, Pane(
                    area, width, height, page.theme, basemap.style_path(page.theme, page.language.code),
                    f"/basemap/{markers.atlas_name()}", page.language,
                ))  # fmt: skip
        if not page.stops and len(areas) == 2 and (number := trips.count_crossing_trips(page.shown.visits)):
            bridge = page.language.count("{n} trip stopped in both cities", "{n} trips stopped in both cities", number)
            st.html(f"<p class='bridge'>{bridge}</p>")
    if page.stops:
        _show_stepper(page)
    _show_legend(page)


def _show_pane(page: Page, pane: Pane) -> None:
    state = page.state
    name = {"tokyo": ("TOKYO", "東京"), "seoul": ("SEOUL", "서울")}[pane.area]
    here = page.shown.meetings[page.shown.meetings["area"] == pane.area]
    number = "" if page.stops else f" <i>{page.language.number(len(here))}</i>"
    with st.container(key=f"pane-{pane.area}"):
        st.html(f"<p class='panename'>{name[0]} <b>{name[1]}</b>{number}</p>")
        deck = _trip_deck(page, pane) if page.stops else _overview_deck(page, pane)
        st.pydeck_chart(
            deck, key=f"map-{pane.area}", height=pane.height, selection_mode="single-object",
            on_select=lambda: _pick_on_map(page, pane.area), alt=headline.picture_text(page.shown, page.language),
        )  # fmt: skip


def _overview_deck(page: Page, pane: Pane) -> Any:
    view = map.overview(pane.area, page.state.view)
    if page.state.filters.place:
        rows = page.shown.meetings[(page.shown.meetings["area"] == pane.area) & page.shown.meetings["latitude"].notna()]
        positions = list(dict.fromkeys(zip(rows["latitude"], rows["longitude"], strict=True)))
        if positions:
            view = map.fit(pane.area, positions, map.common_zoom([positions], pane.width, pane.height))
    return map.build_overview(pane, view, page.shown.meetings, page.records, selected=page.state.meeting, bundles=trips.build_bundles(page.shown.visits))


def _trip_deck(page: Page, pane: Pane) -> Any:
    legs = trips.build_legs(page.state.trip, page.stops)
    groups = {a: map.core(a, [s.position for s in page.stops if s.area == a and s.latitude is not None]) for a in AREAS}
    zoom = map.common_zoom(list(groups.values()), pane.width, pane.height)
    view: View = map.fit(pane.area, groups[pane.area], zoom)
    return map.build_trip(pane, view, page.stops, legs, selected=page.state.meeting)


def _pick_on_map(page: Page, area: str) -> None:
    event = st.session_state.get(f"map-{area}")
    record = map.picked(event["selection"]) if event else None
    if not record:
        return
    st.session_state["part"] = "list"
    if "meeting_id" in record or len(record["meeting_ids"]) == 1:
        address.go(replace(page.state, meeting=record["meeting_ids"][0]))
    else:
        places = tuple(record["place_ids"])
        address.go(replace(page.state, meeting="", filters=replace(page.state.filters, place=places)))


def _show_legend(page: Page) -> None:
    say = page.language.say
    kinds = "".join(f"<span class='key {k}'>{labels.host_kind(k, page.language)}</span>" for k in HOST_KINDS)
    number = say("Number = stop of the trip") if page.stops else say("Number = meetings at that place")
    shapes = f"<span class='key dashed'>{say('not confirmed')}</span><span class='key hollow'>{say('place inferred')}</span>"
    st.html(f"<p class='legend'><span>{number}</span><span class='keys'>{kinds}{shapes}</span></p><p class='credit'>{basemap.CREDIT}</p>")
    if not page.stops:
        _show_elsewhere(page)


def _show_elsewhere(page: Page) -> None:
    """What the panes do not draw: meetings whose venue is unknown, and places outside both areas."""
    meetings = page.shown.meetings
    hidden = meetings[meetings["latitude"].isna() | (meetings["place_kind"] == "city") | ~meetings["area"].isin(AREAS)]
    if hidden.empty:
        return
    counts = hidden.groupby("city_id", sort=False).size().sort_values(ascending=False)
    with st.container(horizontal=True, key="elsewhere", gap="small"):
        st.html(f"<span class='sure'>{page.language.say('Not in the panes:')}</span>")
        for city_id, number in counts.head(7).items():
            rows = hidden[hidden["city_id"] == city_id]
            city = rows["city"].iloc[0] or rows["place"].iloc[0]
            unknown = page.language.say("{city}, venue unknown", city=city) if city_id in AREAS else city
            places = tuple(dict.fromkeys(rows["place_id"]))
            target = replace(page.state, meeting="", filters=replace(page.state.filters, place=places))
            st.button(f"{unknown}  {number}", key=f"elsewhere-{city_id or 'none'}", type="tertiary", on_click=address.go, args=(target,))


def _show_stepper(page: Page) -> None:
    """The stops as numbered buttons, and steps to the one before and after."""
    stops, language = page.stops, page.language
    chosen = next((s.number for s in stops if s.meeting_id == page.state.meeting), 0)
    with st.container(horizontal=True, key="stepper", gap="small"):
        for stop in stops:
            row = stop.meeting
            label = f"**{_plain(labels.brief_host(row))}**  \n:small[{language.short_date(row.date, row.date_precision)} · {_plain(row.city or row.place)}]"
            kind = row.host_kind if row.status == "held" else f"open-{row.host_kind}"
            here = "on" if stop.number == chosen else "off"
            with st.container(key=f"stop-{stop.number}-{kind}-{here}"):
                st.button(label, key=f"step-{stop.meeting_id}", type="tertiary", on_click=address.go, args=(replace(page.state, meeting=stop.meeting_id),))
    first, last = stops[0].meeting.date, stops[-1].meeting.date
    with st.container(horizontal=True, key="steps", gap="small", vertical_alignment="center"):
        for label, number, help in (("←", chosen - 1, language.say("Stop before")), ("→", chosen + 1, language.say("Next stop"))):
            target = stops[max(1, min(number, len(stops))) - 1].meeting_id
            st.button(label, key=f"go-{label}", help=help, disabled=not 1 <= number <= len(stops), on_click=address.go, args=(replace(page.state, meeting=target),))
        if chosen:
            row = stops[chosen - 1].meeting
            words = language.say(
                "Stop {n} of {all} · day {day} of {days} · {city}", n=chosen, all=len(stops),
                day=(row.date - first).days + 1, days=(last - first).days + 1, city=row.city or row.place,
            )  # fmt: skip
        else:
            words = language.count("{n} stop", "{n} stops", len(stops)) + " · " + language.count("{n} day", "{n} days", (last - first).days + 1)
        st.html(f"<span class='sure'>{words}</span>")


def show_time(page: Page) -> None:
    """The timeline of what is shown; with a trip open, of everything, the trip lit."""
    earliest, latest = sidebar.span(page.records)
    asked = page.state.filters
    first, last = asked.first or earliest, asked.last or latest
    lit = frozenset(s.meeting_id for s in page.stops) or (frozenset({page.state.meeting}) if page.state.meeting else frozenset())
    figure = charts.build_timeline(
        page.shown.meetings, theme=page.theme, language=page.language, span=(pd.Timestamp(max(first, earliest)), pd.Timestamp(min(last, latest))), lit=lit,
    )  # fmt: skip
    st.html(f"<p class='charthead'>{page.language.say('Meetings by month, by who received them')}</p>")
    st.plotly_chart(
        figure, key="timeline", on_select=lambda: _pick_in_time(page), selection_mode="points",
        config={"displayModeBar": False}, theme=None, width="stretch", height=112,
    )  # fmt: skip


def _pick_in_time(page: Page) -> None:
    event = st.session_state.get("timeline")
    points = event["selection"]["points"] if event else []
    ids = [p["customdata"] for p in points if p.get("customdata")]
    chosen = ids[0][0] if ids and isinstance(ids[0], list) else ids[0] if ids else None
    if chosen in page.shown.meetings.index:
        address.go(replace(page.state, meeting=chosen))


def show_right(page: Page) -> None:
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
        for trip_id in dict.fromkeys(page.records.visits.loc[page.records.visits["meeting_id"] == state.meeting, "trip_id"]):
            _show_neighbours(page, trip_id)


def _show_neighbours(page: Page, trip_id: str) -> None:
    stops = trips.build_stops(trip_id, page.records)
    if len(stops) < 2:
        return
    number = next(s.number for s in stops if s.meeting_id == page.state.meeting)
    st.html(f"<h3>{page.language.say('On this trip')}</h3>" if page.state.trip else f"<h3>{page.language.say('On this trip of {who}', who=stops[0].meeting.leader)}</h3>")
    for arrow, other in (("←", number - 1), ("→", number + 1)):
        if 1 <= other <= len(stops):
            row = stops[other - 1].meeting
            label = f"{arrow} {page.language.short_date(row.date, row.date_precision)}: {_plain(labels.brief_host(row))} :small[{_plain(row.city or row.place)}]"
            st.button(label, key=f"near-{trip_id}-{other}", type="tertiary", on_click=address.go, args=(replace(page.state, meeting=row.meeting_id),))
    if not page.state.trip:
        st.button(page.language.say("Show the whole trip"), key=f"trip-{trip_id}", type="tertiary", on_click=address.go, args=(replace(page.state, trip=trip_id),))


def _show_trip(page: Page) -> None:
    state, language = page.state, page.language
    st.button(language.say("← All meetings"), key="back", type="tertiary", on_click=address.go, args=(replace(state, trip=""),))
    with st.container(key="details"):
        for stop in page.stops:
            _show_stop(page, stop)


def _show_list(page: Page) -> None:
    language, meetings = page.language, page.shown.meetings
    with st.container(horizontal=True, key="listhead", vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(key="count", width="content"):
            st.html(f"<p class='count'>{headline.count_line(page.shown, language)}</p>")
        _show_share(page)
        st.download_button(
            language.say("Download CSV"), data=lambda: export.build_csv(page.shown), file_name="tech-visits.csv", mime="text/csv",
            key="download", on_click="ignore", disabled=meetings.empty, type="tertiary",
        )  # fmt: skip
    if meetings.empty:
        _show_nothing(page)
        return
    most = st.session_state.setdefault("rows", ROWS)
    with st.container(key="meetings"):
        for row in meetings.head(most).itertuples():
            _show_row(page, row)
    if len(meetings) > most:
        st.button(language.say("Show older meetings"), key="older", on_click=_show_more)


def _show_more() -> None:
    st.session_state["rows"] += ROWS


def _show_row(page: Page, row: Any) -> None:
    """A meeting of the list as one button: date, who met whom, and in small what it was about."""
    language = page.language
    sentence = labels.met(row.status, _bold(labels.some(row.leaders, language)), _bold(labels.some(row.hosts, language)), language)
    companies = language.join(dict.fromkeys(page.records.name(i) for i in row.company_ids[:2]))
    topics = [details.topic_label(t, page.records, language) for t in row.topic_ids[:1]]
    mark = "" if row.status == "held" else labels.status(row.status, language)
    small = " · ".join(filter(None, [mark, companies, row.city or row.place, *topics]))
    _row_button(page, row.Index, language.date(row.date, row.date_precision), sentence, small)


def _show_stop(page: Page, stop: Stop) -> None:
    """A stop of the open trip, as a row like those of the list."""
    row, language = stop.meeting, page.language
    mark = "" if row.status == "held" else labels.status(row.status, language)
    small = " · ".join(filter(None, [mark, row.place, labels.kind(row.kind, language)]))
    day = f"{stop.number}  {language.short_date(row.date, row.date_precision)}"
    _row_button(page, stop.meeting_id, day, _bold(labels.some(row.hosts, language)), small)
    st.html(details.sources_line(stop.meeting_id, page.records, language))


def _row_button(page: Page, meeting_id: str, day: str, sentence: str, small: str) -> None:
    st.button(
        f":small[{_plain(day)}] {sentence}  \n:small[{_plain(small)}]", key=f"row-{meeting_id}", type="tertiary",
        on_click=address.go, args=(replace(page.state, meeting=meeting_id),), width="stretch",
    )  # fmt: skip


def _show_nothing(page: Page) -> None:
    """A plain sentence, and the ways out: each filter that, left off, would show something."""
    say, state = page.language.say, page.state
    st.html(f"<p class='nothing'>{say('No meeting on record matches all of these filters. That is not proof that there was none.')}</p>")
    for number, without in enumerate(ways_out(state.filters)):
        left_off, query = without
        meetings = len(apply(query, page.records).meetings)
        if meetings:
            label = page.language.count("Without {what}: {n} meeting", "Without {what}: {n} meetings", meetings, what=_plain(_words(left_off, page)))
            st.button(label, key=f"without-{number}", on_click=address.go, args=(replace(state, filters=query),))
    st.button(say("Show everything"), key="everything", on_click=address.go, args=(State(language=state.language),))


def _words(left_off: Filters, page: Page) -> str:
    pairs = filters.to_query(left_off)
    return page.language.join(value if key in ("q", "from", "to", "sources") else sidebar.name_of(key, value, page.records, page.language) for key, value in pairs)


def _show_share(page: Page) -> None:
    language, state = page.language, page.state
    earliest, latest = sidebar.span(page.records)
    asked = replace(state.filters, first=state.filters.first or earliest, last=state.filters.last or latest)
    link = f"{st.context.url.split('?')[0]}?{urlencode(address.to_pairs(replace(state, filters=asked)))}" if st.context.url else ""
    with st.popover(language.say("Copy link"), key="share", type="tertiary"):
        st.code(link, language=None, wrap_lines=True)


def _bold(text: str) -> str:
    return f"**{_plain(text)}**"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return "".join("\\" + c if c in "\\`*_{}[]()#+-.!|~$:<>" else c for c in text)
