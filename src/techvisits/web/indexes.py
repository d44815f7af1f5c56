"""The routes of the indexes: all leaders, hosts, companies, places and trips that a query lets through, in parts."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from techvisits.drawing.painters.strip import paint_strip
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.text.indexes.index import read_index
from techvisits.text.indexes.rendering import head_index, render_index
from techvisits.text.paths import INDEXES
from techvisits.web.answers import Answering, read_only
from techvisits.web.plain import answer_plain, base_of, refuse_plain, write_light, write_plain

KEPT: Final = 64
ROOM: Final = (50, 40, 30, 20, 12)


def build_indexes_routes(folder: Path, base_url: str = "") -> list[BaseRoute]:
    """The routes; `base_url` is the dashboard's own address, else the one that was asked."""
    refuse = refuse_plain(folder, base_url)
    return [read_only(f"/{kind}", _answer_index(folder, base_url, kind), refuse) for kind in INDEXES]


def _answer_index(folder: Path, base_url: str, kind: str) -> Answering:
    """A part of an index; 400 where something that was asked for is unknown or malformed, the rest shown all the same."""

    def answer(request: Request) -> Response:
        record = load_record(folder)
        content, status = _write_index(kind, request.url.query, record, base_of(request, base_url))
        return answer_plain(request, content, record, status)

    return answer


@lru_cache(maxsize=KEPT)
def _write_index(kind: str, text: str, record: Record, base: str) -> tuple[str, int]:
    """The page that a query asks for, and with what status it is answered."""
    query = parse_qs(text, keep_blank_values=True)

    def write(rows: int) -> str:
        index = read_index(kind, query, record, rows)
        return write_plain(index.page, head_index(index, base), render_index(index, paint_strip), base)

    return write_light(write, ROOM), 400 if read_index(kind, query, record, 1).problems else 200
