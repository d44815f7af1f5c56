"""The overview: places as markers with their numbers of meetings, and the legs between the cities, bundled."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import pydeck as pdk

from techvisits.language import Language
from techvisits.records import each
from techvisits.trips import Bundle, great_circle
from techvisits.views import geometry, labels, map
from techvisits.views.geometry import Disc
from techvisits.views.map import PLACES, Pane, View
from techvisits.views.markers import SLICES
from techvisits.views.palette import rgba

CENTRES: Final = {"seoul": (37.540, 126.985), "tokyo": (35.668, 139.742)}
Place = list[Any]
OVERVIEW_ZOOM: Final = {"both": 10.75, "tokyo": 11.1, "seoul": 11.1}


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
    ]
    return min(zooms, default=OVERVIEW_ZOOM["both"])


def build_overview(
    pane: Pane,
    view: View,
    meetings: pd.DataFrame,
    *,
    selected: str = "",
    bundles: Sequence[Bundle] = (),
) -> pdk.Deck:
    """Places with their numbers of meetings, and the bundled legs that leave the pane. `selected` is a meeting id."""
    discs, places = _overview_discs(meetings, pane, view)
    markers = [_place_marker(d, places, pane) for d in discs]
    here = _selected_marker(discs, places, selected)
    slices = [
        s for disc, marker in zip(discs, markers, strict=True) for s in _slices(marker, _kinds(disc, places), pane)
    ]
    layers = [
        map.paths("bundles", [_bundle_path(b, pane) for b in bundles if pane.area in (b.start_area, b.end_area)]),
        map.ground(markers, pane),
        map.icons(f"{PLACES}:{selected}", markers, pane, pickable=True),
        map.icons("shares", slices, pane),
        map.texts("numbers", [m for m in markers if m["number"]], pane, colour="ink_on"),
        map.icons("selected", [map.halo(here, pane)] if here else [], pane),
    ]
    return map.build_deck(pane, view, layers)


def _overview_discs(meetings: pd.DataFrame, pane: Pane, view: View) -> tuple[list[Disc], list[Place]]:
    located = meetings[
        (meetings["area"] == pane.area) & meetings["latitude"].notna() & (meetings["place_kind"] != "city")
    ]
    places: dict[str, Place] = {}
    for row in each(located.sort_values("place_id", kind="stable")):
        places.setdefault(row.place_id, []).append(row)
    weights = [len(rows) for rows in places.values()]
    discs = [
        Disc(geometry.project(*_position(rows), view.zoom), geometry.radius_of(len(rows)), (i,))
        for i, rows in enumerate(places.values())
    ]
    return geometry.spread(geometry.merge(discs, weights)), list(places.values())


def _position(rows: Place) -> tuple[float, float]:
    return float(rows[0].latitude), float(rows[0].longitude)


def _kinds(disc: Disc, places: list[Place]) -> list[tuple[str, int]]:
    return Counter(row.host_kind for i in disc.members for row in places[i]).most_common()


def _place_marker(disc: Disc, places: list[Place], pane: Pane) -> dict[str, Any]:
    members = [places[i] for i in disc.members]
    rows = [row for member in members for row in member]
    latitude, longitude = _position(members[0])
    kinds, shape = _kinds(disc, places), _shape(rows)
    return {
        "position": [longitude, latitude],
        "offset": list(disc.offset),
        "size": round(2 * disc.radius, 1),
        "icon": shape,
        "color": rgba(pane.colours.host(kinds[0][0])),
        "number": str(len(rows)) if len(rows) > 1 else "",
        "text_size": 12 if disc.radius > 11 else 11,
        "filled": shape == "disc",
        "place_ids": [member[0].place_id for member in members],
        "meeting_ids": [row.Index for row in rows],
        "title": _place_title(members, pane.language),
        "text": _place_text(rows, kinds, pane.language),
    }


def _slices(marker: dict[str, Any], kinds: list[tuple[str, int]], pane: Pane) -> list[dict[str, Any]]:
    """The shares of the kinds of host after the first, in twelfths of the disc, the last one ending at the top."""
    total, turn, slices = len(marker["meeting_ids"]), 0, []
    for kind, count in kinds[:0:-1] if marker["filled"] else ():
        twelfths = max(1, min(SLICES - 1 - turn, round(SLICES * count / total)))
        turn += twelfths
        place = {key: marker[key] for key in ("position", "offset", "size")}
        colour = rgba(pane.colours.host(kind))
        slices.append({**place, "icon": f"slice-{twelfths}", "color": colour, "angle": 360 * turn / SLICES})
    return slices


def _shape(rows: Place) -> str:
    if all(row.status != "held" for row in rows):
        return "dashed"
    return "disc" if any(row.place_certainty == "stated" for row in rows) else "ring"


def _place_title(members: list[Place], language: Language) -> str:
    name, others = labels.place(members[0][0], language), len(members) - 1
    if not others:
        return name
    return language.count("{place} and {n} place near it", "{place} and {n} places near it", others, place=name)


def _place_text(rows: Place, kinds: list[tuple[str, int]], language: Language) -> str:
    shares = language.commas(f"{labels.host_kind(kind, language)} {n}" for kind, n in kinds)
    head = language.count("{n} meeting", "{n} meetings", len(rows)) + " · " + shares
    newest = sorted(rows, key=lambda row: row.date, reverse=True)[:4]
    lines = [f"{language.date(r.date, r.date_precision)}  {labels.who_whom(r, language)}" for r in newest]
    return "\n".join([head, *lines, *(["…"] if len(rows) > 4 else [])])


def _selected_marker(discs: list[Disc], places: list[Place], selected: str) -> dict[str, Any] | None:
    for disc in discs:
        if any(row.Index == selected for i in disc.members for row in places[i]):
            latitude, longitude = _position(places[disc.members[0]])
            return {"position": [longitude, latitude], "offset": list(disc.offset), "size": 2 * disc.radius}
    return None


def _bundle_path(bundle: Bundle, pane: Pane) -> dict[str, Any]:
    path = great_circle(bundle.start, bundle.end)
    return {"path": path, "color": rgba(pane.colours.route, 66), "width": round(0.6 + 0.7 * math.sqrt(bundle.count), 2)}
