"""The data package as one archive whose bytes are the same for the same data."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from typing import Final

EARLIEST: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
PLAIN_FILE: Final = 0o100644 << 16
UNIX: Final = 3


def build_archive(files: Mapping[str, bytes], moment: dt.datetime) -> bytes:
    """A zip of the files in order of their names, all of them from that moment."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as writer:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, max(moment, EARLIEST).astimezone(dt.UTC).timetuple()[:6])
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, PLAIN_FILE, UNIX
            writer.writestr(entry, content)
    return archive.getvalue()
