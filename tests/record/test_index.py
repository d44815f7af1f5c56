"""The arrays that filters and counts look things up in."""

from dataclasses import replace

import numpy as np
import pytest
from small import DINNER, KISHIDA, RECORD, SON, VOGELS

from techvisits.record.index import Facet, build_index

# Row 0 has a and b, row 1 has nothing, row 2 has b, row 3 has c.
FACET = Facet(("a", "b", "c", "d"), np.array([0, 0, 2, 3]), np.array([0, 1, 1, 2]))


@pytest.mark.parametrize(
    ("wanted", "mask"),
    [
        (["a"], [True, False, False, False, False]),
        (["b"], [True, False, True, False, False]),
        (["a", "c"], [True, False, False, True, False]),
        (["d"], [False] * 5),
        (["unknown"], [False] * 5),
        ([], [False] * 5),
    ],
)
def test_rows_that_hold_an_id(wanted: list[str], mask: list[bool]) -> None:
    assert FACET.holding(wanted, 5).tolist() == mask
    assert FACET.holding(iter(wanted), 5).tolist() == mask


@pytest.mark.parametrize(
    ("kept", "counts"),
    [
        ([True, True, True, True], {"a": 1, "b": 2, "c": 1}),
        ([True, False, False, False], {"a": 1, "b": 1}),
        ([False, True, False, True], {"c": 1}),
        ([False] * 4, {}),
    ],
)
def test_ids_are_counted_by_kept_rows(kept: list[bool], counts: dict[str, int]) -> None:
    assert FACET.count(np.array(kept)) == counts


@pytest.mark.parametrize(
    ("groups", "counts"),
    [
        ([7, 8, 7, 9], {"a": 1, "b": 1, "c": 1}),
        ([7, 8, 9, 9], {"a": 1, "b": 2, "c": 1}),
        ([5, 5, 5, 5], {"a": 1, "b": 1, "c": 1}),
    ],
)
def test_ids_are_counted_once_a_group(groups: list[int], counts: dict[str, int]) -> None:
    assert FACET.count(np.ones(4, dtype=bool), np.array(groups)) == counts


def test_nothing_kept_counts_nothing_in_any_group() -> None:
    assert FACET.count(np.zeros(4, dtype=bool), np.arange(4)) == {}


def test_a_record_without_meetings_has_an_index() -> None:
    index = build_index((), ())
    assert index.meeting_of.tolist() == []
    assert index.facet("leader").ids == index.facet("topic").ids == ()
    assert index.facet("city").holding(["tokyo"], 0).tolist() == []


def test_every_visit_knows_its_meeting() -> None:
    index = RECORD.index
    assert [RECORD.meetings[n] for n in index.meeting_of] == [visit.meeting for visit in RECORD.visits]
    assert RECORD.index is index


def test_a_meeting_has_its_days_and_its_publishers() -> None:
    index = RECORD.index
    position = [meeting.meeting_id for meeting in RECORD.meetings].index(VOGELS)
    assert (str(index.first[position]), str(index.last[position])) == ("2020-02-01", "2020-02-29")
    assert index.publishers.tolist() == [meeting.publishers for meeting in RECORD.meetings]


def test_the_facets_are_those_of_visits_and_of_meetings() -> None:
    index = RECORD.index
    assert [*index.by_visit] == ["leader", "company", "trip"]
    assert [*index.by_meeting] == ["topic", "city", "host", "host_kind", "place", "status", "kind", "meeting"] + [
        "office",
        "ward",
        "evidence",
        "year",
        "promise",
    ]
    assert index.facet("trip") is index.by_visit["trip"]
    assert index.facet("kind") is index.by_meeting["kind"]
    for facet in (*index.by_visit.values(), *index.by_meeting.values()):
        assert list(facet.ids) == sorted(set(facet.ids))
        pairs = [*zip(facet.rows.tolist(), facet.codes.tolist(), strict=True)]
        assert len(pairs) == len(set(pairs))


def test_a_meeting_of_two_hosts_of_one_house_has_the_house_once() -> None:
    facet = RECORD.index.facet("host")
    position = [meeting.meeting_id for meeting in RECORD.meetings].index(SON)
    ids = sorted(facet.ids[code] for row, code in zip(facet.rows, facet.codes, strict=True) if row == position)
    assert ids == ["lee-jae-yong", "roh-tae-moon", "samsung-electronics"]


def test_a_meeting_whose_city_nobody_knows_is_in_no_city() -> None:
    index = build_index((RECORD.by_id[VOGELS],), ())
    assert index.facet("city").ids == ()
    assert index.facet("place").ids == ("japan",)


def test_the_principal_host_gives_the_kind() -> None:
    index = build_index((RECORD.by_id[DINNER], replace(RECORD.by_id[KISHIDA], hosts=())), ())
    facet = index.facet("host_kind")
    assert [(facet.ids[code], row) for row, code in zip(facet.rows, facet.codes, strict=True)] == [
        ("government", 0),
        ("public", 1),
    ]
