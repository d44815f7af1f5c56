"""The command line: each command asks the package's own functions and prints what they answer."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from techvisits import __version__
from techvisits.package.errors import QueryError, SettingError, TechVisitsError
from techvisits.package.home import default_folder

COMMANDS: Final = (
    "add",
    "changes",
    "check",
    "dictionary",
    "duplicates",
    "export",
    "format",
    "geocode",
    "links",
    "release",
    "serve",
    "stats",
)


class Commands(click.Group):
    """A group whose commands end in words, never in a traceback: exit 1 for data and files, 2 for a wrong question.

    Each command is a module beside this one that is imported when it is called, so that none waits for what others need.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in COMMANDS:
            return None
        found = getattr(import_module(f"{__package__}.{name}"), f"{name}_command")
        return found if isinstance(found, click.Command) else None

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of the call; a wrong option becomes a line on stderr."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            _refuse(error)

    def invoke(self, ctx: click.Context) -> Any:
        """What the command returns; an error of ours, of the call or of the system becomes a line on stderr."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            _refuse(error)
        except TechVisitsError as error:
            click.echo(error, err=True)
            ctx.exit(2 if isinstance(error, (QueryError, SettingError)) else 1)
        except BrokenPipeError:
            raise
        except OSError as error:
            click.echo(
                f"{error.filename or 'file'}: {error.strerror or error}; choose another file or folder", err=True
            )
            ctx.exit(1)


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="techvisits")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the data package; the shipped one by default.")
@click.pass_context
def main(ctx: click.Context, data: Path | None) -> None:
    """Tech Visits: sourced records of technology leaders' meetings in Japan and Korea."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    ctx.obj = data or default_folder()


def _refuse(error: click.UsageError) -> NoReturn:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        raise error
    command = error.ctx.command_path if error.ctx else "techvisits"
    click.echo(f"{command}: {' '.join(error.format_message().split())} See {command} --help", err=True)
    sys.exit(2)
