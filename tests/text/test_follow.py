"""What a click changes in the address, as text and as a link; what is clicked is seen, whatever the filters hide."""

from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import KEIO, KISHIDA, KNOWN, LG, RECORD, SON, ZUCKERBERG, any_text, filters_of

from techvisits.record.filters import KEYS, LISTS, Filters, apply
from techvisits.text import address
from techvisits.text.address import STYLE, Change, Links, State, follow, parse_change, read, to_list, to_open, to_pairs
from techvisits.text.page import Page

law = settings(deadline=None, max_examples=40)
ZUCK = Filters().asking("leader", ["mark-zuckerberg"])
changes = st.builds(
    Change,
    st.dictionaries(st.sampled_from([*KEYS, *STYLE]), st.lists(st.text(min_size=1), max_size=3).map(tuple), max_size=3),
    st.lists(st.tuples(st.sampled_from(LISTS), st.text()), max_size=3).map(tuple),
)


def after(state: State, change: Change) -> State:
    """The state that the page has after a click: what is hidden is closed, and nothing is unknown."""
    page = Page(state, RECORD)
    state, problems = read(follow(state, change, page.shown.ids), RECORD)
    assert problems == []
    return address.drop_hidden(state, apply(state.filters, RECORD))[0]


# --- a change as text


@law
@given(changes)
def test_a_change_survives_its_text(change: Change) -> None:
    assert parse_change(str(change)) == change
    assert str(change).isascii()


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change(), ""),
        (to_open(KISHIDA), f"meeting={KISHIDA}"),
        (to_open(""), "meeting="),
        (to_list("place", ("kantei", "tokyo")), "meeting=&trip=&place=kantei&place=tokyo"),
        (Change({"q": ("a&b ü",)}), "q=a%26b+%C3%BC"),
        (Change(toggle=(("host_kind", "public"), ("status", "held"))), "~host_kind=public&~status=held"),
        (Change({"rows": ("40",)}, (("leader", "x"),)), "rows=40&~leader=x"),
    ],
)
def test_a_change_is_written(change: Change, text: str) -> None:
    assert str(change) == text
    assert str(parse_change(text)) == text


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("meeting=", Change({"meeting": ()})),
        ("meeting=&meeting=a", Change({"meeting": ("a",)})),
        ("leader=a&leader=b&view=tokyo", Change({"leader": ("a", "b"), "view": ("tokyo",)})),
        ("~leader=a&~leader=b", Change(toggle=(("leader", "a"), ("leader", "b")))),
        ("tint=blue&~q=x&~view=tokyo&=x&embed=true", Change()),
        ("", Change()),
        ("&&;x", Change()),
    ],
)
def test_what_is_no_key_of_an_address_is_left_out(text: str, change: Change) -> None:
    assert parse_change(text) == change


@law
@given(any_text)
def test_no_text_whatever_breaks_a_change(text: str) -> None:
    assert follow(State(), parse_change(text), ()) is not None


def test_what_opens_and_what_lists() -> None:
    assert to_open(KISHIDA).put == {"meeting": (KISHIDA,)}
    assert to_list("city", ("seoul",)).put == {"meeting": (), "trip": (), "city": ("seoul",)}
    assert to_list("trip", ("a", "b")).put == {"meeting": (), "trip": ("a", "b")}


# --- following it


@law
@given(filters_of([key for key in KEYS if key not in ("meeting", "trip")]))
def test_nothing_changed_is_the_same_address(filters: Filters) -> None:
    state = State(filters, KISHIDA, ZUCKERBERG, "tokyo", language="ja", rows=60)
    assert follow(state, Change(), ()) == to_pairs(state)


def test_a_change_is_made_of_what_the_address_says_now() -> None:
    """A click and a control that are used together both count."""
    click = to_open(KISHIDA)
    for state in (State(), State(ZUCK), State(ZUCK, language="ko")):
        assert after(state, click) == replace(state, meeting=KISHIDA)


def test_keys_get_new_values_and_lose_them() -> None:
    state = State(replace(ZUCK, q="AI", sources=2), view="tokyo")
    assert follow(state, Change({"q": (), "company": ("meta", ""), "view": ("seoul",)}), ()) == {
        "leader": ["mark-zuckerberg"],
        "sources": ["2"],
        "company": ["meta"],
        "view": ["seoul"],
    }


def test_an_id_is_put_in_where_it_is_not_and_else_taken_out() -> None:
    state = State(Filters().asking("status", ["held", "announced"]))
    change = Change(toggle=(("status", "held"), ("status", "cancelled"), ("kind", "dinner")))
    assert follow(state, change, ()) == {"status": ["announced", "cancelled"], "kind": ["dinner"]}
    twice = Change(toggle=(("status", "held"), ("status", "held")))
    assert follow(state, twice, ()) == {"status": ["announced", "held"]}
    gone = Change(toggle=(("status", "held"), ("status", "announced")))
    assert follow(state, gone, ()) == {}
    assert to_pairs(state) == {"status": ["held", "announced"]}


@law
@given(filters_of(), st.sampled_from(LISTS), st.data())
def test_toggled_twice_is_not_toggled(filters: Filters, key: str, data: st.DataObject) -> None:
    state = read(to_pairs(State(filters)), RECORD)[0]
    change = Change(toggle=((key, data.draw(st.sampled_from(KNOWN[key]))),) * 2)
    again = follow(state, change, {*RECORD.by_id, *RECORD.trips})
    assert {k: sorted(v) for k, v in again.items()} == {k: sorted(v) for k, v in to_pairs(state).items()}


# --- rows


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (Change(), 60),
        (Change({"rows": ("80",)}), 80),
        (to_open(KISHIDA), 60),
        (Change({"meeting": ()}), 60),
        (Change({"trip": (ZUCKERBERG,)}), 60),
        (Change({"trip": ()}), 60),
        (Change({"view": ("tokyo",)}), 60),
        (Change({"lang": ("ja",)}), 60),
        (Change({"q": ()}), 60),
        (Change({"leader": ("mark-zuckerberg",)}), 60),
        (Change({"q": ("AI",)}), 20),
        (Change({"leader": ()}), 20),
        (Change({"from": ("2024-02-01",)}), 20),
        (Change({"sources": ("2",)}), 20),
        (Change(toggle=(("status", "held"),)), 20),
        (to_list("place", ("kantei",)), 20),
        (Change({"trip": ("cook-2019-12", ZUCKERBERG)}), 20),
        (Change({"q": ("AI",), "rows": ("80",)}), 20),
    ],
)
def test_other_things_asked_for_begin_with_the_usual_number_of_rows(change: Change, rows: int) -> None:
    state = State(ZUCK, rows=60)
    assert read(follow(state, change, {*RECORD.by_id, *RECORD.trips}), RECORD)[0].rows == rows


def test_the_list_begins_anew_where_several_trips_are_no_longer_asked_for() -> None:
    state = State(Filters().asking("trip", [ZUCKERBERG, "cook-2019-12"]), rows=40)
    assert follow(state, Change({"trip": ()}), ()) == {}
    assert "rows" not in follow(state, Change(toggle=(("trip", "cook-2019-12"),)), ())


# --- what the filters hide


@pytest.mark.parametrize(
    "key", [*(key for key in LISTS if key not in ("trip", "meeting")), "from", "to", "sources", "q"]
)
def test_a_meeting_that_a_filter_hides_is_shown_to_who_asks_for_it(key: str) -> None:
    values = {"from": "2026-01-01", "to": "2001-01-01", "sources": "9", "q": "nothing has this", "host": "kakao"}
    hiding = values.get(key) or next(i for i in KNOWN[key] if KISHIDA not in shown_by(key, i))
    state = read({key: [hiding], "view": ["tokyo"], "rows": ["40"]}, RECORD)[0]
    assert after(state, to_open(KISHIDA)) == State(meeting=KISHIDA, view="tokyo")


def shown_by(key: str, identifier: str) -> frozenset[str]:
    return apply(Filters().asking(key, [identifier]), RECORD).meeting_ids


def test_a_meeting_that_several_trips_hide_is_shown_to_who_asks_for_it() -> None:
    """The one before Haas's, on the trip of Son who met with him, may be of neither trip that is asked for."""
    state = State(Filters().asking("trip", ["haas-2022-10", ZUCKERBERG]))
    assert after(state, to_open(KEIO)) == State(meeting=KEIO)
    assert after(state, to_open(SON)) == replace(state, meeting=SON)


def test_a_stop_that_a_filter_hides_is_opened_on_its_trip() -> None:
    state = State(Filters().asking("host", ["fumio-kishida"]), trip=ZUCKERBERG)
    assert after(state, to_open(LG)) == State(meeting=LG, trip=ZUCKERBERG)
    assert after(state, to_open(KISHIDA)) == replace(state, meeting=KISHIDA)


def test_a_trip_that_a_filter_hides_is_shown_to_who_asks_for_it() -> None:
    """From a meeting of two, shown for the one who is asked for, a link leads to the trip of the other."""
    state = State(Filters().asking("leader", ["rene-haas"]), meeting=SON)
    assert after(state, Change({"trip": ("son-2022-10",)})) == State(meeting=SON, trip="son-2022-10")
    assert after(state, Change({"trip": ("haas-2022-10",)})) == replace(state, trip="haas-2022-10")


def test_several_trips_narrow_what_is_asked_for() -> None:
    state = State(ZUCK)
    assert after(state, Change({"trip": (ZUCKERBERG, "cook-2019-12")})).filters == ZUCK.asking(
        "trip", [ZUCKERBERG, "cook-2019-12"]
    )


def test_a_meeting_that_a_new_filter_hides_is_closed() -> None:
    state = State(meeting=KISHIDA, trip=ZUCKERBERG)
    assert after(state, Change(toggle=(("leader", "tim-cook"),))) == State(Filters().asking("leader", ["tim-cook"]))
    assert after(state, Change(toggle=(("city", "tokyo"),))) == replace(
        state, filters=Filters().asking("city", ["tokyo"])
    )


# --- links


class Tags(HTMLParser):
    """The attributes of the first tag."""

    found: dict[str, str | None]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = dict(attrs)


def test_a_link_has_the_whole_address_and_the_change_alone() -> None:
    state = State(replace(ZUCK, q='"><script>&'), language="ja")
    page = Page(state, RECORD)
    change = Change({"rows": ("40",)}, (("kind", "dinner"),))
    markup = page.links.to(change)
    assert "<" not in markup
    tags = Tags()
    tags.feed(f"<a {markup}>")
    assert set(tags.found) == {"href", "data-go"}
    assert parse_change(tags.found["data-go"] or "") == change
    pairs = parse_qs(urlsplit(tags.found["href"] or "").query)
    assert pairs == follow(state, change, page.shown.ids)
    assert pairs == {"leader": ["mark-zuckerberg"], "q": ['"><script>&'], "lang": ["ja"], "kind": ["dinner"]}


def test_a_link_is_relative_to_its_base() -> None:
    ids = {*RECORD.by_id, *RECORD.trips}
    assert Links(State(), ids).href(to_open(KISHIDA)) == f"?meeting={KISHIDA}"
    assert Links(State(trip=ZUCKERBERG), ids, "/visits/").href(to_open("")) == f"/visits/?trip={ZUCKERBERG}"
    two = to_list("trip", (ZUCKERBERG, "cook-2019-12"))
    assert Links(State(), ids).href(two) == f"?trip={ZUCKERBERG}&trip=cook-2019-12"
