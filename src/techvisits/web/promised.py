"""The routes of promises: all of them on one ladder, each on a page of its own, and those that are asked for as files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from techvisits.export.citations import FORMS
from techvisits.export.promises import build_promises_csv, build_promises_json
from techvisits.package.errors import Problem
from techvisits.record.following import CHOICES, Asked, from_query, select
from techvisits.record.portion import read_portion
from techvisits.record.promises import Promise
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.record.values import Query, shorten
from techvisits.text.address import check_style
from techvisits.text.citations import Citation, Reading, cite_promise, cite_steps
from techvisits.text.citing import render_promise_cite
from techvisits.text.listing import OFFSET
from techvisits.text.plain import plain_page
from techvisits.text.pledges import head_of, head_of_one, render_pledge, render_pledges
from techvisits.text.sections import render
from techvisits.web.answers import Answering, Terms, read_only, respond
from techvisits.web.citations import today
from techvisits.web.plain import answer_plain, base_of, language_of, refuse_plain, write_plain
from techvisits.web.problems import Refused, refuse_query

KEPT: Final = 64
MEDIA_TYPES: Final[Mapping[str, str]] = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def build_promised_routes(folder: Path, base_url: str = "") -> list[BaseRoute]:
    """The routes of promises; `base_url` is the dashboard's own address, else the one that was asked."""
    refuse = refuse_plain(folder, base_url)
    return [
        read_only("/promises", _answer_pledges(folder, base_url), refuse),
        read_only("/promises/{id}", _answer_pledge(folder, base_url), refuse),
        *(
            read_only(f"/promises/{{id}}/citation.{ending}", _answer_citation(folder, base_url, ending))
            for ending in FORMS
        ),
        *(read_only(f"/promises/{{id}}/sources.{ending}", _answer_sources(folder, ending)) for ending in FORMS),
        *(read_only(f"/api/promises.{ending}", _answer_file(folder, ending)) for ending in MEDIA_TYPES),
    ]


def _answer_pledges(folder: Path, base_url: str) -> Answering:
    """A portion of the promises that are asked for; 400 where a part of that is not understood, the rest shown all the same."""

    def answer(request: Request) -> Response:
        record, base = load_record(folder), base_of(request, base_url)
        content, status = _write_pledges(request.url.query, language_of(request), record, base)
        return answer_plain(request, content, record, status)

    return answer


@lru_cache(maxsize=KEPT)
def _write_pledges(text: str, code: str, record: Record, base: str) -> tuple[str, int]:
    """The page that a query asks for, and with what status it is answered."""
    query, page = parse_qs(text), plain_page(record, code)
    asked, problems = _read(query, record, (OFFSET,))
    portion, found = read_portion({OFFSET: query.get(OFFSET, ())})
    problems += found
    main = render_pledges(asked, page, problems, portion.offset)
    return write_plain(page, head_of(asked, page), main, base), 400 if problems else 200


def _answer_pledge(folder: Path, base_url: str) -> Answering:
    """One promise, or 404 where there is none."""

    def answer(request: Request) -> Response:
        record = load_record(folder)
        promise = _find(request, record)
        page, base = plain_page(record, language_of(request)), base_of(request, base_url)
        foot = render("extras.html", page, extras=[render_promise_cite(promise, page, Reading(record, base, today()))])
        content = write_plain(page, head_of_one(promise, page), render_pledge(promise, page) + foot, base)
        return answer_plain(request, content, record)

    return answer


def _answer_citation(folder: Path, base_url: str, ending: str) -> Answering:
    def answer(request: Request) -> Response:
        record = load_record(folder)
        reading = Reading(record, base_of(request, base_url), today())
        return _give(request, [cite_promise(_find(request, record), reading)], ending, record)

    return answer


def _answer_sources(folder: Path, ending: str) -> Answering:
    def answer(request: Request) -> Response:
        record = load_record(folder)
        return _give(request, cite_steps(_find(request, record)), ending, record)

    return answer


def _give(request: Request, citations: list[Citation], ending: str, record: Record) -> Response:
    name = f"{request.path_params['id']}.{ending}"
    terms = Terms(record.released, name, is_download=ending in ("bib", "ris"))
    return respond(request, FORMS[ending].write(citations), FORMS[ending].media_type, terms)


def _find(request: Request, record: Record) -> Promise:
    """The promise that is asked for; raises Refused where there is none."""
    identifier = request.path_params["id"]
    if identifier not in record.promises:
        raise Refused(404, f"{shorten(identifier)} is no promise on record")
    return record.promises[identifier]


def _answer_file(folder: Path, ending: str) -> Answering:
    """The promises that a query asks for as a file, or 400 with all that is unknown or malformed in it."""

    def answer(request: Request) -> Response:
        record = load_record(folder)
        asked, problems = _read(_query(request), record)
        if problems:
            raise refuse_query(problems)
        found, is_table = select(asked, record), ending == "csv"
        content = build_promises_csv(found) if is_table else build_promises_json(found, record)
        terms = Terms(record.released, f"tech-visits-promises.{ending}", is_table)
        return respond(request, content, MEDIA_TYPES[ending], terms)

    return answer


def _query(request: Request) -> Query:
    """The query; a choice of a form that asks for anything asks for nothing."""
    return parse_qs(request.url.query)


def _read(query: Query, record: Record, further: tuple[str, ...] = ()) -> tuple[Asked, list[Problem]]:
    asked, problems = from_query(query, record)
    return asked, [*problems, *check_style(query, (*CHOICES, *further))]
