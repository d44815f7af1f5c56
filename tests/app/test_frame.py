"""What stands round the page: masthead, about, headline, the parts of a phone, and the places that the style sheet knows."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from small import KISHIDA, ZUCKERBERG
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import app_test
from streamlit.testing.v1.element_tree import Block, ElementTree
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from app.markup import Element, parse
from app.reader import Reader, address_of, change, links, look, open_page, part, plain, press_reset, run
from app.seen import headline, pane_name, texts
from techvisits.drawing import style
from techvisits.drawing.basemap import CREDIT
from techvisits.text.choices import name_boxes, name_more
from techvisits.text.language import LANGUAGES, button_name, load_language


def blocks(page: Reader) -> Iterator[Block]:
    """The containers of the page and of its sidebar."""
    waiting: list[Block] = [page.main, page.sidebar]
    while waiting:
        inner = [each for each in waiting.pop().children.values() if isinstance(each, Block)]
        yield from inner
        waiting += inner


def keys_of(page: Reader) -> set[str]:
    """The keys of containers, elements and parts of components, which are classes in the browser."""
    named = [str(getattr(each.proto, "id", "") or "") for each in blocks(page)]
    elements = [each.key for each in (*page.main, *page.sidebar) if each.key]
    parts = [name for key in components(page) for each in part(page, key).all() for name in each.classes]
    inner = [name.removeprefix("st-key-") for name in parts if name.startswith("st-key-")]
    return {*elements, *inner, *(re.sub(r"^\$\$ID-[0-9a-f]+-", "", name) for name in named)}


def components(page: Reader) -> list[str]:
    """The keys of the components, in their order."""
    return [each.key for each in page.get("bidi_component")]


def part_of(page: Reader) -> str:
    """What of the page the style sheet leaves on a phone."""
    (mark,) = (name for each in plain(page).all("a", "filters") for name in each.classes if name.startswith("part-"))
    return mark.removeprefix("part-")


def test_every_place_that_the_style_sheet_names_is_on_the_page() -> None:
    sheet = style.build_sheet()
    plain_page, trip = keys_of(look(leader="tim-cook")), keys_of(look(trip=ZUCKERBERG))
    keys = plain_page | trip
    named = {*re.findall(r"\.st-key-([a-z]+(?:-[a-z]+)*)(?![a-z-])", sheet)}
    starts = {*re.findall(r"\[class\*=\"st-key-([a-z-]+)\"\]", sheet)}
    assert {"desk", "under", "region", "legend", "dates"} <= named
    assert named - keys == set()
    assert {start for start in starts if not any(key.startswith(start) for key in keys)} == set()


def test_what_is_written_round_the_parts_is_this_and_no_more() -> None:
    page = look(leader="tim-cook", view="tokyo")
    written = [parse(str(each.proto.body)).text for each in page.get("html")]
    assert [text.replace(page_menu(page), "") for text in written if text] == [
        "Tech VisitsSearchMenuTim Cook: 2 meetingsLatest: Tim Cook (Apple) in Tokyo, 9 Dec 2019. No record is not no visit.",
        "Filters (1)",
        f"Number = meetings at a place; on a line, trips between two{CREDIT}",
    ]
    shown = ["chips", "panel", "picture-time", "picture-tokyo", "side", "timehead", "under", "view"]
    assert sorted(components(page)) == shown
    assert sorted(components(look(trip=ZUCKERBERG, view="tokyo"))) == sorted({*components(page), "stepper"} - {"chips"})
    assert [p.text for p in part(page, "side").all("p") if "st-key-sources" not in p.classes] == [
        "Skip to the listSkip to the filters",
        "Filters×",
        "Tech Visits",
        "Who in technology met whom in Tokyo and Seoul",
        "Show 2 meetings",
    ]
    parts = [name for key in ("panel", "under") for each in part(page, key).children for name in classes_of(each)]
    assert parts == [
        *("count", "st-key-count", "take", "away", "st-key-chips", "st-key-suggested"),
        *("st-key-coverage", "st-key-meetings"),
        *("st-key-legend",),
    ]
    assert (part(page, "count").text, pane_name(page, "tokyo")) == ("2 meetings · 2 visits", "Tokyo 東京 2 in the area")


def page_menu(page: Reader) -> str:
    """The ways to other pages, as they stand beside the page."""
    return part(page, "side").one("nav", "ways-on").text


def classes_of(child: Element | str) -> list[str]:
    """The classes of what stands in an element; text there would be seen outside of every part."""
    if isinstance(child, str):
        assert not child.strip()
        return []
    return child.classes


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[ForwardMsg]:
    """What the server sends, in its order."""
    sent: list[ForwardMsg] = []

    class Remembering(LocalScriptRunner):
        """Hands its messages on when it is done."""

        def run(self, *args: Any, **kwargs: Any) -> ElementTree:
            tree = super().run(*args, **kwargs)
            sent.extend(self.forward_msgs())
            return tree

    monkeypatch.setattr(app_test, "LocalScriptRunner", Remembering)
    return sent


def test_what_the_reader_waits_for_leaves_the_server_first(messages: list[ForwardMsg]) -> None:
    """The list, then the words and the filters, then the maps, then the rest."""
    open_page()
    elements = [each.delta.new_element for each in messages if each.delta.HasField("new_element")]
    order = [
        re.sub(r"^\$\$ID-\w+-", "", each.bidi_component.id or each.deck_gl_json_chart.id or each.plotly_chart.id)
        or "".join(re.findall("<h1>", each.html.body)[:1])
        for each in elements
    ]
    waited_for = ("panel", "<h1>", "side", "picture-seoul", "map-seoul", "map-tokyo", "under", "timeline")
    places = [order.index(key) for key in waited_for]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("query", "height"), [({}, 512), ({"view": "seoul"}, 512), ({"trip": ZUCKERBERG}, 450)], ids=str
)
def test_the_maps_leave_an_open_trip_room_for_its_stops(
    query: dict[str, str], height: int, messages: list[ForwardMsg]
) -> None:
    open_page(**query)
    elements = [each.delta.new_element for each in messages]
    assert {each.height_config.pixel_height for each in elements if each.deck_gl_json_chart.id} == {height}


def test_a_browser_shows_the_name_of_the_publication_and_its_icon(messages: list[ForwardMsg]) -> None:
    open_page()
    (config,) = [each.page_config_changed for each in messages if each.HasField("page_config_changed")]
    assert (config.title, config.layout) == ("Tech Visits", config.WIDE)
    assert config.favicon.startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_masthead_says_what_the_page_is_in_the_readers_language(language: str) -> None:
    page = look(lang=language)
    side = part(page, "side")
    strap = load_language(language).say("Who in technology met whom in Tokyo and Seoul")
    assert (side.one("p", "brand").text, side.one("p", "strap").text) == ("Tech Visits", strap)
    assert side.one("div", "side").classes == ["side", f"lang-{language}"]
    assert texts(links(page, "lang")) == ["EN", "日本語", "한국어"]
    (shown,) = part(page, "lang").all("a", "on")
    assert (shown.text, shown.attributes["aria-current"]) == (button_name(language), "true")


def labels_of(page: Reader) -> list[str]:
    """What the controls are called; a list and its box have one name."""
    search, *others = [each for each in part(page, "side").all("input") if each.attributes.get("type") != "hidden"]
    boxes = [each.attributes["aria-label"] for each in others if each.attributes.get("role") == "combobox"]
    english = load_language("en")
    assert [part(page, key).one("b").text for key in (*name_boxes(english), *name_more(english))] == boxes
    return [
        part(page, "lang").attributes["aria-label"],
        search.attributes["aria-label"],
        part(page, "reset").one("button").text,
        part(page, "dates").one("b").text,
        *(each.attributes["aria-label"] for each in others),
        part(page, "sources").text,
        *(each.label for each in page.button),
        *(each.label for each in page.segmented_control),
        *page.segmented_control(key="part").options,
        part(page, "share").text,
        part(page, "download").text,
    ]


def placeholders_of(page: Reader) -> list[str]:
    """What the empty fields say."""
    inputs = [each.attributes for each in part(page, "side").all("input")]
    return [each["placeholder"] for each in inputs if "placeholder" in each]


def test_every_control_is_called_what_the_reader_calls_it() -> None:
    assert labels_of(look()) == [
        *("Language · 言語 · 언어", "Search", "Reset", "Dates", "First day", "Last day"),
        *("Leader", "Company", "Host", "Office", "Topic", "City"),
        *("Status", "Kind of meeting", "Kind of host", "Ward or gu", "Year", "Evidence", "Promise"),
        "Two publishers or more",
        *("Part", "List", "Map", "Chart", "Copy link", "Download CSV"),
    ]
    assert placeholders_of(look()) == ["Search in any script", *["Any"] * 13]
    for language in ("ja", "ko"):
        page = look(lang=language)
        assert {*labels_of(look())} & {*labels_of(page)} == {"Language · 言語 · 언어"}
        assert len(placeholders_of(page)) == 14
        assert not {*placeholders_of(page)} & {*placeholders_of(look())}
        told, english = (part(p, "side").one("div", "side").attributes for p in (page, look()))
        assert all(told[name] != english[name] for name in ("data-none", "data-out", "data-keys"))


@pytest.mark.parametrize(
    ("query", "title", "standfirst"),
    [
        ({"leader": "tim-cook"}, "Tim Cook: 2 meetings", "Latest: Tim Cook (Apple) in Tokyo, 9 Dec 2019."),
        ({"meeting": KISHIDA}, "13 meetings of 8 technology leaders since 2011", "Besides: 2 announced, 1 cancelled, "),
        ({"trip": ZUCKERBERG}, "Mark Zuckerberg (Meta), 25–29 February 2024", "Misato, 25 Feb: Akihira Kawasaki"),
        ({"q": "nothing on record has these words"}, "No meeting on record matches", ""),
    ],
    ids=str,
)
def test_the_headline_says_what_is_shown(query: dict[str, str], title: str, standfirst: str) -> None:
    page = look(**query)
    assert headline(page) == title
    assert plain(page).one("p", "standfirst").text.startswith(standfirst)


def test_a_phone_shows_one_part_at_a_time_the_list_first() -> None:
    page = open_page()
    parts = page.segmented_control(key="part")
    assert (parts.options, parts.value) == (["List", "Map", "Chart"], "list")
    assert part_of(page) == "list"
    for name in ("map", "chart", "list"):
        page.segmented_control(key="part").set_value(name)
        run(page)
        assert part_of(page) == name
    page.segmented_control(key="part").set_value(None)
    run(page)
    assert part_of(page) == "list"


def test_the_part_outlasts_a_filter() -> None:
    page = open_page()
    page.segmented_control(key="part").set_value("map")
    run(page)
    change(page, company="meta")
    run(page)
    change(page, q="Meta", from_="2012-01-01")
    run(page)
    press_reset(page)
    run(page)
    assert address_of(page) == {}
    assert part_of(page) == "map"
