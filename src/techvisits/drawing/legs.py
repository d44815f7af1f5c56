"""The lines of one trip in one pane: its legs with arrow heads, and at the pane's edge where they come from and go."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from babel import Locale

from techvisits.drawing import basemap
from techvisits.drawing import deck as map
from techvisits.drawing import screen as geometry
from techvisits.drawing.deck import Pane, Row, View
from techvisits.drawing.palette import rgba
from techvisits.drawing.screen import Box, Disc, Point
from techvisits.record import trips
from techvisits.record.trips import Leg, Stop
from techvisits.text import words as labels
from techvisits.text.language import Language

BOW: Final = 0.09
WAY_SIZE: Final = 12.5
Path = list[list[float]]


@dataclass(frozen=True)
class Lines:
    """The rows of the layers that a trip's lines are drawn with; paths are points [longitude, latitude]."""

    pane: Pane
    view: View
    discs: Collection[Disc]
    paths: list[Row] = field(default_factory=list)
    arrivals: list[Row] = field(default_factory=list)
    arrows: list[Row] = field(default_factory=list)
    ways: list[Row] = field(default_factory=list)

    @property
    def covered(self) -> list[Box]:
        """The boxes that arrow heads and texts cover."""
        return [way["box"] for way in self.ways] + [_arrow_box(arrow, self.view) for arrow in self.arrows]

    def add_arrival(self, first: Stop, disc: Disc, home: str) -> None:
        """The way from the home country, an ISO 3166-1 code, to the first stop, named where there is room; none from its own.

        A great circle from a point in the country, on whose side of the antimeridian the stop lies.
        """
        country = basemap.country_points().get(home)
        if not country or first.meeting.country_code == home:
            return
        path = trips.great_circle(first.position, country)[::-1]
        text = self.pane.language.say("from {country}", country=_country(home, self.pane.language))
        self.arrivals.append({"path": path, "color": rgba(self.pane.colours.route, 120), "width": 1.2})
        ways = _way_out(path[-1], path[-2], path[0], text, self.pane, self.view, self.discs)
        self.ways.extend(way for way in ways if _is_clear(way["box"], self.discs))
        self.arrows.append(_arrow_into(disc, path, self.pane, self.view))


def draw(legs: Sequence[Leg], discs: Mapping[str, Disc], pane: Pane, view: View, selected: str) -> Lines:
    """All legs of a trip; `discs` are those of the pane's stops by meeting id, the leg to the `selected` one is lit."""
    lines = Lines(pane, view, discs.values())
    for leg, bow in zip(legs, _bows(legs), strict=True):
        path = _path(leg, bow)
        lines.paths.append(_leg_path(leg, path, pane, selected))
        lines.ways.extend(_ways_out(leg, path, pane, view, discs.values()))
        lines.arrows.extend(_arrows(leg, path, discs, pane, view, selected))
    return lines


def _leg_path(leg: Leg, path: Path, pane: Pane, selected: str) -> Row:
    held, lit = leg.start.meeting.status == leg.end.meeting.status == "held", leg.end.meeting_id == selected
    row, language = leg.end.meeting, pane.language
    colour = pane.colours.selected if lit else pane.colours.route
    return {
        "path": path,
        "color": rgba(colour, 235 if held or lit else 120),
        "width": 1.8 if held else 1.2,
        "size": 12,
        "meeting_id": leg.end.meeting_id,
        "title": f"{leg.start.number} → {leg.end.number}  {labels.who_whom(row, language)}",
        "text": f"{language.date(row.date, row.date_precision)} · {language.say('{km} km', km=_km(leg, pane))}",
    }


def _bows(legs: Sequence[Leg]) -> list[float]:
    """How much each leg is bent to its left, so that legs between the same two places stand apart: 0 where there is one."""
    ends = [(leg.start.place_id, leg.end.place_id) for leg in legs]
    both = Counter(frozenset(pair) for pair in ends)
    return [BOW * (1 + ends[:i].count(pair)) if both[frozenset(pair)] > 1 else 0.0 for i, pair in enumerate(ends)]


def _ways_out(leg: Leg, path: Path, pane: Pane, view: View, discs: Collection[Disc]) -> list[Row]:
    """At the pane's edge, where a leg comes in or goes out: `from Misato, 78 km`."""
    ends = (
        (
            leg.start,
            leg.end,
            path[0],
            path[1],
            pane.language.say("to {place}, {km} km", place=_whereabouts(leg.end, pane.language), km=_km(leg, pane)),
        ),
        (
            leg.end,
            leg.start,
            path[-1],
            path[-2],
            pane.language.say("from {place}, {km} km", place=_whereabouts(leg.start, pane.language), km=_km(leg, pane)),
        ),
    )
    rows = []
    for near, far, here, beyond, text in ends:
        if near.area == pane.area:
            rows += _way_out(here, beyond, [far.position[1], far.position[0]], text, pane, view, discs)
    return rows


def _way_out(
    here: list[float],
    beyond: list[float],
    far: list[float],
    text: str,
    pane: Pane,
    view: View,
    discs: Collection[Disc],
) -> list[Row]:
    """The text where a line from `here` by way of `beyond` leaves the pane, none where it does not: all [longitude, latitude].

    It stands inwards of the crossing or, where it would cover a disc there, on another side of it.
    """
    bounds = map.bounds(pane, view)
    start, heading, end = (geometry.project(at[1], at[0], view.zoom) for at in (here, beyond, far))
    if not geometry.is_inside(start, bounds) or geometry.is_inside(end, bounds):
        return []
    reach = max(math.dist(start, heading), 1e-6)
    towards = tuple(a + (b - a) / reach * 4000 for a, b in zip(start, heading, strict=True))
    x, y = geometry.way_out(start, (towards[0], towards[1]), bounds)
    anchor = "end" if x > start[0] + 40 else "start" if x < start[0] - 40 else "middle"
    taken, inwards = [disc.box for disc in discs], 14 if y < start[1] else -14
    tries = [
        (side, geometry.text_box((x, y + lift), side, text, WAY_SIZE), lift)
        for lift in (inwards, 2 * inwards, 0, 3 * inwards, 4 * inwards)
        for side in dict.fromkeys((anchor, "start", "end", "middle"))
    ]
    (left, top), (right, bottom) = bounds
    roomy = (left - 1, top - 4), (right + 1, bottom + 4)
    anchor, box, lift = next((t for t in tries if geometry.is_free(t[1], roomy, taken)), tries[0])
    offset = [round(x - start[0], 1), round(y + lift - start[1], 1)]
    return [{"position": here, "offset": offset, "number": text, "anchor": anchor, "text_size": WAY_SIZE, "box": box}]


def _is_clear(box: Box, discs: Collection[Disc]) -> bool:
    return geometry.is_free(box, ((-math.inf, -math.inf), (math.inf, math.inf)), [disc.box for disc in discs])


def _country(code: str, language: Language) -> str:
    return str(Locale(language.code).territories.get(code, code))


def _whereabouts(stop: Stop, language: Language) -> str:
    return labels.city(stop.meeting, language)


def _km(leg: Leg, pane: Pane) -> str:
    return pane.language.number(round(leg.kilometres))


def _path(leg: Leg, bow: float) -> Path:
    start, end = leg.start.position, leg.end.position
    far = leg.is_between_cities
    return trips.bend(trips.great_circle(start, end) if far else trips.straight(start, end, 16 if bow else 1), bow)


def _arrows(leg: Leg, path: Path, discs: Mapping[str, Disc], pane: Pane, view: View, selected: str) -> list[Row]:
    """An arrow head before the stop the leg ends at and, where the leg leaves the pane, one after the stop it starts from."""
    arrows = []
    if leg.end.area == pane.area and leg.end.meeting_id in discs:
        arrows.append(_arrow_into(discs[leg.end.meeting_id], path, pane, view))
    if leg.start.area == pane.area and leg.end.area != pane.area:
        arrows.append(_arrow(path[0], path[1], path[0], 64, pane, view))
    if leg.end.meeting_id == selected:
        arrows = [{**arrow, "color": rgba(pane.colours.selected)} for arrow in arrows]
    return arrows


def _arrow_into(disc: Disc, path: Path, pane: Pane, view: View) -> Row:
    return _arrow(path[-2], path[-1], path[-1], -(disc.radius + 7), pane, view, disc.offset)


def _arrow_box(arrow: Row, view: View) -> Box:
    x, y = geometry.project(arrow["position"][1], arrow["position"][0], view.zoom)
    x, y = x + arrow["offset"][0], y + arrow["offset"][1]
    return x - 8, y - 8, x + 8, y + 8


def _arrow(
    before: list[float],
    after: list[float],
    at: list[float],
    along: float,
    pane: Pane,
    view: View,
    shift: Point = (0.0, 0.0),
) -> Row:
    (x0, y0), (x1, y1) = (geometry.project(p[1], p[0], view.zoom) for p in (before, after))
    angle = math.atan2(y1 - y0, x1 - x0)
    return {
        "position": at,
        "offset": [round(shift[0] + along * math.cos(angle), 1), round(shift[1] + along * math.sin(angle), 1)],
        "size": 12,
        "icon": "arrow",
        "angle": round(-math.degrees(angle), 1),
        "color": rgba(pane.colours.route),
    }
