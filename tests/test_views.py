"""One filtered frame behind everything: map, list, timeline, CSV and JSON hold the same meetings, in their host's colour."""

import csv
import functools
import io
import itertools
import json
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

from techvisits import export, trips
from techvisits.check import load_records
from techvisits.datapackage import load_package
from techvisits.filters import Filters, Shown, apply, from_query, to_query
from techvisits.language import LANGUAGES, load_language
from techvisits.records import AREAS, Records, build_records
from techvisits.views import charts, details, headline, labels, map, overview, route
from techvisits.views.map import Pane, View
from techvisits.views.palette import HOST_KINDS, palette, rgba

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


def pane_of(area: str, theme: str = "light", language: str = "en") -> Pane:
    return Pane(area, 400, 545, theme, "/basemap/style.json", "/basemap/atlas.png", load_language(language))


@functools.cache
def overview_deck(query: str, area: str, *, theme: str = "light", language: str = "en", selected: str = "") -> pdk.Deck:
    shown, view, pane = shown_by(query), overview.overview(area, "both"), pane_of(area, theme, language)
    bundles = trips.build_bundles(shown.visits)
    return overview.build_overview(pane, view, shown.meetings, selected=selected, bundles=bundles)


def trip_deck(trip_id: str, area: str, selected: str = "") -> pdk.Deck:
    stops = trips.build_stops(trip_id, RECORDS)
    here = [s.position for s in stops if s.area == area and s.latitude is not None]
    view: View = overview.fit(area, here, overview.common_zoom([here], 400, 450))
    return route.build_trip(pane_of(area), view, stops, trips.build_legs(trip_id, stops), selected=selected)


def timeline(shown: Shown, theme: str = "light", lit: frozenset[str] = frozenset()) -> Any:
    return charts.build_timeline(shown.meetings, theme=theme, language=ENGLISH, span=SPAN, lit=lit)


def not_in_the_panes(shown: Shown) -> list[str]:
    """What the page lists under "Not in the panes": no coordinates, a city's own point, or outside both areas."""
    rows = shown.meetings
    return list(rows.index[rows["latitude"].isna() | (rows["place_kind"] == "city") | ~rows["area"].isin(AREAS)])


def clickable(deck: pdk.Deck) -> list[pdk.Layer]:
    return [layer for layer in deck.layers if getattr(layer, "pickable", False)]


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
    drawn = [i for area in AREAS for i in map.marker_ids(overview_deck(query, area))]
    assert sorted(drawn + not_in_the_panes(shown)) == sorted(listed)
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
    assert not_in_the_panes(shown_by(""))
    assert all(map.marker_ids(overview_deck("", area)) for area in AREAS)


@pytest.mark.parametrize("query", QUERIES)
def test_every_meeting_of_a_marker_is_behind_it(query: str) -> None:
    """A click on a marker opens its one meeting, or filters by its places: all its meetings are then listed."""
    filters = Filters() if not query else None
    shown = shown_by(query)
    for area in AREAS:
        for marker in markers(overview_deck(query, area)):
            ids = marker["meeting_ids"]
            assert len(ids) == len(set(ids)) >= 1
            assert marker["number"] == (str(len(ids)) if len(ids) > 1 else "")
            places = set(marker["place_ids"])
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
def test_colours_follow_who_received_the_leader(query: str, theme: str) -> None:
    """A marker has the colour of the kind of host most frequent there, and a full disc a slice for each other kind."""
    shown, colours = shown_by(query), palette(theme)
    for area in AREAS:
        deck = overview_deck(query, area, theme=theme)
        for marker in markers(deck):
            kinds = Counter(shown.meetings.loc[marker["meeting_ids"], "host_kind"])
            most = [rgba(colours.host(kind)) for kind, n in kinds.items() if n == max(kinds.values())]
            assert marker["color"] in most
            if marker["icon"] == "disc":
                drawn = [marker["color"], *(s["color"] for s in slices_of(marker, deck))]
                assert sorted(drawn) == sorted(rgba(colours.host(kind)) for kind in kinds)
    for trace in timeline(shown, theme).data:
        kinds = {shown.meetings.at[i, "host_kind"] for i in trace.customdata}
        assert {colours.host(k) for k in kinds} <= {trace.marker.color}


def slices_of(marker: dict[str, Any], deck: pdk.Deck) -> list[dict[str, Any]]:
    shares = next(layer for layer in deck.layers if layer.id == "shares")
    place = marker["position"], marker["offset"], marker["size"]
    return [s for s in shares.data if (s["position"], s["offset"], s["size"]) == place]


@pytest.mark.parametrize("query", QUERIES)
def test_slices_are_as_large_as_their_share_and_do_not_cover_each_other(query: str) -> None:
    shown, colours = shown_by(query), palette("light")
    for area in AREAS:
        deck = overview_deck(query, area)
        belonging = [s for marker in markers(deck) for s in slices_of(marker, deck)]
        assert len(belonging) == len(next(layer for layer in deck.layers if layer.id == "shares").data)
        for marker in markers(deck):
            kinds = shown.meetings.loc[marker["meeting_ids"], "host_kind"]
            covered = 0
            for piece in slices_of(marker, deck):
                twelfths = int(piece["icon"].removeprefix("slice-"))
                share = sum(rgba(colours.host(k)) == piece["color"] for k in kinds) / len(kinds)
                assert abs(twelfths / 12 - share) <= max(1 / 24, 1 / 12 - share) + 1e-9
                assert piece["angle"] == 30 * (covered + twelfths), "each begins where the one before it ended"
                covered += twelfths
            assert covered < 12


def test_a_hollow_marker_does_not_hide_a_kind_of_host() -> None:
    """Rings and dashed circles have no slices, so the meetings at one are all of the kind whose colour it has."""
    shown = shown_by("")
    for area in AREAS:
        for marker in markers(overview_deck("", area)):
            kinds = set(shown.meetings.loc[marker["meeting_ids"], "host_kind"])
            assert marker["icon"] == "disc" or len(kinds) == 1, (marker["title"], kinds)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_kinds_of_host_have_three_colours(theme: str) -> None:
    colours = palette(theme)
    assert len({colours.host(kind) for kind in HOST_KINDS} | {colours.selected}) == 4


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
        assert map.marker_ids(deck) == [s.meeting_id for s in here]
        for marker, stop in zip(markers(deck), here, strict=True):
            assert marker["number"] == str(stop.number)
            assert marker["color"] == rgba(palette("light").host(stop.meeting.host_kind))
            assert marker["position"] == [stop.longitude, stop.latitude]


def test_the_selected_meeting_has_a_halo_where_it_is_drawn() -> None:
    for area in AREAS:
        chosen = map.marker_ids(overview_deck("", area))[0]
        deck = overview_deck("", area, selected=chosen)
        marker = next(m for m in markers(deck) if chosen in m["meeting_ids"])
        halo = next(layer for layer in deck.layers if layer.id == "selected").data
        assert [(h["position"], h["offset"]) for h in halo] == [(marker["position"], marker["offset"])]
        assert halo[0]["color"] == rgba(palette("light").selected)
    for area in AREAS:
        assert next(x for x in overview_deck("", area).layers if x.id == "selected").data == []


def test_a_marker_is_hollow_where_no_source_names_the_place_and_dashed_where_nothing_took_place() -> None:
    shown = shown_by("")
    seen = set()
    for area in AREAS:
        for marker in markers(overview_deck("", area)):
            rows = shown.meetings.loc[marker["meeting_ids"]]
            held, stated = (rows["status"] == "held").any(), (rows["place_certainty"] == "stated").any()
            assert marker["icon"] == ("dashed" if not held else "disc" if stated else "ring")
            seen.add(marker["icon"])
    assert seen == {"dashed", "disc", "ring"}


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
        for strength, meeting_id in zip(trace.marker.opacity, trace.customdata, strict=True):
            assert (strength == 1) == (meeting_id in lit)


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
    for trace in charts.build_timeline(rows, theme="light", language=ENGLISH, span=SPAN).data:
        for text in trace.hovertext:
            assert re.findall(r"<[^>]*>", text) == ["<br>", "<b>", "</b>"]


def test_hostile_text_stays_text_in_the_decks(hostile: Records) -> None:
    """A deck carries it as data; nothing in it may be read as an expression (`@@=`) or break its JSON."""
    shown = apply(Filters(), hostile)
    for area in AREAS:
        deck = overview.build_overview(pane_of(area), overview.overview(area, "both"), shown.meetings)
        layer = next(x for x in as_json(deck)["layers"] if x.get("pickable"))
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
    for name in ("ink", "muted", "selected", "government", "company", "public"):
        assert contrast(getattr(colours, name), colours.paper) >= 4.5, name
    for kind in HOST_KINDS:
        assert contrast(colours.on_marker, colours.host(kind)) >= 4.5, kind
