"""A plain page as an answer: the content of a page in its shell, for whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from techvisits.drawing.dress import dress
from techvisits.record.filters import last_of
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.text.address import STYLE
from techvisits.text.missing import render_refusal
from techvisits.text.page import Page
from techvisits.text.plain import Head, plain_page, render_plain
from techvisits.web.answers import Refusing, Terms, respond
from techvisits.web.problems import Refused

# Bytes of a page, and numbers of rows to try.
LIGHT: Final = 40_000
ROOM: Final = (20, 12, 6, 3)
MEDIA_TYPE: Final = "text/html; charset=utf-8"


def base_of(request: Request, base_url: str) -> str:
    """The address that those of the pages begin with: the dashboard's own, else the one that was asked; no slash at its end."""
    return (base_url or str(request.base_url)).rstrip("/")


def language_of(request: Request) -> str:
    """The language that is asked for, else English."""
    asked = last_of(parse_qs(request.url.query), "lang")
    return asked if STYLE["lang"](asked) else "en"


def write_plain(page: Page, head: Head, main: Markup, base: str) -> str:
    """The page with `main` in its shell."""
    return dress(render_plain(page, head, main, base))


def write_light(write: Callable[[int], str], room: Sequence[int] = ROOM) -> str:
    """The page with as many rows in its lists, of those in `room`, as leave it light; `write` gives it with so many."""
    page = ""
    for rows in room:
        page = write(rows)
        if len(page.encode()) < LIGHT:
            break
    return page


def answer_plain(request: Request, content: str, record: Record, status: int = 200) -> Response:
    """A page that was written as an answer."""
    if status == 200:
        return respond(request, content.encode(), MEDIA_TYPE, Terms(record.released))
    return Response(content, status, {"Cache-Control": "no-cache"}, MEDIA_TYPE)


def refuse_plain(folder: Path, base_url: str) -> Refusing:
    """What says on a page of its own that something is not answered."""

    def refuse(request: Request, refused: Refused) -> Response:
        page = plain_page(load_record(folder), "en")
        head, main = render_refusal(refused.title, refused.detail, request.url.path, page)
        response = answer_plain(
            request, write_plain(page, head, main, base_of(request, base_url)), page.record, refused.status
        )
        response.headers.update(refused.headers)
        return response

    return refuse
