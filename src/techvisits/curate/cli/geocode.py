"""`techvisits geocode`: what a curator runs to find, check and name the positions of places."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from techvisits.curate.geocode.places import (
    Answer,
    Choose,
    Run,
    choose_places,
    fill_places,
    load_places,
    places_to_ask,
    remove_leftovers,
)
from techvisits.curate.geocode.rank import Candidate, Verdict
from techvisits.curate.geocode.service import Service, build_service
from techvisits.curate.geocode.verify import Comparison, curated_places, verify_places
from techvisits.curate.geocode.wards import build_natives, check_places, load_wards
from techvisits.package.descriptor import Row
from techvisits.package.errors import DataError, GeocodeError, QueryError, SettingError
from techvisits.package.home import default_folder

FINDINGS, USAGE = 1, 2


@click.command("geocode", short_help="Find the coordinates of places that have none.")
@click.option("--place", "only", multiple=True, metavar="ID", help="Only this place; repeat for several.")
@click.option("--dry-run", is_flag=True, help="Ask and show, but write nothing.")
@click.option("--interactive", is_flag=True, help="Ask which answer is right where two are as good as each other.")
@click.option("--verify", is_flag=True, help="Compare curated coordinates with the service's; write nothing.")
@click.option("--reverse", is_flag=True, help="Name the ward or gu at each coordinate, offline; write nothing.")
@click.pass_obj
def geocode_command(folder: Path | None, /, only: tuple[str, ...], **asked: bool) -> None:
    """Find the coordinates of places that have none, and write each down as it is found.

    The service is set by TECHVISITS_USER_AGENT (your project and an address; needed), TECHVISITS_GEOCODER
    (a geopy service, default nominatim), TECHVISITS_GEOCODER_URL and TECHVISITS_GEOCODER_KEY. Only places without
    coordinates are asked; curated coordinates are never changed. Stop at any time: the next run goes on from there.
    """
    folder = folder or default_folder()
    with in_words():
        if sum((asked["dry_run"] or asked["interactive"], asked["verify"], asked["reverse"])) > 1:
            raise QueryError(["--verify and --reverse go with --place only; run them apart"])
        if asked["reverse"]:
            reverse_places(folder, only)
        elif asked["verify"]:
            verify_curated(folder, only, build_service(os.environ))
        else:
            choose = ask_curator if asked["interactive"] else None
            fill_open(folder, only, build_service(os.environ), dry_run=asked["dry_run"], choose=choose)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn each error of ours into one line on stderr: exit 2 for a wrong question or setting, 1 for a fault."""
    try:
        yield
    except (SettingError, QueryError) as error:
        _stop(str(error), USAGE)
    except (GeocodeError, DataError) as error:
        _stop(str(error), FINDINGS)


def fill_open(
    folder: Path, only: tuple[str, ...], service: Service, *, dry_run: bool = False, choose: Choose | None = None
) -> None:
    """Fill the open places and print what came of each; exit 1 where one stays open."""
    remove_leftovers(folder)
    places = load_places(folder)
    todo = places_to_ask(places, only)
    if not todo:
        click.echo(
            "nothing to do: every place named has coordinates" if only else "nothing to do: every place has coordinates"
        )
        return
    answers: list[Answer] = []
    run = Run(folder, service, date.today(), build_natives(places.rows, load_wards()), choose, dry_run)
    steps = fill_places(run, only)
    try:
        with _progress(len(todo), hidden=bool(choose)) as advance:
            for answer in steps:
                answers.append(answer)
                advance()
    except KeyboardInterrupt:
        _stop("stopped by you; run the command again to go on", FINDINGS)
    finally:
        _summarize(answers, places.path, dry_run=dry_run)
    if any(answer.outcome != "found" for answer in answers):
        sys.exit(FINDINGS)


def ask_curator(place: Row, verdict: Verdict) -> Candidate | None:
    """The answer the curator picks for a place at the terminal, None where it is left open."""
    click.echo(f"{place['place_id']}: {place['name']} {place['name_native']}, {place['address']}")
    for number, candidate in enumerate(verdict.fitting, 1):
        click.echo(f"  {number}  {candidate}")
    picked = click.prompt("Which one (0: leave it open)", type=click.IntRange(0, len(verdict.fitting)), default=0)
    return verdict.fitting[picked - 1] if picked else None


def _progress(length: int, *, hidden: bool) -> AbstractContextManager[Callable[[], None]]:
    """A bar with the time left, moved on by calling it; nothing where the curator is asked in between."""
    return nullcontext(lambda: None) if hidden else _Bar(length)


class _Bar(AbstractContextManager[Callable[[], None]]):
    def __init__(self, length: int) -> None:
        self.bar = click.progressbar(length=length, label="Asking", show_pos=True, file=sys.stderr)

    def __enter__(self) -> Callable[[], None]:
        self.bar.__enter__()
        return lambda: self.bar.update(1)

    def __exit__(self, *error: object) -> None:
        self.bar.render_finish()


def _summarize(answers: list[Answer], path: Path, *, dry_run: bool) -> None:
    """Print every answer, then found, unsure and not found, each with the next step."""
    found = [answer for answer in answers if answer.outcome == "found"]
    unsure = [answer for answer in answers if answer.outcome == "unsure"]
    missing = [answer for answer in answers if answer.outcome == "none"]
    for answer in found:
        click.echo(_found_line(answer))
    for answer in unsure:
        click.echo(f"{answer.place_id}: unsure ({answer.rung}): {answer.verdict.best}")
        click.echo(f"    or {answer.verdict.runner_up}, {answer.verdict.runner_up_km:.2f} km from it")
    for answer in missing:
        click.echo(f"{answer.place_id}: not found: {'; '.join(answer.reasons[:3])}")
    written = "nothing is written (--dry-run)" if dry_run else f"look them over: git diff {path}"
    click.echo(f"found {len(found)}: {written}" if found else "found 0")
    if unsure:
        click.echo(f"unsure {len(unsure)}: pick one with: techvisits geocode --interactive")
    if missing:
        click.echo(
            f"not found {len(missing)}: mend the name or address, or look the coordinates up and enter them as curated"
        )


def _found_line(answer: Answer) -> str:
    away = answer.verdict.runner_up_km
    rest = "no other answer" if away is None else f"next answer {away:.2f} km away"
    return f"{answer.place_id}: {answer.precision} ({answer.rung}): {answer.verdict.best}; {rest}"


def verify_curated(folder: Path, only: tuple[str, ...], service: Service) -> None:
    """Compare the curated places with the service; exit 1 where one is far off and the table does not say why."""
    places = load_places(folder)
    comparisons: list[Comparison] = []
    try:
        with _progress(len(curated_places(places, only)), hidden=False) as advance:
            for comparison in verify_places(places, service, build_natives(places.rows, load_wards()), only):
                comparisons.append(comparison)
                advance()
    except KeyboardInterrupt:
        _stop("stopped by you", FINDINGS)
    finally:
        _report(comparisons)
    if any(comparison.is_unexplained for comparison in comparisons):
        sys.exit(FINDINGS)


def _report(comparisons: list[Comparison]) -> None:
    """Print every curated place over 250 m from the service's answer, and the count of the others."""
    answered = [comparison for comparison in comparisons if comparison.kilometres is not None]
    far = [comparison for comparison in answered if comparison.is_far]
    for comparison in far:
        why = comparison.explanation or "look at both and correct the one that is wrong"
        click.echo(f"{comparison.place_id}: {comparison.kilometres:.2f} km from {comparison.candidate}: {why}")
    open_ = sum(comparison.is_unexplained for comparison in far)
    click.echo(
        f"{len(answered)} of {len(comparisons)} curated places answered: {len(answered) - len(far)} within 250 m, "
        f"{len(far) - open_} farther as the table says, {open_} farther and unexplained"
    )


def reverse_places(folder: Path, only: tuple[str, ...]) -> None:
    """Print the ward of each place; exit 1 where an address says another."""
    places = load_places(folder)
    wanted = {row["place_id"] for row in choose_places(places, only)}
    results = [result for result in check_places(places.rows, load_wards()) if result.place_id in wanted]
    for result in results:
        click.echo(str(result))
    wrong = [result for result in results if result.named]
    outside = sum(not result.ward for result in results)
    click.echo(
        f"{len(results)} places: {outside} outside the bundled boundaries, {len(wrong)} whose address says another ward"
    )
    if wrong:
        sys.exit(FINDINGS)


def _stop(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)
