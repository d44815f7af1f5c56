"""The timeline as plotly draws it: the same pieces, in the palette's colours, and no text that becomes a tag."""

import datetime as dt
import json

import pytest
from pages import KISHIDA, SMALL, day, page_of

from techvisits.drawing.model import Words
from techvisits.drawing.painters.figure import FACES, FAINT, HEIGHT, MARGIN_BOTTOM, MARGIN_TOP, paint_figure, read_box
from techvisits.drawing.palette import palette
from techvisits.drawing.timeline import Piece, Timeline, build_timeline
from techvisits.text.address import to_open
from techvisits.text.years.spans import Span


def timeline_of(query: str = "", lit: tuple[str, ...] = (), selected: str = "") -> Timeline:
    page = page_of(query)
    return build_timeline(
        page.shown.meetings, SMALL.span, language=page.language, colouring=page.colouring, lit=lit, selected=selected
    )


def piece(slot: int, month: str, *ids: str, words: Words | None = None, **flags: bool) -> Piece:
    return Piece(day(month), slot, ids, words or Words("t"), to_open(ids[0]), **flags)


def timeline_with(*pieces: Piece, last: str = "2024-12-01") -> Timeline:
    return Timeline(day("2023-01-01"), day(last), pieces)


@pytest.mark.parametrize("query", ["", "colour=company", "city=seoul", "q=nothing"])
def test_every_piece_is_a_part_of_a_bar_that_asks_for_its_meeting(query: str) -> None:
    timeline = timeline_of(query)
    figure = paint_figure(timeline, theme="light")
    drawn = [each for trace in figure.data for each in zip(trace.x, trace.y, trace.customdata, strict=True)]
    assert drawn == [(p.month.isoformat(), len(p.meeting_ids), str(p.change)) for p in timeline.pieces]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_colour_is_one_trace_in_the_palettes_colour(theme: str) -> None:
    figure = paint_figure(timeline_of("colour=company"), theme=theme)
    colours = palette(theme)
    assert [trace.marker.color for trace in figure.data] == [*colours.kinds, colours.other]
    assert all(trace.marker.opacity is None for trace in figure.data)
    assert all(trace.marker.line.width == 0 for trace in figure.data)
    host = paint_figure(timeline_of(), theme=theme)
    assert [trace.marker.color for trace in host.data] == [*colours.kinds[:3]]


def test_a_bar_of_a_month_is_as_high_as_it_has_meetings() -> None:
    figure = paint_figure(
        timeline_with(piece(1, "2024-02-01", "a", "b", "c"), piece(1, "2024-03-01", "d")), theme="light"
    )
    assert [*figure.data[0].y] == [3, 1]


def test_what_is_faint_is_faint_and_the_open_meeting_in_the_colour_of_what_is_selected() -> None:
    pieces = (
        piece(1, "2024-02-01", "a", is_faint=True),
        piece(1, "2024-03-01", "b"),
        piece(1, "2024-04-01", "c", is_lit=True),
        piece(2, "2024-04-01", "d"),
    )
    one, other = paint_figure(timeline_with(*pieces), theme="dark").data
    colours = palette("dark")
    assert [*one.marker.color] == [colours.kinds[0], colours.kinds[0], colours.selected]
    assert [*one.marker.opacity] == [FAINT, 1, 1]
    assert (other.marker.color, other.marker.opacity) == (colours.kinds[1], None)


def test_the_axis_has_whole_years_with_a_tick_where_each_begins() -> None:
    axis = paint_figure(timeline_with(), theme="light").layout.xaxis
    assert [*axis.range] == ["2023-01-01", "2025-01-01"]
    assert [*axis.tickvals] == ["2023-01-01", "2024-01-01"]
    assert [*axis.ticktext] == ["2023", "2024"]
    assert (axis.type, axis.ticklabelposition) == ("date", "outside right")


def test_a_box_stands_for_the_whole_months_that_it_touches() -> None:
    timeline = timeline_with()
    for x, months in (
        (["2023-03-31 23:59:59.99", "2023-05-01"], ("2023-03-01", "2023-05-31")),
        (["2024-02-02", "2023-12-31"], ("2023-12-01", "2024-02-29")),
        (["2001-01-01", "2033-01-01"], ("2023-01-01", "2024-12-31")),
    ):
        assert read_box({"x": x}, timeline) == Span(*map(day, months))
    assert read_box({"x": ["2033-01-01", "2034-01-01"]}, timeline) is None


def test_the_bars_are_stacked_a_month_wide_and_nothing_moves() -> None:
    figure = paint_figure(timeline_of(), theme="light")
    layout = figure.layout
    assert (layout.barmode, layout.height, layout.showlegend, layout.dragmode) == ("stack", HEIGHT, False, "select")
    assert layout.xaxis.fixedrange
    assert layout.yaxis.fixedrange
    assert layout.selectdirection == "h"
    assert {(trace.xperiod, trace.xperiodalignment) for trace in figure.data} == {("M1", "middle")}
    assert layout.clickmode == "event+select"
    assert layout.bargap == 0.18


def test_the_labels_of_the_axis_are_small_with_a_short_tick() -> None:
    layout = paint_figure(timeline_of(), theme="light").layout
    axis = layout.xaxis
    assert (axis.tickfont.size, axis.ticks, axis.ticklen, axis.showgrid, axis.zeroline) == (
        12,
        "outside",
        4,
        False,
        False,
    )
    assert layout.font.family == layout.hoverlabel.font.family == FACES


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_figure_is_on_the_pages_own_ground(theme: str) -> None:
    layout, colours = paint_figure(timeline_of(), theme=theme).layout, palette(theme)
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert (layout.hoverlabel.bgcolor, layout.hoverlabel.bordercolor) == (colours.paper, colours.rule)
    assert (layout.hoverlabel.font.color, layout.hoverlabel.font.size) == (colours.ink, 13)
    assert layout.xaxis.tickfont.color == layout.xaxis.linecolor == layout.xaxis.tickcolor == colours.muted
    assert (layout.margin.l, layout.margin.r, layout.margin.t, layout.margin.b) == (0, 0, MARGIN_TOP, MARGIN_BOTTOM)


def test_a_pointer_reads_the_title_and_the_lines_and_no_tag_is_made_of_them() -> None:
    words = Words("<b>27</b> Feb & more", ("<script>alert(1)</script>", "second & last"))
    (trace,) = paint_figure(timeline_with(piece(1, "2024-02-01", "a", words=words)), theme="light").data
    assert [*trace.text] == ["&lt;b&gt;27&lt;/b&gt; Feb &amp; more"]
    assert [*trace.hovertext] == ["&lt;script&gt;alert(1)&lt;/script&gt;<br>second &amp; last"]
    assert trace.hovertemplate == "<b>%{text}</b><br>%{hovertext}<extra></extra>"
    assert trace.textposition == "none"


def test_the_figure_is_json_without_nan() -> None:
    for timeline in (timeline_of(), timeline_of("q=nothing"), timeline_of(lit=(KISHIDA,), selected=KISHIDA)):
        text = paint_figure(timeline, theme="light").to_json()
        assert "NaN" not in text
        assert json.loads(text)["layout"]["height"] == HEIGHT


def test_a_month_is_written_as_its_first_day() -> None:
    figure = paint_figure(timeline_of(), theme="light")
    assert all(dt.date.fromisoformat(x).day == 1 for trace in figure.data for x in trace.x)
