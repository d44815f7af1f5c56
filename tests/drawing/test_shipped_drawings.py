"""What must hold of the shipped record's pictures and pages, whatever is corrected in it: nothing lost, nothing covered."""

import csv
import io
import json
import re
from collections import Counter
from functools import cache
from itertools import combinations
from math import dist

import pytest
from conftest import DATA
from pages import Html, page_of

from techvisits.drawing.clusters import at_place
from techvisits.drawing.model import RIMS, Drawing, Frame
from techvisits.drawing.overview import ZOOM_OF_BOTH, ZOOM_OF_ONE, draw_overview, overview_frame
from techvisits.drawing.painters.deck import Canvas, paint_deck
from techvisits.drawing.painters.figure import paint_figure
from techvisits.drawing.region import draw_region
from techvisits.drawing.screen import Disc, do_overlap, merge, project, radius_of, spread, text_box
from techvisits.drawing.timeline import build_timeline
from techvisits.drawing.trip import draw_trip, trip_frame
from techvisits.export import csv as export_csv
from techvisits.export import nested
from techvisits.record.filters import apply
from techvisits.record.model import AREAS, Meeting
from techvisits.record.shelf import load_record
from techvisits.text import headline, parties, sections, words
from techvisits.text.address import follow, read
from techvisits.text.language import LANGUAGES
from techvisits.text.page import Page
from techvisits.text.papers import link_papers
from techvisits.text.things import journeys

RECORD = load_record(DATA)
SIZE = (400, 512)
PHONE = (360, 450)
QUERIES = [
    "",
    "company=nvidia&city=seoul",
    "leader=mark-zuckerberg",
    "leader=sam-altman&leader=jensen-huang",
    "topic=ai-chips&sources=2",
    "host=lee-jae-yong&colour=company",
    "status=announced&status=cancelled",
    "city=gyeongju",
    "from=2024-02-01&to=2024-02-29",
    "kind=dinner&colour=company",
    "q=반도체",
    "q=nothing+on+record+has+these+words",
]
LONGEST = sorted(RECORD.trips, key=lambda trip_id: -len(RECORD.trips[trip_id].visits))[:5]
TRIPS = [*dict.fromkeys([*LONGEST, *sorted(RECORD.trips)[::20]])]


def shipped(query: str) -> Page:
    return page_of(query, RECORD)


@cache
def overviews(query: str) -> list[Drawing]:
    page = shipped(query)
    return [draw_overview(page, overview_frame(area, "both", SIZE)) for area in AREAS]


@cache
def trip_drawings(trip_id: str) -> list[Drawing]:
    page = shipped(f"trip={trip_id}&arrivals=1")
    return [draw_trip(page, trip_frame(area, PHONE, page.stops)) for area in AREAS]


def meetings_of(ids: tuple[str, ...]) -> list[Meeting]:
    return [RECORD.by_id[meeting_id] for meeting_id in ids]


# --- the same meetings everywhere


@pytest.mark.parametrize("query", QUERIES)
def test_map_list_timeline_csv_and_json_hold_the_same_meetings(query: str) -> None:
    page = shipped(query)
    listed = [meeting.meeting_id for meeting in page.shown.meetings]
    drawn = [i for drawing in overviews(query) for marker in drawing.markers for i in marker.meeting_ids]
    undrawn = [m.meeting_id for m in page.shown.meetings if at_place(m) is None or m.place.area not in AREAS]
    assert sorted(drawn + undrawn) == sorted(listed)
    timeline = build_timeline(page.shown.meetings, RECORD.span, language=page.language, colouring=page.colouring)
    assert sorted(i for piece in timeline.pieces for i in piece.meeting_ids) == sorted(listed)
    rows = list(csv.DictReader(io.StringIO(export_csv.build_csv(page.shown, RECORD).decode("utf-8-sig"), newline="")))
    assert list(dict.fromkeys(row["meeting_id"] for row in rows)) == listed
    document = json.loads(nested.build_json(page.shown, RECORD))
    assert [meeting["meeting_id"] for meeting in document["meetings"]] == listed
    visits = sorted((row["meeting_id"], row["leader_id"]) for row in rows)
    assert sorted((m["meeting_id"], v["leader_id"]) for m in document["meetings"] for v in m["visits"]) == visits
    assert visits == sorted((v.meeting.meeting_id, v.visitor.leader.person_id) for v in page.shown.visits)
    numbers = [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", headline.count_line(page.shown, page.language))]
    assert numbers == [len(listed), len(rows)]
    shown = re.findall(r'id="row-([^"]*)"', sections.render_list(shipped(f"{query}&rows=99999")))
    assert sorted(shown) == sorted(listed)


def test_the_queries_are_worth_testing() -> None:
    """All but the last find something, and something is drawn and something not."""
    assert [bool(shipped(query).shown.meetings) for query in QUERIES] == [*[True] * (len(QUERIES) - 1), False]
    assert all(drawing.markers for drawing in overviews(""))
    assert any(at_place(meeting) is None for meeting in RECORD.meetings)


@pytest.mark.parametrize("query", QUERIES)
def test_a_click_on_a_marker_or_a_line_lists_what_it_stands_for(query: str) -> None:
    """And no other meeting than of its places, no other trip than its own."""
    page = shipped(query)
    for drawing in overviews(query):
        for marker in drawing.markers:
            state, _ = read(follow(page.state, marker.change, page.shown.meeting_ids), RECORD)
            if len(marker.meeting_ids) == 1:
                assert state.meeting == marker.meeting_ids[0]
                continue
            listed = apply(state.filters, RECORD).meetings
            places = {meeting.place.place_id for meeting in meetings_of(marker.meeting_ids)}
            assert {meeting.place.place_id for meeting in listed} == places
            assert {*marker.meeting_ids} <= {meeting.meeting_id for meeting in listed}
        for line in drawing.lines:
            assert line.change is not None
            state, _ = read(follow(page.state, line.change, page.shown.meeting_ids), RECORD)
            assert (state.trip,) == line.trip_ids or apply(state.filters, RECORD).trip_ids == {*line.trip_ids}


@pytest.mark.parametrize("query", QUERIES)
def test_the_region_has_every_meeting_whose_city_is_known(query: str) -> None:
    page = shipped(query)
    drawn = sorted(i for marker in draw_region(page).markers for i in marker.meeting_ids)
    known = [m.meeting_id for m in page.shown.meetings if m.place.kind != "country" and page.centre_of(m)]
    assert drawn == sorted(known)


# --- colours and shapes


@pytest.mark.parametrize("query", QUERIES)
def test_a_marker_has_a_share_for_each_kind_and_a_gap_for_what_was_not_held(query: str) -> None:
    page = shipped(query)
    for drawing in overviews(query):
        for marker in drawing.markers:
            meetings = meetings_of(marker.meeting_ids)
            kinds = Counter(page.colouring.slot(kind) for m in meetings for kind in page.colouring.kinds_of(m))
            assert kinds[marker.slot] > 0
            lost = sum(not meeting.is_held for meeting in meetings) / len(meetings)
            if marker.shape == "disc":
                assert {share.slot for share in marker.shares} == {*kinds}
                gaps = sum(share.twelfths for share in marker.shares if not share.is_held)
                assert (gaps > 0) == (lost > 0)
                assert sum(share.twelfths for share in marker.shares) == 12
            elif len(kinds) > 1:
                assert marker.shape in RIMS, "a broken rim hides no kind"
                assert {share.slot for share in marker.shares} == {*kinds}
                assert sum(share.twelfths for share in marker.shares) == 12
            else:
                assert marker.shares == ()


# --- what covers what


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("zoom", [8.2, 9.5, ZOOM_OF_BOTH, ZOOM_OF_ONE, 11.6])
def test_the_places_do_not_overlap_at_any_zoom(area: str, zoom: float) -> None:
    counts = Counter(found for m in RECORD.meetings if m.place.area == area and (found := at_place(m)))
    discs = [Disc(project(*at, zoom), radius_of(n), (i,)) for i, ((_, at), n) in enumerate(counts.items())]
    apart = spread(merge(discs, [*counts.values()]))
    assert [(a, b) for a, b in combinations(apart, 2) if dist(a.centre, b.centre) < a.radius + b.radius] == []


def boxes_of(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    return [text_box(label.at, label.anchor, label.text, label.size) for label in drawing.labels]


def discs_of(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    return [(x - m.radius, y - m.radius, x + m.radius, y + m.radius) for m in drawing.markers for x, y in (m.at,)]


@pytest.mark.parametrize("query", ["", *QUERIES[1:4]])
def test_the_numbers_of_lines_cover_no_marker(query: str) -> None:
    for drawing in overviews(query):
        assert not any(do_overlap(box, disc) for box in boxes_of(drawing) for disc in discs_of(drawing))
        assert all(label.text.isdigit() for label in drawing.labels)


@pytest.mark.parametrize("trip_id", TRIPS)
def test_a_trip_has_its_located_stops_and_its_words_cover_none_and_are_not_cut(trip_id: str) -> None:
    """On a phone of 390 pixels, whose pane is 360 wide."""
    for drawing in trip_drawings(trip_id):
        frame: Frame = drawing.frame
        stops = [s for s in shipped(f"trip={trip_id}").stops if s.place.area == frame.area and s.place.position]
        assert [marker.number for marker in drawing.markers] == [str(stop.number) for stop in stops]
        for box in boxes_of(drawing):
            assert not any(do_overlap(box, disc) for disc in discs_of(drawing))
            assert box[0] >= -0.1
            assert box[2] <= frame.width + 0.1
        middles = [line.path[len(line.path) // 2] for line in drawing.lines if len(line.path) > 2]
        assert len(set(middles)) == len(middles), "legs there and back stand apart"


def test_some_arrivals_have_room_for_their_words() -> None:
    texts = [label.text for trip_id in TRIPS for drawing in trip_drawings(trip_id) for label in drawing.labels]
    assert sum(text.startswith("from ") and "km" not in text for text in texts) > 3


# --- painted


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_picture_is_json_without_nan(theme: str) -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} in a picture")

    canvas = Canvas(theme, "/basemap/style.json", "/basemap/markers")
    page = shipped("lang=ja")
    for drawing in (*overviews(""), draw_region(page), *trip_drawings(TRIPS[0])):
        document = json.loads(paint_deck(drawing, canvas).to_json(), parse_constant=refuse)
        assert all(
            row["title"] and row["text"] for x in document["layers"] if "markers" in x["id"] for row in x["data"]
        )
    timeline = build_timeline(page.shown.meetings, RECORD.span, language=page.language, colouring=page.colouring)
    json.loads(paint_figure(timeline, theme=theme).to_json(), parse_constant=refuse)


# --- words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sources_address_and_fact_is_in_the_details(language: str) -> None:
    page = shipped(f"lang={language}")
    for meeting in RECORD.meetings[:: 5 if language == "en" else 40]:
        html = Html(sections.render_meeting(meeting, page))
        copies = [s.archived_url for s in meeting.sources if s.archived_url]
        steps = [step.url for promise in RECORD.promises_of.get(meeting.meeting_id, ()) for step in promise.steps]
        named = Html(link_papers(meeting.conflict, meeting.sources)).links
        outside = [link for link in html.links if not link.startswith("/")]
        assert sorted(outside) == sorted([*named, *(s.url for s in meeting.sources), *copies, *steps])
        for fact in (meeting.summary, meeting.outcome, meeting.conflict, meeting.place.address):
            assert " ".join(fact.split()) in html.text
        assert not {"nan", "NaN", "None"} & {*re.findall(r"\w+", html.text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trip_has_a_title_and_a_sentence(language: str) -> None:
    for trip_id in [*RECORD.trips][::6]:
        page = shipped(f"trip={trip_id}&lang={language}")
        title, sentence = page.headline.title, page.headline.standfirst
        for stop in page.stops:
            assert words.city(stop.meeting, page.language) in sentence
            assert parties.brief_host(stop.meeting, page.language) in sentence
        assert sentence.count(" → ") < len(page.stops)
        assert page.language.name(page.stops[0].visit.visitor.leader.name) in title
        assert str(page.stops[-1].meeting.date.year) in title
        assert len(Html(journeys.render_stepper(page)).classed("stop")) == len(page.stops)
