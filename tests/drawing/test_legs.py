"""The ways of a trip: legs with arrow heads, bent where they run both ways, and what stands where they leave the pane."""

import datetime as dt
import math
from dataclasses import replace
from itertools import combinations

import pytest
from pages import KISHIDA, SMALL, ZUCKERBERG, day, host, like, page_of, place_at, record_of

from techvisits.drawing.model import Arrow, Drawing, Frame, Label, View
from techvisits.drawing.screen import do_overlap, text_box
from techvisits.drawing.trip import draw_trip, trip_frame
from techvisits.record.geo import Position, distance_km
from techvisits.record.model import AREAS, Place
from techvisits.text.page import Page

FRAME = Frame("seoul", 400, 512, View(37.537, 126.992, 10.62))
TRIP = f"trip={ZUCKERBERG}"


def at(x: float, y: float, name: str = "", **changes: object) -> Place:
    """A place in Seoul's area at a pixel of the pane."""
    return place_at(name or f"{x}-{y}", FRAME.position((x, y)), **{"area": "seoul", **changes})


TOKYO = SMALL.places["kantei"]


def page_with(*places: Place, query: str = "", **changes: object) -> Page:
    """An open trip with stops 1, 2, 3 … at these places; `changes` are of the first stop."""
    stops = [
        like(
            KISHIDA,
            meeting_id=f"m{n}",
            place=place,
            date=day("2024-02-29") + dt.timedelta(n),
            hosts=(host(f"H{n}", "Firm"),),
            **(changes if n == 1 else {}),
        )
        for n, place in enumerate(places, 1)
    ]
    return page_of(f"trip=one&{query}", record_of(stops, "one"))


def drawn(*places: Place, query: str = "", **changes: object) -> Drawing:
    return draw_trip(page_with(*places, query=query, **changes), FRAME)


def ways(drawing: Drawing) -> list[Label]:
    return [label for label in drawing.labels if not label.is_bold]


# --- lines


def test_a_leg_is_a_line_that_says_whereto_and_how_far() -> None:
    (line,) = drawn(at(100, 300), at(300, 300)).lines
    assert line.path == (pytest.approx(FRAME.position((100, 300))), pytest.approx(FRAME.position((300, 300))))
    assert line.words.title == "1 → 2  Mark Zuckerberg (Meta) – H2 (Firm)"
    assert line.words.lines == (f"2 Mar 2024 · {round(distance_km(*line.path))} km",)
    assert str(line.change) == "meeting=m2"
    assert line.trip_ids == ("one",)
    assert (line.width, line.opacity, line.is_lit) == (1.8, 235 / 255, False)


def test_a_leg_from_or_to_what_was_not_held_is_thin_and_faint() -> None:
    lines = drawn(at(100, 300), at(300, 300), at(300, 100), status="announced").lines
    assert [(line.width, line.opacity) for line in lines] == [(1.2, 120 / 255), (1.8, 235 / 255)]
    (lit,) = drawn(at(100, 300), at(300, 300), status="cancelled", query="meeting=m2").lines
    assert (lit.width, lit.opacity, lit.is_lit) == (1.2, 235 / 255, True)


def test_the_leg_to_the_open_stop_is_lit_with_its_arrow() -> None:
    drawing = drawn(at(100, 300), at(300, 300), at(300, 100), query="meeting=m2")
    assert [line.is_lit for line in drawing.lines] == [True, False]
    assert [arrow.is_lit for arrow in drawing.arrows] == [True, False]


def test_within_a_city_a_leg_is_straight_and_between_cities_along_the_earth() -> None:
    drawing = drawn(at(100, 300), at(300, 300), TOKYO)
    assert [len(line.path) for line in drawing.lines] == [2, 33]
    path = drawing.lines[1].path
    steps = [distance_km(a, b) for a, b in zip(path, path[1:], strict=False)]
    assert steps == pytest.approx([sum(steps) / 32] * 32, rel=1e-3)
    assert sum(steps) == pytest.approx(distance_km(path[0], path[-1]), rel=1e-6)


def test_legs_there_and_back_bend_apart_each_to_its_left() -> None:
    """And three legs the same way each a little farther."""
    west, east = at(100, 300, "west"), at(300, 300, "east")
    there, back, again = drawn(west, east, west, east).lines
    middles = [FRAME.pixel(line.path[len(line.path) // 2]) for line in (there, back, again)]
    assert [len(line.path) for line in (there, back, again)] == [17] * 3
    assert [y for _, y in middles] == pytest.approx([300 - 18, 300 + 18, 300 - 36], abs=0.5)
    assert [x for x, _ in middles] == pytest.approx([200] * 3, abs=0.5)
    assert [FRAME.pixel(there.path[0]), FRAME.pixel(there.path[-1])] == [
        pytest.approx((100, 300), abs=0.1),
        pytest.approx((300, 300), abs=0.1),
    ]


def test_legs_between_cities_there_and_back_bend_apart_too() -> None:
    seoul = at(200, 256, "seoul-place")
    there, back = drawn(seoul, TOKYO, seoul).lines
    assert distance_km(there.path[16], back.path[16]) > 100


def test_a_stop_of_which_nobody_knows_where_it_was_has_no_leg() -> None:
    drawing = drawn(at(100, 300), place_at("lost", None), at(300, 300))
    assert [line.words.title[:5] for line in drawing.lines] == ["1 → 3"]


# --- arrows


def test_an_arrow_stands_before_the_stop_that_a_leg_leads_to() -> None:
    (arrow,) = drawn(at(100, 300), at(300, 300)).arrows
    assert arrow == Arrow(pytest.approx(FRAME.position((300, 300))), (281.5, 300.0), pytest.approx(0, abs=0.1))  # type: ignore[arg-type]
    for end, angle in (((300, 300), 0), ((100, 500), 90), ((100, 100), -90), ((200, 400), 45), ((50, 300), 180)):
        (arrow,) = drawn(at(100, 300), at(*end)).arrows
        assert math.cos(math.radians(arrow.angle - angle)) == pytest.approx(1, abs=1e-4)
        assert math.dist(arrow.at, end) == pytest.approx(11.5 + 7, abs=0.2)


def test_an_arrow_goes_with_a_disc_that_was_moved() -> None:
    drawing = drawn(at(100, 300), at(300, 300, "a"), at(300.5, 300, "b"))
    for arrow, marker in zip(drawing.arrows, drawing.markers[1:], strict=True):
        assert math.dist(arrow.at, marker.at) == pytest.approx(18.5, abs=0.2)


def test_where_a_leg_leaves_for_another_city_an_arrow_points_after_it() -> None:
    drawing = drawn(at(200, 256), TOKYO)
    (arrow,) = drawing.arrows
    assert math.dist(arrow.at, (200, 256)) == pytest.approx(64, abs=0.2)
    assert arrow.at[0] > 200
    assert drawn(TOKYO, at(200, 256)).arrows[0].at[0] > 200, "and before the stop for one that comes in"
    other = draw_trip(page_with(at(200, 256), TOKYO), Frame("tokyo", 400, 512, View(35.67, 139.74, 10.62)))
    assert math.dist(other.arrows[0].at, other.markers[0].at) == pytest.approx(18.5, abs=0.2)


# --- where a way leaves the pane


def test_where_a_line_leaves_the_pane_stands_whereto_and_whence() -> None:
    (to,) = ways(drawn(at(200, 256), TOKYO))
    assert to.text == "to Tokyo, 1,158 km"
    assert (to.size, to.anchor, to.at[0]) == (12.5, "end", 395.0)
    (origin,) = ways(drawn(TOKYO, at(200, 256)))
    assert origin.text == "from Tokyo, 1,158 km"
    (japanese,) = ways(drawn(TOKYO, at(200, 256), query="lang=ja"))
    assert japanese.text == "東京から 1,158km"


def test_the_words_stand_inwards_of_the_crossing() -> None:
    """Below where a line goes up, above where it goes down; at its end to the right, at its start to the left."""
    for out, anchor, x, y in (
        ((900, 456), "end", 395, 311.7 - 14),
        ((900, 56), "end", 395, 200.3 + 14),
        ((-500, 456), "start", 5, 311.7 - 14),
        ((200, -300), "middle", 200, 39 + 14),
        ((220, 900), "middle", 207.8, 507 - 14),
    ):
        (way,) = ways(drawn(at(200, 256), at(*out, "out", city_id="suwon", kind="venue")))
        assert (way.anchor, *way.at) == (anchor, pytest.approx(x, abs=0.2), pytest.approx(y, abs=0.5))


@pytest.mark.parametrize(
    ("start", "out", "anchor"),
    [
        ((100, 450), (900, 440), "end"),
        ((350, 41), (-500, 60), "start"),
        ((360, 256), (900, 256), "middle"),
        ((354, 256), (900, 256), "end"),
        ((40, 256), (-500, 256), "middle"),
        ((46, 256), (-500, 256), "start"),
    ],
)
def test_the_words_hang_at_the_side_that_the_line_leaves_by(
    start: tuple[float, float], out: tuple[float, float], anchor: str
) -> None:
    """Where it leaves right beside its stop they are centred, if there is room."""
    drawing = drawn(at(*start), at(*out, "out", city_id="suwon"))
    (way,) = ways(drawing)
    assert way.anchor == anchor or anchor == "middle"


@pytest.mark.parametrize(("blocked", "lift"), [((), 14), ((14,), 42), ((14, 35), 56), ((38,), 14), ((14, 35, 56), 14)])
def test_the_words_are_moved_step_by_step_from_what_they_would_cover(blocked: tuple[int, ...], lift: int) -> None:
    """Inwards of the crossing; where no place is free they stand where they would without."""
    start, out, crossing = at(200, 256), at(900, -100, "out"), 256 - 356 * 195 / 700
    others = [at(320 + 30 * n, crossing + away, f"b{away}") for n, away in enumerate(blocked)]
    (way,) = ways(drawn(*others, start, out))
    assert way.at[1] - crossing == pytest.approx(lift, abs=0.2)
    assert way.anchor == "end"


def test_a_line_that_stays_in_the_pane_needs_no_words() -> None:
    assert ways(drawn(at(100, 300), at(300, 300))) == []
    assert ways(drawn(at(900, 300), at(990, 300))) == [], "nor one that is never in it"


def test_words_at_the_edge_give_way_to_a_stop_there() -> None:
    free = ways(drawn(at(200, 256), TOKYO))[0]
    x, y = free.at
    drawing = drawn(at(x - 60, y), at(200, 256), TOKYO)
    (way,) = ways(drawing)
    box = text_box(way.at, way.anchor, way.text, way.size)
    assert way.at != free.at
    for marker in drawing.markers:
        (mx, my), r = marker.at, marker.radius
        assert not do_overlap(box, (mx - r, my - r, mx + r, my + r))


@pytest.mark.parametrize("query", [TRIP, "trip=cook-2019-12", "trip=chey-2017-04", "trip=son-2022-10"])
@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_no_text_covers_a_stop_a_head_or_another_text(query: str, language: str) -> None:
    page = page_of(f"{query}&arrivals=1&lang={language}")
    for area in AREAS:
        drawing = draw_trip(page, trip_frame(area, (360, 450), page.stops))
        boxes = [text_box(label.at, label.anchor, label.text, label.size) for label in drawing.labels]
        discs = [(x - m.radius, y - m.radius, x + m.radius, y + m.radius) for m in drawing.markers for x, y in (m.at,)]
        assert not any(do_overlap(box, disc) for box in boxes for disc in discs)
        assert not any(do_overlap(a, b) for a, b in combinations(boxes, 2))


# --- arrivals


def arrival(*places: Place, query: str = "arrivals=1", frame: Frame = FRAME) -> Drawing:
    return draw_trip(page_with(*places, query=query), frame)


def test_an_arrival_comes_from_the_companys_country_over_the_pacific() -> None:
    drawing = arrival(at(200, 256))
    (line,) = drawing.lines
    longitudes = [longitude for _, longitude in line.path]
    assert longitudes == sorted(longitudes, reverse=True), "from the east, never the long way round"
    assert longitudes[0] > 180
    assert line.path[-1] == pytest.approx(FRAME.position((200, 256)))
    assert (line.width, line.opacity, line.change, line.trip_ids) == (1.2, 120 / 255, None, ())
    assert len(line.path) == 33
    (head,) = drawing.arrows
    assert math.dist(head.at, (200, 256)) == pytest.approx(18.5, abs=0.2)
    assert not head.is_lit
    assert [label.text for label in ways(drawing)] == ["from United States"]


def test_an_arrival_is_drawn_where_the_trip_began_and_was_asked_for() -> None:
    first: Position = FRAME.position((200, 256))
    assert len(arrival(at(200, 256), query="").lines) == 0
    assert len(arrival(at(200, 256), at(100, 256)).lines) == 2, "and the leg"
    assert len(arrival(TOKYO, at(200, 256)).lines) == 1, "the leg alone: it began in Tokyo"
    in_tokyo = Frame("tokyo", 400, 512, View(35.67, 139.74, 10.62))
    assert len(arrival(TOKYO, at(200, 256), frame=in_tokyo).lines) == 2
    assert len(arrival(place_at("home", first, country_code="US")).lines) == 0


def test_an_arrival_is_named_only_where_its_words_cover_no_stop() -> None:
    crowd = [at(370 - 24.0 * n, y, f"c{n}-{y}") for n in range(8) for y in range(52, 200, 24)]
    named = ways(arrival(at(200, 256)))
    crowded = ways(arrival(at(200, 256), *crowd))
    assert [label.text for label in named] == ["from United States"]
    assert [label.text for label in crowded if "United" in label.text] == []


@pytest.mark.parametrize("code", ["", "XX", "KR"])
def test_from_a_country_that_nobody_knows_or_the_trips_own_there_is_no_arrival(code: str) -> None:
    (zuckerberg,) = SMALL.by_id[KISHIDA].visitors
    company = replace(zuckerberg.company, country_code=code)
    page = page_with(at(200, 256), query="arrivals=1", visitors=(replace(zuckerberg, company=company),))
    assert draw_trip(page, FRAME).lines == ()
