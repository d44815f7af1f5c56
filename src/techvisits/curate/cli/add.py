"""`techvisits add`: one meeting, from a TOML file, into all tables."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import click

from techvisits.curate.add.addition import Addition, build_addition, check_addition, write_all
from techvisits.curate.add.entry import Entry, load_entry
from techvisits.curate.add.template import build_document, build_toml
from techvisits.curate.check import today_there
from techvisits.package.descriptor import Row
from techvisits.package.errors import DataError
from techvisits.package.tables import DataPackage, load_package


@click.command("add", short_help="Add a meeting to all tables, from a TOML file.")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show the rows and what the checks find; write nothing.")
@click.option("--like", metavar="ID", help="Print a meeting of the record as such a file, as a pattern for another.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True)
@click.pass_obj
def add_command(folder: Path, file: Path | None, dry_run: bool, like: str | None, today: dt.datetime | None) -> None:
    """Add a meeting to all tables, from a TOML FILE.

    People, organizations, places and trips are found by id or by any of their names; new ones are described in the
    file. What the checks refuse is refused: then nothing is changed.
    """
    if bool(file) == bool(like) or (like and dry_run):
        raise click.UsageError("give one of the two: a TOML FILE, or --like ID to print a pattern for one.")
    package = load_package(folder)
    if like:
        click.echo(build_toml(build_document(package, like)), nl=False)
    elif file:
        _add(package, load_entry(file, package.tables), today.date() if today else today_there(), dry_run=dry_run)


def _add(package: DataPackage, entry: Entry, today: dt.date, *, dry_run: bool) -> None:
    """Show the rows and the findings, and write the tables unless an error or --dry-run stands against it."""
    addition = build_addition(package, entry)
    content, findings = check_addition(addition, today)
    for line in _rows_of(addition, package):
        click.echo(line)
    if any(finding.severity == "error" for finding in findings):
        click.echo(f"{entry.file}: refused for what follows; nothing is changed", err=True)
        raise DataError(findings)
    for finding in findings:
        click.echo(f"{finding} (warning)")
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
