"""A grid over the screen, so that what is near a point is found without looking at everything."""

from __future__ import annotations

from typing import Final

REACH: Final = 64.0


class Grid:
    """Indices by the cell their point is in; a cell is as wide as two of the largest discs reach."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[int]] = {}

    def add(self, point: tuple[float, float], index: int) -> None:
        """Put an index where its point, in pixels, is."""
        self._cells.setdefault(self._cell(point), []).append(index)

    def near(self, point: tuple[float, float]) -> list[int]:
        """The indices within `REACH` pixels of a point, and some a little farther."""
        x, y = self._cell(point)
        return [i for dx in (-1, 0, 1) for dy in (-1, 0, 1) for i in self._cells.get((x + dx, y + dy), ())]

    @staticmethod
    def _cell(point: tuple[float, float]) -> tuple[int, int]:
        return int(point[0] // REACH), int(point[1] // REACH)
