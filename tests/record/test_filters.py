"""What filters mean: OR within one, AND between them, visit by visit; and the ways out of what finds nothing."""

import calendar
import datetime as dt
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from conftest import Edit
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small import KEIO, KISHIDA, KNOWN, OWN, RECORD, SON, VOGELS, YOON, ZUCKERBERG, build, filters_of, find  # fmt: skip

from techvisits.export.csv import build_csv
from techvisits.export.nested import build_geojson, build_json
from techvisits.record import finding
from techvisits.record.facets import build_facet
from techvisits.record.filters import KEYS, LISTS, NOT, NOTS, Filters, Shown, apply, to_query, ways_out
from techvisits.record.governments import governments_of
from techvisits.record.model import Visit
from techvisits.record.record import Record
from techvisits.record.trips import build_flows

law = settings(deadline=None, max_examples=25)

WITHIN = {*KEYS} - {"both"}  # which holds a visit against others, so that it means another thing among fewer


def visits(filters: Filters, record: Record = RECORD) -> set[tuple[str, str]]:
    """The visits that filters let through, as (meeting, leader)."""
    return {name(visit) for visit in apply(filters, record).visits}


def name(visit: Visit) -> tuple[str, str]:
    return visit.meeting.meeting_id, visit.visitor.leader.person_id


def are_read_alike(query: str, fewer: Record) -> bool:
    """Whether words mean the same among fewer meetings, where what none of these has is read as what some have almost so."""
    among_all, among_fewer = (finding.find(query, record).terms for record in (RECORD, fewer))
    return [t.written for t in among_all] == [t.written for t in among_fewer] and all(
        {*few.words} <= {*whole.words} and few.instead == whole.instead
        for whole, few in zip(among_all, among_fewer, strict=True)
    )


def within(shown: Shown) -> Record:
    """The record that holds nothing but what is shown."""
    return replace(RECORD, visits=shown.visits, meetings=shown.meetings)


# --- one filter


@pytest.mark.parametrize("key", LISTS)
@law
@given(data=st.data())
def test_a_list_filter_shows_just_the_visits_that_have_one_of_its_values(key: str, data: st.DataObject) -> None:
    values = data.draw(st.lists(st.sampled_from(KNOWN[key]), min_size=1, max_size=3, unique=True))
    expected = {name(visit) for visit in RECORD.visits if not OWN[key](visit, RECORD).isdisjoint(values)}
    assert visits(Filters().asking(key, values)) == expected


@pytest.mark.parametrize("key", LISTS)
@law
@given(data=st.data())
def test_what_is_left_out_drops_just_the_visits_that_have_one_of_its_values(key: str, data: st.DataObject) -> None:
    values = data.draw(st.lists(st.sampled_from(KNOWN[key]), min_size=1, max_size=3, unique=True))
    expected = {name(visit) for visit in RECORD.visits if OWN[key](visit, RECORD).isdisjoint(values)}
    assert visits(Filters().asking(f"{NOT}{key}", values)) == expected


def test_a_leader_left_out_stays_away_and_whom_he_came_with_stays() -> None:
    assert visits(Filters().asking("meeting", [SON]).asking("not_leader", ["rene-haas"])) == {(SON, "masayoshi-son")}
    assert visits(Filters().asking("meeting", [SON]).asking("not_year", ["2022"])) == set()


def received(record: Record, days: int) -> set[tuple[str, str]]:
    """The visits to a government of which the leader saw the other one so many days before or after, told apart anew."""
    found = set()
    for one in record.visits:
        for other in record.visits:
            if one.visitor.leader != other.visitor.leader or not one.meeting.is_held or not other.meeting.is_held:
                continue
            spans = (one.meeting.date_end - other.meeting.date, other.meeting.date_end - one.meeting.date)
            gap = 0 if one.meeting is other.meeting else max(span.days for span in spans)
            own, others = governments_of(one.meeting), governments_of(other.meeting)
            if own and gap <= days and own | others == {"JP", "KR"}:
                found.add(name(one))
    return found


@pytest.mark.parametrize("days", [0, 1, 2, 3, 365, 999])
def test_both_governments_within_so_many_days(days: int) -> None:
    assert visits(Filters(both=days)) == received(RECORD, days)


def test_who_saw_both_governments_is_shown_there_and_nowhere_else() -> None:
    assert visits(Filters(both=2)) == {(KISHIDA, "mark-zuckerberg"), (YOON, "mark-zuckerberg")}
    assert visits(Filters(both=1)) == set()


def test_a_meeting_that_was_not_held_is_none_with_a_government(fixture_folder: Path, edit: Edit) -> None:
    edit("meetings", lambda rows: find(rows, meeting_id=YOON).update(status="announced"))
    assert visits(Filters(both=999), build(fixture_folder)) == set()


def test_every_list_filter_is_told_apart() -> None:
    assert set(OWN) == set(LISTS)
    assert [key.removeprefix(NOT) for key in NOTS] == [*LISTS]


@law
@given(st.sampled_from(sorted(RECORD.by_id)), st.data())
def test_a_meeting_matches_any_day_it_may_have_been_on(meeting_id: str, data: st.DataObject) -> None:
    meeting = RECORD.by_id[meeting_id]
    length = calendar.monthrange(meeting.date.year, meeting.date.month)[1]
    day = meeting.date.replace(day=data.draw(st.integers(1, length)))
    matches = meeting_id in apply(Filters(first=day, last=day), RECORD).meeting_ids
    assert matches == (meeting.date_precision == "month" or day == meeting.date)
    first, last = meeting.date.replace(day=1), meeting.date.replace(day=length)
    assert meeting_id not in apply(Filters(last=first - dt.timedelta(days=1)), RECORD).meeting_ids
    assert meeting_id not in apply(Filters(first=last + dt.timedelta(days=1)), RECORD).meeting_ids


@pytest.mark.parametrize(
    ("first", "last", "is_shown"),
    [
        ("2020-02-29", "2020-02-29", True),
        ("2020-02-01", "2020-02-01", True),
        (None, "2020-02-01", True),
        (None, "2020-01-31", False),
        ("2020-02-29", None, True),
        ("2020-03-01", None, False),
    ],
)
def test_of_a_meeting_of_which_only_the_month_is_known_every_day_counts(
    first: str | None, last: str | None, is_shown: bool
) -> None:
    asked = Filters(first=first and dt.date.fromisoformat(first), last=last and dt.date.fromisoformat(last))
    assert (VOGELS in apply(asked, RECORD).meeting_ids) is is_shown


def test_a_range_holds_its_first_and_its_last_day() -> None:
    first, last = RECORD.span
    assert apply(Filters(first=first, last=last), RECORD).meeting_ids == set(RECORD.by_id)
    day = dt.timedelta(days=1)
    oldest, newest = RECORD.meetings[-1].meeting_id, RECORD.meetings[0].meeting_id
    assert apply(Filters(first=first + day), RECORD).meeting_ids == set(RECORD.by_id) - {oldest}
    assert apply(Filters(last=last - day), RECORD).meeting_ids == set(RECORD.by_id) - {newest}


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_sources_asks_for_that_many_publishers(number: int) -> None:
    expected = {m.meeting_id for m in RECORD.meetings if m.publishers >= number}
    assert apply(Filters(sources=number), RECORD).meeting_ids == expected
    assert (number < 4) == bool(expected)


# --- several


@law
@given(filters_of(), st.randoms(use_true_random=False))
def test_the_order_of_values_is_irrelevant(filters: Filters, random: Random) -> None:
    mixed = filters
    for key, ids in filters.lists:
        mixed = mixed.asking(key, random.sample(ids, len(ids)))
    assert visits(mixed) == visits(filters)


def split(filters: Filters, keys: set[str]) -> tuple[Filters, Filters]:
    """The part of the filters that has these keys, and the rest."""
    part, rest = Filters(), filters
    for key in (*LISTS, *NOTS):
        if key in keys:
            part, rest = part.asking(key, filters.ids(key)), rest.asking(key, ())
    blank = Filters()
    for key, field in (("from", "first"), ("to", "last"), ("sources", "sources"), ("both", "both"), ("q", "q")):
        if key in keys:
            part = replace(part, **{field: getattr(filters, field)})
            rest = replace(rest, **{field: getattr(blank, field)})
    return part, rest


@law
@given(filters_of(WITHIN), st.sets(st.sampled_from(KEYS)))
def test_filters_compose_and_commute(filters: Filters, keys: set[str]) -> None:
    """One part of the filters applied to what the other lets through is both applied at once, either way round."""
    part, rest = split(filters, keys)
    both = apply(filters, RECORD)
    for a, b in ((part, rest), (rest, part)):
        fewer = within(apply(a, RECORD))
        assume(are_read_alike(b.q, fewer))
        assert apply(b, fewer) == both


@law
@given(filters_of(), st.sampled_from(LISTS), st.data())
def test_values_of_one_key_are_alternatives(filters: Filters, key: str, data: st.DataObject) -> None:
    values = data.draw(st.lists(st.sampled_from(KNOWN[key]), min_size=2, max_size=4, unique=True))
    one_by_one = [visits(filters.asking(key, (value,))) for value in values]
    assert visits(filters.asking(key, values)) == set().union(*one_by_one)


@law
@given(filters_of())
def test_keys_narrow_each_other(filters: Filters) -> None:
    parts = [visits(split(filters, {key})[0]) for key in KEYS]
    assert visits(filters) == set.intersection(*parts)


@law
@given(filters_of())
def test_what_is_shown_is_in_the_order_of_the_record(filters: Filters) -> None:
    shown = apply(filters, RECORD)
    kept = {name(visit) for visit in shown.visits}
    assert shown.visits == tuple(visit for visit in RECORD.visits if name(visit) in kept)
    assert shown.meetings == tuple(dict.fromkeys(visit.meeting for visit in shown.visits))
    assert shown.meeting_ids == {meeting.meeting_id for meeting in shown.meetings}
    assert shown.trip_ids == {visit.trip_id for visit in shown.visits}


# --- of a meeting with several visitors, and a leader with several companies


def test_of_a_meeting_of_two_only_the_visits_asked_for_are_shown() -> None:
    assert visits(Filters().asking("leader", ["rene-haas"])) == {(SON, "rene-haas")}
    assert visits(Filters().asking("company", ["softbank-group"])) == {(SON, "masayoshi-son")}
    assert visits(Filters().asking("trip", ["haas-2022-10"])) == {(SON, "rene-haas")}
    assert visits(Filters().asking("meeting", [SON])) == {(SON, "rene-haas"), (SON, "masayoshi-son")}
    assert visits(Filters().asking("leader", ["rene-haas"]).asking("company", ["softbank-group"])) == set()
    assert len(apply(Filters().asking("leader", ["rene-haas"]), RECORD).meetings) == 1


def test_a_leader_who_changed_companies_is_shown_for_the_company_asked_for(fixture_folder: Path, edit: Edit) -> None:
    edit("visits", lambda rows: find(rows, meeting_id=KEIO).update(organization_id="openai"))
    record = build(fixture_folder)
    cook = Filters().asking("leader", ["tim-cook"])
    assert len(visits(cook, record)) == 2
    assert visits(cook.asking("company", ["openai"]), record) == {(KEIO, "tim-cook")}
    assert visits(cook.asking("company", ["apple"]), record) == visits(cook) - {(KEIO, "tim-cook")}


def test_several_trips_are_those_trips_and_no_others_of_their_leaders(fixture_folder: Path, edit: Edit) -> None:
    """A line of the map that stands for two trips asks for these, not for all that their leaders ever did."""
    edit("trips", lambda rows: rows.append({**find(rows, trip_id="cook-2019-12"), "trip_id": "cook-2019-13"}))
    edit("visits", lambda rows: find(rows, meeting_id=KEIO).update(trip_id="cook-2019-13", sequence="1"))
    record = build(fixture_folder)
    shown = apply(Filters().asking("trip", ["cook-2019-13", ZUCKERBERG]), record)
    assert shown.trip_ids == {"cook-2019-13", ZUCKERBERG}
    assert shown.meeting_ids == {KEIO, *(v.meeting.meeting_id for v in RECORD.trips[ZUCKERBERG].visits)}


def test_a_host_is_a_person_or_an_organization() -> None:
    assert apply(Filters().asking("host", ["fumio-kishida"]), RECORD).meeting_ids == {KISHIDA}
    assert apply(Filters().asking("host", ["government-of-japan"]), RECORD).meeting_ids == {KISHIDA}


# --- where nothing is found


@law
@given(filters_of(WITHIN))
def test_each_way_out_leaves_off_one_thing_that_was_asked_for(filters: Filters) -> None:
    ways, shown = ways_out(filters), visits(filters)
    others = [filters.first or filters.last, filters.sources, filters.q]
    assert len(ways) == len(filters.lists) + sum(map(bool, others))
    for alone, without in ways:
        assert not alone.is_empty
        assert sorted(to_query(alone) + to_query(without)) == sorted(to_query(filters))
        fewer = within(apply(without, RECORD))
        assert shown <= visits(without)
        assume(are_read_alike(alone.q, fewer))
        assert shown == visits(alone, fewer)


def test_among_fewer_meetings_words_may_be_read_otherwise() -> None:
    fewer = within(apply(Filters().asking("topic", ["health"]), RECORD))
    assert not are_read_alike("AI", fewer)
    assert are_read_alike("AI", RECORD)


def test_ways_out_go_in_the_order_of_the_filters_and_dates_are_one() -> None:
    day = dt.date(2024, 2, 27)
    filters = (
        Filters(first=day, last=day, sources=2, both=7, q="AI")
        .asking("status", ["held"])
        .asking("leader", ["tim-cook"])
    )
    assert ways_out(filters) == [
        (Filters().asking("leader", ["tim-cook"]), filters.asking("leader", ())),
        (Filters().asking("status", ["held"]), filters.asking("status", ())),
        (Filters(first=day, last=day), replace(filters, first=None, last=None)),
        (Filters(sources=2), replace(filters, sources=0)),
        (Filters(both=7), replace(filters, both=None)),
        (Filters(q="AI"), replace(filters, q="")),
    ]
    assert ways_out(Filters(first=day)) == [(Filters(first=day), Filters())]
    assert ways_out(Filters(last=day)) == [(Filters(last=day), Filters())]


def test_nothing_asked_for_has_no_way_out() -> None:
    assert ways_out(Filters()) == []


@pytest.mark.parametrize("record", [RECORD, replace(RECORD, visits=(), meetings=())], ids=["full", "empty"])
def test_an_empty_result_is_empty_everywhere(record: Record) -> None:
    filters = Filters(q="nothing on record has these words")
    shown = apply(filters, record)
    assert shown == Shown((), ())
    assert shown.meeting_ids == shown.trip_ids == frozenset()
    assert all(build_facet(key, filters, record) == {} for key in LISTS)
    assert build_flows(shown.visits, lambda visit: visit.meeting.place.place_id) == {}
    assert len(build_csv(shown, record).decode("utf-8-sig").splitlines()) == 1
    assert b'"count":0,"meetings":[]' in build_json(shown, record)
    assert b'"features":[]' in build_geojson(shown, record)
