"""What programs ask besides for the meetings: health, what a filter offers, the description of all routes; and what is none."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount

from techvisits.package.descriptor import load_descriptor, load_tables
from techvisits.package.errors import Problem
from techvisits.record import filters
from techvisits.record.filters import shorten
from techvisits.record.load import load_record
from techvisits.text import address
from techvisits.text.page import Page
from techvisits.text.side import list_choices
from techvisits.web.answers import Answering, Reading, Terms, read_only, respond
from techvisits.web.data import list_files
from techvisits.web.openapi import build_openapi
from techvisits.web.problems import Refused, answer_problem

OPENAPI: Final = "/api/openapi.json"
FOLDERS: Final = ("/api", "/data")


def build_api_routes(folder: Path, base_url: str) -> list[BaseRoute]:
    """The routes."""
    return [
        read_only("/api/health", _answer_health(folder)),
        read_only("/api/choices/{key}.json", _answer_choices(folder)),
        read_only(OPENAPI, _answer_openapi(folder, base_url)),
    ]


def build_unknown_routes() -> list[BaseRoute]:
    """The last routes of all: what else lies below `FOLDERS` is said not to be there."""
    return [Mount(path, Reading(_refuse_unknown, answer_problem)) for path in FOLDERS]


def _answer_health(folder: Path) -> Answering:
    def answer(request: Request) -> Response:
        record = load_record(folder)
        health = {"status": "ok", "data_version": record.version, "meetings": len(record.meetings)}
        return JSONResponse(health, headers={"Cache-Control": "no-store"})

    return answer


def _answer_choices(folder: Path) -> Answering:
    """What a list filter offers beside all that the rest of the address asks for; 404 for what is none."""

    def answer(request: Request) -> Response:
        key, record = request.path_params["key"], load_record(folder)
        if key not in filters.LISTS:
            problem = Problem("key", shorten(key), "is no list filter", filters.LISTS)
            raise Refused(404, str(problem), [problem])
        query = {name: request.query_params.getlist(name) for name in request.query_params}
        page = Page(address.read(query, record)[0], record)
        return JSONResponse({"choices": list_choices(key, page)}, headers={"Cache-Control": "no-cache"})

    return answer


def _answer_openapi(folder: Path, base_url: str) -> Answering:
    @lru_cache(maxsize=8)
    def build(base: str) -> bytes:
        tables = load_tables(load_descriptor(folder))
        document = build_openapi(tables, load_record(folder), tuple(list_files(folder)), base)
        return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8")

    def answer(request: Request) -> Response:
        content = build(base_url or str(request.base_url))
        return respond(request, content, "application/json", Terms(load_record(folder).released, "openapi.json"))

    return answer


def _refuse_unknown(request: Request) -> Response:
    raise Refused(404, f"There is no {shorten(request.url.path)}; all routes stand in {OPENAPI}")
