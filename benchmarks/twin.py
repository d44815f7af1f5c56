"""The plain twin: the dashboard's content the way one writes it in Streamlit, with its own widgets, charts and maps.

Filters, headline, two city maps on the dashboard's base map, a bar a month, the table, and the meeting chosen in it.
"""

import os

import pandas as pd
import plotly.express as px
import pydeck as pdk
import streamlit as st

st.set_page_config("Tech Visits", layout="wide")
COLOURS = {"government": [34, 88, 138], "company": [180, 86, 26]}
LISTS = {
    "leader": "leader",
    "company": "company",
    "topic": "topics",
    "city": "city",
    "host": "hosts",
    "status": "status",
}
VIEWS = {"Seoul": (37.55, 126.99), "Tokyo": (35.68, 139.75)}


@st.cache_data
def load():
    table = pd.read_csv(os.environ["TWIN_CSV"], encoding="utf-8-sig", parse_dates=["date"]).fillna(
        {"outcome": "", "hosts": "", "topics": ""}
    )
    table["colour"] = [COLOURS.get(kind, [85, 112, 63]) for kind in table["host_kind"]]
    return table


shown = load()
with st.sidebar:
    st.title("Tech Visits")
    words = st.text_input("Search", key="q", bind="query-params")
    days = st.date_input("Dates", (shown.date.min(), shown.date.max()), key="dates")
    for key, column in LISTS.items():
        options = sorted({each for cell in load()[column].dropna() for each in str(cell).split("; ") if each})
        chosen = st.multiselect(key.capitalize(), options, key=key, bind="query-params")
        if chosen:
            shown = shown[[bool(set(str(cell).split("; ")) & set(chosen)) for cell in shown[column]]]
if words:
    shown = shown[shown.apply(lambda row: words.lower() in " ".join(map(str, row)).lower(), axis=1)]
if len(days) == 2:
    shown = shown[shown.date.between(pd.Timestamp(days[0]), pd.Timestamp(days[1]))]
middle, right = st.columns([2.4, 1])
with middle:
    st.header(f"{shown.meeting_id.nunique()} meetings of {shown.leader_id.nunique()} technology leaders")
    with st.container(key="map"):
        for column, (city, (latitude, longitude)) in zip(st.columns(2), VIEWS.items(), strict=True):
            there = shown.dropna(subset=["latitude"])[
                ["latitude", "longitude", "place", "leader", "trip_id", "date", "colour"]
            ]
            legs = (
                there.sort_values("date")
                .assign(
                    from_longitude=lambda t: t.groupby("trip_id").longitude.shift(),
                    from_latitude=lambda t: t.groupby("trip_id").latitude.shift(),
                )
                .dropna(subset=["from_longitude"])
            )
            layers = [
                pdk.Layer(
                    "LineLayer",
                    legs.drop(columns="date"),
                    get_source_position=["from_longitude", "from_latitude"],
                    get_target_position=["longitude", "latitude"],
                    get_color=[60, 60, 60, 90],
                    get_width=1,
                ),
                pdk.Layer(
                    "ScatterplotLayer",
                    there.drop(columns="date"),
                    id="places",
                    get_position=["longitude", "latitude"],
                    radius_min_pixels=6,
                    get_radius=50,
                    get_fill_color="colour",
                    pickable=True,
                ),
            ]
            view = pdk.ViewState(latitude=latitude, longitude=longitude, zoom=10.6)
            with column:
                st.pydeck_chart(
                    pdk.Deck(
                        layers,
                        initial_view_state=view,
                        map_provider=None,
                        map_style=os.environ["TWIN_STYLE"],
                        tooltip={"text": "{place}\n{leader}"},
                    ),
                    key=f"map-{city}",
                    on_select="rerun",
                    height=450,
                )
    months = (
        shown.assign(month=shown.date.dt.to_period("M").dt.to_timestamp())
        .groupby(["month", "host_kind"], as_index=False)
        .size()
    )
    st.plotly_chart(px.bar(months, x="month", y="size", color="host_kind", height=220), key="timeline")
with right:
    with st.container(key="count"):
        st.write(f"{shown.meeting_id.nunique()} meetings, {len(shown)} visits")
    st.download_button("Download CSV", shown.drop(columns="colour").to_csv(index=False), "visits.csv")
    listed = shown[["date", "leader", "company", "hosts", "place", "summary"]]
    picked = st.dataframe(
        listed, key="table", hide_index=True, on_select="rerun", selection_mode="single-row", height=520
    )
    for row in picked["selection"]["rows"]:
        meeting = shown.iloc[row]
        st.subheader(f"{meeting.leader} met {meeting.hosts}")
        st.write(meeting.summary)
        st.write(meeting.outcome)
        st.markdown("\n".join(f"- {each}" for each in str(meeting.sources).split("; ")))
