"""The timeline painted live, by plotly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Final

import plotly.graph_objects as go

from techvisits.drawing.backdrop import SIZE, Band, Mark
from techvisits.drawing.palette import BANDS, Palette, palette
from techvisits.drawing.timeline import Piece, Timeline
from techvisits.text.years.spans import Span, end_of, month_after

HEIGHT: Final = 128
FAINT: Final = 0.28
GAP: Final = 0.18
LINE: Final = 14
DAY: Final = 86_400_000
MARGIN_TOP, MARGIN_BOTTOM = 2 * LINE + 2, 18
BARS: Final = HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
FACES: Final = "Visits Sans, Noto Sans JP, Noto Sans KR, Noto Sans CJK JP, Noto Sans CJK KR, sans-serif"


def paint_figure(timeline: Timeline, *, theme: str) -> go.Figure:
    """The timeline as a figure; `customdata` of each piece is the change that a click on it asks for, as text."""
    colours = palette(theme)
    figure = go.Figure(layout_template="none")
    for slot, pieces in groupby(timeline.pieces, key=lambda piece: piece.slot):
        figure.add_bar(**_bars([*pieces], colours.slot(slot), colours.selected))
    if timeline.hidden:
        figure.add_bar(**_hidden(timeline, colours))
    figure.update_layout(
        barmode="stack",
        bargap=GAP,
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": MARGIN_TOP, "b": MARGIN_BOTTOM},
        showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
        clickmode="event+select",
        hoverlabel={
            "bgcolor": colours.paper,
            "bordercolor": colours.rule,
            "font": {"color": colours.ink, "size": 13, "family": FACES},
        },
        font={"family": FACES},
        xaxis=_axis(timeline, colours),
        yaxis=_values(timeline, colours),
        shapes=[*_band_shapes(timeline, theme), *_span_shapes(timeline, colours), *_mark_shapes(timeline, colours)],
        annotations=[*_band_names(timeline, colours), *_mark_names(timeline, colours)],
    )
    return figure


def _bars(pieces: Sequence[Piece], colour: str, selected: str) -> dict[str, object]:
    is_plain = not any(piece.is_faint or piece.is_lit for piece in pieces)
    marker: dict[str, object] = {"line": {"width": 0}, "color": colour}
    if not is_plain:
        marker["color"] = [selected if piece.is_lit else colour for piece in pieces]
        marker["opacity"] = [FAINT if piece.is_faint else 1.0 for piece in pieces]
    return {
        "x": [piece.month.isoformat() for piece in pieces],
        "y": [len(piece.meeting_ids) for piece in pieces],
        "customdata": [str(piece.change) for piece in pieces],
        "text": [_escape(piece.words.title) for piece in pieces],
        "hovertext": [_escape("\n".join(piece.words.lines)) for piece in pieces],
        "hovertemplate": "<b>%{text}</b><br>%{hovertext}<extra></extra>",
        "marker": marker,
        "textposition": "none",
        "xperiod": "M1",
        "xperiodalignment": "middle",
        "width": [_width(piece.month) for piece in pieces],
    }


def _width(month: dt.date) -> float:
    """How wide a month's bar is, in milliseconds."""
    return end_of(month).day * DAY * (1 - GAP)


def _hidden(timeline: Timeline, colours: Palette) -> dict[str, object]:
    """What only the chosen span hides: grey, and no meeting of it is named."""
    months, numbers = zip(*timeline.hidden, strict=True)
    return {
        "x": [month.isoformat() for month in months],
        "y": numbers,
        "customdata": [str(Span(month, end_of(month)).change) for month in months],
        "hoverinfo": "skip",
        "marker": {"line": {"width": 0}, "color": colours.rule},
        "xperiod": "M1",
        "xperiodalignment": "middle",
        "width": [_width(month) for month in months],
    }


def _axis(timeline: Timeline, colours: Palette) -> dict[str, object]:
    return {
        "type": "date",
        "range": [timeline.first.isoformat(), month_after(timeline.last, 1).isoformat()],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "linecolor": colours.muted,
        "tickfont": {"color": colours.muted, "size": 12},
        "tickvals": [span.first.isoformat() for span in timeline.years],
        "ticktext": [str(span.first.year) for span in timeline.years],
        "ticklabelposition": "outside right",
        "ticklabelstandoff": -3,
        "ticklabeloverflow": "allow",
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": colours.muted,
    }


def _values(timeline: Timeline, colours: Palette) -> dict[str, object]:
    """The axis of values: a hairline and a small number inside the picture for one or two round ones."""
    return {
        "range": [0, timeline.top],
        "fixedrange": True,
        "tickvals": timeline.values,
        "gridcolor": colours.rule,
        "zeroline": False,
        "ticklabelposition": "inside top",
        "tickfont": {"color": colours.muted, "size": SIZE},
    }


def _band_shapes(timeline: Timeline, theme: str) -> list[dict[str, object]]:
    """A strip for each term, above the bars; of an acting one only its lower edge."""
    dots = {"line": _dots(palette(theme))}
    shapes = []
    for band in timeline.bands:
        right, top, low = band.left + band.width, _band_top(band), _band_top(band) - LINE + 1
        edge = _shape("line", band.left, right, low, low) | dots
        shapes.append(
            edge
            if band.is_acting
            else _shape("rect", band.left, right, top, low) | {"fillcolor": BANDS[theme][band.tone]}
        )
    return shapes


def _span_shapes(timeline: Timeline, colours: Palette) -> list[dict[str, object]]:
    if not timeline.span:
        return []
    left, right = timeline.axis.at(timeline.span.first), timeline.axis.at_end(timeline.span.last)
    return [_shape("rect", left, right, BARS, 0) | {"fillcolor": colours.ink, "opacity": 0.06, "layer": "below"}]


def _mark_shapes(timeline: Timeline, colours: Palette) -> list[dict[str, object]]:
    """A dotted line for each event, short where its name has no room, and a line over what went on for long."""
    ends = ((_mark_low(mark), _mark_low(mark)) if mark.width else (BARS, _mark_low(mark)) for mark in timeline.marks)
    return [
        _shape("line", mark.left, mark.left + mark.width, *each) | {"line": _dots(colours)}
        for mark, each in zip(timeline.marks, ends, strict=True)
    ]


def _band_names(timeline: Timeline, colours: Palette) -> list[dict[str, object]]:
    return [
        _text(band.left, _band_top(band) + 1 - LINE / 2, band.name, "left", colours)
        for band in timeline.bands
        if band.name
    ]


def _mark_names(timeline: Timeline, colours: Palette) -> list[dict[str, object]]:
    anchors = {-1: "right", 0: "center", 1: "left"}
    return [
        _text(mark.left + mark.width / 2, BARS - LINE * (mark.row + 0.5), mark.name, anchors[mark.side], colours)
        for mark in timeline.marks
        if mark.name
    ]


def _band_top(band: Band) -> float:
    """How many pixels over the line of the bars a band begins."""
    return BARS + MARGIN_TOP - band.row * LINE


def _mark_low(mark: Mark) -> float:
    """Down to where a mark is drawn."""
    if mark.width:
        return BARS - LINE * (mark.row + 1) - 2
    return 0 if mark.name else BARS - LINE / 2


def _shape(kind: str, left: float, right: float, top: float, bottom: float) -> dict[str, object]:
    """A shape between two places in percent and two heights in pixels over the line of the bars."""
    x = {"x0": left / 100, "x1": right / 100, "xref": "paper"}
    return {"type": kind, **x, "y0": bottom / BARS, "y1": top / BARS, "yref": "paper", "line": {"width": 0}}


def _text(x: float, height: float, text: str, anchor: str, colours: Palette) -> dict[str, object]:
    place = {"x": x / 100, "y": height / BARS, "xref": "paper", "yref": "paper", "xanchor": anchor, "yanchor": "middle"}
    return {**place, "text": _escape(text), "showarrow": False, "font": {"size": SIZE, "color": colours.muted}}


def _dots(colours: Palette) -> dict[str, object]:
    return {"width": 1, "dash": "1px,2px", "color": colours.muted}


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
