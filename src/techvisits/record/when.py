"""When something was, written as a year, a month or a day as far as it is known."""

from __future__ import annotations

import calendar
import datetime as dt


def days_of(when: str) -> tuple[dt.date, dt.date]:
    """The first and the last day that `2024`, `2024-02` or `2024-02-27` may mean; a day beyond a month's end is its last."""
    year, month, day = [*map(int, when.split("-")), 0, 0][:3]
    end = month or 12
    length = calendar.monthrange(year, end)[1]
    first, last = (min(day, length), min(day, length)) if day else (1, length)
    return dt.date(year, month or 1, first), dt.date(year, end, last)
