"""What the package tells of its work: a line of JSON each, with nothing of who asked, nor what for."""

from __future__ import annotations

import json
import logging
import secrets
import sys
import time
from typing import Final

LOG: Final = logging.getLogger("techvisits")
FIELDS: Final = ("method", "path", "status", "milliseconds", "reference", "readers")


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


def fail(doing: str) -> str:
    """A new reference for what has just failed, which is told to the log with its traceback."""
    reference = secrets.token_hex(4)
    LOG.exception("failed at %s", doing, extra={"reference": reference})
    return reference
