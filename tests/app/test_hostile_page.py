"""The dashboard itself with a hostile record: its elements have the parts of a tame one, and nothing in them is run or is a link."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import hostile
import pytest
from selectolax.lexbor import LexborHTMLParser

from app.reader import Reader, decks, open_page
from app.seen import unescaped

MEETING, TRIP = "2024-02-27-zuckerberg-kishida", "zuckerberg-2024-02"
QUERIES: list[dict[str, str | list[str]]] = [
    {},
    {"meeting": MEETING, "lang": "ja"},
    {"trip": TRIP, "lang": "ko"},
    {"trip": TRIP, "meeting": MEETING},
    {"leader": "mark-zuckerberg", "topic": "ai-policy", "colour": "company"},
]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The hostile record, and the tame one of the same lengths."""
    return hostile.write_both(tmp_path_factory.mktemp("both"))


@pytest.mark.parametrize("query", QUERIES)
def test_the_elements_have_the_parts_of_a_tame_record(
    query: dict[str, str | list[str]], folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = []
    for folder in folders.values():
        monkeypatch.setenv("TECHVISITS_DATA", str(folder))
        pages.append(open_page(**query))
    first, second = ([(kind, _parts(html)) for kind, html in _htmls(page)] for page in pages)
    assert first == second
    assert len(first) > 5
    for rows in (_rows(page) for page in pages):
        assert rows
        assert not [text for text in rows if text.startswith("@@")], "deck.gl runs what begins so"
    charts = ["".join(chart.proto.spec for chart in page.get("plotly_chart")) for page in pages]
    assert "\\u003cscript" not in charts[0]
    assert "<script" not in charts[0]


@pytest.mark.parametrize("key", ["leader", "place", "from"])
def test_a_notice_has_no_link_whatever_the_address_says(key: str) -> None:
    asked = "https://www.evil.example/x a@evil.example [x](javascript:alert(1)) :red[x]"
    for text in (asked[:26], asked[27:]):
        page = open_page(**{key: text})
        (notice,) = page.warning
        shown = unescaped(notice.value)
        assert not re.search(r"https?://|www(?=\.)|[-.\w+]+@[-\w]+\.\w", shown, re.IGNORECASE)
        assert not re.search(r"(?<!\\)[\[\]:`<]", notice.value.partition("ignored: ")[2])
        assert text[:20] in shown.replace("\u2060", "")


def _htmls(page: Reader) -> Iterator[tuple[str, str]]:
    for each in page.get("bidi_component"):
        yield each.key, str(json.loads(each.proto.json)["html"])
    for each in page.get("html"):
        yield "html", str(each.proto.body)


def _parts(html: str) -> list[tuple[str, tuple[str, ...]]]:
    root = LexborHTMLParser(html).root
    assert root is not None
    return [(str(node.tag), tuple(sorted(node.attributes))) for node in root.traverse()]


def _rows(page: Reader) -> list[str]:
    """Every text in the rows of the live maps."""
    layers = [layer for deck in decks(page).values() for layer in deck["layers"]]
    rows = [row for layer in layers if isinstance(layer["data"], list) for row in layer["data"]]
    return [value for row in rows for value in row.values() if isinstance(value, str)]
