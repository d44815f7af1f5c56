"""Promises are asked for by the filters of their meetings and by where they stand; every query is read back to the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import RECORD, any_text, as_query, filters_of

from techvisits.record import filters
from techvisits.record.filters import Filters
from techvisits.record.following import CHOICES, Asked, from_query, select, tally, to_query


def ids(query: str) -> set[str]:
    """The first words of the ids of what a query lets through."""
    asked, problems = from_query(as_query(pair.split("=") for pair in query.split("&") if pair), RECORD)
    assert problems == []
    return {promise.promise_id.partition("-")[0] for promise in select(asked, RECORD)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"meta", "lg", "arm", "pixie", "lenovo"}),
        ("state=done", {"lenovo"}),
        ("state=done&state=dropped", {"lenovo", "lg"}),
        ("state=done&flag=late", set()),
        ("flag=late", {"meta"}),
        ("news=silent", {"meta"}),
        ("news=not-looked", {"arm"}),
        ("news=silent&news=not-looked", {"meta", "arm"}),
        ("company=meta", {"meta", "lg"}),
        ("company=meta&state=dropped", {"lg"}),
        ("host=nec", {"lenovo"}),
        ("q=NEC", {"lenovo"}),
        ("from=2022-01-01&to=2023-12-31", {"arm"}),
        ("city=tokyo", {"lenovo"}),
    ],
)
def test_what_a_query_lets_through(query: str, found: set[str]) -> None:
    assert ids(query) == found


def test_unknown_values_are_told_with_what_is_allowed() -> None:
    asked, problems = from_query({"state": ["done", "finished"], "news": ["old"], "company": ["nobody"]}, RECORD)
    assert asked == Asked(state=("done",))
    assert [problem.parameter for problem in problems] == ["company", "state", "news"]
    assert problems[1].allowed == CHOICES["state"]
    assert str(problems[2]) == "news=old: is none of silent, not-looked"


def test_how_many_each_choice_would_show_leaves_itself_open() -> None:
    asked = Asked(Filters().asking("company", ["meta"]), state=("dropped",))
    assert {state: n for state, n in tally("state", asked, RECORD).items() if n} == {"under-way": 1, "dropped": 1}
    assert tally("flag", asked, RECORD) == {"late": 0, "changed": 0}
    assert tally("news", Asked(), RECORD) == {"silent": 1, "not-looked": 1}


@given(filters_of(), st.data())
def test_a_query_is_read_back_to_the_same(meetings: Filters, data: st.DataObject) -> None:
    asked = Asked(meetings)
    for key, choices in CHOICES.items():
        asked = asked.asking(key, data.draw(st.lists(st.sampled_from(choices), unique=True)))
    assert from_query(as_query(to_query(asked)), RECORD) == (asked, [])
    shown = filters.apply(meetings, RECORD).meeting_ids
    assert {promise.meeting.meeting_id for promise in select(asked, RECORD)} <= shown


@given(st.dictionaries(st.sampled_from([*CHOICES, "q", "company"]), st.lists(any_text)))
def test_any_query_is_read(query: dict[str, list[str]]) -> None:
    from_query(query, RECORD)
