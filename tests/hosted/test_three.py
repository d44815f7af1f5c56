"""Three copies behind nginx: readers lose nothing when a copy is killed or all are replaced, and a check passes from outside.

Apart from the suite, since it takes some minutes: make test-hosted. It needs nginx, and ports 8500 and 8601 to 8603.
"""

import asyncio
import os
import signal
import statistics
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from hosted.readers import Reader, Told, read_for

sys.path.insert(0, str(Path(__file__).parents[2] / "deploy"))
import check
import three

BASE = f"http://127.0.0.1:{three.PORT}"
QUERIES = [
    "",
    "company=meta",
    "company=openai",
    "leader=jensen-huang",
    "city=seoul",
    "trip=zuckerberg-2024-02&lang=ja",
    "q=chips",
]
PAUSE = 0.04
"""Seconds between two requests: nginx lets one address ask fifty times a second."""

PLAIN = ["/", "/api/health", "/api/meetings.csv", "/api/meetings.json?company=meta", "/?leader=jensen-huang&lang=ko"]


@pytest.fixture(scope="module")
def host() -> Iterator[three.Host]:
    """The running host; nginx's own user can read the folder."""
    host = three.Host(Path(__file__).parents[2] / "build" / "host")
    try:
        host.start()
        yield host
    finally:
        host.stop()


async def read_while(number: int, seconds: float, deed: threading.Thread) -> Told:
    """What readers are told while something is done to the host."""
    reading = asyncio.create_task(read_for(seconds, BASE, number, QUERIES))
    await asyncio.sleep(seconds / 4)
    deed.start()
    return await reading


def test_the_check_from_outside_passes(host: three.Host, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(BASE) == 0, capsys.readouterr().out


def test_a_reader_gets_the_same_page_from_each_copy(host: three.Host) -> None:
    async def read(query: str) -> set[str]:
        readers = [Reader(f"http://127.0.0.1:{port}", Told()) for port in three.COPIES]
        pages = {await reader.ask(query) for reader in readers}
        for reader in readers:
            await reader.close()
        return pages

    for query in QUERIES:
        assert len(asyncio.run(read(query))) == 1


def test_fifty_readers_lose_nothing_when_a_copy_is_killed(host: three.Host) -> None:
    def kill() -> None:
        os.kill(host.copies[three.COPIES[1]].pid, signal.SIGKILL)
        host.copies[three.COPIES[1]].wait()

    told = asyncio.run(read_while(50, 40, threading.Thread(target=kill)))
    host.revive()
    three.wait_for(three.COPIES[1])
    assert told.errors == []
    assert told.reconnects > 5, "the copy that was killed had readers"
    assert len(told.seconds) > 250
    print(f"{len(told.seconds)} answers, {told.reconnects} reconnects, median {statistics.median(told.seconds):.3f} s")


def test_replacing_all_copies_is_no_error_on_any_route(host: three.Host) -> None:
    ends: list[str] = []
    replaced = threading.Event()

    def replace() -> None:
        host.replace_one_by_one()
        replaced.set()

    def ask() -> None:
        while not replaced.is_set():
            for path in PLAIN:
                try:
                    with urllib.request.urlopen(BASE + path, timeout=20) as answer:
                        ends.append(str(answer.status))
                except (urllib.error.URLError, OSError) as error:
                    ends.append(f"{path}: {error}")
                time.sleep(PAUSE)

    asking = threading.Thread(target=ask)
    asking.start()
    told = asyncio.run(read_while(20, 60, threading.Thread(target=replace)))
    replaced.wait(120)
    asking.join()
    assert set(ends) == {"200"}
    assert len(ends) > 100
    assert told.errors == []
    assert told.reconnects >= 20
