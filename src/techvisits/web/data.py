"""The data package over HTTP: each of its files beside its descriptor, and all of them in one archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from techvisits.export.archive import build_archive
from techvisits.export.sqlite import build_sqlite
from techvisits.package.errors import Problem
from techvisits.record.record import Record
from techvisits.record.shelf import Shelf, find_shelf
from techvisits.record.values import shorten
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
        read_only("/data.sqlite", _answer_made(folder, "sqlite", SQLITE, _make_sqlite)),
        read_only("/data.zip", _answer_made(folder, "zip", ARCHIVE, _make_archive)),
        read_only("/data/{name:path}", _answer_file(folder)),
    ]


def list_files(folder: Path) -> Mapping[str, bytes]:
    """The files of the package, as the record was read from them."""
    return find_shelf(folder).files


def _answer_made(folder: Path, ending: str, media_type: str, make: Callable[[Shelf, Record], bytes]) -> Answering:
    """The whole package as one file, made once for each record."""
    made = lru_cache(maxsize=2)(make)

    def answer(request: Request) -> Response:
        shelf = find_shelf(folder)
        record = shelf.record
        terms = Terms(record.released, f"tech-visits-{record.version}.{ending}", is_download=True)
        return respond(request, made(shelf, record), media_type, terms)

    return answer


def _make_archive(shelf: Shelf, record: Record) -> bytes:
    return build_archive(shelf.files, record.released)


def _make_sqlite(shelf: Shelf, record: Record) -> bytes:
    return build_sqlite(shelf.package, record)


def _answer_file(folder: Path) -> Answering:
    """A file of the package, or 404 with the names of all of them; nothing else of the folder is given away."""

    def answer(request: Request) -> Response:
        name, files = request.path_params["name"], list_files(folder)
        if name not in files:
            what = Problem("name", shorten(name), "is no file of the data package", tuple(files))
            raise Refused(404, f"{what}: /data/ has {', '.join(files)}", [what])
        media_type = MEDIA_TYPES.get(Path(name).suffix, PLAIN)
        return respond(request, files[name], media_type, Terms(find_shelf(folder).record.released, name))

    return answer
