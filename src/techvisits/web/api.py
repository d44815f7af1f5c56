"""What programs ask besides for the meetings: health, what a filter offers, the description of all routes; and what is none."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from techvisits.package.descriptor import load_descriptor, load_tables
from techvisits.package.errors import Problem
from techvisits.record import filters
from techvisits.record.record import Record
from techvisits.record.shelf import find_shelf, load_record
from techvisits.record.values import parse_words, shorten
from techvisits.text import address
from techvisits.text.language import load_language
from techvisits.text.page import Page
from techvisits.text.side import list_choices
from techvisits.text.typed import list_suggestions
from techvisits.web.answers import Answering, Reading, Terms, query_of, read_only, respond
from techvisits.web.data import list_files
from techvisits.web.openapi import build_openapi
from techvisits.web.plain import language_of
from techvisits.web.problems import Refused, answer_problem, refuse_query

OPENAPI: Final = "/api/openapi.json"
JSON: Final = "application/json"
KEPT: Final = 32
KEPT_SUGGESTIONS: Final = 512
ASKED_AGAIN: Final = {"Cache-Control": "no-cache"}
FOLDERS: Final = ("/api", "/data")
MOST_FINDINGS: Final = 20


def build_api_routes(folder: Path, base_url: str) -> list[BaseRoute]:
    """The routes."""
    return [
        read_only("/api/health", _answer_health(folder)),
        read_only("/api/choices/{key}.json", _answer_choices(folder)),
        read_only("/api/suggest.json", _answer_suggestions(folder)),
        read_only(OPENAPI, _answer_openapi(folder, base_url)),
    ]


def build_unknown_routes() -> list[BaseRoute]:
    """The last routes of all: what else lies below `FOLDERS` is said not to be there."""
    return [Below(path, Reading(_refuse_unknown, answer_problem)) for path in FOLDERS]


class Below(BaseRoute):
    """Whatever lies at a path or below it; other routes match no path with a line break in it."""

    def __init__(self, path: str, app: ASGIApp) -> None:
        self.path, self.app = path, app

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Full, or none."""
        is_below = scope["type"] == "http" and f"{scope['path']}/".startswith(f"{self.path}/")
        return Match.FULL if is_below else Match.NONE, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by the app."""
        await self.app(scope, receive, send)


def write_json(document: object) -> bytes:
    """The document as compact JSON."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _answer_health(folder: Path) -> Answering:
    def answer(request: Request) -> Response:
        shelf = find_shelf(folder)
        health = {"status": "ok", "data_version": shelf.record.version, "meetings": len(shelf.record.meetings)}
        refused = [str(finding) for finding in shelf.refused[:MOST_FINDINGS]]
        return JSONResponse(health | ({"refused": refused} if refused else {}), headers={"Cache-Control": "no-store"})

    return answer


def _answer_choices(folder: Path) -> Answering:
    """What a list filter offers beside all that the rest of the address asks for; 404 for what is none."""

    @lru_cache(maxsize=KEPT)
    def build(key: str, query: str) -> bytes:
        record = load_record(folder)
        page = Page(address.read(parse_qs(query, keep_blank_values=True), record)[0], record)
        return write_json({"choices": list_choices(key, page)})

    def answer(request: Request) -> Response:
        key = request.path_params["key"]
        if key not in filters.LISTS:
            problem = Problem("key", shorten(key), "is no list filter", filters.LISTS)
            raise Refused(404, str(problem), [problem])
        return respond(request, build(key, request.url.query), JSON, Terms(headers=ASKED_AGAIN))

    return answer


def _answer_suggestions(folder: Path) -> Answering:
    """What a reader may mean who has typed so much; everything but words and language is left aside."""

    @lru_cache(maxsize=KEPT_SUGGESTIONS)
    def build(words: str, code: str, record: Record) -> bytes:
        return write_json({"suggestions": list_suggestions(words, record, load_language(code))})

    def answer(request: Request) -> Response:
        record = load_record(folder)
        query = query_of(request)
        if problems := address.check_style({"lang": query.get("lang", ())}):
            raise refuse_query(problems)
        content = build(parse_words(query), language_of(request), record)
        return respond(request, content, JSON, Terms(record.released))

    return answer


def _answer_openapi(folder: Path, base_url: str) -> Answering:
    @lru_cache(maxsize=KEPT)
    def build(record: Record, base: str) -> bytes:
        tables = load_tables(load_descriptor(folder))
        return write_json(build_openapi(tables, record, tuple(list_files(folder)), base))

    def answer(request: Request) -> Response:
        record = load_record(folder)
        content = build(record, base_url or str(request.base_url))
        return respond(request, content, JSON, Terms(record.released, "openapi.json"))

    return answer


def _refuse_unknown(request: Request) -> Response:
    raise Refused(404, f"There is no {shorten(request.url.path)}; all routes stand in {OPENAPI}")
