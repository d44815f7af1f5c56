"""What a reader changes with a control is what the address says, starting from what it says at that moment."""

import datetime as dt

import pytest

from app.reader import address_of, click, open_page, run
from app.seen import (
    KISHIDA,
    SMALL,
    YOON,
    ZUCKERBERG,
    row_ids,
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
