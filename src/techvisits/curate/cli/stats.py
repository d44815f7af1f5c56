"""`techvisits stats`: what the record holds, in numbers."""

from __future__ import annotations

from pathlib import Path

import click

from techvisits.package.errors import QueryError, TechVisitsError
from techvisits.package.files import write_whole
from techvisits.record.shelf import load_record
from techvisits.record.stats import build_stats, replace_numbers

PAGE = click.Path(dir_okay=False, path_type=Path)


@click.command("stats", short_help="Print the numbers of the record.")
@click.option("-o", "--output", type=PAGE, help="Page whose numbers, between its marks, are written anew.")
@click.option("--check", "page", type=PAGE, help="Exit 1 if the numbers of this page are out of date.")
@click.pass_obj
def stats_command(folder: Path, output: Path | None, page: Path | None) -> None:
    """Print the numbers of the record in Markdown, or write them into a page between its marks."""
    if output and page:
        raise QueryError(["--check writes nothing; leave out -o or --check"])
    numbers = build_stats(load_record(folder))
    target = output or page
    if target is None:
        click.echo(numbers)
        return
    before = target.read_text("utf-8")
    after = replace_numbers(before, numbers, target.name)
    if page and before != after:
        raise TechVisitsError(f"the numbers of {page} are out of date; write them anew with techvisits stats -o {page}")
    if output and before != after:
        write_whole(output.resolve(), after.encode("utf-8"))
        click.echo(f"{output}: numbers written", err=True)
