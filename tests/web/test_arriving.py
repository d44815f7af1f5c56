"""Who arrives from elsewhere reads the page in the language of the browser; who goes on, or says another, in that one."""

from collections.abc import Iterator

import pytest
from conftest import FIXTURE
from starlette.applications import Starlette
from starlette.middleware import Middleware
from web.asking import Server, serve_app

from techvisits.web.arriving import Arrivals, choose_language
from techvisits.web.routes import build_routes

TYPED = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "none"}
JAPANESE = {**TYPED, "Accept-Language": "ja,en-US;q=0.9,en;q=0.8"}


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("", "en"),
        ("ko-KR,ko;q=0.9,en-US;q=0.8", "ko"),
        ("fr,ja;q=0.5,en;q=0.4", "ja"),
        ("en-GB,ja;q=0.9", "en"),
        ("de", "en"),
        ("ja;q=0, *", "en"),
        ("JA", "ja"),
        (";;q=,ja;q=x", "ja"),
    ],
)
def test_the_first_language_that_is_ours_is_taken(accepted: str, code: str) -> None:
    assert choose_language(accepted) == code


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve_app(Starlette(routes=build_routes(FIXTURE), middleware=[Middleware(Arrivals)])) as running:
        yield running


@pytest.mark.parametrize(
    ("path", "to"),
    [("/leaders", "?lang=ja"), ("/explore?topic=ai-models&q=%E4%BC%9A", "?topic=ai-models&q=%E4%BC%9A&lang=ja")],
)
def test_who_arrives_is_led_to_the_same_in_that_language(server: Server, path: str, to: str) -> None:
    answer = server.ask(path, **JAPANESE)
    assert (answer.status, answer.headers["location"]) == (302, to)
    assert answer.headers["cache-control"] == "no-store"
    assert "Accept-Language" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/leaders?lang=en", {}),
        ("/leaders", {"Sec-Fetch-Site": "same-origin"}),
        ("/leaders", {"Sec-Fetch-Dest": "iframe"}),
        ("/leaders", {"Cache-Control": "max-age=0"}),
        ("/leaders", {"Accept-Language": "fr"}),
        ("/api/health", {}),
        ("/explore/topics.csv", {}),
    ],
)
def test_who_is_there_or_says_another_is_not(server: Server, path: str, headers: dict[str, str]) -> None:
    assert server.ask(path, **JAPANESE | headers).status == 200
    assert server.ask(path).status == 200
