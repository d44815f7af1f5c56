"""Whether trips that took in both countries began in Japan or in Korea."""

from __future__ import annotations

from collections.abc import Sequence

from techvisits.record.governments import JAPAN, KOREA
from techvisits.record.questions.crossings import Crossing
from techvisits.text.page import Page
from techvisits.text.questions.answer import Cell, Told, days, node, number, only_held, trip_day


def tell_crossings(found: Sequence[Crossing], page: Page) -> Told:
    """What the picture of trips by their first country shows."""
    say, language = page.language.say, page.language
    rows = [
        [
            trip_day(each.trip_id, each.left, page),
            node(each.leader.person_id, page),
            Cell(language.country(each.first)),
            Cell(days(each.days, language), is_number=True),
            number(each.meetings, language),
        ]
        for each in reversed(found)
    ]
    columns = [say("Day"), say("Leader"), say("First country"), say("Days to the other"), say("Meetings")]
    trips = [each.trip_id for each in found]
    behind = only_held(page.state.filters.asking("trip", trips) if found else page.state.filters)
    return Told(_title(found, page), _standfirst(found, page), columns, rows, behind)


def _title(found: Sequence[Crossing], page: Page) -> str:
    in_japan, in_korea = (sum(each.first == code for each in found) for code in (JAPAN, KOREA))
    language = page.language
    if not found:
        return language.say("No trip on record here took in both countries")
    if len(found) == 1:
        if in_japan:
            return language.say("The one trip that took in both countries began in Japan")
        return language.say("The one trip that took in both countries began in Korea")
    if not in_korea:
        return language.say("All {n} trips that took in both countries began in Japan", n=language.number(in_japan))
    if not in_japan:
        return language.say("All {n} trips that took in both countries began in Korea", n=language.number(in_korea))
    return language.say(
        "Of {all} trips that took in both countries, {japan} began in Japan and {korea} in Korea",
        all=language.number(len(found)),
        japan=language.number(in_japan),
        korea=language.number(in_korea),
    )


def _standfirst(found: Sequence[Crossing], page: Page) -> str:
    language = page.language
    known = [each.days for each in found if each.days is not None]
    drawn = language.say("One disc a trip with meetings held in both, by the year in which it crossed.")
    if not known:
        return drawn
    quick = language.count(
        "{quick} of the {n} trip with known days crossed within a day.",
        "{quick} of the {n} trips with known days crossed within a day.",
        len(known),
        quick=language.number(sum(n <= 1 for n in known)),
    )
    return f"{drawn}{language.custom.space}{quick}"
