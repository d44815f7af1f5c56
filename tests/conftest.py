"""What the tests share: a copy of the small package or of the shipped one, and a way to change its tables."""

import csv
import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")

DATA = Path(__file__).parents[1] / "data"
FIXTURE = Path(__file__).with_name("fixture")
WHOLE = bool(os.environ.get("WHOLE"))
"""Whether all is gone through of which the suite takes a sample: with `make whole`."""

Rows = list[dict[str, str]]
Edit = Callable[[str, Callable[[Rows], object]], None]


@pytest.fixture(scope="session")
def today() -> dt.date:
    """A day after every date in the record."""
    return dt.date(2027, 1, 1)


@pytest.fixture
def package_folder(tmp_path: Path) -> Path:
    """A copy of the shipped data package."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def fixture_folder(tmp_path: Path) -> Path:
    """A copy of the small package for logic, which no edit of the record touches; see tests/fixture/README.md."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "data"))


@pytest.fixture
def edit(request: pytest.FixtureRequest) -> Edit:
    """`edit("meetings", change)` rewrites that table of the test's copy after `change(rows)` has worked on its rows."""
    name = "fixture_folder" if "fixture_folder" in request.fixturenames else "package_folder"
    folder: Path = request.getfixturevalue(name)

    def edit_table(table: str, change: Callable[[Rows], object]) -> None:
        edit_rows(folder / f"{table}.csv", change)

    return edit_table


def edit_rows(path: Path, change: Callable[[Rows], object]) -> None:
    """Rewrite a table after `change(rows)` has worked on its rows."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, names = list(reader), reader.fieldnames or []
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
