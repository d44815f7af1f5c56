"""Days in words, as readers of three languages write them, taken out of what is searched for."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from techvisits.record.search import fold

Days = npt.NDArray[np.datetime64]
Mask = npt.NDArray[np.bool_]

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH: Final = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR: Final = r"(?P<year>(?:19|20)\d{2})"
WRITTEN: Final = tuple(
    re.compile(rf"(?<![0-9a-z]){pattern}(?![0-9a-z])")
    for pattern in (
        rf"{YEAR}\s?[-/.年년]\s?(?P<month>\d{{1,2}})\s?[-/.月월]\s?(?P<day>\d{{1,2}})\s?[日일]?",
        rf"{YEAR}\s?[-/.年년]\s?(?P<month>\d{{1,2}})\s?[月월]?",
        rf"{DAY}\s(?:of )?{MONTH}(?:,?\s{YEAR})?",
        rf"{MONTH}\s{DAY}(?:,?\s{YEAR})?",
        rf"{MONTH},?\s{YEAR}",
        rf"{YEAR},?\s{MONTH}",
        r"(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        r"(?P<month>\d{1,2})\s?[月월]",
        rf"{YEAR}\s?[年년]?",
    )
)


@dataclass(frozen=True, slots=True)
class Span:
    """A day, month or year, of any year where `year` is 0; 0 for what is left open."""

    year: int = 0
    month: int = 0
    day: int = 0

    def holds(self, first: Days, last: Days) -> Mask:
        """Which of the spans from `first` to `last`, of a day or a month, have a day in it."""
        if self.year:
            month, end = (self.month or 1), (self.month or 12)
            start = dt.date(self.year, month, self.day or 1)
            stop = dt.date(self.year, end, self.day or calendar.monthrange(self.year, end)[1])
            return np.asarray((last >= np.datetime64(start)) & (first <= np.datetime64(stop)))
        months = first.astype("datetime64[M]")
        is_month: Mask = months.astype(np.int64) % 12 + 1 == self.month
        days = (first - months.astype("datetime64[D]")).astype(np.int64) + 1
        is_day: Mask = (days == self.day) | (first != last)
        return is_month & is_day if self.day else is_month


def take_days(query: str) -> tuple[list[Span], str]:
    """The days, months and years that a query names, and the query without them."""
    rest, spans = query, list[Span]()
    for pattern in WRITTEN:
        for found in pattern.finditer(fold(rest)):
            span = _read(found.groupdict())
            if span and len(fold(rest)) == len(rest):
                spans.append(span)
                rest = f"{rest[: found.start()]}{' ' * (found.end() - found.start())}{rest[found.end() :]}"
    return spans, rest


def _read(parts: dict[str, str | None]) -> Span | None:
    """The span; none where no calendar has it."""
    named = (parts.get("name") or "")[:3]
    month = MONTHS.index(named) + 1 if named else int(parts.get("month") or 0)
    span = Span(int(parts.get("year") or 0), month, int(parts.get("day") or 0))
    try:
        dt.date(span.year or 2000, span.month or 1, span.day or 1)
    except ValueError:
        return None
    return span if span.month or not parts.get("month") else None
