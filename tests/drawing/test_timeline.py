"""The timeline: each meeting a piece of its month's bar, in the order of the legend, and the months that a label stands under."""

import datetime as dt

import pytest
from conftest import DATA
from pages import KISHIDA, SMALL, day, host, like, page_of, visitor

from techvisits.drawing import timeline
from techvisits.drawing.desk import draw_time
from techvisits.drawing.timeline import Piece, Timeline, build_timeline, months_between
from techvisits.record.model import Meeting
from techvisits.record.shelf import load_record
from techvisits.text.colouring import by_company, by_host
from techvisits.text.language import load_language

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
    assert str(february.change) == "from=2024-02-01&to=2024-02-29&host_kind=government"
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


def test_the_span_is_in_whole_months() -> None:
    made = timeline_of(span=(day("2018-05-17"), day("2024-02-29")))
    assert (made.first, made.last) == (day("2018-05-01"), day("2024-02-01"))


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2024-02-01", "2024-02-29", ["Feb 2024"]),
        ("2024-02-01", "2024-06-01", ["Feb 2024", "Mar 2024", "Apr 2024", "May 2024", "Jun 2024"]),
        ("2023-11-01", "2024-10-01", ["Nov 2023", "Jan 2024", "Mar 2024", "May 2024", "Jul 2024", "Sept 2024"]),
        ("2022-01-01", "2024-06-01", ["Jan 2022", "Jun 2022", "Nov 2022", "Apr 2023", "Sept 2023", "Feb 2024"]),
        ("2022-01-01", "2024-07-01", ["2022", "2023", "2024"]),
        ("2022-02-01", "2024-12-01", ["2023", "2024"]),
        ("2016-01-01", "2023-12-01", ["2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023"]),
        ("2016-01-01", "2024-01-01", ["2016", "2018", "2020", "2022", "2024"]),
        ("2011-01-01", "2026-06-01", ["2012", "2014", "2016", "2018", "2020", "2022", "2024", "2026"]),
    ],
)
def test_a_label_stands_under_each_january_or_of_few_months_under_some(
    first: str, last: str, labels: list[str]
) -> None:
    """Under the month that it names: a meeting of February 2024 stands to the right of `2024`."""
    ticks = timeline_of(span=(day(first), day(last))).ticks
    assert [label for _, label in ticks] == labels
    for month, label in ticks:
        assert month.day == 1
        assert label == (str(month.year) if len(label) == 4 else ENGLISH.month(month))
        assert day(first) <= month <= day(last)


def test_months_are_labelled_in_the_readers_language() -> None:
    span = (day("2024-02-01"), day("2024-03-01"))
    assert [label for _, label in timeline_of("lang=ko", span).ticks] == ["2024년 2월", "2024년 3월"]
    assert timeline_of("lang=ja").pieces[0].words.title == "2018年11月9日"
