"""A plain page as an answer: the content of a page in its shell, for whoever asks."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from techvisits.drawing.style import build_plain_sheet
from techvisits.record.record import Record
from techvisits.text.page import Page
from techvisits.text.plain import Head, Site, render_plain


def base_of(request: Request, base_url: str) -> str:
    """The address that those of the pages begin with: the dashboard's own, else the one that was asked; no slash at its end."""
    return (base_url or str(request.base_url)).rstrip("/")


def write_plain(page: Page, head: Head, main: Markup, base: str) -> str:
    """The page with `main` in its shell."""
    return render_plain(page, head, main, Site(base, build_plain_sheet()))


def answer_plain(request: Request, content: str, record: Record, status: int = 200) -> Response:
    """A page that was written as an answer."""
    return HTMLResponse(content, status)
