"""Names beside discs, where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from techvisits.drawing import screen
from techvisits.drawing.model import Frame, Label
from techvisits.drawing.screen import Box, Disc
from techvisits.record.geo import Position

GAP = 5.0
LINE = 7.0


def label_discs(
    discs: Sequence[Disc],
    names: Sequence[tuple[Position, str]],
    frame: Frame,
    *,
    size: float,
    covered: Sequence[Box] = (),
) -> list[Label]:
    """A name beside each disc that has room for one; `names` go with the discs' true places, `covered` boxes are taken."""
    texts = [name for _, name in names]
    sides = screen.place_labels(discs, texts, size=size, bounds=frame.bounds, covered=covered)
    return [
        _beside(disc, position, name, side, size)
        for disc, (position, name), side in zip(discs, names, sides, strict=True)
        if side
    ]


def _beside(disc: Disc, position: Position, name: str, side: str, size: float) -> Label:
    away = disc.radius + GAP
    x, y = {"right": (away, 0.0), "left": (-away, 0.0), "below": (0.0, away + LINE), "above": (0.0, -away - LINE)}[side]
    anchor = {"right": "start", "left": "end"}.get(side, "middle")
    return Label(position, screen.rounded((disc.centre[0] + x, disc.centre[1] + y)), name, size, anchor)
