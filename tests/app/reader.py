"""A reader of the dashboard: opens an address, looks at what is there, and clicks. Streamlit's AppTest is the browser."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

import techvisits.app
from app.markup import Element, parse
from techvisits.record.filters import LISTS

SCRIPT = Path(techvisits.app.__file__).with_name("script.py")
Query = dict[str, list[str]]
Row = dict[str, Any]


class Reader(AppTest):
    """The page as one reader has it open.

    AppTest knows no click on a link of a component, on a map or on a chart: these are sent as the browser sends them,
    with the next run and all that was changed besides.
    """

    def __init__(self) -> None:
        super().__init__(SCRIPT, default_timeout=120)
        self.sent: list[WidgetState] = []
        # Else each page looks through all installed packages for components, which takes longer than the page.
        self._bidi_component_manager = BidiComponentManager()

    def send(self, identifier: str, **value: str) -> None:
        """Let the next run know of a click."""
        self.sent.append(WidgetState(id=identifier, **value))

    def _run(self, widget_state: WidgetStates | None = None, timeout: float | None = None) -> AppTest:
        states = WidgetStates(widgets=[*(widget_state.widgets if widget_state else ()), *self.sent])
        self.sent = []
        return super()._run(states, timeout)


@dataclass(frozen=True)
class Link:
    """A link of the page: the element, and the key of the component that it stands in."""

    element: Element
    part: str

    @property
    def text(self) -> str:
        """What a reader sees of it."""
        return self.element.text

    @property
    def href(self) -> str:
        """The address that a browser goes to."""
        return self.element.attributes["href"]

    @property
    def go(self) -> str:
        """The change that a plain click asks for."""
        return self.element.attributes["data-go"]

    @cached_property
    def query(self) -> Query:
        """The query of `href`."""
        return parse_qs(self.href.partition("?")[2], keep_blank_values=True)


# --- to open and to run


def arrive(**query: str | list[str]) -> Reader:
    """The dashboard at an address as it greets a reader, with pictures, run once."""
    page = Reader()
    page.query_params.update(query)
    return run(page)


def open_page(*, theme: str = "light", **query: str | list[str]) -> Reader:
    """The dashboard at an address in the reader's theme, all its pictures made live, run once."""
    page = Reader()
    page.context["theme"] = theme
    page.query_params.update(query)
    page.session_state["live"] = {"picture-seoul", "picture-tokyo", "picture-time"}
    return run(page)


def look(**query: str | list[str]) -> Reader:
    """The small package at an address, run once for all tests: to look at, not to click on."""
    return _look(json.dumps(query))


@functools.cache
def _look(query: str) -> Reader:
    return open_page(**json.loads(query))


def run(page: Reader) -> Reader:
    """Let the server answer all that was done since it did so last."""
    page.run()
    assert [each.stack_trace for each in page.exception] == []
    return page


def address_of(page: AppTest) -> Query:
    """What the address says."""
    return {key: [value] if isinstance(value, str) else list(value) for key, value in page.query_params.items()}


# --- to look


def part(page: AppTest, key: str) -> Element:
    """What a component shows, or a part of one by the class that it has for its key; an empty element where it is not there."""
    return next(iter(_parts(page, key).values()), parse(""))


def has_part(page: AppTest, key: str) -> bool:
    """Whether a component or a part of one is there."""
    return bool(_parts(page, key))


def _parts(page: AppTest, key: str) -> dict[str, Element]:
    """The same by the key of the component."""
    whole = {each.key: parse(_html_of(each)) for each in page.get("bidi_component")}
    if key in whole:
        return {key: whole[key]}
    found = [(name, inner) for name, element in whole.items() for inner in element.all(of=f"st-key-{key}")]
    assert len(found) < 2, f"{key} is there twice"
    return dict(found)


def plain(page: AppTest) -> Element:
    """All HTML that is no component."""
    return parse("".join(str(each.proto.body) for each in page.get("html")))


def links(page: AppTest, key: str = "") -> list[Link]:
    """The links of one component or of all that a click on changes the page."""
    parts = _parts(page, key) if key else {each.key: parse(_html_of(each)) for each in page.get("bidi_component")}
    return [
        Link(element, name)
        for name, found in parts.items()
        for element in found.all("a")
        if "data-go" in element.attributes
    ]


def linked_parts(page: AppTest) -> list[str]:
    """The keys of the parts with links, and of the components with links in none of their parts."""
    found: dict[str, None] = {}
    for component in page.get("bidi_component"):
        inner = [
            name for each in parse(_html_of(component)).all() for name in each.classes if name.startswith("st-key-")
        ]
        keys = [name.removeprefix("st-key-") for name in inner if name != "st-key-legend"]
        inside = sum(len(links(page, key)) for key in keys)
        whole = [component.key] if len(links(page, component.key)) > inside else []
        found |= dict.fromkeys([*whole, *(key for key in keys if links(page, key))])
    return [*found]


def link(page: AppTest, words: str, key: str = "") -> Link:
    """The only link with these words in its text."""
    found = [each for each in links(page, key) if words in each.text]
    assert len(found) == 1, [each.text for each in found or links(page, key)]
    return found[0]


def _html_of(component: Any) -> str:
    return str(json.loads(component.proto.json)["html"])


# --- to click: the next run knows of it


def click(page: Reader, words: str, key: str = "") -> Link:
    """A plain click on the only link with these words."""
    found = link(page, words, key)
    click_on(page, found)
    return found


def click_on(page: Reader, found: Link) -> None:
    """A plain click on a link."""
    send_go(page, found.part, found.go)


def send_go(page: Reader, key: str, go: str) -> None:
    """What the script of a component sends after a click."""
    _send_event(page, key, "go", go)


def change(page: Reader, **changes: str) -> None:
    """What the script of the filters sends: words, a day, a language; of a list (`company`) what is put in or taken out."""
    pairs = {("~" + key if key in LISTS else key).replace("from_", "from"): value for key, value in changes.items()}
    send_go(page, "side", urlencode(pairs))


def chosen(page: AppTest, key: str) -> list[str]:
    """The ids that a list filter shows as chosen."""
    return [parse_qs(each.go)[f"~{key}"][0] for each in links(page, key)]


def days(page: AppTest) -> tuple[str, str]:
    """The first and the last day that the filters show."""
    first, last = (
        each.attributes["value"] for each in part(page, "dates").all("input") if each.attributes["type"] == "date"
    )
    return first, last


def words(page: AppTest) -> str:
    """The words that the search shows."""
    (found,) = (each for each in part(page, "q").all("input") if each.attributes["name"] == "q")
    return found.attributes["value"]


def is_strict(page: AppTest) -> bool:
    """Whether two publishers are asked for."""
    return part(page, "sources").one("a").attributes["aria-checked"] == "true"


def press_reset(page: Reader) -> None:
    """A press on Reset."""
    send_go(page, "side", part(page, "reset").one("button").attributes["data-go"])


def ask_live(page: Reader, key: str) -> None:
    """What the script of a picture sends where it is touched."""
    _send_event(page, key, "live", True)


def _send_event(page: Reader, key: str, event: str, value: object) -> None:
    (component,) = (each for each in page.get("bidi_component") if each.key == key)
    events = [{"event": event, "value": value}]
    page.send(f"$$STREAMLIT_INTERNAL_KEY_{component.proto.id}__events", json_trigger_value=json.dumps(events))


def decks(page: AppTest) -> dict[str, Row]:
    """The live maps as the browser gets them, by area."""
    return {each.key.removeprefix("map-"): json.loads(each.proto.json) for each in page.get("deck_gl_json_chart")}


def rows_of(deck: Row, layer: str) -> list[Row]:
    """What a layer of a map draws; `markers` finds `markers:…` too."""
    return [row for each in deck["layers"] if each["id"].split(":")[0] == layer for row in each["data"]]


def pick(page: Reader, area: str, layer: str, row: Row | None) -> None:
    """A click on a marker or a line of a map, or on none, which takes the last one back."""
    (chart,) = (each for each in page.get("deck_gl_json_chart") if each.key == f"map-{area}")
    objects = {} if row is None else {layer: [row]}
    state = {"selection": {"indices": {layer: [0]} if row else {}, "objects": objects}}
    page.send(chart.proto.id, string_value=json.dumps(state))


def traces(page: AppTest) -> list[Row]:
    """The colours of the timeline as plotly gets them, without the grey of what only a span hides."""
    (chart,) = page.get("plotly_chart")
    return [trace for trace in json.loads(chart.proto.spec)["data"] if trace.get("hoverinfo") != "skip"]


def pick_in_time(page: Reader, *changes: str, box: tuple[str, str] | None = None) -> None:
    """A click on a piece of the timeline, by the change that it stands for; of none: the click beside all of them; or a box."""
    (chart,) = page.get("plotly_chart")
    points = [{"customdata": change} for change in changes]
    boxes = [{"xref": "x", "yref": "y", "x": list(box), "y": [0, 1]}] if box else []
    state = {"selection": {"points": points, "point_indices": [], "box": boxes, "lasso": []}}
    page.send(chart.proto.id, string_value=json.dumps(state))
