"""The route of the page about the record."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from techvisits.record.shelf import load_record
from techvisits.text.citations import Reading
from techvisits.text.citing import render_cite
from techvisits.text.front.about import head_about, render_about
from techvisits.text.paths import ABOUT
from techvisits.text.plain import plain_page
from techvisits.web.answers import Answering, read_only
from techvisits.web.citations import today
from techvisits.web.plain import answer_plain, base_of, language_of, refuse_plain, write_plain

KEPT: Final = 16


def build_about_routes(folder: Path, base_url: str = "") -> list[BaseRoute]:
    """The route; `base_url` is the dashboard's own address, else the one that was asked."""
    return [read_only(f"/{ABOUT}", _answer_about(folder, base_url), refuse_plain(folder, base_url))]


def _answer_about(folder: Path, base_url: str) -> Answering:
    def answer(request: Request) -> Response:
        record = load_record(folder)
        reading = Reading(record, base_of(request, base_url), today())
        return answer_plain(request, _write_about(language_of(request), reading), record)

    return answer


@lru_cache(maxsize=KEPT)
def _write_about(code: str, reading: Reading) -> str:
    page = plain_page(reading.record, code)
    return write_plain(page, head_about(page), render_about(page, render_cite(page, reading)), reading.base)
