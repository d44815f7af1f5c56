"""Facets: the number beside each choice is what choosing it shows."""

from collections import Counter
from pathlib import Path

import pytest
from conftest import Edit
from hypothesis import given, settings
from hypothesis import strategies as st
from small import KEIO, KNOWN, RECORD, SON, build, filters_of, find

from techvisits.record.facets import build_facet
from techvisits.record.filters import LISTS, Filters, apply

law = settings(deadline=None, max_examples=12)


@pytest.mark.parametrize("key", LISTS)
@law
@given(filters=filters_of())
def test_a_count_is_what_the_choice_shows_and_what_is_not_named_would_show_nothing(key: str, filters: Filters) -> None:
    facet = build_facet(key, filters, RECORD)
    for choice in KNOWN[key]:
        assert facet.get(choice, 0) == len(apply(filters.asking(key, (choice,)), RECORD).meetings), choice


@pytest.mark.parametrize("key", LISTS)
@law
@given(filters=filters_of())
def test_its_own_key_is_left_open_and_what_is_chosen_stays(key: str, filters: Filters) -> None:
    facet, chosen = build_facet(key, filters, RECORD), set(filters.ids(key))
    opened = build_facet(key, filters.asking(key, ()), RECORD)
    assert {i: n for i, n in facet.items() if n} == opened
    assert chosen <= set(facet)
    assert {i for i, n in facet.items() if n == 0} <= chosen


@pytest.mark.parametrize("key", LISTS)
@law
@given(filters=filters_of(), data=st.data())
def test_the_most_come_first_and_of_as_many_the_first_name(key: str, filters: Filters, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(KNOWN[key]), max_size=2))
    facet = build_facet(key, filters.asking(key, chosen), RECORD)
    order = [(-number, RECORD.find_name(choice).english) for choice, number in facet.items()]
    assert order == sorted(order)


@pytest.mark.parametrize("key", LISTS)
def test_every_choice_chosen_stays_at_0_where_nothing_is_left(key: str) -> None:
    filters = Filters(q="nothing on record has these words").asking(key, KNOWN[key])
    assert build_facet(key, filters, RECORD) == dict.fromkeys(KNOWN[key], 0)


def test_a_leaders_meetings_are_counted_and_the_most_come_first() -> None:
    facet = build_facet("leader", Filters(), RECORD)
    assert [*facet.items()][:3] == [("mark-zuckerberg", 7), ("tim-cook", 2), ("bill-gates", 1)]
    assert facet == Counter(visit.visitor.leader.person_id for visit in RECORD.visits)
    assert build_facet("city", Filters(), RECORD)["seoul"] == 6
    assert "" not in build_facet("city", Filters(), RECORD)


def test_a_host_counts_as_a_person_and_as_an_organization_once_a_meeting() -> None:
    facet = build_facet("host", Filters(), RECORD)
    assert (facet["lee-jae-yong"], facet["samsung-electronics"]) == (3, 4)
    assert (facet["lg-corp"], facet["lg-electronics"], facet["cho-joo-wan"]) == (1, 1, 1)


def test_a_meeting_with_two_visitors_of_one_company_counts_once_for_it(fixture_folder: Path, edit: Edit) -> None:
    edit("visits", lambda rows: find(rows, person_id="rene-haas").update(organization_id="softbank-group"))
    record = build(fixture_folder)
    assert build_facet("company", Filters(), record)["softbank-group"] == 1
    both = build_facet("leader", Filters().asking("company", ["softbank-group"]), record)
    assert both == {"masayoshi-son": 1, "rene-haas": 1}
    assert build_facet("meeting", Filters().asking("company", ["softbank-group"]), record) == {SON: 1}


def test_a_leader_is_counted_only_for_the_company_asked_for(fixture_folder: Path, edit: Edit) -> None:
    """One who changed companies is counted, under a company, for the meetings he had there."""
    edit("visits", lambda rows: find(rows, meeting_id=KEIO).update(organization_id="openai"))
    record = build(fixture_folder)
    for company, number in (("apple", 1), ("openai", 1)):
        assert build_facet("leader", Filters().asking("company", [company]), record)["tim-cook"] == number
    assert build_facet("leader", Filters(), record)["tim-cook"] == 2
