"""What was promised, by whom, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from techvisits.record.filters import to_query
from techvisits.record.promises import LADDER
from techvisits.record.questions.pledged import Pledged
from techvisits.text import words
from techvisits.text.page import Page
from techvisits.text.paths import PROMISES, with_query
from techvisits.text.questions.answer import Cell, Told, node, number, only_held


def tell_pledged(found: Sequence[Pledged], page: Page) -> Told:
    """What the picture of promises by whoever made them shows."""
    say, language = page.language.say, page.language
    steps = [words.step(step, language) for step in LADDER]
    columns = [say("Promised by"), say("Promises"), *steps, say("No news for half a year")]
    rows = [
        [
            node(each.organization_id, page),
            number(each.promises, language),
            *(number(each.states.get(step, 0), language) for step in LADDER),
            number(each.silent, language),
        ]
        for each in found
    ]
    behind = only_held(page.state.filters)
    ways = [Cell(say("The promises"), with_query(f"/{PROMISES}", language.code, to_query(behind)))]
    standfirst = say(
        "Promises of meetings that were held, by whoever made them and where they stand; they are never added up in money."
    )
    return Told(_title(found, page), standfirst, columns, rows, behind, ways)


def _title(found: Sequence[Pledged], page: Page) -> str:
    language = page.language
    promises, done, silent = (
        sum(numbers)
        for numbers in (
            [each.promises for each in found],
            [each.states.get("done", 0) for each in found],
            [each.silent for each in found],
        )
    )
    if not promises:
        return language.say("No promise is on record here")
    if promises == 1:
        (state,) = found[0].states
        return language.say("The one promise on record here: {state}", state=words.step(state, language))
    kept = language.count(
        "{n} of {all} promises is done", "{n} of {all} promises are done", done, all=language.number(promises)
    )
    if not done:
        kept = language.say("None of {all} promises is done", all=language.number(promises))
    if not silent:
        return kept
    news = language.count("{n} has had no news for half a year", "{n} have had no news for half a year", silent)
    return language.say("{done}, {news}", done=kept, news=news)
