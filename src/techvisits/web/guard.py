"""What stands before every answer: what is not public is closed, what is too large refused, and browsers are told what a page may do."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final
from urllib.parse import quote_from_bytes

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from techvisits.package.log import LOG

LONGEST_QUERY: Final = 8_000
"""Bytes of a query; one with every filter of the page set to a dozen ids has a third of that."""

MOST_READERS: Final = 500
"""Open dashboards on one copy; more are told to come back, and go on reading the first view."""

TRY_AGAIN_LATER: Final = 1013
CLOSED: Final = re.compile(
    r"/+(_stcore/+(metrics|script-health-check|agent|upload_file)|auth|oauth2callback|component|media|app/+static)(/|$)"
)
"""What Streamlit answers and this page does not use: figures, scripts run for whoever asks, uploads, logins, components of others."""

ASCII: Final = bytes(range(0x21, 0x7F))
"""What may stand in a query as it is; other bytes are no text to those who read it, and are encoded."""

SCRIPTABLE: Final = ("text/html", "image/svg+xml")
"""What a browser would run scripts in."""

INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
EVERYWHERE: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def build_policy(html: str, map_style: str = "") -> str:
    """The Content-Security-Policy of the dashboard whose page has these inline scripts, with the origin of a foreign map style.

    Streamlit puts styles into the page, starts components and mapbox-gl's workers from blobs, and reads tables by WebAssembly.
    """
    hashes = " ".join(_name_script(script) for script in INLINE.findall(html))
    foreign = " https:" if map_style.startswith("http") else ""
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' blob: 'wasm-unsafe-eval' {hashes}".strip(),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: blob:{foreign}",
        "font-src": "'self' data:",
        "connect-src": f"'self' data: blob:{foreign}",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _name_script(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


class Guard:
    """Answers that are refused or get their headers; `policy` is that of pages which bring none of their own."""

    def __init__(self, app: ASGIApp, policy: str = "", most_readers: int = MOST_READERS) -> None:
        self.app, self.policy, self.most_readers = app, policy, most_readers
        self.readers = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer of the app, or a refusal."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(scope, MutableHeaders(scope=message))
            await send(message)

        refusal = _refuse(scope)
        query = quote_from_bytes(scope["query_string"], safe=ASCII)
        await (refusal or self.app)({**scope, "query_string": query.encode()}, receive, send_guarded)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.readers >= self.most_readers:
            await receive()
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER, "reason": "too many readers"})
            return
        self._count(1)
        try:
            await self.app(scope, receive, send)
        finally:
            self._count(-1)

    def _count(self, more: int) -> None:
        self.readers += more
        LOG.info("readers", extra={"readers": self.readers})

    def _add_headers(self, scope: Scope, headers: MutableHeaders) -> None:
        for name, value in EVERYWHERE.items():
            headers.setdefault(name, value)
        if self.policy and headers.get("content-type", "").startswith(SCRIPTABLE):
            frames = "*" if _is_embedded(scope) else "'self'"
            headers.setdefault("Content-Security-Policy", f"{self.policy}; frame-ancestors {frames}")
            if "frame-ancestors *" not in headers["Content-Security-Policy"]:
                headers["X-Frame-Options"] = "SAMEORIGIN"


def _refuse(scope: Scope) -> Response | None:
    if CLOSED.match(scope["path"]):
        return _problem(404, "This is not answered here")
    if len(scope["query_string"]) > LONGEST_QUERY:
        return _problem(414, f"The query has more than {LONGEST_QUERY} bytes; ask for fewer things at once")
    return None


def _problem(status: int, detail: str) -> Response:
    document = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(document, status, media_type="application/problem+json")


def _is_embedded(scope: Scope) -> bool:
    """Whether the page asks to stand in another's frame, as Streamlit does by `embed=true`."""
    pairs: Sequence[bytes] = scope["query_string"].split(b"&")
    return b"embed=true" in pairs
