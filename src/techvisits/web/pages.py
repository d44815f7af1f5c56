"""The plain pages: a page for each meeting, made on the server, that needs no script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from techvisits.record.load import load_record
from techvisits.text import parties
from techvisits.text.paths import MEETINGS, path_of
from techvisits.text.plain import Head, plain_page
from techvisits.text.sections import render_meeting
from techvisits.web.plain import answer_plain

Endpoint = Callable[[Request], Response]


def build_pages_routes(folder: Path, base_url: str = "") -> list[BaseRoute]:
    """The routes of the plain pages."""
    return [Route("/meetings/{id}", _answer_meeting(folder, base_url))]


def _answer_meeting(folder: Path, base_url: str) -> Endpoint:
    def answer(request: Request) -> Response:
        record = load_record(folder)
        page = plain_page(record, request.query_params.get("lang", "en"))
        meeting = record.by_id[request.path_params["id"]]
        title = str(parties.sentence(meeting, page.language).striptags())
        opened = [("meeting", meeting.meeting_id)]
        head = Head(title, meeting.summary, path_of(MEETINGS, meeting.meeting_id), preview=opened, dashboard=opened)
        return answer_plain(request, page, head, render_meeting(meeting, page), base_url)

    return answer
