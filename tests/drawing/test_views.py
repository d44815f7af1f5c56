"""One filtered frame behind everything: map, list, timeline, CSV and JSON hold the same meetings, in their host's colour."""

import csv
import functools
import io
import itertools
import json
import random
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pydeck as pdk
import pytest
from conftest import DATA, Edit, Rows
from PIL import Image

from techvisits.app import maps
from techvisits.curate.check import load_records
from techvisits.drawing import clusters as spots
from techvisits.drawing import deck as map
from techvisits.drawing import flows as bundles
from techvisits.drawing import overview, region, style
from techvisits.drawing import screen as geometry
from techvisits.drawing import timeline as charts
from techvisits.drawing import trip as route
from techvisits.drawing.atlas import SHAPES, STATUS_SHAPES, build_atlas, icon_mapping
from techvisits.drawing.colouring import Colouring, by_company, by_host
from techvisits.drawing.deck import Pane, View
from techvisits.drawing.palette import palette, rgba
from techvisits.export import formats as export
from techvisits.package.tables import load_package
from techvisits.record import trips
from techvisits.record.filters import STATUSES, Filters, Shown, apply, from_query, to_query
from techvisits.record.records import AREAS, Records, build_records, each
from techvisits.text import details, headline
from techvisits.text import words as labels
from techvisits.text.language import LANGUAGES, load_language

RECORDS = load_records(DATA)
ENGLISH = load_language("en")
ZUCKERBERG = "zuckerberg-2024-02"
SPAN = RECORDS.meetings["date"].min(), RECORDS.meetings["date_end"].max()
QUERIES = [
    "",
    "company=nvidia&city=seoul",
    "leader=mark-zuckerberg",
    "leader=sam-altman&leader=jensen-huang",
    "topic=ai-chips&sources=2",
    "host=lee-jae-yong",
    "status=announced&status=cancelled",
    "city=gyeongju",
    "from=2024-02-01&to=2024-02-29",
    "kind=dinner",
    "q=반도체",
    "q=nothing+on+record+has+these+words",
]


@functools.cache
def shown_by(query: str) -> Shown:
    pairs: dict[str, list[str]] = {}
    for pair in filter(None, query.replace("+", " ").split("&")):
        key, value = pair.split("=")
        pairs.setdefault(key, []).append(value)
    filters, problems = from_query(pairs, RECORDS)
    assert problems == []
    return apply(filters, RECORDS)


def colouring_of(by: str, language: str) -> Colouring:
    tongue = load_language(language)
    return by_company(RECORDS, (), tongue) if by == "company" else by_host(tongue)


def pane_of(area: str, theme: str = "light", language: str = "en", by: str = "host") -> Pane:
    colouring = colouring_of(by, language)
    return Pane(area, 400, 530, theme, "/basemap/style.json", "/basemap/atlas", load_language(language), colouring)


@functools.cache
def overview_deck(
    query: str, area: str, *, theme: str = "light", language: str = "en", selected: str = "", by: str = "host"
) -> pdk.Deck:
    shown, pane = shown_by(query), pane_of(area, theme, language, by)
    view = overview.overview(pane, "both")
    return overview.build_overview(pane, view, shown.meetings, shown.visits, selected=selected)


@functools.cache
def region_deck(query: str, *, theme: str = "light", language: str = "en", by: str = "host") -> pdk.Deck:
    shown, pane = shown_by(query), pane_of("region", theme, language, by)
    pane = replace(pane, width=240, height=118)
    return region.build_region(pane, region.VIEW, shown.meetings, shown.visits, RECORDS.name)


def trip_deck(trip_id: str, area: str, selected: str = "", theme: str = "light", home: str = "") -> pdk.Deck:
    stops = trips.build_stops(trip_id, RECORDS)
    legs, pane = trips.build_legs(trip_id, stops), replace(pane_of(area, theme), height=450)
    return route.build_trip(pane, route.trip_view(pane, stops), stops, legs, selected=selected, home=home)


def timeline(
    shown: Shown, theme: str = "light", lit: frozenset[str] = frozenset(), by: str = "host", selected: str = ""
) -> Any:
    colouring = colouring_of(by, "en")
    return charts.build_timeline(
        shown.meetings, theme=theme, language=ENGLISH, colouring=colouring, span=SPAN, lit=lit, selected=selected
    )


def without_a_point(shown: Shown) -> list[str]:
    """What has no marker in the panes: of which only the city or the country is known, or outside both areas."""
    rows = shown.meetings
    vague = rows["place_kind"].isin(["city", "country"]) | rows["latitude"].isna()
    return list(rows.index[vague | ~rows["area"].isin(AREAS)])


def clickable(deck: pdk.Deck) -> list[pdk.Layer]:
    """The layers of markers; the lines are a layer apart."""
    return [x for x in deck.layers if getattr(x, "pickable", False) and not str(x.id).startswith(map.LEGS)]


def layer_of(deck: pdk.Deck, name: str) -> pdk.Layer:
    (layer,) = (x for x in deck.layers if str(x.id).split(":")[0] == name)
    return layer


def ids_of(marker: dict[str, Any], shown: Shown) -> list[str]:
    """The meetings a marker stands for: its one meeting, or all that are shown of its places or cities."""
    rows = shown.meetings
    members = set(marker["members"])
    here = rows["place_id"].isin(members) & spots.has_point(rows)
    found = list(
        rows.index[here | pd.Series([bundles.city_of(r) in members for r in each(rows)], rows.index, dtype=bool)]
    )
    assert "meeting_id" not in marker or found == [marker["meeting_id"]]
    return found


def drawn_ids(deck: pdk.Deck, shown: Shown) -> list[str]:
    return [i for marker in markers(deck) for i in ids_of(marker, shown)]


def markers(deck: pdk.Deck) -> list[dict[str, Any]]:
    return [row for layer in clickable(deck) for row in layer.data]


def as_json(deck: pdk.Deck) -> Any:
    """The deck as the browser gets it; NaN and Infinity raise."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} in the deck")

    return json.loads(deck.to_json(), parse_constant=refuse)


# --- the same meetings everywhere


@pytest.mark.parametrize("query", QUERIES)
def test_map_list_timeline_csv_and_json_hold_the_same_meetings(query: str) -> None:
    shown = shown_by(query)
    listed = list(shown.meetings.index)
    drawn = [i for area in AREAS for i in drawn_ids(overview_deck(query, area), shown)]
    assert sorted(drawn + without_a_point(shown)) == sorted(listed)
    assert sorted(charts.meeting_ids(timeline(shown))) == sorted(listed)
    rows = list(csv.DictReader(io.StringIO(export.build_csv(shown).decode("utf-8-sig"), newline="")))
    assert list(dict.fromkeys(row["meeting_id"] for row in rows)) == listed
    document = json.loads(export.build_json(shown, RECORDS))
    assert [m["meeting_id"] for m in document["meetings"]] == listed
    assert document["count"] == len(listed)
    visits = sorted((row["meeting_id"], row["leader_id"]) for row in rows)
    assert sorted((m["meeting_id"], v["leader_id"]) for m in document["meetings"] for v in m["visits"]) == visits
    assert visits == sorted(zip(shown.visits["meeting_id"], shown.visits["leader_id"], strict=True))
    line = headline.count_line(shown, ENGLISH)
    numbers = [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", line)]
    assert numbers == [len(listed), len(rows)]


def test_the_queries_are_worth_testing() -> None:
    """All but the last find something, and something is drawn and something not."""
    assert [bool(len(shown_by(q).meetings)) for q in QUERIES] == [*[True] * (len(QUERIES) - 1), False]
    assert without_a_point(shown_by(""))
    assert all(drawn_ids(overview_deck("", area), shown_by("")) for area in AREAS)


@pytest.mark.parametrize("query", QUERIES)
def test_every_meeting_of_a_marker_is_behind_it(query: str) -> None:
    """A click on a marker opens its one meeting, or filters by its places: all its meetings are then listed."""
    filters = Filters() if not query else None
    shown = shown_by(query)
    for area in AREAS:
        for marker in markers(overview_deck(query, area)):
            ids = ids_of(marker, shown)
            assert len(ids) == len(set(ids)) >= 1
            assert marker["number"] == (str(len(ids)) if len(ids) > 1 else "")
            places = set(marker["members"])
            listed = shown.meetings.index[shown.meetings["place_id"].isin(places)]
            assert set(ids) <= set(listed)
            assert {shown.meetings.at[i, "place_id"] for i in ids} == places
            if filters is not None and len(ids) > 1:
                after = apply(replace(filters, place=tuple(places)), RECORDS)
                assert set(ids) <= set(after.meetings.index)


@pytest.mark.parametrize("query", ["", "company=nvidia&city=seoul"])
def test_a_click_on_a_marker_gives_back_its_record(query: str) -> None:
    for area in AREAS:
        deck = overview_deck(query, area)
        (layer,) = clickable(deck)
        for marker in layer.data:
            assert map.picked({"objects": {layer.id: [marker]}, "indices": {layer.id: [0]}}) == marker
    assert map.picked({"objects": {}, "indices": {}}) is None
    assert map.picked({}) is None


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("by", ["host", "company"])
def test_colours_follow_what_the_legend_says(query: str, theme: str, by: str) -> None:
    """A marker has the colour of the kind most frequent there, and a full disc a slice for each other kind."""
    shown, colours, colouring = shown_by(query), palette(theme), colouring_of(by, "en")
    for area in AREAS:
        deck = overview_deck(query, area, theme=theme, by=by)
        for marker in markers(deck):
            kinds = kinds_at(marker, shown, colouring)
            most = Counter(k for k, n in Counter(kinds).items() for _ in range(n))
            drawn = {colouring.colour(kind, colours) for kind in most}
            assert hex_of(marker["color"]) in drawn
            if marker["icon"] == "disc":
                pieces = [s for s in pieces_of(marker, deck) if s["icon"].startswith("slice-")]
                assert {hex_of(marker["color"]), *(hex_of(s["color"]) for s in pieces)} == drawn
    for trace in timeline(shown, theme, by=by).data:
        first = {colouring.of(shown.meetings.loc[i])[0] for i in trace.customdata}
        assert {colouring.colour(k, colours) for k in first} == ({trace.marker.color} if first else set())


def kinds_at(marker: dict[str, Any], shown: Shown, colouring: Colouring) -> list[str]:
    return [kind for i in ids_of(marker, shown) for kind in colouring.of(shown.meetings.loc[i])]


def hex_of(colour: list[int]) -> str:
    return "#" + bytes(colour[:3]).hex().upper()


def pieces_of(marker: dict[str, Any], deck: pdk.Deck) -> list[dict[str, Any]]:
    place = marker["position"], marker["offset"], marker["size"]
    return [s for s in layer_of(deck, "shares").data if (s["position"], s["offset"], s["size"]) == place]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("by", ["host", "company"])
def test_slices_do_not_cover_each_other_and_gaps_in_the_rim_are_what_was_not_held(query: str, by: str) -> None:
    shown = shown_by(query)
    for area in AREAS:
        deck = overview_deck(query, area, by=by)
        belonging = [s for marker in markers(deck) for s in pieces_of(marker, deck)]
        assert len(belonging) == len(layer_of(deck, "shares").data)
        assert {s["icon"] for s in belonging} <= set(SHAPES)
        for marker in markers(deck):
            turn, teeth = 0, 0
            for piece in pieces_of(marker, deck):
                shape, twelfths = piece["icon"].split("-")
                if shape == "slice":
                    turn += int(twelfths)
                    assert piece["angle"] == 30 * turn, "each begins where the one before it ended"
                else:
                    teeth += int(twelfths)
                    assert piece["angle"] in (30 * turn, 360)
            assert turn < 12
            lost = (shown.meetings.loc[ids_of(marker, shown), "status"] != "held").mean()
            assert (teeth > 0) == (0 < lost < 1)
            if by == "host":
                assert abs(teeth / 12 - (lost if lost < 1 else 0)) <= 3 / 12


def test_a_hollow_marker_does_not_hide_a_kind_of_host() -> None:
    """Rings and dashed circles have no slices, so the meetings at one are all of the kind whose colour it has."""
    shown = shown_by("")
    for area in AREAS:
        for marker in markers(overview_deck("", area)):
            kinds = set(shown.meetings.loc[ids_of(marker, shown), "host_kind"])
            assert marker["icon"] == "disc" or len(kinds) == 1, (marker["title"], kinds)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_kind_has_a_colour_of_its_own(theme: str) -> None:
    colours = palette(theme)
    for by in ("host", "company"):
        colouring = colouring_of(by, "en")
        names = [*colouring.names, "other"]
        assert len({colouring.colour(kind, colours) for kind in names} | {colours.selected}) == len(names) + 1


def test_companies_that_are_chosen_have_colours_first() -> None:
    colouring = by_company(RECORDS, ("no-such-company", "amd"), ENGLISH)
    assert list(colouring.names)[:2] == ["no-such-company", "amd"]
    assert len(colouring.names) == len(palette("light").kinds)


def over(top: list[int], ground: str) -> str:
    """What a colour with its opacity looks like on a ground."""
    share = (top[3] if len(top) > 3 else 255) / 255
    return (
        "#"
        + bytes(round(share * t + (1 - share) * g) for t, g in zip(top, bytes.fromhex(ground[1:]), strict=False)).hex()
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("by", ["host", "company"])
def test_every_text_on_the_map_has_a_contrast_of_4_5(theme: str, by: str) -> None:
    """Numbers on each colour of their marker, and texts on their own ground over anything that the base map has."""
    colours, seen = palette(theme), 0
    worst = "#000000" if theme == "light" else "#FFFFFF"
    decks = [overview_deck("", area, theme=theme, by=by) for area in AREAS] + [region_deck("", theme=theme, by=by)]
    decks += [trip_deck(ZUCKERBERG, area, theme=theme) for area in AREAS]
    for deck in decks:
        drawn = {(tuple(m["position"]), tuple(m["offset"])): m for m in markers(deck)}
        for layer in deck.layers:
            if layer.type != "TextLayer":
                continue
            for row in layer.data:
                at = tuple(row["position"]), tuple(row["offset"])
                if layer.id == "numbers":
                    marker = drawn[at]
                    pieces = [p for x in deck.layers if x.id == "shares" for p in pieces_of(marker, deck)]
                    fills = [hex_of(p["color"]) for p in pieces if p["icon"].startswith("slice-")]
                    grounds = [hex_of(marker["color"]), *fills] if marker["icon"] == "disc" else [colours.paper]
                else:
                    halfway = over(layer.get_background_color, blend(colours.ink, theme))
                    grounds = [over(layer.get_background_color, blend(worst, theme)), halfway]
                for ground in grounds:
                    assert contrast(hex_of(row["color"]), ground) >= 4.5, (layer.id, row, ground)
                    seen += 1
    assert seen > 100


def blend(colour: str, theme: str) -> str:
    """The strongest line of ours that can lie under a text: it covers a part of the ground only, here all of it by half."""
    return over([*bytes.fromhex(colour[1:]), 128], palette(theme).paper)


# --- decks


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("area", AREAS)
def test_a_deck_is_json_without_nan_and_has_its_markers_in_the_area(query: str, area: str) -> None:
    deck = overview_deck(query, area, theme="dark", language="ja")
    document = as_json(deck)
    assert document["layers"], "a deck without a layer draws no canvas"
    ids = [layer["id"] for layer in document["layers"]]
    assert len(ids) == len(set(ids))
    centre = overview.CENTRES[area]
    for marker in markers(deck):
        longitude, latitude = marker["position"]
        assert abs(latitude - centre[0]) < 1
        assert abs(longitude - centre[1]) < 1.3
        assert marker["title"]
        assert marker["text"]


@pytest.mark.parametrize("trip_id", [ZUCKERBERG, *sorted(RECORDS.trips.index)[::25]])
def test_a_trips_decks_hold_its_located_stops(trip_id: str) -> None:
    stops = trips.build_stops(trip_id, RECORDS)
    for area in AREAS:
        deck = trip_deck(trip_id, area)
        as_json(deck)
        here = [s for s in stops if s.area == area and s.latitude is not None]
        assert [m["meeting_id"] for m in markers(deck)] == [s.meeting_id for s in here]
        for marker, stop in zip(markers(deck), here, strict=True):
            assert marker["number"] == str(stop.number)
            assert marker["color"] == rgba(by_host(ENGLISH).colour(stop.meeting.host_kind, palette("light")))
            if stop.meeting.place_kind not in spots.AREA_KINDS:
                assert marker["position"] == [stop.longitude, stop.latitude]


def test_the_selected_meeting_has_a_halo_where_it_is_drawn() -> None:
    for area in AREAS:
        chosen = drawn_ids(overview_deck("", area), shown_by(""))[0]
        deck = overview_deck("", area, selected=chosen)
        marker = next(m for m in markers(deck) if chosen in ids_of(m, shown_by("")))
        halo = next(layer for layer in deck.layers if layer.id == "selected").data
        assert [(h["position"], h["offset"]) for h in halo] == [(marker["position"], marker["offset"])]
        assert halo[0]["color"] == rgba(palette("light").selected)
    for area in AREAS:
        assert next(x for x in overview_deck("", area).layers if x.id == "selected").data == []


def test_the_shape_says_what_is_certain() -> None:
    """Filled where a source names the place, hollow where none does, square where only the district is known; and how it came out."""
    shown, seen = shown_by(""), set()
    for area in AREAS:
        for marker in markers(overview_deck("", area)):
            rows = shown.meetings.loc[ids_of(marker, shown)]
            statuses = set(rows["status"])
            if "held" not in statuses:
                expected = STATUS_SHAPES[statuses.pop()] if len(statuses) == 1 else "dashed"
            elif (rows["place_kind"] == "district").all():
                expected = "square"
            else:
                expected = "disc" if (rows["place_certainty"] == "stated").any() else "ring"
            assert marker["icon"] == expected
            seen.add(marker["icon"])
    assert seen >= {"disc", "ring", "square", "dashed"}


@pytest.mark.parametrize("status", [s for s in STATUSES if s != "held"])
def test_statuses_are_told_apart_without_colour(status: str) -> None:
    rows = RECORDS.meetings[spots.has_point(RECORDS.meetings) & RECORDS.meetings["area"].isin(AREAS)].head(3)
    (spot, *_) = spots.build_spots(rows.assign(status=status, place_id="one"), 10)
    assert spots.marker(spot, pane_of("seoul"))["icon"] == STATUS_SHAPES[status]
    assert len(set(STATUS_SHAPES.values())) == len(STATUSES) - 1


def test_a_city_is_drawn_as_its_area_where_a_venue_is_unknown() -> None:
    for area in AREAS:
        assert layer_of(overview_deck("", area), "area").data.startswith("/basemap/city.")
        assert all(str(x.id) != "area" for x in overview_deck("place=kantei", area).layers)
        unknown = RECORDS.meetings[(RECORDS.meetings["area"] == area) & (RECORDS.meetings["place_kind"] == "city")]
        lit = layer_of(overview_deck("", area, selected=unknown.index[0]), "area")
        assert hex_of(lit.get_line_color) == palette("light").selected


def test_stops_somewhere_in_a_city_stand_in_order_and_its_legs_end_there() -> None:
    trip_id = "tarbert-2025-08"
    deck = trip_deck(trip_id, "seoul")
    column = [m for m in markers(deck) if m["icon"] == "square"]
    assert len(column) > 3
    assert [m["position"][1] for m in column] == sorted((m["position"][1] for m in column), reverse=True)
    places = {tuple(m["position"]) for m in markers(deck)}
    ends = [tuple(at) for leg in layer_of(deck, "route").data for at in (leg["path"][0], leg["path"][-1])]
    near = [at for at in ends if abs(at[1] - 37.55) < 0.3 and abs(at[0] - 126.97) < 0.3]
    assert near
    assert all(min(abs(x - u) + abs(y - v) for u, v in places) < 1e-4 for x, y in near)


def test_an_arrival_comes_over_the_pacific_and_is_drawn_where_the_trip_began() -> None:
    deck = trip_deck("huang-2026-06", "seoul", home="US")
    stops = trips.build_stops("huang-2026-06", RECORDS)
    assert stops[0].area == "seoul"
    (arrival,) = layer_of(deck, "arrival").data
    longitudes = [x for x, _ in arrival["path"]]
    assert longitudes == sorted(longitudes, reverse=True), "from the east, never the long way round"
    assert arrival["path"][0][0] > 180
    assert layer_of(trip_deck("huang-2026-06", "tokyo", home="US"), "arrival").data == []
    assert layer_of(trip_deck("huang-2026-06", "seoul"), "arrival").data == []
    assert layer_of(trip_deck("huang-2026-06", "seoul", home="KR"), "arrival").data == []


def test_the_region_has_every_meeting_whose_city_is_known() -> None:
    for query in QUERIES:
        rows = shown_by(query).meetings
        located = {r.city_id for r in rows.itertuples() if r.area not in AREAS and r.latitude == r.latitude}
        known = rows.index[
            (rows["place_kind"] != "country") & (rows["area"].isin(AREAS) | rows["city_id"].isin(located))
        ]
        assert sorted(drawn_ids(region_deck(query), shown_by(query))) == sorted(known)


def test_the_regions_markers_filter_by_city_or_choose_a_view() -> None:
    for marker in markers(region_deck("")):
        cities = {
            "seoul" if r.area == "seoul" else "tokyo" if r.area == "tokyo" else r.city_id for r in rows_at(marker)
        }
        assert cities == set(marker["members"])
        assert marker["title"]


def rows_at(marker: dict[str, Any]) -> list[Any]:
    return list(RECORDS.meetings.loc[ids_of(marker, shown_by(""))].itertuples())


@pytest.mark.parametrize("query", QUERIES)
def test_a_line_stands_for_the_trips_between_its_ends(query: str) -> None:
    shown = shown_by(query)
    for area in AREAS:
        deck = overview_deck(query, area)
        places = {tuple(m["position"]) for m in markers(deck)}
        for line in layer_of(deck, map.LEGS).data:
            assert set(line["trip_ids"]) <= set(shown.visits["trip_id"])
            assert tuple(line["path"][0]) in {(round(x, 5), round(y, 5)) for x, y in places} | places
        counted = layer_of(deck, "counts").data
        assert all(int(row["number"]) > 1 for row in counted)


def test_lines_and_their_numbers_cover_no_marker() -> None:
    for area in AREAS:
        deck, view = overview_deck("", area), overview.overview(pane_of(area), "both")
        boxes = [box_of(row, view) for row in layer_of(deck, "counts").data]
        assert boxes
        for marker in markers(deck):
            x, y = screen(marker, view)
            half = marker["size"] / 2
            square = x - half, y - half, x + half, y + half
            assert not any(apart(box, square) < -1 for box in boxes)


def screen(row: dict[str, Any], view: View) -> tuple[float, float]:
    x, y = geometry.project(row["position"][1], row["position"][0], view.zoom)
    return x + row["offset"][0], y + row["offset"][1]


def box_of(row: dict[str, Any], view: View) -> tuple[float, float, float, float]:
    return geometry.text_box(screen(row, view), "middle", row["number"], row["text_size"])


def apart(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """The gap between two boxes, negative where they overlap."""
    return max(a[0] - b[2], b[0] - a[2], a[1] - b[3], b[1] - a[3])


def test_what_a_pointer_shows_stands_beside_what_it_points_at() -> None:
    """Above or below by the marker's size, and towards the pane's middle."""
    for area in AREAS:
        view, width = overview.overview(pane_of(area), "both"), 250
        middle = geometry.project(view.latitude, view.longitude, view.zoom)
        for marker in markers(overview_deck("", area)):
            x, y = geometry.project(marker["position"][1], marker["position"][0], view.zoom)
            across, along = marker["side"].split()
            assert along == ("up" if y > middle[1] else "down")
            left = x - middle[0] + {"left": 12 - width, "right": -12, "centre": -width / 2}[across]
            if abs(x - middle[0]) < 200:
                assert left + 12 >= -200
                assert left + width - 12 <= 200
            assert marker["size"] >= 18


@pytest.mark.parametrize("trip_id", ["tarbert-2025-08", "huang-2026-06"])
def test_legs_there_and_back_stand_apart(trip_id: str) -> None:
    for area in AREAS:
        routes = [leg["path"] for leg in layer_of(trip_deck(trip_id, area), "route").data]
        middles = [tuple(path[len(path) // 2]) for path in routes if len(path) > 2]
        assert len(set(middles)) == len(middles)


# --- timeline


@pytest.mark.parametrize("query", QUERIES)
def test_the_timeline_has_each_meeting_in_its_month(query: str) -> None:
    shown = shown_by(query)
    for trace in timeline(shown).data:
        for x, meeting_id in zip(trace.x, trace.customdata, strict=True):
            assert str(x)[:10] == f"{shown.meetings.at[meeting_id, 'date']:%Y-%m}-01"
        assert set(trace.y) <= {1}


def test_what_is_lit_is_strong_and_the_rest_faint() -> None:
    shown = shown_by("")
    lit = frozenset(shown.meetings.index[:5])
    for trace in timeline(shown, lit=lit).data:
        for strength, meeting_id in zip(trace.marker.opacity or (), trace.customdata, strict=True):
            assert (strength == 1) == (meeting_id in lit)


def test_the_open_meeting_is_red_in_the_timeline() -> None:
    shown = shown_by("")
    opened = str(shown.meetings.index[7])
    for trace in timeline(shown, selected=opened).data:
        for colour, meeting_id in zip(trace.marker.color, trace.customdata, strict=True):
            assert (colour == palette("light").selected) == (meeting_id == opened)


def test_the_timeline_is_json_without_nan() -> None:
    for query in QUERIES:
        text = timeline(shown_by(query)).to_json()
        assert "NaN" not in text
        json.loads(text)


# --- details


class Page(HTMLParser):
    """What a browser would make of a piece of HTML: tags with attributes, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def links(self) -> list[str]:
        return [str(attributes.get("href")) for tag, attributes in self.tags if tag == "a"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sources_address_is_in_the_details(language: str) -> None:
    sample = RECORDS.meetings.index[:: 4 if language == "en" else 25]
    tongue = load_language(language)
    for meeting_id in sample:
        page = Page(details.meeting_html(meeting_id, RECORDS, tongue))
        sources = RECORDS.sources[RECORDS.sources["meeting_id"] == meeting_id]
        archived = [url for url in sources["archived_url"] if url]
        assert sorted(page.links) == sorted([*sources["url"], *archived])
        row = RECORDS.meetings.loc[meeting_id]
        for fact in (row["summary"], row["outcome"], row["conflict"], row["address"], row["place"]):
            assert fact in page.text
        assert not {"nan", "NaN", "NaT"} & set(re.findall(r"\w+", page.text))


def test_the_line_of_sources_links_each_of_them() -> None:
    for meeting_id in RECORDS.meetings.index[::15]:
        page = Page(details.sources_line(meeting_id, RECORDS, ENGLISH))
        assert page.links == list(RECORDS.meetings.at[meeting_id, "urls"])


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> **bold** [a](javascript:alert(3)) {{ 7*7 }} &amp;"
HOSTILE_URL = "https://example.org/\"'><script>alert(1)</script>?a=1&lt=2"
KIND = "2024-02-27-zuckerberg-kishida"


@pytest.fixture
def hostile(package_folder: Path, edit: Edit) -> Records:
    """The record with markup in every free text of every table, and quotes in the addresses of its pages."""

    def spoil(*columns: str) -> Any:
        def change(rows: Rows) -> None:
            for row in rows:
                row.update(dict.fromkeys(columns, HOSTILE))

        return change

    edit("meetings", spoil("summary", "outcome", "conflict"))
    edit("people", spoil("name", "name_native"))
    edit("organizations", spoil("name", "name_native"))
    edit("places", spoil("name", "name_native", "address"))
    edit("topics", spoil("label", "label_ja", "label_ko"))
    edit("visits", spoil("role"))
    edit("hosts", spoil("role"))
    edit("trips", spoil("title"))
    edit("sources", spoil("publisher", "title", "note", "published_on", "language", "supports", "kind"))
    edit("sources", lambda rows: [r.update(url=HOSTILE_URL, archived_url=HOSTILE_URL) for r in rows])
    return build_records(load_package(package_folder))


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_stays_text_in_the_details(hostile: Records, language: str) -> None:
    tongue, plain = load_language(language), Page(details.meeting_html(KIND, RECORDS, load_language(language)))
    for html in (details.meeting_html(KIND, hostile, tongue), details.sources_line(KIND, hostile, tongue)):
        page = Page(html)
        assert {tag for tag, _ in page.tags} <= {"article", *(tag for tag, _ in plain.tags), "ul", "li", "p", "a"}
        assert not {"script", "img"} & {tag for tag, _ in page.tags}
        names = {name for _, attributes in page.tags for name in attributes}
        assert names <= {"class", "lang", "href", "target", "rel"}
        assert set(page.links) == {HOSTILE_URL}
        assert HOSTILE in page.text, "shown letter for letter"


def test_hostile_text_stays_text_in_the_timelines_hover(hostile: Records) -> None:
    rows = hostile.meetings.head(30)
    for trace in charts.build_timeline(
        rows, theme="light", language=ENGLISH, colouring=by_host(ENGLISH), span=SPAN
    ).data:
        for text in trace.hovertext:
            assert re.findall(r"<[^>]*>", text) == []
            assert "&lt;script&gt;" in text


def test_hostile_text_stays_text_in_the_decks(hostile: Records) -> None:
    """A deck carries it as data; nothing in it may be read as an expression (`@@=`) or break its JSON."""
    shown = apply(Filters(), hostile)
    for area in AREAS:
        deck = overview.build_overview(
            pane_of(area), overview.overview(pane_of(area), "both"), shown.meetings, shown.visits
        )
        layer = next(x for x in as_json(deck)["layers"] if x["id"].startswith("places"))
        assert all(HOSTILE in m["title"] for m in layer["data"])


def test_the_page_about_the_record_names_its_version_and_licences() -> None:
    for language in LANGUAGES:
        page = Page(details.about_html(RECORDS, load_language(language)))
        assert RECORDS.version in page.text
        assert "CC BY 4.0" in page.text
        assert "ODbL" in page.text


# --- sentences


def test_the_zuckerberg_trip_in_a_sentence() -> None:
    sentence = headline.route_sentence(trips.build_stops(ZUCKERBERG, RECORDS), ENGLISH)
    president = RECORDS.name("yoon-suk-yeol")
    expected = ["Tokyo", "27 Feb: Fumio Kishida", "Seoul, 28 Feb: LG", "Lee Jae-yong", f"29 Feb: {president}"]
    found = [sentence.find(part) for part in expected]
    assert -1 not in found, sentence
    assert found == sorted(found)
    assert sentence.count("Seoul,") == 1, "a city is named once as long as the trip stays there"
    assert headline.trip_title(trips.build_stops(ZUCKERBERG, RECORDS), ENGLISH).startswith("Mark Zuckerberg, ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trip_has_a_title_and_a_sentence(language: str) -> None:
    tongue = load_language(language)
    for trip_id in RECORDS.trips.index[::6]:
        stops = trips.build_stops(trip_id, RECORDS)
        sentence = headline.route_sentence(stops, tongue)
        for stop in stops:
            assert labels.city(stop.meeting, tongue) in sentence
            assert labels.brief_host(stop.meeting, tongue) in sentence
        assert sentence.count(" → ") < len(stops)
        title = headline.trip_title(stops, tongue)
        assert labels.leader(stops[0].meeting, tongue) in title
        assert str(stops[-1].meeting.date.year) in title


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_result_has_a_headline(query: str, language: str) -> None:
    tongue, shown = load_language(language), shown_by(query)
    pairs = itertools.groupby((p.split("=") for p in query.replace("+", " ").split("&") if p), key=lambda p: p[0])
    filters, _ = from_query({key: [value for _, value in group] for key, group in pairs}, RECORDS)
    assert bool(to_query(filters)) == bool(query)
    title = headline.headline(shown, filters, RECORDS, tongue)
    if len(shown.meetings):
        assert tongue.number(len(shown.meetings)) in title
        assert headline.subline(shown, tongue)
    else:
        assert title
        assert headline.subline(shown, tongue) == ""
    assert headline.picture_text(shown, tongue)


def test_the_latest_in_the_line_under_the_headline_is_the_newest_held_meeting() -> None:
    shown = shown_by("")
    held = shown.meetings[shown.meetings["status"] == "held"]
    newest = pd.Timestamp(held["date"].max()).date()
    assert ENGLISH.date(newest) in headline.subline(shown, ENGLISH)


# --- contrast


def luminance(colour: str) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(v) for v in bytes.fromhex(colour[1:]))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """The contrast ratio of WCAG 2."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula_is_wcags() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read_on_its_ground(theme: str) -> None:
    colours = palette(theme)
    for name in ("ink", "muted", "selected"):
        assert contrast(getattr(colours, name), colours.paper) >= 4.5, name
    for kind in (*colours.kinds, colours.other):
        assert contrast(kind, colours.paper) >= 4.5, kind
        assert contrast(colours.on_marker, kind) >= 4.5, kind


def test_the_whole_of_a_marker_can_be_pointed_at() -> None:
    """deck.gl's IconLayer passes over pixels less opaque than `alphaCutoff`, 0.05: a hollow marker must not be hollow to it."""
    picture = Image.open(io.BytesIO(build_atlas())).getchannel("A")
    for name in ("disc", "ring", "square", *STATUS_SHAPES.values()):
        cell = icon_mapping()[name]
        middle = picture.getpixel((cell["x"] + cell["width"] // 2, cell["height"] // 2))
        quarter = picture.getpixel((cell["x"] + cell["width"] // 2, cell["height"] // 4))
        assert min(middle, quarter) / 255 > 0.05, name


def test_very_many_meetings_are_bars_of_a_month_each_and_no_meeting_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "MOST_PIECES", 100)
    shown = shown_by("")
    figure = timeline(shown)
    months = Counter({f"{m}": int(n) for m, n in shown.meetings["date"].dt.to_period("M").value_counts().items()})
    drawn: Counter[str] = Counter()
    for trace in figure.data:
        assert all(charts.is_month(month) for month in trace.customdata)
        drawn.update(dict(zip(trace.customdata, trace.y, strict=True)))
    assert drawn == months


def test_very_many_places_are_few_markers_and_every_meeting_is_in_one() -> None:
    chance = random.Random(7)
    rows = RECORDS.meetings[spots.has_point(RECORDS.meetings)].sample(3000, replace=True, random_state=7)
    rows = rows.assign(
        place_id=[f"place-{i}" for i in range(3000)],
        latitude=[37.5 + chance.gauss(0, 0.1) for _ in range(3000)],
        longitude=[127 + chance.gauss(0, 0.1) for _ in range(3000)],
    )
    found = spots.build_spots(rows, 10.6)
    assert len(found) < 1500
    assert sorted(m for spot in found for m in spot.members) == sorted(rows["place_id"])


def test_the_line_under_the_headline_names_who_was_asked_for() -> None:
    """The newest meeting may have had other visitors too."""
    cook = RECORDS.name("tim-cook")
    assert cook in headline.subline(shown_by("leader=tim-cook"), ENGLISH)


@pytest.mark.parametrize("trip_id", ["huang-2026-06", ZUCKERBERG, "tarbert-2025-08"])
def test_where_a_line_leaves_the_pane_its_words_cover_no_stop(trip_id: str) -> None:
    for area in AREAS:
        deck = trip_deck(trip_id, area, home="US")
        view = route.trip_view(replace(pane_of(area), height=450), trips.build_stops(trip_id, RECORDS))
        for way in layer_of(deck, "ways").data:
            box = geometry.text_box(screen(way, view), way["anchor"], way["number"], way["text_size"])
            for marker in markers(deck):
                x, y = screen(marker, view)
                half = marker["size"] / 2
                assert apart(box, (x - half, y - half, x + half, y + half)) >= -0.5, (way["number"], marker["title"])


def test_an_arrival_says_from_where_if_there_is_room() -> None:
    named = [
        way["number"]
        for trip_id in sorted(RECORDS.trips.index)[::6]
        for area in AREAS
        for way in layer_of(trip_deck(trip_id, area, home="US"), "ways").data
    ]
    assert named.count("from United States") > 20


def test_the_style_sheet_knows_every_colour_it_uses_and_has_those_of_the_map() -> None:
    sheet = style.build_sheet().decode()
    defined = {*re.findall(r"(--[a-z0-9-]+):", sheet), "--away"}  # which a pointer's words bring with them
    assert set(re.findall(r"var\((--[a-z0-9-]+)", sheet)) <= defined
    for light, dark in zip(palette("light").kinds, palette("dark").kinds, strict=True):
        assert f"light-dark({light}, {dark})" in sheet


def test_where_a_line_leaves_the_pane_its_words_are_not_cut_on_a_phone() -> None:
    """The narrowest canvas, on a phone of 390 pixels, is 360 wide; the page draws a trip for that width."""
    stops = trips.build_stops(ZUCKERBERG, RECORDS)
    assert maps.TRIP_PANE[0] <= 360
    for area in AREAS:
        pane = replace(pane_of(area), width=maps.TRIP_PANE[0], height=maps.TRIP_PANE[1])
        view = route.trip_view(pane, stops)
        deck = route.build_trip(pane, view, stops, trips.build_legs(ZUCKERBERG, stops))
        middle = geometry.project(view.latitude, view.longitude, view.zoom)[0]
        assert layer_of(deck, "ways").data
        for way in layer_of(deck, "ways").data:
            left, _, right, _ = geometry.text_box(screen(way, view), way["anchor"], way["number"], way["text_size"])
            assert left - middle >= -180
            assert right - middle <= 180
