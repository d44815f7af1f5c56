"""The colours, one set for light and one for dark. Colour says who received the leader; red only what is selected."""

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
    government: str
    company: str
    public: str
    on_marker: str
    selected: str
    route: str

    def host(self, kind: str) -> str:
        """The colour of a kind of host: government, company or public."""
        return {"government": self.government, "company": self.company}.get(kind, self.public)


LIGHT: Final = Palette(
    "#FBFAF7", "#1B1B1A", "#63635F", "#DDD9D0", "#22588A", "#B4561A", "#55703F", "#FFFFFF", "#B3261E", "#1B1B1A"
)
DARK: Final = Palette(
    "#131519", "#ECEAE4", "#A2A5AA", "#2C3037", "#7DB2E3", "#EDA263", "#A3C78C", "#131519", "#FF8A75", "#ECEAE4"
)
HOST_KINDS: Final = ("government", "company", "public")


def palette(theme: str) -> Palette:
    """The palette of `light` or `dark`."""
    return DARK if theme == "dark" else LIGHT


def rgba(colour: str, alpha: int = 255) -> Colour:
    """`#B3261E` -> `[179, 38, 30, 255]`, as deck.gl takes it."""
    return [*bytes.fromhex(colour[1:]), alpha]
