"""What is not public is closed, what is too large refused, and every page tells the browser what it may do."""

import asyncio
import base64
import hashlib
import json
import logging
import re
from collections.abc import Iterator

import pytest
from conftest import DATA
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send
from web.asking import Server, serve, serve_app

from techvisits.app.shell import FOLDER, list_scripts, read_shell
from techvisits.package.log import LOG, Lines, fail
from techvisits.web.first import Shell
from techvisits.web.guard import LONGEST_QUERY, TRY_AGAIN_LATER, Guard, build_policy
from techvisits.web.log import Log
from techvisits.web.routes import build_routes

SHELL = Shell(read_shell(), FOLDER, list_scripts())


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The routes with the first view and all that stands before them."""
    with serve(build_routes(DATA, shell=SHELL), SHELL) as running:
        yield running


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/upload_file/a/b",
        "/_stcore/agent/mcp",
        "/_stcore/agent/interact",
        "/auth/login",
        "/oauth2callback",
        "/component/a/index.html",
        "/media/a.csv",
        "/app/static/a",
        "//_stcore//metrics",
        "/_stcore/%6detrics",
    ],
)
def test_what_the_page_does_not_use_is_closed(path: str) -> None:
    async def answer(request: Request) -> Response:
        return Response("open")

    app = Guard(Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST", "PUT"])]))
    with serve_app(app) as open_to_all:
        for method in ("GET", "POST", "PUT"):
            assert open_to_all.ask(path, method).status == 404
        for kept in ("/_stcore/health", "/_stcore/host-config", "/metrics", "/people/media"):
            assert open_to_all.ask(kept).body == b"open"


def test_a_query_that_is_too_long_is_refused_and_the_longest_is_answered(server: Server) -> None:
    assert server.ask("/api/health?" + "q" * LONGEST_QUERY).status != 414
    refused = server.ask("/api/health?" + "q" * (LONGEST_QUERY + 1))
    assert (refused.status, str(LONGEST_QUERY) in refused.body.decode()) == (414, True)


@pytest.mark.parametrize("path", ["/", "/api/health", "/api/meetings.csv", "/api/nothing", "/_stcore/metrics"])
def test_every_answer_says_what_a_browser_may_make_of_it(server: Server, path: str) -> None:
    headers = server.ask(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_the_pages_own_scripts_are_allowed_and_no_others(server: Server) -> None:
    answer = server.ask("/")
    policy = answer.headers["content-security-policy"]
    scripts = re.findall(r"<script>(.*?)</script>", answer.body.decode(), re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert "unsafe-inline" not in rules["script-src"]
    assert "'unsafe-eval'" not in rules["script-src"]
    assert rules["object-src"] == "'none'"
    assert rules["frame-ancestors"] == "'self'"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    embedded = server.ask("/?embed=true").headers
    assert "frame-ancestors *" in embedded["content-security-policy"]
    assert "x-frame-options" not in embedded
    assert "script-src 'self'" in server.ask("/map.svg").headers["content-security-policy"]


def test_only_a_foreign_map_style_opens_the_page_to_others() -> None:
    assert "https:" not in build_policy("<script>a</script>", "bundled")
    assert "https:" in build_policy("<script>a</script>", "https://tiles.example/style.json")


def test_more_readers_than_a_copy_can_bear_are_told_to_come_back() -> None:
    leave, told = asyncio.Event(), []

    async def stay(scope: Scope, receive: Receive, send: Send) -> None:
        await leave.wait()

    async def arrive() -> Message:
        return {"type": "websocket.connect"}

    async def tell(message: Message) -> None:
        told.append(message)

    async def come_and_go(guard: Guard) -> None:
        scope: Scope = {"type": "websocket", "path": "/_stcore/stream"}
        first = asyncio.create_task(guard(scope, arrive, tell))
        await asyncio.sleep(0)
        await guard(scope, arrive, tell)
        assert [message["code"] for message in told] == [TRY_AGAIN_LATER]
        leave.set()
        await first
        await guard(scope, arrive, tell)

    guard = Guard(stay, most_readers=1)
    asyncio.run(come_and_go(guard))
    assert (guard.readers, len(told)) == (0, 1)


# --- the log


class Kept(logging.Handler):
    """What was told, as lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(Lines())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def kept() -> Iterator[Kept]:
    """A handler of the package's log, for one test."""
    handler = Kept()
    before = LOG.level
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    yield handler
    LOG.removeHandler(handler)
    LOG.setLevel(before)


def test_each_answer_is_one_line_without_what_was_asked_for(server: Server, kept: Kept) -> None:
    server.ask("/api/health?q=secret", User_Agent="somebody", X_Forwarded_For="203.0.113.9")
    (line,) = kept.lines
    told = json.loads(line)
    assert (told["method"], told["path"], told["status"]) == ("GET", "/api/health", 200)
    assert told["milliseconds"] >= 0
    assert not re.search("secret|somebody|203.0.113", line)


def test_a_path_cannot_forge_a_line(server: Server, kept: Kept) -> None:
    server.ask("/api/a%0A%7B%22status%22:200%7D" + "x" * 500)
    (line,) = kept.lines
    assert "\n" not in line
    assert len(json.loads(line)["path"]) <= 200


def test_what_fails_is_told_with_a_reference_that_stands_in_the_log(kept: Kept) -> None:
    async def stumble(request: Request) -> Response:
        raise ValueError("stumbled")

    app = Starlette(routes=[Route("/stumble", stumble)], middleware=[Middleware(Log)])
    with serve_app(app) as stumbling:
        answer = stumbling.ask("/stumble")
    assert answer.status == 500
    assert b"stumbled" not in answer.body
    reference = answer.body.decode().split()[-1]
    failure, answered = map(json.loads, kept.lines)
    assert failure["reference"] == reference
    assert "ValueError: stumbled" in failure["traceback"]
    assert answered["status"] == 500


def test_references_differ() -> None:
    assert len({fail("testing") for _ in range(20)}) == 20
