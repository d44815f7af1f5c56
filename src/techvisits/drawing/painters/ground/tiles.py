"""The tiles in which mapbox-gl lays names out: it knows none that belongs to a tile which the pane does not show."""

from __future__ import annotations

import math
from itertools import product

import numpy as np

from techvisits.drawing.model import Frame
from techvisits.drawing.painters.ground.paths import from_pixels, to_pixels
from techvisits.drawing.screen import TILE, Box


def tiles_of(frame: Frame) -> list[Box]:
    """The tiles that a pane shows, row by row, in the pixels of the world at zoom 0."""
    side = TILE / 2 ** math.floor(frame.view.zoom)
    corners = np.array(frame.window).reshape(2, 2)
    (left, top), (right, bottom) = np.floor(from_pixels(corners, frame) / side).astype(int).tolist()
    places = product(range(top, bottom + 1), range(left, right + 1))
    return [(x * side, y * side, (x + 1) * side, (y + 1) * side) for y, x in places]


def area_of(frame: Frame) -> Box:
    """What these tiles cover together, in pixels of the pane."""
    tiles = tiles_of(frame)
    corners = np.array([tiles[0][:2], tiles[-1][2:]])
    (left, top), (right, bottom) = to_pixels(corners, frame).tolist()
    return left, top, right, bottom
