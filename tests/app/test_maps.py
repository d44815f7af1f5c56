"""The maps and the timeline: what stands round them, what a click on them opens, and stepping through a trip."""

import json
from typing import Any

import pytest

from app.reader import (
    Reader,
    address_of,
    click,
    decks,
    has_part,
    links,
    open_page,
    part,
    pick,
    pick_in_time,
    plain,
    rows_of,
    run,
    traces,
)
from app.seen import (
    KISHIDA,
    SAMSUNG,
    SMALL,
    STOPS,
    YOON,
    ZUCKERBERG,
    count_text,
    headline,
    lit_id,
    row_ids,
    texts,
    timeline_ids,
    title,
)
from techvisits.drawing import basemap


def marker(page: Reader, area: str, name: str) -> dict[str, Any]:
    """The marker of a pane that is so called."""
    (row,) = [row for row in rows_of(decks(page)[area], "markers") if name in row["title"]]
    return row


# --- the panes


@pytest.mark.parametrize(
    ("query", "areas"),
    [
        ({}, ["seoul", "tokyo"]),
        ({"view": "tokyo"}, ["tokyo"]),
        ({"trip": ZUCKERBERG}, ["seoul", "tokyo"]),
        ({"trip": ZUCKERBERG, "view": "seoul"}, ["seoul"]),
    ],
    ids=str,
)
def test_the_panes_stand_side_by_side_or_one_alone(query: dict[str, str], areas: list[str]) -> None:
    page = open_page(**query)
    assert list(decks(page)) == areas
    names = {"seoul": "Seoul 서울", "tokyo": "Tokyo 東京"}
    counts = {"seoul": " 7", "tokyo": " 8"} if "trip" not in query else {"seoul": "", "tokyo": ""}
    assert [p.text for p in plain(page).all("p", "panename")] == [names[area] + counts[area] for area in areas]


def test_both_panes_have_one_scale_and_one_pane_is_closer() -> None:
    zooms = [deck["initialViewState"]["zoom"] for deck in decks(open_page()).values()]
    assert zooms == [10.62, 10.62]
    (alone,) = decks(open_page(view="seoul")).values()
    assert alone["initialViewState"]["zoom"] == 11.1


def test_where_places_are_asked_for_the_pane_goes_near_them() -> None:
    (deck,) = decks(open_page(view="tokyo", place="kantei")).values()
    assert deck["initialViewState"] | {"zoom": 0} == {
        "latitude": 35.67308,
        "longitude": 139.7426,
        "maxZoom": 13,
        "minZoom": 3,
        "zoom": 0,
    }


@pytest.mark.parametrize("query", [{"trip": ZUCKERBERG}, {}, {"view": "tokyo"}], ids=str)
def test_stepping_and_filtering_leave_the_maps_view_as_it_was(query: dict[str, str]) -> None:
    """Streamlit keeps a reader's pan and zoom as long as the view that is sent stays the same."""
    page = open_page(**query)
    before = [deck["initialViewState"] for deck in decks(page).values()]
    for _ in range(3 if "trip" in query else 0):
        page.button(key="go-right").click()
        run(page)
        assert [deck["initialViewState"] for deck in decks(page).values()] == before
    page.multiselect(key="company").set_value(["meta"])
    run(page)
    assert [deck["initialViewState"] for deck in decks(page).values()] == before


def test_the_maps_are_told_in_words() -> None:
    page = open_page(host_kind="government")
    assert {chart.proto.alt for chart in page.get("deck_gl_json_chart")} == {
        "Map of 4 meetings. Tokyo: 2, Gyeongju: 1, Seoul: 1."
        " Latest: Mark Zuckerberg (Meta) – Yoon Suk Yeol (President)."
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_maps_and_timeline_have_the_readers_theme(theme: str) -> None:
    page = Reader()
    page.context["theme"] = theme
    run(page)
    styles = [deck["mapStyle"] for deck in decks(page).values()]
    assert styles == [basemap.style_path(theme, "en")] * 2
    assert traces(page)[0]["marker"]["color"] == {"light": "#22588A", "dark": "#7DB2E3"}[theme]


def test_the_base_map_has_the_readers_language_and_says_whose_data_it_is() -> None:
    page = open_page(lang="ko")
    assert {deck["mapStyle"] for deck in decks(page).values()} == {basemap.style_path("light", "ko")}
    assert plain(page).one("p", "credit").all("span")[1].text == basemap.CREDIT


@pytest.mark.parametrize(
    ("value", "style"), [("https://tiles.example/style.json?key=secret", True), ("bundled", False), ("", False)]
)
def test_a_host_may_name_another_base_map_and_its_key_is_not_printed(
    value: str, style: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TECHVISITS_BASEMAP", value)
    page = open_page()
    assert {deck["mapStyle"] for deck in decks(page).values()} == {
        value if style else basemap.style_path("light", "en")
    }
    credit = plain(page).one("p", "credit").all("span")[1].text
    assert credit == ("Base map of this site’s host" if style else basemap.CREDIT)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "Number = meetings at a place; on a line, trips between two"),
        ({"trip": ZUCKERBERG}, "Number = stop of the trip"),
    ],
    ids=str,
)
def test_what_the_numbers_are_is_told(query: dict[str, str], words: str) -> None:
    assert plain(open_page(**query)).one("p", "credit").all("span")[0].text == words


# --- what stands beside them


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ({}, True),
        ({"view": "seoul"}, False),
        ({"trip": ZUCKERBERG}, False),
        ({"trip": "zeng-2025-11"}, True),
        ({"trip": "zeng-2025-11", "view": "tokyo"}, False),
        ({"meeting": KISHIDA}, True),
    ],
    ids=str,
)
def test_the_region_is_shown_with_both_cities_and_for_stops_elsewhere(query: dict[str, str], is_there: bool) -> None:
    page = open_page(**query)
    assert has_part(page, "region") == is_there
    assert len(part(page, "region").all("svg")) == is_there


def test_edge_labels_say_what_a_pane_can_not_show_and_list_it() -> None:
    page = open_page()
    assert texts(links(page, "edge-seoul")) == ["↓ Suwon 1"]
    assert texts(links(page, "edge-tokyo")) == ["▢ somewhere in Tokyo 3", "↖ Misato 1"]
    assert texts(links(page, "elsewhere")) == ["Gyeongju 1", "Japan 1"]
    assert part(page, "elsewhere").one("span", "sure").text == "Elsewhere:"
    click(page, "somewhere in Tokyo", "edge-tokyo")
    run(page)
    assert address_of(page) == {"place": ["tokyo"]}
    assert len(row_ids(page)) == 3
    page = open_page(trip=ZUCKERBERG)
    assert [key for key in ("edge-seoul", "edge-tokyo", "elsewhere") if has_part(page, key)] == []


# --- a click on a map


def test_a_marker_opens_its_meeting_and_the_page_shows_the_list() -> None:
    page = open_page(company="meta")
    page.segmented_control(key="part").set_value("map")
    run(page)
    pick(page, "seoul", "markers:", marker(page, "seoul", "Seungjiwon"))
    run(page)
    assert address_of(page) == {"company": ["meta"], "meeting": [SAMSUNG]}
    assert lit_id(page) == {SAMSUNG}
    assert page.segmented_control(key="part").value == "list"


def test_a_click_beside_all_markers_changes_nothing() -> None:
    page = open_page()
    pick(page, "seoul", "markers:", marker(page, "seoul", "Seungjiwon"))
    run(page)
    page.query_params["view"] = "osaka"
    page.segmented_control(key="part").set_value("map")
    run(page)
    pick(page, "seoul", "markers:", None)
    run(page)
    assert address_of(page) == {"meeting": [SAMSUNG], "view": ["osaka"]}
    assert len(page.warning) == 1
    assert page.segmented_control(key="part").value == "map"


@pytest.mark.parametrize(
    ("row", "address"),
    [
        (
            {"change": "meeting=&trip=&place=kantei&place=national-diet-building"},
            {"place": ["kantei", "national-diet-building"]},
        ),
        ({"change": f"meeting=&trip={ZUCKERBERG}"}, {"trip": [ZUCKERBERG]}),
        ({"change": "meeting=&trip=son-2022-10&trip=haas-2022-10"}, {"trip": ["son-2022-10", "haas-2022-10"]}),
        ({"change": f"meeting={YOON}"}, {"meeting": [YOON]}),
        ({"title": "the city's outline"}, {"meeting": [KISHIDA]}),
    ],
    ids=str,
)
def test_a_marker_of_many_lists_its_places_and_a_line_its_trips(
    row: dict[str, str], address: dict[str, list[str]]
) -> None:
    page = open_page(meeting=KISHIDA)
    pick(page, "tokyo", "touch:", row)
    run(page)
    assert address_of(page) == address


def test_a_line_of_several_trips_lists_their_meetings_and_no_others() -> None:
    """It stands for the trips: all meetings of their leaders would be many more."""
    page = open_page()
    pick(page, "tokyo", "touch:", {"change": "meeting=&trip=cook-2019-12&trip=son-2022-10"})
    run(page)
    assert count_text(page) == "3 meetings · 3 visits"


def test_a_marker_and_a_filter_at_the_same_moment_both_count() -> None:
    page = open_page()
    page.multiselect(key="company").set_value(["meta"])
    pick(page, "seoul", "markers:", marker(page, "seoul", "Seungjiwon"))
    run(page)
    assert address_of(page) == {"company": ["meta"], "meeting": [SAMSUNG]}


# --- the timeline


def test_the_timeline_spans_what_is_asked_for_and_not_more_than_the_record() -> None:
    for query, first, after in (
        ({}, "2011-01-01", "2026-07-01"),
        ({"from": "1990-01-01", "to": "2099-01-01"}, "2011-01-01", "2026-07-01"),
        ({"from": "2024-02-27", "to": "2024-12-31"}, "2024-02-01", "2025-01-01"),
    ):
        (chart,) = open_page(**query).get("plotly_chart")
        assert json.loads(chart.proto.spec)["layout"]["xaxis"]["range"] == [first, after]


@pytest.mark.parametrize(
    ("query", "head"),
    [
        ({}, "Meetings by month, by who received them"),
        ({"colour": "company"}, "Meetings by month, by company"),
        ({"colour": "company", "trip": ZUCKERBERG}, "Meetings by month, by who received them"),
    ],
    ids=str,
)
def test_what_the_colours_of_the_timeline_are_is_told(query: dict[str, str], head: str) -> None:
    assert plain(open_page(**query)).one("p", "charthead").text == head


@pytest.mark.parametrize(
    ("query", "strong"),
    [
        ({}, {meeting.meeting_id for meeting in SMALL.meetings}),
        ({"meeting": KISHIDA}, {KISHIDA}),
        ({"trip": ZUCKERBERG}, {*STOPS}),
        ({"trip": ZUCKERBERG, "meeting": KISHIDA}, {*STOPS}),
    ],
    ids=str,
)
def test_what_is_open_is_lit_in_the_timeline_and_the_rest_is_faint(query: dict[str, str], strong: set[str]) -> None:
    page = open_page(**query)
    opacities = [o for each in traces(page) for o in each["marker"].get("opacity", [1.0] * len(each["x"]))]
    assert {i for i, opacity in zip(timeline_ids(page), opacities, strict=True) if opacity == 1.0} == strong
    colours = [colour for each in traces(page) for colour in [each["marker"]["color"]] if isinstance(colour, list)]
    assert sum(len({*each}) - 1 for each in colours) == ("meeting" in query)


def test_a_piece_of_the_timeline_opens_its_meeting() -> None:
    page = open_page()
    page.segmented_control(key="part").set_value("chart")
    run(page)
    pick_in_time(page, f"meeting={YOON}")
    page.multiselect(key="company").set_value(["meta"])
    run(page)
    assert address_of(page) == {"company": ["meta"], "meeting": [YOON]}
    assert page.segmented_control(key="part").value == "list"


def test_where_a_piece_is_a_month_a_click_asks_for_the_month_and_closes_what_is_not_in_it() -> None:
    page = open_page(meeting=YOON, rows="40")
    pick_in_time(page, "from=2019-12-01&to=2019-12-31")
    run(page)
    assert address_of(page) == {"from": ["2019-12-01"], "to": ["2019-12-31"]}
    assert len(row_ids(page)) == 2


def test_a_click_beside_all_pieces_changes_nothing() -> None:
    page = open_page()
    pick_in_time(page, f"meeting={YOON}")
    run(page)
    click(page, "All meetings", "back")
    run(page)
    pick_in_time(page)
    run(page)
    assert address_of(page) == {}


# --- a trip


def steps(page: Reader) -> str:
    """`Stop 3 of 7 · day 3 of 5 · Tokyo`, under the strip."""
    return next(each.text for each in plain(page).all("span", "sure") if "top" in each.text)


def test_the_stops_are_a_strip_in_which_the_open_one_is_marked() -> None:
    page = open_page(trip=ZUCKERBERG, meeting=KISHIDA)
    assert [item.one("a").one("i").text for item in part(page, "stepper").all("li")] == [*"1234567"]
    assert [a.text for a in part(page, "stepper").all("a", "on")] == ["3Fumio KishidaPrime Minister27 Feb · Tokyo"]
    assert steps(page) == "Stop 3 of 7 · day 3 of 5 · Tokyo"
    assert steps(open_page(trip=ZUCKERBERG)) == "7 stops · 5 days"
    assert steps(open_page(trip="vogels-2020-02")) == "1 stop"


@pytest.mark.parametrize("number", range(8))
def test_one_steps_from_stop_to_stop_and_not_beyond(number: int) -> None:
    opened = {"meeting": STOPS[number - 1]} if number else {}
    page = open_page(trip=ZUCKERBERG, **opened)
    assert page.button(key="go-left").disabled == (number < 2)
    assert page.button(key="go-right").disabled == (number == 7)
    for key, other in (("go-left", number - 1), ("go-right", number + 1)):
        if 1 <= other <= 7:
            page = open_page(trip=ZUCKERBERG, **opened)
            page.button(key=key).click()
            run(page)
            assert address_of(page) == {"trip": [ZUCKERBERG], "meeting": [STOPS[other - 1]]}


def test_every_stop_a_trip_offers_can_be_opened_under_any_filter() -> None:
    """With a trip open all its stops can be clicked, so a click on one must open it and not say that it is hidden."""
    for number, words in enumerate(texts(links(open_page(trip=ZUCKERBERG, host="fumio-kishida"), "stepper"))):
        page = open_page(trip=ZUCKERBERG, host="fumio-kishida")
        click(page, words, "stepper")
        run(page)
        assert [info.value for info in page.info] == []
        kept = {"host": ["fumio-kishida"]} if STOPS[number] == KISHIDA else {}
        assert address_of(page) == {**kept, "trip": [ZUCKERBERG], "meeting": [STOPS[number]]}
        assert title(page)


def test_a_step_opens_a_stop_that_the_filters_hide() -> None:
    page = open_page(trip=ZUCKERBERG, meeting=KISHIDA, host="fumio-kishida")
    page.button(key="go-right").click()
    run(page)
    assert address_of(page) == {"trip": [ZUCKERBERG], "meeting": [STOPS[3]]}


@pytest.mark.parametrize(
    ("trip", "is_offered"),
    [("garlinghouse-2018-03", True), (ZUCKERBERG, False), ("chey-2017-04", True), ("vogels-2020-02", False)],
)
def test_an_arrival_is_offered_where_the_first_stop_is_in_sight(trip: str, is_offered: bool) -> None:
    """Zuckerberg's first stop was in Misato, beyond the pane; of Vogels's only the country is known."""
    assert ("arrivals" in [box.key for box in open_page(trip=trip).checkbox]) == is_offered


def test_an_arrival_is_drawn_when_asked_for() -> None:
    trip = "garlinghouse-2018-03"
    page = open_page(trip=trip)
    assert page.checkbox(key="arrivals").value is False
    lines = [len(rows_of(deck, "lines")) for deck in decks(page).values()]
    page.checkbox(key="arrivals").check()
    run(page)
    assert address_of(page) == {"trip": [trip], "arrivals": ["1"]}
    assert page.checkbox(key="arrivals").value is True
    assert [len(rows_of(deck, "lines")) for deck in decks(page).values()] == [lines[0] + 1, lines[1]]
    page.checkbox(key="arrivals").uncheck()
    run(page)
    assert address_of(page) == {"trip": [trip]}


def test_within_a_trip_the_legend_explains_and_filters_nothing() -> None:
    page = open_page(trip=ZUCKERBERG)
    assert links(page, "keys") == []
    assert len(part(page, "keys").all("span", "key")) == 9
    assert headline(page) == "Mark Zuckerberg (Meta), 25–29 February 2024"
