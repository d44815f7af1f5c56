"""The links of the page: a plain click changes the page that is open, any other click is the browser's and leads to the same."""

import random
from typing import Any

import pytest
from small import KISHIDA, RECORD, YOON, ZUCKERBERG

from app.reader import address_of, click, click_on, linked_parts, links, look, open_page, part, run, send_go
from app.seen import STOPS, row_ids, same, texts, title
from techvisits.text.address import parse_change, read

PAGES: list[dict[str, Any]] = [
    {},
    {"view": "seoul", "colour": "company", "lang": "ja", "rows": "40"},
    {"leader": ["mark-zuckerberg", "tim-cook"], "from": "2019-01-01", "sources": "1", "q": "a"},
    {"meeting": KISHIDA, "company": "meta", "view": "tokyo"},
    {"trip": ZUCKERBERG, "leader": "mark-zuckerberg"},
    {"trip": ZUCKERBERG, "meeting": YOON, "lang": "ko", "host_kind": "government"},
    {"leader": "tim-cook", "city": "seoul", "lang": "ko"},
]


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_a_link_leads_where_a_click_on_it_leads(number: int) -> None:
    """A walk of eight clicks: the address after each is that of the link, but for what the filters hide."""
    chance = random.Random(20240227 + number)
    page = open_page(**PAGES[number])
    for _ in range(8):
        key = chance.choice(linked_parts(page))
        found = chance.choice(links(page, key))
        click_on(page, found)
        run(page)
        assert same(address_of(page), found.query), found
        assert len(page.warning) == 0


@pytest.mark.parametrize("query", PAGES, ids=str)
def test_every_link_is_a_whole_address_or_leads_to_a_source(query: dict[str, Any]) -> None:
    page = look(**query)
    assert links(page)
    for found in links(page):
        assert found.href.startswith("?")
        assert parse_change(found.go)
        assert str(parse_change(found.go)) == found.go
        assert found.text
    pages = {source.url for meeting in RECORD.meetings for source in meeting.sources}
    pages |= {step.url for promise in RECORD.promises.values() for step in promise.steps}
    plain = [a.attributes for a in part(page, "details").all("a") if "data-go" not in a.attributes]
    others = [
        attributes for attributes in plain if not attributes["href"].startswith(("/promises", "/explore/in-town?"))
    ]
    assert {a["href"] for a in others} <= pages
    assert {a["target"] for a in others} <= {"_blank"}


def test_what_a_link_leaves_as_it_is_stays_in_its_address() -> None:
    query: dict[str, Any] = {"topic": ["xr", "ai-models"], "view": "seoul", "lang": "ja", "colour": "company"}
    page = look(**query, rows="40")
    row = links(page, "meetings")[0]
    assert row.query == address_of(page) | {"meeting": [row_ids(page)[0]]}


def test_a_link_opened_in_a_new_tab_shows_what_a_click_shows() -> None:
    page = open_page(leader="mark-zuckerberg")
    found = click(page, "Kishida", "meetings")
    run(page)
    tab = open_page(**found.query)
    assert title(tab) == title(page) != ""
    assert links(tab, "details") != []
    assert texts(links(tab)) == texts(links(page))


def test_streamlits_own_parameters_outlast_a_click() -> None:
    page = open_page(embed="true", embed_options="dark_theme")
    assert len(page.warning) == 0
    click(page, "Held", "keys")
    run(page)
    assert address_of(page) == {"embed": ["true"], "embed_options": ["dark_theme"], "status": ["held"]}


@pytest.mark.parametrize(
    "go",
    [
        "",
        "no change at all",
        "meeting=no-such-meeting",
        "trip=no-such-trip&view=osaka&lang=xx&colour=blue&rows=many&arrivals=yes",
        "~leader=no-such-leader&~view=seoul&~q=a",
        "leader=no-such-leader&from=soon&sources=many",
        "embed=true&__class__=x&%00=%00",
        "from=2024-03-01&to=2024-02-01",
        "q=%00",
    ],
)
def test_a_change_that_no_link_asks_for_breaks_nothing(go: str) -> None:
    """What a browser sends need not come from one of our links."""
    page = open_page(view="seoul", company="meta")
    send_go(page, "under", go)
    run(page)
    state, problems = read(address_of(page), RECORD)
    assert (problems, state.meeting, state.trip, state.language) == ([], "", "", "en")
    assert (state.view == "seoul") != ("view=osaka" in go)
    is_all = "no-such-meeting" in go or "no-such-trip" in go
    assert len(row_ids(page)) == (len(RECORD.meetings) if is_all else len(STOPS))


# --- on a phone


@pytest.mark.parametrize(
    ("query", "words", "key", "shown"),
    [
        ({}, "Tokyo", "view", "map"),
        ({}, "Government", "keys", "map"),
        ({"colour": "company"}, "Host", "keys", "map"),
        ({}, "somewhere in Tokyo", "edge-tokyo", "list"),
        ({}, "Gyeongju", "elsewhere", "list"),
        ({"trip": ZUCKERBERG}, "Kishida", "stepper", "list"),
        ({}, "Kishida", "meetings", "list"),
    ],
    ids=str,
)
def test_what_is_opened_or_listed_comes_forward_and_another_look_at_the_map_does_not(
    query: dict[str, str], words: str, key: str, shown: str
) -> None:
    """A phone shows one part at a time: whoever chooses Tokyo on the map wants to see the map of Tokyo."""
    page = open_page(**query)
    page.segmented_control(key="part").set_value("map")
    run(page)
    click(page, words, key)
    run(page)
    assert page.segmented_control(key="part").value == shown
