"""What is asked for, thing by thing in words, each with the change that takes it off."""

import pytest
from pages import SMALL, page_of

from techvisits.record.filters import KEYS
from techvisits.text.address import follow, read
from techvisits.text.asked import list_asked, list_ways_out

EVERYTHING = (
    "leader=mark-zuckerberg&company=meta&trip=zuckerberg-2024-02&trip=cook-2019-12&topic=xr&city=seoul&host=lg-corp"
    "&host_kind=company&place=lg-twin-towers&status=held&kind=business-meeting&from=2024-02-01&to=2024-02-28"
    "&sources=2&q=lunch"
)


def asked_words(query: str) -> list[str]:
    return [each.words for each in list_asked(page_of(query))]


def test_every_filter_of_the_address_is_named() -> None:
    """Those that no control shows as well."""
    assert asked_words(EVERYTHING) == [
        "Mark Zuckerberg",
        "Meta",
        "Mark Zuckerberg, Feb 2024",
        "Tim Cook, Dec 2019",
        "XR and the metaverse",
        "Seoul",
        "LG Corp.",
        "Company",
        "LG Twin Towers",
        "Held",
        "business meeting",
        "1–28 February 2024",
        "2 publishers or more",
        "“lunch”",
    ]
    assert {pair.partition("=")[0] for pair in EVERYTHING.split("&")} == {*KEYS} - {"meeting"}, (
        "what is open is no filter"
    )


@pytest.mark.parametrize("number", range(14))
def test_a_click_takes_off_this_thing_and_nothing_else(number: int) -> None:
    page = page_of(EVERYTHING)
    pairs = follow(page.state, list_asked(page)[number].change, page.shown.meeting_ids)
    state, problems = read(pairs, SMALL)
    assert problems == []
    left = [each.words for each in list_asked(page_of("", SMALL))]
    assert left == []
    words = [each.words for each in list_asked(type(page)(state, SMALL))]
    # of two trips one is left, which is then the one that is open
    gone = {number} if number not in (2, 3) else {2, 3}
    assert words == [each for n, each in enumerate(asked_words(EVERYTHING)) if n not in gone]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=2024-02-01", ["since 1 Feb 2024"]),
        ("to=2024-02-01", ["until 1 Feb 2024"]),
        ("from=2024-02-01&to=2024-02-01", ["1 February 2024"]),
        ("sources=1", ["1 publisher or more"]),
        ("sources=2&lang=ja", ["独立した媒体2社以上"]),
        ("q=xr&lang=ja", ["「xr」"]),
        ("q=xr&lang=ko&from=2024-02-01", ["2024년 2월 1일부터", "‘xr’"]),
        ("company=meta&company=apple&company=arm", ["Meta", "Apple", "Arm"]),
        ("company=meta&company=apple&company=arm&company=catl", ["Meta, Apple and 2 more"]),
        ("company=meta&company=apple&company=arm&company=catl&lang=ja", ["メタ、アップルほか2件"]),
        ("", []),
        ("meeting=2018-11-09-gates-diet&trip=cook-2019-12", []),
    ],
)
def test_the_words_for_what_is_asked_for(query: str, words: list[str]) -> None:
    assert asked_words(query) == words


def test_many_choices_of_one_filter_are_one_thing() -> None:
    (all_of_them,) = list_asked(page_of("company=meta&company=apple&company=arm&company=catl"))
    assert str(all_of_them.change) == "company="


def test_the_ways_out_are_those_that_would_show_something() -> None:
    page = page_of("leader=tim-cook&company=meta&status=held&from=2024-01-01")
    assert [(way.words, str(way.change)) for way in list_ways_out(page)] == [
        ("Without Tim Cook: 6 meetings", "leader=")
    ]
    assert list_ways_out(page_of("leader=tim-cook&company=meta&q=nothinghere")) == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("leader=sam-altman&status=held", ["Without Sam Altman: 13 meetings", "Without Held: 1 meeting"]),
        ("sources=2&q=genesis+vogels", ["Without “genesis vogels”: 13 meetings"]),
        (
            "company=meta&company=apple&company=arm&company=catl&status=cancelled&lang=ja",
            ["メタ、アップルほか2件を外すと会合1件", "中止を外すと会合11件"],
        ),
        (
            "leader=tim-cook&leader=bill-gates&status=cancelled&lang=ko",
            ["팀 쿡, 빌 게이츠 조건을 빼면 만남 1건", "취소 조건을 빼면 만남 3건"],
        ),
        ("to=2010-01-01&q=vogels", ["Without until 1 Jan 2010: 1 meeting"]),
        (
            "from=2026-01-01&to=2026-12-31&q=vogels",
            ["Without 2026: 1 meeting", "Without “vogels”: 1 meeting"],
        ),
        ("sources=3&q=vogels", ["Without 3 publishers or more: 1 meeting", "Without “vogels”: 3 meetings"]),
    ],
)
def test_a_way_out_says_what_to_leave_off_and_how_many_meetings_that_shows(query: str, words: list[str]) -> None:
    assert [" ".join(way.words.split()) for way in list_ways_out(page_of(query))] == words


def test_a_span_of_days_is_left_off_as_one() -> None:
    (span, _) = list_ways_out(page_of("from=2026-01-01&to=2026-12-31&q=vogels"))
    assert str(span.change) == "from=&to="
    (dates, _) = list_asked(page_of("from=2026-01-01&to=2026-12-31&q=vogels"))
    assert str(dates.change) == "from=&to="
