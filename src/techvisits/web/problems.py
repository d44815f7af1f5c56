"""Refusals: what is wrong with what was asked, where, and what is allowed, as a program can read it (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from techvisits.package.errors import Problem
from techvisits.record import filters

MEDIA_TYPE: Final = "application/problem+json"
QUERY: Final = "api/openapi.json#/components/responses/query"
CHOICES: Final = "/api/choices/{}.json"


class Refused(Exception):
    """A request that is not answered as asked, with its HTTP status, a line for the reader, and each thing that is wrong."""

    def __init__(
        self, status: int, detail: str, problems: Sequence[Problem] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.problems = status, detail, tuple(problems)
        self.headers = dict(headers or {})

    @property
    def title(self) -> str:
        """What the status means, in the words of HTTP."""
        return "Query not understood" if self.status == 400 else HTTPStatus(self.status).phrase


def refuse_query(problems: Sequence[Problem]) -> Refused:
    """The refusal of a query: 400 with all that is wrong in it."""
    return Refused(400, "; ".join(map(str, problems)), problems)


def answer_problem(request: Request, refused: Refused) -> Response:
    """The refusal as problem JSON; each thing wrong stands in `errors` with its parameter and what is allowed there."""
    document: dict[str, object] = {
        "type": f"{request.base_url}{QUERY}" if refused.problems else "about:blank",
        "title": refused.title,
        "status": refused.status,
        "detail": refused.detail,
    }
    if refused.problems:
        document["errors"] = [_write(problem) for problem in refused.problems]
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    headers = {"Cache-Control": "no-cache", **refused.headers}
    return Response(content, refused.status, headers, MEDIA_TYPE)


def _write(problem: Problem) -> dict[str, object]:
    written: dict[str, object] = {
        "parameter": problem.parameter,
        "value": problem.value,
        "detail": problem.what,
        "allowed": list(problem.allowed),
    }
    if problem.parameter in (*filters.LISTS, *filters.NOTS) and not problem.allowed:
        written["choices"] = CHOICES.format(problem.parameter.removeprefix(filters.NOT))
    return written
