"""The lists of all leaders, hosts, companies, places and trips, and the page about the record, of the shipped data."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import DATA
from pages import Html
from web.asking import Server, serve

from techvisits.record.filters import apply, from_query
from techvisits.record.shelf import load_record
from techvisits.record.sizes import measure
from techvisits.text.indexes.entries import gather
from techvisits.text.indexes.index import read_index, sorts_of
from techvisits.text.language import LANGUAGES
from techvisits.text.paths import HOSTS, INDEXES, LEADERS, PLACES, TRIPS
from techvisits.web.routes import build_routes

BASE = "https://visits.example"
RECORD = load_record(DATA)
MOST = 40_000
QUERIES = ("", "company=meta", "city=tokyo&topic=ai-policy", "q=Kishida", "from=2025-10-21&to=2025-11-06")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(build_routes(DATA, BASE)) as running:
        yield running


def html_of(server: Server, path: str, status: int = 200) -> Html:
    answer = server.ask(path)
    assert (answer.status, len(answer.body) < MOST) == (status, True), path
    return Html(answer.body.decode())


def lines_of(server: Server, path: str) -> list[str]:
    """The addresses of the pages that a part of an index leads to, in its order."""
    text = server.ask(path).body.decode().partition('class="index')[2].partition('class="foot')[0]
    return re.findall(r'<p>(?:<i [^>]*></i>)?<a href="(/[^"?]*)', text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [*INDEXES, "about"])
def test_each_is_light_and_names_itself_in_every_language(server: Server, kind: str, language: str) -> None:
    html = html_of(server, f"/{kind}?lang={language}")
    assert [a["href"] for tag, a in html.tags if tag == "a" and a.get("aria-current") == "page"] == [
        f"/{kind}" + (f"?lang={language}" if language != "en" else "")
    ]
    assert {a["hreflang"] for tag, a in html.tags if tag == "link" and "hreflang" in a} == {*LANGUAGES, "x-default"}
    assert sum(tag == "h1" for tag, _ in html.tags) == 1


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("kind", INDEXES)
def test_the_parts_of_an_index_hold_each_thing_once_and_as_many_as_the_way_there_says(
    server: Server, kind: str, query: str
) -> None:
    seen, path = [], f"/{kind}?{query}"
    while path:
        seen += lines_of(server, path)
        found = re.search(r'rel="next" href="([^"]*)"', server.ask(path).body.decode())
        path = found[1].replace("&amp;", "&") if found else ""
    sizes = measure(apply(from_query(parse_qs(query), RECORD)[0], RECORD), RECORD)
    assert len(seen) == len({*seen}) == getattr(sizes, kind)
    ways = [link for link in html_of(server, f"/{kind}?{query}").links if urlsplit(link).path == f"/{kind}"]
    assert ways
    assert {server.ask(page).status for page in seen[:3]} <= {200}


def test_the_numbers_of_an_entry_are_those_of_a_filter_for_it() -> None:
    page = read_index(HOSTS, {}, RECORD, 1).page
    for entry in gather(HOSTS, page)[::20]:
        shown = apply(from_query({"host": [entry.identifier]}, RECORD)[0], RECORD)
        assert {*entry.meetings} == {*shown.meetings}, entry.identifier
        assert entry.trips == len(shown.trip_ids)
    for entry in gather(LEADERS, page)[::20]:
        shown = apply(from_query({"leader": [entry.identifier]}, RECORD)[0], RECORD)
        assert entry.meetings == shown.meetings
        assert [m.is_held for m in entry.held] == [True] * len(entry.held)


@pytest.mark.parametrize("kind", INDEXES)
def test_each_order_holds(kind: str) -> None:
    for sort in sorts_of(kind):
        index = read_index(kind, {"sort": [sort]}, RECORD, 10)
        keys = {
            "name": [index.page.language.name(entry.name).casefold() for entry in index.entries],
            "meetings": [-len(entry.held) for entry in index.entries],
            "latest": [-entry.meetings[0].date.toordinal() for entry in index.entries],
        }
        if sort in keys:
            assert keys[sort] == sorted(keys[sort]), (kind, sort)
    assert sorts_of(kind)[0] == {PLACES: "city", TRIPS: "latest"}.get(kind, "meetings")


def test_filters_go_along_to_the_other_pages_and_stay_where_one_narrows(server: Server) -> None:
    html = html_of(server, "/leaders?company=meta&sort=name&lang=ko")
    links = {urlsplit(link).path: parse_qs(urlsplit(link).query) for link in html.links}
    for path in ("/", "/explore", "/promises", "/hosts", "/companies", "/places", "/trips"):
        assert links[path] == {"company": ["meta"], "lang": ["ko"]}, path
    assert links["/about"] == {"lang": ["ko"]}
    narrowed = [link for link in html.links if "city=" in link]
    assert narrowed
    assert {urlsplit(link).path for link in narrowed} == {"/leaders"}


def test_what_an_index_does_not_understand_is_said(server: Server) -> None:
    html = html_of(server, "/trips?sort=height&city=atlantis&company=meta", 400)
    assert "sort=height" in html.text
    assert "city=atlantis" in html.text
    assert lines_of(server, "/trips?sort=height&company=meta") == lines_of(server, "/trips?company=meta")


def test_nothing_found_leads_on(server: Server) -> None:
    html = html_of(server, "/hosts?q=nothing+has+this")
    assert "/hosts" in html.links


def test_the_page_about_the_record_works_its_numbers_out(server: Server) -> None:
    text = html_of(server, "/about").text
    years = [year.state for years in RECORD.coverage.values() for year in years]
    held = sum(meeting.is_held for meeting in RECORD.meetings)
    for number in (held, len(RECORD.visits), len(RECORD.trips), years.count("not-searched"), years.count("none-found")):
        assert f"{number:,}" in text
    assert RECORD.version in text
    assert RECORD.history.corrections[-1].what in text
    assert "CC BY 4.0" in text
    assert "ODbL" in text
