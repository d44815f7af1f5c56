"""Whatever the cells of a record hold: pages, pictures and files have the parts that they have for any other, and no more."""

import csv
import datetime as dt
import io
import json
import re
import shutil
import time
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle, product
from pathlib import Path

import hostile
import pytest
import rispy
from conftest import FIXTURE, WHOLE
from hostile import HOSTILE, MARKUP
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser
from web.asking import Answer, Server, serve

from techvisits.app.shell import FOLDER, list_scripts, read_shell
from techvisits.curate.check import check_package
from techvisits.export.csv import FORMULA_STARTS
from techvisits.package.errors import DataError
from techvisits.record.shelf import load_record
from techvisits.text.language import LANGUAGES
from techvisits.web import plain
from techvisits.web.first import Shell
from techvisits.web.routes import build_routes

MEETING, TRIP = "2024-02-27-zuckerberg-kishida", "zuckerberg-2024-02"
RECORD = load_record(FIXTURE)
KINDS = {
    "meetings": [MEETING, "2024-02-29-zuckerberg-yoon", "2018-11-09-gates-diet"],
    "trips": [TRIP],
    "people": ["mark-zuckerberg", "fumio-kishida"],
    "organizations": ["meta"],
    "places": ["kantei", "lg-twin-towers"],
    "promises": [*RECORD.promises],
}
VIEWS = ["", f"meeting={MEETING}", f"trip={TRIP}", "leader=mark-zuckerberg&host=fumio-kishida&topic=ai-policy"]
PAGES = [
    *(f"/{kind}/{identifier}" for kind, identifiers in KINDS.items() for identifier in identifiers),
    *("/meetings", "/promises", f"/meetings/{MEETING}/request", "/meetings?host=fumio-kishida"),
    *("/explore/first-city", "/explore/promises", "/explore/network?node=mark-zuckerberg"),
    "/compare?a=leader:mark-zuckerberg&b=leader:tim-cook",
    *(f"{path}?{query}" for path in ("/", "/embed", "/view.html") for query in VIEWS),
]
PICTURES = [*(f"/map.svg?{query}" for query in VIEWS), f"/trips/{TRIP}/ground/tokyo.svg", "/feed.atom", "/sitemap.xml"]
FITTED = {"lengthAdjust", "textLength"}
"""What a text has that is as wide as its box."""

IDS = {
    "meetings": "meeting_id",
    "trips": "trip_id",
    "people": "person_id",
    "organizations": "organization_id",
    "places": "place_id",
    "promises": "promise_id",
}
IN_LANGUAGES = [*(product(PAGES, LANGUAGES) if WHOLE else zip(PAGES, cycle(LANGUAGES), strict=False))]
"""Each page in one of the languages, in all with `make whole`."""

Pair = tuple[Answer, Answer]
Compare = Callable[[str], Pair]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The hostile record, and the tame one of the same lengths."""
    return hostile.write_both(tmp_path_factory.mktemp("both"))


@pytest.fixture(scope="module")
def servers(folders: dict[str, Path]) -> Iterator[dict[str, Server]]:
    """A server for each, whose pages keep all their rows: escaped text is longer, and heavy pages leave rows out."""
    shell = Shell(read_shell(), FOLDER, list_scripts())
    routes = [build_routes(folders[name], "https://visits.example", shell) for name in ("hostile", "tame")]
    with pytest.MonkeyPatch.context() as patch, serve(routes[0], shell) as first, serve(routes[1], shell) as second:
        patch.setattr(plain, "LIGHT", 1_000_000)
        yield {"hostile": first, "tame": second}


@pytest.fixture(scope="module")
def both(servers: dict[str, Server]) -> Compare:
    """The answers of both to a path, the hostile one first; each is well and has the same headers."""

    def ask(path: str) -> Pair:
        first, second = servers["hostile"].ask(path), servers["tame"].ask(path)
        assert (first.status, second.status) == (200, 200)
        assert first.headers.keys() == second.headers.keys(), "a header was put in"
        return first, second

    return ask


def parts_of(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each element in its order with the names of its attributes, as a browser makes them of the text."""
    root = LexborHTMLParser(html).root
    assert root is not None
    return [(str(node.tag), tuple(sorted(node.attributes))) for node in root.traverse()]


def addresses_of(html: str) -> set[str]:
    """Where the page leads or what it loads: scheme and host, or the first mark of a relative address."""
    root = LexborHTMLParser(html).root
    assert root is not None
    values = [node.attributes.get(name) for node in root.traverse() for name in ("href", "src", "action", "data-go")]
    return {re.match(r"[a-z]+:(//[^/]*)?|[/?#]?", value.strip())[0] for value in values if value}  # type: ignore[index]


@pytest.mark.parametrize(("path", "language"), IN_LANGUAGES)
def test_a_page_has_no_part_and_no_address_that_a_tame_one_has_not(path: str, language: str, both: Compare) -> None:
    first, second = (answer.body.decode() for answer in both(f"{path}{'&' if '?' in path else '?'}lang={language}"))
    assert parts_of(first) == parts_of(second)
    assert addresses_of(first) == addresses_of(second)
    assert not any(name.startswith("on") for _, names in parts_of(first) for name in names)


@pytest.mark.parametrize("path", PICTURES)
def test_a_picture_and_a_feed_are_well_formed_and_have_the_same_parts(path: str, both: Compare) -> None:
    first, second = (ET.fromstring(answer.body) for answer in both(path))
    drawn = [[(e.tag, *sorted(e.attrib.keys() - FITTED)) for e in each.iter()] for each in (first, second)]
    assert drawn[0] == drawn[1]
    links = {e.attrib["href"][:8] for e in first.iter() if "href" in e.attrib}
    assert links <= {"https://", *(e.attrib["href"][:8] for e in second.iter() if "href" in e.attrib)}


@pytest.mark.parametrize("path", ["/preview.png?meeting=", "/map.png?meeting="])
def test_a_picture_of_it_can_be_made(path: str, servers: dict[str, Server]) -> None:
    answer = servers["hostile"].ask(path + MEETING)
    assert answer.status == 200
    assert answer.body.startswith(b"\x89PNG")


def test_what_is_told_to_search_engines_is_json_and_says_it_letter_for_letter(both: Compare) -> None:
    for path in (f"/meetings/{MEETING}", "/people/mark-zuckerberg", "/organizations/meta", f"/trips/{TRIP}"):
        page = LexborHTMLParser(both(path)[0].body.decode())
        told = [json.loads(node.text()) for node in page.css('script[type="application/ld+json"]')]
        assert MARKUP in "".join(text for each in told for text in _texts(each))


@pytest.mark.parametrize("path", ["/api/meetings.csv", "/api/promises.csv"])
def test_no_cell_of_a_table_is_run_by_a_spreadsheet(path: str, both: Compare) -> None:
    first, second = ([*csv.reader(io.StringIO(a.body.decode("utf-8-sig"), newline=""))] for a in both(path))
    assert [len(row) for row in first] == [len(row) for row in second]
    cells = [cell for row in first for cell in row]
    assert sum(HOSTILE in cell for cell in cells) > 5
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS) and not re.fullmatch(r"-?[\d.]+", cell)]


@pytest.mark.parametrize("path", ["/api/meetings.json", "/api/meetings.geojson", "/api/promises.json"])
def test_json_holds_it_letter_for_letter(path: str, both: Compare) -> None:
    first, second = (json.loads(answer.body) for answer in both(path))
    assert _keys(first) == _keys(second)
    assert sum(HOSTILE in text for text in _texts(first)) > 5


def test_a_calendar_has_no_property_that_nobody_wrote(both: Compare) -> None:
    first, second = (answer.body for answer in both("/api/meetings.ics"))
    names = [[_names(event) for event in Calendar.from_ical(body).walk()] for body in (first, second)]
    assert names[0] == names[1]
    lines = first.decode().replace("\r\n ", "").split("\r\n")
    assert Counter(re.split("[:;]", line)[0] for line in lines) == Counter(
        re.split("[:;]", line)[0] for line in second.decode().replace("\r\n ", "").split("\r\n")
    )
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", "".join(lines)), "RFC 5545, 3.1: no control character but a tab"


@pytest.mark.parametrize("what", ["citation", "sources"])
def test_a_citation_is_one_entry_with_the_fields_of_any_other(what: str, both: Compare) -> None:
    for query in (f"meeting={MEETING}", f"trip={TRIP}", "leader=mark-zuckerberg"):
        ris, tame_ris = (a.body.decode() for a in both(f"/api/{what}.ris?{query}"))
        assert [sorted(entry) for entry in rispy.loads(ris)] == [sorted(entry) for entry in rispy.loads(tame_ris)]
        assert [line[:6] for line in ris.splitlines()] == [line[:6] for line in tame_ris.splitlines()]
        texts = [a.body.decode() for a in both(f"/api/{what}.txt?{query}")]
        assert len(texts[0].splitlines()) == len(texts[1].splitlines())
        bib, tame_bib = (a.body.decode() for a in both(f"/api/{what}.bib?{query}"))
        assert len(bib.splitlines()) == len(tame_bib.splitlines())
        assert [line.split("=")[0] for line in bib.splitlines()] == [
            line.split("=")[0] for line in tame_bib.splitlines()
        ]
        assert bib.replace("\\{", "").count("{") == bib.replace("\\}", "").count("}")
        csl, tame_csl = (json.loads(a.body) for a in both(f"/api/{what}.json?{query}"))
        assert _keys(csl) == _keys(tame_csl)


def test_the_files_of_all_can_be_had(both: Compare) -> None:
    for path in ("/api/meetings.parquet", "/data.sqlite", "/api/openapi.json"):
        assert both(path)[0].body
    with zipfile.ZipFile(io.BytesIO(both("/data.zip")[0].body)) as archive:
        assert archive.testzip() is None


def test_long_cells_are_shown_in_time(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIXTURE, tmp_path / "data"))
    hostile.lengthen(folder)
    shell = Shell(read_shell(), FOLDER, list_scripts())
    first = dict(reversed([*hostile.list_texts(folder)]))
    pages = [
        *(f"/{kind}/{first[kind][key]}" for kind, key in IDS.items()),
        *("/meetings", "/promises", "/", "/embed", "/view.html", "/map.svg", "/feed.atom", "/api/meetings.csv"),
        *("/explore", "/explore/network", "/compare"),
        *(f"{path}?meeting={first['meetings']['meeting_id']}" for path in ("/", "/preview.png", "/map.svg", "/embed")),
    ]
    with serve(build_routes(folder, "https://visits.example", shell), shell) as server:
        for path in pages:
            started = time.perf_counter()
            assert server.ask(path).status == 200
            assert time.perf_counter() - started < 5, path


@pytest.mark.parametrize("cell", [b"a\0b", b"\xed\xa0\x80", b"\xff", b'"open'])
def test_what_no_table_may_hold_is_refused_in_one_line(cell: bytes, fixture_folder: Path) -> None:
    path = fixture_folder / "people.csv"
    path.write_bytes(path.read_bytes() + b"somebody," + cell + b",,\n")
    with pytest.raises(DataError) as refused:
        load_record(fixture_folder)
    assert re.fullmatch(r"people\.csv:\d+: .{10,200}", str(refused.value))


def test_what_is_wrong_with_a_hostile_record_is_a_short_line_each(folders: dict[str, Path], tmp_path: Path) -> None:
    findings = check_package(folders["hostile"], dt.date(2027, 1, 1))
    folder = Path(shutil.copytree(FIXTURE, tmp_path / "data"))
    hostile.lengthen(folder)
    findings += (found := check_package(folder, dt.date(2027, 1, 1)))
    assert "text-short" in {finding.rule for finding in found}
    assert len(findings) > 100
    assert all(str(finding).isprintable() and len(str(finding)) < 2000 for finding in findings)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(each)


def _keys(value: object) -> object:
    """The shape of a value: its keys, however deep."""
    if isinstance(value, dict):
        return {key: _keys(each) for key, each in value.items()}
    return [_keys(each) for each in value] if isinstance(value, list) else None


def _names(component: object) -> list[str]:
    return sorted(component)  # type: ignore[call-overload,no-any-return]
