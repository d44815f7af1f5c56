"""A version of the data made by `techvisits release`: what it writes, what it leaves alone, what it refuses."""

import csv
import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path

from conftest import DATA
from releasing import CHEY, KISHIDA, LG, NEW, RELEASES, change, edit, release, remove, run, step_up
from small import RECORD

from techvisits.export.release import build_zenodo
from techvisits.package.contents import CITATION
from techvisits.package.descriptor import DESCRIPTOR
from techvisits.package.tables import load_package
from techvisits.record.history import sort_releases

OUTCOME = change("meetings", {"outcome": "They agreed."}, meeting_id=LG)


def rows_of(folder: Path, table: str, version: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["version"] == version]


def changes_of(folder: Path, version: str) -> list[tuple[str, str, str]]:
    return [(row["meeting_id"], row["change"], row["facts"]) for row in rows_of(folder, "history", version)]


def test_three_releases_say_what_each_of_them_did(fixture_folder: Path) -> None:
    for version, day, steps in RELEASES:
        release(fixture_folder, version, day, *steps)
    assert changes_of(fixture_folder, "9.0.0") == [(LG, "changed", "summary"), (NEW, "added", "")]
    second = changes_of(fixture_folder, "9.1.0")
    assert (CHEY, "withdrawn", "") in second
    assert (KISHIDA, "changed", "visitor") in second
    assert ("2024-02-29-zuckerberg-yoon", "changed", "visitor;promises") in second
    assert {change for _, change, _ in second} == {"withdrawn", "changed"}
    third = {meeting_id: (change, facts) for meeting_id, change, facts in changes_of(fixture_folder, "9.10.0")}
    assert third == {
        NEW: ("withdrawn", ""),
        KISHIDA: ("changed", "place"),
        "2019-12-09-cook-keio": ("changed", "host"),
        "2022-10-04-son-haas-lee-jae-yong": ("changed", "promises"),
        "2024-02-28-zuckerberg-samsung": ("changed", "status"),
        "2025-11-01-zeng-state-dinner": ("changed", "topics;visitor"),
    }
    assert [rows_of(fixture_folder, "releases", version)[0]["released_on"] for version, _, _ in RELEASES] == [
        "2026-12-01", "2026-12-02", "2026-12-02",
    ]  # fmt: skip
    assert json.loads((fixture_folder / DESCRIPTOR).read_text("utf-8"))["created"] == "2026-12-02T00:00:00Z"


def test_a_draft_follows_the_tables_and_forgets_what_was_undone(fixture_folder: Path) -> None:
    before = (fixture_folder / "history.csv").read_bytes()
    step_up(fixture_folder, "9.0.0")
    edit(fixture_folder, OUTCOME)
    result = run(fixture_folder, "release", "--draft")
    assert "9.0.0 is in the making: 0 added, 1 changed, 0 withdrawn" in result.output
    assert changes_of(fixture_folder, "9.0.0") == [(LG, "changed", "outcome")]
    assert rows_of(fixture_folder, "releases", "9.0.0")[0]["released_on"] == ""
    written = (fixture_folder / "history.csv").read_bytes()
    assert "no file written" in run(fixture_folder, "release", "--draft").output
    assert (fixture_folder / "history.csv").read_bytes() == written
    edit(fixture_folder, change("meetings", {"outcome": RECORD.by_id[LG].outcome}, meeting_id=LG), *remove(CHEY))
    run(fixture_folder, "release", "--draft")
    assert changes_of(fixture_folder, "9.0.0") == [(CHEY, "withdrawn", "")]
    assert set(before.splitlines()) <= set((fixture_folder / "history.csv").read_bytes().splitlines())


def test_a_released_version_stands_and_says_so_where_the_tables_go_on(fixture_folder: Path) -> None:
    release(fixture_folder, "9.0.0", "2026-12-01", OUTCOME)
    kept = {name: (fixture_folder / name).read_bytes() for name in ("history.csv", "releases.csv", DESCRIPTOR)}
    assert "no file written" in run(fixture_folder, "release", "--day", "2026-12-09").output
    edit(fixture_folder, change("meetings", {"outcome": "They fell out."}, meeting_id=LG))
    for words in (["--draft"], [], ["--check"]):
        result = run(fixture_folder, "release", *words)
        assert result.exit_code == 1
        assert f"version: is 9.0.0, which is released, while {LG} changed; step `version` up" in result.stderr
    assert {name: (fixture_folder / name).read_bytes() for name in kept} == kept


def test_check_says_whether_the_history_is_fresh(fixture_folder: Path) -> None:
    step_up(fixture_folder, "9.0.0")
    assert run(fixture_folder, "release", "--check").exit_code == 0
    edit(fixture_folder, OUTCOME)
    stale = run(fixture_folder, "release", "--check")
    assert (stale.exit_code, stale.stderr.count("\n")) == (1, 1)
    assert f"history.csv is out of date for {LG}; write it anew with techvisits release --draft" in stale.stderr


def test_what_does_not_go_together_is_a_wrong_question(fixture_folder: Path) -> None:
    for words in (["--draft", "--check"], ["--check", "--note", "x"], ["--draft", "--day", "2026-12-01"]):
        assert run(fixture_folder, "release", *words).exit_code == 2


def test_the_note_stands_with_its_release(fixture_folder: Path) -> None:
    step_up(fixture_folder, "9.0.0")
    run(fixture_folder, "release", "--note", "One more.", "--day", "2026-12-01")
    assert rows_of(fixture_folder, "releases", "9.0.0") == [
        {"version": "9.0.0", "released_on": "2026-12-01", "note": "One more."}
    ]


def test_the_history_of_the_record_is_fresh() -> None:
    result = run(DATA, "release", "--check")
    assert result.exit_code == 0, result.stderr


def test_what_goes_to_an_archive_has_the_same_bytes_twice(fixture_folder: Path, tmp_path: Path) -> None:
    release(fixture_folder, *RELEASES[0][:2], *RELEASES[0][2])
    release(fixture_folder, *RELEASES[1][:2], *RELEASES[1][2])
    written = []
    for name in ("one", "two"):
        assert run(fixture_folder, "release", "--into", str(tmp_path / name)).exit_code == 0
        written.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert written[0] == written[1]
    files = written[0]
    assert {".zenodo.json", "SHA256SUMS", "CITATION.cff", "changes-9.1.0.json", "tech-visits-9.1.0.zip"} == files.keys()
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {name: sha256(content).hexdigest() for name, content in files.items() if name != "SHA256SUMS"}
    with zipfile.ZipFile(io.BytesIO(files["tech-visits-9.1.0.zip"])) as archive:
        assert archive.read("history.csv") == (fixture_folder / "history.csv").read_bytes()


def test_the_list_of_changes_says_what_each_meeting_lost_and_won(fixture_folder: Path, tmp_path: Path) -> None:
    for version, day, steps in RELEASES[:2]:
        release(fixture_folder, version, day, *steps)
    run(fixture_folder, "release", "--into", str(tmp_path / "out"))
    document = json.loads((tmp_path / "out" / "changes-9.1.0.json").read_text("utf-8"))
    assert (document["previous"], document["released_on"], document["added"]) == ("9.0.0", "2026-12-02", [])
    assert {"meeting_id": KISHIDA, "facts": ["visitor"], "corrections": []} in document["changed"]
    assert document["withdrawn"] == [
        {"meeting_id": CHEY, "why": "It never was.", "replaced_by": ""},
        {
            "meeting_id": "2024-02-25-zuckerberg-swordsmith",
            "why": "It never was.",
            "replaced_by": "2024-02-26-zuckerberg-developers",
        },
    ]


def test_zenodo_is_told_what_its_form_asks_for() -> None:
    told = build_zenodo(load_package(DATA))
    needed = {
        "title",
        "description",
        "upload_type",
        "access_right",
        "license",
        "creators",
        "version",
        "publication_date",
    }
    assert needed <= {name for name, value in told.items() if value}
    assert told["license"] == "cc-by-4.0"
    assert told["creators"] == [{"name": "Tech Visits contributors"}]


def test_the_citation_of_the_repository_is_of_the_last_release() -> None:
    """After a release `make release` brings it up; while the next version is in the making it stays."""
    last = [row for row in sort_releases(load_package(DATA).rows["releases"]) if row["released_on"]][-1]
    citation = (DATA.parent / CITATION).read_text("utf-8")
    assert f'version: "{last["version"]}"\n' in citation
    assert f"date-released: {last['released_on']}\n" in citation
