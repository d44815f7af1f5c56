"""One line of JSON for each answer: when, what, how it ended and how long it took; nothing of who asked, nor what for."""

from __future__ import annotations

import json
import logging
import secrets
import sys
import time
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG: Final = logging.getLogger("techvisits")
FIELDS: Final = ("method", "path", "status", "milliseconds", "reference")
LONGEST_PATH: Final = 200


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time (UTC), level and message, what it tells beside, and the last line of a traceback with the whole of it."""
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **{name: getattr(record, name) for name in FIELDS if hasattr(record, name)},
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def start_log() -> None:
    """Send what the package tells to standard output, one line each."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Lines())
    LOG.handlers, LOG.propagate = [handler], False
    LOG.setLevel(logging.INFO)


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


def fail(doing: str) -> str:
    """A new reference for what has just failed, which is told to the log with its traceback."""
    reference = secrets.token_hex(4)
    LOG.exception("failed at %s", doing, extra={"reference": reference})
    return reference
