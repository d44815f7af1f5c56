"""Latin glyphs for the map's labels: signed distance fields in Mapbox's glyph format, from Noto Sans.

Chinese characters, kana and Hangul are drawn by the reader's browser and need none."""

from dataclasses import dataclass
from math import ceil, floor

import freetype
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from .sources import package_path

SIZE = 24  # pixels an em, as mapbox-gl expects
FINER = 8  # times finer the outline is drawn before its distances are taken
BORDER = 3  # pixels of field around a glyph
RADIUS = 8  # pixels of distance that the field spans
CUTOFF = 0.25  # share of the field inside the outline
RANGE = "0-255"  # the block that mapbox-gl asks for
CHARACTERS = range(32, 127)  # those of it that names here use
PACKAGE = "fontpkg_noto_sans"


@dataclass(frozen=True)
class Face:
    """One face of the variable font under the name the style uses."""

    name: str
    file: str
    weight: int


FACES = (
    Face("noto-sans-regular", "files/NotoSans[wdth,wght].ttf", 430),
    Face("noto-sans-bold", "files/NotoSans[wdth,wght].ttf", 620),
    Face("noto-sans-italic", "files/NotoSans-Italic[wdth,wght].ttf", 430),
)


def build_glyphs() -> dict[str, bytes]:
    """Path inside the glyph folder -> file, for every face, and the font's licence."""
    licence = package_path(PACKAGE, "LICENSE").read_bytes()
    return {f"{face.name}/{RANGE}.pbf": glyph_file(face) for face in FACES} | {"OFL.txt": licence}


def glyph_file(face: Face) -> bytes:
    """The glyphs of one face as one protocol buffer (mapbox/node-fontnik, glyphs.proto)."""
    font = freetype.Face(str(package_path(PACKAGE, face.file)))
    font.set_var_design_coords(
        [100.0 if axis.tag == "wdth" else face.weight for axis in font.get_variation_info().axes]
    )
    stack = _bytes(1, face.name.encode()) + _bytes(2, f"{RANGE}".encode())
    for character in CHARACTERS:
        if font.get_char_index(character):
            stack += _bytes(3, _glyph(font, character))
    return _bytes(1, stack)


def _glyph(font: freetype.Face, character: int) -> bytes:
    """One glyph: its distance field, size, place above the baseline and advance."""
    font.set_pixel_sizes(0, SIZE)
    font.load_char(character, freetype.FT_LOAD_NO_HINTING | freetype.FT_LOAD_NO_BITMAP)
    advance, ascender = round(font.glyph.linearHoriAdvance / 65536), round(font.size.ascender / 64)
    font.set_pixel_sizes(0, SIZE * FINER)
    font.load_char(character, freetype.FT_LOAD_RENDER | freetype.FT_LOAD_NO_HINTING)
    bitmap = font.glyph.bitmap
    if not bitmap.width:
        return (
            _number(1, character) + _number(3, 0) + _number(4, 0) + _signed(5, 0) + _signed(6, 0) + _number(7, advance)
        )
    ink = np.array(bitmap.buffer, dtype=np.uint8).reshape(bitmap.rows, bitmap.pitch)[:, : bitmap.width] > 127
    left, top = font.glyph.bitmap_left / FINER, font.glyph.bitmap_top / FINER
    west, north = floor(left), ceil(top)
    width, height = ceil(left + bitmap.width / FINER) - west, north - floor(top - bitmap.rows / FINER)
    canvas = np.zeros(((height + 2 * BORDER) * FINER, (width + 2 * BORDER) * FINER), bool)
    x, y = round((left - west + BORDER) * FINER), round((north - top + BORDER) * FINER)
    canvas[y : y + ink.shape[0], x : x + ink.shape[1]] = ink
    return (
        _number(1, character)
        + _bytes(2, _distances(canvas).tobytes())
        + _number(3, width)
        + _number(4, height)
        + _signed(5, west)
        + _signed(6, north - ascender)
        + _number(7, advance)
    )


def _distances(canvas: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The field at normal size: 191 on the outline, more inside, less outside."""
    fine = (distance_transform_edt(~canvas) - distance_transform_edt(canvas)) / FINER
    rows, columns = canvas.shape[0] // FINER, canvas.shape[1] // FINER
    field = fine.reshape(rows, FINER, columns, FINER).mean((1, 3))
    return np.asarray(np.clip(np.round(255 - 255 * (field / RADIUS + CUTOFF)), 0, 255), dtype=np.uint8)


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _signed(field: int, value: int) -> bytes:
    return _number(field, value << 1 if value >= 0 else (-value << 1) - 1)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value
