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

from app.markup import parse
from app.reader import Reader, look, open_page, plain, run
from app.seen import headline
from techvisits.drawing import style
from techvisits.drawing.basemap import CREDIT
from techvisits.text.language import LANGUAGES, load_language


def blocks(page: Reader) -> Iterator[Block]:
    """The containers of the page and of its sidebar."""
    waiting: list[Block] = [page.main, page.sidebar]
    while waiting:
        inner = [each for each in waiting.pop().children.values() if isinstance(each, Block)]
        yield from inner
        waiting += inner


def keys_of(page: Reader) -> set[str]:
    """The keys of containers and elements, which the browser makes classes of."""
    named = [str(getattr(each.proto, "id", "") or "") for each in blocks(page)]
    elements = [each.key for each in (*page.main, *page.sidebar) if each.key]
    return {*elements, *(re.sub(r"^\$\$ID-[0-9a-f]+-", "", name) for name in named)}


def part_of(page: Reader) -> str:
    """What of the page the style sheet leaves on a phone."""
    (mark,) = (name for each in plain(page).all("i") for name in each.classes if name.startswith("part-"))
    return mark.removeprefix("part-")


def test_every_place_that_the_style_sheet_names_is_on_the_page() -> None:
    sheet = style.build_sheet().decode()
    plain_page, trip = keys_of(look()), keys_of(look(trip=ZUCKERBERG))
    assert ("desk" in plain_page, "desk-trip" in plain_page, "desk-trip" in trip) == (True, False, True)
    keys = plain_page | trip
    named = {*re.findall(r"\.st-key-([a-z]+(?:-[a-z]+)*)(?![a-z-])", sheet)}
    starts = {*re.findall(r"\[class\*=\"st-key-([a-z-]+)\"\]", sheet)}
    assert {"desk-trip", "listhead", "under"} <= named
    assert named - keys == set()
    assert {start for start in starts if not any(key.startswith(start) for key in keys)} == set()


def test_the_page_asks_for_the_style_sheet_of_this_version() -> None:
    styles = [str(each.proto.body) for each in look().get("html") if "style>" in each.proto.body]
    assert styles == [f"<style>@import url('{style.sheet_path()}')</style>"]


def test_what_is_written_round_the_parts_is_this_and_no_more() -> None:
    page = look(leader="tim-cook", view="tokyo")
    written = [parse(str(each.proto.body)).text for each in page.get("html")]
    assert [text for text in written if text] == [
        "Tech VisitsTim Cook: 2 meetingsLatest: Tim Cook (Apple) in Tokyo, 9 Dec 2019. No record is not no visit.",
        "Tokyo 東京 2",
        f"Number = meetings at a place; on a line, trips between two{CREDIT}",
        "Meetings by month, by who received them",
        "2 meetings · 2 visits",
        plain(page).one("div", "coverage").text,
        "Tech VisitsWho in technology met whom in Tokyo and Seoul",
        f"@import url('{style.sheet_path()}')",
    ]


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
    """The words and the list, then the maps, then the rest."""
    open_page()
    elements = [each.delta.new_element for each in messages if each.delta.HasField("new_element")]
    order = [
        re.sub(r"^\$\$ID-\w+-", "", each.bidi_component.id or each.deck_gl_json_chart.id or each.plotly_chart.id)
        or each.html.body
        for each in elements
    ]
    places = [
        next(n for n, each in enumerate(order) if words in each)
        for words in ("<h1>", "meetings", "map-seoul", "timeline")
    ]
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
    html = plain(page)
    strap = load_language(language).say("Who in technology met whom in Tokyo and Seoul")
    assert html.one("p", "strap").text == strap
    assert [each for each in html.all("i") if f"lang-{language}" in each.classes] != []
    assert page.segmented_control(key="lang").options == ["EN", "日本語", "한국어"]


def labels_of(page: Reader) -> list[str]:
    """What the controls are called."""
    controls = [page.text_input, page.date_input, page.multiselect, page.checkbox, page.button, page.segmented_control]
    named = [each.label for group in controls for each in group] + page.segmented_control(key="part").options
    (share,) = (each.proto.popover.label for each in blocks(page) if each.type == "popover")
    return [*named, page.get("download_button")[0].label, share]


def test_every_control_is_called_what_the_reader_calls_it() -> None:
    english = labels_of(look())
    assert english == [
        *("Search", "Dates", "Leader", "Company", "Host", "Topic", "City", "Status", "Two publishers or more"),
        *(
            "Reset",
            "About the record",
            "Part",
            "Language · 言語 · 언어",
            "List",
            "Map",
            "Chart",
            "Download CSV",
            "Copy link",
        ),
    ]
    for language in ("ja", "ko"):
        same = {*english} & {*labels_of(look(lang=language))}
        assert same == {"Language · 言語 · 언어"}
        anything = [box.placeholder for box in look(lang=language).multiselect]
        assert not {*anything} & {box.placeholder for box in look().multiselect}


def test_about_opens_and_tells_what_the_record_is() -> None:
    page = open_page(lang="ko")
    assert page.get("dialog") == []
    page.button(key="about").click()
    run(page)
    (dialog,) = page.get("dialog")
    assert dialog.proto.dialog.title == page.button(key="about").label
    assert "CC BY 4.0" in plain(page).one("div", "about").text
    run(page)
    assert page.get("dialog") == []


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
    for part in ("map", "chart", "list"):
        page.segmented_control(key="part").set_value(part)
        run(page)
        assert part_of(page) == part
    page.segmented_control(key="part").set_value(None)
    run(page)
    assert part_of(page) == "list"


def test_the_part_outlasts_a_filter() -> None:
    page = open_page()
    page.segmented_control(key="part").set_value("map")
    run(page)
    page.multiselect(key="company").set_value(["meta"])
    run(page)
    assert part_of(page) == "map"
