"""Files of the package: read as text or refused in words, and never half written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

from techvisits.package.errors import DataError, Finding

LARGEST_FILE: Final = 512 * 1024 * 1024


def read_text(path: Path) -> str:
    """The file as text; raises DataError where it cannot be read, is too large, or is no UTF-8."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            what = f"is {size // 1024**2} MB, more than the {LARGEST_FILE // 1024**2} MB a table may have"
            raise DataError([Finding(path.name, 0, "", what, "look for rows repeated by mistake", "file")])
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError([Finding(path.name, line, "", "is not UTF-8", "save the file as UTF-8", "encoding")]) from error
    except OSError as error:
        what = error.strerror or "cannot be read"
        what, remedy = what[:1].lower() + what[1:], "restore it from version control"
        raise DataError([Finding(path.name, 0, "", what, remedy, "file")]) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        what, remedy = "holds zero bytes, so it is damaged", "restore it from version control"
        raise DataError([Finding(path.name, line, "", what, remedy, "encoding")])
    return text


def write_whole(path: Path, content: bytes) -> None:
    """Write the file aside and rename it, so that a reader meets the old file or the new one, never half of one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as aside:
            aside.write(content)
            aside.flush()
            os.fsync(aside.fileno())
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
