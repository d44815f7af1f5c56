"""The record in one value: what it looks up, and that nobody changes it."""

import datetime as dt
from dataclasses import FrozenInstanceError, replace

import pytest
from conftest import FIXTURE
from small import ALTMAN, FORGE, KISHIDA, RECORD, SON, VOGELS, YANG, ZUCKERBERG, contents

from techvisits.package.tables import load_package
from techvisits.record.facets import build_facet
from techvisits.record.filters import LISTS, Filters, apply
from techvisits.record.join import build_record
from techvisits.record.model import HOST_KINDS, Name


def test_a_meeting_is_found_by_its_id() -> None:
    assert list(RECORD.by_id) == [meeting.meeting_id for meeting in RECORD.meetings]
    assert RECORD.by_id[KISHIDA].hosts[0].host_id == "fumio-kishida"


def test_a_meeting_knows_the_trips_it_is_a_stop_of() -> None:
    assert RECORD.trips_of[KISHIDA] == (ZUCKERBERG,)
    assert RECORD.trips_of[SON] == ("son-2022-10", "haas-2022-10")
    assert set(RECORD.trips_of) == set(RECORD.by_id)


def test_a_trip_of_two_leaders_together_is_told_once() -> None:
    first, second = (visit for visit in RECORD.visits if visit.meeting.meeting_id == SON)
    together = replace(RECORD, visits=(first, replace(second, trip_id=first.trip_id)))
    assert together.trips_of == {SON: (first.trip_id,)}


def test_the_record_spans_from_its_first_day_to_its_last() -> None:
    assert RECORD.span == (RECORD.by_id[YANG].date, RECORD.by_id[ALTMAN].date)
    month = replace(RECORD, meetings=tuple(RECORD.by_id[i] for i in (VOGELS, YANG)))
    assert month.span == (dt.date(2011, 1, 27), dt.date(2020, 2, 29))


def test_an_empty_record_has_a_span_of_one_day() -> None:
    first, last = replace(RECORD, meetings=(), visits=()).span
    assert first == last


def test_a_name_is_found_for_every_id_and_an_unknown_id_is_its_own() -> None:
    for values in (RECORD.people, RECORD.organizations, RECORD.places):
        assert [RECORD.find_name(i) for i in values] == [value.name for value in values.values()]
    assert RECORD.find_name("no-such-id") == Name("no-such-id")


def test_people_go_before_organizations_and_these_before_places() -> None:
    nec, tokyo = RECORD.organizations["nec"], RECORD.places["tokyo"]
    mixed = replace(RECORD, organizations={"tim-cook": nec, "x": nec}, places={"tim-cook": tokyo, "x": tokyo})
    assert mixed.find_name("tim-cook") == RECORD.people["tim-cook"].name
    assert mixed.find_name("x") == nec.name


def test_meetings_and_visits_can_be_put_in_a_set() -> None:
    """Whoever gathers the meetings of some visits wants each of them once."""
    visits = RECORD.trips[ZUCKERBERG].visits
    meetings = dict.fromkeys(visit.meeting for visit in (*visits, *visits))
    assert [meeting.meeting_id for meeting in meetings][:1] == [FORGE]
    assert len(meetings) == len(set(visits)) == 7


def test_every_meeting_has_one_of_the_kinds_of_host() -> None:
    assert HOST_KINDS == ("government", "company", "public")
    assert {meeting.host_kind for meeting in RECORD.meetings} == set(HOST_KINDS)


def test_nobody_can_change_a_value() -> None:
    meeting = RECORD.by_id[KISHIDA]
    for value, field in (
        (RECORD, "version"), (meeting, "status"), (meeting.place, "area"), (meeting.hosts[0], "role"),
        (meeting.visitors[0], "role"), (meeting.sources[0], "kind"), (meeting.topics[0], "topic_id"),
        (RECORD.visits[0], "sequence"), (RECORD.trips[ZUCKERBERG], "title"), (meeting.place.name, "english"),
    ):  # fmt: skip
        with pytest.raises(FrozenInstanceError):
            setattr(value, field, "x")
    for values in (RECORD.meetings, RECORD.visits, meeting.hosts, meeting.sources, RECORD.trips[ZUCKERBERG].visits):
        assert isinstance(values, tuple)


def test_nothing_that_reads_the_record_changes_it() -> None:
    record, untouched = (build_record(load_package(FIXTURE)) for _ in range(2))
    for filters in (Filters(), Filters(q="AI", first=dt.date(2020, 1, 1)).asking("leader", ["mark-zuckerberg"])):
        apply(filters, record)
        for key in LISTS:
            build_facet(key, filters, record)
    assert contents(record) == contents(untouched)
