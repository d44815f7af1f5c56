"""The reader's language: our sentences from the catalogues in `locale/`, dates, lists and names as Babel's CLDR writes them."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from techvisits.package.tables import split_list

LANGUAGES: Final = {"en": "English", "ja": "日本語", "ko": "한국어"}
CATALOGUES: Final = Path(__file__).parent / "locale"
_CLDR: Final = {"en": "en_GB", "ja": "ja", "ko": "ko"}


@dataclass(frozen=True)
class Language:
    """One of `LANGUAGES`; `catalogue` maps English messages to this language's."""

    code: str
    catalogue: Mapping[str, str]

    def say(self, message: str, /, **values: Any) -> str:
        """The message in this language, `{names}` filled in; English where it is not translated."""
        return (self.catalogue.get(message) or message).format(**values)

    def count(self, singular: str, plural: str, n: int, /, **values: Any) -> str:
        """The message for `n` things; `{n}` is `n` with this language's thousands separator."""
        chosen = self.catalogue.get(plural) or (singular if n == 1 else plural)
        return chosen.format(n=self.number(n), **values)

    def number(self, n: float) -> str:
        """`1234` -> `1,234`."""
        return format_decimal(n, locale=_CLDR[self.code])

    def date(self, day: dt.date, precision: str = "day") -> str:
        """`27 Feb 2024`, or `February 2024` where only the month is known."""
        if precision == "month":
            return format_skeleton("yMMMM", day, locale=_CLDR[self.code])
        return format_date(day, "medium", locale=_CLDR[self.code])

    def long_date(self, day: dt.date, precision: str = "day") -> str:
        """`27 February 2024`."""
        return self.date(day, precision) if precision == "month" else format_date(day, "long", locale=_CLDR[self.code])

    def short_date(self, day: dt.date, precision: str = "day") -> str:
        """`27 Feb`, or `Feb` where only the month is known."""
        skeleton = "MMM" if precision == "month" else "MMMd"
        return format_skeleton(skeleton, day, locale=_CLDR[self.code])

    def month(self, day: dt.date) -> str:
        """`Feb 2024`."""
        return format_skeleton("yMMM", day, locale=_CLDR[self.code])

    def join(self, items: Iterable[str]) -> str:
        """`a, b and c`."""
        return format_list([*items], locale=_CLDR[self.code])

    def commas(self, items: Iterable[str]) -> str:
        """`a, b, c`, without the last `and`."""
        return ("、" if self.code == "ja" else ", ").join(items)

    def interval(self, first: dt.date, last: dt.date) -> str:
        """`25–29 February 2024`."""
        if self.code == "en" and (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.long_date(last)}"
        return format_interval(first, last, "yMMMMd", locale=_CLDR[self.code])

    def name(self, name: str, forms: str) -> str:
        """The form of a name that is in this language's script, else the English one.

        `forms` are the native name and other spellings, joined with `;`. In Japanese kana goes before Han characters,
        since these may be Chinese or Korean ones.
        """
        written = [(script_of(form), form) for form in split_list(forms)]
        wanted = {"ja": ("kana", "han"), "ko": ("hangul",)}.get(self.code, ())
        return next((form for script in wanted for s, form in written if s == script), name)


@functools.cache
def load_language(code: str) -> Language:
    """The language with its catalogue read from `locale/<code>.po`; English needs none."""
    path = CATALOGUES / f"{code}.po"
    if not path.exists():
        return Language("en" if code not in LANGUAGES else code, {})
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    return Language(code, dict(_pairs(catalogue)))


def _pairs(catalogue: Any) -> Iterable[tuple[str, str]]:
    for message in catalogue:
        if message.id and not isinstance(message.id, str):
            yield message.id[-1], message.string[-1]
        elif message.id:
            yield message.id, message.string


def script_of(text: str) -> str:
    """The script that tells a name's language: `hangul`, `kana`, `han` or `latin`."""
    if any("가" <= c <= "힣" for c in text):
        return "hangul"
    if any("\u3040" <= c <= "\u30ff" for c in text):
        return "kana"
    return "han" if any("\u4e00" <= c <= "\u9fff" for c in text) else "latin"
