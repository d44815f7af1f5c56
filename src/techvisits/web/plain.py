"""A plain page as an answer: the content of a page in its shell, for whoever asks."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from techvisits.drawing.style import build_plain_sheet
from techvisits.text.page import Page
from techvisits.text.plain import Head, Site, render_plain


def site_of(request: Request, base_url: str) -> Site:
    """Where the pages are served: the dashboard's own address, else the one that was asked."""
    return Site((base_url or str(request.base_url)).rstrip("/"), build_plain_sheet())


def answer_plain(request: Request, page: Page, head: Head, main: Markup, base_url: str) -> Response:
    """The page with `main` in its shell."""
    return HTMLResponse(render_plain(page, head, main, site_of(request, base_url)))
