"""How fast the plain routes answer, beside Datasette with the same rows in one table and the same questions.

PYTHONPATH=tests python -m benchmarks.routes [--rounds 40] [--clients 16]
"""

import argparse
import http.client
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

import pandas as pd
from benchmarks.measure import processor
from browser.serving import run_server, serve

from techvisits.export.csv import build_csv
from techvisits.package.home import default_folder
from techvisits.record.filters import Filters, apply
from techvisits.record.shelf import load_record

DATASETTE: Final = ("datasette==0.65.5", "datasette-atom==0.9", "datasette-ics==0.5.2")
LIMITS: Final = ("--setting", "max_returned_rows", "100000", "--setting", "default_page_size", "1000")
ROWS: Final = "/visits/visits"
FEED: Final = (
    f"{ROWS.rpartition('/')[0]}.atom?sql=select+meeting_id+as+atom_id,+date||'T00:00:00Z'+as+atom_updated,"
    "+leader+as+atom_title,+summary+as+atom_content+from+visits+order+by+date+desc+limit+50"
)
CALENDAR: Final = f"{ROWS.rpartition('/')[0]}.ics?sql=select+leader+as+event_name,+date+as+event_dtstart,+summary+as+event_description+from+visits"


@dataclass(frozen=True)
class Question:
    """The same question to both: a path of ours, and one of Datasette's, empty where it has nothing like it."""

    name: str
    ours: str
    theirs: str


QUESTIONS: Final = (
    Question("all rows as CSV", "/api/meetings.csv", f"{ROWS}.csv?_stream=on"),
    Question("all rows as JSON", "/api/meetings.json", f"{ROWS}.json?_shape=array&_size=max"),
    Question("all rows as GeoJSON", "/api/meetings.geojson", f"{ROWS}.json?_shape=array&_size=max"),
    Question("all rows as a calendar", "/api/meetings.ics", CALENDAR),
    Question("all rows as Parquet", "/api/meetings.parquet", f"{ROWS}.csv?_stream=on"),
    Question("the newest as a feed", "/feed.atom", FEED),
    Question("a list in HTML", "/meetings", f"{ROWS}?_size=50"),
    Question("one company as CSV", "/api/meetings.csv?company=meta", f"{ROWS}.csv?_stream=on&company_id=meta"),
    Question("one company as JSON", "/api/meetings.json?company=meta", f"{ROWS}.json?_shape=array&company_id=meta"),
    Question(
        "words as JSON",
        "/api/meetings.json?q=semiconductor",
        f"{ROWS}.json?_shape=array&summary__contains=semiconductor",
    ),
    Question("one meeting's page", "/meetings/2024-02-27-zuckerberg-kishida", f"{ROWS}/1"),
    Question("the whole as SQLite", "/data.sqlite", "/visits.db"),
    Question("health", "/api/health", "/-/versions.json"),
)


def main() -> None:
    """Print the machine and a table."""
    parser = argparse.ArgumentParser(description="Measure the routes beside Datasette.")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--clients", type=int, default=16)
    asked = parser.parse_args()
    print(
        f"{processor()}, {os.cpu_count()} cores; Python {platform.python_version()}; starlette {version('starlette')}"
    )
    print(
        f"{DATASETTE[0]}; {asked.rounds} requests in a row and {asked.clients} clients at once, in turn, after warming up"
    )
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "visits.db"
        write_database(database)
        tool = str((install() / "datasette").resolve())
        command = ("serve", "--immutable", str(database.resolve()), *LIMITS, "--port")
        with run_server(*command, health="/-/versions.json", tool=tool) as theirs, serve() as ours:
            print(
                "\n| question | clients | ours p50 | p95 | Datasette p50 | p95 | ratio of p50 | of p95 |\n|---|---:|---:|---:|---:|---:|---:|---:|"
            )
            for question in QUESTIONS:
                for clients in (1, asked.clients):
                    print(compare(question, (ours, theirs), clients, asked.rounds), flush=True)


def install() -> Path:
    """The folder of the commands of a virtual environment with Datasette, made where it is not there."""
    folder = Path("build/datasette")
    if not (folder / "bin" / "datasette").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", "setuptools<81", *DATASETTE], check=True)
    return folder / "bin"


def write_database(path: Path) -> None:
    """All visits in one table with an index on what is asked for."""
    record = load_record(default_folder())
    content = build_csv(apply(Filters(), record), record)
    table = Path(path).with_suffix(".csv")
    table.write_bytes(content)
    with closing(sqlite3.connect(path)) as database:
        pd.read_csv(table, dtype=str, keep_default_na=False, encoding="utf-8-sig").to_sql(
            "visits", database, index=False
        )
        database.execute("create index companies on visits (company_id)")
        database.commit()


def compare(question: Question, addresses: Sequence[str], clients: int, rounds: int) -> str:
    """The row of one question."""
    paths = (question.ours, question.theirs)
    both: tuple[list[float], list[float]] = ([], [])
    for address, path in zip(addresses, paths, strict=True):
        ask(address, path, 3)
    for _ in range(2):
        for seconds, address, path in zip(both, addresses, paths, strict=True):
            seconds += ask_at_once(address, path, clients, max(2, rounds // 2 // max(1, clients // 4)))
    (fast, slow), (their_fast, their_slow) = (middle_and_tail(seconds) for seconds in both)
    figures = " | ".join(f"{value * 1000:.1f} ms" for value in (fast, slow, their_fast, their_slow))
    return f"| {question.name} | {clients} | {figures} | {fast / their_fast:.2f} | {slow / their_slow:.2f} |"


def ask_at_once(address: str, path: str, clients: int, each: int) -> list[float]:
    """Seconds of each answer, of so many clients who each ask so often."""
    seconds: list[float] = []
    threads = [threading.Thread(target=lambda: seconds.extend(ask(address, path, each))) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seconds


def ask(address: str, path: str, number: int) -> list[float]:
    """Seconds of each answer on one kept connection, compressed as a browser asks for it."""
    seconds = []
    with closing(http.client.HTTPConnection(address.removeprefix("http://").strip("/"), timeout=60)) as connection:
        for _ in range(number):
            started = time.perf_counter()
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            content = answer.read()
            seconds.append(time.perf_counter() - started)
            if answer.status != 200 or not content:
                raise ValueError(f"{address}{path}: {answer.status} {content[:200]!r}")
    return seconds


def middle_and_tail(seconds: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]


if __name__ == "__main__":
    main()
