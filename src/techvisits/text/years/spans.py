"""A span of days: what it is called, the change that asks for it, and the span of its length before and after."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from techvisits.record.filters import Filters
from techvisits.text.address import Change
from techvisits.text.language import Language

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both in it."""

    first: dt.date
    last: dt.date

    @property
    def change(self) -> Change:
        """The change that asks for it."""
        return Change({"from": (self.first.isoformat(),), "to": (self.last.isoformat(),)})

    @property
    def months(self) -> int:
        """How many months it has, where these are whole ones; else 0."""
        is_whole = self.first.day == 1 and self.last == end_of(self.last)
        return months_between(self.first, self.last) + 1 if is_whole else 0

    def shifted(self, by: int) -> Span | None:
        """The span so many of its lengths later, of whole months whole months; None where the calendar has none."""
        try:
            if self.months:
                first = month_after(self.first, by * self.months)
                return Span(first, end_of(month_after(first, self.months - 1)))
            days = dt.timedelta(((self.last - self.first).days + 1) * by)
            return Span(self.first + days, self.last + days)
        except (OverflowError, ValueError):
            return None

    def meets(self, days: Days) -> bool:
        """Whether any day of it lies between these two."""
        return self.first <= days[1] and days[0] <= self.last

    def words(self, language: Language) -> str:
        """`2019`, `2019–2021`, `Feb 2024`, `Feb – Apr 2024` or `25–29 February 2024`."""
        if not self.months:
            return language.interval(self.first, self.last)
        is_year = (self.first.month, self.last.month) == (1, 12)
        return language.months(self.first, self.last, skeleton="y" if is_year else "yMMM")


def span_of_year(year: int) -> Span:
    """The year from its first to its last day."""
    return Span(dt.date(year, 1, 1), dt.date(year, 12, 31))


def asked_span(filters: Filters, days: Days) -> Span | None:
    """The span that filters ask for, the side they leave open as the record's `days` have it; None where they ask for none."""
    if not filters.first and not filters.last:
        return None
    first, last = (
        filters.first or min(days[0], filters.last or days[0]),
        filters.last or max(days[1], filters.first or days[1]),
    )
    return Span(first, last)


def months_between(first: dt.date, last: dt.date) -> int:
    """How many months later than `first` the month of `last` is."""
    return (last.year - first.year) * 12 + last.month - first.month


def month_after(day: dt.date, months: int) -> dt.date:
    """The first day of the month so many months after that of a day."""
    number = day.year * 12 + day.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


def end_of(month: dt.date) -> dt.date:
    """The last day of the month of a day."""
    return month.replace(day=monthrange(month.year, month.month)[1])
