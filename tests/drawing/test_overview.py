"""The overview of an area and the small map of the region: what they look at, their markers, and what a click asks for."""

from dataclasses import replace

import pytest
from pages import KISHIDA, SMALL, ZUCKERBERG, day, like, page_of, place_at, record_of

from techvisits.drawing import desk, region, screen
from techvisits.drawing.model import Drawing, Frame, Marker, View
from techvisits.drawing.overview import CENTRES, common_zoom, draw_overview, overview_frame
from techvisits.drawing.plates import draw_spot
from techvisits.drawing.region import draw_region
from techvisits.record.model import AREAS, Meeting
from techvisits.text.page import Page

SIZE = (400, 512)


def overview_of(query: str, area: str) -> Drawing:
    return draw_overview(page_of(query), overview_frame(area, "both", SIZE))


# --- what a pane looks at


@pytest.mark.parametrize(("view", "zoom"), [("both", 10.62), ("seoul", 11.1), ("tokyo", 11.1)])
@pytest.mark.parametrize("area", AREAS)
def test_a_named_view_is_centred_on_its_city_both_at_one_scale(area: str, view: str, zoom: float) -> None:
    frame = overview_frame(area, view, (808, 450))
    assert frame == Frame(area, 808, 450, View(*CENTRES[area], zoom))


def test_a_place_elsewhere_whose_meetings_lie_nowhere_known_is_seen_itself() -> None:
    """As a town of which only the town is known, with a meeting in a building that nobody has located."""
    gyeongju = SMALL.places["gyeongju"]
    spot = draw_spot(page_of("q=nobody+at+all"), gyeongju)["elsewhere"]
    assert (spot.frame.view.latitude, spot.frame.view.longitude) == gyeongju.position


def test_each_city_lies_in_the_middle_of_its_view() -> None:
    for area in AREAS:
        x, y = overview_frame(area, "both", SIZE).pixel(SMALL.places[area].position or (0, 0))
        assert abs(x - 200) < 130
        assert abs(y - 256) < 130


def test_near_some_meetings_the_view_holds_them_all_and_is_closer() -> None:
    near = [SMALL.by_id[i] for i in ("2024-02-28-zuckerberg-lg", "2024-02-28-zuckerberg-startups", KISHIDA)]
    frame = overview_frame("seoul", "both", SIZE, near)
    points = sorted(frame.pixel(meeting.place.position or (0, 0)) for meeting in near[:2])
    assert points[0][0] == pytest.approx(70)
    assert points[1][0] == pytest.approx(330)
    assert sum(y for _, y in points) / 2 == pytest.approx(256, abs=0.1)
    assert overview_frame("seoul", "both", SIZE, near[2:]) == overview_frame("seoul", "both", SIZE)
    assert overview_frame("tokyo", "both", SIZE, near).view == View(*(near[2].place.position or ()), 11.6)
    lost = like(KISHIDA, place=place_at("lost", None))
    assert overview_frame("seoul", "both", SIZE, [lost]) == overview_frame("seoul", "both", SIZE)


def test_one_zoom_fits_each_of_several_groups_and_keeps_its_limits() -> None:
    near, wide, huge = [(37.5, 127.0), (37.51, 127.0)], [(37.4, 127.0), (37.6, 127.0)], [(30.0, 120.0), (40.0, 140.0)]
    assert common_zoom([near, []], SIZE) == 11.6
    assert common_zoom([near, wide], SIZE) == common_zoom([wide], SIZE) < 11.6
    assert common_zoom([huge, near], SIZE) == 8.2
    assert common_zoom([[], []], SIZE) == common_zoom([], SIZE) == 10.62


def test_the_pane_widens_to_a_meeting_that_is_opened_beyond_it() -> None:
    plain, suwon = desk.frames_of(page_of()), SMALL.by_id["2026-06-15-altman-korea-cancelled"]
    for inside in (KISHIDA, "2024-02-28-zuckerberg-lg", "2020-02-vogels-pixie-dust"):
        assert desk.frames_of(page_of(f"meeting={inside}")) == plain
    seoul, tokyo = desk.frames_of(page_of(f"meeting={suwon.meeting_id}"))
    assert tokyo == plain[1]
    assert not _holds(plain[0], suwon)
    assert _holds(seoul, suwon)
    assert seoul.view.zoom < plain[0].view.zoom


def _holds(frame: Frame, meeting: Meeting) -> bool:
    return screen.is_inside(frame.pixel(meeting.place.position or (0, 0)), frame.bounds)


# --- the overview


def test_every_meeting_of_the_area_with_a_place_is_behind_a_marker() -> None:
    drawn = {area: sorted(i for m in overview_of("", area).markers for i in m.meeting_ids) for area in AREAS}
    assert drawn == {
        "seoul": [
            "2018-03-14-garlinghouse-seoul-press",
            "2022-10-04-son-haas-lee-jae-yong",
            "2024-02-28-zuckerberg-lg",
            "2024-02-28-zuckerberg-samsung",
            "2024-02-28-zuckerberg-startups",
            "2024-02-29-zuckerberg-yoon",
            "2026-06-15-altman-korea-cancelled",
        ],
        "tokyo": [
            "2018-11-09-gates-diet",
            "2019-12-08-cook-omotesando-developers",
            "2019-12-09-cook-keio",
            "2024-02-25-zuckerberg-swordsmith",
            KISHIDA,
        ],
    }


def test_a_click_on_a_marker_lists_its_places_or_opens_its_one_meeting() -> None:
    changes = {marker.words.title: str(marker.change) for marker in overview_of("", "tokyo").markers}
    assert changes == {
        "Prime Minister's Office of Japan (Kantei) and 1 place near it": (
            "meeting=&trip=&place=kantei&place=national-diet-building"
        ),
        "Apple Omotesando": "meeting=2019-12-08-cook-omotesando-developers",
        "Keio University Hospital and School of Medicine": "meeting=2019-12-09-cook-keio",
        "Workshop of swordsmith Akihira Kawasaki": "meeting=2024-02-25-zuckerberg-swordsmith",
    }


@pytest.mark.parametrize(
    ("query", "area", "outline"),
    [
        ("", "tokyo", "faint"),
        ("", "seoul", ""),
        ("place=kantei", "tokyo", ""),
        ("meeting=2017-04-24-chey-toshiba", "tokyo", "lit"),
        (f"meeting={KISHIDA}", "tokyo", "faint"),
        ("meeting=2017-04-24-chey-toshiba&place=kantei", "tokyo", ""),
    ],
)
def test_a_city_is_drawn_itself_where_a_venue_is_unknown(query: str, area: str, outline: str) -> None:
    assert overview_of(query, area).outline == outline


def test_the_open_meeting_is_lit_where_it_is_drawn() -> None:
    drawing = overview_of(f"meeting={KISHIDA}", "tokyo")
    assert [KISHIDA in marker.meeting_ids for marker in drawing.markers if marker.is_lit] == [True]
    assert not any(marker.is_lit for marker in overview_of("", "tokyo").markers)


def test_the_lines_are_those_of_what_is_shown() -> None:
    lines = overview_of("", "tokyo").lines
    assert [line.trip_ids for line in lines] == [("cook-2019-12",), (ZUCKERBERG,), (ZUCKERBERG,)]
    assert [line.trip_ids for line in overview_of("leader=tim-cook", "tokyo").lines] == [("cook-2019-12",)]
    assert overview_of("q=nothinghere", "tokyo") == Drawing(
        overview_frame("tokyo", "both", SIZE), (), alt="Tokyo: No meeting on record matches"
    )


def test_the_picture_has_its_words() -> None:
    page = page_of("lang=ko")
    assert draw_overview(page, overview_frame("seoul", "both", SIZE)).alt == f"서울: {page.alt}"


# --- the region


def markers_of(query: str) -> dict[str, Marker]:
    return {marker.words.title: marker for marker in draw_region(page_of(query)).markers}


def test_the_region_has_one_marker_for_each_city() -> None:
    """All around Tokyo and Seoul are theirs; where only the country is known there is none."""
    markers = markers_of("")
    assert {title: len(marker.meeting_ids) for title, marker in markers.items()} == {
        "Tokyo": 8,
        "Seoul": 7,
        "Gyeongju": 1,
    }
    drawn = {i for marker in markers.values() for i in marker.meeting_ids}
    assert {*SMALL.by_id} - drawn == {"2020-02-vogels-pixie-dust"}
    for name in ("tokyo", "seoul", "gyeongju"):
        position = SMALL.places[name].position
        assert position is not None
        marker = markers[name.capitalize()]
        assert marker.position == position
        assert marker.at == pytest.approx(region.FRAME.pixel(position), abs=0.1)


def test_where_only_the_country_is_known_there_is_no_marker_though_it_has_a_position() -> None:
    country = place_at("korea", (36.4, 128.1), kind="country", area="elsewhere", city_id="")
    page = Page(page_of().state, record_of([like(KISHIDA, place=country), SMALL.by_id["2024-02-29-zuckerberg-yoon"]]))
    assert [marker.words.title for marker in draw_region(page).markers] == ["Seoul"]


def test_a_click_in_the_region_chooses_a_view_or_lists_a_city() -> None:
    changes = {title: str(marker.change) for title, marker in markers_of("").items()}
    assert changes == {"Tokyo": "view=tokyo", "Seoul": "view=seoul", "Gyeongju": "meeting=2025-11-01-zeng-state-dinner"}
    zeng = SMALL.by_id["2025-11-01-zeng-state-dinner"]
    record = record_of([zeng, replace(zeng, meeting_id="2025-11-02-again", date=day("2025-11-02"))])
    (marker,) = draw_region(Page(page_of().state, record)).markers
    assert str(marker.change) == "meeting=&trip=&city=gyeongju"


def test_cities_too_near_for_two_markers_are_one_that_names_both() -> None:
    incheon = place_at("songdo", (37.38, 126.66), area="elsewhere", city_id="incheon", kind="venue")
    meetings = [
        SMALL.by_id["2024-02-28-zuckerberg-lg"],
        SMALL.by_id["2024-02-29-zuckerberg-yoon"],
        like(KISHIDA, place=incheon),
    ]
    drawing = draw_region(Page(page_of().state, record_of(meetings)))
    (marker,) = drawing.markers
    assert marker.words.title == "Seoul, incheon"
    assert str(marker.change) == "view=seoul", "the area's view holds them all"
    assert [label.text for label in drawing.labels] == ["Seoul"]


def test_an_open_trip_is_shown_whole_and_alone() -> None:
    markers = markers_of(f"trip={ZUCKERBERG}&city=seoul")
    assert {title: len(marker.meeting_ids) for title, marker in markers.items()} == {"Seoul": 4, "Tokyo": 3}
    (line,) = draw_region(page_of(f"trip={ZUCKERBERG}")).lines
    assert [line.path[0], line.path[-1]] == [pytest.approx(SMALL.places[city].position) for city in ("seoul", "tokyo")]


def test_the_cities_are_named_in_the_readers_language_beside_their_markers() -> None:
    for query, names in (("", ["Tokyo", "Seoul", "Gyeongju"]), ("lang=ja", ["東京", "ソウル", "慶州"])):
        labels = draw_region(page_of(query)).labels
        assert [label.text for label in labels] == names
        assert all((label.size, label.is_bold) == (12.0, True) for label in labels)


def test_the_region_is_small_and_so_are_its_markers() -> None:
    assert Frame("region", 240, 118, View(36.0, 133.6, 3.0)) == region.FRAME
    spots = [like(KISHIDA, meeting_id=f"m{n:02}") for n in range(25)]
    (marker,) = draw_region(Page(page_of().state, record_of(spots))).markers
    assert marker.radius == 15.0
    drawing = draw_region(page_of())
    assert drawing.frame == region.FRAME
    assert drawing.alt == page_of().alt
    assert drawing.outline == ""
