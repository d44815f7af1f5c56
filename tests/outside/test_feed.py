"""The feed as those read it who subscribe: feedparser, which millions of readers stand on, and the rules of RFC 4287."""

from collections.abc import Iterator
from xml.etree import ElementTree as et

import feedparser
import pytest
from conftest import DATA, FIXTURE
from web.asking import Server, serve

from techvisits.record.shelf import load_record
from techvisits.web.routes import build_routes

ATOM = "{http://www.w3.org/2005/Atom}"
RECORD = load_record(DATA)
BASE = "https://visits.example"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The routes for the shipped data."""
    with serve(build_routes(DATA, BASE)) as running:
        yield running


@pytest.fixture(scope="module")
def small() -> Iterator[Server]:
    """The routes for the small package."""
    with serve(build_routes(FIXTURE, BASE)) as running:
        yield running


def parse(server: Server, path: str) -> feedparser.FeedParserDict:
    answer = server.ask(path)
    assert answer.status == 200, answer.body
    parsed = feedparser.parse(answer.body, response_headers={"content-type": answer.headers["content-type"]})
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def link_of(parsed: feedparser.FeedParserDict, relation: str) -> str:
    return next((link.href.removeprefix(BASE) for link in parsed.feed.links if link.rel == relation), "")


def walk(server: Server, path: str) -> list[feedparser.FeedParserDict]:
    """The entries of all pages, from the first on."""
    entries = []
    while path:
        parsed = parse(server, path)
        entries += parsed.entries
        path = link_of(parsed, "next")
    return entries


def test_its_pages_lead_through_all_that_ever_was_new(server: Server) -> None:
    entries = walk(server, "/feed.atom?limit=500")
    told = [entry.id for entry in entries]
    assert len(told) == len(set(told))
    changes = {f"tag:techvisits,2026:meetings/{c.meeting_id}/{c.version}" for c in RECORD.history.changes}
    assert changes < set(told)
    assert {each.split(":")[2].split("/")[0] for each in set(told) - changes} == {"promises"}
    days = [entry.updated for entry in entries]
    assert days == sorted(days, reverse=True)


def test_a_page_has_fifty_entries_and_says_where_it_stands(server: Server) -> None:
    first = parse(server, "/feed.atom")
    assert len(first.entries) == 50
    assert link_of(first, "self") == link_of(first, "current") == link_of(first, "first") == "/feed.atom"
    second = parse(server, link_of(first, "next"))
    assert link_of(second, "self") == "/feed.atom?offset=50"
    assert link_of(second, "previous") == link_of(second, "current") == "/feed.atom"
    assert first.feed.id == second.feed.id
    assert not {entry.id for entry in first.entries} & {entry.id for entry in second.entries}


def test_a_leaders_feed_is_of_his_meetings_alone_and_says_so(small: Server) -> None:
    parsed = parse(small, "/feed.atom?leader=mark-zuckerberg")
    assert parsed.feed.title == "Tech Visits: Mark Zuckerberg"
    ids = {link.href.rpartition("/")[2] for entry in parsed.entries for link in entry.links if link.rel == "alternate"}
    meetings = {i for i in ids if "zuckerberg" in i}
    assert len(meetings) == 7
    assert ids - meetings == {"meta-ai-training-2024", "lg-meta-xr-device-2024"}


def test_entries_say_what_is_new_and_why(small: Server) -> None:
    entries = {entry.id.removeprefix("tag:techvisits,2026:"): entry for entry in walk(small, "/feed.atom")}
    corrected = entries["meetings/2024-02-27-zuckerberg-kishida/0.2.0"]
    assert corrected.title.startswith("Corrected: Mark Zuckerberg, Meta, met Fumio Kishida")
    assert corrected.summary == (
        "2024-02-26 is now 2024-02-27. Reuters and TBS have the 27th.\nChanged in version 0.2.0: date."
    )
    assert corrected.updated == "2026-11-24T00:00:00Z"
    assert {(link.rel, link.href) for link in corrected.links} == {
        ("alternate", f"{BASE}/meetings/2024-02-27-zuckerberg-kishida"),
        ("related", f"{BASE}/?meeting=2024-02-27-zuckerberg-kishida"),
        ("via", "https://japannews.yomiuri.co.jp/news-services/reuters/20240228-171487/"),
    }
    assert [tag.term for tag in corrected.tags if tag.scheme.endswith("kind")] == ["changed"]
    assert entries["meetings/2024-02-27-zuckerberg-kishida/0.3.0"].title.startswith("Changed: ")
    new = entries["meetings/2011-01-27-yang-nec/0.1.0"]
    assert new.title.startswith("New: Yang Yuanqing, Lenovo, met Nobuhiro Endo")
    assert new.summary.endswith("to be set up by June 2011.")
    merged = entries["meetings/2024-02-28-zuckerberg-lee/0.2.0"]
    assert merged.title.startswith("Merged: 2024-02-28-zuckerberg-lee is now Mark Zuckerberg, Meta, met ")
    assert merged.summary == "Merged into another row. It was the same dinner."
    step = entries["promises/lg-meta-xr-device-2024/2024-06-12/dropped"]
    assert step.title.startswith("Promise dropped: LG Electronics and Meta are to bring")
    assert step.updated == "2024-06-12T00:00:00Z"


@pytest.mark.parametrize(("code", "words"), [("ja", "訂正："), ("ko", "정정: ")])
def test_it_speaks_the_readers_language(small: Server, code: str, words: str) -> None:
    parsed = parse(small, f"/feed.atom?lang={code}")
    assert any(entry.title.startswith(words) for entry in parsed.entries)
    assert all(
        f"lang={code}" in link.href for entry in parsed.entries for link in entry.links if link.rel == "alternate"
    )
    assert parsed.feed.language == code


def test_what_rfc_4287_asks_for_is_there(server: Server) -> None:
    root = et.fromstring(server.ask("/feed.atom").body)
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author", "rights"):
        assert len(root.findall(f"{ATOM}{name}")) == 1
    for element in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert (found.text or "").strip()
        links = [
            (link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link") if link.get("rel") != "via"
        ]
        assert len(links) == len(set(links))


def test_the_calendar_it_goes_with_is_one_to_subscribe_to(server: Server) -> None:
    lines = server.ask("/api/meetings.ics").body.decode().split("\r\n")
    assert {"REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D", "NAME:Tech Visits"} <= set(lines)
    changed = {c.meeting_id for c in RECORD.history.changes if c.kind == "changed"}
    assert lines.count("SEQUENCE:0") == len(RECORD.by_id.keys() - changed)


@pytest.mark.parametrize("query", ["leader=nobody", "limit=0", "since=1.0.0", "page=2"])
def test_what_is_not_understood_is_refused(small: Server, query: str) -> None:
    answer = small.ask(f"/feed.atom?{query}")
    assert answer.status == 400
    assert answer.problems[0].startswith(query.partition("=")[0])


def test_what_xml_cannot_hold_is_left_out(small: Server) -> None:
    assert small.ask("/feed.atom?q=%00%0b%ef%bf%be%1f").status == 200
    parse(small, "/feed.atom?q=%00%0bAI")
