"""The overview: places as markers with their numbers of meetings, and the legs between the cities, bundled."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import pydeck as pdk

from techvisits.language import Language
from techvisits.records import Records, each
from techvisits.trips import Bundle, great_circle
from techvisits.views import geometry, labels, map
from techvisits.views.geometry import Disc
from techvisits.views.map import PLACES, Pane, View
from techvisits.views.markers import SLICES
from techvisits.views.palette import rgba

CENTRES: Final = {"seoul": (37.540, 126.985), "tokyo": (35.668, 139.742)}
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
    records: Records,
    *,
    selected: str = "",
    bundles: Sequence[Bundle] = (),
) -> pdk.Deck:
    """Places with their numbers of meetings, and the bundled legs that leave the pane. `selected` is a meeting id."""
    discs, places = _overview_discs(meetings, pane, view)
    markers = [_place_marker(d, places, pane) for d in discs]
    here = _selected_marker(discs, places, selected)
    rows = [map.halo(here, pane)] if here else []
    layers = [
        map.paths("bundles", [_bundle_path(b, pane) for b in bundles if pane.area in (b.start_area, b.end_area)]),
        map.icons(
            "ground",
            [{**m, "size": m["size"] + 4, "color": rgba(pane.colours.paper), "icon": "disc"} for m in markers],
            pane,
        ),
        map.icons(
            f"{PLACES}:{selected}", [{k: v for k, v in m.items() if k != "kinds"} for m in markers], pane, pickable=True
        ),
        map.icons("shares", [s for m in markers for s in _slices(m, pane)], pane),
        map.texts("numbers", [m for m in markers if m["number"]], pane, colour="ink_on"),
        map.icons("selected", rows, pane),
    ]
    return map.build_deck(pane, view, layers)


def _overview_discs(meetings: pd.DataFrame, pane: Pane, view: View) -> tuple[list[Disc], list[dict[str, Any]]]:
    located = meetings[
        (meetings["area"] == pane.area) & meetings["latitude"].notna() & (meetings["place_kind"] != "city")
    ]
    places = [_place(str(place_id), rows, pane.language) for place_id, rows in located.groupby("place_id", sort=True)]
    weights = [len(p["rows"]) for p in places]
    discs = [
        Disc(geometry.project(p["position"][0], p["position"][1], view.zoom), geometry.radius_of(weights[i]), (i,))
        for i, p in enumerate(places)
    ]
    return geometry.spread(geometry.merge(discs, weights)), places


def _place(place_id: str, rows: pd.DataFrame, language: Language) -> dict[str, Any]:
    first = next(each(rows.head(1)))
    position = (float(first.latitude), float(first.longitude))
    return {"place_id": place_id, "place": labels.place(first, language), "position": position, "rows": rows}


def _place_marker(disc: Disc, places: list[dict[str, Any]], pane: Pane) -> dict[str, Any]:
    members = [places[i] for i in disc.members]
    rows = pd.concat([m["rows"] for m in members]) if len(members) > 1 else members[0]["rows"]
    latitude, longitude = members[0]["position"]
    kinds = Counter(rows["host_kind"]).most_common()
    return {
        "position": [longitude, latitude],
        "offset": list(disc.offset),
        "size": round(2 * disc.radius, 1),
        "icon": _shape(rows),
        "color": rgba(pane.colours.host(kinds[0][0])),
        "number": str(len(rows)) if len(rows) > 1 else "",
        "text_size": 12 if disc.radius > 11 else 11,
        "filled": _shape(rows) == "disc",
        "place_ids": sorted({m["place_id"] for m in members}),
        "meeting_ids": list(rows.index),
        "title": _place_title(members, pane.language),
        "text": _place_text(rows, kinds, pane.language),
        "kinds": kinds,
    }


def _slices(marker: dict[str, Any], pane: Pane) -> list[dict[str, Any]]:
    """The shares of the kinds of host after the first, in twelfths of the disc, the last one ending at the top."""
    total, turn, slices = len(marker["meeting_ids"]), 0, []
    for kind, count in marker["kinds"][:0:-1] if marker["filled"] else ():
        twelfths = max(1, min(SLICES - 1 - turn, round(SLICES * count / total)))
        turn += twelfths
        place = {key: marker[key] for key in ("position", "offset", "size")}
        colour = rgba(pane.colours.host(kind))
        slices.append({**place, "icon": f"slice-{twelfths}", "color": colour, "angle": 360 * turn / SLICES})
    return slices


def _shape(rows: pd.DataFrame) -> str:
    if not (rows["status"] == "held").any():
        return "dashed"
    return "disc" if (rows["place_certainty"] == "stated").any() else "ring"


def _place_title(members: list[dict[str, Any]], language: Language) -> str:
    name = str(members[0]["place"])
    return (
        name
        if len(members) == 1
        else language.count(
            "{place} and {n} place near it", "{place} and {n} places near it", len(members) - 1, place=name
        )
    )


def _place_text(rows: pd.DataFrame, kinds: list[tuple[str, int]], language: Language) -> str:
    shares = ", ".join(f"{labels.host_kind(kind, language)} {n}" for kind, n in kinds)
    head = language.count("{n} meeting", "{n} meetings", len(rows)) + " · " + shares
    newest = rows.sort_values("date", ascending=False).head(4)
    lines = [f"{language.date(r.date, r.date_precision)}  {labels.who_whom(r, language)}" for r in each(newest)]
    return "\n".join([head, *lines, *(["…"] if len(rows) > 4 else [])])


def _selected_marker(discs: list[Disc], places: list[dict[str, Any]], selected: str) -> dict[str, Any] | None:
    for disc in discs:
        for i in disc.members:
            if selected in places[i]["rows"].index:
                anchor = places[disc.members[0]]["position"]
                return {"position": [anchor[1], anchor[0]], "offset": list(disc.offset), "size": 2 * disc.radius}
    return None


def _bundle_path(bundle: Bundle, pane: Pane) -> dict[str, Any]:
    path = great_circle(bundle.start, bundle.end)
    return {"path": path, "color": rgba(pane.colours.route, 66), "width": round(0.6 + 0.7 * math.sqrt(bundle.count), 2)}
