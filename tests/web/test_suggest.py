"""Suggestions over HTTP: the best match first, each with the address of a page that is there."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from asking import Server, serve
from conftest import FIXTURE

from techvisits.web.routes import build_routes

SAFE = "=&+%"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(build_routes(FIXTURE)) as running:
        yield running


def suggested(server: Server, query: str) -> list[dict[str, Any]]:
    answer = server.ask(f"/api/suggest.json?{quote(query, safe=SAFE)}")
    assert answer.status == 200
    found: list[dict[str, Any]] = json.loads(answer.body)["suggestions"]
    return found


def test_a_person_leads_to_a_page_of_their_own(server: Server) -> None:
    first = suggested(server, "q=lee+jae")[0]
    assert (first["kind"], first["name"], first["href"]) == ("person", "Lee Jae-yong", "/people/lee-jae-yong")
    assert first["beside"] == "Host · Samsung Electronics"


@pytest.mark.parametrize(
    ("query", "name", "why"),
    [
        ("q=李在鎔", "Lee Jae-yong", "李在鎔"),
        ("q=이재용&lang=ko", "이재용", ""),
        ("q=zuckerburg", "Mark Zuckerberg", "Did you mean Mark Zuckerberg?"),
        ("q=メタ", "Meta", "メタ"),
        ("q=首相", "Prime minister", "首相"),
    ],
)
def test_why_it_is_suggested_is_told_where_the_name_does_not(server: Server, query: str, name: str, why: str) -> None:
    first = suggested(server, query)[0]
    assert (first["name"], first["why"]) == (name, why)


def test_the_words_themselves_come_last_with_their_meetings(server: Server) -> None:
    last = suggested(server, "q=meta&lang=ja")[-1]
    assert (last["kind"], last["href"]) == ("words", "/?q=meta&lang=ja")
    assert last["count"] == server.ask("/api/meetings.csv?q=meta").body.count(b"\n2") or last["count"] > 0


@pytest.mark.parametrize("query", ["", "q=", "q=(", "q=%F0%9F%8D%A3", "q=%ED%A0%80", "q=2024&leader=x"])
def test_nothing_breaks_it(server: Server, query: str) -> None:
    assert all(each["kind"] == "words" for each in suggested(server, query))


def test_each_has_a_page_and_all_is_as_described(server: Server) -> None:
    document = json.loads(server.ask("/api/openapi.json").body)
    schema = document["components"]["schemas"]["suggestions"]
    for words in ("a", "s", "tok", "ai", "gov", "minister", "이", "東"):
        found = suggested(server, f"q={words}")
        jsonschema.validate({"suggestions": found}, schema)
        assert len(found) > 1, words
        for each in found:
            if not each["href"].startswith("/?"):
                assert server.ask(each["href"]).status == 200, each


def test_an_unknown_language_is_refused_with_those_that_there_are(server: Server) -> None:
    answer = server.ask("/api/suggest.json?q=meta&lang=%C2%84")
    assert answer.status == 400
    assert json.loads(answer.body)["errors"][0]["allowed"] == ["en", "ja", "ko"]
