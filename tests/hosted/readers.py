"""Readers as the dashboard's own script talks for them: a WebSocket, an address, and an answer when all of the page is there."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

PATIENCE = 30.0


@dataclass
class Told:
    """What readers were told: seconds of each answer, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    reconnects: int = 0


@dataclass
class Reader:
    """One open dashboard at `base`, as `http://127.0.0.1:8500`."""

    base: str
    told: Told
    socket: ClientConnection | None = None

    async def open(self) -> None:
        """Connect, as often as a browser would try."""
        address = "ws" + self.base.removeprefix("http") + "/_stcore/stream"
        for attempt in range(40):
            try:
                self.socket = await websockets.connect(
                    address, subprotocols=["streamlit"], origin=self.base, max_size=None, compression="deflate"
                )
                return
            except (OSError, websockets.WebSocketException):
                await asyncio.sleep(0.1 * min(attempt + 1, 10))
        raise ConnectionError("no copy takes a new reader")

    async def ask(self, query: str) -> str:
        """The words of the whole page at that address; a lost connection is made anew, and asked the same."""
        started = time.perf_counter()
        for _ in range(10):
            try:
                if self.socket is None:
                    await self.open()
                    self.told.reconnects += 1
                page = await asyncio.wait_for(self._exchange(query), PATIENCE)
                self.told.seconds.append(time.perf_counter() - started)
                return page
            except (OSError, websockets.ConnectionClosed):
                self.socket = None
        raise ConnectionError(f"no answer to {query}")

    async def close(self) -> None:
        """Leave."""
        if self.socket is not None:
            await self.socket.close()

    async def _exchange(self, query: str) -> str:
        assert self.socket is not None
        message = BackMsg()
        message.rerun_script.query_string = query
        await self.socket.send(message.SerializeToString())
        words = []
        while True:
            answer = ForwardMsg()
            frame = await self.socket.recv()
            assert isinstance(frame, bytes)
            answer.ParseFromString(frame)
            kind = answer.WhichOneof("type")
            if kind == "delta":
                element = answer.delta.new_element
                if element.WhichOneof("type") == "bidi_component":
                    words.append(element.bidi_component.mixed.json or element.bidi_component.json)
                elif element.WhichOneof("type") in ("exception", "alert"):
                    self.told.errors.append(str(element)[:300])
            elif kind == "script_finished":
                return "".join(words)


async def read_for(seconds: float, base: str, number: int, queries: Sequence[str], pause: float = 5.0) -> Told:
    """What so many readers are told who each change the address every `pause` seconds, for so long."""
    told = Told()
    until = time.monotonic() + seconds
    await asyncio.gather(*(_read(n, base, queries, pause, until, told) for n in range(number)))
    return told


async def _read(n: int, base: str, queries: Sequence[str], pause: float, until: float, told: Told) -> None:
    reader, draw = Reader(base, told), random.Random(n)
    await asyncio.sleep(draw.uniform(0, pause))
    try:
        await reader.open()
        while time.monotonic() < until:
            await reader.ask(draw.choice(queries))
            await asyncio.sleep(draw.uniform(pause * 0.8, pause * 1.2))
        await reader.close()
    except (OSError, TimeoutError, websockets.WebSocketException) as error:
        told.errors.append(f"reader {n}: {error!r}")
