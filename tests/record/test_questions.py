"""Each answer against brute force, on the small package, on the shipped one, and under random filters."""

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
from techvisits.record.questions.crossings import find_crossings
from techvisits.record.questions.topics import find_topics
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
