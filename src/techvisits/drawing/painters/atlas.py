"""The marker shapes as one picture: white shapes on nothing, which deck.gl's IconLayer tints."""

from __future__ import annotations

import functools
import hashlib
import io
from typing import Any, Final

from PIL import Image, ImageDraw

CELL: Final = 96
SLICES: Final = 12
STATUS_SHAPES: Final = {"announced": "dashed", "unconfirmed": "dotted", "cancelled": "crossed"}
SHAPES: Final = (
    *("disc", "ring", "square", *STATUS_SHAPES.values(), "halo", "arrow"),
    *(f"slice-{n}" for n in range(1, SLICES)),
    *(f"teeth-{n}" for n in range(1, SLICES + 1)),
)
_SMOOTH: Final = 4
_FAINT: Final = 20  # deck.gl does not let one point at what is less opaque than a twentieth


@functools.cache
def build_atlas() -> bytes:
    """A PNG with one cell of 96 px a shape, in the order of `SHAPES`.

    `disc`: certain place. `ring`: inferred place. `square`: only the city or district is known. `dashed`: announced.
    `dotted`: unconfirmed. `crossed`: cancelled. `halo`: what is selected. `arrow`: direction of a leg, pointing right.
    `slice-n`: n twelfths of a disc, clockwise from the top. `teeth-n`: gaps in the rim of such a slice, the share of a
    place's meetings that are not known to have been held.
    """
    picture = Image.new("L", (CELL * _SMOOTH * len(SHAPES), CELL * _SMOOTH), 0)
    draw = ImageDraw.Draw(picture)
    for number, shape in enumerate(SHAPES):
        _draw_shape(draw, shape, number * CELL * _SMOOTH, CELL * _SMOOTH)
    alpha = picture.resize((CELL * len(SHAPES), CELL), Image.Resampling.LANCZOS)
    white = Image.new("RGBA", alpha.size, (255, 255, 255, 0))
    white.putalpha(alpha)
    buffer = io.BytesIO()
    white.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


@functools.cache
def atlas_name() -> str:
    """The picture's file name without its ending; it changes with its content, so that it may be cached for a year."""
    return f"markers-{hashlib.sha256(build_atlas()).hexdigest()[:10]}"


def icon_mapping() -> dict[str, dict[str, Any]]:
    """Where deck.gl finds each shape in the picture."""
    return {s: {"x": i * CELL, "y": 0, "width": CELL, "height": CELL, "mask": True} for i, s in enumerate(SHAPES)}


def _draw_shape(draw: ImageDraw.ImageDraw, shape: str, left: int, size: int) -> None:
    edge = size // 24
    box = (left + edge, edge, left + size - edge, size - edge)
    if shape == "disc":
        draw.ellipse(box, fill=255)
    elif shape == "ring":
        draw.ellipse(box, fill=_FAINT, outline=255, width=size // 9)
    elif shape == "halo":
        draw.ellipse(box, outline=255, width=size // 14)
    elif shape == "square":
        inset = size // 10
        square = (left + inset, inset, left + size - inset, size - inset)
        draw.rounded_rectangle(square, size // 8, fill=_FAINT, outline=255, width=size // 11)
    elif shape.startswith("slice-"):
        draw.pieslice(box, -90, -90 + _degrees(shape), fill=255)
    elif shape.startswith("teeth-"):
        for start in range(6, int(_degrees(shape)), 20):
            draw.arc(box, start - 90, start - 82, fill=255, width=size // 9)
    elif shape == "arrow":
        tip, back, notch, side = size - edge, edge * 4, edge * 7, size // 2
        draw.polygon(
            [(left + tip, side), (left + back, back), (left + notch, side), (left + back, size - back)], fill=255
        )
    else:
        _draw_open(draw, shape, box, size)


def _draw_open(draw: ImageDraw.ImageDraw, shape: str, box: tuple[int, int, int, int], size: int) -> None:
    """The outlines of meetings that are not known to have been held."""
    draw.ellipse(box, fill=_FAINT)
    step, drawn = {"dashed": (36, 21), "dotted": (24, 9), "crossed": (360, 360)}[shape]
    for start in range(0, 360, step):
        draw.arc(box, start, start + drawn, fill=255, width=size // 10)
    if shape == "crossed":
        left, top, right, bottom = box
        reach, width = size // 4, size // 10
        draw.line([(left, bottom), (left + reach, bottom - reach)], fill=255, width=width)
        draw.line([(right - reach, top + reach), (right, top)], fill=255, width=width)


def _degrees(shape: str) -> float:
    return 360 * int(shape.rpartition("-")[2]) / SLICES
