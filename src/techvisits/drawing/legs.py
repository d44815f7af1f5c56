"""The ways of one trip in one pane: its legs with arrow heads, and at the pane's edge where they come from and go."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from techvisits.drawing import screen
from techvisits.drawing.model import Arrow, Frame, Label, Line, Words
from techvisits.drawing.screen import Box, Disc
from techvisits.record.geo import Position, bend, country_points, geodesic_path, straight
from techvisits.record.trips import Leg, Stop, build_legs
from techvisits.text import parties, words
from techvisits.text.address import to_open
from techvisits.text.language import Language
from techvisits.text.page import Page

BOW: Final = 0.09
WAY_SIZE: Final = 12.5
STEPS: Final = 32
BENT_STEPS: Final = 16
ARROW: Final = 8.0
OUTWARDS: Final = 64.0
FAR_PIXELS: Final = 4000.0
Path = tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A stop of the pane's area where it is drawn; `position` is that of the disc's middle where the stop has no true place."""

    stop: Stop
    position: Position
    disc: Disc


@dataclass(frozen=True, slots=True)
class Ways:
    """What the lines of a trip are drawn with, and the boxes that their heads and texts cover."""

    lines: tuple[Line, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    labels: tuple[Label, ...] = ()
    covered: tuple[Box, ...] = ()

    def joined(self, other: Ways) -> Ways:
        """Both together."""
        return Ways(
            self.lines + other.lines,
            self.arrows + other.arrows,
            self.labels + other.labels,
            self.covered + other.covered,
        )


def draw_legs(page: Page, frame: Frame, placed: Sequence[Placed]) -> Ways:
    """All legs of the page's trip; the one to the selected stop is lit."""
    stops = {each.stop.number: each for each in placed}
    ways = Ways()
    legs = build_legs(page.stops)
    for leg, bow in zip(legs, _bows(legs), strict=True):
        path = _path(leg, bow, stops)
        if path:
            ways = ways.joined(_draw_leg(leg, path, _Pane(page, frame, stops, ways.covered)))
    return ways


def draw_arrival(page: Page, frame: Frame, placed: Sequence[Placed]) -> Ways:
    """The way from the page's home country to the first stop, named where there is room; none from the country it is in.

    A geodesic from a point in the country, on whose side of the antimeridian the stop lies.
    """
    first, country = placed[0], country_points().get(page.home)
    if not country or first.stop.place.country_code == page.home:
        return Ways()
    path = tuple(geodesic_path(first.position, country, STEPS)[::-1])
    pane = _Pane(page, frame, {first.stop.number: first})
    text = page.language.say("from {country}", country=page.language.country(page.home))
    taken = [each.disc.box for each in placed]
    ways = [way for way in _way_out(path[::-1], text, frame, taken) if not _covers(way[1], placed)]
    return _with_labels(Ways((Line(path, 1.2, 120 / 255),), (_arrow_into(first, path, pane),)), ways, frame)


@dataclass(frozen=True, slots=True)
class _Pane:
    """What a leg is drawn into: the pane, its stops by number, and the boxes that legs before it cover."""

    page: Page
    frame: Frame
    stops: dict[int, Placed]
    covered: tuple[Box, ...] = ()

    @property
    def taken(self) -> list[Box]:
        """What no text shall cover."""
        return [*(each.disc.box for each in self.stops.values()), *self.covered]


def _bows(legs: Sequence[Leg]) -> list[float]:
    """How much each leg is bent to its left, so that legs between the same two places stand apart: 0 where there is one."""
    ends = [(leg.start.place.place_id, leg.end.place.place_id) for leg in legs]
    both = Counter(frozenset(pair) for pair in ends)
    return [BOW * (1 + ends[:i].count(pair)) if both[frozenset(pair)] > 1 else 0.0 for i, pair in enumerate(ends)]


def _path(leg: Leg, bow: float, stops: dict[int, Placed]) -> Path:
    start, end = (_position(stop, stops) for stop in (leg.start, leg.end))
    if not start or not end:
        return ()
    if leg.is_between_cities:
        return bend(geodesic_path(start, end, STEPS), bow)
    return bend(straight(start, end, BENT_STEPS if bow else 1), bow)


def _position(stop: Stop, stops: dict[int, Placed]) -> Position | None:
    return stops[stop.number].position if stop.number in stops else stop.place.position


def _draw_leg(leg: Leg, path: Path, pane: _Pane) -> Ways:
    page, frame = pane.page, pane.frame
    meeting, language = leg.end.meeting, page.language
    is_held, is_lit = leg.start.meeting.is_held and meeting.is_held, meeting.meeting_id == page.state.meeting
    far = language.say("{km} km", km=_km(leg, language))
    line = Line(
        path,
        width=1.8 if is_held else 1.2,
        opacity=(235 if is_held or is_lit else 120) / 255,
        trip_ids=(leg.end.visit.trip_id,),
        words=Words(
            f"{leg.start.number} → {leg.end.number}  {parties.who_whom(meeting, language, page.asked)}",
            (f"{language.date(meeting.date, meeting.date_precision)} · {far}",),
        ),
        change=to_open(meeting.meeting_id),
        is_lit=is_lit,
    )
    ways = [way for p, text in _ends(leg, path, pane) for way in _way_out(p, text, frame, pane.taken)]
    return _with_labels(Ways((line,), tuple(_arrows(leg, path, pane, is_lit=is_lit))), ways, frame)


def _with_labels(ways: Ways, labels: Sequence[tuple[Label, Box]], frame: Frame) -> Ways:
    heads = tuple(screen.box_around(arrow.at, ARROW, ARROW) for arrow in ways.arrows)
    return Ways(ways.lines, ways.arrows, tuple(label for label, _ in labels), (*(box for _, box in labels), *heads))


def _ends(leg: Leg, path: Path, pane: _Pane) -> list[tuple[Path, str]]:
    """The path as seen from each end that is in the pane's area, and what stands at the edge where it leaves."""
    language, km = pane.page.language, _km(leg, pane.page.language)
    to = language.say("to {place}, {km} km", place=words.city(leg.end.meeting, language), km=km)
    origin = language.say("from {place}, {km} km", place=words.city(leg.start.meeting, language), km=km)
    ends = ((leg.start, path, to), (leg.end, path[::-1], origin))
    return [(seen, text) for stop, seen, text in ends if stop.place.area == pane.frame.area]


def _way_out(path: Path, text: str, frame: Frame, taken: Sequence[Box]) -> list[tuple[Label, Box]]:
    """The text where a path that begins in the pane leaves it and the box it covers, none where it does not leave.

    It stands inwards of the crossing or, where it would cover what is taken there, on another side of it.
    """
    bounds = frame.bounds
    start, heading, end = (frame.pixel(at) for at in (path[0], path[1], path[-1]))
    if not screen.is_inside(start, bounds) or screen.is_inside(end, bounds):
        return []
    reach = max(math.dist(start, heading), 1e-6)
    towards = tuple(a + (b - a) / reach * FAR_PIXELS for a, b in zip(start, heading, strict=True))
    x, y = screen.way_out(start, (towards[0], towards[1]), bounds)
    anchor = "end" if x > start[0] + 40 else "start" if x < start[0] - 40 else "middle"
    inwards = 14 if y < start[1] else -14
    tries = [
        (side, (x, y + lift), screen.text_box((x, y + lift), side, text, WAY_SIZE))
        for lift in (inwards, 2 * inwards, 0, 3 * inwards, 4 * inwards)
        for side in dict.fromkeys((anchor, "start", "end", "middle"))
    ]
    (left, top), (right, bottom) = bounds
    roomy = (left - 1, top - 4), (right + 1, bottom + 4)
    side, at, box = next((each for each in tries if screen.is_free(each[2], roomy, taken)), tries[0])
    return [(Label(path[0], screen.rounded(at), text, WAY_SIZE, side, is_bold=False), box)]


def _covers(box: Box, placed: Sequence[Placed]) -> bool:
    return any(screen.do_overlap(box, each.disc.box) for each in placed)


def _arrows(leg: Leg, path: Path, pane: _Pane, *, is_lit: bool) -> list[Arrow]:
    """An arrow head before the stop the leg ends at and, where the leg leaves the pane, one after the stop it starts from."""
    area, arrows = pane.frame.area, []
    if leg.end.place.area == area and leg.end.number in pane.stops:
        arrows.append(_arrow_into(pane.stops[leg.end.number], path, pane, is_lit=is_lit))
    if leg.start.place.area == area and leg.end.place.area != area:
        arrows.append(_arrow(path[0], _angle(path[0], path[1], pane), OUTWARDS, pane, is_lit=is_lit))
    return arrows


def _arrow_into(placed: Placed, path: Path, pane: _Pane, *, is_lit: bool = False) -> Arrow:
    angle = _angle(path[-2], path[-1], pane)
    back, (x, y) = placed.disc.radius + 7, placed.disc.offset
    arrow = _arrow(path[-1], angle, -back, pane, is_lit=is_lit)
    return Arrow(arrow.position, screen.rounded((arrow.at[0] + x, arrow.at[1] + y)), arrow.angle, is_lit)


def _arrow(position: Position, angle: float, along: float, pane: _Pane, *, is_lit: bool) -> Arrow:
    x, y = pane.frame.pixel(position)
    at = x + along * math.cos(angle), y + along * math.sin(angle)
    return Arrow(position, screen.rounded(at), round(math.degrees(angle), 1), is_lit)


def _angle(before: Position, after: Position, pane: _Pane) -> float:
    (x0, y0), (x1, y1) = pane.frame.pixel(before), pane.frame.pixel(after)
    return math.atan2(y1 - y0, x1 - x0)


def _km(leg: Leg, language: Language) -> str:
    return language.number(round(leg.kilometres))
