"""Counts of the shipped record: each is what going through all visits one by one finds, with what is left out too."""

import functools

from conftest import WHOLE
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from shipped import KNOWN, RECORD, filters_asked
from small import OWN

from techvisits.record.facets import build_facet
from techvisits.record.filters import LISTS, NOT, Filters, apply
from techvisits.record.governments import count_days_apart
from techvisits.record.model import Visit

APART = dict(zip(RECORD.visits, count_days_apart(RECORD.visits), strict=True))
FOUND = functools.cache(lambda q: apply(Filters(q=q), RECORD).meeting_ids)  # of search tell its own tests
HAD = {key: {visit: own(visit, RECORD) - {""} for visit in RECORD.visits} for key, own in OWN.items()}


def is_kept(visit: Visit, filters: Filters) -> bool:
    """Whether the filters let a visit through, without any of the arrays."""
    meeting = visit.meeting
    return (
        all(not ids or not HAD[key][visit].isdisjoint(ids) for key in LISTS for ids in (filters.ids(key),))
        and all(HAD[key][visit].isdisjoint(filters.ids(f"{NOT}{key}")) for key in LISTS)
        and (not filters.first or meeting.date_end >= filters.first)
        and (not filters.last or meeting.date <= filters.last)
        and meeting.publishers >= filters.sources
        and (filters.both is None or APART[visit] <= filters.both)
        and meeting.meeting_id in FOUND(filters.q)
    )


@seed(20261126)
@settings(max_examples=300 if WHOLE else 100, derandomize=False, database=None, deadline=None)
@given(filters_asked(), st.sampled_from(LISTS))
def test_every_count_is_what_going_through_all_visits_finds(filters: Filters, key: str) -> None:
    opened = filters.asking(key, ())
    found: dict[str, set[str]] = {i: set() for i in filters.ids(key)}
    for visit in RECORD.visits:
        if is_kept(visit, opened):
            for i in HAD[key][visit]:
                found.setdefault(i, set()).add(visit.meeting.meeting_id)
    assert build_facet(key, filters, RECORD) == {i: len(meetings) for i, meetings in found.items()}
    assert {*found} <= {*KNOWN[key]}
