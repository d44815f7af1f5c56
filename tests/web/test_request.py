"""The page that asks for papers and its letters as files, over HTTP."""

from collections.abc import Iterator

import pytest
from asking import Server, serve
from conftest import FIXTURE
from pages import Html
from small import KISHIDA, LG, RECORD, YOON

from techvisits.text.disclosure import list_requests
from techvisits.text.letters import write_letter
from techvisits.web.routes import build_routes


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(build_routes(FIXTURE, "https://visits.example")) as running:
        yield running


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_the_page_stands_in_the_shell_of_plain_pages(server: Server, language: str) -> None:
    answer = server.ask(f"/meetings/{KISHIDA}/request?lang={language}")
    text = answer.body.decode()
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f'<html lang="{language}">' in text
    assert len(answer.body) < 40_000
    assert '<meta name="robots" content="noindex' in text
    suffix = "" if language == "en" else f"?lang={language}"
    assert f'<link rel="canonical" href="https://visits.example/meetings/{KISHIDA}/request{suffix}">' in text


def test_a_letter_is_saved_as_text(server: Server) -> None:
    for meeting_id in (KISHIDA, YOON):
        answer = server.ask(f"/meetings/{meeting_id}/request/1.txt")
        (request,) = list_requests(RECORD.by_id[meeting_id], RECORD)
        assert answer.body.decode() == write_letter(request)
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.headers["content-disposition"].startswith(f'attachment; filename="{meeting_id}-request-1.txt"')


@pytest.mark.parametrize(
    "path",
    [
        f"{LG}/request",
        "2024-01-01-never/request",
        f"{KISHIDA}/request/0.txt",
        f"{KISHIDA}/request/2.txt",
        f"{LG}/request/1.txt",
    ],
)
def test_what_is_not_there_is_said_not_to_be(server: Server, path: str) -> None:
    answer = server.ask(f"/meetings/{path}")
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/html")


def test_a_meeting_leads_to_its_letters_and_to_its_citation(server: Server) -> None:
    html = Html(server.ask(f"/meetings/{KISHIDA}?lang=ja").body.decode())
    assert f"/meetings/{KISHIDA}/request?lang=ja" in html.links
    assert f"/api/citation.bib?meeting={KISHIDA}" in html.links
    assert f"/api/sources.ris?meeting={KISHIDA}" in html.links
    assert f"https://visits.example/meetings/{KISHIDA}." in html.text
    assert not [link for link in Html(server.ask(f"/meetings/{LG}").body.decode()).links if "/request" in link]


@pytest.mark.parametrize("path", ["/trips/zuckerberg-2024-02", "/meetings?company=meta", f"/meetings/{LG}"])
def test_each_page_that_is_cited_has_the_script_that_copies(server: Server, path: str) -> None:
    html = Html(server.ask(path).body.decode())
    (script,) = [attributes["src"] for tag, attributes in html.tags if tag == "script" and "src" in attributes]
    answer = server.ask(str(script))
    assert (answer.status, answer.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert b"clipboard" in answer.body
