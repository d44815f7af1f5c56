"""Whether a hosted copy answers as it should, from outside: one line for each thing looked at; exit 1 where one is wrong.

python deploy/check.py http://localhost:8500
"""

import asyncio
import json
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import NamedTuple

import websockets

CLOSED = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/upload_file/a/b", "/_stcore/agent/mcp")


class Answer(NamedTuple):
    """What came back; header names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(address: str, **headers: str) -> Answer:
    """The answer, an error's too."""
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())


async def talk(base: str) -> bool:
    """Whether a dashboard opens: the WebSocket is passed on."""
    address = "ws" + base.removeprefix("http") + "/_stcore/stream"
    async with websockets.connect(address, subprotocols=["streamlit"], origin=base) as socket:  # type: ignore[arg-type]
        await socket.ping()
        return socket.subprotocol == "streamlit"


def list_checks(base: str) -> Iterator[tuple[str, Callable[[], bool]]]:
    """What is looked at, each with how."""
    yield "health", lambda: json.loads(ask(f"{base}/api/health").body)["status"] == "ok"
    yield "no data waits with errors", lambda: "refused" not in json.loads(ask(f"{base}/api/health").body)
    yield "first view has meetings", lambda: b"class='row" in _plain(ask(f"{base}/").body)
    yield "compressed", lambda: ask(f"{base}/", **{"Accept-Encoding": "gzip"}).headers.get("content-encoding") == "gzip"
    yield "the table", lambda: ask(f"{base}/api/meetings.csv").body.startswith(b"\xef\xbb\xbfmeeting_id,")
    yield "a bad address is told so", lambda: ask(f"{base}/api/meetings.csv?leader=nobody").status == 400
    yield "no cookie", lambda: "set-cookie" not in ask(f"{base}/").headers
    yield "policy for browsers", lambda: "script-src" in ask(f"{base}/").headers.get("content-security-policy", "")
    for path in CLOSED:
        yield f"{path} is closed", lambda path=path: ask(base + path).status == 404
    yield "a query too long is refused", lambda: ask(f"{base}/?q={'q' * 9000}").status in (414, 400)
    yield "dashboard opens", lambda: asyncio.run(talk(base))


def main(base: str) -> int:
    """Print each check with its end; how many went wrong."""
    wrong = 0
    for name, check in list_checks(base.rstrip("/")):
        try:
            end = "ok" if check() else "WRONG"
        except (OSError, ValueError, KeyError, websockets.WebSocketException) as error:
            end = f"WRONG ({error})"
        wrong += end != "ok"
        print(f"{end:6} {name}")
    return wrong


def _plain(body: bytes) -> bytes:
    return body.replace(b'"', b"'")


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8500")))
