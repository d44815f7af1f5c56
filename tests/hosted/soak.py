"""Fifty dashboards on one copy for ten minutes, a change of filter every five seconds each: waits, errors, memory.

PYTHONPATH=tests python -m hosted.soak [--readers 50] [--minutes 10]; then a day's page views as fast as they go.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from hosted.readers import Reader, Told, read_for
from techvisits.package.home import default_folder
from techvisits.record.shelf import load_record

sys.path.insert(0, str(Path(__file__).parents[2] / "deploy"))
import three

PORT: Final = 8611
BASE: Final = f"http://127.0.0.1:{PORT}"
VIEWS_A_DAY: Final = 5000
LANES: Final = 8


def main() -> None:
    """Print the figures; exit 1 where one of them is not as it should be."""
    parser = argparse.ArgumentParser(description="A soak of one copy.")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    asked = parser.parse_args()
    command = [sys.executable, "-m", "techvisits", "serve", "--address", "127.0.0.1", "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as copy:
        try:
            three.wait_for(PORT)
            wrong = asyncio.run(soak(copy.pid, asked.readers, asked.minutes * 60))
        finally:
            copy.terminate()
    sys.exit("\n".join(wrong) if wrong else 0)


async def soak(pid: int, readers: int, seconds: float) -> list[str]:
    """What was not as it should be."""
    queries = list_queries()
    alone = await read_for(30, BASE, 1, queries, pause=0)
    memory: list[tuple[float, float]] = []
    watching = asyncio.create_task(watch_memory(pid, memory))
    told = await read_for(seconds, BASE, readers, queries)
    watching.cancel()
    settled = [megabytes for at, megabytes in memory if at > min(120, seconds / 3)]
    day = Told()
    before = megabytes_of(pid)
    await replay([queries[n % len(queries)] for n in range(VIEWS_A_DAY)], day)
    after = megabytes_of(pid)
    await replay([queries[n % len(queries)] for n in range(VIEWS_A_DAY)], day)
    again = megabytes_of(pid)
    print(f"{readers} readers, {seconds / 60:g} minutes: {len(told.seconds)} answers, {len(told.errors)} errors")
    print(f"95th percentile: alone {tail(alone.seconds):.3f} s, together {tail(told.seconds):.3f} s")
    print(f"memory after two minutes {settled[0]:.0f} MB, at the end {settled[-1]:.0f} MB, most {max(settled):.0f} MB")
    print(f"{VIEWS_A_DAY} page views: {before:.0f} MB before, {after:.0f} MB after, {again:.0f} MB after as many more")
    return [
        *told.errors,
        *day.errors,
        *(
            ["the 95th percentile is more than twice that of one reader"]
            if tail(told.seconds) > 2 * tail(alone.seconds)
            else []
        ),
        *(["memory grew by more than a twentieth"] if settled[-1] > settled[0] * 1.05 or again > after * 1.05 else []),
    ]


async def replay(queries: list[str], told: Told) -> None:
    """Readers in eight lanes, in each one after another, open an address and leave."""

    async def follow(lane: list[str]) -> None:
        for query in lane:
            reader = Reader(BASE, told)
            await reader.ask(query)
            await reader.close()

    await asyncio.gather(*(follow(queries[n::LANES]) for n in range(LANES)))


async def watch_memory(pid: int, memory: list[tuple[float, float]]) -> None:
    """Note seconds and megabytes, ten times a minute."""
    started = time.monotonic()
    while True:
        memory.append((time.monotonic() - started, megabytes_of(pid)))
        await asyncio.sleep(6)


def megabytes_of(pid: int) -> float:
    """What the process has in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def list_queries() -> list[str]:
    """An address for each leader, company, topic and trip, in turn in three languages."""
    record = load_record(default_folder())
    companies = {visit.visitor.company.organization_id for visit in record.visits}
    asked = [
        "",
        *(f"leader={i}" for i in sorted({v.visitor.leader.person_id for v in record.visits})),
        *(f"company={i}" for i in sorted(companies)),
        *(f"topic={i}" for i in sorted(record.topics)),
        *(f"trip={i}" for i in sorted(record.trips)),
    ]
    return [f"{query}&lang={('en', 'ja', 'ko')[n % 3]}" for n, query in enumerate(sorted(asked, key=lambda q: q[::-1]))]


def tail(seconds: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1]


if __name__ == "__main__":
    main()
