"""`techvisits changes`: what a host or a keeper of a copy has to know of new versions."""

from __future__ import annotations

from pathlib import Path

import click

from techvisits.package.errors import QueryError
from techvisits.record.history import Change, version_key
from techvisits.record.shelf import load_record
from techvisits.record.since import list_changes, read_since


@click.command("changes", short_help="List what became of meetings since a version or a day.")
@click.argument("since")
@click.argument("until", default="")
@click.pass_obj
def changes_command(folder: Path, since: str, until: str) -> None:
    """List what was added, changed or withdrawn after the version or day SINCE, up to the version UNTIL, a line each."""
    record = load_record(folder)
    asked, problems = read_since({"since": [since]}, record)
    if until and until not in record.history.release_of:
        problems.append(read_since({"since": [until]}, record)[1][0])
    if problems:
        raise QueryError(problems)
    for change in list_changes(asked, record):
        if not until or version_key(change.version) <= version_key(until):
            click.echo(_line(change))


def _line(change: Change) -> str:
    """`1.3.0 changed 2024-02-27-zuckerberg-kishida: summary, sources`."""
    facts = f": {', '.join(change.facts)}" if change.facts else ""
    return f"{change.version} {change.kind} {change.meeting_id}{facts}"
