"""Questions that a reader may begin with, each as a link to where it is answered."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from techvisits.text.address import Change
from techvisits.text.page import Page
from techvisits.text.paths import EXPLORE, PROMISES, path_of, with_query

APEC: Final = Change({"from": ("2025-10-21",), "to": ("2025-11-06",)})
"""The days round the summit of 2025 in Gyeongju, from the first guests to the last."""


def list_questions(page: Page) -> list[tuple[Markup, str]]:
    """The attributes of each link, and the question; none where something is asked already."""
    if page.stops or not page.state.filters.is_empty:
        return []
    say, code = page.language.say, page.language.code
    return [
        (_to(path_of(EXPLORE, "both-governments", code)), say("Who met both governments?")),
        (_to(with_query(f"/{PROMISES}", code)), say("What came of the promises?")),
        (page.links.to(APEC), say("Who came for APEC 2025?")),
        (_to(path_of(EXPLORE, "first-city", code)), say("Tokyo or Seoul first?")),
        (_to(path_of(EXPLORE, "topics", code)), say("When did AI take over?")),
    ]


def _to(path: str) -> Markup:
    return Markup('href="{}"').format(path)
