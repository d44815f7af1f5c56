"""`techvisits dictionary`: what each table and field means."""

from __future__ import annotations

from pathlib import Path

import click

from techvisits.curate.cli.giving import OUTPUT, give
from techvisits.package.descriptor import load_descriptor
from techvisits.package.dictionary import build_dictionary
from techvisits.package.errors import TechVisitsError


@click.command("dictionary")
@OUTPUT
@click.option(
    "--check", "page", type=click.Path(dir_okay=False, path_type=Path), help="Exit 1 if this file is out of date."
)
@click.pass_obj
def dictionary_command(folder: Path, output: Path | None, page: Path | None) -> None:
    """Print the data dictionary in Markdown."""
    text = build_dictionary(load_descriptor(folder))
    if page is None:
        give(text.encode("utf-8"), output)
    elif not page.is_file() or page.read_bytes() != text.encode("utf-8"):
        raise TechVisitsError(f"{page} is out of date; write it anew with techvisits dictionary -o {page}")
