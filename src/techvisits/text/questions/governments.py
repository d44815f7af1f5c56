"""Whom both governments received, and how many days apart."""

from __future__ import annotations

from techvisits.record.governments import JAPAN
from techvisits.record.model import HELD
from techvisits.record.questions.governments import RANKS, Governments, Pair, Received
from techvisits.text.page import Page
from techvisits.text.paths import EXPLORE, with_query
from techvisits.text.questions.answer import Cell, Told, meeting_day, node, number, only_held

WITHIN = (7, 30, 365)


def tell_governments(found: Governments, page: Page) -> Told:
    """What the picture of leaders by those who received them shows."""
    say, filters = page.language.say, page.state.filters
    ranks = [rank_name(*rank, page) for rank in RANKS]
    columns = [say("Leader"), *ranks, say("Fewest days between"), say("In Japan"), say("In Korea"), say("On one trip")]
    leaders = [each.leader_id for each in found.both]
    behind = only_held(filters.asking("leader", leaders).asking("host_kind", ["government"]) if leaders else filters)
    return Told(_title(found, page), _standfirst(page), columns, _rows(found, page), behind, _ways(found, page))


def rank_name(country_code: str, rank: str, page: Page) -> str:
    """`Prime minister`, `Ministers, others` of a country."""
    say = page.language.say
    if rank == "head":
        return say("Prime Minister of Japan") if country_code == JAPAN else say("President, Prime Minister of Korea")
    return say("Ministers, others of Japan") if country_code == JAPAN else say("Ministers, others of Korea")


def pair_days(pair: Pair, page: Page) -> str:
    """`2`; `up to 45` where only a month is known."""
    days = page.language.number(pair.days)
    return days if pair.is_exact else page.language.say("up to {days}", days=days)


def _title(found: Governments, page: Page) -> str:
    say, count, n = page.language.say, page.language.count, len(found.both)
    one_trip = sum(bool(each.pair and each.pair.is_one_trip) for each in found.both)
    within = count("within {n} day", "within {n} days", found.within)
    if not n and found.within:
        return say("No leader on record here was received by both governments {within}", within=within)
    if not n:
        return say("No leader on record here was received by both governments")
    leaders = count("{n} leader was received by both governments", "{n} leaders were received by both governments", n)
    if found.within:
        leaders = count(
            "{n} leader was received by both governments {within}",
            "{n} leaders were received by both governments {within}",
            n,
            within=within,
        )
    if not one_trip:
        return leaders
    trips = (
        say("on one trip") if n == one_trip == 1 else say("{n} of them on one trip", n=page.language.number(one_trip))
    )
    return say("{leaders}, {trips}", leaders=leaders, trips=trips)


def _standfirst(page: Page) -> str:
    say = page.language.say
    drawn = say("Meetings held, by who received; in bold who saw both governments on one trip.")
    counted = say("A government is its head, ministers and agencies, not a parliament, a city or a province.")
    return f"{drawn}{page.language.custom.space}{counted}"


def _rows(found: Governments, page: Page) -> list[list[Cell]]:
    return [
        [
            node(each.leader_id, page),
            *(number(each.ranks.get(rank, 0), page.language) for rank in RANKS),
            *_pair_cells(each, page, is_told=each in found.both),
        ]
        for each in (*found.both, *found.others)
    ]


def _pair_cells(each: Received, page: Page, *, is_told: bool) -> list[Cell]:
    pair = each.pair
    if not pair or not is_told:
        return [Cell(""), Cell(""), Cell(""), Cell("")]
    same = page.language.say("yes") if pair.is_one_trip else page.language.say("no")
    days = [meeting_day(visit.meeting, page) for visit in (pair.japan, pair.korea)]
    return [Cell(pair_days(pair, page)), *days, Cell(same)]


def _ways(found: Governments, page: Page) -> list[Cell]:
    """The same within fewer days, and within any."""
    asked = [(key, i) for key, ids in page.state.filters.lists for i in ids if (key, i) != ("status", HELD)]
    path, code = f"/{EXPLORE}/both-governments", page.language.code
    ways = [
        Cell(
            page.language.count("Within {n} day", "Within {n} days", days),
            with_query(path, code, [*asked, ("within", str(days))]),
        )
        for days in WITHIN
        if days != found.within
    ]
    return (
        [*ways, Cell(page.language.say("However many days"), with_query(path, code, asked))] if found.within else ways
    )
