"""`techvisits add`: one meeting, from a TOML file or from questions at the terminal, into all tables."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import tempfile
from pathlib import Path
from typing import Any

import click

from techvisits.curate.add.addition import Addition, build_addition, check_addition, write_all
from techvisits.curate.add.entry import Entry, load_entry, parse_entry
from techvisits.curate.add.template import build_document, build_toml
from techvisits.curate.check import today_there
from techvisits.curate.cli.add_ask import ask_meeting
from techvisits.package.errors import DataError, QueryError, TechVisitsError
from techvisits.package.tables import DataPackage, Row, load_package


@click.command("add", short_help="Add a meeting to all tables, from a TOML file or by questions.")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show the rows and what the checks find; write nothing.")
@click.option("--like", metavar="ID", help="Print a meeting of the record as such a file, as a pattern for another.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True)
@click.pass_obj
def add_command(folder: Path, file: Path | None, dry_run: bool, like: str | None, today: dt.datetime | None) -> None:
    """Add a meeting to all tables, from a TOML FILE or, without one, by questions at the terminal.

    People, organizations, places and trips are found by id or by any of their names; new ones are described in the
    file. What the checks refuse is refused: then nothing is changed.
    """
    package = load_package(folder)
    if like:
        if file or dry_run:
            raise QueryError(["--like goes alone; run it apart from FILE and --dry-run"])
        click.echo(build_toml(build_document(package, like)), nl=False)
        return
    day = today.date() if today else today_there()
    if file:
        _add(package, load_entry(file, package.tables), day, dry_run=dry_run, ask=False)
        return
    document = ask_meeting(package, day)
    try:
        package = load_package(folder)  # anew, for the questions took their time
        _add(package, parse_entry("your answers", document, package.tables), day, dry_run=dry_run, ask=not dry_run)
    except (TechVisitsError, click.Abort, OSError):
        click.echo(f"your answers are in {_save(document)}; correct them there and run techvisits add on it", err=True)
        raise


def _add(package: DataPackage, entry: Entry, today: dt.date, *, dry_run: bool, ask: bool) -> None:
    """Show the rows and the findings, and write the tables unless an error, --dry-run or the answer no stands against it."""
    addition = build_addition(package, entry)
    content, findings = check_addition(addition, today)
    for line in _rows_of(addition, package):
        click.echo(line)
    if any(finding.severity == "error" for finding in findings):
        click.echo(f"{entry.file}: refused for what follows; nothing is changed", err=True)
        raise DataError(findings)
    for finding in findings:
        click.echo(f"{finding} (warning)")
    if ask:
        click.confirm("Write these rows?", default=True, abort=True)
    if dry_run:
        click.echo(f"{addition.meeting_id} can be added; nothing is written (--dry-run)")
        return
    write_all(package.folder, content)
    click.echo(f"{addition.meeting_id} is added to {', '.join(sorted(content))}")


def _rows_of(addition: Addition, before: DataPackage) -> list[str]:
    """Every new row after a plus sign and every changed one after a tilde, as it will stand in its table."""
    lines = []
    for name, rows in addition.changed.items():
        table = addition.package.tables[name]
        old = {tuple(row[field] for field in table.key) for row in before.rows[name]}
        for row in rows:
            sign = "~" if tuple(row[field] for field in table.key) in old else "+"
            lines.append(f"{table.path}: {sign} {_csv_line(row, table.field_names)}")
    return lines


def _csv_line(row: Row, names: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow([row[name] for name in names])
    return " ".join(buffer.getvalue().split())


def _save(document: dict[str, Any]) -> str:
    handle, name = tempfile.mkstemp(prefix="meeting-", suffix=".toml", dir=Path.cwd())
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(build_toml(document))
    return Path(name).name
