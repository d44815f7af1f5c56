"""`techvisits duplicates`: what in the record may stand there twice."""

from __future__ import annotations

from pathlib import Path

import click

from techvisits.curate.duplicates import list_duplicates
from techvisits.package.tables import load_package


@click.command("duplicates", short_help="List meetings, places and summaries that look like copies.")
@click.pass_obj
def duplicates_command(folder: Path) -> None:
    """List pairs of meetings that may be one event, of venues that may be one place, and summaries like a headline."""
    lines = list(list_duplicates(load_package(folder)))
    for line in lines:
        click.echo(line)
    click.echo(f"{len(lines)} to look at")
