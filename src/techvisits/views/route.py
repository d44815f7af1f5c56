"""A trip: its stops in one area, numbered and named, and its legs, of which some run off the pane."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import pydeck as pdk

from techvisits.language import Language
from techvisits.trips import Leg, Stop, great_circle
from techvisits.views import geometry, labels, map
from techvisits.views.geometry import Disc, Point
from techvisits.views.map import STOPS, Pane, View
from techvisits.views.palette import rgba

NAME_HEIGHT: Final = 34


def build_trip(pane: Pane, view: View, stops: Sequence[Stop], legs: Sequence[Leg], *, selected: str = "") -> pdk.Deck:
    """One trip: its stops in this area, numbered, and all its legs, of which some run off the pane."""
    here = [s for s in stops if s.area == pane.area and s.latitude is not None]
    discs = geometry.spread(
        [Disc(geometry.project(s.latitude or 0, s.longitude or 0, view.zoom), 11.5, (i,)) for i, s in enumerate(here)]
    )
    markers = [_stop_marker(d, here[d.members[0]], pane) for d in discs]
    names = [labels.brief_host(s.meeting, pane.language) for s in here]
    bounds = _bounds(pane, view)
    ways = [way for leg in legs for way in _ways_out(leg, pane, view, bounds)]
    offsets = {here[d.members[0]].meeting_id: d for d in discs}
    arrows = [a for leg in legs for a in _arrows(leg, offsets, pane, view)]
    covered = [w["box"] for w in ways] + [_arrow_box(a, view) for a in arrows]
    sides = geometry.place_labels(discs, names, size=13.5, bounds=bounds, covered=covered)
    chosen = [map.halo(m, pane) for m in markers if m["meeting_id"] == selected]
    layers = [
        map.paths("legs", [_leg_path(leg, pane) for leg in legs]),
        map.icons("arrows", arrows, pane),
        map.ground(markers, pane),
        map.icons(f"{STOPS}:{selected}", markers, pane, pickable=True),
        map.texts("numbers", markers, pane, colour="ink_on"),
        map.texts(
            "names",
            [_name_label(d, n, s, m) for d, n, s, m in zip(discs, names, sides, markers, strict=True) if s],
            pane,
            colour="ink",
            ground=True,
        ),
        map.texts("ways", ways, pane, colour="ink", ground=True, weight=400),
        map.icons("selected", chosen, pane),
    ]
    return map.build_deck(pane, view, layers)


def _stop_marker(disc: Disc, stop: Stop, pane: Pane) -> dict[str, Any]:
    row = stop.meeting
    certain = row.place_certainty == "stated" and row.place_kind != "city"
    icon = "dashed" if row.status != "held" else "disc" if certain else "ring"
    return {
        "position": [stop.longitude, stop.latitude],
        "offset": list(disc.offset),
        "size": 2 * disc.radius,
        "icon": icon,
        "filled": icon == "disc",
        "color": rgba(pane.colours.host(row.host_kind)),
        "number": str(stop.number),
        "text_size": 12,
        "meeting_id": stop.meeting_id,
        "meeting_ids": [stop.meeting_id],
        "title": f"{stop.number}  {labels.who_whom(row, pane.language)}",
        "text": f"{pane.language.date(row.date, row.date_precision)}\n{labels.place(row, pane.language)}",
    }


def _name_label(disc: Disc, name: str, side: str | None, marker: dict[str, Any]) -> dict[str, Any]:
    away = disc.radius + 5
    shift = {"right": (away, 0), "left": (-away, 0), "below": (0, away + 7), "above": (0, -away - 7)}[side or "right"]
    anchor = {"right": "start", "left": "end"}.get(side or "right", "middle")
    offset = [disc.offset[0] + shift[0], disc.offset[1] + shift[1]]
    return {"position": marker["position"], "offset": offset, "number": name, "anchor": anchor, "text_size": 13.5}


def _leg_path(leg: Leg, pane: Pane) -> dict[str, Any]:
    held = leg.start.meeting.status == leg.end.meeting.status == "held"
    return {"path": _path(leg), "color": rgba(pane.colours.route, 235 if held else 120), "width": 1.8 if held else 1.2}


def _bounds(pane: Pane, view: View) -> geometry.Bounds:
    x, y = geometry.project(view.latitude, view.longitude, view.zoom)
    half_width, half_height = pane.width / 2 - 5, pane.height / 2 - 5
    return (x - half_width, y - half_height + NAME_HEIGHT), (x + half_width, y + half_height)


def _ways_out(leg: Leg, pane: Pane, view: View, bounds: geometry.Bounds) -> list[dict[str, Any]]:
    """At the pane's edge, where a leg comes in or goes out: `from Misato, 78 km`."""
    path = _path(leg)
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
        start = geometry.project(*near.position, view.zoom)
        if (
            near.area != pane.area
            or not geometry.is_inside(start, bounds)
            or geometry.is_inside(geometry.project(*far.position, view.zoom), bounds)
        ):
            continue
        heading = geometry.project(beyond[1], beyond[0], view.zoom)
        reach = max(math.dist(start, heading), 1e-6)
        towards = tuple(a + (b - a) / reach * 4000 for a, b in zip(start, heading, strict=True))
        x, y = geometry.way_out(start, (towards[0], towards[1]), bounds)
        anchor = "end" if x > start[0] + 40 else "start" if x < start[0] - 40 else "middle"
        offset = [round(x - start[0], 1), round(y - start[1] + (14 if y < start[1] else -14), 1)]
        box = geometry.text_box((start[0] + offset[0], start[1] + offset[1]), anchor, text, 12.5)
        rows.append(
            {"position": here, "offset": offset, "number": text, "anchor": anchor, "text_size": 12.5, "box": box}
        )
    return rows


def _whereabouts(stop: Stop, language: Language) -> str:
    return labels.city(stop.meeting, language)


def _km(leg: Leg, pane: Pane) -> str:
    return pane.language.number(round(leg.kilometres))


def _path(leg: Leg) -> list[list[float]]:
    if leg.is_between_cities:
        return great_circle(leg.start.position, leg.end.position)
    return [[longitude, latitude] for latitude, longitude in (leg.start.position, leg.end.position)]


def _arrows(leg: Leg, discs: dict[str, Disc], pane: Pane, view: View) -> list[dict[str, Any]]:
    """An arrow head before the stop the leg ends at and, where the leg leaves the pane, one after the stop it starts from."""
    path = _path(leg)
    arrows = []
    if leg.end.area == pane.area and leg.end.meeting_id in discs:
        disc = discs[leg.end.meeting_id]
        arrows.append(_arrow(path[-2], path[-1], path[-1], -(disc.radius + 7), pane, view, disc.offset))
    if leg.start.area == pane.area and leg.end.area != pane.area:
        arrows.append(_arrow(path[0], path[1], path[0], 64, pane, view))
    return arrows


def _arrow_box(arrow: dict[str, Any], view: View) -> geometry.Box:
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
) -> dict[str, Any]:
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
