"""A portion of what is shown, and those round it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import RECORD

from techvisits.record.filters import Shown
from techvisits.record.portion import Portion, cut, read_portion

EVERYTHING = Shown(RECORD.visits, RECORD.meetings)
NUMBERS = st.integers(0, 30)


@given(st.builds(Portion, NUMBERS, NUMBERS))
def test_it_survives_the_query_string(portion: Portion) -> None:
    assert read_portion({key: [value] for key, value in portion.to_query()}) == (portion, [])


@given(st.integers(1, 12), NUMBERS)
def test_it_is_a_slice_that_knows_the_whole(limit: int, offset: int) -> None:
    part = cut(EVERYTHING, Portion(limit, offset))
    assert part.meetings == RECORD.meetings[offset : offset + limit]
    assert part.total == len(RECORD.meetings)
    assert {visit.meeting.meeting_id for visit in part.visits} == part.meeting_ids
    assert part.visits == tuple(v for v in RECORD.visits if v.meeting.meeting_id in part.meeting_ids)


def test_everything_is_what_is_there() -> None:
    assert cut(EVERYTHING, Portion()) is EVERYTHING
    assert cut(EVERYTHING, Portion(1000)) is EVERYTHING


@given(st.integers(1, 12), NUMBERS, NUMBERS)
def test_the_others_lie_within_and_lead_on(limit: int, offset: int, total: int) -> None:
    others = Portion(limit, offset).list_others(total)
    assert others["first"] == Portion(limit, 0)
    assert others["last"].offset % limit == 0
    assert others["last"].offset <= max(0, total - 1) < others["last"].offset + limit
    assert ("next" in others) == (offset + limit < total)
    assert ("prev" in others) == (offset > 0)
    if "prev" in others:
        assert 0 <= others["prev"].offset < offset


def test_all_have_no_others() -> None:
    assert Portion(0, 5).list_others(20) == {}


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ({"limit": ["0"]}, "limit=0: is no whole number from 1 to 9999999"),
        ({"limit": ["-1"]}, "limit=-1: is no whole number from 1 to 9999999"),
        ({"limit": ["10000000"]}, "limit=10000000: is no whole number from 1 to 9999999"),
        ({"limit": ["１"]}, "limit=１: is no whole number from 1 to 9999999"),
        ({"offset": ["two"]}, "offset=two: is no whole number from 0 to 9999999"),
    ],
)
def test_what_is_no_number_is_ignored_with_a_line(query: dict[str, list[str]], line: str) -> None:
    portion, problems = read_portion(query)
    assert (portion, [*map(str, problems)]) == (Portion(), [line])
