"""The timeline painted as a picture: the same pieces in the same months and order as plotly draws them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from techvisits.drawing.backdrop import PAD, Band, Mark
from techvisits.drawing.model import Words
from techvisits.drawing.painters.figure import BARS, FAINT, GAP, HEIGHT, LINE, MARGIN_TOP
from techvisits.drawing.timeline import Piece, Timeline
from techvisits.text.address import Change
from techvisits.text.years.spans import months_between

BASE: Final = MARGIN_TOP + BARS
NEXT_YEAR: Final = 3
FADED: Final = Markup(' opacity="{}"').format(FAINT)
KEPT: Final = 16
"""So many rows of terms and of events are kept: filters change bars, seldom what stands behind them."""

Href = Callable[[Change], str]


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a piece is drawn: across in months from the first one, down in meetings from the top of the highest bar."""

    left: int
    top: int
    height: int

    @property
    def path(self) -> str:
        """Its outline."""
        return f"M{self.left} {self.top + self.height}v-{self.height}h{1 - GAP:g}v{self.height}"


@dataclass(frozen=True, slots=True)
class Wording:
    """What the picture shows, how the keyboard chooses a span, and the code of the language."""

    alt: str
    hint: str = ""
    language: str = "en"


def place_pieces(timeline: Timeline) -> list[Bar]:
    """The bar of each piece: months side by side, pieces of one month upon each other."""
    stacked, bars = Counter[object](), []
    for piece in timeline.pieces:
        number = len(piece.meeting_ids)
        stacked[piece.month] += number
        bars.append(Bar(months_between(timeline.first, piece.month), timeline.highest - stacked[piece.month], number))
    return bars


def paint_timeline(timeline: Timeline, words: Wording, *, href: Href | None = None, is_sourced: bool = True) -> Markup:
    """The timeline as SVG with links, as wide as what it is put into. The list has the same for the keyboard.

    The style sheet colours its classes `slot-0` to `slot-6` and `lit`; what a script wants to know stands in its `data-`.
    Terms and events lead to their sources only where it `is_sourced`.
    """
    parts = [_paint_bands(timeline.bands, is_sourced), _paint_ground(timeline), _paint_bars(timeline, href)]
    parts += [_paint_marks(timeline.marks, is_sourced), _paint_years(timeline, href)]
    return Markup(
        '<svg class="timeline" width="100%" height="{height}" role="group" aria-label="{alt}" lang="{language}" '
        'data-label="{hint}" data-first="{first}" data-months="{months}" data-names="{names}"{span}>{parts}</svg>'
    ).format(
        height=HEIGHT,
        alt=words.alt,
        language=words.language,
        hint=words.hint,
        first=timeline.first.isoformat(),
        months=timeline.months,
        names="|".join(name for _, name in sorted(timeline.names)),
        span=_tell_span(timeline),
        parts=Markup("").join(parts),
    )


def _tell_span(timeline: Timeline) -> Markup:
    if not timeline.span:
        return Markup("")
    ends = (months_between(timeline.first, day) for day in (timeline.span.first, timeline.span.last))
    return Markup(' data-span="{} {}"').format(*ends)


@lru_cache(maxsize=KEPT)
def _paint_bands(bands: tuple[Band, ...], is_sourced: bool) -> Markup:
    """A strip for each term, in a picture of its own, which cuts a name off at its end; of an acting one only its lower edge."""
    return Markup("").join(
        Markup('<svg class="{tone}" x="{x}%" y="{y}" width="{w}%" height="{h}">{content}</svg>').format(
            tone="acting" if band.is_acting else f"band{band.tone}",
            x=_number(band.left),
            y=band.row * LINE,
            w=_number(band.width),
            h=LINE - 1,
            content=_sourced(_fill_band(band), band.url, band.words, is_sourced),
        )
        for band in bands
    )


def _fill_band(band: Band) -> Markup:
    strip = Markup('<rect width="100%" height="100%"/>')
    if band.is_acting:
        return strip + Markup('<line y1="{y}" x2="100%" y2="{y}"/>').format(y=LINE - 2)
    name = Markup('<text x="{}" y="{}"{}>{}</text>').format(PAD, LINE - 4, _wide(band.is_wide), band.name)
    return strip + (name if band.name else Markup(""))


def _paint_ground(timeline: Timeline) -> Markup:
    """The chosen span, the axis of values, and the line that the bars stand on."""
    lines = [
        Markup('<rect class="rule" y="{y}" width="100%" height="1"/><text class="value" y="{t}">{n}</text>').format(
            y=_number(y), t=_number(y - 2), n=value
        )
        for value, y in ((value, BASE - BARS * value / timeline.top) for value in timeline.values)
    ]
    chosen = Markup("")
    if timeline.span:
        left, right = timeline.axis.at(timeline.span.first), timeline.axis.at_end(timeline.span.last)
        chosen = Markup('<rect class="span" x="{}%" y="{}" width="{}%" height="{}"/>').format(
            _number(left), MARGIN_TOP, _number(right - left), BARS
        )
    ground = Markup('<rect class="base" y="{}" width="100%" height="1"/>').format(BASE)
    return chosen + Markup("").join(lines) + ground


def _paint_bars(timeline: Timeline, href: Href | None) -> Markup:
    """The pieces, in units of a month and a meeting: each meeting a link, bars of months one outline for each colour."""
    pieces, outlines = [], defaultdict[str, list[str]](list)
    for piece, bar in zip(timeline.pieces, place_pieces(timeline), strict=True):
        if piece.is_month:
            outlines[f'class="slot-{piece.slot}"{_faint(piece)}'].append(bar.path)
        else:
            pieces.append(_paint_piece(piece, bar, href))
    outlines['class="hidden"'] = [*_outline_hidden(timeline)]
    paths = (Markup('<path {} d="{}"/>').format(Markup(look), "".join(each)) for look, each in outlines.items() if each)
    return Markup(
        '<svg class="bars" y="{y}" width="100%" height="{h}" viewBox="0 {above} {months} {top}" preserveAspectRatio="none">{paths}{pieces}</svg>'
    ).format(
        y=MARGIN_TOP,
        h=BARS,
        months=timeline.months,
        above=_number(timeline.highest - timeline.top),
        top=_number(timeline.top),
        paths=Markup("").join(paths),
        pieces=Markup("").join(pieces),
    )


def _outline_hidden(timeline: Timeline) -> Iterator[str]:
    for month, number in timeline.hidden:
        yield Bar(months_between(timeline.first, month), timeline.highest - timeline.totals[month], number).path


def _paint_piece(piece: Piece, bar: Bar, href: Href | None) -> Markup:
    rectangle = Markup('<rect class="slot-{}{}"{} x="{}" y="{}" width="{}" height="{}">{}</rect>').format(
        piece.slot, " lit" * piece.is_lit, _faint(piece), bar.left, bar.top, 1 - GAP, bar.height, _title(piece.words)
    )
    if href is None:
        return rectangle
    return Markup('<a {} tabindex="-1">{}</a>').format(_to(piece.change, href), rectangle)


@lru_cache(maxsize=KEPT)
def _paint_marks(marks: tuple[Mark, ...], is_sourced: bool) -> Markup:
    """A dotted line for each event, short where its name has no room, and a line over what went on for long."""
    return Markup("").join(
        Markup('<svg class="mark" x="{x}%" y="{y}" overflow="visible" width="{w}" height="{h}">{content}</svg>').format(
            x=_number(mark.left),
            y=MARGIN_TOP,
            w=f"{_number(mark.width)}%" if mark.width else 1,
            h=BARS if mark.name else LINE / 2,
            content=_sourced(_fill_mark(mark), mark.url, mark.words, is_sourced),
        )
        for mark in sorted(marks, key=lambda mark: mark.name > "")  # a name covers the lines of others
    )


def _fill_mark(mark: Mark) -> Markup:
    y = LINE * (mark.row + 1)
    line = Markup('<line y1="{y}" x2="100%" y2="{y}"/>').format(y=y + 2) if mark.width else Markup('<line y2="100%"/>')
    if not mark.name:
        return line
    x, anchor = {-1: (-PAD, "end"), 0: ("50%", "middle"), 1: (PAD, "start")}[mark.side]
    place = Markup('<text x="{}" y="{}" text-anchor="{}" class="w">{}</text>').format(x, y - 3, anchor, mark.name)
    return line + place


def _paint_years(timeline: Timeline, href: Href | None) -> Markup:
    """Under each year's start a tick and its number, which asks for the year; every second one on a phone."""
    years = [
        Markup(
            '<svg x="{x}%" y="{y}" overflow="visible">{link}<rect width="1" height="6"/><text x="{pad}" y="13">{year}</text>{end}</svg>'
        ).format(
            x=_number(timeline.axis.at(span.first)),
            y=BASE,
            pad=NEXT_YEAR,
            link=Markup('<a {} tabindex="-1"{}>').format(_to(span.change, href), _wide(span.first.year % 2 > 0))
            if href
            else "",
            end=Markup("</a>") if href else "",
            year=span.first.year,
        )
        for span in timeline.years
    ]
    return Markup('<g class="years">{}</g>').format(Markup("").join(years))


def _sourced(content: Markup, url: str, words: Words, is_sourced: bool) -> Markup:
    link = Markup('<a href="{}" tabindex="-1">{}{}</a>')
    return link.format(url, _title(words), content) if is_sourced else content


def _title(words: Words) -> Markup:
    return Markup("<title>{}\n{}</title>").format(words.title, "\n".join(words.lines))


def _to(change: Change, href: Href) -> Markup:
    return Markup('href="{}" data-go="{}"').format(href(change), change)


def _faint(piece: Piece) -> Markup:
    return FADED if piece.is_faint else Markup("")


def _wide(is_wide: bool) -> Markup:
    return Markup(' class="w"') if is_wide else Markup("")


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
