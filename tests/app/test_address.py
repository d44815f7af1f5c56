"""The address: the whole state in it and back, what is hidden is closed, what is unknown is reported."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from conftest import DATA
from hypothesis import example, given, settings
from hypothesis import strategies as st

from techvisits.app import address, sidebar
from techvisits.app.address import COLOURS, VIEWS, State
from techvisits.curate.check import load_records
from techvisits.record.filters import KEYS, Filters, apply, known_ids, with_list
from techvisits.text.language import LANGUAGES, load_language

RECORDS = load_records(DATA)
KNOWN = {key: sorted(ids) for key, ids in known_ids(RECORDS).items()}
MEETINGS, TRIPS = sorted(RECORDS.meetings.index), sorted(RECORDS.trips.index)
ZUCKERBERG, KISHIDA = "zuckerberg-2024-02", "2024-02-27-zuckerberg-kishida"
law = settings(deadline=None, max_examples=40)
any_text = st.text(st.characters(), max_size=60)


@st.composite
def states(draw: st.DrawFn) -> State:
    filters = Filters(sources=draw(st.integers(0, 99)), q=draw(st.sampled_from(["", "AI", "岸田 文雄", "a&b=c%20+d"])))
    for key in draw(st.sets(st.sampled_from(sorted(KNOWN)), max_size=3)):
        filters = with_list(filters, key, draw(st.lists(st.sampled_from(KNOWN[key]), max_size=3, unique=True)))
    days = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2)))
    if draw(st.booleans()):
        filters = replace(filters, first=days[0], last=draw(st.sampled_from([None, days[1]])))
    return State(
        filters,
        draw(st.sampled_from(["", *MEETINGS])),
        draw(st.sampled_from(["", *TRIPS])),
        draw(st.sampled_from(VIEWS)),
        draw(st.sampled_from(COLOURS)),
        draw(st.booleans()),
        draw(st.sampled_from(list(LANGUAGES))),
    )


def as_mapping(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    mapping: dict[str, list[str]] = {}
    for key, value in pairs:
        mapping.setdefault(key, []).append(value)
    return mapping


@law
@given(states())
def test_a_state_survives_its_address(state: State) -> None:
    assert address.read(as_mapping(address.to_pairs(state)), RECORDS) == (state, [])


@law
@given(states())
def test_a_state_survives_a_copied_link(state: State) -> None:
    link = f"https://host/?{urlencode(address.to_pairs(state))}"
    assert address.read(parse_qs(link.split("?")[1], keep_blank_values=True), RECORDS) == (state, [])


def test_the_plain_address_is_the_plain_state() -> None:
    assert address.read({}, RECORDS) == (State(), [])
    assert address.to_pairs(State()) == []


@law
@given(st.dictionaries(st.sampled_from([*KEYS, "meeting", "trip", "view", "lang"]) | any_text, st.lists(any_text)))
@example({"meeting": ["\x00"], "trip": ["\ud800"], "view": ["both", "Seoul"], "lang": ["EN"]})
@example({"x" * 10_000: ["y" * 10_000], "meeting": ["z" * 10_000]})
@example({"": [""], "lang": []})
def test_no_address_whatever_breaks_the_page(pairs: dict[str, list[str]]) -> None:
    state, problems = address.read(pairs, RECORDS)
    assert state.meeting in ("", *MEETINGS)
    assert state.trip in ("", *TRIPS)
    assert state.view in VIEWS
    assert state.language in LANGUAGES
    assert all(len(line) < 120 for line in problems)


@pytest.mark.parametrize(
    ("pairs", "named"),
    [
        ({"meeting": ["no-such-meeting"]}, "meeting=no-such-meeting"),
        ({"trip": ["no-such-trip"]}, "trip=no-such-trip"),
        ({"view": ["osaka"]}, "view=osaka"),
        ({"colour": ["topic"]}, "colour=topic"),
        ({"arrivals": ["yes"]}, "arrivals=yes"),
        ({"lang": ["fr"]}, "lang=fr"),
        ({"leader": ["Mark Zuckerberg"]}, "leader=Mark Zuckerberg"),
        ({"colour": ["blue"]}, "colour"),
        ({"from": ["soon"]}, "from=soon"),
    ],
)
def test_what_is_unknown_is_reported_in_one_line_and_the_rest_is_kept(pairs: dict[str, list[str]], named: str) -> None:
    state, problems = address.read({"company": ["meta"], **pairs}, RECORDS)
    assert state == State(Filters(company=("meta",)))
    assert len(problems) == 1
    assert named in problems[0]


def test_streamlits_own_embed_parameters_are_none_of_ours() -> None:
    assert address.read({"embed": ["true"], "embed_options": ["dark_theme"]}, RECORDS) == (State(), [])


def test_of_several_open_meetings_the_last_is_open() -> None:
    assert address.read({"meeting": [MEETINGS[0], MEETINGS[1]]}, RECORDS)[0].meeting == MEETINGS[1]


# --- what the filters hide is closed


@law
@given(states())
def test_what_stays_open_is_shown_and_what_is_hidden_is_reported(state: State) -> None:
    shown = apply(state.filters, RECORDS)
    kept, dropped = address.drop_hidden(state, shown)
    assert kept.meeting in ("", *shown.meetings.index)
    assert kept.trip in ("", *shown.visits["trip_id"])
    assert dropped == [i for i in (state.meeting, state.trip) if i and i not in (kept.meeting, kept.trip)]
    assert replace(kept, meeting=state.meeting, trip=state.trip) == state
    assert address.drop_hidden(kept, shown) == (kept, [])


def test_a_meeting_of_another_leader_is_closed_and_ones_own_is_not() -> None:
    opened = State(meeting=KISHIDA, trip=ZUCKERBERG)
    for leader, closed in (("mark-zuckerberg", []), ("jensen-huang", [KISHIDA, ZUCKERBERG])):
        state = replace(opened, filters=Filters(leader=(leader,)))
        kept, dropped = address.drop_hidden(state, apply(state.filters, RECORDS))
        assert dropped == closed
        assert (kept == state) == (not closed)


def test_a_trip_with_one_stop_left_stays_open() -> None:
    state = State(Filters(host=("fumio-kishida",)), trip=ZUCKERBERG, meeting="2024-02-29-zuckerberg-yoon")
    kept, dropped = address.drop_hidden(state, apply(state.filters, RECORDS))
    assert (kept.trip, kept.meeting) == (ZUCKERBERG, "")
    assert dropped == ["2024-02-29-zuckerberg-yoon"]


# --- what a share link says


def test_a_share_link_says_everything_that_is_set_and_both_dates() -> None:
    earliest, latest = sidebar.span(RECORDS)
    filters = Filters(leader=("mark-zuckerberg",), status=("held",), first=earliest, last=latest, sources=2, q="AI")
    pairs: Any = dict(address.to_pairs(State(filters, KISHIDA, ZUCKERBERG, "seoul", language="ja")))
    assert pairs == {
        "leader": "mark-zuckerberg",
        "status": "held",
        "from": earliest.isoformat(),
        "to": latest.isoformat(),
        "sources": "2",
        "q": "AI",
        "trip": ZUCKERBERG,
        "meeting": KISHIDA,
        "view": "seoul",
        "lang": "ja",
    }


def test_the_span_of_the_record_holds_every_meeting() -> None:
    earliest, latest = sidebar.span(RECORDS)
    assert len(apply(Filters(first=earliest, last=latest), RECORDS).meetings) == len(RECORDS.meetings)


@pytest.mark.parametrize("key", ["place", "company", "leader", "city"])
def test_a_filter_calls_its_ids_by_their_own_names(key: str) -> None:
    """A place and the organization in it may share an id (`korea-university`), but not a name."""
    frame = {"place": RECORDS.places, "city": RECORDS.places, "company": RECORDS.organizations}.get(key, RECORDS.people)
    english = load_language("en")
    named = {i: sidebar.name_of(key, i, RECORDS, english) for i in KNOWN[key]}
    assert named == {i: frame.at[i, "name"] for i in KNOWN[key]}
