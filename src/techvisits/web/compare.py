"""The route that holds one against another."""

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
from techvisits.record.filters import from_query
from techvisits.record.questions.versus import find_versus
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.text.address import State, check_style
from techvisits.text.page import Page
from techvisits.text.paths import COMPARE
from techvisits.text.questions.choosing import KEYS, Chosen, Held, head_compare, read_chosen, render_compare
from techvisits.text.questions.versus import tell_versus
from techvisits.web.answers import Answering, read_only
from techvisits.web.plain import answer_plain, base_of, language_of, refuse_plain, write_plain

KEPT: Final = 64


def build_compare_routes(folder: Path, base_url: str = "") -> list[BaseRoute]:
    """The route; `base_url` is the dashboard's own address, else the one that was asked."""
    return [read_only(f"/{COMPARE}", _answer_compare(folder, base_url), refuse_plain(folder, base_url))]


def _answer_compare(folder: Path, base_url: str) -> Answering:
    """Two side by side, or what there is to choose; 400 where a part of what is asked is not understood."""

    def answer(request: Request) -> Response:
        record, base = load_record(folder), base_of(request, base_url)
        content, status = _write_compare(request.url.query, language_of(request), record, base)
        return answer_plain(request, content, record, status)

    return answer


@lru_cache(maxsize=KEPT)
def _write_compare(text: str, code: str, record: Record, base: str) -> tuple[str, int]:
    query = parse_qs(text)
    filters, problems = from_query(query, record)
    problems += check_style(query, KEYS)
    page = Page(State(filters, language=code), record, is_plain=True)
    chosen = read_chosen(query, page)
    held = _hold(chosen, page)
    main = render_compare(chosen, held, page, base, tuple(problems))
    content = write_plain(page, head_compare(chosen, held, page), main, base)
    return content, 400 if problems or chosen.problems else 200


def _hold(chosen: Chosen, page: Page) -> Held | None:
    """The two side by side; None where they are not both known."""
    if not (chosen.a and chosen.b):
        return None
    found = find_versus(chosen.kind, (chosen.a, chosen.b), page.state.filters, page.record)
    told = tell_versus(found, page)
    return Held(
        told,
        paint_both((draw_versus(found, page, WHOLE), draw_versus(found, page, NARROW)), told.title, told.standfirst),
    )
