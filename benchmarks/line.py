"""A line between a browser and a server, as slow as one likes, that counts what it carries; it carries WebSockets too."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

CHUNK = 16_384


@dataclass
class Line:
    """What lies before a server: `server` is its address, `address` that of the near end, `carried` the bytes that came from the server so far."""

    server: str
    address: str = ""
    carried: int = 0


@dataclass
class Way:
    """One direction for all connections: bits per second (0: no limit), and seconds from end to end."""

    rate: float
    delay: float
    free_at: float = 0.0

    def arrival(self, length: int) -> float:
        """When the last of so many bytes that start now is there; they wait for those before them."""
        self.free_at = max(self.free_at, time.monotonic()) + (length * 8 / self.rate if self.rate else 0)
        return self.free_at + self.delay


@contextmanager
def lay_line(server: str, megabits: float = 0, milliseconds: float = 0) -> Iterator[Line]:
    """A line to the server at that address: of so many megabits a second, so many milliseconds there and back."""
    line, loop, ready = Line(server), asyncio.new_event_loop(), threading.Event()
    port = urlsplit(server).port
    down, up = (Way(megabits * share * 1e6, milliseconds / 2000) for share in (1, 0.25))

    async def accept(near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        await asyncio.sleep(milliseconds / 1000)
        with suppress(OSError, asyncio.CancelledError):
            far, forth = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(carry(near, forth, up), carry(far, back, down, line))

    async def run() -> None:
        listening = await asyncio.start_server(accept, "127.0.0.1", 0)
        line.address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        ready.set()
        await listening.serve_forever()

    thread = threading.Thread(target=lambda: _run(loop, run()), daemon=True)
    thread.start()
    ready.wait()
    try:
        yield line
    finally:
        loop.call_soon_threadsafe(_cancel_all, loop)
        thread.join(timeout=5)


async def carry(near: asyncio.StreamReader, far: asyncio.StreamWriter, way: Way, line: Line | None = None) -> None:
    """Carry what comes until the near side ends; what is on the way arrives in its order."""
    waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(maxsize=64)

    async def deliver() -> None:
        while True:
            arrival, content = await waiting.get()
            await asyncio.sleep(max(0.0, arrival - time.monotonic()))
            if not content:
                far.close()
                return
            far.write(content)
            await far.drain()

    with suppress(OSError):
        delivering = asyncio.create_task(deliver())
        while content := await near.read(CHUNK):
            if line:
                line.carried += len(content)
            await waiting.put((way.arrival(len(content)), content))
        await waiting.put((way.arrival(0), b""))
        await delivering


def _run(loop: asyncio.AbstractEventLoop, serving: object) -> None:
    with suppress(asyncio.CancelledError):
        loop.run_until_complete(serving)  # type: ignore[arg-type]


def _cancel_all(loop: asyncio.AbstractEventLoop) -> None:
    for task in asyncio.all_tasks(loop):
        task.cancel()
