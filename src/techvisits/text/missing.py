"""The pages that say why something is not there, and where to look for it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from techvisits.record.model import Gone
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, path_of
from techvisits.text.plain import Head
from techvisits.text.sections import render


def render_gone(gone: Gone, page: Page) -> tuple[Head, Markup]:
    """That a meeting was withdrawn, when and why."""
    title = page.language.say("This meeting was withdrawn on {day}", day=page.language.date(gone.date))
    return _render(page, title, path_of(MEETINGS, gone.meeting_id), [gone.what, gone.why], gone.url)


def render_unknown(path: str, page: Page) -> tuple[Head, Markup]:
    """That nothing has this address."""
    say = page.language.say
    return _render(page, say("Nothing on record has this address"), path, [], "")


def render_refusal(title: str, detail: str, path: str, page: Page) -> tuple[Head, Markup]:
    """That something can't be answered, and why."""
    return _render(page, title, path, [detail], "")


def _render(page: Page, title: str, path: str, told: Sequence[str], url: str) -> tuple[Head, Markup]:
    everything = path_of(MEETINGS, "", page.language.code)
    main = render("plain_missing.html", page, title=title, told=told, url=url, all=everything)
    return Head(title, " ".join(told) or title, path, robots="noindex"), main
