"""`techvisits export`: the meetings in any of the forms they are given away in."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click

from techvisits.curate.cli.giving import OUTPUT, give
from techvisits.export.formats import FORMATS
from techvisits.package.errors import QueryError
from techvisits.record import filters, since
from techvisits.record.shelf import load_record


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each filter of an address."""
    for key in reversed(filters.LISTS):
        name, words = key.replace("_", "-"), key.replace("_", " ")
        for option, which in ((f"not-{name}", "Without"), (name, "Only with")):
            help_ = f"{which} this {words}; may be repeated."
            parameter = option.replace("-", "_")
            command = click.option(f"--{option}", parameter, multiple=True, metavar="ID", help=help_)(command)
    for name, metavar, help_ in (
        ("--since", "VERSION", "Only what was added or changed since this version of the data, or a day."),
        ("--q", "WORDS", "With these words, in any script."),
        ("--both", "DAYS", "Received by both governments at most so many days apart."),
        ("--sources", "N", "With at least so many independent publishers."),
        ("--to", "YYYY-MM-DD", "Not after this day."),
        ("--from", "YYYY-MM-DD", "Not before this day."),
    ):
        command = click.option(name, metavar=metavar, help=help_)(command)
    return command


@click.command("export")
@click.argument("form", metavar=f"{{{','.join(FORMATS)}}}", type=click.Choice([*FORMATS]))
@filter_options
@OUTPUT
@click.pass_obj
def export_command(folder: Path, /, form: str, output: Path | None, **asked: str | tuple[str, ...] | None) -> None:
    """Give the meetings away, all or those the filters let through."""
    record = load_record(folder)
    query = {key: [value] if isinstance(value, str) else [*(value or ())] for key, value in asked.items()}
    wanted, problems = filters.from_query(query, record)
    last, faults = since.read_since(query, record)
    if problems := [*problems, *faults]:
        raise QueryError(problems)
    shown = since.narrow(filters.apply(wanted, record), last, record)
    base_url = os.environ.get("TECHVISITS_BASE_URL", "")
    give(FORMATS[form].build(shown, record, base_url), output)
