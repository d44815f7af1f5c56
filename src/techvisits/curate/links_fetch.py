"""Pages asked for politely: one at a time, at a pace for each host, as its robots.txt allows, with bounds on time and size."""

from __future__ import annotations

import contextlib
import email.utils
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)
from urllib.robotparser import RobotFileParser

from techvisits.package.errors import SettingError

MOST_BYTES: Final = 64 * 1024
LONGEST_WAIT_S: Final = 60.0
LONGEST_CRAWL_DELAY_S: Final = 30.0
CONTACT: Final = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}|https?://\S+\.\S+")


@dataclass(frozen=True)
class Answer:
    """What a host said: `status` 0 where it said nothing, then `reason` tells why."""

    status: int
    url: str
    reason: str = ""
    retry_after: float | None = None
    body: bytes = b""


@dataclass
class Visitor:
    """Asks for pages under a name with a contact; `heard` once a host has given one, so that there is a network.

    An error alone proves none: a gateway may say 404 to everything.
    """

    agent: str
    delay: float = 1.0
    timeout: float = 20.0
    sleep: Callable[[float], None] = time.sleep
    heard: bool = False
    _next: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def get(self, url: str) -> Answer:
        """The answer of the host, after its pause; a 429 or 503 with a Retry-After is asked once more when it allows."""
        answer = self._ask(url)
        if answer.status in (429, 503) and answer.retry_after is not None and answer.retry_after <= LONGEST_WAIT_S:
            self.sleep(answer.retry_after)
            answer = self._ask(url)
        return answer

    def may_get(self, url: str) -> bool:
        """Whether the host's robots.txt lets us ask for the page; a host without one does."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            rules = self._robots[host] = RobotFileParser()
            answer = self.get(f"{host}/robots.txt")
            rules.parse(answer.body.decode("utf-8", "replace").splitlines() if 200 <= answer.status < 300 else [])
        return self._robots[host].can_fetch(self.agent, url)

    def _ask(self, url: str) -> Answer:
        host = urlsplit(url).netloc
        if (pause := self._next.get(host, 0.0) - time.monotonic()) > 0:
            self.sleep(pause)
        answer = _fetch(url, self.agent, self.timeout)
        self._next[host] = time.monotonic() + max(self.delay, self._crawl_delay(url))
        self.heard |= 200 <= answer.status < 300
        return answer

    def _crawl_delay(self, url: str) -> float:
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        return min(float(rules.crawl_delay(self.agent) or 0), LONGEST_CRAWL_DELAY_S) if rules else 0.0


def build_agent(option: str | None, environment: Mapping[str, str]) -> str:
    """The name we ask under; raises SettingError where it names no contact."""
    agent = " ".join((option or environment.get("TECHVISITS_USER_AGENT", "")).split())
    if not CONTACT.search(agent) or not agent.isascii():
        example = "export TECHVISITS_USER_AGENT='tech-visits-links (you@example.org)'"
        raise SettingError(
            f"hosts ask who is asking: set TECHVISITS_USER_AGENT to your project and an address, as in: {example}"
        )
    return agent


def _fetch(url: str, agent: str, timeout: float) -> Answer:
    """One request with its redirects; whatever goes wrong is an answer, too."""
    connections: list[HTTPConnection] = []
    deadline = time.monotonic() + timeout
    watch = threading.Timer(timeout, _hang_up, [connections])
    watch.daemon = True
    watch.start()
    ascii_url = quote(url, safe="%/:=&?~#+!$,;'@()*[]|")
    try:
        request = Request(ascii_url, headers={"User-Agent": agent, "Accept": "*/*"})
        with _build_opener(connections).open(request, timeout=timeout) as answer:
            if time.monotonic() >= deadline:  # hung up among its headers, which then look complete
                raise TimeoutError
            body, whole = _read(answer, time.monotonic() + timeout)
            if not whole and not body:
                return Answer(0, url, "broke off its answer")
            return Answer(answer.status, url if answer.url == ascii_url else answer.url, body=body)
    except HTTPError as error:
        error.close()
        final = url if error.url == ascii_url else str(error.url)
        return Answer(error.code, final, str(error.reason), _read_wait(error.headers.get("Retry-After")))
    except (OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        late = isinstance(reason, TimeoutError) or time.monotonic() >= deadline
        words = f"did not answer within {timeout:g} s" if late else getattr(reason, "strerror", None) or str(reason)
        return Answer(0, url, " ".join(str(words).split()) or type(reason).__name__)
    finally:
        watch.cancel()


def _read(answer: HTTPResponse, deadline: float) -> tuple[bytes, bool]:
    """The first bytes of the body, and whether they came as promised: all there are, or as many as we want."""
    body = bytearray()
    try:
        while len(body) < MOST_BYTES and time.monotonic() < deadline:
            if not (chunk := answer.read1(MOST_BYTES - len(body))):
                return bytes(body), not answer.length
            body += chunk
    except (OSError, HTTPException):
        return bytes(body), False
    return bytes(body), len(body) >= MOST_BYTES


def _build_opener(connections: list[HTTPConnection]) -> OpenerDirector:
    """An opener for http and https alone (no files, no ftp) that lists its connections, so that they can be hung up."""

    def connect(kind: Any, host: str, **arguments: Any) -> HTTPConnection:
        connections.append(kind(host, **arguments))
        return connections[-1]

    class Http(HTTPHandler):
        def http_open(self, request: Request) -> HTTPResponse:
            return self.do_open(partial(connect, HTTPConnection), request)

    class Https(HTTPSHandler):
        def https_open(self, request: Request) -> HTTPResponse:
            return self.do_open(partial(connect, HTTPSConnection), request)

    opener = OpenerDirector()
    for handler in (
        ProxyHandler, Http, Https, UnknownHandler, HTTPRedirectHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor,
    ):  # fmt: skip
        opener.add_handler(handler())
    return opener


def _hang_up(connections: list[HTTPConnection]) -> None:
    for connection in connections:
        if connection.sock:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)  # below TLS, which another thread is using


def _read_wait(text: str | None) -> float | None:
    """`"120"` or an HTTP date -> seconds from now; None where there is none or it cannot be read."""
    if not text:
        return None
    if text.strip().isdecimal():
        return float(text)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return None
