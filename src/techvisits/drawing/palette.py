"""The colours, one set for light and one for dark. Red is only for what is selected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Colour = list[int]


@dataclass(frozen=True)
class Palette:
    """Hex colours by what they mean."""

    paper: str
    ink: str
    muted: str
    rule: str
    on_marker: str
    selected: str
    route: str
    kinds: tuple[str, ...]
    other: str

    def slot(self, number: int) -> str:
        """The colour of a slot, counted from 1; 0 is for what has none of its own."""
        return self.kinds[number - 1] if number else self.other


LIGHT: Final = Palette(
    paper="#FBFAF7",
    ink="#1B1B1A",
    muted="#63635F",
    rule="#DDD9D0",
    on_marker="#FFFFFF",
    selected="#B3261E",
    route="#1B1B1A",
    kinds=("#22588A", "#B4561A", "#55703F", "#7B4A94", "#8A6500", "#0F6F6B"),
    other="#6B6B66",
)
DARK: Final = Palette(
    paper="#131519",
    ink="#ECEAE4",
    muted="#A2A5AA",
    rule="#2C3037",
    on_marker="#131519",
    selected="#FF8A75",
    route="#ECEAE4",
    kinds=("#7DB2E3", "#EDA263", "#A3C78C", "#C9A2E4", "#DFC664", "#66CCC2"),
    other="#A2A5AA",
)

# Who governed, one term after the other.
BANDS: Final = {"light": ("#F8F5EE", "#F1EDE4"), "dark": ("#191C21", "#1F2329")}


def palette(theme: str) -> Palette:
    """The palette of `light` or `dark`."""
    return DARK if theme == "dark" else LIGHT


def rgba(colour: str, alpha: int = 255) -> Colour:
    """`#B3261E` -> `[179, 38, 30]`, with its opacity where it has one, as deck.gl takes it."""
    return [*bytes.fromhex(colour[1:]), *([alpha] if alpha < 255 else [])]
