"""Where the plain pages stand, and the links that lead from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from markupsafe import Markup

from techvisits.record.filters import KEYS
from techvisits.text.address import Change, Pairs, State, make_change, to_pairs

MEETINGS, TRIPS = "meetings", "trips"
PEOPLE, ORGANIZATIONS, PLACES = "people", "organizations", "places"
PROMISES: Final = "promises"
EXPLORE, ABOUT = "explore", "about"
LEADERS, HOSTS, COMPANIES = "leaders", "hosts", "companies"
INDEXES: Final = (LEADERS, HOSTS, COMPANIES, PLACES, TRIPS)
KINDS: Final = (MEETINGS, TRIPS, PEOPLE, ORGANIZATIONS, PLACES)
OPENED: Final = {"meeting": MEETINGS, "trip": TRIPS, "place": PLACES}
KEPT: Final = (*KEYS, "lang")


def path_of(kind: str, identifier: str = "", language: str = "en") -> str:
    """`/people/tim-cook?lang=ja`: the root-relative address of a page in a language."""
    return with_query(f"/{kind}/{quote(identifier)}" if identifier else f"/{kind}", language)


def with_query(path: str, language: str = "en", query: Sequence[tuple[str, str]] = ()) -> str:
    """`/?trip=cook-2019-12&lang=ja`: the address with a query, and a language other than English at its end."""
    pairs = [*query, *([("lang", language)] if language != "en" else [])]
    return f"{path}{'?' * bool(pairs)}{urlencode(pairs)}"


@dataclass(frozen=True)
class PlainLinks:
    """What the links of a plain page lead to: the page of the one thing that is asked for, else that with its filters `at`."""

    state: State
    at: str = MEETINGS

    def href(self, change: Change) -> str:
        """The root-relative address after the change."""
        for key, kind in OPENED.items():
            if len(change.put.get(key, ())) == 1:
                return self.page(kind, change.put[key][0])
        pairs = _kept(make_change(to_pairs(self.state), change))
        return f"/{self.at}{'?' * bool(pairs)}{urlencode(pairs, doseq=True)}"

    def page(self, kind: str, identifier: str) -> str:
        """The root-relative address of a thing's page."""
        return path_of(kind, identifier, self.state.language)

    def to(self, change: Change) -> Markup:
        """The attribute of a link that makes the change."""
        return Markup('href="{}"').format(self.href(change))


def _kept(pairs: Pairs) -> Pairs:
    """What of a query the list understands."""
    return {key: values for key, values in pairs.items() if key in KEPT and values}
