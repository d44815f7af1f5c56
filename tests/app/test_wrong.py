"""What nobody meant: addresses that name what is not there, broken packages, and names that hold markup."""

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Edit, Rows
from small import KISHIDA, ZUCKERBERG

from app.markup import Element
from app.reader import Reader, address_of, change, look, open_page, part, plain, run
from app.seen import count_text, headline, row_ids, shown_by, unescaped
from techvisits.text.paths import ABOUT, EXPLORE, INDEXES, KINDS, PROMISES

PATHS = (
    "/feed.atom",
    "webcal://",
    "/api/",
    "/map.",
    "/view.html",
    *(f"/{name}" for name in (*KINDS, *INDEXES, PROMISES, EXPLORE, ABOUT)),
)
HOSTILE = "<b id=evil>A</b> <img src=x onerror=y> **b** [c](https://evil.example) $x$ :red[d]"
ALLOWED = {
    "a",
    "article",
    "b",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "i",
    "li",
    "ol",
    "p",
    "section",
} | {*("", "small", "span", "style", "summary", "svg", "u", "ul")}


# --- the address


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"leader": "no-such-leader"}, ["leader=no-such-leader"]),
        ({"company": ["meta", "no-such-company"]}, ["company=no-such-company"]),
        ({"meeting": "no-such-meeting", "trip": "no-such-trip"}, ["trip=no-such-trip", "meeting=no-such-meeting"]),
        ({"from": "2024-13-01", "to": "soon", "sources": "many"}, ["from=2024-13-01", "to=soon", "sources=many"]),
        (
            {"view": "osaka", "lang": "xx", "colour": "blue", "arrivals": "yes", "rows": "-1"},
            ["view=osaka", "lang=xx", "colour=blue", "arrivals=yes", "rows=-1"],
        ),
        ({"q": "\x00", "leader": "\x00"}, ["leader=\N{REPLACEMENT CHARACTER}"]),
        ({"leader": "x" * 5000, "y" * 5000: "z"}, [f"leader={'x' * 39}…", "y" * 39 + "…"]),
        ({"from": "2024-03-01", "to": "2024-02-01"}, ["from=2024-03-01"]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_unknown_in_the_address_is_one_warning_and_no_error(query: dict[str, Any], named: list[str]) -> None:
    page = look(**query)
    (warning,) = page.warning
    assert unescaped(warning.value) == f"Part of this address was ignored: {'; '.join(named)}."
    assert sorted(row_ids(page)) == sorted(meeting.meeting_id for meeting in shown_by(page).meetings)
    assert headline(page)


def test_of_much_that_is_unknown_five_things_are_named() -> None:
    page = look(leader=[f"nobody-{number}" for number in range(9)])
    (warning,) = page.warning
    assert unescaped(warning.value).count("leader=nobody-") == 5


def test_what_was_ignored_is_gone_from_the_address_with_the_next_change() -> None:
    page = open_page(leader="no-such-leader", view="osaka", other="x", company="meta")
    change(page, sources="2")
    run(page)
    assert address_of(page) == {"company": ["meta"], "sources": ["2"]}
    assert len(page.warning) == 0


def test_an_unknown_value_is_shown_as_text_and_not_as_markdown() -> None:
    """A link somebody sends may not put a picture, a link or a heading of his into our page."""
    hostile = ["![x](https://evil.example/x.png)", "[click](https://evil.example)", "# $x$ :red[d] `e` ~f~ <b> a|b *g*"]
    (warning,) = open_page(leader=hostile).warning
    assert unescaped(warning.value).endswith(f"leader={hostile[2]}.")
    assert re.findall(r"(?<!\\)[\\`*_{}\[\]()#+.!|~$:<>-]", re.sub(r"\\.", "", warning.value)) == [":", "."]


# --- the package


def test_a_broken_package_shows_its_findings_and_no_traceback(
    fixture_folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistype(rows: Rows) -> None:
        rows[3].update(status="perhaps")

    edit("meetings", mistype)
    monkeypatch.setenv("TECHVISITS_DATA", str(fixture_folder))
    page = open_page()
    (error,) = page.error
    assert error.value.startswith("The data package has errors, so nothing is shown.  \nmeetings.csv:5: status: ")
    assert "Traceback" not in error.value
    assert len(page.button) == 0
    assert page.get("bidi_component") == []


def test_of_many_findings_twenty_are_shown(fixture_folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    edit("sources", lambda rows: [row.update(meeting_id="never") for row in rows])
    monkeypatch.setenv("TECHVISITS_DATA", str(fixture_folder))
    (error,) = open_page().error
    assert len(error.value.split("  \n")) == 21


def test_a_missing_package_shows_its_findings_and_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TECHVISITS_DATA", str(tmp_path / "nowhere"))
    (error,) = open_page().error
    assert "datapackage.json" in error.value


def test_a_package_without_a_meeting_is_an_empty_page(fixture_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in fixture_folder.glob("*.csv"):
        head = path.read_text(encoding="utf-8").splitlines()[0]
        if path.stem in ("trips", "progress") or "meeting_id" in head:
            path.write_text(f"{head}\n", encoding="utf-8")
    monkeypatch.setenv("TECHVISITS_DATA", str(fixture_folder))
    page = open_page()
    assert count_text(page) == "0 meetings · 0 visits"
    assert headline(page) == "No meeting on record matches"


# --- hostile names


def all_html(page: Reader) -> Element:
    """All HTML of the page, that of the components too."""
    return Element("", {}, [*(part(page, each.key) for each in page.get("bidi_component")), plain(page)])


@pytest.fixture
def hostile_package(fixture_folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small package with markup in every name and every text."""

    def spoil(*columns: str) -> Any:
        def change(rows: Rows) -> None:
            for number, row in enumerate(rows):
                row.update(dict.fromkeys(columns, f"{HOSTILE} {number}"))

        return change

    edit("people", spoil("name"))
    edit("organizations", spoil("name"))
    edit("places", spoil("name", "address"))
    edit("topics", spoil("label"))
    edit("trips", spoil("title"))
    edit("meetings", spoil("summary", "outcome", "conflict"))
    edit("visits", spoil("role"))
    edit("hosts", spoil("role"))
    edit("sources", spoil("publisher", "title", "note"))
    monkeypatch.setenv("TECHVISITS_DATA", str(fixture_folder))


@pytest.mark.usefixtures("hostile_package")
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"place": "kantei", "leader": "mark-zuckerberg", "q": "<img src=x>"},
        {"trip": ZUCKERBERG},
        {"meeting": KISHIDA},
        {"meeting": KISHIDA, "trip": ZUCKERBERG},
        {"meeting": KISHIDA, "trip": ZUCKERBERG, "company": "apple"},
        {"leader": "mark-zuckerberg", "city": "gyeongju"},
        {"colour": "company", "leader": "tim-cook"},
    ],
    ids=str,
)
def test_hostile_names_stay_text_on_the_page(query: dict[str, str]) -> None:
    """Every name and every text of the record holds markup; the page shows it letter for letter, as HTML and as Markdown."""
    page = open_page(**query)
    whole = all_html(page)
    assert [each.value for each in page.error] == []
    assert whole.all("img") == []
    assert [each.attributes for each in whole.all() if each.attributes.get("id") == "evil"] == []
    assert [name for each in whole.all() for name in each.attributes if name.startswith("on")] == []
    assert [
        a.attributes for a in whole.all("a") if not a.attributes["href"].startswith(("?", "#", "https://", *PATHS))
    ] == []
    assert [a.attributes for a in whole.all("a") if "evil.example" in a.attributes["href"].split("?")[0]] == []
    assert HOSTILE[:20] in whole.text
    for notice in page.info:
        assert re.search(r"(?<!\\)[<*\[$:]", notice.value) is None
        assert HOSTILE[:20] in unescaped(notice.value)
    assert [button.label for button in page.button if "evil" in button.label] == []


def test_what_the_filters_hide_of_a_loaded_address_leaves_it() -> None:
    page = open_page(company="apple", meeting=KISHIDA)
    assert address_of(page) == {"company": ["apple"]}
    assert any("is closed, since the filters hide it." in each.value for each in page.info)
