"""Each answer is told to the log: what it was, how it ended and how long it took."""

from __future__ import annotations

import time
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from techvisits.package.log import LOG, fail

LONGEST_PATH: Final = 200


class Log:
    """An app whose answers are told; what it fails at is a 500 with a reference that stands in the log too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer of the app."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 0

        async def send_told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_told)
        except Exception:
            reference = fail(f"answering {scope['path'][:LONGEST_PATH]}")
            if status:
                raise
            answer = PlainTextResponse(f"Something went wrong here. Quote this reference: {reference}", 500)
            await answer(scope, receive, send_told)
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        told = {"method": scope["method"], "path": scope["path"][:LONGEST_PATH], "status": status}
        LOG.info("answer", extra={**told, "milliseconds": milliseconds})
