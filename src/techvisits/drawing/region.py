"""The region: both cities as one marker each, the stops elsewhere in Japan and Korea, and the trips between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd
import pydeck as pdk

from techvisits.drawing import clusters as spots
from techvisits.drawing import deck as map
from techvisits.drawing import flows as bundles
from techvisits.drawing import overview
from techvisits.drawing.deck import Pane, View
from techvisits.record.records import AREAS, each

VIEW: Final = View(36.0, 133.6, 3.0)
LARGEST: Final = 15.0
SIZE: Final = 12


def build_region(
    pane: Pane,
    view: View,
    meetings: pd.DataFrame,
    visits: pd.DataFrame,
    name_of: Callable[[str], str],
    *,
    selected: str = "",
) -> pdk.Deck:
    """One marker a city, Tokyo and Seoul with all around them; meetings of which only the country is known are left out.

    `name_of` gives the name of a city, by its id, in the reader's language.
    """
    placed = _at_their_city(meetings[meetings["place_kind"] != "country"])
    shown = spots.build_spots(placed, view.zoom, by=bundles.city_of, largest=LARGEST)
    legs = bundles.layers(bundles.build_bundles(visits, shown, by_city=True), shown, pane, view)
    titles = [pane.language.commas(name_of(city) for city in spot.members) for spot in shown]
    discs, positions = [spot.disc for spot in shown], [(spot.latitude, spot.longitude) for spot in shown]
    names = map.names(discs, positions, [name_of(spot.members[0]) for spot in shown], pane, view, size=SIZE)
    return map.build_deck(pane, view, [*legs, *overview.marker_layers(shown, pane, selected, titles), names])


def _at_their_city(meetings: pd.DataFrame) -> pd.DataFrame:
    """The meetings with the position of their city: the areas' centres, elsewhere that of a located meeting there."""
    placed = meetings.copy()
    for area in AREAS:
        placed.loc[placed["area"] == area, ["latitude", "longitude"]] = overview.CENTRES[area]
    cities = [bundles.city_of(row) for row in each(placed)]
    for column in ("latitude", "longitude"):
        placed[column] = placed.groupby(cities)[column].transform("first")
    return placed[placed["latitude"].notna()]
