"""What a font file says of its letters: which it has, and how wide they are (OpenType's tables `cmap`, `hhea`, `hmtx`, `head`)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

COLLECTION: Final = b"ttcf"
SEGMENTS, GROUPS = 4, 12
"""The forms of a table of characters that are read: of the first 65,536, and of all."""

Table = memoryview


@dataclass(frozen=True, eq=False)
class Face:
    """A font file; `advances` says for each character that it has how wide it is, in em."""

    path: Path
    advances: Mapping[str, float]


@cache
def read_face(path: Path) -> Face:
    """The face of a file, the first of a collection: the ones that are read have the same characters for each language."""
    data = memoryview(path.read_bytes())
    tables = _tables(data, struct.unpack_from(">I", data, 12)[0] if bytes(data[:4]) == COLLECTION else 0)
    em = struct.unpack_from(">H", tables["head"], 18)[0]
    count = struct.unpack_from(">H", tables["hhea"], 34)[0]
    widths = struct.unpack_from(">" + "Hh" * count, tables["hmtx"])[::2]
    glyphs = _characters(tables["cmap"])
    return Face(path, {chr(c): widths[min(glyph, count - 1)] / em for c, glyph in glyphs if glyph})


def _tables(data: Table, start: int) -> dict[str, Table]:
    count = struct.unpack_from(">H", data, start + 4)[0]
    entries = (struct.unpack_from(">4sIII", data, start + 12 + 16 * n) for n in range(count))
    return {name.decode("latin-1"): data[offset : offset + length] for name, _, offset, length in entries}


def _characters(table: Table) -> Iterator[tuple[int, int]]:
    """Each character's code with the number of its glyph, of the largest form in the table."""
    count = struct.unpack_from(">H", table, 2)[0]
    starts = {struct.unpack_from(">HHI", table, 4 + 8 * n)[2] for n in range(count)}
    forms = {struct.unpack_from(">H", table, start)[0]: table[start:] for start in sorted(starts)}
    if GROUPS in forms:
        return _of_groups(forms[GROUPS])
    return _of_segments(forms[SEGMENTS])


def _of_groups(table: Table) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">I", table, 12)[0]
    groups = struct.iter_unpack(">III", table[16 : 16 + 12 * count])
    return chain.from_iterable(zip(range(a, b + 1), range(g, g + b - a + 1), strict=True) for a, b, g in groups)


def _of_segments(table: Table) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends, (starts, deltas, offsets) = 14, (16 + 2 * count * n for n in (1, 2, 3))
    for n in range(count):
        first, last = (struct.unpack_from(">H", table, at + 2 * n)[0] for at in (starts, ends))
        delta, offset = (struct.unpack_from(">H", table, at + 2 * n)[0] for at in (deltas, offsets))
        for code in range(first, min(last, 0xFFFE) + 1):
            at = offsets + 2 * n + offset + 2 * (code - first)
            glyph = struct.unpack_from(">H", table, at)[0] if offset else code
            yield code, (glyph + delta) % 65536 if glyph or not offset else 0
