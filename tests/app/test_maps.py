"""The maps: the panes, what stands round them, and what a click on them opens."""

from typing import Any

import pytest
from small import KISHIDA, SAMSUNG, YOON, ZUCKERBERG

from app.reader import (
    Reader,
    address_of,
    change,
    click,
    decks,
    has_part,
    links,
    look,
    open_page,
    part,
    pick,
    plain,
    rows_of,
    run,
    traces,
)
from app.seen import count_text, lit_id, pane_name, row_ids, texts
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
    page = look(**query)
    assert list(decks(page)) == areas
    names = {"seoul": "Seoul 서울", "tokyo": "Tokyo 東京"}
    counts = (
        {"seoul": " 7 in the area", "tokyo": " 8 in the area"} if "trip" not in query else {"seoul": "", "tokyo": ""}
    )
    assert [pane_name(page, area) for area in areas] == [names[area] + counts[area] for area in areas]
    assert [area for area in names if has_part(page, f"picture-{area}")] == areas


def test_both_panes_have_one_scale_and_one_pane_is_closer() -> None:
    zooms = [deck["initialViewState"]["zoom"] for deck in decks(look()).values()]
    assert zooms == [10.62, 10.62]
    (alone,) = decks(look(view="seoul")).values()
    assert alone["initialViewState"]["zoom"] == 11.1


def test_where_places_are_asked_for_the_pane_goes_near_them() -> None:
    (deck,) = decks(look(view="tokyo", place="kantei")).values()
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
    change(page, company="meta")
    run(page)
    assert [deck["initialViewState"] for deck in decks(page).values()] == before


def test_the_maps_are_told_in_words() -> None:
    page = look(host_kind="government")
    told = "Map of 4 meetings. Tokyo: 2, Gyeongju: 1, Seoul: 1. Latest: Mark Zuckerberg (Meta) – Yoon Suk Yeol (President)."
    assert [chart.proto.alt for chart in page.get("deck_gl_json_chart")] == [f"Seoul: {told}", f"Tokyo: {told}"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_maps_and_timeline_have_the_readers_theme(theme: str) -> None:
    page = open_page(theme=theme)
    styles = [deck["mapStyle"] for deck in decks(page).values()]
    assert styles == [basemap.style_path(theme, "en")] * 2
    assert traces(page)[0]["marker"]["color"] == {"light": "#22588A", "dark": "#7DB2E3"}[theme]


def test_the_base_map_has_the_readers_language_and_says_whose_data_it_is() -> None:
    page = look(lang="ko")
    assert {deck["mapStyle"] for deck in decks(page).values()} == {basemap.style_path("light", "ko")}
    assert plain(page).one("p", "credit").all("span")[1].text == basemap.CREDIT


@pytest.mark.parametrize(
    ("value", "credit"),
    [
        ("https://tiles.example/style.json?key=secret", "tiles.example"),
        ("bundled", basemap.CREDIT),
        ("", basemap.CREDIT),
    ],
)
def test_a_host_may_name_another_base_map_and_its_key_is_not_printed(
    value: str, credit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TECHVISITS_BASEMAP", value)
    page = open_page()
    style = basemap.style_path("light", "en") if credit == basemap.CREDIT else value
    assert {deck["mapStyle"] for deck in decks(page).values()} == {style}
    assert plain(page).one("p", "credit").all("span")[1].text == credit
    assert plain(page).one("p", "credit").all("span")[-1].text == basemap.CREDIT, "the pictures are of our own base map"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "Number = meetings at a place; on a line, trips between two"),
        ({"trip": ZUCKERBERG}, "Number = stop of the trip"),
    ],
    ids=str,
)
def test_what_the_numbers_are_is_told(query: dict[str, str], words: str) -> None:
    assert plain(look(**query)).one("p", "credit").all("span")[0].text == words


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
    page = look(**query)
    assert has_part(page, "region") == is_there
    assert [each.classes for each in part(page, "region").all("svg")] == [["ground"], []] * is_there


def test_an_area_without_a_meeting_in_its_city_has_its_name_still() -> None:
    """Suwon is in Seoul's area: the region's marker is Seoul's though no meeting was in Seoul itself."""
    page = look(city="suwon")
    assert [each.query["meeting"] for each in links(page, "region")] == [["2026-06-15-altman-korea-cancelled"]]
    assert "Seoul" in part(page, "region").text


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
    page = open_page(rows="40")
    pick(page, "tokyo", "touch:", {"change": "meeting=&trip=cook-2019-12&trip=son-2022-10"})
    run(page)
    assert count_text(page) == "3 meetings · 3 visits"
    assert address_of(page) == {"trip": ["cook-2019-12", "son-2022-10"]}


def test_a_marker_and_a_filter_at_the_same_moment_both_count() -> None:
    page = open_page()
    change(page, company="meta")
    pick(page, "seoul", "markers:", marker(page, "seoul", "Seungjiwon"))
    run(page)
    assert address_of(page) == {"company": ["meta"], "meeting": [SAMSUNG]}
