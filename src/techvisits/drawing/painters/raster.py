"""A picture as PNG, in the page's own typefaces and, where this machine has them, those for Japanese and Korean.

A letter that none of them has is left out: a box in its place would tell nobody anything.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

import resvg_py
from PIL import Image

from techvisits.drawing.painters.faces import Face, read_face
from techvisits.drawing.painters.setting import FONTS

SQUARE: Final = ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "NotoSerifCJK-Bold.ttc")
"""The faces that have Japanese and Korean letters, as Debian, Fedora, Arch and others name their files."""

FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "~/Library/Fonts")
BLANK: Final = " \n\t"
LENGTH: Final = re.compile(' textLength="[^"]*" lengthAdjust="[^"]*"')
"""How wide a name shall be: resvg would set the pieces of one that has letters of several sizes over each other."""

COLOURS: Final = 256


def paint_png(svg: str, *, zoom: float = 1, is_light: bool = False) -> bytes:
    """The picture, `zoom` times as large as it says, `is_light` in few colours; they must be plain, no CSS variables."""
    faces = (*latin_faces(), *square_faces())
    unknown = {c for c in set(svg) if c not in BLANK and not any(c in face.advances for face in faces)}
    drawn = resvg_py.svg_to_bytes(
        svg_string=LENGTH.sub("", svg.translate({ord(c): None for c in unknown})),
        zoom=zoom,
        skip_system_fonts=True,
        font_files=[str(face.path) for face in faces],
        font_family="Visits Sans",
        sans_serif_family="Visits Sans",
        serif_family="Visits Serif",
    )
    return _shrink(drawn) if is_light else drawn


def _shrink(png: bytes) -> bytes:
    """The same with a palette: a map has few colours, and a link preview is refused where it is too heavy."""
    shrunk = BytesIO()
    image = Image.open(BytesIO(png)).convert("RGB")
    image.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(shrunk, "PNG")
    return shrunk.getvalue()


@cache
def latin_faces() -> tuple[Face, ...]:
    """The page's own faces: regular, bold, and the headlines'."""
    return tuple(read_face(FONTS / f"{name}.ttf") for name in ("sans", "sans-bold", "serif"))


@cache
def square_faces() -> tuple[Face, ...]:
    """The faces for Japanese and Korean on this machine, none where it has not all of them; each has the same letters."""
    found = {path.name: path for folder in FOLDERS for path in Path(folder).expanduser().rglob("Noto*CJK-*.ttc")}
    if not all(name in found for name in SQUARE):
        return ()
    first = read_face(found[SQUARE[0]])
    return tuple(Face(found[name], first.advances) for name in SQUARE)


def has_letters(text: str) -> bool:
    """Whether each letter of a text can be drawn."""
    faces = (*latin_faces(), *square_faces())
    return all(c in BLANK or any(c in face.advances for face in faces) for c in text)
