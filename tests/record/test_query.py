"""The query string is read and written without loss; what nobody meant is ignored with a line, and never raises."""

import datetime as dt
import re
from dataclasses import replace
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from small import KISHIDA, KNOWN, RECORD, ZUCKERBERG, any_text, as_query, days, filters_of

from techvisits.record.filters import KEYS, LISTS, Filters, apply, from_query, known_ids, to_query
from techvisits.record.values import LONGEST_WORDS

law = settings(deadline=None, max_examples=25)


def read_lines(query: dict[str, list[str]]) -> tuple[Filters, list[str]]:
    """The filters, and the line of each problem."""
    filters, problems = from_query(query, RECORD)
    return filters, [*map(str, problems)]


@law
@given(filters_of())
def test_filters_survive_the_query_string(filters: Filters) -> None:
    assert from_query(as_query(to_query(filters)), RECORD) == (filters, [])


@law
@given(filters_of())
def test_filters_survive_a_real_address(filters: Filters) -> None:
    pairs = parse_qs(urlencode(to_query(filters)), keep_blank_values=True)
    assert from_query(pairs, RECORD) == (filters, [])


@law
@given(any_text)
@example("a  b\t c ")
@example("x" * (LONGEST_WORDS - 1) + " word after the cut")
def test_reading_twice_is_reading_once(words: str) -> None:
    once, _ = from_query({"q": [words]}, RECORD)
    assert from_query(as_query(to_query(once)), RECORD)[0] == once


def test_an_empty_query_asks_for_nothing_and_shows_everything() -> None:
    filters, problems = from_query({}, RECORD)
    assert filters == Filters()
    assert filters.is_empty
    assert problems == []
    assert to_query(filters) == []
    shown = apply(filters, RECORD)
    assert (shown.visits, shown.meetings) == (RECORD.visits, RECORD.meetings)


def test_a_query_is_written_in_one_order_with_every_value() -> None:
    query = {
        "q": ["  AI ", "chips\u3000now"],
        "to": ["2024-03-01", " 2024-02-28 "],
        "sources": ["3", "2"],
        "from": ["2024-02-01"],
        "meeting": [KISHIDA],
        "trip": [ZUCKERBERG],
        "status": ["held", "announced", "held"],
        "leader": ["tim-cook", "mark-zuckerberg"],
    }
    filters, problems = from_query(query, RECORD)
    assert problems == []
    assert to_query(filters) == [
        ("leader", "tim-cook"),
        ("leader", "mark-zuckerberg"),
        ("trip", ZUCKERBERG),
        ("status", "held"),
        ("status", "announced"),
        ("meeting", KISHIDA),
        ("from", "2024-02-01"),
        ("to", "2024-02-28"),
        ("sources", "2"),
        ("q", "AI chips now"),
    ]
    assert (filters.first, filters.last) == (dt.date(2024, 2, 1), dt.date(2024, 2, 28))
    assert filters.ids("leader") == ("tim-cook", "mark-zuckerberg")
    assert filters.ids("company") == ()
    assert not filters.is_empty


def test_the_keys_of_a_query_are_these() -> None:
    assert LISTS == (
        "leader", "company", "trip", "topic", "city", "host", "host_kind", "place", "status", "kind", "meeting",
        "office", "ward", "evidence", "year", "promise",
    )  # fmt: skip
    assert (*LISTS, *(f"not_{key}" for key in LISTS), "from", "to", "sources", "both", "q") == KEYS


# --- asking


def test_asking_for_a_list_puts_it_in_its_place_and_leaves_the_rest() -> None:
    filters = Filters(sources=2, q="AI").asking("status", ["held"]).asking("leader", ["b", "a", "b"])
    assert filters == Filters((("leader", ("b", "a")), ("status", ("held",))), sources=2, q="AI")
    assert filters.asking("leader", iter("c")).ids("leader") == ("c",)
    assert filters.asking("leader", ()) == Filters((("status", ("held",)),), sources=2, q="AI")
    assert filters.asking("leader", ()).asking("status", []).lists == ()


@pytest.mark.parametrize(
    "filters",
    [Filters(q="x"), Filters(sources=1), Filters(first=dt.date.min), Filters(last=dt.date.max), Filters().asking("kind", "x")],
)  # fmt: skip
def test_whoever_asks_for_anything_is_not_empty(filters: Filters) -> None:
    assert not filters.is_empty


# --- values nobody meant


@law
@given(st.dictionaries(st.sampled_from(KEYS), st.lists(any_text, max_size=3)))
@example({"q": ["\ud800"]})
@example({"q": ["\x00"], "leader": ["\x00"], "from": ["\x00"]})
@example({key: ["x" * 20_000] for key in KEYS})
@example({"leader": ["' OR 1=1 --", "<script>", "../../etc/passwd"], "sources": ["-1"]})
def test_no_text_whatever_breaks_a_filter(pairs: dict[str, list[str]]) -> None:
    filters, problems = from_query(pairs, RECORD)
    for key in LISTS:
        assert set(filters.ids(key)) <= set(KNOWN[key])
        unknown = {value for value in pairs.get(key, ()) if value not in KNOWN[key]}
        assert sum(problem.parameter == key for problem in problems) == len(unknown), problems
    assert all(len(str(problem)) < 160 for problem in problems)
    apply(filters, RECORD)


@law
@given(st.text("0123456789-W", min_size=8, max_size=10) | any_text)
@example("2024-W09-2")
@example("2024-02-30")
@example("20240227")
@example("２０２４-02-27")
@example("0000-01-01")
@example("2024-02-27T00")
def test_only_a_written_out_day_is_a_date(text: str) -> None:
    assume(text.strip())
    filters, problems = from_query({"from": [text]}, RECORD)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip()) and problems == []:
        assert filters.first == dt.date(*map(int, text.strip().split("-")))
    else:
        assert (filters.first, len(problems)) == (None, 1), f"{text!r} was read as {filters.first}"
        assert str(problems[0]).startswith("from=")
        assert str(problems[0]).endswith(": is no date of the form 2024-02-27")


@law
@given(days)
def test_every_day_is_a_date(day: dt.date) -> None:
    assert from_query({"to": [day.isoformat()]}, RECORD) == (Filters(last=day), [])


@pytest.mark.parametrize("edge", ["0001-01-01", "9999-12-31"])
def test_the_first_and_last_day_of_the_calendar_do_not_raise(edge: str) -> None:
    for key in ("from", "to"):
        filters, problems = from_query({key: [edge]}, RECORD)
        assert problems == []
        assert apply(filters, RECORD).meeting_ids in (frozenset(), frozenset(RECORD.by_id))


def test_a_range_that_ends_before_it_begins_is_ignored_with_one_line() -> None:
    assert read_lines({"from": ["2024-03-01"], "to": ["2024-02-29"]}) == (
        Filters(),
        ["from=2024-03-01: lies after to=2024-02-29"],
    )


def test_a_range_of_one_day_is_a_range() -> None:
    day = dt.date(2024, 2, 29)
    assert from_query({"from": ["2024-02-29"], "to": ["2024-02-29"]}, RECORD) == (Filters(first=day, last=day), [])


@pytest.mark.parametrize("text", ["-1", "1.5", "two", "١", "100", "1e3", "²", "x" * 50])
def test_a_number_of_sources_that_is_none_is_ignored_with_one_line(text: str) -> None:
    written = text if len(text) < 50 else "x" * 39 + "…"
    assert read_lines({"sources": [text]}) == (
        Filters(),
        [f"sources={written}: is no whole number from 0 to 99"],
    )


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("00", 0), ("1", 1), (" 07 ", 7), ("99", 99), ("", 0), (" ", 0)]
)
def test_a_number_of_sources_is_read(text: str, number: int) -> None:
    assert from_query({"sources": [text]}, RECORD) == (Filters(sources=number), [])


def test_the_last_value_of_a_key_counts_and_none_at_all_asks_for_nothing() -> None:
    assert from_query({"sources": ["9", "2"]}, RECORD)[0].sources == 2
    assert from_query({"sources": [], "from": [], "to": [""], "q": [], "leader": []}, RECORD) == (Filters(), [])


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("leader", "leader=no-such-id: is not in the record"),
        ("host_kind", "host_kind=no-such-id: is not in the record"),
        ("status", f"status=no-such-id: is none of {', '.join(RECORD.choices['meetings.status'])}"),
        ("kind", f"kind=no-such-id: is none of {', '.join(RECORD.choices['meetings.kind'])}"),
        ("meeting", "meeting=no-such-id: is not in the record"),
        ("trip", "trip=no-such-id: is not in the record"),
    ],
)
def test_known_values_stay_where_unknown_ones_are_ignored(key: str, line: str) -> None:
    known = KNOWN[key][0]
    lines = [line]
    assert read_lines({key: ["no-such-id", known, known, "no-such-id"]}) == (Filters().asking(key, [known]), lines)


@pytest.mark.parametrize(("length", "written"), [(40, "x" * 40), (41, "x" * 39 + "…")])
def test_a_long_value_is_cut_to_forty_characters(length: int, written: str) -> None:
    assert read_lines({"place": ["x" * length]})[1] == [f"place={written}: is not in the record"]


def test_words_are_joined_and_cut() -> None:
    assert LONGEST_WORDS == 200
    assert from_query({"q": ["a", " b\t\nc "]}, RECORD)[0].q == "a b c"
    assert from_query({"q": ["x" * 201]}, RECORD)[0].q == "x" * 200
    assert from_query({"q": ["x" * 199 + " y"]}, RECORD)[0].q == "x" * 199


# --- what may be asked for


def test_a_list_filter_knows_what_is_in_the_record_and_what_a_field_may_hold() -> None:
    assert known_ids("leader", RECORD) == {v.visitor.leader.person_id for v in RECORD.visits}
    assert "fumio-kishida" not in known_ids("leader", RECORD), "who only received"
    assert {"fumio-kishida", "government-of-japan", "toshiba"} <= known_ids("host", RECORD)
    assert known_ids("city", RECORD) == {m.place.city_id for m in RECORD.meetings} - {""}
    assert known_ids("place", RECORD) == {m.place.place_id for m in RECORD.meetings}
    assert known_ids("topic", RECORD) == set(RECORD.topics)
    assert known_ids("trip", RECORD) == set(RECORD.trips)
    assert known_ids("meeting", RECORD) == set(RECORD.by_id)
    assert known_ids("host_kind", RECORD) == {"government", "company", "public"}
    for key in ("status", "kind"):
        assert known_ids(key, RECORD) == set(RECORD.choices[f"meetings.{key}"])


def test_a_topic_of_no_meeting_and_a_status_that_none_has_may_be_asked_for() -> None:
    topics = {**RECORD.topics, "space": replace(RECORD.topics["health"], topic_id="space")}
    record = replace(RECORD, meetings=(), visits=(), topics=topics)
    assert known_ids("topic", record) == {*topics}
    assert known_ids("status", record) == {*RECORD.choices["meetings.status"]}
    assert known_ids("leader", record) == known_ids("place", record) == frozenset()
