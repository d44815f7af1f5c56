"""The reader's language: our sentences by gettext from `locale/`, dates, lists and names as Babel's CLDR writes them."""

from __future__ import annotations

import datetime as dt
import functools
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from markupsafe import Markup

from techvisits.record.model import Host, Name, Topic, Visitor
from techvisits.record.when import days_of

CACHED: Final = 20_000
PEOPLE, ORGANIZATIONS = "people", "organizations"
CATALOGUES: Final = Path(__file__).parent / "locale"


@dataclass(frozen=True)
class Custom:
    """What a language is called, where CLDR's ways of it are, the scripts its readers know names in, and its commas.

    `comma` parts the items of a list, `joint` bare names where CLDR's way is not that of newspapers, `space` sentences,
    and `apposition` closes what stands beside a name within one. `countries` are those that newspapers call otherwise than CLDR,
    `home` is the country whose offices need no name of it.
    """

    name: str
    locale: str
    scripts: tuple[str, ...] = ()
    comma: str = ", "
    joint: str = ""
    space: str = " "
    apposition: str = ""
    countries: tuple[tuple[str, str], ...] = ()
    home: str = ""


# In Japanese kana goes before Han characters, since these may be Chinese or Korean ones.
LANGUAGES: Final = {
    "en": Custom("English", "en_GB", apposition=",", countries=(("HK", "Hong Kong"),)),
    "ja": Custom(
        "日本語",
        "ja",
        ("kana", "han"),
        comma="、",
        space="",
        countries=(("US", "米国"), ("GB", "英国"), ("HK", "香港")),
        home="JP",
    ),
    "ko": Custom("한국어", "ko", ("hangul",), joint="·", countries=(("KR", "한국"), ("HK", "홍콩")), home="KR"),
}


def button_name(code: str) -> str:
    """What a reader who does not know the page's language looks for."""
    return "EN" if code == "en" else LANGUAGES[code].name


@dataclass(frozen=True, eq=False)
class Language:
    """One of `LANGUAGES`, with the translations of our English messages."""

    code: str
    custom: Custom
    translations: NullTranslations

    def say(self, message: str, /, **values: object) -> str:
        """The message in this language, `{names}` filled in; English where it is not translated."""
        return self.translations.gettext(message).format(**values)

    def say_markup(self, message: str, /, **values: object) -> Markup:
        """The message as HTML: values that are no markup are escaped."""
        return Markup(self.translations.gettext(message)).format(**values)

    def count(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """The message for `n` things; `{n}` is `n` with this language's thousands separator."""
        return self.translations.ngettext(singular, plural, n).format(n=self.number(n), **values)

    def number(self, n: float) -> str:
        """`1234` -> `1,234`."""
        return _format_number(n, self.custom.locale)

    def date(self, day: dt.date, precision: str = "day") -> str:
        """`27 Feb 2024`, or `February 2024` where only the month is known."""
        return self._write("yMMMd" if precision == "day" else "yMMMM", day)

    def long_date(self, day: dt.date, precision: str = "day") -> str:
        """`27 February 2024`."""
        if precision != "day":
            return self.date(day, precision)
        return format_date(day, "long", locale=self.custom.locale)

    def short_date(self, day: dt.date, precision: str = "day") -> str:
        """`27 Feb`, or `Feb` where only the month is known."""
        return self._write("MMMd" if precision == "day" else "MMM", day)

    def when(self, text: str) -> str:
        """`27 Feb 2024`, `February 2024` or `2024`: a day, month or year as far as it is known; empty for none."""
        if not text:
            return ""
        first, precision = days_of(text)[0], ("year", "month", "day")[text.count("-")]
        return self._write("y", first) if precision == "year" else self.date(first, precision)

    def month(self, day: dt.date) -> str:
        """`Feb 2024`."""
        return self._write("yMMM", day)

    def _write(self, skeleton: str, day: dt.date) -> str:
        return _format_day(skeleton, day, self.custom.locale)

    def join(self, items: Iterable[str]) -> str:
        """`a, b and c`."""
        listed = [*items]
        if self.custom.joint or len(listed) < 2:
            return self.custom.joint.join(listed)
        return format_list(listed, locale=self.custom.locale)

    def commas(self, items: Iterable[str]) -> str:
        """`a, b, c`, without the last `and`."""
        return self.custom.comma.join(items)

    def cut(self, items: Sequence[str], most: int, *, of: str = "") -> str:
        """`a, b and 5 others` of more than `most` items, else all of them; `of` is `PEOPLE`, `ORGANIZATIONS` or anything."""
        if len(items) <= most:
            return self.commas(items) if self.custom.joint else self.join(items)
        names, rest = self.commas(items[: most - 1]), len(items) - most + 1
        if of == PEOPLE:
            return self.count("{names} and {n} other", "{names} and {n} others", rest, names=names)
        if of == ORGANIZATIONS:
            return self.count(
                "{names} and {n} other organization", "{names} and {n} other organizations", rest, names=names
            )
        return self.count("{names} and {n} more", "{names} and {n} more", rest, names=names)

    def interval(self, first: dt.date, last: dt.date) -> str:
        """`25–29 February 2024`, or the one day."""
        if first == last:
            return self.long_date(first)
        if self.code == "en" and (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.long_date(last)}"
        return format_interval(first, last, "yMMMMd", locale=self.custom.locale)

    def months(self, first: dt.date, last: dt.date, *, skeleton: str = "yMMM") -> str:
        """`Feb – Apr 2024`, or with the skeleton `y` `2019–2021`; the one where both are written alike."""
        written = self._write(skeleton, first)
        same = written == self._write(skeleton, last)
        return written if same else format_interval(first, last, skeleton, locale=self.custom.locale)

    def short_interval(self, first: dt.date, last: dt.date) -> str:
        """`25–29 Feb 2024`, or the one day."""
        return self.date(first) if first == last else format_interval(first, last, "yMMMd", locale=self.custom.locale)

    def name(self, name: Name) -> str:
        """The form of a name that is in this language's script, else the English one."""
        return _choose_form(name, self.custom.scripts)

    def native(self, name: Name) -> str:
        """The name in its own script where readers of this language see it in Latin letters; empty for readers of English."""
        return name.native if self.custom.scripts and self.name(name) == name.english else ""

    def beside(self, name: Name) -> list[tuple[str, str]]:
        """What stands beside the name that readers know: the native one of another language, else the English one, and its BCP 47 tag."""
        tag, text = (self.tag(name), name.native) if name.native else ("en", name.english)
        return [(tag, text)] if tag != self.code and text != self.name(name) else []

    def apart(self, name: Name, other: Name) -> str:
        """The form of a name that the reader knows, else the English or the native one: the first that is not the other's too."""
        if self.name(name) != self.name(other):
            return self.name(name)
        return name.native if name.english == other.english else name.english

    def tag(self, name: Name) -> str:
        """The BCP 47 tag of a name in its own script; Han characters are Chinese where a reader of Japanese needs kana."""
        script = script_of(name.native)
        if script == "han":
            return "zh" if any(script_of(form) == "kana" for form in name.forms) else "ja"
        return {"hangul": "ko", "kana": "ja"}.get(script, "")

    def role(self, holder: Visitor | Host) -> str:
        """What a visitor or host was that day, as newspapers of this language write it; in English where nobody translated it."""
        return holder.titles.get(self.code) or holder.role

    def topic(self, topic: Topic) -> str:
        """The topic's label."""
        return topic.labels.get(self.code) or topic.labels["en"]

    def tongue(self, tag: str) -> str:
        """`ja` -> `Japanese`: what a BCP 47 tag is called; the tag where nobody knows."""
        try:
            return Locale.parse(tag, sep="-").get_language_name(self.code) or tag
        except (UnknownLocaleError, ValueError):
            return tag

    def country(self, code: str) -> str:
        """`US` -> `United States`: what an ISO 3166-1 code is called."""
        return dict(self.custom.countries).get(code) or str(
            Locale.parse(self.custom.locale).territories.get(code, code)
        )


@functools.lru_cache(CACHED)
def _choose_form(name: Name, scripts: tuple[str, ...]) -> str:
    if name.english in name.forms and name.native != name.english:
        return name.english
    written = [(script_of(form), form) for form in (*_usual(name), *name.forms)]
    return next((form for script in scripts for s, form in written if s == script), name.english)


def _usual(name: Name) -> tuple[str, ...]:
    """What newspapers at home call somebody whose native name is a longer, official one: the next form, if in its script."""
    native, *others = name.forms or ("",)
    is_usual = bool(name.native and others) and script_of(native) == script_of(others[0])
    return tuple(others[:1]) if is_usual else ()


@functools.lru_cache(CACHED)
def _format_day(skeleton: str, day: dt.date, locale: str) -> str:
    return format_skeleton(skeleton, day, locale=locale)


@functools.lru_cache(CACHED)
def _format_number(n: float, locale: str) -> str:
    return format_decimal(n, locale=locale)


@functools.cache
def load_language(code: str) -> Language:
    """The language with its catalogue compiled from `locale/<code>.po`; English, which needs none, for any other code."""
    path = CATALOGUES / f"{code}.po"
    if code not in LANGUAGES or not path.exists():
        code = code if code in LANGUAGES else "en"
        return Language(code, LANGUAGES[code], NullTranslations())
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Language(code, LANGUAGES[code], GNUTranslations(compiled))


def script_of(text: str) -> str:
    """The script that tells a name's language: `hangul`, `kana`, `han` or `latin`."""
    if any("가" <= c <= "힣" or c == "㈜" for c in text):
        return "hangul"
    if any("\u3040" <= c <= "\u30ff" for c in text):
        return "kana"
    return "han" if any("\u4e00" <= c <= "\u9fff" for c in text) else "latin"
