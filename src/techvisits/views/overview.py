"""The overview of one area: its places as markers with their numbers of meetings, and the legs between them, bundled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import pydeck as pdk

from techvisits.views import bundles, geometry, map, spots
from techvisits.views.map import PLACES, Pane, View

CENTRES: Final = {"seoul": (37.537, 126.992), "tokyo": (35.668, 139.742)}
OVERVIEW_ZOOM: Final = {"both": 10.62, "tokyo": 11.1, "seoul": 11.1}


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
    pane: Pane, view: View, meetings: pd.DataFrame, visits: pd.DataFrame, *, selected: str = ""
) -> pdk.Deck:
    """The markers and bundled legs of the pane's area, and the city's outline where a venue is unknown. `selected` is a meeting id."""
    here = meetings[meetings["area"] == pane.area]
    pointed = spots.has_point(here)
    shown = spots.build_spots(here[pointed], view.zoom)
    unknown = list(here.index[~pointed])
    faint = visits["trip_id"].nunique() > bundles.MANY
    legs = bundles.layers(bundles.build_bundles(visits, shown), shown, pane, view, faint=faint)
    outline = map.outline(pane, lit=selected in unknown) if unknown else []
    return map.build_deck(pane, view, [*outline, *legs, *marker_layers(shown, pane, selected)])


def marker_layers(
    shown: Sequence[spots.Spot], pane: Pane, selected: str, titles: Sequence[str] = ()
) -> list[pdk.Layer]:
    """The markers, their pies and numbers, and a halo around the one that the selected meeting is in."""
    markers = [spots.marker(spot, pane) for spot in shown]
    for marker, title in zip(markers, titles, strict=False):
        marker["title"] = title
    pies = [piece for spot, marker in zip(shown, markers, strict=True) for piece in spots.slices(spot, marker, pane)]
    lit = [map.halo(m, pane) for m in markers if selected in m["meeting_ids"]]
    return [
        map.ground(markers, pane),
        map.icons(f"{PLACES}:{selected}", markers, pane, pickable=True),
        map.icons("shares", pies, pane),
        map.texts("numbers", [m for m in markers if m["number"]], pane, colour="ink_on"),
        map.icons("selected", lit, pane),
    ]
