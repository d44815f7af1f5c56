"""The data package as frictionless reads it: from a running server, and as one archive."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import DATA
from web.asking import Server, serve

from techvisits.package.descriptor import load_descriptor
from techvisits.web.routes import build_routes

COMMAND = Path(sys.executable).with_name("frictionless")
TABLES = [resource["name"] for resource in load_descriptor(DATA)["resources"]]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The shipped data over HTTP."""
    with serve(build_routes(DATA)) as running:
        yield running


def validate(source: str) -> str:
    """What `frictionless validate` prints of a package without a fault."""
    done = subprocess.run([COMMAND, "validate", source], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_package_is_valid_where_it_is_served(server: Server) -> None:
    said = validate(f"http://127.0.0.1:{server.port}/data/datapackage.json")
    assert said.count("VALID") == len(TABLES)
    assert "INVALID" not in said


def test_the_archive_is_valid_as_it_is(server: Server, tmp_path: Path) -> None:
    archive = tmp_path / "data.zip"
    archive.write_bytes(server.ask("/data.zip").body)
    assert validate(str(archive)).count("VALID") == len(TABLES)


def test_a_fault_would_be_seen(tmp_path: Path) -> None:
    """The tool itself finds a row that points nowhere."""
    with serve(build_routes(DATA)) as running:
        for name in ("datapackage.json", *(f"{table}.csv" for table in TABLES)):
            (tmp_path / name).write_bytes(running.ask(f"/data/{name}").body)
    with (tmp_path / "visits.csv").open("a", encoding="utf-8") as file:
        file.write("no-such-meeting,tim-cook,apple,CEO,cook-2019-12,9\n")
    done = subprocess.run(
        [COMMAND, "validate", tmp_path / "datapackage.json"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "INVALID" in done.stdout
