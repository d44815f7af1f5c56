"""Answers for whoever reads: checked again by caches without being sent again, open to other sites, saved under speaking names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Final
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from techvisits.package.log import fail
from techvisits.record.values import Query
from techvisits.web.coding import QUICK, SMALLEST, VARIES, choose_coding, does_shrink, encode, encode_parts, name_coding
from techvisits.web.problems import Refused, answer_problem

SHORT: Final = 1000
KEPT: Final = 32
MINUTES: Final = 300
METHODS: Final = "GET, HEAD, OPTIONS"
SHARED: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition, Last-Modified, X-Total-Count, Data-Version",
}
PREFLIGHT: Final = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
Answering = Callable[[Request], Response]
Refusing = Callable[[Request, Refused], Response]


@dataclass(frozen=True)
class Terms:
    """On what terms an answer is given; what is empty is left out.

    `changed` is when what it tells last changed. `name` is what a browser calls the file, which it saves where
    `is_download` and else shows. For `max_age` seconds a cache need not ask again. `headers` are further ones. What
    `is_shared` is looked at by many: it is packed smaller, which takes ten times as long, once a second asks for it.
    """

    changed: dt.datetime | None = None
    name: str = ""
    is_download: bool = False
    max_age: int = MINUTES
    headers: Mapping[str, str] = field(default_factory=dict)
    is_shared: bool = False


@dataclass
class Coded:
    """Content in a coding, as it is sent, and how often it was."""

    content: bytes
    coding: str
    body: bytes
    times: int = 0

    def shrink(self) -> None:
        """Make what is sent as small as it gets."""
        self.body = encode(self.content, self.coding, SMALLEST)


@dataclass(frozen=True)
class Made:
    """What is made while it is sent: its parts, and what they are made from, the same for the same bytes."""

    parts: Callable[[], Iterable[bytes]]
    made_from: str


def respond(request: Request, content: bytes, media_type: str, terms: Terms = Terms()) -> Response:  # noqa: B008
    """The content in the best coding that the reader takes, or 304 where they have it; to HEAD the headers alone."""
    coding = choose_coding(request.headers) if len(content) >= SHORT and does_shrink(media_type) else ""
    headers = _build_headers(_tag(content), coding, terms)
    if is_fresh(request.headers, headers["ETag"], terms.changed):
        return _unchanged(headers)
    coded = _encode(content, coding)
    coded.times += 1
    body, shrink = coded.body, BackgroundTask(coded.shrink) if terms.is_shared and coded.times == 2 else None
    headers["Content-Length"] = str(len(body))
    return Response(b"" if request.method == "HEAD" else body, 200, headers, media_type, shrink)


def respond_in_parts(request: Request, made: Made, media_type: str, terms: Terms) -> Response:
    """Like `respond`, for what is too large to be held: sent as it is made, and known by what it is made from."""
    coding = choose_coding(request.headers)
    headers = _build_headers(_tag(made.made_from.encode("utf-8", "replace")), coding, terms)
    if is_fresh(request.headers, headers["ETag"], terms.changed):
        return _unchanged(headers)
    parts = () if request.method == "HEAD" else encode_parts(made.parts(), coding)
    return StreamingResponse(parts, headers=headers, media_type=media_type)


def query_of(request: Request) -> Query:
    """The query of a request: the values of each key in their order."""
    return {key: request.query_params.getlist(key) for key in request.query_params}


def read_only(path: str, answer: Answering, refuse: Refusing = answer_problem) -> Route:
    """The route that answers to GET, HEAD and OPTIONS from any site, and says by `refuse` what it does not answer."""
    return Route(path, Reading(answer, refuse))


def is_fresh(headers: Headers, etag: str, changed: dt.datetime | None) -> bool:
    """True where the reader has what is answered already (RFC 9110, 13.2.2)."""
    if "if-none-match" in headers:
        held = {tag.strip().removeprefix("W/") for tag in headers["if-none-match"].split(",")}
        return bool(held & {etag, "*"})
    since = _read_moment(headers.get("if-modified-since", ""))
    return bool(changed and since and changed <= since)


class Reading:
    """An app that is only read."""

    def __init__(self, answer: Answering, refuse: Refusing) -> None:
        self.answer, self.refuse = answer, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say why not."""
        request = Request(scope, receive)
        if request.method == "OPTIONS":
            response = Response(status_code=204, headers=PREFLIGHT)
        else:
            response = await run_in_threadpool(self._answer_or_refuse, request)
        for name, value in SHARED.items():
            response.headers.setdefault(name, value)
        await response(scope, receive, send)

    def _answer_or_refuse(self, request: Request) -> Response:
        try:
            if request.method not in ("GET", "HEAD"):
                raise Refused(405, f"This is only read: {METHODS}", headers={"Allow": METHODS})
            return self.answer(request)
        except Refused as refused:
            return self.refuse(request, refused)
        except Exception:
            reference = fail(f"answering {request.url.path}")
            detail = f"The server failed; what was asked is not at fault. Quote this reference: {reference}"
            return self.refuse(request, Refused(500, detail))


def _build_headers(tag: str, coding: str, terms: Terms) -> dict[str, str]:
    headers = {
        "ETag": f'"{tag}{"-" * bool(coding)}{coding}"',
        "Cache-Control": f"public, max-age={terms.max_age}, must-revalidate",
        **SHARED,
        **name_coding(coding),
        **terms.headers,
    }
    if terms.changed:
        headers["Last-Modified"] = format_datetime(terms.changed.astimezone(dt.UTC), usegmt=True)
    if terms.name:
        headers["Content-Disposition"] = _name_file(terms)
    return headers


def _name_file(terms: Terms) -> str:
    """`attachment; filename="tech-visits.csv"`, with the whole name beside it where it is not ASCII (RFC 6266)."""
    how = "attachment" if terms.is_download else "inline"
    plain = terms.name.encode("ascii", "ignore").decode().replace('"', "").replace("\\", "")
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(terms.name, safe='')}"


def _unchanged(headers: Mapping[str, str]) -> Response:
    kept = {name: value for name, value in headers.items() if not name.startswith("Content-")}
    return Response(status_code=304, headers={**kept, **VARIES})


def _read_moment(text: str) -> dt.datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


@lru_cache(maxsize=KEPT)
def _tag(content: bytes) -> str:
    return blake2b(content, digest_size=10).hexdigest()


@lru_cache(maxsize=KEPT)
def _encode(content: bytes, coding: str) -> Coded:
    return Coded(content, coding, encode(content, coding, QUICK))
