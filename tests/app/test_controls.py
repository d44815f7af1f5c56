"""What a reader changes with a control is what the address says, starting from what it says at that moment."""

from typing import Any

import pytest
from small import KISHIDA, KNOWN, RECORD, YOON, ZUCKERBERG

from app.reader import (
    Query,
    Reader,
    address_of,
    change,
    chosen,
    click,
    click_on,
    days,
    is_strict,
    links,
    open_page,
    part,
    press_reset,
    run,
    send_go,
    words,
)
from app.seen import infos, offered, row_ids, same, state_of, stop_ids, texts, title
from techvisits.record.filters import LISTS, Filters, apply

MEETING = "Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister"


def counted(filters: Filters) -> int:
    return len(apply(filters, RECORD).meetings)


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
    number = counted(Filters().asking(key, [identifier]))
    assert number < 17
    name, told = offered(page, key)[identifier]
    assert told == number
    change(page, **{key: identifier})
    run(page)
    assert address_of(page) == {key: [identifier]}
    assert len(row_ids(page)) == number
    assert chosen(page, key) == [identifier]
    assert texts(links(page, key)) == [f"{name} {number} ×"]
    click(page, name, key)
    run(page)
    assert (address_of(page), chosen(page, key), len(row_ids(page))) == ({}, [], 17)


def test_choosing_narrows_widens_and_reset_clears() -> None:
    page = open_page(view="seoul", lang="ja", colour="company", rows="40", meeting=YOON, leader="mark-zuckerberg")
    change(page, company="meta", city="seoul")
    run(page)
    assert offered(page, "company") == {"meta": ("メタ", 4)}
    assert texts(links(page, "company")) == ["メタ 4 ×"]
    change(page, city="tokyo")
    run(page)
    assert address_of(page)["city"] == ["seoul", "tokyo"]
    assert offered(page, "company") == {"meta": ("メタ", 6)}
    assert texts(links(page, "company")) == ["メタ 6 ×"]
    press_reset(page)
    run(page)
    assert address_of(page) == {"view": ["seoul"], "lang": ["ja"]}
    assert chosen(page, "company") == chosen(page, "city") == chosen(page, "leader") == []
    assert len(row_ids(page)) == 17


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"view": "seoul", "lang": "ko"}, {"view": ["seoul"], "lang": ["ko"]}),
        ({"view": "tokyo"}, {"view": ["tokyo"]}),
        ({"lang": "ja"}, {"lang": ["ja"]}),
        ({}, {}),
    ],
    ids=str,
)
def test_reset_keeps_the_view_and_the_language_and_nothing_else(
    query: dict[str, str], kept: dict[str, list[str]]
) -> None:
    """Of everything that an address may hold, with a script and without."""
    lists = {key: KNOWN[key][:1] for key in LISTS if key not in ("trip", "meeting")}
    asked = {
        **lists,
        "from": "2019-01-01",
        "to": "2025-01-01",
        "sources": "2",
        "q": "a",
        "colour": "company",
        "rows": "40",
    }
    for opened in ({}, {"trip": ["son-2022-10", "cook-2019-12"]}):
        page = open_page(**asked, **opened, **query)
        assert len(address_of(page)) == len(asked) + len(opened) + len(query)
        assert sent_by(page, "reset") == kept
        press_reset(page)
        run(page)
        assert (address_of(page), infos(page), len(row_ids(page))) == (kept, [], 17)
    page = open_page(trip="garlinghouse-2018-03", arrivals="1", **query)
    press_reset(page)
    run(page)
    assert (address_of(page), stop_ids(page)) == (kept, [])


def test_words_and_the_number_of_publishers_narrow_too() -> None:
    page = open_page()
    change(page, q="  이재용 ")
    run(page)
    assert (address_of(page), words(page)) == ({"q": ["이재용"]}, "이재용")
    assert len(row_ids(page)) == 3
    change(page, sources="2")
    run(page)
    assert address_of(page) == {"q": ["이재용"], "sources": ["2"]}
    assert is_strict(page)
    assert len(row_ids(page)) == 2
    click_on(page, *links(page, "sources"))
    run(page)
    assert not is_strict(page)
    change(page, q="")
    run(page)
    assert (address_of(page), words(page)) == ({}, "")
    click_on(page, *links(page, "sources"))
    run(page)
    assert address_of(page) == {"sources": ["2"]}


def test_a_range_of_dates_narrows_and_days_taken_off_ask_for_nothing() -> None:
    page = open_page()
    span = tuple(map(str, RECORD.span))
    change(page, from_="2024-02-27")
    run(page)
    assert (address_of(page), days(page)) == ({"from": ["2024-02-27"]}, ("2024-02-27", span[1]))
    change(page, to="2024-02-28")
    run(page)
    assert address_of(page) == {"from": ["2024-02-27"], "to": ["2024-02-28"]}
    assert days(page) == ("2024-02-27", "2024-02-28")
    assert len(row_ids(page)) == 4
    change(page, from_="", to="")
    run(page)
    assert (address_of(page), days(page)) == ({}, span)


def test_the_language_is_changed_alone_and_can_not_be_taken_off() -> None:
    page = open_page(leader="mark-zuckerberg", meeting=KISHIDA, rows="40", view="seoul")
    before = address_of(page)
    for _ in range(2):
        click(page, "한국어", "lang")
        run(page)
        assert address_of(page) == {**before, "lang": ["ko"]}
        assert "기시다 후미오" in title(page)
        assert [a.text for a in part(page, "lang").all("a", "on")] == ["한국어"]
    click(page, "EN", "lang")
    run(page)
    assert address_of(page) == before


def test_reset_stands_above_the_lists() -> None:
    """A list grows with what is chosen: what lies below it moves away under the pointer."""
    page = open_page()
    keys = [name for each in part(page, "side").all() for name in each.classes if name.startswith("st-key-")]
    lists = ["leader", "company", "host", "topic", "city", "status"]
    assert keys == [f"st-key-{key}" for key in ("lang", "q", "reset", "dates", *lists, "sources")]
    assert [each.key for each in page.sidebar if each.key] == ["side"]


def sent_by(page: Reader, key: str) -> Query:
    """What a browser without a script sends with a form of the filters."""
    form = part(page, key)
    assert (form.tag, form.attributes.get("action", ""), form.attributes.get("method", "get")) == ("form", "", "get")
    query: Query = {}
    for each in form.all("input"):
        query.setdefault(each.attributes["name"], []).append(each.attributes["value"])
    return query


@pytest.mark.parametrize(
    "query",
    [
        {"leader": ["mark-zuckerberg", "tim-cook"], "view": "seoul", "lang": "ko", "rows": "40"},
        {"q": "a", "from": "2019-01-01", "sources": "2", "trip": ["son-2022-10", "cook-2019-12"]},
        {"meeting": KISHIDA, "trip": ZUCKERBERG, "colour": "company"},
    ],
    ids=str,
)
def test_without_a_script_words_and_days_are_sent_with_all_that_the_address_says(query: dict[str, Any]) -> None:
    page = open_page(**query)
    kept = {key: values for key, values in address_of(page).items() if key != "rows"}
    first, last = days(page)
    assert sent_by(page, "q") == kept | {"q": kept.get("q", [""])}
    assert sent_by(page, "dates") == kept | {"from": [first], "to": [last]}
    assert same(sent_by(page, "q"), kept)


# --- several changes before the server answers


def test_all_changes_that_reach_the_server_together_count() -> None:
    """One event of a component may hold several changes."""
    page = open_page(company="apple", q="old", rows="40", view="seoul")
    go = "q=이재용&~company=meta&~company=apple&~city=seoul&~city=tokyo&sources=2&from=2024-01-01&to=2024-12-31&lang=ja"
    send_go(page, "side", go)
    run(page)
    assert address_of(page) == {
        "q": ["이재용"],
        "company": ["meta"],
        "city": ["seoul", "tokyo"],
        "sources": ["2"],
        "from": ["2024-01-01"],
        "to": ["2024-12-31"],
        "lang": ["ja"],
        "view": ["seoul"],
    }
    assert len(row_ids(page)) == counted(state_of(page).filters) > 0
    assert (chosen(page, "company"), chosen(page, "city"), words(page)) == (["meta"], ["seoul", "tokyo"], "이재용")
    assert (days(page), is_strict(page)) == (("2024-01-01", "2024-12-31"), True)


@pytest.mark.parametrize(
    ("query", "text", "key", "made"),
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
    query: dict[str, str], text: str, key: str, made: dict[str, list[str]]
) -> None:
    """A click must not write the state that the page had when it was drawn: the filter beside it would be lost."""
    page = open_page(**query)
    change(page, company="meta")
    if text == "Company":
        text, made = "Company 8", {"host_kind": ["company"]}
    click(page, text, key)
    run(page)
    assert address_of(page) == {**made, "company": ["meta"]}
    page = open_page(**query)
    click(page, text, key)
    change(page, q="Meta")
    run(page)
    assert address_of(page) == {**made, "q": ["Meta"]}
