"""Pictures first: what greets a reader, and what comes in its place when it is asked for."""

import json

import pytest

from app.reader import Reader, address_of, arrive, ask_live, click_on, decks, links, part, rows_of, run

PICTURES = ["picture-seoul", "picture-tokyo", "picture-time"]


def wakes(page: Reader, key: str) -> bool:
    """Whether the picture still asks to be made live."""
    (component,) = (each for each in page.get("bidi_component") if each.key == key)
    return bool(json.loads(component.proto.json)["wakes"])


def test_a_reader_is_greeted_by_pictures_and_by_nothing_that_takes_time_to_draw() -> None:
    page = arrive()
    assert (decks(page), len(page.get("plotly_chart"))) == ({}, 0)
    for key in PICTURES:
        assert links(page, key)
        assert wakes(page, key)


@pytest.mark.parametrize("area", ["seoul", "tokyo"])
def test_a_pane_that_is_touched_becomes_live_alone_over_its_picture(area: str) -> None:
    page = arrive()
    before = part(page, f"picture-{area}")
    ask_live(page, f"picture-{area}")
    run(page)
    assert [*decks(page)] == [area]
    assert (part(page, f"picture-{area}"), wakes(page, f"picture-{area}")) == (before, False)


def test_the_timeline_becomes_live_where_it_is_touched() -> None:
    page = arrive()
    ask_live(page, "picture-time")
    run(page)
    assert (decks(page), len(page.get("plotly_chart"))) == ({}, 1)


def test_a_live_map_stays_and_obeys_what_is_clicked_on_a_picture() -> None:
    page = arrive()
    ask_live(page, "picture-seoul")
    run(page)
    marker = next(each for each in links(page, "picture-tokyo") if "transform" in each.element.attributes)
    click_on(page, marker)
    run(page)
    assert address_of(page) == marker.query
    assert [*decks(page)] == ["seoul"]
    shown = {row["change"] for row in rows_of(decks(page)["seoul"], "markers")}
    assert shown == {each.go for each in links(page, "picture-seoul") if "transform" in each.element.attributes}


def test_a_picture_of_a_pane_has_the_size_of_its_frame_and_spare_room_around_it() -> None:
    svg = part(arrive(), "picture-seoul").all("svg")[0]
    assert svg.attributes["viewbox"] == "-200 -125 800 762"
    assert (svg.attributes["width"], svg.attributes["height"]) == ("800", "762")
