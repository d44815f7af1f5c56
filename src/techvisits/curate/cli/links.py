"""`techvisits check --links`: what the pages of the sources answer, and how a curator is told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from techvisits.curate.check import today_there
from techvisits.curate.links import SEEN, WAYBACK, check_links, list_due
from techvisits.curate.links_fetch import Visitor, build_agent
from techvisits.package.tables import load_package

Function = TypeVar("Function", bound=Callable[..., Any])


def link_options(command: Function) -> Function:
    """The command with the options of a check of links."""
    for option in (
        click.option("--archive", metavar="URL", help="Archive asked for copies; empty for none.", default=WAYBACK),
        click.option("--user-agent", metavar="TEXT", help="Your project and an address; else TECHVISITS_USER_AGENT."),
        click.option("--timeout", metavar="SECONDS", type=click.FloatRange(0.1, 120), default=20.0),
        click.option("--delay", metavar="SECONDS", type=click.FloatRange(0, 600), default=1.0, help="Pause per host."),
        click.option("--limit", metavar="N", type=click.IntRange(1), help="Ask for so many pages at most."),
        click.option("--links", is_flag=True, help="Ask for the sources' pages instead, and note how they answer."),
    ):
        command = option(command)
    return command


def show_links(
    folder: Path, *, limit: int | None, delay: float, timeout: float, user_agent: str | None, archive: str
) -> None:
    """Ask for the pages that are due, print those that do not answer as they should, and a count of all."""
    visitor = Visitor(build_agent(user_agent, os.environ), delay, timeout)
    package, today = load_package(folder), today_there()
    due = list_due(package, today)
    asked = due[:limit]
    counts: Counter[str] = Counter()
    try:
        for row in check_links(package, visitor, asked, today, archive):
            counts[row["state"]] += 1
            if row["state"] != "ok":
                where = row["final_url"] if row["state"] in SEEN else row["status"] or "no answer"
                click.echo(f"{row['url']}: {row['state']} ({where})")
    except KeyboardInterrupt:
        click.echo("stopped by you; run the command again to go on", err=True)
    states = ", ".join(f"{number} {state}" for state, number in sorted(counts.items()))
    click.echo(f"{counts.total()} pages asked for: {states or 'none'}; {len(due) - counts.total()} still due")
