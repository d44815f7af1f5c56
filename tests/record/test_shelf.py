"""A changed folder is read and checked aside; what is served is replaced whole, or stays as it was."""

import json
import random
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FIXTURE, Edit

from techvisits.package.errors import DataError, Finding
from techvisits.record.shelf import Shelf, find_shelf, load_record, watch

DAMAGES: list[Callable[[bytes, random.Random], bytes]] = [
    lambda content, draw: content[: draw.randrange(len(content))],
    lambda content, draw: _flipped(content, draw.randrange(len(content))),
    lambda content, draw: b"\0" + content,
    lambda content, draw: bytes(draw.randbytes(200)),
    lambda content, draw: b"",
    lambda content, draw: content.replace(b",", b";"),
]


def _flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0x40]) + content[at + 1 :]


def find_none(_: Path) -> list[Finding]:
    """A check that finds nothing."""
    return []


def settle(shelf: Shelf) -> bool:
    """Whether two looks at a folder, as a watcher has them, put a newer record in place."""
    return shelf.refresh(find_none) or shelf.refresh(find_none)


def retitle(folder: Path, version: str) -> None:
    path = folder / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"version": version}), "utf-8")


def test_a_folder_is_read_once_and_two_are_kept() -> None:
    assert load_record(FIXTURE) is load_record(FIXTURE)
    assert find_shelf.cache_info().maxsize == 2


def test_an_unchanged_folder_is_not_read_again(fixture_folder: Path) -> None:
    shelf = Shelf(fixture_folder)
    record = shelf.record
    assert not settle(shelf)
    assert shelf.record is record


def test_a_change_is_taken_in_when_the_folder_keeps_still(fixture_folder: Path) -> None:
    shelf = Shelf(fixture_folder)
    retitle(fixture_folder, "98.0.0")
    assert not shelf.refresh(find_none)
    retitle(fixture_folder, "99.0.0-rc")
    assert not shelf.refresh(find_none), "it changed between the two looks"
    assert shelf.refresh(find_none)
    assert shelf.record.version == "99.0.0-rc"
    assert shelf.refused == ()


def test_what_the_check_refuses_leaves_the_last_good_one(fixture_folder: Path) -> None:
    shelf = Shelf(fixture_folder)
    before = shelf.record
    retitle(fixture_folder, "99.0.0")
    error = Finding("meetings.csv", 2, "date", "is wrong", "mend it", "rule")
    warning = Finding("meetings.csv", 3, "date", "is odd", "look at it", "rule", "warning")
    shelf.refresh(lambda _: [warning, error])
    assert not shelf.refresh(lambda _: [warning, error])
    assert shelf.record is before
    assert shelf.refused == (error,)
    retitle(fixture_folder, "99.0.1")
    shelf.refresh(lambda _: [warning])
    assert shelf.refresh(lambda _: [warning])
    assert (shelf.record.version, shelf.refused) == ("99.0.1", ())


def test_a_folder_that_goes_and_comes_back(fixture_folder: Path, tmp_path: Path) -> None:
    shelf = Shelf(fixture_folder)
    before = shelf.record
    fixture_folder.rename(tmp_path / "away")
    assert not settle(shelf)
    assert (shelf.record, shelf.refused) == (before, ())
    retitle(tmp_path / "away", "99.0.0")
    (tmp_path / "away").rename(fixture_folder)
    assert settle(shelf)


def test_500_damages_leave_the_last_good_one_and_say_why(tmp_path: Path) -> None:
    draw = random.Random(20261126)
    folder = Path(shutil.copytree(FIXTURE, tmp_path / "data"))
    shelf = Shelf(folder)
    names = sorted(path.name for path in folder.iterdir() if path.suffix in (".csv", ".json"))
    refused = 0
    for _ in range(500):
        path = folder / draw.choice(names)
        content = path.read_bytes()
        damage = draw.choice([*DAMAGES, None, "swap"])
        if damage is None:
            path.unlink()
        elif damage == "swap":
            path.write_bytes((folder / draw.choice(names)).read_bytes())
        else:
            assert callable(damage)
            path.write_bytes(damage(content, draw))
        before = shelf.record
        is_newer = settle(shelf)
        assert is_newer == (shelf.record is not before)
        refused += bool(shelf.refused)
        assert all("\n" not in str(finding) and finding.remedy for finding in shelf.refused)
        path.write_bytes(content)
        settle(shelf)
        assert not shelf.refused
    assert refused > 250


def test_nothing_is_served_where_the_first_record_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        find_shelf(tmp_path)


def test_readers_see_one_record_or_the_other_while_it_changes(fixture_folder: Path, edit: Edit) -> None:
    shelf = find_shelf(fixture_folder)
    seen: set[tuple[str, int]] = set()
    watch(fixture_folder, find_none, pause=0.02)
    reading = threading.Thread(target=lambda: _read_until(fixture_folder, "99.0.0", seen))
    reading.start()
    number = len(shelf.record.meetings)
    retitle(fixture_folder, "99.0.0")
    reading.join(timeout=20)
    assert seen == {
        (json.loads((FIXTURE / "datapackage.json").read_text("utf-8"))["version"], number),
        ("99.0.0", number),
    }


def _read_until(folder: Path, version: str, seen: set[tuple[str, int]]) -> None:
    for _ in range(2000):
        record = load_record(folder)
        seen.add((record.version, len(record.meetings)))
        if record.version == version:
            return
        time.sleep(0.005)
