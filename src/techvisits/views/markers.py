"""The marker shapes as one picture: white shapes on nothing, which deck.gl's IconLayer tints."""

from __future__ import annotations

import functools
import hashlib
import io
from typing import Any, Final

from PIL import Image, ImageDraw

CELL: Final = 96
SLICES: Final = 12
SHAPES: Final = ("disc", "ring", "dashed", "halo", "arrow", *(f"slice-{n}" for n in range(1, SLICES)))
_SMOOTH: Final = 4


@functools.cache
def build_atlas() -> bytes:
    """A PNG with one cell of 96 px a shape, in the order of `SHAPES`.

    `disc`: certain place. `ring`: inferred place. `dashed`: not confirmed. `halo`: what is selected. `arrow`: direction
    of a leg, pointing right. `slice-n`: n twelfths of a disc, clockwise from the top.
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
        draw.ellipse(box, outline=255, width=size // 9)
    elif shape == "halo":
        draw.ellipse(box, outline=255, width=size // 14)
    elif shape.startswith("slice-"):
        draw.pieslice(box, -90, -90 + 360 * int(shape.removeprefix("slice-")) / SLICES, fill=255)
    elif shape == "dashed":
        for start in range(0, 360, 36):
            draw.arc(box, start, start + 21, fill=255, width=size // 10)
    else:
        middle = size // 2
        draw.polygon(
            [
                (left + size - edge, middle),
                (left + edge * 4, edge * 4),
                (left + edge * 7, middle),
                (left + edge * 4, size - edge * 4),
            ],
            fill=255,
        )
