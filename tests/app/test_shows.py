"""What the address says is what the page shows: list, maps, timeline, controls and headline hold the same meetings."""

import re
from typing import Any

import pytest
from small import KISHIDA, RECORD, YOON, ZUCKERBERG

from app.reader import address_of, chosen, days, decks, is_strict, links, look, part, words
from app.seen import (
    STOPS,
    count_text,
    headline,
    ids,
    infos,
    marker_ids,
    number_of,
    pane_name,
    row_ids,
    shown_by,
    state_of,
    stop_ids,
    timeline_ids,
    title,
)
from techvisits.record.model import AREAS
from techvisits.text.headline import count_line
from techvisits.text.language import button_name, load_language

QUERIES: list[dict[str, Any]] = [
    {"leader": "mark-zuckerberg"},
    {"company": ["meta", "apple"], "city": "tokyo"},
    {"from": "2024-02-27", "to": "2024-02-28", "sources": "2"},
    {"q": "ザッカーバーグ", "lang": "ja"},
    {"topic": "ai-models", "view": "tokyo", "lang": "ko"},
    {"host_kind": "government", "colour": "company"},
    {"kind": "dinner", "place": "gyeongju"},
    {"status": "announced", "host": "lee-jae-yong"},
    {"trip": ["son-2022-10", "haas-2022-10", "cook-2019-12"]},
    {"q": "nothing on record has these words"},
]


def test_the_plain_page_shows_the_whole_record() -> None:
    page = look()
    everything = [meeting.meeting_id for meeting in RECORD.meetings]
    assert count_text(page) == "17 meetings · 18 visits"
    assert headline(page) == "13 meetings of 8 technology leaders since 2011"
    assert sorted(row_ids(page)) == sorted(timeline_ids(page)) == sorted(everything)
    assert len(page.warning) == len(page.info) == len(page.error) == 0
    assert address_of(page) == {}


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_the_address_filters_everything_on_the_page(query: dict[str, Any]) -> None:
    page = look(**query)
    shown = shown_by(page)
    assert count_text(page) == count_line(shown, load_language(query.get("lang", "en")))
    assert sorted(row_ids(page)) == sorted(timeline_ids(page)) == sorted(ids(shown))
    assert address_of(page) == {key: [value] if isinstance(value, str) else value for key, value in query.items()}
    assert len(page.warning) == len(page.info) == len(page.error) == 0


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_every_control_shows_what_the_address_says(query: dict[str, Any]) -> None:
    page = look(**query)
    state = state_of(page)
    for key in ("leader", "company", "topic", "city", "host", "status"):
        assert chosen(page, key) == list(state.filters.ids(key))
    assert words(page) == state.filters.q
    assert is_strict(page) == (state.filters.sources >= 2)
    assert [a.text for a in part(page, "lang").all("a", "on")] == [button_name(state.language)]
    earliest, latest = RECORD.span
    assert days(page) == (str(state.filters.first or earliest), str(state.filters.last or latest))


@pytest.mark.parametrize(("number", "is_ticked"), [("0", False), ("1", False), ("2", True), ("3", True)])
def test_two_publishers_or_more_are_asked_for_from_two_on(number: str, is_ticked: bool) -> None:
    assert is_strict(look(sources=number)) == is_ticked


@pytest.mark.parametrize("query", [{}, *QUERIES], ids=str)
def test_every_meeting_is_a_marker_in_its_pane_or_a_number_beside_it(query: dict[str, Any]) -> None:
    """Markers, the numbers of unknown venues and the numbers elsewhere add up to what the list shows."""
    page = look(**query)
    views = [query["view"]] if "view" in query else AREAS
    for area in views:
        here = [m for m in shown_by(page).meetings if m.place.area == area]
        somewhere = sum(number_of(each) for each in links(page, f"edge-{area}") if "▢" in each.text)
        assert len(marker_ids(page, area)) + somewhere == len(here)
        assert set(marker_ids(page, area)) == {m.meeting_id for m in here if not m.place.is_vague}
        assert re.findall(r"\d+", pane_name(page, area)) == [str(len(here))]
    away = [m for m in shown_by(page).meetings if m.place.area not in AREAS]
    assert sum(map(number_of, links(page, "elsewhere"))) == len(away)


def test_a_meeting_is_open_beside_its_trip() -> None:
    page = look(meeting=KISHIDA, trip=ZUCKERBERG)
    assert title(page) == "Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister"
    assert headline(page) == "Mark Zuckerberg (Meta), 25–29 February 2024"
    assert sorted(timeline_ids(page)) == sorted(ids(shown_by(page)))
    assert set(marker_ids(page)) == set(STOPS)
    assert part(page, "meetings").all("a") == []


def test_of_several_open_meetings_the_last_is_open() -> None:
    assert "Yoon Suk Yeol" in title(look(meeting=[KISHIDA, YOON]))


@pytest.mark.parametrize(
    ("query", "closed"),
    [
        ({"meeting": KISHIDA, "leader": "tim-cook"}, ["Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister"]),
        ({"trip": ZUCKERBERG, "leader": "tim-cook"}, ["Saitama, Tokyo and Seoul, February 2024"]),
        (
            {"meeting": STOPS[1], "trip": ZUCKERBERG, "company": "apple"},
            ["Mark Zuckerberg (Meta) – Developers in Japan", "Saitama, Tokyo and Seoul, February 2024"],
        ),
    ],
    ids=str,
)
def test_what_the_filters_hide_is_closed_and_said_to_be(query: dict[str, str], closed: list[str]) -> None:
    page = look(**query)
    assert infos(page) == [f"{what} is closed, since the filters hide it." for what in closed]
    assert (title(page), stop_ids(page)) == ("", [])
    assert len(row_ids(page)) == 2


def test_a_trip_with_one_stop_left_stays_open_without_the_stop_that_is_hidden() -> None:
    page = look(meeting=YOON, trip=ZUCKERBERG, city="tokyo")
    assert infos(page) == ["Mark Zuckerberg, Meta, met Yoon Suk Yeol, President is closed, since the filters hide it."]
    assert (title(page), stop_ids(page)) == ("", STOPS)


@pytest.mark.parametrize("area", AREAS)
def test_a_named_view_shows_one_pane(area: str) -> None:
    page = look(view=area)
    assert list(decks(page)) == [area]
    assert {RECORD.by_id[i].place.area for i in marker_ids(page)} == {area}


@pytest.mark.parametrize(
    ("query", "number"), [({"from": "2090-01-01"}, 0), ({"to": "1990-01-01"}, 0), ({"from": "0001-01-01"}, 17)]
)
def test_dates_outside_the_record_do_not_break_the_page(query: dict[str, str], number: int) -> None:
    page = look(**query, to="9999-12-31") if "to" not in query else look(**query)
    assert count_text(page).startswith(f"{number} meetings")
    earliest, latest = map(str, RECORD.span)
    first, last = days(page)
    assert earliest <= first <= last <= latest


def test_the_dates_reach_from_the_first_to_the_last_day_of_the_record() -> None:
    assert days(look()) == ("2011-01-27", "2026-06-15")
    for each in part(look(), "dates").all("input"):
        assert (each.attributes["min"], each.attributes["max"]) == ("2011-01-27", "2026-06-15")
