"""What stands at the foot of the plain pages: sections in the order they are read."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from techvisits.record.model import Meeting
from techvisits.text.address import ROWS
from techvisits.text.citations import Reading
from techvisits.text.citing import render_cite
from techvisits.text.embedding import render_embed_code
from techvisits.text.page import Page
from techvisits.text.requesting import render_request_link
from techvisits.text.sections import render
from techvisits.text.snippets import render_code


def build_extras(meeting: Meeting, page: Page, reading: Reading) -> list[Markup]:
    """The sections of a meeting's own page, each with an `<h2>` of its own; how to embed it where there is room."""
    opened = replace(page, state=replace(page.state, meeting=meeting.meeting_id))
    sections = [render_request_link(meeting, page), render_cite(opened, reading), *_embed(opened, reading)]
    return [section for section in sections if section]


def build_foot(page: Page, reading: Reading) -> Markup:
    """The foot of the page of a trip or of a list: how to cite it and, where there is room, embed it; a list is read from code too."""
    code = [] if page.state.trip else [render_code(page, reading.base)]
    return render("extras.html", page, extras=[render_cite(page, reading), *code, *_embed(page, reading)])


def _embed(page: Page, reading: Reading) -> list[Markup]:
    """How to embed it, where there is room."""
    return [render_embed_code(page, reading.base)] if page.state.rows >= ROWS else []
