"""The marker shapes as SVG, each around the origin, as the live map has them from its atlas."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from markupsafe import Markup

from techvisits.drawing.model import TWELFTHS, Marker, Share
from techvisits.drawing.painters import shapes
from techvisits.drawing.painters.markup import Values, dot_course, element, joined, short

PAPER: Final = "var(--paper)"
NUMBERS: Final[Values] = {
    "text-anchor": "middle",
    "font-weight": shapes.BOLD,
    "font-size": shapes.NUMBER_SIZE,
    "fill": "var(--on-marker)",
}
"""How most numbers look, for the group that marks are in."""

DEGREES: Final = 360 // TWELFTHS
FAINT: Final = f"{shapes.FAINT / 255:.2g}"


def kind_colour(slot: int) -> str:
    """The CSS colour of a slot; 0 is for what has none of its own."""
    return f"var(--kind-{slot})" if slot else "var(--other)"


def paint_mark(marker: Marker) -> Markup:
    """A marker's shape and number, for a group that says how `NUMBERS` look."""
    return _SHAPES[marker.shape](marker) + _number(marker)


def paint_ground_discs(markers: Sequence[Marker]) -> Iterator[Markup]:
    """The discs under markers, a little larger, so that lines end before them and what is open is not seen through; of a size as one."""
    for radius in dict.fromkeys(marker.radius for marker in markers):
        course = "".join(dot_course(*marker.at) for marker in markers if marker.radius == radius)
        yield element("path", {"d": course, "stroke-width": (2 * radius + shapes.GROUND_MORE) * shapes.DISC})


def paint_halo(marker: Marker) -> Markup:
    """The ring around a marker that is lit."""
    radius = marker.radius + shapes.HALO_MORE / 2
    width = 2 * radius * shapes.HALO
    x, y = marker.at
    return element("circle", {"cx": x, "cy": y, "r": radius * shapes.DISC - width / 2, "stroke-width": width})


def _number(marker: Marker) -> Markup:
    size = shapes.number_size(marker.radius)
    style: Values = {
        "y": f"{shapes.HALF_DIGIT}em",
        "font-size": "" if size == shapes.NUMBER_SIZE else size,
        "fill": "" if marker.is_filled else "var(--ink)",
    }
    return element("text", style, marker.number) if marker.number else Markup("")


def _disc(marker: Marker) -> Markup:
    """The pie: a disc in the marker's colour, over it the shares of another and the teeth of those not held."""
    radius = marker.radius * shapes.DISC
    whole = element("circle", {"r": radius, "fill": kind_colour(marker.slot)})
    pieces = [
        element("path", {"d": _sector(radius, start, share.twelfths), "fill": kind_colour(share.slot)})
        for start, share in _turns(marker)
        if share.slot != marker.slot
    ]
    teeth = [_teeth(marker.radius, start, share.twelfths) for start, share in _turns(marker) if not share.is_held]
    return joined((whole, *pieces, *teeth))


def _turns(marker: Marker) -> Iterator[tuple[int, Share]]:
    """Each share with the twelfth that it starts at."""
    start = 0
    for share in marker.shares:
        yield start, share
        start += share.twelfths


def _sector(radius: float, start: int, twelfths: int) -> str:
    arc = _arc(radius, start, twelfths)
    return arc + ("z" if twelfths == TWELFTHS else "L0 0z")


def _teeth(radius: float, start: int, twelfths: int) -> Markup:
    width = 2 * radius * shapes.TEETH_WIDTH
    middle = radius * shapes.DISC - width / 2
    style: Values = {
        "d": _arc(middle, start, twelfths),
        "stroke-dasharray": _along(middle, shapes.TEETH_DRAWN, shapes.TEETH_STEP - shapes.TEETH_DRAWN),
        "stroke-dashoffset": _along(middle, -shapes.TEETH_FIRST),
        "stroke": PAPER,
        "stroke-width": width,
        "fill": "none",
    }
    return element("path", style)


def _arc(radius: float, start: int, twelfths: int) -> str:
    """A path clockwise along a circle from a twelfth, counted from the top; the whole circle in two halves."""
    steps = (0, twelfths // 2, twelfths) if twelfths == TWELFTHS else (0, twelfths)
    points = [_point(radius, start + step) for step in steps]
    large = int(len(points) == 2 and twelfths > TWELFTHS // 2)
    size = short(radius)
    return f"M{points[0]}" + "".join(f"A{size} {size} 0 {large} 1 {point}" for point in points[1:])


def _along(radius: float, *degrees: float) -> str:
    """How long so many degrees of a circle are, in pixels: not all that draw SVG know `pathLength`."""
    return " ".join(f"{math.radians(each) * radius:.4g}" for each in degrees)


def _point(radius: float, twelfth: int) -> str:
    turn = math.radians(DEGREES * twelfth)
    return f"{short(radius * math.sin(turn))} {short(-radius * math.cos(turn))}"


def _rim(marker: Marker, width: float) -> Values:
    """What open shapes have in common: a rim in the marker's colour, drawn inwards, and a faint ground."""
    colour = kind_colour(marker.slot)
    return {"fill": colour, "fill-opacity": FAINT, "stroke": colour, "stroke-width": 2 * marker.radius * width}


def _ring(marker: Marker) -> Markup:
    radius = marker.radius * (shapes.DISC - shapes.RING)
    return _circle(marker, shapes.RING) + _pieces(marker, shapes.RING, functools.partial(_arc, radius))


def _pieces(marker: Marker, width: float, along: Callable[[int, int], str]) -> Markup:
    """The pieces of a rim in another colour than the marker's; `along` gives the path from a twelfth on, of so many."""
    style: Values = {"fill": "none", "stroke-width": 2 * marker.radius * width}
    return joined(
        element("path", {"d": along(start, share.twelfths), "stroke": kind_colour(share.slot), **style})
        for start, share in _turns(marker)
        if share.slot != marker.slot
    )


def _circle(marker: Marker, width: float) -> Markup:
    radius = marker.radius * (shapes.DISC - width)
    dashes: Values = {}
    if marker.shape in shapes.STEPS:
        step, drawn = shapes.STEPS[marker.shape]
        dashes = {"stroke-dasharray": _along(radius, drawn, step - drawn)}
    return element("circle", {"r": radius, **_rim(marker, width), **dashes})


def _square(marker: Marker) -> Markup:
    inset, width = (2 * marker.radius * share for share in (shapes.SQUARE_INSET, shapes.SQUARE_WIDTH))
    half = marker.radius - inset - width / 2
    corner = 2 * marker.radius * shapes.SQUARE_CORNER - width / 2
    size: Values = {"x": -half, "y": -half, "width": 2 * half, "height": 2 * half, "rx": corner}
    rect = element("rect", {**size, **_rim(marker, shapes.SQUARE_WIDTH)})
    return rect + _pieces(marker, shapes.SQUARE_WIDTH, functools.partial(_along_square, half, corner))


def _along_square(half: float, corner: float, start: int, twelfths: int) -> str:
    """A path clockwise along a square with round corners, likewise."""
    size = short(corner)
    path = f"M{_on_square(half, start)}"
    for twelfth in range(start, start + twelfths):
        if twelfth % shapes.RIM_PIECES == 1:
            before, behind = (_turned(half - corner, -half, twelfth), _turned(half, corner - half, twelfth))
            path += f"L{before}A{size} {size} 0 0 1 {behind}"
        path += f"L{_on_square(half, twelfth + 1)}"
    return path


def _on_square(half: float, twelfth: int) -> str:
    """Where the square is at the start of a twelfth."""
    near = half * math.tan(math.radians(DEGREES))
    x, y = ((0.0, -half), (near, -half), (half, -near))[twelfth % shapes.RIM_PIECES]
    return _turned(x, y, twelfth)


def _turned(x: float, y: float, twelfth: int) -> str:
    """A point of the first quarter, clockwise from the top, in the quarter of that twelfth."""
    for _ in range(twelfth // shapes.RIM_PIECES):
        x, y = -y, x
    return f"{short(x)} {short(y)}"


def _open(marker: Marker) -> Markup:
    """A rim that is broken or, of what was cancelled, struck through from the lower left to the upper right."""
    rim = _circle(marker, shapes.OPEN)
    if marker.shape != "crossed":
        return rim
    outer = marker.radius * shapes.DISC
    inner = outer - 2 * marker.radius * shapes.CROSS
    strokes = f"M{short(-outer)} {short(outer)}L{short(-inner)} {short(inner)}M{short(inner)} {short(-inner)}L{short(outer)} {short(-outer)}"
    return rim + element("path", {"d": strokes, **_rim(marker, shapes.OPEN)})


_SHAPES: Final[dict[str, Callable[[Marker], Markup]]] = {
    "disc": _disc,
    "ring": _ring,
    "square": _square,
    "dashed": _open,
    "dotted": _open,
    "crossed": _open,
}
