"""The overview of one area: its places as markers with their numbers of meetings, and the legs between them, bundled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import pydeck as pdk

from techvisits.drawing import clusters as spots
from techvisits.drawing import deck as map
from techvisits.drawing import flows as bundles
from techvisits.drawing import screen as geometry
from techvisits.drawing.deck import PLACES, Pane, View

CENTRES: Final = {"seoul": (37.537, 126.992), "tokyo": (35.668, 139.742)}
OVERVIEW_ZOOM: Final = {"both": 10.62, "tokyo": 11.1, "seoul": 11.1}


def overview(pane: Pane, view: str, near: pd.DataFrame | None = None) -> View:
    """The named view of the pane's area when no trip is open or, closer, that of the meetings `near` which were there."""
    if near is not None:
        rows = near[(near["area"] == pane.area) & near["latitude"].notna()]
        positions = list(dict.fromkeys(zip(rows["latitude"], rows["longitude"], strict=True)))
        if positions:
            return View(*geometry.centre_of(positions), common_zoom([positions], pane))
    return View(*CENTRES[pane.area], OVERVIEW_ZOOM[view])


def common_zoom(groups: Sequence[Sequence[tuple[float, float]]], pane: Pane) -> float:
    """One zoom at which the (latitude, longitude) positions of each group fit into a pane."""
    zooms = [
        geometry.fit_zoom(g, width=pane.width, height=pane.height, padding=70, closest=11.6, farthest=8.2)
        for g in groups
        if g
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
    outline = [map.outline(pane, lit=selected in unknown)] if unknown else []
    return map.build_deck(pane, view, [*outline, *legs, *marker_layers(shown, pane, selected)])


def marker_layers(
    shown: Sequence[spots.Spot], pane: Pane, selected: str, titles: Sequence[str] = ()
) -> list[pdk.Layer]:
    """The markers, their pies and numbers, and a halo around the one that the selected meeting is in."""
    markers = [spots.marker(spot, pane) for spot in shown]
    for marker, title in zip(markers, titles, strict=False):
        marker["title"] = title
    pies = [piece for spot, marker in zip(shown, markers, strict=True) for piece in spots.slices(spot, marker, pane)]
    lit = [
        map.halo(marker, pane)
        for spot, marker in zip(shown, markers, strict=True)
        if selected and any(row.Index == selected for row in spot.rows)
    ]
    return [
        map.ground(markers, pane),
        map.icons(f"{PLACES}:{selected}", markers, pane, pickable=True),
        map.icons("shares", pies, pane),
        map.texts("numbers", [m for m in markers if m["number"]], pane, colour="ink_on"),
        map.icons("selected", lit, pane),
    ]
