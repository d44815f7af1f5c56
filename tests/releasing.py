"""Made-up releases of a data package: its tables edited, its version stepped up, and released by the command."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result
from conftest import Rows, edit_rows
from small import find

from techvisits.curate.cli.main import main
from techvisits.package.descriptor import DESCRIPTOR

Step = tuple[str, Callable[[Rows], object]]
KISHIDA, LG = "2024-02-27-zuckerberg-kishida", "2024-02-28-zuckerberg-lg"
SAMSUNG, KEIO, CHEY = "2024-02-28-zuckerberg-samsung", "2019-12-09-cook-keio", "2017-04-24-chey-toshiba"
DINNER, NEW = "2025-11-01-zeng-state-dinner", "2024-03-01-zuckerberg-kishida"
OF_MEETING = ("meetings", "visits", "hosts", "sources", "promises", "reviews")


def run(folder: Path, *words: str) -> Result:
    """What a command of `techvisits` answers about the package in a folder."""
    return CliRunner().invoke(main, ["--data", str(folder), *words])


def edit(folder: Path, *steps: Step) -> None:
    """Change the rows of tables."""
    for table, change in steps:
        edit_rows(folder / f"{table}.csv", change)


def step_up(folder: Path, version: str) -> None:
    """Write the next version into the descriptor."""
    descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    written = json.dumps(descriptor | {"version": version}, ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR).unlink()
    (folder / DESCRIPTOR).write_text(written, "utf-8")


def release(folder: Path, version: str, day: str, *steps: Step) -> None:
    """A whole release."""
    step_up(folder, version)
    edit(folder, *steps)
    result = run(folder, "release", "--day", day)
    assert result.exit_code == 0, result.output


def change(table: str, cells: dict[str, str], **where: str) -> Step:
    """The first row with these cells gets others."""
    return table, lambda rows: find(rows, **where).update(cells)


def remove(meeting_id: str, replaced_by: str = "") -> list[Step]:
    """A meeting is taken out, and a correction says so."""

    def drop(rows: Rows) -> None:
        rows[:] = [row for row in rows if row["meeting_id"] != meeting_id]

    correction = {
        "meeting_id": meeting_id, "date": "2026-12-02", "field": "meeting_id", "what": "It is gone.",
        "why": "It never was.", "url": "", "replaced_by": replaced_by,
    }  # fmt: skip
    return [*((table, drop) for table in OF_MEETING), ("corrections", lambda rows: rows.append(correction))]


def repeat(meeting_id: str, as_id: str, **cells: str) -> list[Step]:
    """A meeting is added that is like another, but for these cells."""

    def copy(rows: Rows) -> None:
        rows += [{**row, "meeting_id": as_id} for row in rows if row["meeting_id"] == meeting_id]

    return [*((table, copy) for table in ("meetings", "visits", "hosts", "sources")),
            change("meetings", cells, meeting_id=as_id)]  # fmt: skip


# What each of three releases does: after the first, the second and the third.
FIRST = [
    *repeat(KISHIDA, NEW, date="2024-03-01", summary="They met again."),
    change("meetings", {"summary": "He saw LG."}, meeting_id=LG),
]
SECOND = [
    *remove(CHEY),
    *remove("2024-02-25-zuckerberg-swordsmith", "2024-02-26-zuckerberg-developers"),
    change("organizations", {"name": "Meta Platforms"}, organization_id="meta"),
]
THIRD = [
    change("meetings", {"status": "cancelled"}, meeting_id=SAMSUNG),
    change("hosts", {"role": "Surgeon"}, meeting_id=KEIO),
    change("places", {"name": "Kantei"}, place_id="kantei"),
    change("topics", {"label": "Cells"}, topic_id="batteries"),
    change("trips", {"title": "Gyeongju"}, person_id="robin-zeng"),
    change("promises", {"looked_on": "2026-11-30"}, promise_id="arm-samsung-fund-2022"),
    *remove(NEW),
]
RELEASES = [("9.0.0", "2026-12-01", FIRST), ("9.1.0", "2026-12-02", SECOND), ("9.10.0", "2026-12-02", THIRD)]
