"""What is asked for is told and can be taken off, whether a control shows it or not; what it hides is closed and told."""

import pytest
from small import KISHIDA, ZUCKERBERG

from app.reader import address_of, change, click, has_part, links, look, open_page, press_reset, run
from app.seen import count_text, headline, infos, row_ids, stop_ids, texts, title

MEETING = "Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister"


# --- what a change closes


@pytest.mark.parametrize(("trip", "opened"), [("", MEETING), (ZUCKERBERG, "Saitama, Tokyo and Seoul, February 2024")])
def test_what_a_filter_closes_leaves_the_address_and_is_told_once(trip: str, opened: str) -> None:
    page = open_page(**({"trip": trip} if trip else {"meeting": KISHIDA}))
    change(page, leader="tim-cook")
    run(page)
    assert address_of(page) == {"leader": ["tim-cook"]}
    assert (title(page), stop_ids(page), len(row_ids(page))) == ("", [], 2)
    assert infos(page) == [f"{opened} is closed, since the filters hide it."]
    change(page, leader="tim-cook")
    run(page)
    assert (address_of(page), infos(page), title(page)) == ({}, [], "")


def test_a_filter_that_lets_it_through_leaves_a_meeting_open() -> None:
    page = open_page(meeting=KISHIDA, trip=ZUCKERBERG)
    change(page, city="tokyo")
    run(page)
    assert address_of(page) == {"city": ["tokyo"], "trip": [ZUCKERBERG], "meeting": [KISHIDA]}
    assert (title(page), infos(page)) == (MEETING, [])


def test_reset_closes_what_is_open_without_a_word() -> None:
    page = open_page(meeting=KISHIDA, trip=ZUCKERBERG, leader="mark-zuckerberg")
    press_reset(page)
    run(page)
    assert (address_of(page), infos(page), headline(page)[:11]) == ({}, [], "13 meetings")


# --- filters that have no control


@pytest.mark.parametrize(
    ("query", "chips"),
    [
        ({"kind": "dinner"}, ["dinner or lunch"]),
        ({"sources": "3"}, ["3 publishers or more"]),
        ({"host_kind": ["government", "public"], "colour": "company"}, ["Government", "University, public"]),
        ({"place": "kantei"}, ["Prime Minister's Office of Japan (Kantei)"]),
        ({"from": "2024-02-27"}, ["since 27 Feb 2024"]),
        ({"to": "2024-02-27"}, ["until 27 Feb 2024"]),
        ({"q": "Meta", "leader": "mark-zuckerberg"}, ["Mark Zuckerberg", "“Meta”"]),
    ],
    ids=str,
)
def test_every_filter_of_the_address_is_a_chip_that_takes_it_off(
    query: dict[str, str | list[str]], chips: list[str]
) -> None:
    page = open_page(**query)
    assert texts(links(page, "chips")) == [f"{each} ×" for each in chips] + ["Take all off"] * (len(chips) > 1)
    for number, words in enumerate(chips, 1):
        click(page, words, "chips")
        run(page)
        assert len(links(page, "chips")) == (0, 1)[number < len(chips)]
    assert set(address_of(page)) <= {"colour"}
    assert not has_part(page, "chips")


def test_all_chips_are_taken_off_at_once_and_what_is_no_filter_stays() -> None:
    page = open_page(leader="mark-zuckerberg", q="Meta", to="2024-02-28", sources="2", view="tokyo", rows="40")
    click(page, "Take all off", "chips")
    run(page)
    assert address_of(page) == {"view": ["tokyo"]}


def test_of_two_trips_that_are_listed_one_taken_off_opens_the_other() -> None:
    page = open_page(trip=["son-2022-10", "cook-2019-12"])
    assert texts(links(page, "chips")) == ["Masayoshi Son, Oct 2022 ×", "Tim Cook, Dec 2019 ×", "Take all off"]
    click(page, "Masayoshi Son", "chips")
    run(page)
    assert address_of(page) == {"trip": ["cook-2019-12"]}
    assert len(stop_ids(page)) == 2


def test_without_a_filter_there_is_no_chip() -> None:
    assert not has_part(look(view="seoul", lang="ko", colour="company"), "chips")
    assert count_text(look()) == "17 meetings · 18 visits"
