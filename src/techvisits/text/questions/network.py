"""Who met whom, and how often."""

from __future__ import annotations

from techvisits.record.filters import to_query
from techvisits.record.questions.network import Network, Tie
from techvisits.text.page import Page
from techvisits.text.paths import EXPLORE, with_query
from techvisits.text.questions.answer import Cell, Told, meeting_day, node, number, only_held


def tell_network(found: Network, page: Page) -> Told:
    """What the picture of one's ring, or of the closest pairs, shows."""
    say = page.language.say
    dated = [say("Meetings"), say("First"), say("Latest")]
    columns = [say("Who"), say("Its own ring"), *dated] if found.node else [say("Leader"), say("Host"), *dated]
    rows = [_row(tie, found, page) for tie in found.ties]
    asked = page.state.filters
    ways = [node(found.node, page), Cell(say("The closest pairs"), ring_path("", page))] if found.node else []
    return Told(_title(found, page), _standfirst(found, page), columns, rows, only_held(asked), ways)


def ring_path(identifier: str, page: Page) -> str:
    """The address of somebody's ring under the same filters; without an id that of the closest pairs."""
    asked = [*to_query(page.state.filters), *([("node", identifier)] if identifier else [])]
    return with_query(f"/{EXPLORE}/network", page.language.code, asked)


def name_of(identifier: str, page: Page) -> str:
    """The name of a person or an organization."""
    return page.language.name(page.record.find_name(identifier))


def times(n: int, page: Page) -> str:
    """`3 times`."""
    return page.language.count("{n} time", "{n} times", n)


def _row(tie: Tie, found: Network, page: Page) -> list[Cell]:
    if found.node:
        other = tie.other(found.node)
        ends = [node(other, page), Cell(page.language.say("Whom they met"), ring_path(other, page))]
    else:
        ends = [Cell(name_of(i, page), ring_path(i, page)) for i in (tie.visitor_id, tie.host_id)]
    first, latest = tie.meetings[0], tie.meetings[-1]
    return [*ends, number(len(tie.meetings), page.language), meeting_day(first, page), meeting_day(latest, page)]


def _title(found: Network, page: Page) -> str:
    say, ties = page.language.say, found.ties
    most = len(ties[0].meetings) if ties else 0
    if not found.node:
        return _title_pairs(found, most, page)
    who = name_of(found.node, page)
    if not ties:
        return say("{who}: nobody met on record here", who=who)
    other = name_of(ties[0].other(found.node), page)
    if len(ties) == 1:
        return say("{who} met {other} here and nobody else: {times}", who=who, other=other, times=times(most, page))
    n = page.language.number(len(ties))
    if most == 1:
        return say("{who} met {n} people or organizations here, each once", who=who, n=n)
    return say(
        "{who} met {n} people or organizations here, most often {other}: {times}",
        who=who,
        n=n,
        other=other,
        times=times(most, page),
    )


def _title_pairs(found: Network, most: int, page: Page) -> str:
    say = page.language.say
    closest = [tie for tie in found.ties if len(tie.meetings) == most]
    if not closest:
        return say("No two people are on record here as having met")
    if most == 1:
        return say("No two people on record here met twice")
    if len(closest) > 1:
        return say(
            "{n} pairs met {times} each, more often than any others",
            n=page.language.number(len(closest)),
            times=times(most, page),
        )
    leader, host = name_of(closest[0].visitor_id, page), name_of(closest[0].host_id, page)
    return say(
        "{leader} and {host} met more often than any other two: {times}",
        leader=leader,
        host=host,
        times=times(most, page),
    )


def _standfirst(found: Network, page: Page) -> str:
    say = page.language.say
    if found.node:
        return say(
            "All who were at a meeting held, round the one who is looked at; the larger, the more meetings. Each leads to its own ring."
        )
    return say(
        "The pairs who met most often, a disc a meeting held, in the colour of who received. Each name leads to all whom it met."
    )
