"""Facets: the number beside each choice is what choosing it shows."""

import pytest
from conftest import DATA
from hypothesis import given, settings
from hypothesis import strategies as st

from techvisits.curate.check import load_records
from techvisits.record.facets import FACETS, build_facet
from techvisits.record.filters import Filters, apply, known_ids, with_list

RECORDS = load_records(DATA)
KNOWN = {key: sorted(ids) for key, ids in known_ids(RECORDS).items()}
law = settings(deadline=None, max_examples=12)


@st.composite
def filters_of(draw: st.DrawFn) -> Filters:
    """Filters loose enough that something is mostly left to count."""
    filters = Filters(sources=draw(st.sampled_from([0, 0, 2])), q=draw(st.sampled_from(["", "", "AI", "サムスン"])))
    for key in draw(st.sets(st.sampled_from(FACETS), max_size=3)):
        shown = apply(filters, RECORDS)
        left = sorted(build_facet(key, filters, RECORDS)) or KNOWN[key] if len(shown.meetings) else KNOWN[key]
        filters = with_list(filters, key, draw(st.lists(st.sampled_from(left), max_size=4, unique=True)))
    return filters


@pytest.mark.parametrize("key", FACETS)
@law
@given(filters=filters_of(), data=st.data())
def test_a_count_is_what_the_choice_shows(key: str, filters: Filters, data: st.DataObject) -> None:
    facet = build_facet(key, filters, RECORDS)
    for choice in data.draw(st.lists(st.sampled_from(sorted(facet)), max_size=3)) if facet else ():
        assert facet[choice] == len(apply(with_list(filters, key, (choice,)), RECORDS).meetings)


@pytest.mark.parametrize("key", FACETS)
@law
@given(filters=filters_of(), data=st.data())
def test_what_a_facet_does_not_name_would_show_nothing(key: str, filters: Filters, data: st.DataObject) -> None:
    facet = build_facet(key, filters, RECORDS)
    rest = sorted(set(KNOWN[key]) - set(facet))
    if rest:
        absent = data.draw(st.sampled_from(rest))
        assert apply(with_list(filters, key, (absent,)), RECORDS).meetings.empty


@pytest.mark.parametrize("key", FACETS)
@law
@given(filters=filters_of())
def test_its_own_key_is_left_open_and_what_is_chosen_stays(key: str, filters: Filters) -> None:
    facet, chosen = build_facet(key, filters, RECORDS), set(getattr(filters, key))
    opened = build_facet(key, with_list(filters, key, ()), RECORDS)
    assert {i: n for i, n in facet.items() if n} == opened
    assert chosen <= set(facet)
    assert {i for i, n in facet.items() if n == 0} <= chosen


@pytest.mark.parametrize("key", FACETS)
def test_every_choice_chosen_stays_at_0_where_nothing_is_left(key: str) -> None:
    filters = with_list(Filters(q="nothing on record has these words"), key, KNOWN[key])
    assert build_facet(key, filters, RECORDS) == dict.fromkeys(KNOWN[key], 0)


@pytest.mark.parametrize("key", FACETS)
def test_the_most_frequent_choice_comes_first(key: str) -> None:
    counts = list(build_facet(key, Filters(), RECORDS).values())
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0


@pytest.mark.parametrize("key", ["leader", "company"])
def test_a_meeting_with_two_visitors_of_one_company_counts_once_for_it(key: str) -> None:
    expected = RECORDS.visits.groupby(f"{key}_id")["meeting_id"].nunique().to_dict()
    assert build_facet(key, Filters(), RECORDS) == expected


def test_a_leader_is_counted_only_for_the_company_asked_for() -> None:
    """One who changed companies is counted, under a company, for the meetings he had there."""
    visits = RECORDS.visits
    companies = visits.groupby("leader_id")["company_id"].nunique()
    leader = companies[companies > 1].index[0]
    for company in visits.loc[visits["leader_id"] == leader, "company_id"].unique():
        rows = visits[(visits["leader_id"] == leader) & (visits["company_id"] == company)]
        assert build_facet("leader", Filters(company=(company,)), RECORDS)[leader] == rows["meeting_id"].nunique()
