"""The ways to the other pages that stand beside each page, with the number of things that wait there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from techvisits.record.filters import to_query
from techvisits.record.sizes import measure
from techvisits.text.address import Change
from techvisits.text.page import Page
from techvisits.text.paths import (
    ABOUT,
    COMPANIES,
    COMPARE,
    EXPLORE,
    HOSTS,
    LEADERS,
    PLACES,
    PROMISES,
    TRIPS,
    with_query,
)

MAP: Final = ""
PEOPLE_OF: Final[Mapping[str, tuple[str, str]]] = {
    "people": (LEADERS, "leader"),
    "organizations": (COMPANIES, "company"),
}


@dataclass(frozen=True)
class Way:
    """A way: the attributes of its link, what `aria-current` says of it where the reader is there, its words and number."""

    attributes: Markup
    current: str
    words: str
    count: int | None


def list_ways(page: Page, path: str) -> list[Way]:
    """The ways, as they stand beside the page at `path`: each goes on with its filters and counts what these let through."""
    here = path.strip("/").split("/")
    section = _section_of(here, page)
    return [
        Way(_link(kind, page), _current(kind, section, here), words, count) for kind, words, count in _name_ways(page)
    ]


def _name_ways(page: Page) -> Iterator[tuple[str, str, int | None]]:
    say, sizes = page.language.say, measure(page.shown, page.record)
    yield MAP, say("Map and list"), sizes.meetings
    yield EXPLORE, say("Questions"), None
    yield PROMISES, say("Promises"), sizes.promises
    yield LEADERS, say("Leaders"), sizes.leaders
    yield HOSTS, say("Hosts"), sizes.hosts
    yield COMPANIES, say("Companies"), sizes.companies
    yield PLACES, say("Places"), sizes.places
    yield TRIPS, say("Trips"), sizes.trips
    yield ABOUT, say("About the record"), None


def _link(kind: str, page: Page) -> Markup:
    if kind == MAP and not page.is_plain:
        return page.links.to(Change({"meeting": (), "trip": ()}))
    asked = [] if kind == ABOUT else to_query(page.state.filters)
    return Markup('href="{}"').format(with_query(f"/{kind}", page.language.code, asked))


def _current(kind: str, section: str, here: list[str]) -> str:
    """`page` for the page itself, `true` for that from which it was reached."""
    if kind != section:
        return ""
    return "page" if len(here) == 1 and here != [COMPARE] else "true"


def _section_of(here: list[str], page: Page) -> str:
    """The way that a page is reached by: those of leaders and companies have others, who only ever received."""
    kind = EXPLORE if here[0] == COMPARE else here[0]
    if kind in PEOPLE_OF and len(here) == 2:
        section, key = PEOPLE_OF[kind]
        return section if here[1] in page.record.index.by_visit[key].ids else HOSTS
    return MAP if kind == "meetings" else kind
