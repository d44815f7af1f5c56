"""The routes of promises on a real server: pages and files of the same promises, and clear refusals."""

import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from asking import Server, serve
from conftest import DATA, FIXTURE
from pages import Html
from small import RECORD

from techvisits.export.promises import build_promises_csv, build_promises_json
from techvisits.record.following import from_query as read
from techvisits.record.following import select
from techvisits.record.shelf import load_record
from techvisits.text.language import LANGUAGES
from techvisits.web.routes import build_routes


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(build_routes(FIXTURE)) as running:
        yield running


@pytest.mark.parametrize("query", ["", "state=done", "company=meta&flag=late", "news=not-looked", "q=NEC&lang=ja"])
def test_page_and_files_hold_the_same_promises(server: Server, query: str) -> None:
    pairs = [pair.split("=") for pair in query.split("&") if pair]
    found = select(read({key: [value] for key, value in pairs}, RECORD)[0], RECORD)
    table, document = server.ask(f"/api/promises.csv?{query}"), server.ask(f"/api/promises.json?{query}")
    assert table.body == build_promises_csv(found)
    assert document.body == build_promises_json(found, RECORD)
    page = server.ask(f"/promises?{query}")
    assert page.status == 200
    links = [link.partition("?")[0] for link in Html(page.body.decode()).links]
    assert {link for link in links if link.startswith("/promises/")} == {f"/promises/{p.promise_id}" for p in found}


def test_each_promise_has_a_page(server: Server) -> None:
    for promise in RECORD.promises.values():
        answer = server.ask(f"/promises/{promise.promise_id}")
        assert answer.status == 200
        assert promise.what in Html(answer.body.decode()).text
        assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_pages_speak_three_languages(server: Server) -> None:
    for code, word in (("en", "What was promised"), ("ja", "約束のその後"), ("ko", "약속과 이후 경과")):
        assert word in server.ask(f"/promises?lang={code}").body.decode()


def test_a_page_is_not_sent_twice(server: Server) -> None:
    etag = server.ask("/promises").headers["etag"]
    assert server.ask("/promises", If_None_Match=etag).status == 304


def test_a_table_is_saved_as_a_file(server: Server) -> None:
    assert "tech-visits-promises.csv" in server.ask("/api/promises.csv").headers["content-disposition"]
    assert server.ask("/api/promises.csv").headers["content-disposition"].startswith("attachment")


def test_what_is_not_understood_is_said(server: Server) -> None:
    page = server.ask("/promises?state=finished&company=meta")
    assert page.status == 400
    assert "state=finished" in page.body.decode()
    assert "LG Electronics and Meta" in page.body.decode(), "the rest is shown all the same"
    for path in ("/api/promises.csv?state=finished", "/api/promises.json?colours=1"):
        assert server.ask(path).status == 400
    problem = json.loads(server.ask("/api/promises.json?news=old").body)
    assert problem["errors"][0]["allowed"] == ["silent", "not-looked"]


def test_an_unknown_promise_is_not_found(server: Server) -> None:
    assert server.ask("/promises/nothing").status == 404
    assert server.ask("/promises/%3Cscript%3E").status == 404


def test_a_choice_of_anything_asks_for_nothing(server: Server) -> None:
    assert server.ask("/promises?company=&host=").body.count(b"<article") == len(RECORD.promises)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_list_comes_in_light_portions_that_hold_every_promise_once(code: str) -> None:
    record = load_record(DATA)
    seen: list[str] = []
    with serve(build_routes(DATA)) as server:
        path = f"/promises?lang={code}"
        while path:
            answer = server.ask(path)
            text = answer.body.decode()
            assert (answer.status, len(answer.body) < 40_000) == (200, True), path
            seen += re.findall(r'<h3 lang="en"><a href="/promises/([a-z0-9-]+)', text)
            following = re.search(r'<a rel="next" href="([^"]+)"', text)
            path = unescape(following[1]) if following else ""
    assert sorted(seen) == sorted(record.promises)


def test_a_portion_that_is_none_is_said(server: Server) -> None:
    assert server.ask("/promises?offset=soon").status == 400


def test_a_promise_and_the_pages_of_its_steps_are_cited_in_every_form(server: Server) -> None:
    for identifier, promise in RECORD.promises.items():
        path = f"/promises/{identifier}"
        page = server.ask(path).body.decode()
        assert all(f'href="{path}/citation.{ending}"' in page for ending in ("bib", "ris", "json"))
        (item,) = json.loads(server.ask(f"{path}/citation.json").body)
        assert item["title"] == promise.what.rstrip(".")
        assert item["URL"].endswith(path)
        assert item["version"] == RECORD.version
        assert item["title"] in unescape(page.partition("Cite this</h2>")[2])
        steps = json.loads(server.ask(f"{path}/sources.json").body)
        assert {step["URL"] for step in steps} == {step.url for step in promise.steps}
        assert server.ask(f"{path}/citation.bib").body.startswith(b"@")
        assert server.ask(f"{path}/sources.ris").body.startswith(b"TY  - ")
    assert server.ask("/promises/no-such-promise/citation.bib").status == 404
