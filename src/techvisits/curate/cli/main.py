"""The command line: each command asks the package's own functions and prints what they answer."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from techvisits import __version__
from techvisits.curate.check import check_package, today_there
from techvisits.curate.cli.add import add_command
from techvisits.curate.cli.changes import changes_command
from techvisits.curate.cli.duplicates import duplicates_command
from techvisits.curate.cli.geocode import geocode_command
from techvisits.curate.cli.links import links_command
from techvisits.curate.cli.release import release_command
from techvisits.curate.cli.serve import serve_command
from techvisits.curate.cli.stats import stats_command
from techvisits.export.formats import FORMATS
from techvisits.package import dictionary
from techvisits.package.canonical import build_canonical
from techvisits.package.descriptor import load_descriptor
from techvisits.package.errors import DataError, Finding, QueryError, SettingError, TechVisitsError
from techvisits.package.files import write_whole
from techvisits.package.home import default_folder
from techvisits.package.tables import read_package
from techvisits.record import filters, since
from techvisits.record.shelf import load_record

OUTPUT: Final = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")


class Commands(click.Group):
    """A group whose commands end in words, never in a traceback: exit 1 for data and files, 2 for a wrong question."""

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


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True)
@click.pass_obj
def check(folder: Path, /, form: str, today: dt.datetime | None) -> None:
    """Check the data package; exit 1 where it has errors, 0 where it has none or only warnings."""
    findings = check_package(folder, today.date() if today else today_there())
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = len(findings) - errors
    if form == "json":
        rows = [dataclasses.asdict(finding) for finding in findings]
        click.echo(json.dumps({"errors": errors, "warnings": warnings, "findings": rows}, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            click.echo(_line(finding))
        click.echo(f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}")
    sys.exit(1 if errors else 0)


@main.command("format")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if a table is not in canonical form.")
@click.pass_obj
def format_tables(folder: Path, only_check: bool) -> None:
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


@main.command("export")
@click.argument("form", metavar=f"{{{','.join(FORMATS)}}}", type=click.Choice([*FORMATS]))
@filter_options
@OUTPUT
@click.pass_obj
def export_meetings(folder: Path, /, form: str, output: Path | None, **asked: str | tuple[str, ...] | None) -> None:
    """Give the meetings away, all or those the filters let through."""
    record = load_record(folder)
    query = {key: [value] if isinstance(value, str) else [*(value or ())] for key, value in asked.items()}
    wanted, problems = filters.from_query(query, record)
    last, faults = since.read_since(query, record)
    if problems := [*problems, *faults]:
        raise QueryError(problems)
    shown = since.narrow(filters.apply(wanted, record), last, record)
    base_url = os.environ.get("TECHVISITS_BASE_URL", "")
    _give(FORMATS[form].build(shown, record, base_url), output)


@main.command("dictionary")
@OUTPUT
@click.option(
    "--check", "page", type=click.Path(dir_okay=False, path_type=Path), help="Exit 1 if this file is out of date."
)
@click.pass_obj
def show_dictionary(folder: Path, output: Path | None, page: Path | None) -> None:
    """Print the data dictionary in Markdown."""
    text = dictionary.build_dictionary(load_descriptor(folder))
    if page is None:
        _give(text.encode("utf-8"), output)
    elif not page.is_file() or page.read_bytes() != text.encode("utf-8"):
        raise TechVisitsError(f"{page} is out of date; write it anew with techvisits dictionary -o {page}")


main.add_command(add_command)
main.add_command(duplicates_command)
main.add_command(geocode_command)
main.add_command(links_command)
main.add_command(changes_command)
main.add_command(release_command)
main.add_command(serve_command)
main.add_command(stats_command)


def _line(finding: Finding) -> str:
    return f"{finding} (warning)" if finding.severity == "warning" else str(finding)


def _difference(name: str, before: bytes, after: bytes) -> str:
    """`table.csv:7: -the line there +the line as it should be`, for the first line that differs."""
    old, new = before.split(b"\n"), after.split(b"\n")
    number = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)) - 1)
    was, becomes = (_quote(lines[number : number + 1]) for lines in (old, new))
    return f"{name}:{number + 1}: -{was} +{becomes}; run `techvisits format` [canonical]"


def _quote(lines: list[bytes]) -> str:
    text = repr(lines[0].decode("utf-8", "replace") if lines else "")[1:-1]
    return text if len(text) <= 80 else text[:79] + "…"


def _give(content: bytes, output: Path | None) -> None:
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


def _refuse(error: click.UsageError) -> NoReturn:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        raise error
    command = error.ctx.command_path if error.ctx else "techvisits"
    click.echo(f"{command}: {' '.join(error.format_message().split())} See {command} --help", err=True)
    sys.exit(2)
