"""Views to take away: the maps as one picture for print, the preview of a link, a page for a frame, one file that works offline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from techvisits.drawing import basemap, dress, maps
from techvisits.drawing.painters import raster
from techvisits.drawing.painters.svg import paint_under
from techvisits.drawing.pictures import ground_frames
from techvisits.drawing.preview import paint_preview
from techvisits.drawing.printed import paint_print
from techvisits.package.errors import Problem
from techvisits.record.shelf import load_record
from techvisits.record.values import last_of, shorten
from techvisits.text import address, origin
from techvisits.text.embedding import render_embed
from techvisits.text.page import Page, open_page
from techvisits.web.answers import Terms, query_of, read_only, respond
from techvisits.web.citations import today
from techvisits.web.offline import build_file
from techvisits.web.plain import base_of
from techvisits.web.problems import Refused, refuse_query

KEPT: Final = 96
PRINT_ZOOM: Final = 2
THEMES: Final = ("light", "dark")
SVG, PNG, HTML = "image/svg+xml", "image/png", "text/html"
FRAMES: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors *"
}
"""For a page without a script that others put into theirs."""

Endpoint = Callable[[Request], Response]


@dataclass(frozen=True)
class View:
    """What is asked for: the page, the theme (empty: the reader's own), and the address that links begin with."""

    page: Page
    theme: str
    base: str


def build_picture_routes(folder: Path, base_url: str = "") -> list[BaseRoute]:
    """The routes of what is taken away as it is seen; `base_url` is the dashboard's own address, else the one that was asked."""
    return [
        read_only("/ground/{area}.svg", _answer_ground(folder, base_url)),
        read_only("/map.svg", _answer_map(folder, base_url)),
        read_only("/map.png", _answer_print(folder, base_url)),
        read_only("/preview.png", _answer_preview(folder, base_url)),
        read_only("/embed", _answer_embed(folder, base_url)),
        read_only("/view.html", _answer_file(folder, base_url)),
    ]


def _answer_ground(folder: Path, base_url: str) -> Endpoint:
    """The base map but for its names that lies under a pane of a page, in the page's colours."""

    def answer(request: Request) -> Response:
        view = _read_view(request, folder, base_url)
        frames, area = ground_frames(view.page), request.path_params["area"]
        if area not in frames:
            raise Refused(404, f"{shorten(area)} is no map of this page: {', '.join(frames)}")
        return respond(request, paint_under(frames[area]).encode(), SVG, replace(_terms(view, "svg"), name=""))

    return answer


def _answer_map(folder: Path, base_url: str) -> Endpoint:
    def answer(request: Request) -> Response:
        view = _read_view(request, folder, base_url)
        picture = paint_print(view.page, _credits(view), theme=view.theme or "light")
        return respond(request, picture.encode(), SVG, _terms(view, "svg"))

    return answer


def _answer_print(folder: Path, base_url: str) -> Endpoint:
    def answer(request: Request) -> Response:
        view = _drawable(_read_view(request, folder, base_url))
        picture = paint_print(view.page, _credits(view), theme=view.theme or "light")
        return respond(request, _rasterize(picture), PNG, _terms(view, "png"))

    return answer


def _answer_preview(folder: Path, base_url: str) -> Endpoint:
    def answer(request: Request) -> Response:
        view = _drawable(_read_view(request, folder, base_url))
        return respond(request, _preview(view.page, urlsplit(view.base).netloc), PNG, _terms(view, "png"))

    return answer


def _answer_embed(folder: Path, base_url: str) -> Endpoint:
    def answer(request: Request) -> Response:
        view = _read_view(request, folder, base_url)
        page = replace(view.page, is_plain=True)
        pictures = maps.draw_small_map(page, href=page.links.href), maps.draw_small_keys(page)
        sheet = dress.build_embed_sheet()
        content = render_embed(page, pictures, sheet=sheet, theme=view.theme, credit=basemap.CREDIT)
        return respond(request, content.encode(), HTML, replace(_terms(view, "html"), name="", headers=FRAMES))

    return answer


def _answer_file(folder: Path, base_url: str) -> Endpoint:
    def answer(request: Request) -> Response:
        view = _read_view(request, folder, base_url)
        return respond(
            request, _file(view.page, tuple(_credits(view))), HTML, replace(_terms(view, "html"), is_download=True)
        )

    return answer


@lru_cache(maxsize=KEPT)
def _preview(page: Page, site: str) -> bytes:
    return raster.paint_png(paint_preview(page, site), is_light=True)


@lru_cache(maxsize=KEPT // 8)
def _file(page: Page, credits: tuple[str, ...]) -> bytes:
    return build_file(page, credits).encode()


@lru_cache(maxsize=KEPT // 8)
def _rasterize(picture: str) -> bytes:
    return raster.paint_png(picture, zoom=PRINT_ZOOM)


def _read_view(request: Request, folder: Path, base_url: str) -> View:
    """The view that a query asks for; refused with all that is unknown or malformed in it."""
    record = load_record(folder)
    query = query_of(request)
    theme = last_of(query, "theme")
    state, problems = address.read({key: values for key, values in query.items() if key != "theme"}, record)
    if theme and theme not in THEMES:
        problems.append(Problem("theme", shorten(theme), "is no theme", THEMES))
    if problems:
        raise refuse_query(problems)
    return View(open_page(state, record)[0], theme, base_of(request, base_url))


def _drawable(view: View) -> View:
    """The view in English where this machine has no letters for the reader's language."""
    page = view.page
    if raster.has_letters(page.language.custom.name):
        return view
    return replace(view, page=replace(page, state=replace(page.state, language="en")))


def _credits(view: View) -> list[str]:
    return origin.credit_lines(view.page, view.base, today(), basemap.CREDIT)


def _terms(view: View, ending: str) -> Terms:
    return Terms(view.page.record.released, origin.name_file(view.page, ending))
