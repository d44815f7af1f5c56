"""The plain list of meetings: what is asked for, the newest first, one portion a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from techvisits.package.errors import Problem
from techvisits.record.filters import KEYS, from_query, to_query
from techvisits.record.portion import Portion, read_portion
from techvisits.record.record import Record
from techvisits.record.values import Query, last_of
from techvisits.text.address import STYLE, State, check_style
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, with_query
from techvisits.text.sections import build_months, render, render_chips, render_nothing

ROWS: Final = 40
OFFSET: Final = "offset"


@dataclass(frozen=True)
class Listing:
    """A portion of a list: the page with its filters, after how many meetings it begins, and what asked for was not understood."""

    page: Page
    offset: int
    problems: Sequence[Problem]

    @property
    def query(self) -> list[tuple[str, str]]:
        """What its address asks for besides the language."""
        return _query_of(self.page, self.offset)


def read_listing(query: Query, record: Record) -> Listing:
    """The portion of the list that an address asks for, without what in it nobody understands."""
    filters, problems = from_query(query, record)
    portion, found = read_portion({OFFSET: query.get(OFFSET, ())})
    code = last_of(query, "lang")
    page = Page(State(filters, language=code if STYLE["lang"](code) else "en"), record, is_plain=True)
    most = max(len(page.shown.meetings) - 1, 0)
    if portion.offset > most:
        found.append(Problem(OFFSET, str(portion.offset), f"there are not so many; up to {most}", (f"0 to {most}",)))
    problems = [*problems, *found, *check_style(query, (OFFSET,))]
    return Listing(page, portion.offset if portion.offset <= most else 0, problems)


def render_listing(listing: Listing) -> Markup:
    """The headline, what is asked for, a form for words and days, and the rows of this portion by month."""
    page = listing.page
    asked = to_query(page.state.filters)
    lang = [("lang", page.language.code)] if page.language.code != "en" else []
    return render(
        "plain_list.html",
        page,
        problems=listing.problems,
        keys=page.language.commas([*KEYS, OFFSET, "lang"]),
        chips=render_chips(page),
        kept=[*((key, value) for key, value in asked if key not in ("q", "from", "to")), *lang],
        span=page.record.span,
        months=build_months(page.shown.meetings, page, start=listing.offset, most=ROWS),
        nothing=render_nothing(page),
        pager=_build_pager(listing),
    )


def _build_pager(listing: Listing) -> list[tuple[str, str, str]]:
    """A link to the newer portion and one to the older: the relation, the address, the words."""
    page = listing.page
    others = Portion(ROWS, listing.offset).list_others(len(page.shown.meetings))
    names = {"prev": "← " + page.language.say("Newer"), "next": page.language.say("Older") + " →"}
    return [
        (rel, with_query(f"/{MEETINGS}", page.language.code, _query_of(page, others[rel].offset)), text)
        for rel, text in names.items()
        if rel in others
    ]


def _query_of(page: Page, offset: int) -> list[tuple[str, str]]:
    return [*to_query(page.state.filters), *([(OFFSET, str(offset))] if offset else [])]
