"""`techvisits release`: the history of this version brought up to its tables, and the version released."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from techvisits.curate.check import today_there
from techvisits.curate.releases import build_draft, build_release, write_release
from techvisits.export.release import build_release_files
from techvisits.package.errors import QueryError, TechVisitsError
from techvisits.package.files import write_whole
from techvisits.package.tables import DataPackage, load_package
from techvisits.record.changes import is_released, list_changes, list_stale


@click.command("release", short_help="Bring the history up to the tables and release this version.")
@click.option("--draft", is_flag=True, help="Bring the history up to the tables; the version stays in the making.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 where the history is out of date.")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="Folder to write what an archive takes into."
)
@click.option("--note", default="", metavar="SENTENCE", help="What this version brings.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Day of the release; today by default.")
@click.pass_obj
def release_command(
    folder: Path, /, draft: bool, only_check: bool, into: Path | None, note: str, day: dt.datetime | None
) -> None:
    """Write what this version adds, changes and withdraws into history.csv, and its day into releases.csv.

    The version is that of datapackage.json. Once it has its day, its history stands, and tables that change need the next.
    """
    if (draft or only_check) and (note or day or into) or (draft and only_check):
        raise QueryError(["--draft and --check go alone; leave out what stands beside them"])
    package = load_package(folder)
    if only_check:
        _check(package)
        return
    made = build_draft(package) if draft else build_release(package, day.date() if day else today_there(), note)
    new = write_release(made)
    if into:
        _give(folder, into)
    state = "is released" if is_released(made) else "is in the making"
    click.echo(f"{made.version} {state}: {_count(made)}; {', '.join(new) or 'no file'} written")


def _give(folder: Path, into: Path) -> None:
    """Write what an archive takes into a folder of its own."""
    into.mkdir(parents=True, exist_ok=True)
    for name, content in build_release_files(folder).items():
        write_whole(into / name, content)


def _check(package: DataPackage) -> None:
    """Say that the history is fresh; raises TechVisitsError where it is not."""
    if stale := list_stale(package):
        build_draft(package)  # says so where a new version is needed
        which = f"{stale[0]}{f' and {len(stale) - 1} others' * (len(stale) > 1)}"
        raise TechVisitsError(f"history.csv is out of date for {which}; write it anew with techvisits release --draft")
    click.echo(f"history.csv is fresh: {package.version} has {_count(package)}")


def _count(package: DataPackage) -> str:
    """`2 added, 5 changed, 1 withdrawn`."""
    kinds = [row["change"] for row in list_changes(package)]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in package.choices("history", "change"))
