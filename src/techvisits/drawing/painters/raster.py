"""A picture as PNG, in the page's own typefaces and, where this machine has them, those for Japanese and Korean.

A letter that none of them has is left out: a box in its place would tell nobody anything.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import resvg_py

from techvisits.drawing.painters.faces import Face, read_face
from techvisits.drawing.painters.setting import FONTS

SQUARE: Final = ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "NotoSerifCJK-Bold.ttc")
"""The faces that have Japanese and Korean letters, as Debian, Fedora, Arch and others name their files."""

FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "~/Library/Fonts")
BLANK: Final = " \n\t"


def paint_png(svg: str, *, zoom: float = 1) -> bytes:
    """The picture, `zoom` times as large as it says; its colours must be plain, no CSS variables."""
    faces = (*latin_faces(), *square_faces())
    unknown = {c for c in set(svg) if c not in BLANK and not any(c in face.advances for face in faces)}
    return resvg_py.svg_to_bytes(
        svg_string=svg.translate({ord(c): None for c in unknown}),
        zoom=zoom,
        skip_system_fonts=True,
        font_files=[str(face.path) for face in faces],
        font_family="Visits Sans",
        sans_serif_family="Visits Sans",
        serif_family="Visits Serif",
    )


@cache
def latin_faces() -> tuple[Face, ...]:
    """The page's own faces: regular, bold, and the headlines'."""
    return tuple(read_face(FONTS / f"{name}.ttf") for name in ("sans", "sans-bold", "serif"))


@cache
def square_faces() -> tuple[Face, ...]:
    """The faces for Japanese and Korean on this machine, none where it has not all of them."""
    found = {path.name: path for folder in FOLDERS for path in Path(folder).expanduser().rglob("Noto*CJK-*.ttc")}
    return tuple(read_face(found[name]) for name in SQUARE) if all(name in found for name in SQUARE) else ()


def has_letters(text: str) -> bool:
    """Whether each letter of a text can be drawn."""
    faces = (*latin_faces(), *square_faces())
    return all(c in BLANK or any(c in face.advances for face in faces) for c in text)
