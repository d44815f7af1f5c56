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
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from techvisits.drawing import basemap, style
from techvisits.drawing.painters import atlas
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.web.about import build_about_routes
from techvisits.web.answers import Terms, respond
from techvisits.web.api import build_api_routes, build_unknown_routes
from techvisits.web.arriving import Arrivals
from techvisits.web.citations import build_citations_routes
from techvisits.web.coding import Texts, give
from techvisits.web.compare import build_compare_routes
from techvisits.web.data import build_data_routes
from techvisits.web.disclosure import build_disclosure_routes
from techvisits.web.explore import build_explore_routes
from techvisits.web.feed import build_feed_routes
from techvisits.web.first import THEME, Shell, build_page
from techvisits.web.guard import Guard, build_policy
from techvisits.web.indexes import build_indexes_routes
from techvisits.web.log import Log
from techvisits.web.meetings import build_meetings_routes
from techvisits.web.pages import build_pages_routes
from techvisits.web.pictures import build_picture_routes
from techvisits.web.plain import base_of
from techvisits.web.promised import build_promised_routes
from techvisits.web.sitemap import build_sitemap_routes

HASHED: Final = re.compile(r"\.[0-9a-f]{8}(\.|$)")
STREAMLIT: Final = re.compile(r"\.[\w-]{8}\.\w+$")
KEPT: Final = 32
MOST_FINDINGS: Final = 20
YEAR: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
Endpoint = Callable[[Request], Response]


def build_routes(folder: Path, base_url: str = "", shell: Shell | None = None) -> list[BaseRoute]:
    """All routes for the data package in `folder`; `base_url` is the dashboard's own address, else the one that was asked.

    With Streamlit's `shell` the dashboard's own address answers with the first view too.
    """
    mapping = json.dumps(atlas.icon_mapping()).encode()
    return [
        *(_build_first(folder, base_url, shell) if shell else []),
        *build_api_routes(folder, base_url),
        *build_meetings_routes(folder, base_url),
        *build_data_routes(folder),
        *build_feed_routes(folder, base_url),
        Route(f"{basemap.PREFIX}/{atlas.atlas_name()}.png", give(atlas.build_atlas(), "image/png", YEAR)),
        Route(f"{basemap.PREFIX}/{atlas.atlas_name()}.json", give(mapping, "application/json", YEAR)),
        Route(style.copy_script_path(), give(style.build_copy_script(), "text/javascript", YEAR)),
        Route(style.script_path(), give(style.build_script(), "text/javascript", YEAR)),
        Route(style.sheet_path(), give(style.pack_sheet(), "text/css", YEAR)),
        *(
            Route(style.font_path(name), give(style.read_font(name), "font/woff2", YEAR))
            for _, name, _ in (*style.FACES, style.SIGNS)
        ),
        *build_pages_routes(folder, base_url),
        *build_about_routes(folder, base_url),
        *build_indexes_routes(folder, base_url),
        *build_promised_routes(folder, base_url),
        *build_explore_routes(folder, base_url),
        *build_compare_routes(folder, base_url),
        *build_picture_routes(folder, base_url),
        *build_citations_routes(folder, base_url),
        *build_disclosure_routes(folder, base_url),
        *build_sitemap_routes(folder, base_url),
        Mount(basemap.PREFIX, CachedFiles(basemap.FOLDER)),
        *build_unknown_routes(),
    ]


def build_middleware(shell: Shell, routes: Sequence[BaseRoute] = (), map_style: str = "") -> list[Middleware]:
    """What every question passes first: log, guard, the language, then the routes and the files of `shell`, before Streamlit sees it."""
    files = Mount("/static", CachedFiles(shell.folder / "static", STREAMLIT))
    guard = Middleware(Guard, policy=build_policy(shell.html + str(THEME), map_style))
    return [Middleware(Log), guard, Middleware(Arrivals), Middleware(Before, routes=[files, *routes])]


def _build_first(folder: Path, base_url: str, shell: Shell) -> list[Route]:
    """The dashboard's page with its first view, of which what was asked for last is kept, like the record; and what follows it."""

    @lru_cache(maxsize=KEPT)
    def build(query: str, record: Record, base: str) -> bytes:
        return build_page(parse_qs(query, keep_blank_values=True), record, shell, base).encode()

    def answer(request: Request) -> Response:
        content = build(request.url.query, load_record(folder), base_of(request, base_url))
        return respond(request, content, "text/html; charset=utf-8", Terms(max_age=0, is_shared=True))

    return [Route("/", answer), Route(shell.start_path, give(shell.start, "text/javascript", YEAR))]


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
