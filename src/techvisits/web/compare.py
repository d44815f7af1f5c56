"""The routes that hold one against another: a page, its table and its picture as files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from techvisits.drawing.charts.marks import NARROW, WHOLE
from techvisits.drawing.charts.versus import draw_versus
from techvisits.drawing.painters.charts import paint_both
from techvisits.package.errors import Problem
from techvisits.record.filters import from_query
from techvisits.record.questions.versus import find_versus
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.text.address import State, check_style
from techvisits.text.page import Page
from techvisits.text.paths import COMPARE
from techvisits.text.questions.choosing import (
    KEYS,
    Chosen,
    Held,
    compare_path,
    head_compare,
    read_chosen,
    render_compare,
)
from techvisits.text.questions.versus import tell_versus
from techvisits.web.answers import Answering, read_only
from techvisits.web.plain import answer_plain, base_of, language_of, refuse_plain, write_plain
from techvisits.web.problems import Refused, refuse_query
from techvisits.web.told import ENDINGS, respond_file, write_file

KEPT: Final = 64


def build_compare_routes(folder: Path, base_url: str = "") -> list[BaseRoute]:
    """The routes; `base_url` is the dashboard's own address, else the one that was asked."""
    return [
        read_only(f"/{COMPARE}", _answer_compare(folder, base_url), refuse_plain(folder, base_url)),
        *(read_only(f"/{COMPARE}{ending}", _answer_file(folder, base_url, ending)) for ending in ENDINGS),
    ]


def _answer_compare(folder: Path, base_url: str) -> Answering:
    """Two side by side, or what there is to choose; 400 where a part of what is asked is not understood."""

    def answer(request: Request) -> Response:
        record, base = load_record(folder), base_of(request, base_url)
        content, status = _write_compare(request.url.query, language_of(request), record, base)
        return answer_plain(request, content, record, status)

    return answer


def _answer_file(folder: Path, base_url: str, ending: str) -> Answering:
    """The table or the picture of the two; 400 with all that is not understood in what is asked."""

    def answer(request: Request) -> Response:
        record, base = load_record(folder), base_of(request, base_url) if ending == ".svg" else ""
        content = _write_file(request.url.query, language_of(request), record, base)
        return respond_file(request, content, record, COMPARE, ending)

    return answer


@lru_cache(maxsize=KEPT)
def _write_compare(text: str, code: str, record: Record, base: str) -> tuple[str, int]:
    page, chosen, problems = _read(text, code, record)
    held = _hold(chosen, page)
    main = render_compare(chosen, held, page, base, problems)
    content = write_plain(page, head_compare(chosen, held, page), main, base)
    return content, 400 if problems or chosen.problems else 200


@lru_cache(maxsize=KEPT)
def _write_file(text: str, code: str, record: Record, base: str) -> bytes:
    """The picture, which names the address it is from, or without a base the table; raises Refused where there are no two."""
    page, chosen, problems = _read(text, code, record)
    if problems or chosen.problems:
        raise refuse_query([*problems, *chosen.problems])
    held = _hold(chosen, page)
    if not held:
        raise Refused(400, "a and b name the two, each as leader:<id>, company:<id> or host:<id>")
    address = base and base + compare_path(chosen, page)
    return write_file(held.told, lambda: draw_versus(held.found, page, WHOLE), record, address)


def _read(text: str, code: str, record: Record) -> tuple[Page, Chosen, tuple[Problem, ...]]:
    """The page with its filters, the two, and what else was not understood."""
    query = parse_qs(text)
    filters, problems = from_query(query, record)
    page = Page(State(filters, language=code), record, is_plain=True)
    return page, read_chosen(query, page), (*problems, *check_style(query, KEYS))


def _hold(chosen: Chosen, page: Page) -> Held | None:
    """The two side by side; None where they are not both known."""
    if not (chosen.a and chosen.b):
        return None
    found = find_versus(chosen.kind, (chosen.a, chosen.b), page.state.filters, page.record)
    told = tell_versus(found, page)
    return Held(
        found,
        told,
        paint_both((draw_versus(found, page, WHOLE), draw_versus(found, page, NARROW)), told.title, told.standfirst),
    )
