"""Leaders by those who received them: both governments, then the companies that most leaders came to see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from techvisits.drawing.charts.marks import (
    END,
    INK,
    MIDDLE,
    MUTED,
    RULE,
    SMALL,
    Box,
    Chart,
    Disc,
    Frame,
    Line,
    Mark,
    Words,
    fit,
    fit_person,
    slot_tone,
)
from techvisits.record.governments import COUNTRIES, JAPAN
from techvisits.record.model import COMPANY, GOVERNMENT
from techvisits.record.questions.governments import HEAD, RANKS, Governments, Received
from techvisits.text.page import Page
from techvisits.text.questions.governments import pair_days

HEADS: Final = 96
ROW: Final = 17
NAMES: Final = (104, 128, 176)
DAYS: Final = (78, 60)
LEAST: Final = 17
FOOT: Final = 20
TINTS: Final = (0.08, 0.15)
WIDEST: Final = 62
MOST: Final = 9


@dataclass(frozen=True, slots=True)
class Column:
    """Whom a column stands for: how many meetings a leader had with them, in which colour, and where it is."""

    name: str
    key: tuple[str, str]
    is_rank: bool
    x: float

    def count(self, each: Received) -> int:
        """How many meetings a leader had there."""
        return each.ranks.get(self.key, 0) if self.is_rank else each.companies.get(self.key[1], 0)


def draw_governments(found: Governments, page: Page, frame: Frame) -> Chart:
    """A row a leader, those of both governments first; a disc with the number of meetings."""
    both, others = found.both[: frame.rows], found.others[: max(frame.rows - len(found.both), 0)]
    if not (both or others):
        return Chart(frame.width, 1, [])
    columns = _columns(found, page, frame)
    foot = HEADS + ROW * (len(both) + len(others)) + (8 if others else 0)
    marks = [*_ground(columns, foot, page), *_heads(columns, page, frame)]
    for number, each in enumerate((*both, *others)):
        y = HEADS + ROW * number + (8 if number >= len(both) else 0) + ROW / 2
        marks += _row(each, y, (columns, page, frame), is_both=number < len(both))
    if others:
        middle = HEADS + ROW * len(both) + 4
        marks.append(Line(0, middle, _edge(columns) + frame.fork(*DAYS), middle))
    return Chart(frame.width, foot + FOOT, marks)


def _columns(found: Governments, page: Page, frame: Frame) -> list[Column]:
    room = frame.width - frame.pick(*NAMES) - frame.fork(*DAYS) - 30
    companies = _companies(found, int(room / LEAST) - len(RANKS))
    step = min(room / (len(RANKS) + len(companies)), WIDEST)
    start = frame.pick(*NAMES) + step / 2
    ranks = [Column(_rank_name(*rank, page), rank, True, start + step * n) for n, rank in enumerate(RANKS)]
    rest = start + step * len(RANKS) + 10
    return [
        *ranks,
        *(
            Column(
                page.language.name(page.record.find_name(key[1])), key, False, rest + step * n + 10 * (key[0] != JAPAN)
            )
            for n, key in enumerate(companies)
        ),
    ]


def _companies(found: Governments, room: int) -> list[tuple[str, str]]:
    """The companies, as many as there is room for, two of Japan for three of Korea."""
    japan, korea = (found.companies[code] for code in COUNTRIES)
    if room < len(japan) + len(korea):
        japan = japan[: max(room * 2 // 5, 0)]
        korea = korea[: max(room - len(japan), 0)]
    return [(code, i) for code, ids in zip(COUNTRIES, (japan, korea), strict=True) for i in ids]


def _rank_name(country_code: str, rank: str, page: Page) -> str:
    say = page.language.say
    if rank != HEAD:
        return say("Ministers, others")
    return say("Prime Minister") if country_code == JAPAN else say("President, premier")


def _edge(columns: list[Column]) -> float:
    return columns[-1].x + _step(columns) / 2 + 8


def _step(columns: list[Column]) -> float:
    return columns[1].x - columns[0].x


def _ground(columns: list[Column], foot: float, page: Page) -> Iterator[Mark]:
    """A tint for each government, and the countries' names under the columns."""
    step = _step(columns)
    for number, code in enumerate(COUNTRIES):
        ranks = [column for column in columns if column.is_rank and column.key[0] == code]
        left = ranks[0].x - step / 2
        yield Box(left, HEADS - 4, step * len(ranks), foot - HEADS + 4, slot_tone(1), TINTS[number])
        country = page.language.say("Japan") if code == JAPAN else page.language.say("Korea")
        yield Words(left + step, foot + 14, country, SMALL, MIDDLE, slot_tone(1), is_bold=True)
        companies = [column.x for column in columns if not column.is_rank and column.key[0] == code]
        if len(companies) > 2:
            of = page.language.say("of {country}", country=page.language.country(code))
            yield Words(sum(companies) / len(companies), foot + 14, of, SMALL, MIDDLE, MUTED)


def _heads(columns: list[Column], page: Page, frame: Frame) -> Iterator[Mark]:
    for column in columns:
        tone = slot_tone(1) if column.is_rank else INK
        name = fit(column.name, HEADS * 1.18, SMALL)
        yield Words(
            column.x + 3, HEADS - 8, name, SMALL, tone=tone, is_bold=column.is_rank and column.key[1] == HEAD, turn=-52
        )
    days = page.language.say("days between")
    yield Words(
        min(_edge(columns) + frame.fork(*DAYS), frame.width),
        HEADS - 8,
        fit(days, frame.fork(*DAYS) + 16, SMALL),
        SMALL,
        END,
        MUTED,
    )


def _row(each: Received, y: float, shown: tuple[list[Column], Page, Frame], *, is_both: bool) -> Iterator[Mark]:
    columns, page, frame = shown
    names = frame.pick(*NAMES)
    name = fit_person(page.language.name(page.record.find_name(each.leader_id)), names - 10)
    is_bold = bool(is_both and each.pair and each.pair.is_one_trip)
    yield Words(names - 8, y + 4.2, name, anchor=END, tone=INK if is_both else MUTED, is_bold=is_bold)
    for column in columns:
        n = column.count(each)
        tone = slot_tone(page.colouring.slot(GOVERNMENT if column.is_rank else COMPANY)) if n else RULE
        number = "" if n < 2 else str(n) if n <= MOST else f"{MOST}+"
        yield Disc(column.x, y, 7.2 if n > 1 else 4.4 if n else 1, tone, number)
    if is_both and each.pair:
        yield Words(
            _edge(columns) + frame.fork(*DAYS), y + 4.2, pair_days(each.pair, page), anchor=END, is_bold=is_bold
        )
