"""What stands over the timeline: what it shows, the span that is chosen, and the steps through the years."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from techvisits.text.address import BY_COMPANY, Change
from techvisits.text.page import Page
from techvisits.text.sections import render
from techvisits.text.years.spans import Span, asked_span, span_of_year


@dataclass(frozen=True, slots=True)
class Step:
    """A link to another span: what a screen reader hears of it, and the change."""

    words: str
    change: Change


def time_words(page: Page) -> str:
    """What the timeline shows, as a heading."""
    say = page.language.say
    by_company = page.colouring.filter == BY_COMPANY
    return say("Meetings by month, by company") if by_company else say("Meetings by month, by who received them")


def render_time_head(page: Page) -> Markup:
    """The heading, the chosen span with steps to the one before and after it and a way to take it off, and what plays the years."""
    days, language = page.record.span, page.language
    span = asked_span(page.state.filters, days)
    later = span and _step(span.shifted(1), page)
    return render(
        "time.html",
        page,
        head=time_words(page),
        span=span and span.words(language),
        earlier=span and _step(span.shifted(-1), page),
        later=later,
        play=later or Step("", span_of_year(days[0].year).change),
        is_last=bool(span and not later),
        all=Change({"from": (), "to": ()}),
        keys=[(page.colouring.slot(kind), name) for kind, name in page.colouring.names.items()],
    )


def _step(span: Span | None, page: Page) -> Step | None:
    """The step to a span; None where the record has no day of it."""
    return Step(span.words(page.language), span.change) if span and span.meets(page.record.span) else None
