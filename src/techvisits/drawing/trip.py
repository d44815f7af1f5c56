"""A trip: its stops in one area, numbered and named, and its legs, of which some run off the pane."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pydeck as pdk

from techvisits.drawing import deck as map
from techvisits.drawing import legs as lines
from techvisits.drawing import screen as geometry
from techvisits.drawing.atlas import STATUS_SHAPES
from techvisits.drawing.clusters import AREA_KINDS
from techvisits.drawing.deck import LEGS, STOPS, Pane, Row, View
from techvisits.drawing.overview import CENTRES, common_zoom
from techvisits.drawing.palette import rgba
from techvisits.drawing.screen import Disc
from techvisits.record.records import AREAS
from techvisits.record.trips import Leg, Stop
from techvisits.text import words as labels

RADIUS: Final = 11.5
NAME_SIZE: Final = 13.5


def trip_view(pane: Pane, stops: Sequence[Stop]) -> View:
    """The view that shows a trip's stops in the pane's area, at one scale for both areas."""
    groups = {area: _core(area, [s.position for s in stops if s.area == area and s.latitude]) for area in AREAS}
    middle = geometry.centre_of(groups[pane.area]) if groups[pane.area] else CENTRES[pane.area]
    return View(*middle, common_zoom(list(groups.values()), pane))


def begins_in_sight(pane: Pane, view: View, stops: Sequence[Stop]) -> bool:
    """True where the trip's first stop is in the pane: an arrival can be drawn to it."""
    first = stops[0]
    if first.area != pane.area or first.latitude is None:
        return False
    return geometry.is_inside(geometry.project(*first.position, view.zoom), map.bounds(pane, view))


def _core(area: str, positions: list[tuple[float, float]], *, within: float = 0.3) -> list[tuple[float, float]]:
    """The positions near the area's centre, or all of them where none is: one far stop shall not make the others one dot."""
    latitude, longitude = CENTRES[area]
    near = [p for p in positions if abs(p[0] - latitude) < within and abs(p[1] - longitude) < within * 1.25]
    return near or positions


def build_trip(
    pane: Pane, view: View, stops: Sequence[Stop], legs: Sequence[Leg], *, selected: str = "", home: str = ""
) -> pdk.Deck:
    """One trip: its stops in this area, numbered, and all its legs, of which some run off the pane.

    `home` is the ISO 3166-1 code of the country to draw an arrival from, empty for none.
    """
    here, discs = _placed([s for s in stops if s.area == pane.area and s.latitude is not None], view)
    legs = _joining(legs, here)
    markers = [_stop_marker(d, here[d.members[0]], pane) for d in discs]
    drawn = lines.draw(
        legs, {stop.meeting_id: disc for stop, disc in zip(here, discs, strict=True)}, pane, view, selected
    )
    if here and here[0].number == 1:
        drawn.add_arrival(here[0], discs[0], home)
    hosts = [labels.brief_host(stop.meeting, pane.language) for stop in here]
    positions = [stop.position for stop in here]
    chosen = [map.halo(m, pane) for m in markers if m["meeting_id"] == selected]
    vague = [s.meeting_id for s in here if s.meeting.place_kind in AREA_KINDS]
    layers = [
        *([map.outline(pane, lit=selected in vague)] if vague else []),
        map.paths("arrival", drawn.arrivals),
        map.paths("route", drawn.paths),
        map.touchable(f"{LEGS}:{selected}", drawn.paths),
        map.icons("arrows", drawn.arrows, pane),
        map.ground(markers, pane),
        map.icons(f"{STOPS}:{selected}", markers, pane, pickable=True),
        map.texts("numbers", markers, pane, colour="ink_on"),
        map.names(discs, positions, hosts, pane, view, size=NAME_SIZE, covered=drawn.covered),
        map.texts("ways", drawn.ways, pane, colour="ink", ground=True, weight=400),
        map.icons("selected", chosen, pane),
    ]
    return map.build_deck(pane, view, layers)


def _placed(stops: list[Stop], view: View) -> tuple[list[Stop], list[Disc]]:
    """Stops with their discs, none over another. Stops somewhere in a city have no true place: they stand in a column, in order."""
    vague = [stop.place_id for stop in stops if stop.meeting.place_kind in AREA_KINDS]
    seen: Counter[str] = Counter()
    discs = []
    for number, stop in enumerate(stops):
        x, y = geometry.project(*stop.position, view.zoom)
        if stop.place_id in vague:
            y += (seen[stop.place_id] - (vague.count(stop.place_id) - 1) / 2) * 2.2 * RADIUS
            seen[stop.place_id] += 1
        discs.append(Disc((x, y), RADIUS, (number,)))
    discs = geometry.spread(discs)
    for number, (stop, disc) in enumerate(zip(stops, discs, strict=True)):
        if stop.place_id in vague:
            latitude, longitude = geometry.unproject(disc.centre, view.zoom)
            stops[number] = replace(stop, latitude=round(latitude, 6), longitude=round(longitude, 6))
            discs[number] = replace(disc, at=disc.centre, offset=(0.0, 0.0))
    return stops, discs


def _joining(legs: Sequence[Leg], stops: Sequence[Stop]) -> list[Leg]:
    """The legs with their ends at the given stops, as these are placed."""
    placed = {stop.meeting_id: stop for stop in stops}
    return [
        replace(leg, start=placed.get(leg.start.meeting_id, leg.start), end=placed.get(leg.end.meeting_id, leg.end))
        for leg in legs
    ]


def _stop_marker(disc: Disc, stop: Stop, pane: Pane) -> Row:
    row = stop.meeting
    vague = row.place_kind in (*AREA_KINDS, "district")
    icon = "square" if vague else "disc" if row.place_certainty == "stated" else "ring"
    icon = STATUS_SHAPES.get(row.status, icon)
    return {
        "position": [stop.longitude, stop.latitude],
        "offset": list(disc.offset),
        "size": 2 * disc.radius,
        "icon": icon,
        "filled": icon == "disc",
        "color": rgba(pane.colouring.colour(row.host_kind, pane.colours)),
        "number": str(stop.number),
        "text_size": 12,
        "meeting_id": stop.meeting_id,
        "title": f"{stop.number}  {labels.who_whom(row, pane.language)}",
        "text": f"{pane.language.date(row.date, row.date_precision)}\n{labels.place(row, pane.language)}",
    }
