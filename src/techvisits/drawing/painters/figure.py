"""The timeline painted live, by plotly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Final

import plotly.graph_objects as go

from techvisits.drawing.palette import Palette, palette
from techvisits.drawing.timeline import Piece, Timeline

HEIGHT: Final = 112
FAINT: Final = 0.28
GAP: Final = 0.18
MARGIN_TOP, MARGIN_BOTTOM = 4, 20


def paint_figure(timeline: Timeline, *, theme: str) -> go.Figure:
    """The timeline as a figure; `customdata` of each piece is the change that a click on it asks for, as text."""
    colours = palette(theme)
    figure = go.Figure(layout_template="none")
    for slot, pieces in groupby(timeline.pieces, key=lambda piece: piece.slot):
        figure.add_bar(**_bars([*pieces], colours.slot(slot), colours.selected))
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
            "font": {"color": colours.ink, "size": 13, "family": "Visits Sans, sans-serif"},
        },
        font={"family": "Visits Sans, sans-serif"},
        xaxis=_axis(timeline, colours),
        yaxis={"visible": False, "fixedrange": True},
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
    }


def _axis(timeline: Timeline, colours: Palette) -> dict[str, object]:
    after = (timeline.last.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return {
        "type": "date",
        "range": [timeline.first.isoformat(), after.isoformat()],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "linecolor": colours.muted,
        "tickfont": {"color": colours.muted, "size": 12},
        "tickvals": [month.isoformat() for month, _ in timeline.ticks],
        "ticktext": [label for _, label in timeline.ticks],
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": colours.muted,
    }


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
