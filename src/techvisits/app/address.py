"""The address holds the whole state: read from the query string, written back by every control."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from techvisits.drawing.colouring import BY_COMPANY, BY_HOST
from techvisits.record import filters as query
from techvisits.record.filters import Filters, Shown
from techvisits.record.records import Records
from techvisits.text.language import LANGUAGES

VIEWS: Final = ("both", "seoul", "tokyo")
COLOURS: Final = (BY_HOST, BY_COMPANY)


@dataclass(frozen=True)
class State:
    """All that the address says: filters, what is open, the named view, what colour means, whether arrivals are drawn, and the language."""

    filters: Filters = Filters()
    meeting: str = ""
    trip: str = ""
    view: str = "both"
    colour: str = BY_HOST
    arrivals: bool = False
    language: str = "en"


def read(pairs: Mapping[str, Sequence[str]], records: Records) -> tuple[State, list[str]]:
    """The state an address stands for, and a line for each part of it that was ignored."""
    filters, problems = query.from_query(pairs, records)
    known: dict[str, Container[str]] = {
        "meeting": records.meetings.index,
        "trip": records.trips.index,
        "view": VIEWS,
        "colour": COLOURS,
        "arrivals": ("1",),
        "lang": tuple(LANGUAGES),
    }
    chosen: dict[str, str] = {}
    for key, ids in known.items():
        value = ([*pairs.get(key, ())] or [""])[-1]
        if value and value not in ids:
            problems.append(f"{key}={value[:40]}: is not in the record")
        chosen[key] = value if value in ids else ""
    unknown = [key for key in pairs if key not in (*query.KEYS, *known) and not key.startswith("embed")]
    problems += [f"{key[:40]}: is no filter" for key in unknown]
    blank = State()
    state = State(
        filters,
        chosen["meeting"],
        chosen["trip"],
        chosen["view"] or blank.view,
        chosen["colour"] or blank.colour,
        bool(chosen["arrivals"]),
        chosen["lang"] or blank.language,
    )
    return state, problems


def to_pairs(state: State) -> list[tuple[str, str]]:
    """The query pairs that `read` turns back into the same state."""
    pairs = query.to_query(state.filters)
    pairs += [(key, value) for key, value in (("trip", state.trip), ("meeting", state.meeting)) if value]
    blank = State()
    for key, value, usual in (
        ("view", state.view, blank.view),
        ("colour", state.colour, blank.colour),
        ("arrivals", "1" if state.arrivals else "", ""),
        ("lang", state.language, blank.language),
    ):
        if value != usual:
            pairs.append((key, value))
    return pairs


def drop_hidden(state: State, shown: Shown) -> tuple[State, list[str]]:
    """The state without a selection that the filters hide, and a line for each that was dropped."""
    dropped = []
    if state.meeting and state.meeting not in shown.meetings.index:
        dropped.append(state.meeting)
        state = replace(state, meeting="")
    if state.trip and state.trip not in set(shown.visits["trip_id"]):
        dropped.append(state.trip)
        state = replace(state, trip="")
    return state, dropped


def current(records: Records) -> tuple[State, list[str]]:
    """The state of the address in this browser now."""
    return read({key: st.query_params.get_all(key) for key in st.query_params}, records)


def change(records: Records, how: Callable[[State], State]) -> None:
    """Change the address, starting from what it says now: several controls may be changed at once."""
    go(how(current(records)[0]))


def change_filters(records: Records, how: Callable[[Filters], Filters]) -> None:
    """Change what is asked for."""
    change(records, lambda state: replace(state, filters=how(state.filters)))


def go(state: State) -> None:
    """Make the address that of `state`."""
    pairs: dict[str, Any] = {}
    for key, value in to_pairs(state):
        pairs.setdefault(key, []).append(value)
    kept = {key: st.query_params.get_all(key) for key in st.query_params if key.startswith("embed")}
    st.query_params.from_dict({**kept, **pairs})
