"""A damaged folder behind a running service: health says what is wrong, a line each; all else stays as it was, and mends itself."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from app.reader import open_page
from conftest import Edit
from web.asking import serve

from techvisits.curate.check import check_package, today_there
from techvisits.record.shelf import find_shelf
from techvisits.web.routes import build_routes

PAGE = "/meetings/2024-02-27-zuckerberg-kishida"
DAMAGES: dict[str, Callable[[Path, Edit], object]] = {
    "cut": lambda folder, edit: (folder / "visits.csv").write_bytes((folder / "visits.csv").read_bytes()[:500]),
    "gone": lambda folder, edit: (folder / "people.csv").unlink(),
    "markup in an id": lambda folder, edit: edit("topics", lambda rows: rows[0].update(topic_id="<b>\n" * 500)),
    "turned round": lambda folder, edit: edit("people", lambda rows: rows[0].update(name="\u202egnp.exe")),
    "endless": lambda folder, edit: edit("sources", lambda rows: rows[0].update(note="x" * 1_000_000)),
    "surrogate": lambda folder, edit: (folder / "datapackage.json").write_text('{"name": "\\ud800"}'),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_folder_is_told_of_and_the_last_good_record_is_served(
    damage: str, fixture_folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TECHVISITS_DATA", str(fixture_folder))
    kept = {path: path.read_bytes() for path in fixture_folder.iterdir()}
    with serve(build_routes(fixture_folder)) as server:
        before, version = server.ask(PAGE).body, find_shelf(fixture_folder).record.version
        DAMAGES[damage](fixture_folder, edit)
        assert not _look_twice(fixture_folder)
        health = json.loads(server.ask("/api/health").body)
        assert health["status"] == "ok"
        assert all(line.isprintable() and 20 < len(line) < 1000 for line in health["refused"])
        assert len(health["refused"]) <= 20
        assert server.ask(PAGE).body == before
        (warning,) = open_page().warning
        assert version.replace(".", r"\.") in warning.value
        for path, content in kept.items():
            path.write_bytes(content)
        assert _look_twice(fixture_folder)
        assert "refused" not in json.loads(server.ask("/api/health").body)
    assert not open_page().warning


def _look_twice(folder: Path) -> bool:
    """Whether what watches a folder has put a newer record in place."""
    shelf = find_shelf(folder)
    looks = [shelf.refresh(lambda each: check_package(each, today_there())) for _ in range(2)]
    return any(looks)
