"""Addresses that nobody meant, on the live page: 10,000 query strings over WebSockets, and no exception or error on it.

PYTHONPATH=tests python -m hosted.fuzz_page [10000]
"""

import asyncio
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote_from_bytes

from hosted.readers import Reader, Told
from techvisits.package.home import default_folder
from techvisits.record.filters import KEYS, LISTS, NOTS, known_ids
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.text.address import STYLE

sys.path.insert(0, str(Path(__file__).parents[2] / "deploy"))
import three

PORT: Final = 8612
BASE: Final = f"http://127.0.0.1:{PORT}"
READERS: Final = 4
NAMES: Final = (*KEYS, *STYLE, "limit", "since", "theme", "embed", "page", "promise", "leader[]", "__proto__", "")
ODD: Final = (
    *("", "1", "0", "-1", "1e9", "9" * 30, "NaN", "２", "2024-02-30", "2024-02-27", "0001-01-01", "9999-12-31"),
    *("\0", "%", "<script>alert(1)</script>", "'; drop table visits--", "../../etc/passwd", "a" * 3000),
    *("\u202egnp.exe", "[x](javascript:alert(1))", "https://evil.example", ":red[x] $x$ `c`", "\r\nX-Evil: 1", "{n}"),
)


def main() -> None:
    """Print how many were asked; exit 1 with what went wrong."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    command = [sys.executable, "-m", "techvisits", "serve", "--address", "127.0.0.1", "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as copy:
        try:
            three.wait_for(PORT)
            started = time.monotonic()
            told = asyncio.run(ask_all(number))
        finally:
            copy.terminate()
    wrong = [error for error in told.errors if not is_notice(error)]
    print(
        f"{len(told.seconds)} addresses in {time.monotonic() - started:.0f} s, {len(told.errors)} notices, {len(wrong)} errors"
    )
    sys.exit("\n".join(wrong[:20]) if wrong else 0)


def is_notice(element: str) -> bool:
    """Whether it only says what of the address was not understood, or is hidden."""
    return "format: WARNING" in element or "format: INFO" in element


async def ask_all(number: int) -> Told:
    """What a few readers are told who ask for so many addresses one after the other."""
    told, queries = Told(), list_queries(number, load_record(default_folder()))
    await asyncio.gather(*(_read(queries, told) for _ in range(READERS)))
    return told


def list_queries(number: int, record: Record) -> Iterator[str]:
    """So many queries of up to six pairs: what the record knows, what is nearly right, and what is nothing at all."""
    draw = random.Random(number)
    known = {key: sorted(known_ids(key, record)) for key in (*LISTS, *NOTS)}
    for _ in range(number):
        pairs = (_draw_pair(draw, known) for _ in range(draw.randrange(7)))
        yield "&".join(f"{name}={value}" for name, value in pairs)


def _draw_pair(draw: random.Random, known: dict[str, list[str]]) -> tuple[str, str]:
    name = draw.choice([*known, *NAMES])
    values: list[bytes] = [
        draw.choice(known[draw.choice([*known])]).encode(),
        draw.choice(known.get(name, ["x"])).encode(),
        draw.choice(ODD).encode(),
        draw.randbytes(draw.randrange(20)),
    ]
    value = draw.choice(values)
    if draw.random() < 0.05:
        return name, value.decode("utf-8", "replace").replace("&", "")
    return name, quote_from_bytes(value)


async def _read(queries: Iterator[str], told: Told) -> None:
    reader = Reader(BASE, told)
    for query in queries:
        before = len(told.errors)
        page = await reader.ask(query)
        told.errors[before:] = [f"?{query[:300]}: {error}" for error in told.errors[before:]]
        if "<h1" not in page and "class='row" not in page and 'class="row' not in page and len(page) < 1000:
            told.errors.append(f"?{query[:300]}: the page is empty")
    await reader.close()


if __name__ == "__main__":
    main()
