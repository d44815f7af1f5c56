"""The timeline painted as a picture: the same pieces in the same months and order as plotly draws them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from techvisits.drawing.painters.figure import FAINT, GAP, HEIGHT, MARGIN_BOTTOM, MARGIN_TOP
from techvisits.drawing.timeline import Piece, Timeline, months_between
from techvisits.text.address import Change

LABEL: Final = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a piece is drawn: `left` and `width` in percent of the picture's width, the others in pixels."""

    left: float
    top: float
    width: float
    height: float


def place_pieces(timeline: Timeline) -> list[Bar]:
    """The bar of each piece: months side by side, pieces of one month upon each other."""
    month = _month_width(timeline)
    totals: defaultdict[dt.date, int] = defaultdict(int)
    for piece in timeline.pieces:
        totals[piece.month] += len(piece.meeting_ids)
    unit = (HEIGHT - MARGIN_TOP - MARGIN_BOTTOM) / max(totals.values(), default=1)
    stacked: defaultdict[dt.date, int] = defaultdict(int)
    bars = []
    for piece in timeline.pieces:
        stacked[piece.month] += len(piece.meeting_ids)
        left = (months_between(timeline.first, piece.month) + GAP / 2) * month
        top = HEIGHT - MARGIN_BOTTOM - stacked[piece.month] * unit
        bars.append(Bar(left, top, month * (1 - GAP), len(piece.meeting_ids) * unit))
    return bars


def paint_timeline(timeline: Timeline, *, alt: str, href: Callable[[Change], str] | None = None) -> Markup:
    """The timeline as SVG with links, as wide as what it is put into; `alt` says in words what it shows. The list has the same for the keyboard.

    The style sheet colours its classes `slot-0` to `slot-6` and `lit`; it needs `--muted` too.
    """
    bars = place_pieces(timeline)
    pieces = [_paint(piece, bar, href) for piece, bar in zip(timeline.pieces, bars, strict=True)]
    base = HEIGHT - MARGIN_BOTTOM
    month = _month_width(timeline)
    ticks = [
        Markup('<rect x="{x}%" y="{base}" width="1" height="5"/><text x="{x}%" y="{y}">{label}</text>').format(
            x=_number(months_between(timeline.first, day) * month), base=base, y=base + 16, label=label
        )
        for day, label in timeline.ticks
    ]
    return Markup(
        '<svg class="timeline" width="100%" height="{height}" role="group" aria-label="{alt}">{pieces}'
        '<g fill="var(--muted)" font-size="{size}" text-anchor="middle" aria-hidden="true">'
        '<rect y="{base}" width="100%" height="1"/>{ticks}</g></svg>'
    ).format(
        height=HEIGHT,
        alt=alt,
        pieces=Markup("").join(pieces),
        size=LABEL,
        base=base,
        ticks=Markup("").join(ticks),
    )


def _month_width(timeline: Timeline) -> float:
    return 100 / (months_between(timeline.first, timeline.last) + 1)


def _paint(piece: Piece, bar: Bar, href: Callable[[Change], str] | None) -> Markup:
    words = Markup("<title>{}\n{}</title>").format(piece.words.title, "\n".join(piece.words.lines))
    rectangle = Markup(
        '<rect class="slot-{slot}{lit}"{faint} x="{x}%" y="{y}" width="{w}%" height="{h}">{words}</rect>'
    ).format(
        slot=piece.slot,
        lit=" lit" if piece.is_lit else "",
        faint=Markup(' opacity="{}"').format(FAINT) if piece.is_faint else "",
        x=_number(bar.left),
        y=_number(bar.top),
        w=_number(bar.width),
        h=_number(bar.height),
        words=words,
    )
    if href is None:
        return rectangle
    link = Markup('<a href="{}" data-go="{}" tabindex="-1">{}</a>')
    return link.format(href(piece.change), piece.change, rectangle)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
