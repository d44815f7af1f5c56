"""The HTTP routes: the same filters as the page, answered as files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from techvisits.drawing import basemap, style
from techvisits.drawing.painters import atlas
from techvisits.export.formats import FORMATS
from techvisits.package.errors import Problem
from techvisits.record import filters
from techvisits.record.filters import shorten
from techvisits.record.load import load_record
from techvisits.text import address
from techvisits.text.page import Page
from techvisits.text.side import list_choices
from techvisits.web.answers import Terms, read_only, respond
from techvisits.web.coding import QUICK, Texts, choose_coding, encode, give, name_coding
from techvisits.web.first import Shell, build_page
from techvisits.web.pages import build_pages_routes
from techvisits.web.pictures import build_picture_routes
from techvisits.web.problems import Refused, refuse_query

HASHED: Final = re.compile(r"\.[0-9a-f]{8}(\.|$)")
STREAMLIT: Final = re.compile(r"\.[\w-]{8}\.\w+$")
KEPT: Final = 32
YEAR: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
Endpoint = Callable[[Request], Response]


def build_routes(folder: Path, base_url: str = "", shell: Shell | None = None) -> list[BaseRoute]:
    """All routes for the data package in `folder`; `base_url` is the dashboard's own address, else the one that was asked.

    With Streamlit's `shell` the dashboard's own address answers with the first view too.
    """
    mapping = json.dumps(atlas.icon_mapping()).encode()
    return [
        *([Route("/", _answer_first(folder, base_url, shell))] if shell else []),
        read_only("/api/health", _answer_health(folder)),
        read_only("/api/choices/{key}.json", _answer_choices(folder)),
        *(read_only(f"/api/meetings.{ending}", _answer_meetings(folder, ending, base_url)) for ending in FORMATS),
        Route(f"{basemap.PREFIX}/{atlas.atlas_name()}.png", give(atlas.build_atlas(), "image/png", YEAR)),
        Route(f"{basemap.PREFIX}/{atlas.atlas_name()}.json", give(mapping, "application/json", YEAR)),
        Route(style.sheet_path(), give(style.build_sheet(), "text/css", YEAR)),
        Route(style.script_path(), give(style.build_script(), "text/javascript", YEAR)),
        *(Route(style.font_path(name), give(style.read_font(name), "font/woff2", YEAR)) for _, name, _ in style.FACES),
        *build_pages_routes(folder, base_url),
        *build_picture_routes(folder, base_url),
        Mount(basemap.PREFIX, CachedFiles(basemap.FOLDER)),
    ]


def build_middleware(shell: Shell | None = None) -> list[Middleware]:
    """What every answer passes through: compression of what is made for each reader; with `shell` its files come first."""
    compression = Middleware(GZipMiddleware, minimum_size=1000)
    if not shell:
        return [compression]
    fonts = [Route(path, give(style.read_font(name), "font/woff2", YEAR)) for path, name in shell.fonts.items()]
    files = Mount("/static", CachedFiles(shell.folder / "static", STREAMLIT))
    return [Middleware(Before, routes=[*fonts, files]), compression]


def _answer_health(folder: Path) -> Endpoint:
    def answer(request: Request) -> Response:
        record = load_record(folder)
        return JSONResponse({"status": "ok", "data_version": record.version, "meetings": len(record.meetings)})

    return answer


def _answer_first(folder: Path, base_url: str, shell: Shell) -> Endpoint:
    """The dashboard's page with its first view; what was asked for last is kept, like the record."""

    @lru_cache(maxsize=KEPT)
    def build(query: str, base: str, coding: str) -> bytes:
        page = build_page(parse_qs(query, keep_blank_values=True), load_record(folder), shell, base)
        return encode(page.encode(), coding, QUICK)

    def answer(request: Request) -> Response:
        coding = choose_coding(request.headers)
        content = build(request.url.query, base_url or str(request.base_url), coding)
        return HTMLResponse(content, headers={"Cache-Control": "no-cache", **name_coding(coding)})

    return answer


def _answer_choices(folder: Path) -> Endpoint:
    """What a list filter offers beside all that the rest of the address asks for; 404 for what is none."""

    def answer(request: Request) -> Response:
        key, record = request.path_params["key"], load_record(folder)
        if key not in filters.LISTS:
            raise Refused(
                404,
                f"{shorten(key)}: is no list filter",
                [Problem("key", shorten(key), "is no list filter", filters.LISTS)],
            )
        query = {name: request.query_params.getlist(name) for name in request.query_params}
        page = Page(address.read(query, record)[0], record)
        return JSONResponse({"choices": list_choices(key, page)}, headers={"Cache-Control": "no-cache"})

    return answer


def _answer_meetings(folder: Path, ending: str, base_url: str) -> Endpoint:
    """The meetings that a query asks for, or 400 with a line for each thing in it that is unknown or malformed."""
    form = FORMATS[ending]

    def answer(request: Request) -> Response:
        record = load_record(folder)
        shown = _apply(request, folder)
        content = form.build(shown, record, base_url or str(request.base_url))
        return respond(
            request, content, form.media_type, Terms(record.released, f"tech-visits.{ending}", form.is_download)
        )

    return answer


def _apply(request: Request, folder: Path) -> filters.Shown:
    record = load_record(folder)
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    asked, problems = filters.from_query(query, record)
    if problems := [*problems, *address.check_style(query)]:
        raise refuse_query(problems)
    return filters.apply(asked, record)


class Before:
    """Routes that come before those of the app: Streamlit lets nobody else have an address that is its own."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app, self.routes, self.own = app, routes, Starlette(routes=routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by these routes where one matches, else by the app."""
        is_own = scope["type"] == "http" and any(route.matches(scope)[0] is Match.FULL for route in self.routes)
        await (self.own if is_own else self.app)(scope, receive, send)


class CachedFiles(Texts):
    """Files whose names change with their content where `hashed` finds it in them, so that a browser may keep those for a year."""

    def __init__(self, directory: Path, hashed: re.Pattern[str] = HASHED) -> None:
        super().__init__(directory=directory)
        self.hashed = hashed

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file with its cache header."""
        response = await super().get_response(path, scope)
        if response.status_code < 400 and any(self.hashed.search(part) for part in Path(path).parts):
            response.headers.update(YEAR)
        return response
