"""The timeline: each meeting a piece of its month's bar, so that it can be named and chosen; of very many, each month a bar."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from techvisits.drawing.colouring import OTHER, Colouring
from techvisits.drawing.palette import Palette, palette
from techvisits.record.records import each
from techvisits.text import words as labels
from techvisits.text.language import Language

MOST_PIECES: Final = 2000
FAINT: Final = 0.28
KINDS: Final = ["host_kind", "company_ids"]


def build_timeline(
    meetings: pd.DataFrame,
    *,
    theme: str,
    language: Language,
    colouring: Colouring,
    span: tuple[pd.Timestamp, pd.Timestamp],
    lit: frozenset[str] = frozenset(),
    selected: str = "",
) -> go.Figure:
    """Meetings by month, stacked by what colour means; `customdata` of each piece is its meeting id, or with more than
    `MOST_PIECES` meetings its month.

    `span` is the first and last day of the time axis; `lit` are the meeting ids shown strong while the others fade (none:
    all strong), `selected` is the id of the one that is open.
    """
    colours = palette(theme)
    figure = go.Figure(layout_template="none")
    ordered = meetings.sort_values(["date", "meeting_id"])
    months = ordered["date"].dt.to_period("M").dt.start_time
    kinds = pd.Series([colouring.of(row)[0] for row in each(ordered[KINDS])], ordered.index, dtype=object)
    for kind in (*colouring.names, OTHER):
        rows = ordered[kinds == kind]
        colour = colouring.colour(kind, colours)
        if len(meetings) > MOST_PIECES:
            bars = _months(months[rows.index], language)
            marker = {"color": colour, "opacity": FAINT if lit else 1.0}
        else:
            bars = _pieces(rows, months[rows.index], language)
            marker = {
                "color": [colours.selected if i == selected else colour for i in rows.index] if selected else colour,
                "opacity": [1.0 if i in lit or i == selected else FAINT for i in rows.index] if lit else 1.0,
            }
        figure.add_bar(
            **bars,
            marker={**marker, "line": {"width": 0}},
            name=colouring.label(kind),
            hovertemplate="%{text}<br><b>%{hovertext}</b><extra></extra>",
            textposition="none",
            xperiod="M1",
            xperiodalignment="middle",
        )
    _style(figure, colours, language, span)
    return figure


def _pieces(rows: pd.DataFrame, months: pd.Series[Any], language: Language) -> dict[str, Any]:
    return {
        "x": [_date(month) for month in months],
        "y": [1] * len(rows),
        "customdata": list(rows.index),
        "text": [language.date(r.date, r.date_precision) for r in each(rows)],
        "hovertext": [_escape(labels.who_whom(r, language)) for r in each(rows)],
    }


def _months(months: pd.Series[Any], language: Language) -> dict[str, Any]:
    counts = sorted(Counter(months).items())
    return {
        "x": [_date(month) for month, _ in counts],
        "y": [n for _, n in counts],
        "customdata": [f"{month:%Y-%m}" for month, _ in counts],
        "text": [language.month(month) for month, _ in counts],
        "hovertext": [language.count("{n} meeting", "{n} meetings", n) for _, n in counts],
    }


def is_month(data: str) -> bool:
    """True for the `customdata` of a piece that is a whole month: `2024-02`."""
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}", data) is not None


def meeting_ids(figure: go.Figure) -> list[str]:
    """The ids of all meetings drawn in a timeline."""
    return [i for trace in figure.data for i in trace.customdata]


def _style(figure: go.Figure, colours: Palette, language: Language, span: tuple[pd.Timestamp, pd.Timestamp]) -> None:
    first, last = span
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    axis: dict[str, Any] = {
        "type": "date",
        "range": [_date(first.to_period("M").start_time), _date(last.to_period("M").end_time)],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "linecolor": colours.muted,
        "tickfont": {"color": colours.muted, "size": 12},
        "tickformat": "%Y" if months > 30 else "%m/%Y" if language.code == "en" else "%Y/%m",
        "ticks": "",
        "ticklabelmode": "period" if months > 30 else "instant",
    }
    if months > 30:
        axis |= {"dtick": "M24" if months > 96 else "M12", "tick0": "2010-01-01"}
    figure.update_layout(
        barmode="stack",
        bargap=0.18,
        height=112,
        margin={"l": 0, "r": 0, "t": 4, "b": 20},
        showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
        clickmode="event+select",
        hoverlabel={"bgcolor": colours.paper, "bordercolor": colours.rule, "font": {"color": colours.ink, "size": 13}},
        font={"family": "Source Sans, sans-serif"},
        xaxis=axis,
        yaxis={"visible": False, "fixedrange": True},
    )


def _date(stamp: pd.Timestamp) -> str:
    return f"{stamp:%Y-%m-%d}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
