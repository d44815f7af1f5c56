"""What stands behind the timeline, quietly: who governed, and events that may explain a peak, each with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from techvisits.drawing.model import Words
from techvisits.drawing.screen import text_width
from techvisits.record.calendar import Event, Term
from techvisits.text.language import Language, script_of
from techvisits.text.years.spans import end_of, months_between

COUNTRIES: Final = ("KR", "JP")
"""The countries whose terms are drawn, from the top."""

WIDE, NARROW = 800, 340
"""Pixels of a timeline on a desk and on a phone: a name is left out where it has no room."""

SIZE: Final = 10.5
PAD: Final = 4
LONG_DAYS: Final = 300
KEPT: Final = 512
HIGH: Final = 0.17
"""Of the height that is there for bars, how much a line of text covers."""


@dataclass(frozen=True, slots=True)
class Band:
    """A term: from where to where it is drawn in percent of the timeline, in which row, and its name where that has room.

    `is_wide` where the name has room on a desk alone; `tone` is 0 or 1 in turn.
    """

    row: int
    left: float
    width: float
    name: str
    words: Words
    url: str
    is_acting: bool
    is_wide: bool
    tone: int


@dataclass(frozen=True, slots=True)
class Mark:
    """An event: where it is drawn in percent of the timeline, and its name where that has room.

    `side` is -1 where the name stands left of it, 1 right of it, `row` how many lines from the top; `width` is over 0 for
    what went on for long, over whose middle the name stands.
    """

    left: float
    width: float
    name: str
    words: Words
    url: str
    side: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that a timeline shows, and how high each of its months is, as a share of the height for bars."""

    first: dt.date
    months: int
    heights: Sequence[float]

    def at(self, day: dt.date, *, after: int = 0) -> float:
        """Where a day begins, or so many days later, in percent; what lies beyond the ends is put there."""
        months = months_between(self.first, day) + (day.day - 1 + after) / end_of(day).day
        return 100 * min(max(months / self.months, 0), 1)

    def at_end(self, day: dt.date) -> float:
        """Where a day ends."""
        return self.at(day, after=1)

    def highest(self, left: float, right: float) -> float:
        """The highest month between two places in percent."""
        first, last = (int(x / 100 * self.months) for x in (left, right))
        return max(self.heights[max(first, 0) : last + 1], default=0.0)


def build_bands(terms: Iterable[Term], axis: Axis, language: Language) -> tuple[Band, ...]:
    """The terms that the timeline has a day of, an acting one over the term of whoever was suspended."""
    shown = [term for term in terms if term.country_code in COUNTRIES and _is_in(term.first, term.last, axis)]
    tones = dict.fromkeys(COUNTRIES, 0)
    bands = []
    for term in sorted(shown, key=lambda term: (term.acting, term.first)):
        tones[term.country_code] ^= not term.acting
        bands.append(_build_band(term, axis, language, tones[term.country_code]))
    return tuple(bands)


def _build_band(term: Term, axis: Axis, language: Language, tone: int) -> Band:
    left, right = axis.at(term.first), axis.at_end(term.last) if term.last else 100.0
    room = (right - left) / 100
    names = [] if term.acting else name_forms(term, language)
    name = next((each for each in names if text_width(each, SIZE) + PAD < room * WIDE), "")
    words = Words(
        name_forms(term, language)[0],
        (office_words(term, language), _span_words(term.first, term.last, language), term.publisher),
    )
    is_wide = text_width(name, SIZE) + PAD > room * NARROW
    return Band(
        COUNTRIES.index(term.country_code), left, right - left, name, words, term.url, term.acting, is_wide, tone
    )


def name_forms(term: Term, language: Language) -> list[str]:
    """The name in the reader's language, in Japanese with the Chinese characters that newspapers write, and the family name alone."""
    han = [form for form in term.name.forms if language.code == "ja" and script_of(form) == "han"]
    name = (han or [language.name(term.name)])[0]
    parts = name.split()
    is_last = language.code == "en" and term.country_code == "JP"
    return [name, *([parts[-1 if is_last else 0]] if len(parts) > 1 else [])]


def office_words(term: Term, language: Language) -> str:
    """`President of South Korea`, `Acting president of South Korea` or `Prime minister of Japan`."""
    say = language.say
    if term.country_code == "JP":
        return say("Prime minister of Japan")
    return say("Acting president of South Korea") if term.acting else say("President of South Korea")


def build_marks(events: Iterable[Event], axis: Axis, language: Language) -> tuple[Mark, ...]:
    """The events that the timeline has a day of; the months with the most meetings are the first to have their names."""
    shown = [event for event in events if _is_in(event.first, event.last, axis)]
    taken: list[tuple[int, float, float]] = []
    marks = {event.event_id: _place(event, axis, language, taken) for event in _by_weight(shown, axis)}
    return tuple(marks[event.event_id] for event in shown)


def _by_weight(events: Sequence[Event], axis: Axis) -> list[Event]:
    """The longest first, which are why there is nothing, then those that began in the highest months."""
    height = {event.event_id: axis.highest(axis.at(event.first), axis.at(event.first)) for event in events}
    return sorted(events, key=lambda event: (not _is_long(event), -height[event.event_id], event.first))


def _place(event: Event, axis: Axis, language: Language, taken: list[tuple[int, float, float]]) -> Mark:
    left, right = axis.at(event.first), axis.at(event.last)
    name = event.labels.get(language.code) or event.labels["en"]
    lines = (
        _span_words(event.first, event.last, language),
        *((event.why,) if language.code == "en" else ()),
        event.publisher,
    )
    words, width = Words(name, lines), right - left if _is_long(event) else 0.0
    size = (text_width(name, SIZE) + 2 * PAD) / WIDE * 100
    for side, row, start in _spots(left, width, size):
        end = start + size
        is_free = all(row != r or end <= a or start >= b for r, a, b in taken)
        last = end - 100 / axis.months * (side < 0)  # its own month stands right of the line
        if is_free and start >= 0 and end <= 100 and axis.highest(start, last) <= 1 - HIGH * (row + 1):
            taken.append((row, start, end))
            return Mark(left, width, name, words, event.url, side, row)
    return Mark(left, width, "", words, event.url)


def _spots(left: float, width: float, size: float) -> Iterator[tuple[int, int, float]]:
    """Where a name may stand: its side, its row, and where it begins."""
    if width:
        yield 0, 1, left + (width - size) / 2
    else:
        yield -1, 0, left - size
        yield 1, 0, left


def _is_long(event: Event) -> bool:
    return (event.last - event.first).days > LONG_DAYS


def _is_in(first: dt.date, last: dt.date | None, axis: Axis) -> bool:
    return axis.at(first) < 100 and (last is None or axis.at(last) > 0)


@lru_cache(maxsize=KEPT)
def _span_words(first: dt.date, last: dt.date | None, language: Language) -> str:
    return language.interval(first, last) if last else language.say("since {day}", day=language.date(first))
