"""What stands beside a thing: links to the same elsewhere, others to hold it against, and its company's other leaders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from techvisits.record.filters import to_query
from techvisits.record.record import Record
from techvisits.text.address import Change
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, ORGANIZATIONS, PEOPLE, path_of, with_query

MOST: Final = 4
COMPARE: Final = "/compare"
UNCHANGED: Final = Change()


@dataclass(frozen=True)
class Beside:
    """Another leader, company or host: the address, what it is called, how many meetings it has."""

    href: str
    name: str
    count: str


def list_actions(page: Page, opened: Sequence[tuple[str, str]] = ()) -> Iterator[tuple[str, str]]:
    """What can be done with what the page asks for, or has open: the address and the words of each link."""
    say, query = page.language.say, opened or to_query(page.state.filters)
    yield with_query("/", page.language.code, query), say("Show on the map")
    yield f"/feed.atom?{urlencode(query)}", say("Follow (feed)")
    yield f"/api/meetings.csv?{urlencode(query)}", "CSV"
    yield "#cite" if opened else with_query(f"/{MEETINGS}", page.language.code, query) + "#cite", say("Cite")


def list_rivals(key: str, identifier: str, page: Page) -> list[Beside]:
    """Others with a similar number of meetings, each with a page that holds the two against each other."""
    counts = count_held(key, page.record)
    own = counts.get(identifier, 0)
    alike = [other for other in counts if _kind(other, page.record) == _kind(identifier, page.record)]
    nearest = sorted(
        (other for other in alike if other != identifier), key=lambda o: (abs(counts[o] - own), -counts[o], o)
    )
    chosen = sorted(nearest[:MOST], key=lambda other: (-counts[other], other)) if own else []
    return [_rival(key, identifier, other, counts[other], page) for other in chosen]


def _rival(key: str, identifier: str, other: str, n: int, page: Page) -> Beside:
    query = [("a", f"{key}:{identifier}"), ("b", f"{key}:{other}")]
    name = page.language.name(page.record.find_name(other))
    return Beside(with_query(COMPARE, page.language.code, query), name, page.language.number(n))


def _kind(identifier: str, record: Record) -> str:
    organization = record.organizations.get(identifier)
    return organization.kind if organization else ""


def list_colleagues(person_id: str, company_id: str, page: Page) -> list[Beside]:
    """The other leaders of a company, those of most meetings first, and all of them together where there are any."""
    record, language = page.record, page.language
    leaders = Counter(
        v.visitor.leader.person_id
        for v in record.visits
        if v.visitor.company.organization_id == company_id and v.meeting.is_held
    )
    own = leaders.pop(person_id, 0)
    others = [
        Beside(path_of(PEOPLE, i, language.code), language.name(record.find_name(i)), language.number(n))
        for i, n in leaders.most_common(MOST)
    ]
    if others:
        name = language.name(record.find_name(company_id))
        everybody = language.say("{company}, all leaders", company=name)
        total = count_held("company", record).get(company_id, own)
        others.append(Beside(path_of(ORGANIZATIONS, company_id, language.code), everybody, language.number(total)))
    return others


@lru_cache(maxsize=12)
def count_held(key: str, record: Record) -> dict[str, int]:
    """How many meetings that were held each id of a list filter has."""
    facet = record.index.facet(key)
    counts: Counter[str] = Counter()
    is_of_visits = key in record.index.by_visit
    meetings = [visit.meeting for visit in record.visits] if is_of_visits else record.meetings
    seen = {
        (meetings[row].meeting_id, code)
        for row, code in zip(facet.rows, facet.codes, strict=True)
        if meetings[row].is_held
    }
    counts.update(facet.ids[code] for _, code in seen)
    return dict(counts)
