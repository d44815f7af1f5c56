"""The address holds the whole state: read from a query string, written back, and changed by what a reader clicks."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import parse_qsl, urlencode

from markupsafe import Markup

from techvisits.package.errors import Problem
from techvisits.record import filters as query
from techvisits.record.filters import Filters, Shown
from techvisits.record.model import AREAS
from techvisits.record.record import Record
from techvisits.record.values import Query, last_of, shorten
from techvisits.text.language import LANGUAGES

BOTH: Final = "both"
VIEWS: Final = (BOTH, *AREAS)
BY_HOST, BY_COMPANY = "host", "company"
ROWS: Final = 20
OPENED: Final = ("trip", "meeting")
RESET: Final = "reset"
KEPT_BY_RESET: Final = ("view", "lang")
# How a page shows what is asked for: what each key may have; of `rows` any number.
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "view": VIEWS,
    "colour": (BY_HOST, BY_COMPANY),
    "arrivals": ("1",),
    "lang": tuple(LANGUAGES),
}
# Whether a value is one that the key may have.
STYLE: Final[Mapping[str, Callable[[str], bool]]] = {
    **{key: choices.__contains__ for key, choices in CHOICES.items()},
    "rows": lambda text: text.isascii() and text.isdigit() and len(text) < 8,
}
Pairs = dict[str, list[str]]


@dataclass(frozen=True)
class State:
    """All that an address says: filters, what is open, and how it is shown; `rows` of the list are shown."""

    filters: Filters = Filters()
    meeting: str = ""
    trip: str = ""
    view: str = BOTH
    colour: str = BY_HOST
    arrivals: bool = False
    language: str = "en"
    rows: int = ROWS


@dataclass(frozen=True)
class Change:
    """What a click asks of the address: keys that get a new value (an empty one: none), and ids put in or taken out."""

    put: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    toggle: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """The change as text that `parse_change` reads back."""
        put = [(key, value) for key, values in self.put.items() for value in values or ("",)]
        return urlencode([*put, *(("~" + key, value) for key, value in self.toggle)])


def to_open(meeting_id: str) -> Change:
    """The change that opens a meeting, or closes the one that is open where the id is empty."""
    return Change({"meeting": (meeting_id,)})


def to_list(key: str, ids: tuple[str, ...]) -> Change:
    """The change that closes what is open and lists what a filter asks for."""
    return Change({"meeting": (), "trip": (), key: ids})


def parse_change(text: str) -> Change:
    """The change a text stands for, `RESET` or one as it is written; what is no key of an address is left out."""
    if text == RESET:
        return Change({key: () for key in (*query.KEYS, *STYLE) if key not in KEPT_BY_RESET})
    put: dict[str, tuple[str, ...]] = {}
    toggle = []
    for key, value in parse_qsl(text, keep_blank_values=True):
        if key in query.KEYS or key in STYLE:
            put[key] = (*put.get(key, ()), *([value] if value else []))
        elif key[:1] == "~" and key[1:] in (*query.LISTS, *query.NOTS):
            toggle.append((key[1:], value))
    return Change(put, tuple(toggle))


def read(pairs: Query, record: Record) -> tuple[State, list[Problem]]:
    """The state an address stands for, and each part of it that was ignored.

    One trip is open; several are a filter. Of several meetings the last one is open.
    """
    filters, problems = query.from_query(pairs, record)
    problems += check_style(pairs)
    meeting, trips = (filters.ids("meeting") or ("",))[-1], filters.ids("trip")
    filters = filters.asking("meeting", ()).asking("trip", trips if len(trips) > 1 else ())
    style = {key: last_of(pairs, key) for key, is_known in STYLE.items() if is_known(last_of(pairs, key))}
    blank = State()
    state = State(
        filters,
        meeting,
        trips[0] if len(trips) == 1 else "",
        style.get("view", blank.view),
        style.get("colour", blank.colour),
        "arrivals" in style,
        style.get("lang", blank.language),
        max(ROWS, int(style.get("rows", blank.rows))),
    )
    return state, problems


def check_style(pairs: Query, further: tuple[str, ...] = ()) -> list[Problem]:
    """Each key that is none of an address nor a `further` one, and each value of the page's look that is unknown."""
    problems = []
    for key in pairs:
        value = last_of(pairs, key)
        if key in STYLE and value and not STYLE[key](value):
            allowed = CHOICES.get(key, ("0 to 9999999",))
            problems.append(Problem(key, shorten(value), "is no choice of the page", allowed))
        elif key not in (*query.KEYS, *STYLE, *further) and not key.startswith("embed"):
            problems.append(Problem(shorten(key), None, "is no filter", (*query.KEYS, *further, *STYLE)))
    return problems


def to_pairs(state: State) -> Pairs:
    """The query that `read` turns back into the same state."""
    pairs: Pairs = {}
    for key, value in query.to_query(state.filters):
        pairs.setdefault(key, []).append(value)
    blank = State()
    for key, value, usual in (
        ("trip", state.trip, ""),
        ("meeting", state.meeting, ""),
        ("view", state.view, blank.view),
        ("colour", state.colour, blank.colour),
        ("arrivals", "1" if state.arrivals else "", ""),
        ("lang", state.language, blank.language),
        ("rows", str(state.rows), str(blank.rows)),
    ):
        if value != usual:
            pairs[key] = [value]
    return pairs


def write_query(state: State) -> str:
    """The same as it stands in an address."""
    return urlencode(to_pairs(state), doseq=True)


def make_change(before: Pairs, change: Change) -> Pairs:
    """The query with what a change puts, and without what it takes out; a key may have no values left."""
    pairs = before | {key: [value for value in values if value] for key, values in change.put.items()}
    for key, value in change.toggle:
        ids = pairs.get(key, [])
        pairs[key] = [i for i in ids if i != value] if value in ids else [*ids, value]
    return pairs


def follow(state: State, change: Change, shown: Container[str]) -> Pairs:
    """The query after a change; `shown` are the ids of the meetings and trips that the filters let through.

    What they hide is opened all the same for a reader who asks for it: the filters are left off. Other things asked for
    begin with the usual number of rows.
    """
    before = to_pairs(state)
    pairs = make_change(before, change)
    filters = _filters(pairs)
    opened = [pairs[key][-1] for key in OPENED if key in change.put and pairs[key] and key not in filters]
    if any(identifier not in shown for identifier in opened):
        pairs = {key: values for key, values in pairs.items() if key not in filters}
    if _filters(pairs) != _filters(before):
        pairs.pop("rows", None)
    return {key: values for key, values in pairs.items() if values}


def _filters(pairs: Pairs) -> Pairs:
    """What of a query filters: all but what is open; several trips do."""
    asked = {key: values for key, values in pairs.items() if key in query.KEYS and values}
    return {key: values for key, values in asked.items() if key not in OPENED or (key == "trip" and len(values) > 1)}


def drop_hidden(state: State, shown: Shown) -> tuple[State, list[str]]:
    """The state without a selection that the filters hide, and the id of each that was dropped."""
    dropped = []
    if state.meeting and state.meeting not in shown.meeting_ids:
        dropped.append(state.meeting)
        state = replace(state, meeting="")
    if state.trip and state.trip not in shown.trip_ids:
        dropped.append(state.trip)
        state = replace(state, trip="")
    return state, dropped


@dataclass(frozen=True)
class Links:
    """What the links of a page lead to: a whole address for a browser, and the change alone for the page that is open."""

    state: State
    shown: Container[str]
    base: str = ""

    def href(self, change: Change) -> str:
        """The address after the change, relative to `base`."""
        return f"{self.base}?{urlencode(follow(self.state, change, self.shown), doseq=True)}"

    def to(self, change: Change) -> Markup:
        """The attributes of a link that makes the change."""
        return Markup('href="{}" data-go="{}"').format(self.href(change), change)
