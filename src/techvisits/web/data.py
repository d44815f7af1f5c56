"""The data package over HTTP: each of its files beside its descriptor, and all of them in one archive."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from techvisits.export.archive import build_archive, read_files
from techvisits.export.sqlite import build_sqlite
from techvisits.package.errors import Problem
from techvisits.package.tables import load_package
from techvisits.record.filters import shorten
from techvisits.record.load import load_record
from techvisits.record.record import Record
from techvisits.web.answers import Answering, Terms, read_only, respond
from techvisits.web.problems import Refused

MEDIA_TYPES: Final = {
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".cff": "application/yaml",
}
PLAIN: Final = "text/plain; charset=utf-8"
ARCHIVE: Final = "application/zip"
SQLITE: Final = "application/vnd.sqlite3"


def build_data_routes(folder: Path) -> list[BaseRoute]:
    """The routes of the files and of the archive."""
    return [
        read_only("/data.sqlite", _answer_sqlite(folder)),
        read_only("/data.zip", _answer_archive(folder)),
        read_only("/data/{name:path}", _answer_file(folder)),
    ]


@lru_cache(maxsize=2)
def list_files(folder: Path) -> Mapping[str, bytes]:
    """The files of the package, read once like the record."""
    return read_files(folder)


@lru_cache(maxsize=2)
def _pack(folder: Path) -> bytes:
    return build_archive(list_files(folder), load_record(folder).released)


def _answer_archive(folder: Path) -> Answering:
    def answer(request: Request) -> Response:
        record = load_record(folder)
        terms = Terms(record.released, f"tech-visits-{record.version}.zip", is_download=True)
        return respond(request, _pack(folder), ARCHIVE, terms)

    return answer


@lru_cache(maxsize=2)
def _build_sqlite(folder: Path, record: Record) -> bytes:
    return build_sqlite(load_package(folder), record)


def _answer_sqlite(folder: Path) -> Answering:
    def answer(request: Request) -> Response:
        record = load_record(folder)
        terms = Terms(record.released, f"tech-visits-{record.version}.sqlite", is_download=True)
        return respond(request, _build_sqlite(folder, record), SQLITE, terms)

    return answer


def _answer_file(folder: Path) -> Answering:
    """A file of the package, or 404 with the names of all of them; nothing else of the folder is given away."""

    def answer(request: Request) -> Response:
        name, files = request.path_params["name"], list_files(folder)
        if name not in files:
            what = Problem("name", shorten(name), "is no file of the data package", tuple(files))
            raise Refused(404, f"{what}: /data/ has {', '.join(files)}", [what])
        media_type = MEDIA_TYPES.get(Path(name).suffix, PLAIN)
        return respond(request, files[name], media_type, Terms(load_record(folder).released, name))

    return answer
