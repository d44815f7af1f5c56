"""All files of the data package as they belong together: descriptor, tables, pages, how to cite it, and checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from techvisits.package.descriptor import DESCRIPTOR
from techvisits.package.tables import DataPackage, read_package

PAGES: Final = ("README.md", "DICTIONARY.md", "CHANGELOG.md", "LICENSE.md")
CITATION: Final = "CITATION.cff"
SUMS: Final = "SHA256SUMS"


def read_files(folder: Path) -> dict[str, bytes]:
    """Every file of the package in `folder`, as `list_files` has them."""
    return list_files(read_package(folder)[0])


def list_files(package: DataPackage) -> dict[str, bytes]:
    """Every file of the package by name, sorted: descriptor, tables, pages, citation, and the checksums of all others."""
    folder = package.folder
    names = {DESCRIPTOR, *(table.path for table in package.tables.values()), *PAGES}
    files = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    files[CITATION] = build_citation(package).encode("utf-8")
    files[SUMS] = build_sums(files)
    return dict(sorted(files.items()))


def build_sums(files: Mapping[str, bytes]) -> bytes:
    """A line for each file as `sha256sum --check` reads it."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode("utf-8")


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
