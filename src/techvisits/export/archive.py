"""The data package as files that belong together, and as one archive whose bytes are the same for the same data."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from techvisits.package.descriptor import DESCRIPTOR
from techvisits.package.tables import DataPackage, read_package

PAGES: Final = ("README.md", "DICTIONARY.md", "CHANGELOG.md", "LICENSE.md")
CITATION: Final = "CITATION.cff"
SUMS: Final = "SHA256SUMS"
EARLIEST: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
PLAIN_FILE: Final = 0o100644 << 16
UNIX: Final = 3


def read_files(folder: Path) -> dict[str, bytes]:
    """Every file of the package by name, sorted: descriptor, tables, pages, citation, and the checksums of all others."""
    package, _ = read_package(folder)
    names = {DESCRIPTOR, *(table.path for table in package.tables.values()), *PAGES}
    files = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    files[CITATION] = build_citation(package).encode("utf-8")
    files[SUMS] = build_sums(files)
    return dict(sorted(files.items()))


def build_sums(files: Mapping[str, bytes]) -> bytes:
    """A line for each file as `sha256sum --check` reads it."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode("utf-8")


def build_archive(files: Mapping[str, bytes], moment: dt.datetime) -> bytes:
    """A zip of the files in order of their names, all of them from that moment."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as writer:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, max(moment, EARLIEST).astimezone(dt.UTC).timetuple()[:6])
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, PLAIN_FILE, UNIX
            writer.writestr(entry, content)
    return archive.getvalue()


def build_citation(package: DataPackage) -> str:
    """How this version of the data is cited, in the Citation File Format 1.2."""
    descriptor = package.descriptor
    authors = [f"  - name: {_quote(each.get('title', ''))}" for each in descriptor.get("contributors", [])]
    lines = [
        "cff-version: 1.2.0",
        "message: Please cite the data with its version and the day you read it.",
        "type: dataset",
        f"title: {_quote(descriptor.get('title', ''))}",
        f"abstract: {_quote(descriptor.get('description', ''))}",
        "authors:",
        *authors,
        f"version: {_quote(package.version)}",
        f"date-released: {package.released:%Y-%m-%d}",
        "license:",
        *(f"  - {each['name']}" for each in descriptor.get("licenses", [])),
    ]
    return "\n".join(lines) + "\n"


def _quote(text: object) -> str:
    """A text of YAML, which every text of JSON is."""
    return json.dumps(str(text), ensure_ascii=False)
