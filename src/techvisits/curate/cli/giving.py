"""Where the commands that make a file leave it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from techvisits.package.files import write_whole

OUTPUT: Final = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")


def give(content: bytes, output: Path | None) -> None:
    """Write what was made into the file, or to stdout where none is named."""
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        if output.exists() and not output.is_file():  # a device or pipe is written to, never replaced
            output.write_bytes(content)
        else:
            write_whole(output.resolve(), content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(output)) from error
    click.echo(f"{output}: written, {len(content):,} bytes", err=True)
