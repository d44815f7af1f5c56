"""One leader, company or host held against another, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from techvisits.record.filters import to_query
from techvisits.record.governments import JAPAN, KOREA
from techvisits.record.questions.versus import HOST, Side, Versus
from techvisits.text.page import Page
from techvisits.text.paths import COMPARE, EXPLORE, with_query
from techvisits.text.questions.answer import Cell, Told, meeting_day, node, number, only_held

MOST = 8
Of = Callable[[Side], Cell]


def tell_versus(found: Versus, page: Page) -> Told:
    """What the two come to beside each other: a column each."""
    say = page.language.say
    sides = (found.a, found.b)
    lines = [*_lines(page), *_topics(found, page), *_partners(found, page)]
    rows = [[Cell(name), *map(of, sides)] for name, of in lines]
    columns = ["", *(page.language.name(page.record.find_name(side.identifier)) for side in sides)]
    behind = only_held(page.state.filters.asking(found.kind, [side.identifier for side in sides]))
    turned = with_query(
        f"/{COMPARE}", page.language.code, [*to_query(page.state.filters), *pair_query(found, is_turned=True)]
    )
    ways = [*(node(side.identifier, page) for side in sides), Cell(say("The other way round"), turned)]
    return Told(_title(found, page), _standfirst(found, page), columns, rows, behind, ways)


def pair_query(found: Versus, *, is_turned: bool = False) -> list[tuple[str, str]]:
    """The query pairs of the two."""
    ids = [found.a.identifier, found.b.identifier][:: -1 if is_turned else 1]
    return [(key, f"{found.kind}:{i}") for key, i in zip("ab", ids, strict=True)]


def _lines(page: Page) -> list[tuple[str, Of]]:
    """What is told of each of the two: its name, and the cell of a side."""
    say, language = page.language.say, page.language

    def numbered(count: Callable[[Side], int]) -> Of:
        return lambda side: number(count(side), language)

    return [
        (say("Meetings held"), numbered(lambda side: len(side.meetings))),
        (say("Trips"), numbered(lambda side: side.trips)),
        (say("First"), lambda side: _day(side, 0, page)),
        (say("Latest"), lambda side: _day(side, -1, page)),
        (say("In Japan"), numbered(lambda side: side.count_in(JAPAN))),
        (say("In Korea"), numbered(lambda side: side.count_in(KOREA))),
        (say("With a government"), numbered(lambda side: side.governments)),
    ]


def _topics(found: Versus, page: Page) -> list[tuple[str, Of]]:
    topics = [(page.language.topic(page.record.topics[topic]), topic) for topic in found.topics[:MOST]]
    return [(name, _counted(lambda side: side.topics, topic, page)) for name, topic in topics]


def _partners(found: Versus, page: Page) -> list[tuple[str, Of]]:
    names = [(page.language.name(page.record.find_name(i)), i) for i in found.partners]
    return [(name, _counted(lambda side: side.partners, i, page)) for name, i in names]


def _counted(counts: Callable[[Side], Mapping[str, int]], identifier: str, page: Page) -> Of:
    return lambda side: number(counts(side).get(identifier, 0), page.language)


def _day(side: Side, place: int, page: Page) -> Cell:
    return (
        replace(meeting_day(side.meetings[place], page), is_number=True) if side.meetings else Cell("", is_number=True)
    )


def _title(found: Versus, page: Page) -> str:
    language = page.language
    told = []
    for side in (found.a, found.b):
        who = language.name(page.record.find_name(side.identifier))
        told.append(language.count("{who} with {n} meeting", "{who} with {n} meetings", len(side.meetings), who=who))
    n = len(found.partners)
    if found.kind == HOST:
        shared = language.count("{n} leader in common", "{n} leaders in common", n)
    else:
        shared = language.count("{n} host in common", "{n} hosts in common", n)
    if not n:
        shared = language.say("nobody in common")
    return language.say("{a}, {b}; {common}", a=told[0], b=told[1], common=shared)


def _standfirst(found: Versus, page: Page) -> str:
    language = page.language
    drawn = language.say(
        "Meetings held on one line of time, then topics and those whom both met, by number of meetings."
    )
    if not found.together:
        return drawn
    both = language.count("At {n} meeting both were there.", "At {n} meetings both were there.", len(found.together))
    return f"{drawn}{language.custom.space}{both}"


def back_path(page: Page) -> str:
    """The address of all questions under the same filters."""
    return with_query(f"/{EXPLORE}", page.language.code, to_query(page.state.filters))
