"""What stands at a pane's edge for what it can't show: where it is, how many, and a link that lists them."""

import math

import pytest
from pages import KISHIDA, SMALL, Html, day, like, page_of, place_at, record_of

from techvisits.drawing.edges import EdgeLabel, edge_labels, elsewhere_labels, render_edges
from techvisits.drawing.model import Frame, View
from techvisits.drawing.overview import overview_frame
from techvisits.record.model import AREAS, Name, Place
from techvisits.text.page import Page

FRAME = Frame("seoul", 400, 512, View(37.537, 126.992, 10.62))


def page_with(*places: Place) -> Page:
    meetings = [
        like(KISHIDA, meeting_id=f"m{n}", place=p, date=day(f"2024-03-{n + 1:02}")) for n, p in enumerate(places)
    ]
    return Page(page_of().state, record_of(meetings))


def out_at(x: float, y: float, city: str = "suwon") -> Place:
    """A place of the area at a pixel of the pane."""
    return place_at(f"{city}-{x}-{y}", FRAME.position((x, y)), area="seoul", city_id=city, city=Name(city.capitalize()))


def test_unknown_venues_come_first_then_cities_further_out_with_their_direction() -> None:
    labels = edge_labels(page_of(), overview_frame("tokyo", "both", (400, 512)))
    assert [(label.sign, label.name, label.meeting_ids, str(label.change)) for label in labels] == [
        (
            "▢",
            "somewhere in Tokyo",
            ("2024-02-26-zuckerberg-developers", "2017-04-24-chey-toshiba", "2011-01-27-yang-nec"),
            "meeting=&trip=&place=tokyo",
        ),
        ("↖", "Misato", ("2024-02-25-zuckerberg-swordsmith",), "meeting=&trip=&place=kawasaki-akihira-forge"),
    ]
    (suwon,) = edge_labels(page_of(), overview_frame("seoul", "both", (400, 512)))
    assert (suwon.sign, suwon.name) == ("↓", "Suwon")


def test_the_labels_of_a_pane_and_its_markers_in_sight_are_all_of_its_meetings() -> None:
    for area in AREAS:
        frame = overview_frame(area, "both", (400, 512))
        labelled = [i for label in edge_labels(page_of(), frame) for i in label.meeting_ids]
        assert len(labelled) == len(set(labelled))
        for meeting in SMALL.meetings:
            if meeting.place.area == area and meeting.meeting_id not in labelled:
                x, y = frame.pixel(meeting.place.position or (0, 0))
                assert 5 <= x <= 395
                assert 39 <= y <= 512 - 5 - 36


@pytest.mark.parametrize(
    ("turn", "sign"), [(0, "→"), (45, "↗"), (90, "↑"), (135, "↖"), (180, "←"), (225, "↙"), (270, "↓"), (315, "↘")]
)
@pytest.mark.parametrize("off", [-20, 0, 20])
def test_an_arrow_points_where_a_city_lies(turn: int, sign: str, off: int) -> None:
    angle = math.radians(turn + off)
    page = page_with(out_at(200 + 900 * math.cos(angle), 256 - 900 * math.sin(angle)))
    (label,) = edge_labels(page, FRAME)
    assert label.sign == sign


def test_the_arrow_of_a_city_points_to_the_middle_of_its_places() -> None:
    (label,) = edge_labels(page_with(out_at(1000, -300), out_at(1000, 812)), FRAME)
    assert (label.sign, len(label.meeting_ids)) == ("→", 2)
    assert str(label.change) == "meeting=&trip=&place=suwon-1000-812&place=suwon-1000--300", "the newest first"


@pytest.mark.parametrize(
    ("x", "y", "is_seen"),
    [
        (200, 256, True),
        (5.01, 256, True),
        (4.99, 256, False),
        (394.99, 256, True),
        (395.01, 256, False),
        (200, 39.01, True),
        (200, 38.99, False),
        (200, 470.99, True),
        (200, 471.01, False),
    ],
)
def test_what_lies_under_the_strip_of_labels_is_labelled_itself(x: float, y: float, is_seen: bool) -> None:
    """Off the margin, under the city's name above, and under the labels below."""
    assert bool(edge_labels(page_with(out_at(x, y)), FRAME)) is not is_seen


def test_cities_with_most_meetings_come_first_and_a_place_is_named_once() -> None:
    busy, quiet = out_at(900, 256, "suwon"), out_at(-900, 256, "incheon")
    labels = edge_labels(page_with(busy, busy, quiet), FRAME)
    assert [(label.name, len(label.meeting_ids)) for label in labels] == [("Suwon", 2), ("Incheon", 1)]
    assert str(labels[0].change) == "meeting=&trip=&place=suwon-900-256"


def test_what_is_in_sight_needs_no_label() -> None:
    assert edge_labels(page_of("place=kantei"), overview_frame("tokyo", "both", (400, 512))) == []
    assert edge_labels(page_of("q=nothing"), FRAME) == []


def test_outside_both_areas_each_city_and_each_country_has_a_label() -> None:
    labels = elsewhere_labels(page_of())
    assert [(label.sign, label.name, label.meeting_ids) for label in labels] == [
        ("", "Gyeongju", ("2025-11-01-zeng-state-dinner",)),
        ("", "Japan", ("2020-02-vogels-pixie-dust",)),
    ]
    assert [str(label.change) for label in labels] == ["meeting=&trip=&place=gyeongju", "meeting=&trip=&place=japan"]
    assert [label.name for label in elsewhere_labels(page_of("lang=ja"))] == ["慶州", "日本"]
    assert elsewhere_labels(page_of("city=seoul")) == []


def label_named(name: str, meetings: int = 1, sign: str = "→") -> EdgeLabel:
    (made,) = edge_labels(page_with(out_at(900, 256, name)), FRAME)
    return EdgeLabel(sign, made.name, tuple(f"m{n}" for n in range(meetings)), made.change)


def test_the_labels_are_links_and_those_after_the_first_stand_behind_one_word() -> None:
    labels = [label_named("suwon", 1234), label_named("incheon", 2, sign=""), label_named("busan")]
    html = Html(render_edges(labels, page_of(), most=2, lead="Elsewhere:"))
    assert html.text == "Elsewhere: → Suwon 1,234 Incheon 2 1 more place→ Busan 1"
    assert html.changes == [str(label.change) for label in labels]
    assert [tag for tag, _ in html.tags if tag in ("details", "i", "summary")] == ["i", "details", "summary", "i"]
    assert Html(render_edges(labels, page_of(), most=1)).text == "→ Suwon 1,234 2 more placesIncheon 2→ Busan 1"
    whole = Html(render_edges(labels, page_of(), most=3))
    assert "details" not in [tag for tag, _ in whole.tags]
    assert whole.text.startswith("→ Suwon")
    assert "그 외 2곳" in render_edges(labels, page_of("lang=ko"), most=1)


def test_without_a_label_there_is_no_box() -> None:
    assert render_edges([], page_of(), most=2, lead="Elsewhere:") == ""
