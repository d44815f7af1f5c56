"""The routes of questions: all answers on one page, each on a page of its own, its table and its picture as files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from techvisits.drawing.charts.marks import HALF, NARROW, WHOLE, Frame
from techvisits.drawing.charts.questions import QUESTIONS
from techvisits.drawing.painters.charts import paint_both
from techvisits.package.errors import Problem
from techvisits.record.filters import from_query, to_query
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.record.values import shorten
from techvisits.text.address import State, check_style
from techvisits.text.page import Page
from techvisits.text.paths import EXPLORE, with_query
from techvisits.text.questions.answer import KEYS, Options, read_options
from techvisits.text.questions.sections import (
    Pictured,
    head_question,
    head_questions,
    render_question,
    render_questions,
)
from techvisits.web.answers import Answering, read_only
from techvisits.web.plain import answer_plain, base_of, language_of, refuse_plain, write_plain
from techvisits.web.problems import Refused, refuse_query
from techvisits.web.told import ENDINGS, respond_file, write_file

KEPT: Final = 64


@dataclass(frozen=True)
class Asked:
    """What an address asks for: a page with its filters, the options, and what was not understood."""

    page: Page
    options: Options
    problems: tuple[Problem, ...]

    @property
    def query(self) -> list[tuple[str, str]]:
        """The query pairs of this address but for the language."""
        return [*to_query(self.page.state.filters), *self.options.to_query()]


def build_explore_routes(folder: Path, base_url: str = "") -> list[BaseRoute]:
    """The routes; `base_url` is the dashboard's own address, else the one that was asked."""
    refuse = refuse_plain(folder, base_url)
    return [
        read_only(f"/{EXPLORE}", _answer_all(folder, base_url), refuse),
        *(read_only(f"/{EXPLORE}/{{slug}}{ending}", _answer_file(folder, base_url, ending)) for ending in ENDINGS),
        read_only(f"/{EXPLORE}/{{slug}}", _answer_one(folder, base_url), refuse),
    ]


def read_asked(text: str, code: str, record: Record) -> Asked:
    """What a query asks for, without what in it nobody understands."""
    query = parse_qs(text)
    filters, problems = from_query(query, record)
    options, found = read_options(query, record)
    problems = [*problems, *found, *check_style(query, KEYS)]
    return Asked(Page(State(filters, language=code), record, is_plain=True), options, tuple(problems))


def _answer_all(folder: Path, base_url: str) -> Answering:
    """All answers; 400 where a part of what is asked is not understood, the rest shown all the same."""

    def answer(request: Request) -> Response:
        record, base = load_record(folder), base_of(request, base_url)
        content, status = _write_all(request.url.query, language_of(request), record, base)
        return answer_plain(request, content, record, status)

    return answer


def _answer_one(folder: Path, base_url: str) -> Answering:
    def answer(request: Request) -> Response:
        record, base, slug = load_record(folder), base_of(request, base_url), _slug_of(request)
        content, status = _write_one(slug, request.url.query, language_of(request), record, base)
        return answer_plain(request, content, record, status)

    return answer


def _answer_file(folder: Path, base_url: str, ending: str) -> Answering:
    """The table or the picture of an answer; 400 with all that is unknown or malformed in what is asked."""

    def answer(request: Request) -> Response:
        record, slug = load_record(folder), _slug_of(request)
        asked = read_asked(request.url.query, language_of(request), record)
        if asked.problems:
            raise refuse_query(asked.problems)
        base = base_of(request, base_url) if ending == ".svg" else ""
        content = _write_file(slug, request.url.query, language_of(request), record, base)
        return respond_file(request, content, record, slug, ending)

    return answer


@lru_cache(maxsize=KEPT)
def _write_all(text: str, code: str, record: Record, base: str) -> tuple[str, int]:
    asked = read_asked(text, code, record)
    answers = [_picture(slug, asked, HALF) for slug in QUESTIONS]
    main = render_questions(answers, asked.page, asked.problems)
    return write_plain(asked.page, head_questions(asked.page), main, base), 400 if asked.problems else 200


@lru_cache(maxsize=KEPT)
def _write_one(slug: str, text: str, code: str, record: Record, base: str) -> tuple[str, int]:
    asked = read_asked(text, code, record)
    answer = _picture(slug, asked, WHOLE)
    others = [_name(other, asked) for other in QUESTIONS if other != slug]
    main = render_question(answer, asked.page, others, asked.problems, base)
    return write_plain(asked.page, head_question(answer, asked.page), main, base), 400 if asked.problems else 200


@lru_cache(maxsize=KEPT)
def _write_file(slug: str, text: str, code: str, record: Record, base: str) -> bytes:
    """The picture, which names the address it is from, or without a base the table."""
    asked = read_asked(text, code, record)
    told, draw = QUESTIONS[slug](asked.page, asked.options)
    address = base and base + with_query(f"/{EXPLORE}/{slug}", code, asked.query)
    return write_file(told, lambda: draw(WHOLE), record, address)


def _picture(slug: str, asked: Asked, frame: Frame) -> Pictured:
    told, draw = QUESTIONS[slug](asked.page, asked.options)
    return Pictured(slug, told, paint_both((draw(frame), draw(NARROW)), told.title, told.standfirst), asked.query)


def _name(slug: str, asked: Asked) -> tuple[str, str]:
    """The title of another question under the same filters, and its address."""
    told, _ = QUESTIONS[slug](asked.page, Options())
    asks = to_query(asked.page.state.filters)
    return told.title, with_query(f"/{EXPLORE}/{slug}", asked.page.language.code, asks)


def _slug_of(request: Request) -> str:
    """The question that is asked; raises Refused where there is none."""
    slug = str(request.path_params["slug"])
    if slug not in QUESTIONS:
        raise Refused(404, f"{shorten(slug)} is no question here: {', '.join(QUESTIONS)}")
    return slug
