"""Each answer against brute force, on the small package, on the shipped one, and under random filters."""

import datetime as dt
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from conftest import DATA, FIXTURE
from hypothesis import given
from hypothesis import settings as rounds
from small import RECORD, filters_of

from techvisits.record.filters import Filters, Shown, apply
from techvisits.record.model import Meeting, Visit
from techvisits.record.offices import office_of
from techvisits.record.questions.crossings import find_crossings
from techvisits.record.questions.governments import find_governments
from techvisits.record.questions.journeys import find_journeys
from techvisits.record.questions.network import find_network
from techvisits.record.questions.pledged import find_pledged
from techvisits.record.questions.returns import find_returns
from techvisits.record.questions.topics import find_topics
from techvisits.record.questions.town import find_town
from techvisits.record.questions.versus import KINDS, count_known, find_versus
from techvisits.record.record import Record
from techvisits.record.shelf import load_record

Check = Callable[[Shown, Filters, Record], None]
ROUNDS = 25


def held(shown: Shown) -> list[Visit]:
    return [visit for visit in shown.visits if visit.meeting.is_held]


def meetings_of(shown: Shown) -> list[Meeting]:
    return [meeting for meeting in shown.meetings if meeting.is_held]


def check_topics(shown: Shown, filters: Filters, record: Record) -> None:
    found, meetings = find_topics(shown, filters), meetings_of(shown)
    assert found.before.whole + found.since.whole == len(meetings)
    about = [m for m in meetings if any(t.topic_id in ("ai-chips", "ai-models", "ai-policy") for t in m.topics)]
    assert found.before.part + found.since.part == len(about)
    assert found.since.part == sum(m.date.year >= found.led_since for m in about)
    for strip, subject, year in product(found.strips, found.subjects, found.years):
        told = {
            v.meeting.meeting_id
            for v in held(shown)
            if v.visitor.company.organization_id == strip.company_id
            and v.meeting.date.year == year
            and any((t.topic_id[:3] == "ai-" if subject == "ai" else t.topic_id == subject) for t in v.meeting.topics)
        }
        assert strip.counts.get((subject, year), 0) == len(told)
    if asked := filters.ids("company"):
        assert {strip.company_id for strip in found.strips} <= {*asked}


def check_crossings(shown: Shown, filters: Filters, record: Record) -> None:
    found = {each.trip_id: each for each in find_crossings(shown)}
    for trip_id in {visit.trip_id for visit in shown.visits}:
        ordered = sorted((v for v in held(shown) if v.trip_id == trip_id), key=lambda visit: visit.sequence)
        codes = [v.meeting.place.country_code for v in ordered if v.meeting.place.country_code in ("JP", "KR")]
        assert (trip_id in found) == (len({*codes}) == 2)
        if trip_id in found:
            each = found.pop(trip_id)
            assert (each.first, each.meetings) == (codes[0], len(codes))
            assert each.left.place.country_code == codes[0] != each.arrived.place.country_code
            days = (each.arrived.date - each.left.date).days
            precise = each.left.date_precision == each.arrived.date_precision == "day"
            assert each.days == (abs(days) if precise else None)
    assert not found


def check_governments(shown: Shown, filters: Filters, record: Record) -> None:
    for within in (0, 30):
        found = find_governments(shown, within)
        fewest: dict[str, int] = {}
        seen: set[str] = set()
        received = [v for v in held(shown) if governs(v.meeting, "JP") or governs(v.meeting, "KR")]
        for a, b in product(received, repeat=2):
            leader = a.visitor.leader.person_id
            seen.add(leader)
            if leader == b.visitor.leader.person_id and governs(a.meeting, "JP") and governs(b.meeting, "KR"):
                spans = [b.meeting.date_end - a.meeting.date, a.meeting.date_end - b.meeting.date]
                days = 0 if a.meeting is b.meeting else max(span.days for span in spans)
                fewest[leader] = min(days, fewest.get(leader, days))
        told = {each.leader_id: each.pair.days for each in found.both if each.pair}
        assert told == {leader: days for leader, days in fewest.items() if not within or days <= within}
        assert {each.leader_id for each in found.others} == seen - {*told}
        assert [*told.values()] == sorted(told.values())


def governs(meeting: Meeting, code: str) -> bool:
    hosts = [host for host in meeting.hosts if host.organization.country_code == code]
    return any(h.organization.kind == "government" and office_of(h) not in ("local", "parliament") for h in hosts)


def check_journeys(shown: Shown, filters: Filters, record: Record) -> None:
    found = {each.trip_id: each for each in find_journeys(shown)}
    assert found.keys() == {visit.trip_id for visit in held(shown)}
    for trip_id, each in found.items():
        trip = [visit.meeting for visit in held(shown) if visit.trip_id == trip_id]
        assert {*each.meetings} == {*trip}
        if all(meeting.date_precision == "day" for meeting in trip):
            assert each.days == (max(m.date for m in trip) - min(m.date for m in trip)).days + 1
        else:
            assert each.days is None
        before = [other for other in found.values() if other.leader == each.leader and other.trip_id != trip_id]
        assert (each.apart is None) <= all(other.first.date >= each.first.date for other in before)


def check_town(shown: Shown, filters: Filters, record: Record) -> None:
    found = find_town(shown, filters)
    known = [visit for visit in held(shown) if visit.meeting.date_precision == "day"]
    days = {visit.meeting.date for visit in known}

    def leaders(first: dt.date, last: dt.date) -> set[str]:
        return {v.visitor.leader.person_id for v in known if first <= v.meeting.date <= last}

    if not found.window:
        assert not known
        return
    window = found.window
    assert window.leaders == len(leaders(window.first, window.last))
    if found.is_found:
        assert window.leaders == max(len(leaders(day, day + dt.timedelta(days=13))) for day in days)
        assert window.last - window.first == dt.timedelta(days=13)
    drawn = {(lane.leader_id, meeting.meeting_id) for lane in found.lanes for meeting in lane.meetings}
    there = [v for v in known if window.first <= v.meeting.date <= window.last]
    ours = [v for v in there if v.meeting.place.country_code in ("JP", "KR")]
    assert drawn == {(v.visitor.leader.person_id, v.meeting.meeting_id) for v in ours}


def check_returns(shown: Shown, filters: Filters, record: Record) -> None:
    found = find_returns(shown)
    assert {each.leader_id for each in found} == {visit.visitor.leader.person_id for visit in held(shown)}
    for each in found:
        own = {v.meeting for v in held(shown) if v.visitor.leader.person_id == each.leader_id}
        ordered = sorted(own, key=lambda meeting: meeting.date)
        assert {*each.meetings} == own
        assert each.meetings[0].date == ordered[0].date
        assert each.meetings[-1].date == ordered[-1].date
        gaps = [max(0, (b.date - a.date_end).days) for a, b in zip(each.meetings, each.meetings[1:], strict=False)]
        assert (each.gap.days if each.gap else None) == max(gaps, default=None)


def check_pledged(shown: Shown, filters: Filters, record: Record) -> None:
    found = find_pledged(filters, record)
    promises = [promise for promise in record.promises.values() if promise.meeting in meetings_of(shown)]
    assert sum(each.promises for each in found) == len(promises)
    assert sum(each.silent for each in found) == sum(promise.is_silent for promise in promises)
    for each in found:
        own = [promise.state for promise in promises if promise.by.organization_id == each.organization_id]
        assert {state: n for state, n in each.states.items() if n} == {state: own.count(state) for state in own}


def check_network(shown: Shown, filters: Filters, record: Record) -> None:
    pairs = find_network(shown)
    for node in ("", "mark-zuckerberg", "samsung-electronics", *(tie.host_id for tie in pairs.ties[:2])):
        found = find_network(shown, node)
        met: dict[tuple[str, str], set[str]] = {}
        for visit in held(shown):
            for host in visit.meeting.hosts:
                leader, company = visit.visitor.leader.person_id, visit.visitor.company.organization_id
                organization = host.organization.organization_id
                people = (leader, host.host_id)
                if node in (company, organization):
                    met.setdefault((company, organization), set()).add(visit.meeting.meeting_id)
                elif node in people or (not node and host.person):
                    met.setdefault(people, set()).add(visit.meeting.meeting_id)
        told = {(tie.visitor_id, tie.host_id): {m.meeting_id for m in tie.meetings} for tie in found.ties}
        assert told == {pair: ids for pair, ids in met.items() if pair[0] != pair[1]}
        assert [len(tie.meetings) for tie in found.ties] == sorted(map(len, told.values()), reverse=True)


def check_versus(shown: Shown, filters: Filters, record: Record) -> None:
    for kind in KINDS:
        pair = [*count_known(kind, record)][:2]
        found = find_versus(kind, (pair[0], pair[1]), filters, record)
        for side in (found.a, found.b):
            alone = apply(filters.asking(kind, [side.identifier]), record)
            assert {*side.meetings} == {*meetings_of(alone)}
            assert side.trips == len({visit.trip_id for visit in held(alone)})
            assert sum(side.topics.values()) == sum(len(meeting.topics) for meeting in meetings_of(alone))
        ends = [{i for m in side.meetings for i in ends_of(kind, m)} - {side.identifier} for side in (found.a, found.b)]
        assert {*found.partners} == ends[0] & ends[1]
        assert {*found.together} == {*found.a.meetings} & {*found.b.meetings}


def ends_of(kind: str, meeting: Meeting) -> set[str]:
    if kind == "host":
        return {visitor.leader.person_id for visitor in meeting.visitors}
    return {host.host_id for host in meeting.hosts}


CHECKS: dict[str, Check] = {
    name.removeprefix("check_"): check for name, check in globals().items() if name.startswith("check_")
}


@pytest.fixture(scope="module", params=[FIXTURE, DATA], ids=["small", "shipped"])
def record(request: pytest.FixtureRequest) -> Record:
    folder: Path = request.param
    return load_record(folder)


@pytest.mark.parametrize("name", CHECKS)
def test_an_answer_is_what_brute_force_finds(name: str, record: Record) -> None:
    for filters in (Filters(), Filters().asking("status", ["cancelled"]), Filters().asking("company", ["openai"])):
        CHECKS[name](apply(filters, record), filters, record)


@pytest.mark.parametrize("name", CHECKS)
def test_an_answer_obeys_the_filters(name: str) -> None:
    @rounds(max_examples=ROUNDS)
    @given(filters_of())
    def check(filters: Filters) -> None:
        CHECKS[name](apply(filters, RECORD), filters, RECORD)

    check()


def test_ai_came_to_lead_in_the_shipped_record() -> None:
    """Since that year it was each year the commonest subject, and in the year before it was not."""
    record = load_record(DATA)
    found = find_topics(apply(Filters(), record), Filters())
    assert found.led_since
    assert found.since.part / found.since.whole > found.before.part / found.before.whole
