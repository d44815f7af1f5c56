"""Many trips at once: the legs between the same two markers drawn as one line, its width and number their count."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import pydeck as pdk
from geopy.distance import great_circle as distance

from techvisits.drawing import deck as map
from techvisits.drawing import screen as geometry
from techvisits.drawing.clusters import Spot
from techvisits.drawing.deck import LEGS, Pane, Row, View
from techvisits.drawing.palette import rgba
from techvisits.drawing.screen import Box
from techvisits.record import trips
from techvisits.record.records import AREAS, each
from techvisits.text import words as labels

MOST: Final = 300
MANY: Final = 60
STEPS: Final = 8
MOST_NAMED: Final = 4
COLUMNS: Final = ["trip_id", "date", "leader", "own_forms", "place_id", "area", "city_id", "latitude", "longitude"]
SPOT: Final = "spot:"
Position = tuple[float, float]


@dataclass(frozen=True)
class Bundle:
    """The legs between two positions, (latitude, longitude) in degrees, each with its trip; `start` is in the pane.

    `who` is for some of the trips the row of a visit.
    """

    start: Position
    end: Position
    trip_ids: tuple[str, ...]
    who: tuple[Any, ...]


def build_bundles(visits: pd.DataFrame, spots: Sequence[Spot], *, by_city: bool = False) -> list[Bundle]:
    """The bundles that touch a spot, those of most legs first: to other spots, to the other area, to a city elsewhere.

    A spot's members are place ids or, `by_city`, the names `city_of` gives. Visits to an unknown venue of the pane's own
    area are passed over.
    """
    positions = {f"{SPOT}{n}": (spot.latitude, spot.longitude) for n, spot in enumerate(spots)}
    spot_of = {member: f"{SPOT}{n}" for n, spot in enumerate(spots) for member in spot.members}
    own = {row.area for spot in spots for row in spot.rows if row.area in AREAS}
    nodes, trip_of = [], {}
    for row in each(visits[COLUMNS]):
        trip_of[row.trip_id] = row
        city = city_of(row)
        node = spot_of.get(city if by_city else row.place_id, "" if row.area in own else city)
        if node and not pd.isna(row.latitude):
            positions.setdefault(node, (float(row.latitude), float(row.longitude)))
        nodes.append(node if node in positions else "")
    bundles = []
    for ends, ids in trips.build_bundles(visits, nodes).items():
        start, end = sorted(ends, key=lambda e: not e.startswith(SPOT))
        if start.startswith(SPOT):
            who = tuple(trip_of[i] for i in dict.fromkeys(ids[:MOST_NAMED]))
            bundles.append(Bundle(positions[start], positions[end], tuple(ids), who))
    return sorted(bundles, key=lambda b: -len(b.trip_ids))[:MOST]


def city_of(row: Any) -> str:
    """The area of a meeting or visit, or its city elsewhere; empty where not even that is known."""
    return str(row.area) if row.area in AREAS else str(row.city_id)


def layers(
    bundles: Sequence[Bundle], spots: Sequence[Spot], pane: Pane, view: View, *, faint: bool = False
) -> list[pdk.Layer]:
    """The lines, a wide unseen one under each that is easy to point at, and the numbers of those with several legs.

    `faint`: lines of few legs step back, since there are many.
    """
    paths = [_path(bundle, pane, faint=faint) for bundle in bundles]
    numbers = _numbers(bundles, spots, pane, view)
    return [
        map.paths("bundles", paths),
        map.touchable(LEGS, paths),
        map.texts("counts", numbers, pane, colour="ink", ground=True),
    ]


def _path(bundle: Bundle, pane: Pane, *, faint: bool) -> Row:
    count, far = len(bundle.trip_ids), distance(bundle.start, bundle.end).km > trips.FAR_KM
    names = [f"{labels.leader(row, pane.language)}, {pane.language.month(row.date)}" for row in bundle.who]
    return {
        "path": trips.great_circle(bundle.start, bundle.end, STEPS)
        if far
        else trips.straight(bundle.start, bundle.end),
        "color": rgba(pane.colours.route, min(190, (14 if faint else 85) + 22 * count)),
        "size": 12,
        "width": round(0.5 + 0.7 * math.sqrt(count), 2),
        "trip_ids": list(dict.fromkeys(bundle.trip_ids)),
        "title": pane.language.count("{n} leg", "{n} legs", count),
        "text": "\n".join([*names, *(["…"] if count > MOST_NAMED else [])]),
    }


def _numbers(bundles: Sequence[Bundle], spots: Sequence[Spot], pane: Pane, view: View) -> list[Row]:
    bounds = map.bounds(pane, view)
    taken: list[Box] = [spot.disc.box for spot in spots]
    rows: list[Row] = []
    for bundle in bundles:
        text = pane.language.number(len(bundle.trip_ids))
        start, end = (geometry.project(*position, view.zoom) for position in (bundle.start, bundle.end))
        if len(bundle.trip_ids) < 2 or not geometry.is_inside(start, bounds):
            continue
        found = geometry.place_along(start, end, text, size=12, bounds=bounds, taken=taken)
        if found:
            at, box = found
            taken.append(box)
            latitude, longitude = bundle.start
            offset = [round(at[0] - start[0], 1), round(at[1] - start[1], 1)]
            rows.append({"position": [longitude, latitude], "offset": offset, "number": text, "text_size": 12})
    return rows
