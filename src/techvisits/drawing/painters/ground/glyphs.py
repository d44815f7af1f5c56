"""How wide and how high the live map sets letters: what its glyph files say (Mapbox's glyphs.proto), and what mapbox-gl does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from techvisits.drawing import basemap

EM: Final = 24
"""Pixels an em in the files."""

LINE_TOP: Final = 17
ASCENDER: Final = 26
SQUARE_MIDDLE: Final = 20
"""Pixels, 24 an em: how far above its middle a line begins; how far below that the baseline of Latin letters is, and the
middle of those that the reader's own fonts have."""

SQUARE_BASELINE: Final = 0.26
"""In em, how far the baseline of these is below their middle."""

LATIN_BASELINE: Final = (ASCENDER - LINE_TOP) / EM
LAST_LATIN: Final = "\u2e7f"
_STACK, _GLYPH, _CHARACTER, _ADVANCE = 1, 3, 1, 7
_WITH_LENGTH: Final = 2


def is_latin(text: str) -> bool:
    """Whether a text begins with a letter that the glyph files have."""
    return text[0] <= LAST_LATIN


def baseline_of(text: str, scale: float) -> float:
    """In em, how far below its line's middle a text stands that is `scale` as large as usual."""
    if is_latin(text):
        return (ASCENDER * scale - LINE_TOP) / EM
    return (SQUARE_MIDDLE * scale - LINE_TOP) / EM + SQUARE_BASELINE * scale


def width_of(text: str, face: str) -> float:
    """How wide a text is in em: Latin letters as in the face, others a square each, as a reader's own fonts are drawn."""
    advances = _advances(face)
    return sum(advances.get(character, 1.0) for character in text)


@cache
def _advances(face: str) -> Mapping[str, float]:
    """The advance in em of each character that the face has."""
    data = (basemap.FOLDER / basemap.file_path("glyphs").rpartition("/")[2] / face / "0-255.pbf").read_bytes()
    advances = {}
    for stack in _messages(data, _STACK):
        for glyph in _messages(stack, _GLYPH):
            numbers = {field: value for field, value in _fields(glyph) if isinstance(value, int)}
            advances[chr(numbers[_CHARACTER])] = numbers[_ADVANCE] / EM
    return advances


def _messages(data: bytes, wanted: int) -> Iterator[bytes]:
    return (value for field, value in _fields(data) if field == wanted and isinstance(value, bytes))


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The number of each field of a protocol buffer with its value."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        value, at = _varint(data, at)
        if key & 7 == _WITH_LENGTH:
            yield key >> 3, data[at : at + value]
            at += value
        else:
            yield key >> 3, value


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins at a byte, and where the next one does."""
    value, shift = 0, 0
    while data[at] > 127:
        value, shift, at = value | (data[at] & 127) << shift, shift + 7, at + 1
    return value | data[at] << shift, at + 1
