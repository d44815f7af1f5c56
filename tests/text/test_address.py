"""The address: the whole state in it and back, what is hidden is closed, what is unknown is reported."""

from dataclasses import replace
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small import KISHIDA, RECORD, SON, YOON, ZUCKERBERG, any_text, filters_of

from techvisits.record.filters import KEYS, LISTS, Filters, apply
from techvisits.record.model import AREAS
from techvisits.text import address
from techvisits.text.address import BY_COMPANY, BY_HOST, ROWS, STYLE, VIEWS, State
from techvisits.text.choices import name_choice
from techvisits.text.language import LANGUAGES, load_language

MEETINGS, TRIPS = sorted(RECORD.by_id), sorted(RECORD.trips)
PLAIN = [key for key in KEYS if key not in ("meeting", "trip")]
law = settings(deadline=None, max_examples=40)


@st.composite
def states(draw: st.DrawFn) -> State:
    """States that an address may have: of trips either one is open or several filter."""
    filters = draw(filters_of(PLAIN))
    trips = draw(st.lists(st.sampled_from(TRIPS), max_size=3, unique=True))
    return State(
        replace(filters.asking("trip", trips if len(trips) > 1 else ()), q=draw(st.sampled_from(["", "a&b=c%20+d"]))),
        draw(st.sampled_from(["", *MEETINGS])),
        trips[0] if len(trips) == 1 else "",
        draw(st.sampled_from(VIEWS)),
        draw(st.sampled_from([BY_HOST, BY_COMPANY])),
        draw(st.booleans()),
        draw(st.sampled_from(list(LANGUAGES))),
        draw(st.integers(ROWS, 10_000)),
    )


@law
@given(states())
def test_a_state_survives_its_address(state: State) -> None:
    assert address.read(address.to_pairs(state), RECORD) == (state, [])


@law
@given(states())
def test_a_state_survives_a_copied_link(state: State) -> None:
    link = f"https://host/?{urlencode(address.to_pairs(state), doseq=True)}"
    assert address.read(parse_qs(link.split("?")[1], keep_blank_values=True), RECORD) == (state, [])


def test_the_plain_address_is_the_plain_state() -> None:
    assert address.read({}, RECORD) == (State(), [])
    assert address.to_pairs(State()) == {}
    assert State() == State(Filters(), "", "", "both", "host", False, "en", 20)
    assert ("both", *AREAS) == VIEWS


@law
@given(st.dictionaries(st.sampled_from([*KEYS, *STYLE]) | any_text, st.lists(any_text, max_size=3), max_size=5))
@example({"meeting": ["\x00"], "trip": ["\ud800"], "view": ["both", "Seoul"], "lang": ["EN"]})
@example({"x" * 10_000: ["y" * 10_000], "meeting": ["z" * 10_000]})
@example({"": [""], "lang": [], "rows": ["9" * 9], "arrivals": ["１"]})
@example({"rows": ["²"]})
def test_no_address_whatever_breaks_the_page(pairs: dict[str, list[str]]) -> None:
    state, problems = address.read(pairs, RECORD)
    assert state.meeting in ("", *MEETINGS)
    assert state.trip in ("", *TRIPS)
    assert state.view in VIEWS
    assert state.language in LANGUAGES
    assert state.rows >= ROWS
    assert all(len(str(problem)) < 160 for problem in problems)


@pytest.mark.parametrize(
    ("pairs", "problem"),
    [
        ({"meeting": ["no-such-meeting"]}, "meeting=no-such-meeting: is not in the record"),
        ({"trip": ["no-such-trip"]}, "trip=no-such-trip: is not in the record"),
        ({"view": ["osaka"]}, "view=osaka: is no choice of the page"),
        ({"colour": ["topic"]}, "colour=topic: is no choice of the page"),
        ({"arrivals": ["yes"]}, "arrivals=yes: is no choice of the page"),
        ({"lang": ["fr"]}, "lang=fr: is no choice of the page"),
        ({"rows": ["-1"]}, "rows=-1: is no choice of the page"),
        ({"rows": ["12345678"]}, "rows=12345678: is no choice of the page"),
        ({"view": ["seoul", "x" * 41]}, f"view={'x' * 39}…: is no choice of the page"),
        ({"leader": ["Mark Zuckerberg"]}, "leader=Mark Zuckerberg: is not in the record"),
        ({"from": ["soon"]}, "from=soon: is no date of the form 2024-02-27"),
        ({"tint": ["blue"]}, "tint: is no filter"),
        ({"Leader": ["meta"]}, "Leader: is no filter"),
        ({"y" * 41: []}, f"{'y' * 39}…: is no filter"),
    ],
)
def test_what_is_unknown_is_reported_in_one_line_and_the_rest_is_kept(
    pairs: dict[str, list[str]], problem: str
) -> None:
    state, problems = address.read({"company": ["meta"], **pairs}, RECORD)
    assert (state, [*map(str, problems)]) == (State(Filters().asking("company", ["meta"])), [problem])


def test_all_that_is_unknown_is_reported() -> None:
    _, problems = address.read({"leader": ["x"], "from": ["x"], "view": ["x"], "lang": ["x"], "x": ["x"]}, RECORD)
    assert [str(problem).partition(":")[0] for problem in problems] == ["leader=x", "from=x", "view=x", "lang=x", "x"]


def test_streamlits_own_embed_parameters_are_none_of_ours() -> None:
    assert address.read({"embed": ["true"], "embed_options": ["dark_theme"]}, RECORD) == (State(), [])


@pytest.mark.parametrize(
    ("pairs", "state"),
    [
        ({"view": ["tokyo", "seoul"]}, State(view="seoul")),
        ({"view": [" tokyo "]}, State(view="tokyo")),
        ({"view": [""], "lang": []}, State()),
        ({"colour": ["company"]}, State(colour=BY_COMPANY)),
        ({"arrivals": ["1"]}, State(arrivals=True)),
        ({"lang": ["ko"]}, State(language="ko")),
        ({"rows": ["60"]}, State(rows=60)),
        ({"rows": ["21"]}, State(rows=21)),
        ({"rows": ["0"]}, State()),
        ({"rows": ["1234567"]}, State(rows=1_234_567)),
        ({"meeting": [KISHIDA, YOON]}, State(meeting=YOON)),
        ({"trip": [ZUCKERBERG]}, State(trip=ZUCKERBERG)),
        ({"trip": [ZUCKERBERG, ZUCKERBERG, "nowhere-2024-01"]}, State(trip=ZUCKERBERG)),
        ({"trip": [ZUCKERBERG, "cook-2019-12"]}, State(Filters().asking("trip", [ZUCKERBERG, "cook-2019-12"]))),
        (
            {"meeting": [KISHIDA], "trip": [ZUCKERBERG], "status": ["held"]},
            State(Filters().asking("status", ["held"]), KISHIDA, ZUCKERBERG),
        ),
    ],
)
def test_an_address_is_read(pairs: dict[str, list[str]], state: State) -> None:
    assert address.read(pairs, RECORD)[0] == state


def test_several_trips_show_just_these() -> None:
    """A line of the map stands for several trips: a click on it lists their meetings and no others of the leaders."""
    state, _ = address.read({"trip": ["son-2022-10", "cook-2019-12"]}, RECORD)
    assert (state.trip, state.meeting) == ("", "")
    shown = apply(state.filters, RECORD)
    assert shown.trip_ids == {"son-2022-10", "cook-2019-12"}
    assert {visit.visitor.leader.person_id for visit in shown.visits} == {"masayoshi-son", "tim-cook"}


# --- what the filters hide is closed


@law
@given(states())
def test_what_stays_open_is_shown_and_what_is_hidden_is_reported(state: State) -> None:
    shown = apply(state.filters, RECORD)
    kept, dropped = address.drop_hidden(state, shown)
    assert kept.meeting in ("", *shown.meeting_ids)
    assert kept.trip in ("", *shown.trip_ids)
    assert dropped == [i for i in (state.meeting, state.trip) if i and i not in (kept.meeting, kept.trip)]
    assert replace(kept, meeting=state.meeting, trip=state.trip) == state
    assert address.drop_hidden(kept, shown) == (kept, [])


def test_a_meeting_of_another_leader_is_closed_and_ones_own_is_not() -> None:
    opened = State(meeting=KISHIDA, trip=ZUCKERBERG)
    for leader, closed in (("mark-zuckerberg", []), ("tim-cook", [KISHIDA, ZUCKERBERG])):
        state = replace(opened, filters=Filters().asking("leader", [leader]))
        kept, dropped = address.drop_hidden(state, apply(state.filters, RECORD))
        assert dropped == closed
        assert (kept == state) == (not closed)


def test_a_trip_with_one_stop_left_stays_open() -> None:
    state = State(Filters().asking("host", ["fumio-kishida"]), trip=ZUCKERBERG, meeting=YOON)
    kept, dropped = address.drop_hidden(state, apply(state.filters, RECORD))
    assert (kept.trip, kept.meeting) == (ZUCKERBERG, "")
    assert dropped == [YOON]


def test_what_is_shown_has_the_ids_of_meetings_and_of_trips() -> None:
    assert apply(Filters().asking("leader", ["rene-haas"]), RECORD).ids == {SON, "haas-2022-10"}


# --- what a share link says


def test_a_share_link_says_everything_that_is_set_and_both_dates() -> None:
    first, last = RECORD.span
    filters = Filters(first=first, last=last, sources=2, q="AI").asking("status", ["held"])
    filters = filters.asking("leader", ["mark-zuckerberg", "tim-cook"])
    state = State(filters, KISHIDA, ZUCKERBERG, "seoul", BY_COMPANY, True, "ja", 40)
    assert address.to_pairs(state) == {
        "leader": ["mark-zuckerberg", "tim-cook"],
        "status": ["held"],
        "from": [first.isoformat()],
        "to": [last.isoformat()],
        "sources": ["2"],
        "q": ["AI"],
        "trip": [ZUCKERBERG],
        "meeting": [KISHIDA],
        "view": ["seoul"],
        "colour": ["company"],
        "arrivals": ["1"],
        "lang": ["ja"],
        "rows": ["40"],
    }


# --- what a filter calls its ids


@pytest.mark.parametrize("key", ["leader", "company", "host", "place", "city"])
def test_a_filter_calls_its_ids_by_their_own_names(key: str) -> None:
    """A place and the organization in it may share an id (`korea-university`), but not a name."""
    shared = next(iter(RECORD.organizations.values()))
    places = {shared.organization_id: replace(RECORD.places["tokyo"], name=RECORD.places["kantei"].name)}
    record = replace(RECORD, places={**RECORD.places, **places})
    own = {"place": record.places, "city": record.places}.get(key, record.organizations)
    identifier = "mark-zuckerberg" if key == "leader" else shared.organization_id
    name = record.people[identifier].name if key == "leader" else own[identifier].name
    for code in LANGUAGES:
        language = load_language(code)
        assert name_choice(key, identifier, record, language) == language.name(name)


@pytest.mark.parametrize("key", [key for key in LISTS if key not in ("meeting",)])
def test_a_filter_has_words_for_every_choice(key: str) -> None:
    english = load_language("en")
    for identifier in RECORD.index.facet(key).ids:
        assert name_choice(key, identifier, RECORD, english).strip()
