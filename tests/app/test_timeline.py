"""The timeline: what it spans, what of it is lit, and what a click on it opens."""

import json

import pytest
from small import KISHIDA, RECORD, YOON, ZUCKERBERG

from app.reader import (
    address_of,
    change,
    click,
    look,
    open_page,
    pick_in_time,
    plain,
    run,
    traces,
)
from app.seen import STOPS, row_ids, timeline_ids


def test_the_timeline_spans_what_is_asked_for_and_not_more_than_the_record() -> None:
    for query, first, after in (
        ({}, "2011-01-01", "2026-07-01"),
        ({"from": "1990-01-01", "to": "2099-01-01"}, "2011-01-01", "2026-07-01"),
        ({"from": "2024-02-27", "to": "2024-12-31"}, "2024-02-01", "2025-01-01"),
    ):
        (chart,) = look(**query).get("plotly_chart")
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
    assert plain(look(**query)).one("p", "charthead").text == head


@pytest.mark.parametrize(
    ("query", "strong"),
    [
        ({}, {meeting.meeting_id for meeting in RECORD.meetings}),
        ({"meeting": KISHIDA}, {KISHIDA}),
        ({"trip": ZUCKERBERG}, {*STOPS}),
        ({"trip": ZUCKERBERG, "meeting": KISHIDA}, {*STOPS}),
    ],
    ids=["nothing", "a meeting", "a trip", "a stop"],
)
def test_what_is_open_is_lit_in_the_timeline_and_the_rest_is_faint(query: dict[str, str], strong: set[str]) -> None:
    page = look(**query)
    opacities = [o for each in traces(page) for o in each["marker"].get("opacity", [1.0] * len(each["x"]))]
    assert {i for i, opacity in zip(timeline_ids(page), opacities, strict=True) if opacity == 1.0} == strong
    colours = [colour for each in traces(page) for colour in [each["marker"]["color"]] if isinstance(colour, list)]
    assert sum(len({*each}) - 1 for each in colours) == ("meeting" in query)


def test_a_piece_of_the_timeline_opens_its_meeting() -> None:
    page = open_page()
    page.segmented_control(key="part").set_value("chart")
    run(page)
    pick_in_time(page, f"meeting={YOON}")
    change(page, company="meta")
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
