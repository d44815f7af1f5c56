"""What a file is called: the data it is of, with its version, and what was asked for."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final

from techvisits.record.filters import Filters
from techvisits.record.portion import Portion
from techvisits.record.record import Record
from techvisits.record.since import Since

LONGEST: Final = 100
NO_NAME: Final = re.compile(r"[^\w-]+")


def name_file(
    ending: str,
    record: Record,
    filters: Filters,
    portion: Portion = Portion(),  # noqa: B008
    since: Since = Since(),  # noqa: B008
) -> str:
    """`tech-visits-1.3.0-meta-2024.csv`: what is in the file; `…-and-more` where that would be too long."""
    words = [*filters.names, *_period(filters)]
    if filters.sources:
        words.append(f"{filters.sources}-publishers")
    if filters.both is not None:
        words.append(f"both-within-{filters.both}-days")
    words += [word for word in (NO_NAME.sub("-", filters.q.lower()).strip("-"),) if word]
    if since.asked:
        words.append(f"since-{since.asked}")
    if portion != Portion():
        words.append(f"meetings-{portion.offset + 1}{f'-to-{portion.offset + portion.limit}' * bool(portion.limit)}")
    name = "-".join(words)
    if len(name) > LONGEST:
        name = f"{name[:LONGEST].rpartition('-')[0] or name[:LONGEST]}-and-more"
    return f"tech-visits-{record.version}{'-' * bool(name)}{name}.{ending}"


def _period(filters: Filters) -> list[str]:
    """`2024`, `2024-02`, or from and to."""
    first, last = filters.first, filters.last
    if first and last:
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return [f"{first:%Y}"]
        if first.day == 1 and last == _end_of_month(first):
            return [f"{first:%Y-%m}"]
    return [*([f"from-{first}"] if first else []), *([f"to-{last}"] if last else [])]


def _end_of_month(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
