"""Citations over HTTP: of the meeting, the trip or the view that the query asks for, and of the sources of its meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from techvisits.export.citations import FORMS
from techvisits.record import filters
from techvisits.record.shelf import load_record
from techvisits.text.address import check_style, read
from techvisits.text.citations import Citation, Reading, cite_page, cite_sources
from techvisits.text.page import Page
from techvisits.web.answers import Answering, Terms, query_of, read_only, respond
from techvisits.web.plain import base_of
from techvisits.web.problems import refuse_query

Citing = Callable[[Page, Reading], Sequence[Citation]]


def build_citations_routes(folder: Path, base_url: str) -> list[BaseRoute]:
    """The routes: `/api/citation` and `/api/sources`, each in every form."""
    return [
        read_only(f"/api/{name}.{ending}", _answer(folder, base_url, name, ending))
        for name in CITING
        for ending in FORMS
    ]


def today() -> dt.date:
    """The day of the reading, in UTC."""
    return dt.datetime.now(dt.UTC).date()


def _answer(folder: Path, base_url: str, name: str, ending: str) -> Answering:
    form, cite = FORMS[ending], CITING[name]

    def answer(request: Request) -> Response:
        record = load_record(folder)
        page = read_page(request, folder)
        citations = cite(page, Reading(record, base_of(request, base_url), today()))
        first = citations[0].key if len(citations) == 1 else "tech-visits"
        terms = Terms(record.released, f"{first}-{name}.{ending}", is_download=ending in ("bib", "ris"))
        return respond(request, form.write(citations), form.media_type, terms)

    return answer


def read_page(request: Request, folder: Path) -> Page:
    """The page that the query asks for; raises Refused with all that is unknown or malformed in it."""
    record = load_record(folder)
    query = query_of(request)
    _, problems = filters.from_query(query, record)
    if problems := [*problems, *check_style(query)]:
        raise refuse_query(problems)
    return Page(read(query, record)[0], record)


def _cite_open(page: Page, reading: Reading) -> list[Citation]:
    return [cite_page(page, reading)]


def _cite_sources(page: Page, reading: Reading) -> list[Citation]:
    """Of the open meeting, of the open trip, else of all meetings that the filters let through."""
    if page.state.meeting:
        return cite_sources([page.record.by_id[page.state.meeting]])
    return cite_sources(page.seen.meetings)


CITING: Final[dict[str, Citing]] = {"citation": _cite_open, "sources": _cite_sources}
"""What each route cites, by its name."""
