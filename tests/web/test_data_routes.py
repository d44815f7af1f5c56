"""The data package over HTTP: its files as they are, nothing else of the folder, and one archive of all."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from asking import Server, serve
from conftest import DATA, FIXTURE
from small import RECORD

from techvisits.package.contents import read_files
from techvisits.web.routes import build_routes

MADE = ("CITATION.cff", "SHA256SUMS")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The shipped package over HTTP."""
    with serve(build_routes(DATA)) as running:
        yield running


def test_each_file_is_given_as_it_is(server: Server) -> None:
    descriptor = json.loads(server.ask("/data/datapackage.json").body)
    tables = [resource["path"] for resource in descriptor["resources"]]
    pages = ["README.md", "DICTIONARY.md", "CHANGELOG.md", "LICENSE.md"]
    for name in ("datapackage.json", *tables, *pages):
        assert server.ask(f"/data/{name}").body == (DATA / name).read_bytes()
    assert server.ask("/data/meetings.csv").headers["content-type"] == "text/csv; charset=utf-8"
    assert server.ask("/data/LICENSE.md").headers["content-type"] == "text/markdown; charset=utf-8"
    assert server.ask("/data/datapackage.json").headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "name",
    ["../pyproject.toml", "..%2fpyproject.toml", "%2e%2e/pyproject.toml", "/etc/passwd", "./meetings.csv", "meetings.csv/",
     "%00", "", "meetings", quote("日本"), "x" * 5000],
)  # fmt: skip
def test_nothing_else_is_given(server: Server, name: str) -> None:
    answer = server.ask(f"/data/{name}")
    assert answer.status == 404
    assert "meetings.csv" in str(answer.problem["detail"])


def test_a_stray_file_beside_the_tables_stays_there(fixture_folder: Path) -> None:
    (fixture_folder / "notes.md").write_text("not for readers")
    with serve(build_routes(fixture_folder)) as running:
        assert running.ask("/data/notes.md").status == 404
        assert running.ask("/data/meetings.csv").status == 200


def test_the_archive_holds_the_files_and_their_sums(server: Server) -> None:
    answer = server.ask("/data.zip")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        files = {name: archive.read(name) for name in names}
    assert files == {name: server.ask(f"/data/{name}").body for name in names}
    assert {*MADE, "datapackage.json", "meetings.csv", "DICTIONARY.md", "LICENSE.md"} <= files.keys()
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {n: hashlib.sha256(content).hexdigest() for n, content in files.items() if n != "SHA256SUMS"}
    assert answer.headers["content-disposition"].startswith("attachment")


def test_the_archive_of_one_folder_is_the_same_from_another_and_at_another_time(fixture_folder: Path) -> None:
    for path in fixture_folder.iterdir():
        path.touch()
    bodies = []
    for folder in (FIXTURE, fixture_folder):
        with serve(build_routes(folder)) as running:
            bodies.append(running.ask("/data.zip").body)
    assert bodies[0] == bodies[1]


def test_the_citation_is_of_this_version() -> None:
    citation = read_files(FIXTURE)["CITATION.cff"].decode().splitlines()
    assert f'version: "{RECORD.version}"' in citation
    assert f"date-released: {RECORD.released:%Y-%m-%d}" in citation
    assert "type: dataset" in citation
