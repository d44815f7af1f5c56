"""The timeline: what it spans, what of it is lit, and what a click on it opens."""

import json

import pytest
from small import KISHIDA, RECORD, YOON, ZUCKERBERG

from app.reader import (
    address_of,
    change,
    click,
    links,
    look,
    open_page,
    part,
    pick_in_time,
    run,
    traces,
)
from app.seen import STOPS, row_ids, timeline_ids


@pytest.mark.parametrize(
    "query",
    [{}, {"from": "1990-01-01", "to": "2099-01-01"}, {"from": "2024-02-27", "to": "2024-12-31"}],
    ids=str,
)
def test_the_timeline_spans_the_record_and_what_only_the_span_hides_is_grey(query: dict[str, str]) -> None:
    page = look(**query)
    (chart,) = page.get("plotly_chart")
    spec = json.loads(chart.proto.spec)
    assert spec["layout"]["xaxis"]["range"] == ["2011-01-01", "2027-01-01"]
    hidden = len(RECORD.meetings) - len(row_ids(page))
    assert sum(sum(each["y"]) for each in spec["data"] if each.get("hoverinfo") == "skip") == hidden


def test_a_box_on_the_live_timeline_asks_for_its_whole_months() -> None:
    page = open_page()
    pick_in_time(page, box=("2024-03-17 04:05:06.7", "2024-02-11"))
    run(page)
    assert address_of(page) == {"from": ["2024-02-01"], "to": ["2024-03-31"]}
    pick_in_time(page, box=("1999-01-01", "1999-02-01"))
    run(page)
    assert address_of(page) == {"from": ["2024-02-01"], "to": ["2024-03-31"]}


def test_the_steps_over_the_timeline_go_a_span_back_and_on_and_take_it_off() -> None:
    page = open_page(**{"from": "2024-02-01", "to": "2024-02-29", "q": "Zuckerberg"})
    head = part(page, "timehead")
    assert head.one("b").text == "Feb 2024"
    assert [link.go for link in links(page, "timehead")] == [
        "from=2024-01-01&to=2024-01-31",
        "from=2024-03-01&to=2024-03-31",
        "from=&to=",
        "from=2024-03-01&to=2024-03-31",
    ]
    click(page, "→", "timehead")
    run(page)
    assert address_of(page) == {"from": ["2024-03-01"], "to": ["2024-03-31"], "q": ["Zuckerberg"]}
    click(page, "All years", "timehead")
    run(page)
    assert address_of(page) == {"q": ["Zuckerberg"]}
    click(page, "Play the years", "timehead")
    run(page)
    assert address_of(page) == {"from": ["2011-01-01"], "to": ["2011-12-31"], "q": ["Zuckerberg"]}


def test_on_a_phone_the_chart_stays_while_its_years_are_stepped_through() -> None:
    page = open_page()
    page.segmented_control(key="part").set_value("chart")
    run(page)
    click(page, "Play the years", "timehead")
    run(page)
    assert page.segmented_control(key="part").value == "chart"


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
    assert part(look(**query), "timehead").one("p", "charthead").text == head


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
