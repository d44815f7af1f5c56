"""Who came back after how long."""

from __future__ import annotations

from collections.abc import Sequence

from techvisits.record.questions.returns import Returned
from techvisits.text.page import Page
from techvisits.text.questions.answer import Cell, Told, meeting_day, node, number, only_held, span


def tell_returns(found: Sequence[Returned], page: Page) -> Told:
    """What the picture of leaders' lines of time shows."""
    say, language = page.language.say, page.language
    columns = [
        say("Leader"),
        say("First"),
        say("Latest"),
        say("Trips"),
        say("Meetings"),
        say("Longest gap"),
        say("Back on"),
    ]
    rows = [
        [
            node(each.leader_id, page),
            meeting_day(each.meetings[0], page),
            meeting_day(each.meetings[-1], page),
            number(each.trips, language),
            number(len(each.meetings), language),
            Cell(span(each.gap.days, language) if each.gap else ""),
            meeting_day(each.gap.after, page) if each.gap else Cell(""),
        ]
        for each in found
    ]
    return Told(_title(found, page), _standfirst(found, page), columns, rows, only_held(page.state.filters))


def _title(found: Sequence[Returned], page: Page) -> str:
    language = page.language
    gap = found[0].gap if found else None
    if not gap:
        return language.say("No leader on record here came twice")
    return language.say(
        "{who} came back in {when} after {gap}, the longest gap on record here",
        who=language.name(page.record.find_name(found[0].leader_id)),
        when=language.date(gap.after.date, "month"),
        gap=span(gap.days, language),
    )


def _standfirst(found: Sequence[Returned], page: Page) -> str:
    language = page.language
    drawn = language.say("A line a leader, a disc a meeting held; the longest gap is the thin part, with its length.")
    once = sum(len(each.meetings) == 1 for each in found)
    if not once:
        return drawn
    rest = language.count(
        "{n} leader is on record with one meeting.", "{n} leaders are on record with one meeting.", once
    )
    return f"{drawn}{language.custom.space}{rest}"
