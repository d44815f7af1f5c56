"""How long trips take, how many meetings they have, and when a leader comes again."""

from __future__ import annotations

from collections.abc import Sequence

from techvisits.record.questions.journeys import APART, COUNTS, LENGTHS, Journey
from techvisits.text.page import Page
from techvisits.text.questions.answer import Cell, Told, days, node, number, only_held, trip_day


def tell_journeys(found: Sequence[Journey], page: Page) -> Told:
    """What the picture of trips by length shows."""
    say, language = page.language.say, page.language
    columns = [say("First meeting"), say("Leader"), say("Days"), say("Meetings"), say("Days since the trip before")]
    rows = [
        [
            trip_day(each.trip_id, each.first, page),
            node(each.leader.person_id, page),
            Cell(days(each.days, language), is_number=True),
            number(len(each.meetings), language),
            Cell("" if each.apart is None else language.number(each.apart), is_number=True),
        ]
        for each in found
    ]
    standfirst = say(
        "From the first meeting held to the last, both days counted; who stayed on without a meeting is not known."
    )
    return Told(_title(found, page), standfirst, columns, rows, only_held(page.state.filters))


def bar_names(bars: Sequence[int], page: Page) -> list[str]:
    """What stands under each bar: its number, the last one's with `or more`; of days between trips in months and years."""
    say = page.language.say
    if bars is APART:
        return [
            say("a month"),
            say("3 months"),
            say("half a year"),
            say("a year"),
            say("2 years"),
            say("5 years"),
            say("longer"),
        ]
    return [*map(str, bars[:-1]), f"{bars[-1]}+"]


def panel_names(page: Page) -> list[tuple[str, Sequence[int]]]:
    """What each group of bars counts, and where its bars begin."""
    say = page.language.say
    return [
        (say("Days of a trip"), LENGTHS),
        (say("Meetings on a trip"), COUNTS),
        (say("Back again within"), APART),
    ]


def _title(found: Sequence[Journey], page: Page) -> str:
    language = page.language
    known = [each for each in found if each.days]
    if not found:
        return language.say("No trip with a meeting held is on record here")
    if not known:
        return language.count(
            "Of the {n} trip here the days are not known", "Of the {n} trips here the days are not known", len(found)
        )
    longest = known[0]
    length = language.count("{n} day", "{n} days", longest.days or 0)
    who = language.name(longest.leader.name)
    when = language.date(longest.first.date, "month")
    if len(known) == 1:
        return language.say("The one trip with known days here: {who}, {when}, {days}", who=who, when=when, days=length)
    return language.say(
        "{n} of {all} trips had meetings on one day only; the longest took {days}: {who}, {when}",
        n=language.number(sum(each.days == 1 for each in known)),
        all=language.number(len(known)),
        who=who,
        when=when,
        days=length,
    )
