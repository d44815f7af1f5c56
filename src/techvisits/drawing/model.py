"""What is seen on a map, as values: where each mark stands in pixels, what it looks like, and what it stands for.

Pixels are those of the pane: x to the right and y down from its upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from techvisits.drawing.screen import Bounds, Box, Point, project, unproject
from techvisits.record.geo import Position
from techvisits.record.model import AREAS
from techvisits.text.address import Change

TWELFTHS: Final = 12
RIMS: Final = ("ring", "square")
MARGIN: Final = 5.0
NAME_HEIGHT: Final = 34.0


@dataclass(frozen=True, slots=True)
class View:
    """A centre in degrees and a mapbox-gl zoom (world of 512 × 2^zoom pixels)."""

    latitude: float
    longitude: float
    zoom: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A pane: the area it shows (or `region`), its size in pixels, and what it looks at.

    `spare` is how many pixels more a picture of it holds on each side, across and down, for a window with more room.
    """

    area: str
    width: int
    height: int
    view: View
    spare: tuple[int, int] = (0, 0)

    def pixel(self, position: Position) -> Point:
        """Where a position lies; outside of the pane too."""
        x, y = project(*position, self.view.zoom)
        left, top = project(self.view.latitude, self.view.longitude, self.view.zoom)
        return x - left + self.width / 2, y - top + self.height / 2

    def position(self, pixel: Point) -> Position:
        """What lies at a pixel."""
        left, top = project(self.view.latitude, self.view.longitude, self.view.zoom)
        latitude, longitude = unproject(
            (pixel[0] + left - self.width / 2, pixel[1] + top - self.height / 2), self.view.zoom
        )
        return round(latitude, 6), round(longitude, 6)

    @property
    def window(self) -> Box:
        """The pane with what is spare around it."""
        across, down = self.spare
        return -across, -down, self.width + across, self.height + down

    @property
    def bounds(self) -> Bounds:
        """The free part of the pane: within a margin, and below the name of a city."""
        top = NAME_HEIGHT if self.area in AREAS else 0
        return (MARGIN, MARGIN + top), (self.width - MARGIN, self.height - MARGIN)


@dataclass(frozen=True, slots=True)
class Words:
    """What a pointer shows: a title, and lines under it."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """A piece of a marker's pie or rim, in twelfths of it: the slot of its colour (0: none of its own), and whether it was held."""

    slot: int
    is_held: bool
    twelfths: int


@dataclass(frozen=True, slots=True)
class Marker:
    """A place, a city or a stop: drawn at `at` for the true place `position`.

    `shape`: `disc` a source names the place, `ring` inferred, `square` only city or district known, `dashed` announced,
    `dotted` unconfirmed, `crossed` cancelled. `slot` is its colour; a disc is a pie of `shares`, clockwise from the top,
    which fill it, and so is the rim of one of `RIMS` of several colours. `meeting_ids` is all that it stands for, `change` what a
    click on it asks for.
    """

    position: Position
    at: Point
    radius: float
    shape: str
    slot: int
    shares: tuple[Share, ...]
    number: str
    meeting_ids: tuple[str, ...]
    words: Words
    change: Change
    is_lit: bool = False

    @property
    def is_filled(self) -> bool:
        """Whether its number stands on colour rather than on paper."""
        return self.shape == "disc"


@dataclass(frozen=True, slots=True)
class Line:
    """A leg or a flow along `path`, `width` pixels wide and `opacity` (0 to 1) strong; without `change` it can't be pointed at."""

    path: tuple[Position, ...]
    width: float
    opacity: float
    trip_ids: tuple[str, ...] = ()
    words: Words = Words("")
    change: Change | None = None
    is_lit: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow head at `at`, pointing `angle` degrees clockwise from the right; `position` is the true place beside it."""

    position: Position
    at: Point
    angle: float
    is_lit: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A text whose `anchor` (`start`, `middle`, `end`) stands at `at`, half-way up its height; `is_bold` for names."""

    position: Position
    at: Point
    text: str
    size: float
    anchor: str = "middle"
    is_bold: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that one pane shows, from the back to the front: the city's outline, lines, arrows, markers, labels.

    `outline` is whether the city itself is drawn: `""` no, `faint`, or `lit` where the open meeting is somewhere in it.
    `alt` says in words what is seen.
    """

    frame: Frame
    markers: tuple[Marker, ...]
    lines: tuple[Line, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    labels: tuple[Label, ...] = ()
    outline: str = ""
    alt: str = ""
