"""What a reader changes with a control is what the address says, starting from what it says at that moment."""

import datetime as dt

import pytest

from app.reader import address_of, click, has_part, links, open_page, run
from app.seen import (
    KISHIDA,
    SMALL,
    YOON,
    ZUCKERBERG,
    count_text,
    headline,
    infos,
    row_ids,
    stop_ids,
    texts,
    title,
)
from techvisits.record.filters import Filters, apply

MEETING = "Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister"


def counted(filters: Filters) -> int:
    return len(apply(filters, SMALL).meetings)


# --- each control


@pytest.mark.parametrize(
    ("key", "identifier"),
    [
        ("leader", "masayoshi-son"),
        ("company", "apple"),
        ("host", "lee-jae-yong"),
        ("topic", "ai-models"),
        ("city", "tokyo"),
        ("status", "announced"),
    ],
)
def test_a_choice_tells_how_many_meetings_it_would_show_and_shows_them(key: str, identifier: str) -> None:
    page = open_page()
    box = page.multiselect(key=key)
    number = counted(Filters().asking(key, [identifier]))
    assert number < 17
    chosen = [option for option in box.options if option == box.format_func(identifier)]
    assert [option.rsplit("  ", 1)[1] for option in chosen] == [str(number)]
    box.set_value([identifier])
    run(page)
    assert address_of(page) == {key: [identifier]}
    assert len(row_ids(page)) == number
    assert page.multiselect(key=key).value == [identifier]


def test_choosing_narrows_widens_and_reset_clears() -> None:
    page = open_page(view="seoul", lang="ja", colour="company", rows="40", meeting=YOON, leader="mark-zuckerberg")
    page.multiselect(key="company").set_value(["meta"])
    page.multiselect(key="city").set_value(["seoul"])
    run(page)
    assert page.multiselect(key="company").options == ["Meta  4"]
    page.multiselect(key="city").set_value(["seoul", "tokyo"])
    run(page)
    assert address_of(page)["city"] == ["seoul", "tokyo"]
    assert page.multiselect(key="company").options == ["Meta  6"]
    page.button(key="reset").click()
    run(page)
    assert address_of(page) == {"view": ["seoul"], "lang": ["ja"]}
    assert page.multiselect(key="company").value == page.multiselect(key="city").value == []
    assert len(row_ids(page)) == 17


def test_words_and_the_number_of_publishers_narrow_too() -> None:
    page = open_page()
    page.text_input(key="q").set_value("  이재용 ")
    run(page)
    assert address_of(page) == {"q": ["이재용"]}
    assert len(row_ids(page)) == 3
    page.checkbox(key="sources").check()
    run(page)
    assert address_of(page) == {"q": ["이재용"], "sources": ["2"]}
    assert len(row_ids(page)) == 2
    page.checkbox(key="sources").uncheck()
    run(page)
    page.text_input(key="q").set_value("")
    run(page)
    assert address_of(page) == {}


def test_a_range_of_dates_narrows_and_the_whole_range_asks_for_nothing() -> None:
    page = open_page()
    page.date_input(key="dates").set_value((dt.date(2024, 2, 27), dt.date(2024, 2, 28)))
    run(page)
    assert address_of(page) == {"from": ["2024-02-27"], "to": ["2024-02-28"]}
    assert len(row_ids(page)) == 4
    page.date_input(key="dates").set_value(())
    run(page)
    assert page.date_input(key="dates").value == (dt.date(2024, 2, 27), dt.date(2024, 2, 28))
    page.date_input(key="dates").set_value(SMALL.span)
    run(page)
    assert address_of(page) == {}


def test_half_a_range_of_dates_waits_for_its_other_half() -> None:
    """A click in the calendar sends one day; if the page answers it with the whole range, the second click begins anew."""
    page = open_page()
    page.date_input(key="dates").set_value((dt.date(2024, 2, 27),))
    run(page)
    assert page.date_input(key="dates").value == (dt.date(2024, 2, 27),)
    assert address_of(page) == {}
    page.multiselect(key="city").set_value(["seoul"])
    run(page)
    assert page.date_input(key="dates").value == (dt.date(2024, 2, 27),)
    page.date_input(key="dates").set_value((dt.date(2024, 2, 27), dt.date(2024, 2, 28)))
    run(page)
    assert address_of(page) == {"city": ["seoul"], "from": ["2024-02-27"], "to": ["2024-02-28"]}


def test_reset_takes_half_a_range_back() -> None:
    page = open_page(city="seoul")
    page.date_input(key="dates").set_value((dt.date(2024, 2, 27),))
    run(page)
    page.button(key="reset").click()
    run(page)
    assert page.date_input(key="dates").value == SMALL.span


def test_the_language_is_changed_alone_and_can_not_be_taken_off() -> None:
    page = open_page(leader="mark-zuckerberg", meeting=KISHIDA, rows="40", view="seoul")
    before = address_of(page)
    page.segmented_control(key="lang").set_value("ko")
    run(page)
    assert address_of(page) == {**before, "lang": ["ko"]}
    assert "기시다 후미오" in title(page)
    page.segmented_control(key="lang").set_value(None)
    run(page)
    assert address_of(page) == {**before, "lang": ["ko"]}
    assert page.segmented_control(key="lang").value == "ko"
    page.segmented_control(key="lang").set_value("en")
    run(page)
    assert address_of(page) == before


def test_reset_stands_above_the_lists() -> None:
    """A list that closes grows smaller: what lies below it moves away under the pointer, and the first click is lost."""
    keys = [each.key for each in page.sidebar] if (page := open_page()) else []
    assert [key for key in keys if key in ("q", "reset", "dates", "leader", "status", "sources", "about")] == [
        *("q", "reset", "dates", "leader", "status", "sources", "about")
    ]


# --- several changes before the server answers


def test_all_changes_that_reach_the_server_together_count() -> None:
    """Streamlit joins changes that come in while it is busy: words typed and a box ticked at once are one run."""
    page = open_page()
    page.text_input(key="q").set_value("이재용")
    page.multiselect(key="company").set_value(["meta"])
    page.multiselect(key="city").set_value(["seoul"])
    page.checkbox(key="sources").check()
    page.date_input(key="dates").set_value((dt.date(2024, 1, 1), dt.date(2024, 12, 31)))
    page.segmented_control(key="lang").set_value("ja")
    run(page)
    assert address_of(page) == {
        "q": ["이재용"],
        "company": ["meta"],
        "city": ["seoul"],
        "sources": ["2"],
        "from": ["2024-01-01"],
        "to": ["2024-12-31"],
        "lang": ["ja"],
    }


@pytest.mark.parametrize(
    ("query", "words", "key", "made"),
    [
        ({}, "met Fumio Kishida", "meetings", {"meeting": [KISHIDA]}),
        ({"trip": ZUCKERBERG}, "Fumio Kishida", "stepper", {"trip": [ZUCKERBERG], "meeting": [KISHIDA]}),
        ({"trip": ZUCKERBERG, "meeting": KISHIDA}, "The whole trip", "back", {"trip": [ZUCKERBERG]}),
        ({"meeting": KISHIDA}, "Show the whole trip", "details", {"meeting": [KISHIDA], "trip": [ZUCKERBERG]}),
        ({"status": "held", "kind": "courtesy-call"}, "Held", "chips", {"kind": ["courtesy-call"]}),
        ({}, "Held", "keys", {"status": ["held"]}),
        ({}, "Tokyo", "view", {"view": ["tokyo"]}),
        ({}, "Company", "keys", {}),
        ({}, "somewhere in Tokyo", "edge-tokyo", {"place": ["tokyo"]}),
    ],
    ids=str,
)
def test_a_link_and_a_filter_at_the_same_moment_both_count(
    query: dict[str, str], words: str, key: str, made: dict[str, list[str]]
) -> None:
    """A click must not write the state that the page had when it was drawn: the filter beside it would be lost."""
    page = open_page(**query)
    page.multiselect(key="company").set_value(["meta"])
    if words == "Company":
        words, made = "Company 8", {"host_kind": ["company"]}
    click(page, words, key)
    run(page)
    assert address_of(page) == {**made, "company": ["meta"]}
    page = open_page(**query)
    click(page, words, key)
    page.text_input(key="q").set_value("Meta")
    run(page)
    assert address_of(page) == {**made, "q": ["Meta"]}


# --- what a change closes


@pytest.mark.parametrize(("trip", "opened"), [("", MEETING), (ZUCKERBERG, "Saitama, Tokyo and Seoul, February 2024")])
def test_what_a_filter_closes_leaves_the_address_and_is_told_once(trip: str, opened: str) -> None:
    page = open_page(**({"trip": trip} if trip else {"meeting": KISHIDA}))
    page.multiselect(key="leader").set_value(["tim-cook"])
    run(page)
    assert address_of(page) == {"leader": ["tim-cook"]}
    assert (title(page), stop_ids(page), len(row_ids(page))) == ("", [], 2)
    assert infos(page) == [f"{opened} is closed, since the filters hide it."]
    page.multiselect(key="leader").set_value([])
    run(page)
    assert (address_of(page), infos(page), title(page)) == ({}, [], "")


def test_a_filter_that_lets_it_through_leaves_a_meeting_open() -> None:
    page = open_page(meeting=KISHIDA, trip=ZUCKERBERG)
    page.multiselect(key="city").set_value(["tokyo"])
    run(page)
    assert address_of(page) == {"city": ["tokyo"], "trip": [ZUCKERBERG], "meeting": [KISHIDA]}
    assert (title(page), infos(page)) == (MEETING, [])


def test_reset_closes_what_is_open_without_a_word() -> None:
    page = open_page(meeting=KISHIDA, trip=ZUCKERBERG, leader="mark-zuckerberg")
    page.button(key="reset").click()
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
    assert not has_part(open_page(view="seoul", lang="ko", colour="company"), "chips")
    assert count_text(open_page()) == "17 meetings · 18 visits"
