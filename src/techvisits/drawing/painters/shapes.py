"""What marks measure, for both painters alike: shares of a marker's size (the square around it), degrees, pixels."""

from __future__ import annotations

from typing import Final

EDGE: Final = 1 / 24
"""Left free on each side, so that a disc is drawn 11/12 as large as its marker."""

DISC: Final = 1 - 2 * EDGE
RING: Final = 1 / 9
TEETH_WIDTH: Final = 1 / 9
OPEN: Final = 1 / 10
HALO: Final = 1 / 14
"""How wide rims are drawn, inwards: of an inferred place, of the teeth in a pie, of what was not held, of what is lit."""

SQUARE_INSET: Final = 1 / 10
SQUARE_WIDTH: Final = 1 / 11
SQUARE_CORNER: Final = 1 / 8

STEPS: Final = {"dashed": (36, 21), "dotted": (24, 9)}
"""Of a broken rim: the degrees from one piece to the next, from the right, and how many of them are drawn."""

RIM_PIECES: Final = 3
"""Twelfths of a rim, from the top, that are the same in each quarter turn, even of a square."""

TEETH_FIRST: Final = 6
TEETH_STEP: Final = 20
TEETH_DRAWN: Final = 8
"""Degrees from where a share begins to its first tooth, from tooth to tooth, and of a tooth."""

CROSS: Final = 1 / 4
"""How far the two strokes through the rim of a cancelled meeting reach inwards from the corners of the disc's square."""

ARROW: Final = ((1 - EDGE, 1 / 2), (4 * EDGE, 4 * EDGE), (7 * EDGE, 1 / 2), (4 * EDGE, 1 - 4 * EDGE))
ARROW_SIZE: Final = 12
"""The corners of an arrow head that points right, from the upper left of its square, and its size in pixels."""

FAINT: Final = 20
"""Of 255, how strong an open shape is filled: deck.gl does not let one point at what is less opaque than a twentieth."""

GROUND_MORE: Final = 4
HALO_MORE: Final = 13
"""Pixels that the ground of paper and the halo are larger than their marker."""

TOUCH_WIDTH: Final = 11
"""Pixels in which a thin line can be pointed at."""

LABEL_GROUND: Final = 205
LABEL_PADDING: Final = (3, 1)
"""Of 255, how strong the ground of a label is; pixels that it is larger on the sides, and above and below."""

HALF_DIGIT: Final = 0.35
"""In em, how far below its middle the baseline of a number or a word is."""

BOLD: Final = 600
REGULAR: Final = 400
"""How heavy names and numbers are, and other words."""


NUMBER_SIZE: Final = 12
"""In pixels, of the number on a marker that is not small."""


def number_size(radius: float) -> int:
    """The size in pixels of the number on a marker."""
    return NUMBER_SIZE if radius > 11 else NUMBER_SIZE - 1


def outline_style(*, lit: bool) -> tuple[float, int, int]:
    """Of a city's outline: its width in pixels; of 255, how strong its line is and how strong it is filled."""
    return (1.6, 220, 20) if lit else (1.2, 110, 0)
