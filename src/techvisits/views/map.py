"""The map: one deck a pane, places as markers and trips as numbered stops and legs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import pydeck as pdk

from techvisits.language import Language
from techvisits.records import Records
from techvisits.trips import Bundle, Leg, Stop
from techvisits.views import geometry, labels
from techvisits.views.geometry import Disc, Point
from techvisits.views.markers import icon_mapping
from techvisits.views.palette import Palette, palette, rgba

CENTRES: Final = {"seoul": (37.540, 126.985), "tokyo": (35.668, 139.742)}
OVERVIEW_ZOOM: Final = {"both": 10.75, "tokyo": 11.1, "seoul": 11.1}
TEXT: Final = '"Source Sans", "Source Sans 3", "Noto Sans JP", "Noto Sans KR", "Noto Sans CJK JP", "Noto Sans CJK KR", sans-serif'
NAME_HEIGHT: Final = 34
PLACES: Final = "places"
STOPS: Final = "stops"


@dataclass(frozen=True)
class Pane:
    """How one pane is drawn: its area, size in pixels, theme, style address, marker picture and the reader's language."""

    area: str
    width: int
    height: int
    theme: str
    style: str
    atlas: str
    language: Language

    @property
    def colours(self) -> Palette:
        """The palette of this pane's theme."""
        return palette(self.theme)


@dataclass(frozen=True)
class View:
    """Centre in degrees and a mapbox-gl zoom."""

    latitude: float
    longitude: float
    zoom: float


def overview(area: str, view: str) -> View:
    """The view of an area when no trip is open."""
    return View(*CENTRES[area], OVERVIEW_ZOOM[view])


def fit(area: str, positions: Sequence[tuple[float, float]], zoom: float) -> View:
    """The view at `zoom` that has the given (latitude, longitude) positions in its middle, or the area's own centre."""
    return View(*(geometry.centre_of(positions) if positions else CENTRES[area]), zoom)


def core(area: str, positions: Sequence[tuple[float, float]], *, within: float = 0.3) -> list[tuple[float, float]]:
    """The positions near the area's centre, or all of them where none is: one far stop shall not make the others one dot."""
    latitude, longitude = CENTRES.get(area, (0.0, 0.0))
    near = [p for p in positions if abs(p[0] - latitude) < within and abs(p[1] - longitude) < within * 1.25]
    return near or list(positions)


def common_zoom(groups: Sequence[Sequence[tuple[float, float]]], width: int, height: int) -> float:
    """One zoom for all panes, at which the positions of each fit into it."""
    zooms = [
        geometry.fit_zoom(g, width=width, height=height, padding=70, closest=11.6, farthest=8.2) for g in groups if g
    ]  # fmt: skip
    return min(zooms, default=OVERVIEW_ZOOM["both"])


def build_overview(
    pane: Pane, view: View, meetings: pd.DataFrame, records: Records, *, selected: str = "", bundles: Sequence[Bundle] = ()
) -> pdk.Deck:
    """Places with their numbers of meetings, and the bundled legs that leave the pane. `selected` is a meeting id."""
    discs, places = _overview_discs(meetings, pane, view)
    markers = [_place_marker(d, places, pane) for d in discs]
    here = _selected_marker(discs, places, selected)
    rows = [_halo(here, pane)] if here else []
    layers = [
        _paths("bundles", [_bundle_path(b, pane) for b in bundles if pane.area in (b.start_area, b.end_area)]),
        _icons("ground", [{**m, "size": m["size"] + 4, "color": rgba(pane.colours.paper), "icon": "disc"} for m in markers], pane),
        _icons(f"{PLACES}:{selected}", markers, pane, pickable=True),
        _texts("numbers", [m for m in markers if m["number"]], pane, colour="ink_on"),
        _icons("selected", rows, pane),
    ]
    return _deck(pane, view, layers)


def build_trip(pane: Pane, view: View, stops: Sequence[Stop], legs: Sequence[Leg], *, selected: str = "") -> pdk.Deck:
    """One trip: its stops in this area, numbered, and all its legs, of which some run off the pane."""
    here = [s for s in stops if s.area == pane.area and s.latitude is not None]
    discs = geometry.spread([
        Disc(geometry.project(s.latitude or 0, s.longitude or 0, view.zoom), 11.5, (i,)) for i, s in enumerate(here)
    ])  # fmt: skip
    markers = [_stop_marker(d, here[d.members[0]], pane) for d in discs]
    names = [labels.brief_host(s.meeting) for s in here]
    bounds = _bounds(pane, view)
    ways = [way for leg in legs for way in _ways_out(leg, pane, view, bounds)]
    offsets = {here[d.members[0]].meeting_id: d for d in discs}
    arrows = [a for leg in legs for a in _arrows(leg, offsets, pane, view)]
    covered = [w["box"] for w in ways] + [_arrow_box(a, view) for a in arrows]
    sides = geometry.place_labels(discs, names, size=13.5, bounds=bounds, covered=covered)
    chosen = [_halo(m, pane) for m in markers if m["meeting_id"] == selected]
    layers = [
        _paths("legs", [_leg_path(leg, pane) for leg in legs]),
        _icons("arrows", arrows, pane),
        _icons("ground", [{**m, "size": m["size"] + 4, "color": rgba(pane.colours.paper), "icon": "disc"} for m in markers], pane),
        _icons(f"{STOPS}:{selected}", markers, pane, pickable=True),
        _texts("numbers", markers, pane, colour="ink_on"),
        _texts("names", [_name_label(d, n, s, m) for d, n, s, m in zip(discs, names, sides, markers, strict=True) if s], pane, colour="ink", ground=True),
        _texts("ways", ways, pane, colour="ink", ground=True, weight=400),
        _icons("selected", chosen, pane),
    ]  # fmt: skip
    return _deck(pane, view, layers)


def picked(selection: Any) -> dict[str, Any] | None:
    """The record a reader clicked, out of Streamlit's selection of a deck (a mapping of layer id to objects), or None."""
    for objects in selection.get("objects", {}).values():
        if objects:
            return dict(objects[0])
    return None


def marker_ids(deck: pdk.Deck) -> list[str]:
    """The ids of all meetings that the deck's markers stand for."""
    ids: list[str] = []
    for layer in deck.layers:
        if str(layer.id).split(":")[0] in (PLACES, STOPS):
            ids += [i for row in layer.data for i in row["meeting_ids"]]
    return ids


def _overview_discs(meetings: pd.DataFrame, pane: Pane, view: View) -> tuple[list[Disc], list[dict[str, Any]]]:
    located = meetings[
        (meetings["area"] == pane.area) & meetings["latitude"].notna() & (meetings["place_kind"] != "city")
    ]  # fmt: skip
    places: list[dict[str, Any]] = []
    for (place_id, kind), rows in located.groupby(["place_id", "host_kind"], sort=True):
        first = rows.iloc[0]
        place = pane.language.name(first["place"], first["place_native"])
        places.append({
            "place_id": place_id, "kind": kind, "place": place, "position": (first["latitude"], first["longitude"]), "rows": rows,
        })  # fmt: skip
    weights = [len(p["rows"]) for p in places]
    discs = [
        Disc(geometry.project(*p["position"], view.zoom), geometry.radius_of(weights[i]), (i,), p["kind"])
        for i, p in enumerate(places)
    ]
    return geometry.spread(geometry.merge(discs, weights)), places


def _place_marker(disc: Disc, places: list[dict[str, Any]], pane: Pane) -> dict[str, Any]:
    members = [places[i] for i in disc.members]
    rows = pd.concat([m["rows"] for m in members]) if len(members) > 1 else members[0]["rows"]
    anchor = members[0]["position"]
    language = pane.language
    return {
        "position": [anchor[1], anchor[0]],
        "offset": list(disc.offset),
        "size": round(2 * disc.radius, 1),
        "icon": _shape(rows),
        "color": rgba(pane.colours.host(disc.group)),
        "number": str(len(rows)) if len(rows) > 1 else "",
        "text_size": 12 if disc.radius > 11 else 11,
        "filled": _shape(rows) == "disc",
        "place_ids": sorted({m["place_id"] for m in members}),
        "meeting_ids": list(rows.index),
        "title": _place_title(members, language),
        "text": _place_text(rows, disc.group, language),
    }


def _shape(rows: pd.DataFrame) -> str:
    if not (rows["status"] == "held").any():
        return "dashed"
    return "disc" if (rows["place_certainty"] == "stated").any() else "ring"


def _place_title(members: list[dict[str, Any]], language: Language) -> str:
    name = str(members[0]["place"])
    return name if len(members) == 1 else language.count("{place} and {n} place near it", "{place} and {n} places near it", len(members) - 1, place=name)


def _place_text(rows: pd.DataFrame, kind: str, language: Language) -> str:
    head = language.count("{n} meeting", "{n} meetings", len(rows)) + " · " + labels.host_kind(kind, language)
    lines = [f"{language.date(r.date, r.date_precision)}  {_who_whom(r)}" for r in rows.head(4).itertuples()]
    return "\n".join([head, *lines, *(["…"] if len(rows) > 4 else [])])


def _who_whom(row: Any) -> str:
    def brief(names: tuple[str, ...]) -> str:
        return ", ".join(names[:2]) + ("…" if len(names) > 2 else "")

    return f"{brief(row.leaders)} – {brief(row.hosts)}"


def _selected_marker(discs: list[Disc], places: list[dict[str, Any]], selected: str) -> dict[str, Any] | None:
    for disc in discs:
        for i in disc.members:
            if selected in places[i]["rows"].index:
                anchor = places[disc.members[0]]["position"]
                return {"position": [anchor[1], anchor[0]], "offset": list(disc.offset), "size": 2 * disc.radius}
    return None


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
        "title": f"{stop.number}  {_who_whom(row)}",
        "text": f"{pane.language.date(row.date, row.date_precision)}\n{row.place}",
    }


def _halo(marker: dict[str, Any], pane: Pane) -> dict[str, Any]:
    return {
        "position": marker["position"], "offset": marker["offset"], "size": marker["size"] + 13,
        "icon": "halo", "color": rgba(pane.colours.selected),
    }  # fmt: skip


def _name_label(disc: Disc, name: str, side: str | None, marker: dict[str, Any]) -> dict[str, Any]:
    away = disc.radius + 5
    shift = {"right": (away, 0), "left": (-away, 0), "below": (0, away + 7), "above": (0, -away - 7)}[side or "right"]
    anchor = {"right": "start", "left": "end"}.get(side or "right", "middle")
    offset = [disc.offset[0] + shift[0], disc.offset[1] + shift[1]]
    return {"position": marker["position"], "offset": offset, "number": name, "anchor": anchor, "text_size": 13.5}


def _leg_path(leg: Leg, pane: Pane) -> dict[str, Any]:
    held = leg.start.meeting.status == leg.end.meeting.status == "held"
    return {"path": _path(leg), "color": rgba(pane.colours.route, 235 if held else 120), "width": 1.8 if held else 1.2}


def great_circle(start: tuple[float, float], end: tuple[float, float], steps: int = 32) -> list[list[float]]:
    """Points [longitude, latitude] along the great circle between two (latitude, longitude); longitudes run on past ±180 so that the line never turns back."""
    a, b = _vector(start), _vector(end)
    angle = math.acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(a, b, strict=True)))))
    points: list[list[float]] = []
    for step in range(steps + 1):
        t = step / steps
        k, m = math.sin((1 - t) * angle) / math.sin(angle), math.sin(t * angle) / math.sin(angle)
        x, y, z = (k * p + m * q for p, q in zip(a, b, strict=True))
        longitude = math.degrees(math.atan2(y, x))
        if points:
            longitude += 360 * round((points[-1][0] - longitude) / 360)
        points.append([round(longitude, 5), round(math.degrees(math.atan2(z, math.hypot(x, y))), 5)])
    return points


def _bounds(pane: Pane, view: View) -> geometry.Bounds:
    x, y = geometry.project(view.latitude, view.longitude, view.zoom)
    half_width, half_height = pane.width / 2 - 5, pane.height / 2 - 5
    return (x - half_width, y - half_height + NAME_HEIGHT), (x + half_width, y + half_height)


def _ways_out(leg: Leg, pane: Pane, view: View, bounds: geometry.Bounds) -> list[dict[str, Any]]:
    """At the pane's edge, where a leg comes in or goes out: `from Misato, 78 km`."""
    path = _path(leg)
    ends = (
        (leg.start, leg.end, path[0], path[1], pane.language.say("to {place}, {km} km", place=_whereabouts(leg.end), km=_km(leg, pane))),
        (leg.end, leg.start, path[-1], path[-2], pane.language.say("from {place}, {km} km", place=_whereabouts(leg.start), km=_km(leg, pane))),
    )  # fmt: skip
    rows = []
    for near, far, here, beyond, text in ends:
        start = geometry.project(*near.position, view.zoom)
        if near.area != pane.area or not geometry.is_inside(start, bounds) or geometry.is_inside(geometry.project(*far.position, view.zoom), bounds):
            continue
        heading = geometry.project(beyond[1], beyond[0], view.zoom)
        reach = max(math.dist(start, heading), 1e-6)
        towards = tuple(a + (b - a) / reach * 4000 for a, b in zip(start, heading, strict=True))
        x, y = geometry.way_out(start, (towards[0], towards[1]), bounds)
        anchor = "end" if x > start[0] + 40 else "start" if x < start[0] - 40 else "middle"
        offset = [round(x - start[0], 1), round(y - start[1] + (14 if y < start[1] else -14), 1)]
        box = geometry.text_box((start[0] + offset[0], start[1] + offset[1]), anchor, text, 12.5)
        rows.append({"position": here, "offset": offset, "number": text, "anchor": anchor, "text_size": 12.5, "box": box})
    return rows


def _whereabouts(stop: Stop) -> str:
    return str(stop.meeting.city or stop.meeting.place)


def _km(leg: Leg, pane: Pane) -> str:
    return pane.language.number(round(leg.kilometres))


def _vector(position: tuple[float, float]) -> tuple[float, float, float]:
    latitude, longitude = map(math.radians, position)
    return math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude)


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


def _arrow(before: list[float], after: list[float], at: list[float], along: float, pane: Pane, view: View, shift: Point = (0.0, 0.0)) -> dict[str, Any]:
    (x0, y0), (x1, y1) = (geometry.project(p[1], p[0], view.zoom) for p in (before, after))
    angle = math.atan2(y1 - y0, x1 - x0)
    return {
        "position": at, "offset": [round(shift[0] + along * math.cos(angle), 1), round(shift[1] + along * math.sin(angle), 1)],
        "size": 12, "icon": "arrow", "angle": round(-math.degrees(angle), 1), "color": rgba(pane.colours.route),
    }  # fmt: skip


def _arrow_box(arrow: dict[str, Any], view: View) -> geometry.Box:
    x, y = geometry.project(arrow["position"][1], arrow["position"][0], view.zoom)
    x, y = x + arrow["offset"][0], y + arrow["offset"][1]
    return x - 8, y - 8, x + 8, y + 8


def _bundle_path(bundle: Bundle, pane: Pane) -> dict[str, Any]:
    path = great_circle(bundle.start, bundle.end)
    return {"path": path, "color": rgba(pane.colours.route, 66), "width": round(0.6 + 0.7 * math.sqrt(bundle.count), 2)}


def _icons(name: str, rows: list[dict[str, Any]], pane: Pane, *, pickable: bool = False) -> pdk.Layer:
    return pdk.Layer(
        "IconLayer", data=[{"angle": 0, **row} for row in rows], id=name, pickable=pickable,
        icon_atlas=pdk.types.String(pane.atlas), icon_mapping=icon_mapping(), get_icon="icon", get_position="position",
        get_size="size", get_pixel_offset="offset", get_color="color", get_angle="angle",
    )  # fmt: skip


def _texts(name: str, rows: list[dict[str, Any]], pane: Pane, *, colour: str, ground: bool = False, weight: int = 600) -> pdk.Layer:
    colours = pane.colours
    data = [
        {
            "position": r["position"], "offset": r["offset"], "number": r["number"], "anchor": r.get("anchor", "middle"), "text_size": r["text_size"],
            "color": rgba(colours.ink if colour == "ink" or not r.get("filled", True) else colours.on_marker),
        }
        for r in rows
    ]  # fmt: skip
    extra = {"background": True, "get_background_color": rgba(colours.paper, 205), "background_padding": [3, 1, 3, 1]} if ground else {}
    return pdk.Layer(
        "TextLayer", data=data, id=name, get_text="number", get_position="position", get_pixel_offset="offset",
        get_color="color", get_size="text_size", get_text_anchor="anchor", font_family=pdk.types.String(TEXT),
        font_weight=weight, character_set=pdk.types.String("auto"), **extra,
    )  # fmt: skip


def _paths(name: str, rows: list[dict[str, Any]]) -> pdk.Layer:
    return pdk.Layer(
        "PathLayer", data=rows, id=name, get_path="path", get_color="color", get_width="width",
        width_units=pdk.types.String("pixels"), cap_rounded=True, joint_rounded=True,
    )  # fmt: skip


def _deck(pane: Pane, view: View, layers: list[pdk.Layer]) -> pdk.Deck:
    colours = pane.colours
    state = pdk.ViewState(
        latitude=round(view.latitude, 5), longitude=round(view.longitude, 5), zoom=round(view.zoom, 3), max_zoom=15, min_zoom=3
    )
    style = {"backgroundColor": colours.paper, "color": colours.ink, "fontFamily": TEXT.replace('"', "'"), "whiteSpace": "pre-line", "fontSize": "13px", "maxWidth": "300px"}
    tooltip = {"html": '<div class="tip"><b>{title}</b><br>{text}</div>', "style": style}
    return pdk.Deck(layers, initial_view_state=state, map_provider=None, map_style=pane.style, tooltip=tooltip)


def count_by_kind(meetings: pd.DataFrame) -> Counter[str]:
    """Meetings by kind of principal host, for the legend."""
    return Counter(meetings["host_kind"])
