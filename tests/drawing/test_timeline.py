"""The timeline: each meeting a piece of its month's bar, in the order of the legend, and the months that a label stands under."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from conftest import DATA
from pages import KISHIDA, SMALL, day, host, like, page_of, visitor

from techvisits.drawing import timeline
from techvisits.drawing.desk import draw_time
from techvisits.drawing.timeline import Piece, Timeline, build_timeline
from techvisits.record.filters import apply
from techvisits.record.model import Meeting
from techvisits.record.shelf import load_record
from techvisits.text.colouring import by_company, by_host
from techvisits.text.language import load_language
from techvisits.text.years.spans import months_between

ENGLISH = load_language("en")


def timeline_of(
    query: str = "", span: tuple[dt.date, dt.date] = SMALL.span, lit: tuple[str, ...] = (), selected: str = ""
) -> Timeline:
    page = page_of(query)
    return build_timeline(
        page.shown.meetings, span, language=page.language, colouring=page.colouring, lit=lit, selected=selected
    )


def built(meetings: list[Meeting], **options: object) -> tuple[Piece, ...]:
    span = (day("2024-01-01"), day("2024-12-31"))
    return build_timeline(meetings, span, language=ENGLISH, colouring=by_host(ENGLISH), **options).pieces  # type: ignore[arg-type]


# --- pieces


@pytest.mark.parametrize(
    "query", ["", "city=seoul", "leader=tim-cook", "colour=company", "status=cancelled", "q=nothing"]
)
def test_each_meeting_is_a_piece_of_its_month_in_its_colour(query: str) -> None:
    page = page_of(query)
    pieces = timeline_of(query).pieces
    assert sorted(i for piece in pieces for i in piece.meeting_ids) == sorted(page.shown.meeting_ids)
    for piece in pieces:
        (meeting,) = (SMALL.by_id[i] for i in piece.meeting_ids)
        assert piece.month == meeting.date.replace(day=1)
        assert piece.slot == page.colouring.slot_of(meeting)
        assert str(piece.change) == f"meeting={meeting.meeting_id}"
        assert not piece.is_faint
        assert not piece.is_lit


def test_the_pieces_are_stacked_as_the_legend_has_the_colours_the_oldest_first() -> None:
    pieces = timeline_of().pieces
    assert [piece.slot for piece in pieces] == sorted(piece.slot for piece in pieces)
    for slot in (1, 2, 3):
        months = [piece.month for piece in pieces if piece.slot == slot]
        assert months == sorted(months)
    company = [piece.slot for piece in timeline_of("colour=company").pieces]
    assert company == [1] * 7 + [2] * 2 + [3, 4, 5, 6] + [0] * 4, "all others last"
    assert [piece.meeting_ids[0] for piece in pieces if piece.slot == 1] == [
        "2018-11-09-gates-diet",
        "2024-02-27-zuckerberg-kishida",
        "2024-02-29-zuckerberg-yoon",
        "2025-11-01-zeng-state-dinner",
    ]


def test_meetings_of_one_day_stand_in_the_order_of_their_ids() -> None:
    meetings = [like(KISHIDA, meeting_id=i) for i in ("c", "a", "b")]
    assert [piece.meeting_ids for piece in built(meetings)] == [("a",), ("b",), ("c",)]


def test_a_meeting_of_two_companies_is_one_piece_in_the_colour_of_one() -> None:
    meetings = [like(KISHIDA, visitors=(visitor("A", "OpenAI"), visitor("B", "Meta"))), like(KISHIDA, visitors=())]
    colouring = by_company(SMALL, ("meta",), ENGLISH)
    pieces = build_timeline(meetings, SMALL.span, language=ENGLISH, colouring=colouring).pieces
    assert [(piece.slot, len(piece.meeting_ids)) for piece in pieces] == [(1, 1), (0, 1)]


def test_a_pointer_reads_the_day_and_who_met_whom() -> None:
    meetings = [like(KISHIDA), like(KISHIDA, meeting_id="m", date=day("2024-03-01"), date_precision="month")]
    words = [(piece.words.title, piece.words.lines) for piece in built(meetings)]
    assert words == [
        ("27 Feb 2024", ("Mark Zuckerberg (Meta) – Fumio Kishida (Prime Minister)",)),
        ("March 2024", ("Mark Zuckerberg (Meta) – Fumio Kishida (Prime Minister)",)),
    ]


def test_what_is_lit_is_strong_and_the_rest_faint() -> None:
    lit = ("2024-02-27-zuckerberg-kishida", "2019-12-09-cook-keio")
    pieces = timeline_of(lit=lit).pieces
    assert {piece.meeting_ids[0] for piece in pieces if not piece.is_faint} == {*lit}
    assert not any(piece.is_lit for piece in pieces)


def test_the_open_meeting_is_marked_and_strong_even_among_others_that_are_lit() -> None:
    pieces = timeline_of(lit=("2019-12-09-cook-keio",), selected=KISHIDA).pieces
    assert [piece.meeting_ids for piece in pieces if piece.is_lit] == [(KISHIDA,)]
    assert {piece.meeting_ids[0] for piece in pieces if not piece.is_faint} == {KISHIDA, "2019-12-09-cook-keio"}
    alone = timeline_of(selected=KISHIDA).pieces
    assert [piece.meeting_ids for piece in alone if piece.is_lit] == [(KISHIDA,)]
    assert not any(piece.is_faint for piece in alone)


# --- very many


def very_many(number: int) -> list[Meeting]:
    """So many meetings in the months of 2024, two of three with a government."""
    office = (host("", "Kantei", kind="government"),)
    return [
        like(
            KISHIDA,
            meeting_id=f"m{n:04}",
            date=day(f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}"),
            hosts=office if n // 12 % 3 else (),
        )
        for n in range(number)
    ]


def test_up_to_two_hundred_each_is_a_piece_and_of_more_each_month_and_colour_a_bar() -> None:
    few, many = built(very_many(timeline.MOST_PIECES)), built(very_many(timeline.MOST_PIECES + 1))
    assert len(few) == 200
    assert len(many) == 24
    ids = [i for piece in many for i in piece.meeting_ids]
    assert len(ids) == len(set(ids)) == 201
    assert [piece.slot for piece in many] == [1] * 12 + [3] * 12
    assert {piece.month for piece in many[:12]} == {piece.month for piece in many[12:]}
    assert {piece.month.month for piece in many} == {*range(1, 13)}


def test_the_bar_of_a_month_says_how_many_and_filters_by_it() -> None:
    many = built(very_many(201))
    february = next(piece for piece in many if piece.month == day("2024-02-01") and piece.slot == 1)
    assert february.words.title == "Feb 2024"
    assert february.words.lines == (f"Government · {len(february.meeting_ids)} meetings",)
    assert str(february.change) == "from=2024-02-01&to=2024-02-29"
    ends = {piece.month.month: piece.change.put["to"][0][-2:] for piece in many}
    assert [ends[month] for month in (1, 2, 4, 12)] == ["31", "29", "30", "31"]
    assert not february.is_lit
    alone = like(KISHIDA, date=day("2023-07-07"))
    assert built([*very_many(201), alone])[0].words.lines == ("Government · 1 meeting",)


def test_bars_of_months_are_faint_where_something_else_is_lit() -> None:
    assert not any(piece.is_faint for piece in built(very_many(201)))
    pieces = built(very_many(201), lit=("m0001",))
    assert [piece.meeting_ids for piece in pieces if not piece.is_faint] == [("m0001",)]
    assert len(pieces) == 25


def test_what_is_open_is_lit_among_the_bars_of_months() -> None:
    (lit,) = [piece for piece in built(very_many(201), selected="m0007") if piece.is_lit]
    assert lit.meeting_ids == ("m0007",)


def test_the_one_who_is_asked_for_is_named_first() -> None:
    page = page_of("leader=marne-levine", load_record(DATA))
    titles = [line for piece in draw_time(page).pieces for line in piece.words.lines]
    assert titles
    assert all(line.startswith("Marne Levine") for line in titles)


# --- months


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [("2024-02-01", "2024-02-29", 0), ("2023-12-31", "2024-01-01", 1), ("2022-03-01", "2024-02-01", 23)],
)
def test_months_between_two_days(first: str, last: str, months: int) -> None:
    assert months_between(day(first), day(last)) == months


def test_the_timeline_has_whole_years() -> None:
    made = timeline_of(span=(day("2018-05-17"), day("2024-02-29")))
    assert (made.first, made.last, made.months) == (day("2018-01-01"), day("2024-12-01"), 84)
    assert [str(span.change) for span in made.years][:1] == ["from=2018-01-01&to=2018-12-31"]
    assert [span.first.year for span in made.years] == [*range(2018, 2025)]


def test_a_year_stands_where_it_begins_and_february_right_of_it() -> None:
    axis = timeline_of(span=(day("2010-02-01"), day("2026-06-30"))).axis
    assert axis.at(day("2010-01-01")) == 0
    assert axis.at(day("2024-01-01")) == pytest.approx(100 * 14 / 17)
    assert axis.at(day("2024-01-01")) < axis.at(day("2024-02-01")) == axis.at_end(day("2024-01-31"))
    assert axis.at_end(day("2026-12-31")) == axis.at_end(dt.date.max) == 100
    assert axis.at(dt.date.min) == 0


@pytest.mark.parametrize(
    ("top", "values"), [(0, []), (1, [1]), (2, [1, 2]), (5, [2, 4]), (29, [10, 20]), (30, [20]), (5000, [5000])]
)
def test_the_axis_of_values_names_one_or_two_round_numbers(top: int, values: list[int]) -> None:
    assert replace(timeline_of("q=nothing"), hidden=((day("2024-02-01"), top),) if top else ()).values == values


def test_months_are_named_in_the_readers_language() -> None:
    assert timeline_of("lang=ja").pieces[0].words.title == "2018年11月9日"


# --- a span


SHIPPED = load_record(DATA)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "from=2019-01-01&to=2019-12-31",
        "from=2024-02-14",
        "to=2012-06-30&company=google",
        "from=2030-01-01",
        "leader=tim-cook&from=2016-10-10&to=2022-12-15",
    ],
)
def test_pieces_are_what_is_shown_and_grey_is_what_only_the_span_hides(query: str) -> None:
    page = page_of(query, SHIPPED)
    made, filters = draw_time(page), page.state.filters
    ids = sorted(i for piece in made.pieces for i in piece.meeting_ids)
    assert ids == sorted(page.shown.meeting_ids)
    whole = [m for m in apply(replace(filters, first=None, last=None), SHIPPED).meetings if m.meeting_id not in {*ids}]
    counted = Counter(meeting.date.replace(day=1) for meeting in whole)
    assert dict(made.hidden) == (counted if filters.first or filters.last else {})
    assert sum(made.totals.values()) == len(ids) + len(whole) * bool(made.span)
    assert bool(made.span) == ("from" in query or "to=" in query)


@pytest.mark.parametrize(
    "query", ["from=0001-01-01&to=9999-12-31", "from=9999-12-31", "to=0001-01-01", "from=0001-01-01"]
)
def test_spans_at_the_ends_of_the_calendar_are_drawn(query: str) -> None:
    made = draw_time(page_of(query, SHIPPED))
    assert made.span
    assert 0 <= made.axis.at(made.span.first) <= made.axis.at_end(made.span.last) <= 100
