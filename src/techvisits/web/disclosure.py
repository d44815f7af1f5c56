"""The page on which the papers of a meeting are asked for, and its letters as files."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from techvisits.record.model import Meeting
from techvisits.record.shelf import load_record
from techvisits.text.disclosure import list_requests
from techvisits.text.letters import write_letter
from techvisits.text.plain import plain_page
from techvisits.text.requesting import head_request, render_request
from techvisits.web.answers import Answering, Terms, read_only, respond
from techvisits.web.plain import answer_plain, base_of, language_of, refuse_plain, write_plain
from techvisits.web.problems import Refused


def build_disclosure_routes(folder: Path, base_url: str) -> list[BaseRoute]:
    """The routes: the page of a meeting, and each of its letters."""
    refuse = refuse_plain(folder, base_url)
    return [
        read_only("/meetings/{id}/request", _answer_page(folder, base_url), refuse),
        read_only("/meetings/{id}/request/{number:int}.txt", _answer_letter(folder), refuse),
    ]


def _answer_page(folder: Path, base_url: str) -> Answering:
    """The letters with what there is to know; 404 where no host has to answer."""

    def answer(request: Request) -> Response:
        record = load_record(folder)
        meeting, page = _find_meeting(request, folder), plain_page(record, language_of(request))
        if not list_requests(meeting, record):
            raise Refused(
                404,
                page.language.say("No host of this meeting has to answer by the disclosure laws of Japan or Korea."),
            )
        base = base_of(request, base_url)
        content = write_plain(page, head_request(meeting, page), render_request(meeting, page), base)
        return answer_plain(request, content, record)

    return answer


def _answer_letter(folder: Path) -> Answering:
    def answer(request: Request) -> Response:
        record, meeting, number = load_record(folder), _find_meeting(request, folder), request.path_params["number"]
        requests = list_requests(meeting, record)
        if not 0 < number <= len(requests):
            raise Refused(404, "There is no such letter")
        content = write_letter(requests[number - 1]).encode()
        terms = Terms(record.released, f"{meeting.meeting_id}-request-{number}.txt", is_download=True)
        return respond(request, content, "text/plain; charset=utf-8", terms)

    return answer


def _find_meeting(request: Request, folder: Path) -> Meeting:
    found = load_record(folder).by_id.get(request.path_params["id"])
    if not found:
        raise Refused(404, "Nothing on record has this address")
    return found
