"""`techvisits check`: what is wrong with the data package."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sys
from pathlib import Path

import click

from techvisits.curate.check import check_package, today_there
from techvisits.package.errors import Finding


@click.command("check")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True)
@click.pass_obj
def check_command(folder: Path, /, form: str, today: dt.datetime | None) -> None:
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


def _line(finding: Finding) -> str:
    return f"{finding} (warning)" if finding.severity == "warning" else str(finding)
