"""What a record of any size takes in Python: to load, to filter, to count, in seconds and in memory.

PYTHONPATH=tests python -m benchmarks.sizes VISITS   prints one line of JSON; each size in a process of its own.
"""

import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.synth import write_package

from techvisits.export.csv import build_csv
from techvisits.package.home import default_folder
from techvisits.record import filters
from techvisits.record.facets import build_facet
from techvisits.record.filters import LISTS, Filters
from techvisits.record.shelf import load_record
from techvisits.text.address import State
from techvisits.text.page import Page
from techvisits.text.panel import render_panel


def main() -> None:
    """Print the figures of a package of so many visits; of the shipped one for 0."""
    visits = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        if visits:
            make_package(Path(folder), visits)
        print(json.dumps(measure(Path(folder) if visits else default_folder())))


def make_package(folder: Path, visits: int) -> None:
    """Write a made-up package of about so many visits, with a place for each three of them as the record has, ten thousand at the most."""
    write_package(folder, places=max(300, min(10_000, visits // 3)), legs=visits * 5 // 6)


def measure(folder: Path) -> dict[str, float]:
    """Figures by name: numbers, seconds, megabytes."""
    started = time.perf_counter()
    record = load_record(folder)
    load = time.perf_counter() - started
    company = next(iter(build_facet("company", Filters(), record)))
    asked = Filters().asking("company", [company])
    return {
        "visits": len(record.visits),
        "load, s": load,
        "filter, s": middle(lambda: filters.apply(asked, record)),
        "search, s": middle(lambda: filters.apply(Filters(q="topic"), record)),
        "counts of all lists, s": middle(lambda: [build_facet(key, asked, record) for key in LISTS]),
        "list and headline, s": middle(lambda: render_panel(Page(State(asked), record), [])),
        "CSV of one company, s": middle(lambda: build_csv(filters.apply(asked, record), record)),
        "most memory, MB": most_memory(),
    }


def middle(run: Callable[[], object], rounds: int = 3) -> float:
    """Median of the seconds that it takes."""
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def most_memory() -> float:
    """The most that this process had in memory, in megabytes."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
