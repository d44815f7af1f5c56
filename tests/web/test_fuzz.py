"""Addresses that nobody meant, on every route and the first view: an answer or a refusal that says why, never a failure.

FUZZ says how many addresses each route gets: 40 in the suite, 10,000 with `make fuzz`.
"""

import asyncio
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from conftest import FIXTURE
from hosted.fuzz_page import list_queries
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from small import RECORD
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Message, Scope

from techvisits.app.shell import FOLDER, list_scripts, read_shell
from techvisits.drawing.charts.questions import QUESTIONS
from techvisits.package.log import LOG
from techvisits.record.filters import KEYS
from techvisits.text.address import STYLE
from techvisits.web.first import Shell
from techvisits.web.guard import Guard
from techvisits.web.routes import build_routes

NUMBER = int(os.environ.get("FUZZ", "40"))
ROUTES = build_routes(FIXTURE, shell=Shell(read_shell(), FOLDER, list_scripts()))
APP = Guard(Starlette(routes=ROUTES))
PATHS = sorted({route.path for route in ROUTES if isinstance(route, Route) and "/basemap" not in route.path})
NAMES = [
    *(*KEYS, *STYLE, "limit", "offset", "since", "theme", "embed", "width", "page", ""),
    *("promise", "state", "leader[]", "__proto__", "meeting;"),
]
IDS = [*RECORD.by_id, *RECORD.people, *RECORD.organizations, *RECORD.places, *RECORD.trips, *RECORD.topics]
VALUES = st.one_of(
    st.sampled_from([*IDS, *(choice for choices in RECORD.choices.values() for choice in choices)]).map(str.encode),
    st.sampled_from(
        ["", "1", "0", "-1", "1e9", "99999999999999999999", "NaN", "２", "2024-02-30", "2024-02-27", "1.0.0"]
    ).map(str.encode),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=30),
    st.sampled_from(
        [b"\0", b"%", b"\xed\xa0\x80", b"<script>", b"'; drop table visits--", b"../../etc/passwd", b"a" * 3000]
    ),
)
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES).map(str.encode) | st.binary(max_size=8), VALUES), max_size=6)


def ask(path: str, query: bytes, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer, without a server between."""
    told: list[Message] = []
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "surrogatepass"),
        "query_string": query,
        "root_path": "",
        "headers": [(b"host", b"example.org")],
        "server": ("example.org", 80),
        "client": ("127.0.0.1", 1),
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        told.append(message)

    asyncio.run(APP(scope, receive, send))
    headers = {name.decode().lower(): value.decode("latin-1") for name, value in told[0]["headers"]}
    return told[0]["status"], headers, b"".join(message.get("body", b"") for message in told[1:])


def write(pairs: list[tuple[bytes, bytes]], draw: random.Random) -> bytes:
    """The pairs as a query, now and then not encoded as it should be."""
    raw = draw.random() < 0.1
    parts = [name + b"=" + (value if raw else quote_from_bytes(value).encode()) for name, value in pairs]
    return b"&".join(parts).replace(b"#", b"")


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """What is refused need not be told."""
    LOG.disabled = True
    yield
    LOG.disabled = False


@pytest.mark.parametrize("path", PATHS)
@settings(
    max_examples=NUMBER,
    deadline=None,
    derandomize=NUMBER < 1000,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(pairs=PAIRS, draw=st.randoms(use_true_random=False), known=st.booleans())
def test_no_address_is_a_failure(path: str, pairs: list[tuple[bytes, bytes]], draw: random.Random, known: bool) -> None:
    filled = path
    for name in ("meeting_id", "trip_id", "person_id", "organization_id", "place_id", "promise_id", "key", "id"):
        filled = filled.replace(f"{{{name}}}", draw.choice(IDS) if known else "no-such-thing")
    filled = filled.replace("{slug}", draw.choice([*QUESTIONS]) if known else "no-such-thing")
    filled = filled.replace("{area}", draw.choice(["tokyo", "seoul", "nowhere"]))
    filled = filled.replace("{number:int}", draw.choice(["1", "2", "99"]))
    filled = filled.replace("{name:path}", draw.choice(["meetings.csv", "../pyproject.toml", "datapackage.json", ""]))
    assert "{" not in filled or not known, f"{path} has a part that is not filled in"
    status, headers, body = ask(filled, write(pairs, draw), draw.choice(["GET", "GET", "HEAD", "OPTIONS"]))
    assert status < 500
    assert headers["x-content-type-options"] == "nosniff"
    if headers.get("content-type") == "application/problem+json" and body:
        problem = json.loads(body)
        assert problem["status"] == status
        assert "\n" not in problem["detail"]
        assert all(error["parameter"] is not None and "detail" in error for error in problem.get("errors", []))


def test_every_route_is_among_those_asked() -> None:
    assert {"/", "/api/health", "/api/meetings.csv", "/api/meetings.json"} <= set(PATHS)
    assert not any(Path(path).suffix == ".woff2" for path in PATHS if path.startswith("/api"))


def test_the_live_page_is_asked_for_what_is_known_and_what_is_nothing() -> None:
    queries = [*list_queries(300, RECORD)]
    assert len(queries) == 300
    assert any("not_leader=mark-zuckerberg" in query for query in queries)
    assert any("__proto__" in query for query in queries)
