"""The page on which the papers of a meeting are asked for: each letter with what it says, where it goes and by which rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from techvisits.record.model import Meeting
from techvisits.text import parties
from techvisits.text.disclosure import PORTALS, Request, list_requests
from techvisits.text.language import Language
from techvisits.text.laws import Rule, name_law
from techvisits.text.letters import write_letter
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, path_of
from techvisits.text.plain import Head
from techvisits.text.sections import render
from techvisits.text.things import entries


@dataclass(frozen=True)
class Shown:
    """One request as the page shows it: the letter, where it is as a file, the law and its rules, whose papers are asked for.

    `portal` takes requests where no desk is known; empty where there is none.
    """

    request: Request
    letter: str
    href: str
    law: str
    rules: list[Rule]
    whose: str
    portal: str


def request_path(meeting: Meeting, language: str = "en") -> str:
    """The root-relative address of the page for a meeting."""
    return path_of(MEETINGS, f"{meeting.meeting_id}/request", language)


def letter_path(meeting: Meeting, number: int) -> str:
    """The root-relative address of one of the letters as a file; the first is 1."""
    return f"{request_path(meeting)}/{number}.txt"


def render_request(meeting: Meeting, page: Page) -> Markup:
    """The letters to those hosts of a meeting that have to answer; says so where none has."""
    requests = enumerate(list_requests(meeting, page.record), 1)
    shown = [_show(request, letter_path(meeting, number), page.language) for number, request in requests]
    title = entries.title_of(meeting, page)
    return render("request.html", page, language=page.language, meeting=meeting, title=title, requests=shown)


def _show(request: Request, href: str, language: Language) -> Shown:
    hosts = replace(request.meeting, hosts=request.hosts)
    return Shown(
        request,
        write_letter(request),
        href,
        name_law(request.law_id, language),
        request.law.list_rules(language),
        parties.list_texts(parties.hosts(hosts, language), language),
        PORTALS.get(request.law_id, ""),
    )


def render_request_link(meeting: Meeting, page: Page) -> Markup:
    """The way from a meeting to the letters that ask for its papers; empty where no host has to answer."""
    requests = list_requests(meeting, page.record)
    if not requests:
        return Markup("")
    return render(
        "request_link.html",
        page,
        href=request_path(meeting, page.language.code),
        addressees=[(request.addressee, request.law.language) for request in requests],
    )


def head_request(meeting: Meeting, page: Page) -> Head:
    """What the page says of itself."""
    say = page.language.say
    return Head(
        title=page.language.commas([say("Request the papers"), entries.title_of(meeting, page)]),
        description=say("A ready letter that asks the host’s office for its papers about this meeting."),
        path=request_path(meeting),
        preview=[("meeting", meeting.meeting_id)],
        dashboard=[("meeting", meeting.meeting_id)],
        robots="noindex, follow",
    )
