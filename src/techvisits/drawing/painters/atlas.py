"""The marker shapes as one picture: white shapes on nothing, which deck.gl's IconLayer tints."""

from __future__ import annotations

import functools
import hashlib
import io
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from techvisits.drawing.model import RIMS, TWELFTHS
from techvisits.drawing.painters import shapes

CELL: Final = 96
SHAPES: Final = (
    *("disc", "ring", "square", "dashed", "dotted", "crossed", "halo", "arrow"),
    *(f"slice-{n}" for n in range(1, TWELFTHS)),
    *(f"teeth-{n}" for n in range(1, TWELFTHS + 1)),
    *(f"{rim}-{n}" for rim in RIMS for n in range(shapes.RIM_PIECES)),
)
_SMOOTH: Final = 4


@functools.cache
def build_atlas() -> bytes:
    """A PNG with one cell of 96 px a shape, in the order of `SHAPES`.

    `disc`: certain place. `ring`: inferred place. `square`: only the city or district is known. `dashed`: announced.
    `dotted`: unconfirmed. `crossed`: cancelled. `halo`: what is selected. `arrow`: direction of a leg, pointing right.
    `slice-n`: n twelfths of a disc, clockwise from the top. `teeth-n`: gaps in the rim of such a slice, the share of a
    place's meetings that are not known to have been held. `ring-n`, `square-n`: twelfth n, from 0, of such a rim, the same
    in each quarter turn.
    """
    picture = Image.new("L", (CELL * _SMOOTH * len(SHAPES), CELL * _SMOOTH), 0)
    draw = ImageDraw.Draw(picture)
    for number, shape in enumerate(SHAPES):
        _draw_shape(draw, shape, number * CELL * _SMOOTH, CELL * _SMOOTH)
        if shape.partition("-")[0] in RIMS and shape not in RIMS:
            _leave_twelfth(picture, number * CELL * _SMOOTH, int(shape[-1]))
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


def icon_mapping() -> dict[str, dict[str, int | bool]]:
    """Where deck.gl finds each shape in the picture."""
    return {s: {"x": i * CELL, "y": 0, "width": CELL, "height": CELL, "mask": True} for i, s in enumerate(SHAPES)}


def _draw_shape(draw: ImageDraw.ImageDraw, shape: str, left: int, size: int) -> None:
    edge = _part(size, shapes.EDGE)
    box = (left + edge, edge, left + size - edge, size - edge)
    if shape == "disc":
        draw.ellipse(box, fill=255)
    elif shape.startswith("ring"):
        draw.ellipse(box, fill=shapes.FAINT * (shape == "ring"), outline=255, width=_part(size, shapes.RING))
    elif shape == "halo":
        draw.ellipse(box, outline=255, width=_part(size, shapes.HALO))
    elif shape.startswith("square"):
        _draw_square(draw, left, size, shapes.FAINT * (shape == "square"))
    elif shape.startswith("slice-"):
        draw.pieslice(box, -90, -90 + _degrees(shape), fill=255)
    elif shape.startswith("teeth-"):
        for start in range(shapes.TEETH_FIRST, int(_degrees(shape)), shapes.TEETH_STEP):
            end = start + shapes.TEETH_DRAWN
            draw.arc(box, start - 90, end - 90, fill=255, width=_part(size, shapes.TEETH_WIDTH))
    elif shape == "arrow":
        draw.polygon([(left + _part(size, x), _part(size, y)) for x, y in shapes.ARROW], fill=255)
    else:
        _draw_open(draw, shape, box, size)


def _draw_square(draw: ImageDraw.ImageDraw, left: int, size: int, ground: int) -> None:
    inset, corner, width = (
        _part(size, share) for share in (shapes.SQUARE_INSET, shapes.SQUARE_CORNER, shapes.SQUARE_WIDTH)
    )
    box = (left + inset, inset, left + size - inset, size - inset)
    draw.rounded_rectangle(box, corner, fill=ground, outline=255, width=width)


def _leave_twelfth(picture: Image.Image, left: int, twelfth: int) -> None:
    """Of a cell only what lies in that twelfth, clockwise from the top."""
    size = CELL * _SMOOTH
    kept, step = Image.new("L", (size, size), 0), 360 // TWELFTHS
    around = (-size, -size, 2 * size, 2 * size)
    ImageDraw.Draw(kept).pieslice(around, step * twelfth - 90, step * (twelfth + 1) - 90, fill=255)
    box = (left, 0, left + size, size)
    picture.paste(ImageChops.multiply(picture.crop(box), kept), box)


def _draw_open(draw: ImageDraw.ImageDraw, shape: str, box: tuple[int, int, int, int], size: int) -> None:
    """The outlines of meetings that are not known to have been held."""
    draw.ellipse(box, fill=shapes.FAINT)
    step, drawn = shapes.STEPS.get(shape, (360, 360))
    width = _part(size, shapes.OPEN)
    for start in range(0, 360, step):
        draw.arc(box, start, start + drawn, fill=255, width=width)
    if shape == "crossed":
        left, top, right, bottom = box
        reach = _part(size, shapes.CROSS)
        draw.line([(left, bottom), (left + reach, bottom - reach)], fill=255, width=width)
        draw.line([(right - reach, top + reach), (right, top)], fill=255, width=width)


def _part(size: int, share: float) -> int:
    """A share of a size in whole pixels."""
    return int(size * share + 1e-9)


def _degrees(shape: str) -> float:
    return 360 * int(shape.rpartition("-")[2]) / TWELFTHS
