"""Who governed, as spans of a line of time with the words that may be written in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from techvisits.drawing.backdrop import name_forms
from techvisits.drawing.lifeline import Scale
from techvisits.record.calendar import Term
from techvisits.record.offices import HEAD_OF_STATE
from techvisits.text.language import Language
from techvisits.text.page import Page


@dataclass(frozen=True)
class Reign:
    """A term of office: whose country, from where to where in pixels, and its words, the longest first."""

    country_code: str
    start: float
    end: float
    words: tuple[str, ...]


def reign_over(scale: Scale, page: Page) -> Iterator[Reign]:
    """The terms of each country that lie within the scale, cut at its ends; where two lie upon each other, the later one."""
    terms = [term for term in page.record.terms if term.first < scale.last and _last(term, scale) > scale.first]
    for number, term in enumerate(terms):
        following = terms[number + 1 :][:1]
        end = _last(term, scale)
        if following and following[0].country_code == term.country_code:
            end = min(end, following[0].first)
        start, stop = scale.x(term.first), scale.x(end)
        if stop > start:
            yield Reign(term.country_code, start, stop, _words(term, page.language))


def _last(term: Term, scale: Scale) -> dt.date:
    return term.last or scale.last


def _words(term: Term, language: Language) -> tuple[str, ...]:
    say, name = language.say, name_forms(term, language)[0]
    if term.acting:
        return say("acting president {name}", name=name), say("acting president"), say("acting")
    if term.office == HEAD_OF_STATE:
        return say("President {name}", name=name), name
    return say("Prime Minister {name}", name=name), name
