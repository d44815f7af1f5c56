"""The same filter gives the same meetings, whoever is asked and in whatever form: read back from the bytes of each."""

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from urllib.parse import parse_qs, urlencode

import pytest
from asking import Server, serve
from click.testing import CliRunner
from conftest import DATA
from hypothesis import given, seed, settings
from pyarrow import parquet
from shipped import RECORD, filters_asked

from techvisits.app.shell import FOLDER, list_scripts, read_shell
from techvisits.curate.cli.main import main
from techvisits.record.filters import KEYS, LISTS, NOTS, Filters, apply, to_query
from techvisits.text.address import read as read_address
from techvisits.text.page import open_page
from techvisits.text.panel import render_panel
from techvisits.web.first import Shell
from techvisits.web.routes import build_routes

Ids = frozenset[str]
SETS = int(os.environ.get("FUZZ", 60))


def read_csv(content: bytes) -> Ids:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return frozenset(row["meeting_id"] for row in rows)


def read_json(content: bytes) -> Ids:
    return frozenset(meeting["meeting_id"] for meeting in json.loads(content)["meetings"])


def read_geojson(content: bytes) -> Ids:
    return frozenset(feature["id"] for feature in json.loads(content)["features"])


def read_ics(content: bytes) -> Ids:
    """The events of a calendar; tests/outside has two libraries read it whole."""
    lines = content.replace(b"\r\n ", b"").decode().split("\r\n")
    return frozenset(line[4:].removesuffix("@techvisits") for line in lines if line.startswith("UID:"))


def read_parquet(content: bytes) -> Ids:
    return frozenset(parquet.read_table(io.BytesIO(content)).column("meeting_id").to_pylist())


# What a form is asked for and how its meetings are read back; only of those with a place, where it is a map.
READERS: Mapping[str, Callable[[bytes], Ids]] = {
    "/api/meetings.csv": read_csv,
    "/api/meetings.json": read_json,
    "/api/meetings.geojson": read_geojson,
    "/api/meetings.ics": read_ics,
    "/api/meetings.parquet": read_parquet,
}
MAPS = ("/api/meetings.geojson",)
ROW = re.compile(rb'(?:data-go="meeting=|href="/meetings/)([a-z0-9-]+)')


def read_rows(content: bytes) -> Ids:
    """The meetings of the rows of a list."""
    rows = re.findall(
        rb"<li>.*?</li>", b"".join(re.findall(rb'<ol class="rows">.*?</ol>', content, re.DOTALL)), re.DOTALL
    )
    return frozenset(ROW.search(row)[1].decode() for row in rows)


def list_plain(server: Server, query: str) -> Ids:
    """The meetings of the plain list, portion by portion."""
    found: Ids = frozenset()
    path = f"/meetings?{query}"
    while path:
        answer = server.ask(path)
        assert answer.status == 200, answer.body
        found |= read_rows(answer.body)
        following = re.search(r'<a rel="next" href="([^"]+)"', answer.body.decode())
        path = unescape(following[1]) if following else ""
    return found


def build_panel(query: str) -> bytes:
    """The element that the dashboard shows its list in."""
    page, _ = open_page(read_address(parse_qs(query, keep_blank_values=True), RECORD)[0], RECORD)
    return render_panel(page).encode()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The shipped data over HTTP, with the first view."""
    shell = Shell(read_shell(), FOLDER, list_scripts())
    with serve(build_routes(DATA, shell=shell), shell) as running:
        yield running


def run_command(form: str, filters: Filters) -> bytes:
    """What `techvisits export` writes for the filters."""
    options = [word for key, value in to_query(filters) for word in (f"--{key.replace('_', '-')}", value)]
    result = CliRunner().invoke(main, ["--data", str(DATA), "export", form, *options])
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


@seed(20261126)
@settings(max_examples=SETS, derandomize=False, database=None)
@given(filters_asked())
def test_every_form_holds_the_same_meetings(server: Server, filters: Filters) -> None:
    expected = apply(filters, RECORD).meeting_ids
    placed = frozenset(i for i in expected if RECORD.by_id[i].place.position)
    query = urlencode(to_query(filters))
    for path, read in READERS.items():
        answer = server.ask(f"{path}?{query}")
        assert answer.status == 200, answer.body
        assert read(answer.body) == (placed if path in MAPS else expected), f"{path}?{query}"
    assert read_csv(run_command("csv", filters)) == expected
    assert list_plain(server, query) == expected
    if not filters.ids("meeting") and len(filters.ids("trip")) != 1:  # the dashboard opens these
        everything = f"{query}&rows={len(RECORD.meetings)}"
        assert read_rows(server.ask(f"/?{everything}").body) == expected
        assert read_rows(build_panel(everything)) == expected


def test_all_filters_are_drawn() -> None:
    assert {*KEYS} == {*LISTS, *NOTS, "from", "to", "sources", "both", "q"}


@pytest.mark.parametrize("form", ["csv", "json", "geojson", "ics", "parquet"])
def test_the_command_writes_the_bytes_of_the_route(server: Server, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TECHVISITS_BASE_URL", f"http://127.0.0.1:{server.port}/")
    for filters in (Filters(), Filters().asking("company", ["nvidia"]).asking("city", ["seoul"])):
        answer = server.ask(f"/api/meetings.{form}?{urlencode(to_query(filters))}")
        assert run_command(form, filters) == answer.body
