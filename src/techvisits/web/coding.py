"""Answers in the coding that a browser takes: what stays the same is compressed once for all readers, not for each."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

TEXTS: Final = ("text/", "application/javascript", "application/json", "application/x-protobuf")
# What others may be asked for besides: all but what is packed already.
PACKED: Final = ("image/", "font/", "audio/", "video/", "application/zip", "application/vnd.apache.parquet")
DRAWN: Final = "image/svg+xml"
VARIES: Final = {"Vary": "Accept-Encoding"}
KEPT: Final = 512
SMALLEST, BEST, QUICK = 10, 9, 7


def choose_coding(headers: Headers) -> str:
    """The best coding that both sides know, by its name; empty for none."""
    parts = (part.replace(" ", "").partition(";q=") for part in headers.get("accept-encoding", "").split(","))
    accepted = {coding for coding, _, weight in parts if weight.rstrip("0") not in ("", "0.") or not weight}
    return next((coding for coding in ("br", "gzip") if coding in accepted), "")


def does_shrink(media_type: str) -> bool:
    """True where it pays to compress what has this media type."""
    return media_type.startswith(DRAWN) or not media_type.startswith(PACKED)


def encode(content: bytes, coding: str, quality: int = BEST) -> bytes:
    """The content in that coding."""
    if coding == "br":
        return bytes(brotli.compress(content, quality=quality))
    return gzip.compress(content, 6, mtime=0) if coding else content


def encode_parts(parts: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The parts in that coding, each as soon as it comes."""
    if coding == "br":
        brotlier = brotli.Compressor(quality=QUICK)
        yield from (bytes(brotlier.process(part)) for part in parts)
        yield bytes(brotlier.finish())
    elif coding:
        zipper = zlib.compressobj(6, wbits=zlib.MAX_WBITS | 16)
        yield from map(zipper.compress, parts)
        yield zipper.flush()
    else:
        yield from parts


def name_coding(coding: str) -> dict[str, str]:
    """The headers of an answer in that coding."""
    return {**VARIES, "Content-Encoding": coding} if coding else VARIES


def give(content: bytes, media_type: str, headers: dict[str, str]) -> Callable[[Request], Response]:
    """A route that always answers with this content."""
    encoded = lru_cache(lambda coding: encode(content, coding))

    def answer(request: Request) -> Response:
        coding = choose_coding(request.headers) if media_type.startswith(TEXTS) else ""
        return Response(encoded(coding), media_type=media_type, headers={**headers, **name_coding(coding)})

    return answer


class Texts(StaticFiles):
    """Files of a folder; a text that is asked for whole goes out compressed."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file."""
        file, headers = await super().get_response(path, scope), Headers(scope=scope)
        if not isinstance(file, FileResponse) or not str(file.media_type).startswith(TEXTS):
            return file
        file.headers.update(VARIES)
        coding = "" if "range" in headers else choose_coding(headers)
        if not coding:
            return file
        content = await run_in_threadpool(_encode_file, str(file.path), file.headers["etag"], coding)
        kept = {name: file.headers[name] for name in ("etag", "last-modified")}
        return Response(content, media_type=file.media_type, headers={**kept, **name_coding(coding)})


@lru_cache(maxsize=KEPT)
def _encode_file(path: str, etag: str, coding: str) -> bytes:
    return encode(Path(path).read_bytes(), coding)
