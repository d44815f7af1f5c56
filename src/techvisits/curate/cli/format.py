"""`techvisits format`: every table in its one form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from techvisits.package.canonical import build_canonical
from techvisits.package.errors import DataError
from techvisits.package.files import write_whole
from techvisits.package.tables import read_package


@click.command("format")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if a table is not in canonical form.")
@click.pass_obj
def format_command(folder: Path, only_check: bool) -> None:
    """Write every table in its one canonical form: sorted, trimmed, UTF-8, coordinates to 5 decimals."""
    package, findings = read_package(folder)
    if findings:
        raise DataError(findings)
    changed = 0
    for name, table in package.tables.items():
        path = folder / table.path
        before, after = path.read_bytes(), build_canonical(package.rows[name], table)
        if before == after:
            continue
        changed += 1
        if only_check:
            click.echo(_difference(table.path, before, after))
        else:
            write_whole(path, after)
            click.echo(f"{table.path}: written in canonical form")
    if not changed:
        click.echo("every table is in canonical form")
    sys.exit(1 if changed and only_check else 0)


def _difference(name: str, before: bytes, after: bytes) -> str:
    """`table.csv:7: -the line there +the line as it should be`, for the first line that differs."""
    old, new = before.split(b"\n"), after.split(b"\n")
    number = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)) - 1)
    was, becomes = (_quote(lines[number : number + 1]) for lines in (old, new))
    return f"{name}:{number + 1}: -{was} +{becomes}; run `techvisits format` [canonical]"


def _quote(lines: list[bytes]) -> str:
    text = repr(lines[0].decode("utf-8", "replace") if lines else "")[1:-1]
    return text if len(text) <= 80 else text[:79] + "…"
