"""`techvisits links`: how the pages of the sources answer, as a link checker found it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import click

from techvisits.curate.check import today_there
from techvisits.curate.links import build_links, build_page, load_report
from techvisits.package.canonical import build_canonical
from techvisits.package.files import write_whole
from techvisits.package.tables import load_package


@click.command("links", short_help="Note how the sources' pages answer, from a link checker's report.")
@click.argument("report", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True)
@click.pass_obj
def links_command(folder: Path, report: Path | None, today: dt.datetime | None) -> None:
    """Note in links.csv how the sources' pages answer, from lychee's JSON REPORT; no other table is touched.

    Without REPORT, print a page that links to every source: what lychee is to read. `make links` does it all.
    """
    package = load_package(folder)
    if report is None:
        click.echo(build_page(package), nl=False)
        return
    answers = load_report(report)
    rows, new = build_links(package, answers, today.date() if today else today_there())
    table = package.tables["links"]
    write_whole(folder / table.path, build_canonical(rows, table))
    for row in new:
        if row["state"] != "ok":
            click.echo(f"{row['url']}: {row['state']} ({row['final_url'] or row['status'] or 'no answer'})")
    counts = Counter(row["state"] for row in new)
    states = ", ".join(f"{number} {state}" for state, number in sorted(counts.items()))
    click.echo(f"{len(new)} pages asked for: {states or 'none'}; {len(rows)} in {table.path}")
