"""The feed of what is new, with the filters of the page: all of it in pages, the newest first."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from techvisits.export.feed import Feed, build_feed
from techvisits.record import filters, portion
from techvisits.record.filters import Filters
from techvisits.record.portion import Portion
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.record.values import Query, last_of
from techvisits.text import address, feed
from techvisits.text.address import State
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, path_of, with_query
from techvisits.web.answers import Answering, Terms, query_of, read_only, respond
from techvisits.web.plain import base_of
from techvisits.web.problems import refuse_query

PATH: Final = "/feed.atom"
MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"
ENTRIES: Final = 50
MOST: Final = 500
KEPT: Final = 16
# RFC 5005 has another word for one of the relations of RFC 8288.
RELATIONS: Final = {"prev": "previous"}


def build_feed_routes(folder: Path, base_url: str = "") -> list[BaseRoute]:
    """The route; `base_url` is the dashboard's own address, else the one that was asked."""
    return [read_only(PATH, _answer_feed(folder, base_url))]


def read_query(query: Query, record: Record) -> tuple[Filters, Portion, str]:
    """Filters, portion and language that a query asks for; raises Refused with all that is unknown or malformed in it."""
    asked, problems = filters.from_query(query, record)
    wanted, found = portion.read_portion(query)
    if problems := [*problems, *found, *address.check_style(query, portion.KEYS)]:
        raise refuse_query(problems)
    return asked, Portion(min(wanted.limit or ENTRIES, MOST), wanted.offset), last_of(query, "lang") or "en"


@lru_cache(maxsize=KEPT)
def _write(asked: Filters, wanted: Portion, language: str, record: Record, base: str) -> bytes:
    """A page of the feed."""
    page = Page(State(asked, language=language), record, is_plain=True)
    items, pairs = feed.list_items(page), filters.to_query(asked)
    shown = items[wanted.offset : wanted.offset + wanted.limit]
    portions = {"self": wanted, "current": Portion(wanted.limit), **wanted.list_others(len(items))}
    links = {
        RELATIONS.get(name, name): base + with_query(PATH, language, [*pairs, *_cut(other).to_query()])
        for name, other in portions.items()
    }
    links["alternate"] = base + with_query(path_of(MEETINGS), language, pairs)
    return build_feed(
        Feed(
            title=feed.title_of(page),
            key=f"feed?{urlencode([*pairs, ('lang', language)])}",
            language=language,
            updated=feed.day_of(items[0], page) if items else record.released.date(),
            links=links,
            entries=list(feed.build_entries(shown, page)),
        ),
        base,
    )


def _cut(wanted: Portion) -> Portion:
    """The portion as an address has it: without what is usual."""
    return Portion(0 if wanted.limit == ENTRIES else wanted.limit, wanted.offset)


def _answer_feed(folder: Path, base_url: str) -> Answering:
    def answer(request: Request) -> Response:
        record = load_record(folder)
        query = query_of(request)
        content = _write(*read_query(query, record), record, base_of(request, base_url))
        return respond(request, content, MEDIA_TYPE, Terms(record.released, "tech-visits.atom"))

    return answer
