"""The plain list of meetings: what is asked for, the newest first, one part a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from techvisits.record.filters import KEYS, Query, from_query, last_of, shorten, to_query
from techvisits.record.record import Record
from techvisits.text.address import STYLE, State, check_style
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, with_query
from techvisits.text.sections import build_months, render, render_chips

ROWS: Final = 40
PAGE: Final = "page"


@dataclass(frozen=True)
class Listing:
    """One part of a list: its number, how many there are, and a line for each thing asked for that is unknown or malformed."""

    page: Page
    number: int
    last: int
    problems: Sequence[str]

    @property
    def query(self) -> list[tuple[str, str]]:
        """What the address of this part asks for besides the language."""
        return self.query_of(self.number)

    def query_of(self, number: int) -> list[tuple[str, str]]:
        """The same of another part."""
        return [*to_query(self.page.state.filters), *([(PAGE, str(number))] if number > 1 else [])]


def read_listing(query: Query, record: Record) -> Listing:
    """The part of the list that an address asks for, without what in it nobody understands."""
    filters, problems = from_query(query, record)
    problems += check_style({key: values for key, values in query.items() if key != PAGE})
    code = last_of(query, "lang")
    page = Page(State(filters, language=code if STYLE["lang"](code) else "en"), record, is_plain=True)
    last = max(-(-len(page.shown.meetings) // ROWS), 1)
    text = last_of(query, PAGE)
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1 if not text else 0
    if not 1 <= number <= last:
        problems.append(f"{PAGE}={shorten(text)}: is no whole number from 1 to {last}")
    return Listing(page, number if 1 <= number <= last else 1, last, problems)


def render_listing(listing: Listing) -> Markup:
    """The headline, what is asked for, a form for words and days, and the rows of this part by month."""
    page = listing.page
    asked = to_query(page.state.filters)
    lang = [("lang", page.language.code)] if page.language.code != "en" else []
    return render(
        "plain_list.html",
        page,
        problems=listing.problems,
        keys=page.language.commas([*KEYS, PAGE, "lang"]),
        chips=render_chips(page),
        kept=[*((key, value) for key, value in asked if key not in ("q", "from", "to")), *lang],
        span=page.record.span,
        months=build_months(page.shown.meetings, page, start=(listing.number - 1) * ROWS, most=ROWS),
        pager=_build_pager(listing),
    )


def _build_pager(listing: Listing) -> list[tuple[str, str, str]]:
    """A link to the newer part and one to the older: the relation, the address, the words."""
    say, code = listing.page.language.say, listing.page.language.code
    found = []
    for rel, number, text in (
        ("prev", listing.number - 1, "← " + say("Newer")),
        ("next", listing.number + 1, say("Older") + " →"),
    ):
        if 1 <= number <= listing.last:
            found.append((rel, with_query(f"/{MEETINGS}", code, listing.query_of(number)), text))
    return found
