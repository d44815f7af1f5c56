"""Routes on a real server, as Streamlit serves them, and a client that asks for exactly what it is told."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from techvisits.web.first import Shell
from techvisits.web.routes import build_middleware


@dataclass(frozen=True)
class Answer:
    """What came back; the names of the headers are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def problem(self) -> dict[str, object]:
        """The document of a refusal, which a program can read (RFC 9457)."""
        assert self.headers["content-type"] == "application/problem+json"
        document = json.loads(self.body)
        assert isinstance(document, dict)
        assert document["status"] == self.status
        assert {"type", "title", "detail"} <= document.keys()
        return document

    @property
    def problems(self) -> list[str]:
        """The lines of a refusal, one for each thing that is wrong."""
        errors = self.problem["errors"]
        assert isinstance(errors, list)
        return [_line(error) for error in errors]


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """The answer to exactly this path, which nothing on the way tidies up."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


def _line(error: dict[str, object]) -> str:
    value = "" if error["value"] is None else f"={error['value']}"
    return f"{error['parameter']}{value}: {error['detail']}"


@contextmanager
def serve(routes: Sequence[BaseRoute], shell: Shell | None = None) -> Iterator[Server]:
    """The routes with their middleware, on a port of their own."""
    app = Starlette(routes=routes, middleware=build_middleware(shell) if shell else ())
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        running = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            deadline = time.monotonic() + 30
            while not running.started and time.monotonic() < deadline:
                time.sleep(0.01)
            yield Server(listener.getsockname()[1])
        finally:
            running.should_exit = True
            thread.join(timeout=30)
