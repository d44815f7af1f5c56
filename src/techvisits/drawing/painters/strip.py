"""A thin strip of bars, a number each, in ink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

STEP: Final = 4
BAR: Final = 3
HEIGHT: Final = 14
LEAST: Final = 2


def paint_strip(numbers: Sequence[int], most: int) -> Markup:
    """An `<svg>` with a bar for each number, the largest for `most`; none for 0. It tells nothing to those who do not see it."""
    bars = "".join(
        f"M{n * STEP} {HEIGHT}v-{_height(number, most)}h{BAR}V{HEIGHT}" for n, number in enumerate(numbers) if number
    )
    return Markup('<svg class="strip" viewBox="0 0 {} {}" aria-hidden="true"><path d="{}"/></svg>').format(
        len(numbers) * STEP, HEIGHT, bars
    )


def _height(number: int, most: int) -> int:
    return max(LEAST, round(HEIGHT * number / most))
