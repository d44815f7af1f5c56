"""Five hundred readers of first views and plain pages on three copies behind nginx: waits and errors.

PYTHONPATH=tests python -m hosted.crowd [--readers 500] [--minutes 3] [--pause 10]

Every reader has an address of the own (127.0.0.0/8), reads a page for `pause` seconds and opens another. Some addresses are
asked for often and most hardly ever (Zipf's law over all of them), and what nobody asked for before is made for the one who asks.
"""

import argparse
import asyncio
import random
import shutil
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Final

import aiohttp

from hosted.readers import Told
from hosted.soak import list_queries, tail
from techvisits.package.home import default_folder
from techvisits.record.shelf import load_record

sys.path.insert(0, str(Path(__file__).parents[2] / "deploy"))
import three

BASE: Final = f"http://127.0.0.1:{three.PORT}"
MOST: Final = 0.2
PATIENCE: Final = aiohttp.ClientTimeout(total=30)


def main() -> None:
    """Print the figures; exit 1 where one of them is not as it should be."""
    parser = argparse.ArgumentParser(description="A crowd of readers before three copies.")
    parser.add_argument("--readers", type=int, default=500)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--pause", type=float, default=10)
    asked = parser.parse_args()
    host = three.Host(Path(__file__).parents[2] / "build" / "host")
    shutil.rmtree(host.folder / "cache")
    (host.folder / "cache").mkdir()
    try:
        host.start()
        told, seen = asyncio.run(come(asked.readers, asked.minutes * 60, asked.pause))
    finally:
        host.stop()
    middle = statistics.median(told.seconds)
    print(
        f"{asked.readers} readers, a page each {asked.pause:g} s for {asked.minutes:g} minutes: {len(told.seconds)} pages"
    )
    print(f"{len(seen)} different ones, {len(told.errors)} errors; median {middle:.3f} s, ", end="")
    print(f"95th percentile {tail(told.seconds):.3f} s, longest {max(told.seconds):.3f} s")
    late = [f"the 95th percentile is above {MOST} s"] if tail(told.seconds) > MOST else []
    sys.exit("\n".join([*told.errors[:20], *late]) or 0)


async def come(readers: int, seconds: float, pause: float) -> tuple[Told, Counter[str]]:
    """What so many readers are told within that time, and how often each page was opened."""
    told, seen, paths = Told(), Counter[str](), list_paths()
    until = time.monotonic() + seconds
    await asyncio.gather(*(_read(n, paths, pause, until, (told, seen)) for n in range(readers)))
    return told, seen


def list_paths() -> list[str]:
    """Every address of the dashboard and of the plain pages, in an order drawn once: the first are asked for the most."""
    record = load_record(default_folder())
    things = {
        "meetings": record.by_id,
        "trips": record.trips,
        "people": record.people,
        "organizations": record.organizations,
        "places": record.places,
    }
    pages = [f"/{kind}/{i}?lang={code}" for kind, ids in things.items() for i in ids for code in ("en", "ja", "ko")]
    paths = [f"/?{query}" for query in list_queries()] + pages
    random.Random(1).shuffle(paths)
    return ["/", "/?lang=ja", "/?lang=ko", "/meetings", *paths]


async def _read(n: int, paths: list[str], pause: float, until: float, log: tuple[Told, Counter[str]]) -> None:
    told, seen = log
    draw, weights = random.Random(n), [1 / rank for rank in range(1, len(paths) + 1)]
    line = aiohttp.TCPConnector(local_addr=(f"127.1.{n // 250}.{n % 250 + 1}", 0))
    headers = {"Accept-Encoding": "br"}
    async with aiohttp.ClientSession(
        connector=line, headers=headers, timeout=PATIENCE, auto_decompress=False
    ) as session:
        await asyncio.sleep(draw.uniform(0, pause))
        while time.monotonic() < until:
            path = draw.choices(paths, weights)[0]
            started = time.perf_counter()
            try:
                async with session.get(BASE + path) as answer:
                    content = await answer.read()
                told.seconds.append(time.perf_counter() - started)
                seen[path] += 1
                if answer.status != 200 or len(content) < 1000:
                    told.errors.append(f"{path}: {answer.status}, {len(content)} bytes")
            except (aiohttp.ClientError, TimeoutError) as error:
                told.errors.append(f"{path}: {error!r}")
            await asyncio.sleep(draw.uniform(pause * 0.5, pause * 1.5))


if __name__ == "__main__":
    main()
