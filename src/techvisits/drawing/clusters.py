"""Spots: what the markers of the overview stand for, places that would cover each other at this zoom as one."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from techvisits.drawing import screen as geometry
from techvisits.drawing.atlas import SLICES, STATUS_SHAPES
from techvisits.drawing.colouring import Colouring
from techvisits.drawing.deck import Pane, Row
from techvisits.drawing.palette import rgba
from techvisits.drawing.screen import Disc
from techvisits.record.records import each
from techvisits.text import words as labels
from techvisits.text.language import Language

AREA_KINDS: Final = ("city", "country")
NEWEST: Final = 3
MANY: Final = 300
COLUMNS: Final = [
    "date",
    "date_precision",
    "status",
    "place_id",
    "place",
    "place_forms",
    "place_kind",
    "place_certainty",
    "city_id",
    "area",
    "latitude",
    "longitude",
    "host_kind",
    "company_ids",
    "leaders",
    "leader_forms",
    "hosts",
    "host_forms",
]


@dataclass(frozen=True)
class Spot:
    """One marker: its disc on the screen, its true place in degrees, and the meetings it stands for.

    `members` are the keys that were asked for (place ids, cities), the weightiest first.
    """

    disc: Disc
    latitude: float
    longitude: float
    members: tuple[str, ...]
    rows: tuple[Any, ...]


def has_point(meetings: pd.DataFrame) -> pd.Series[bool]:
    """True for meetings whose place is more than a city or a country: only these are drawn as markers."""
    return meetings["latitude"].notna() & ~meetings["place_kind"].isin(AREA_KINDS)


def build_spots(
    meetings: pd.DataFrame,
    zoom: float,
    *,
    by: Callable[[Any], str] = lambda row: str(row.place_id),
    largest: float = 30.0,
) -> list[Spot]:
    """The spots of meetings that have coordinates, the largest first; meetings with one key are at one place.

    `largest` is the radius in pixels that no marker exceeds.
    """
    groups: dict[str, list[Any]] = {}
    for row in each(meetings[COLUMNS]):
        groups.setdefault(by(row), []).append(row)
    keys = sorted(groups)
    positions = [_position(groups[key][0]) for key in keys]
    weights = [len(groups[key]) for key in keys]
    discs = [
        Disc(geometry.project(*position, zoom), geometry.radius_of(weight, largest=largest), (number,))
        for number, (position, weight) in enumerate(zip(positions, weights, strict=True))
    ]
    return [
        Spot(
            disc,
            *positions[disc.members[0]],
            tuple(keys[i] for i in disc.members),
            tuple(row for i in disc.members for row in groups[keys[i]]),
        )
        for disc in geometry.spread(_merged(discs, weights, largest))
    ]


def _merged(discs: list[Disc], weights: list[int], largest: float) -> list[Disc]:
    """Discs that would cover each other as one; where there are very many, those that would touch as well."""
    merged = geometry.merge(discs, weights, largest=largest)
    return merged if len(merged) <= MANY else geometry.merge(discs, weights, largest=largest, overlap=1.15)


def marker(spot: Spot, pane: Pane) -> Row:
    """The row of the marker layer: shape, number, the words that a pointer shows, and the one meeting or the members."""
    shares, shape = _shares(spot, pane.colouring), _shape(spot.rows)
    return {
        "position": [spot.longitude, spot.latitude],
        "offset": list(spot.disc.offset),
        "size": round(2 * spot.disc.radius, 1),
        "icon": shape,
        "color": rgba(pane.colouring.colour(shares[0][0][0], pane.colours)),
        "number": pane.language.number(len(spot.rows)) if len(spot.rows) > 1 else "",
        "text_size": 12 if spot.disc.radius > 11 else 11,
        "filled": shape == "disc",
        "members": list(spot.members),
        **({"meeting_id": spot.rows[0].Index} if len(spot.rows) == 1 else {}),
        "title": _title(spot, pane.language),
        "text": _text(spot, pane),
    }


def slices(spot: Spot, marker: Row, pane: Pane) -> list[Row]:
    """The pie of a filled marker: the shares of all kinds but the largest, and gaps in the rim for what was not held.

    Shares are counted in twelfths of the disc; the last one ends at the top.
    """
    if not marker["filled"]:
        return []
    shares = _shares(spot, pane.colouring)
    total, turn = sum(n for _, n in shares), 0
    place = {key: marker[key] for key in ("position", "offset", "size")}
    rows: list[Row] = []
    for number, ((kind, held), count) in enumerate(reversed(shares), 1):
        last = number == len(shares)
        if turn >= SLICES - 1 and not last:
            continue
        twelfths = SLICES - turn if last else max(1, min(SLICES - 1 - turn, round(SLICES * count / total)))
        turn += twelfths
        angle = 360 * turn / SLICES
        if not last:
            colour = rgba(pane.colouring.colour(kind, pane.colours))
            rows.append({**place, "icon": f"slice-{twelfths}", "color": colour, "angle": angle})
        if not held:
            paper = rgba(pane.colours.paper)
            rows.append({**place, "icon": f"teeth-{twelfths}", "color": paper, "angle": angle})
    return rows


def _position(row: Any) -> tuple[float, float]:
    return float(row.latitude), float(row.longitude)


def _shares(spot: Spot, colouring: Colouring) -> list[tuple[tuple[str, bool], int]]:
    return Counter((kind, row.status == "held") for row in spot.rows for kind in colouring.of(row)).most_common()


def _shape(rows: tuple[Any, ...]) -> str:
    statuses = {row.status for row in rows}
    if "held" not in statuses:
        return STATUS_SHAPES[statuses.pop()] if len(statuses) == 1 else "dashed"
    if all(row.place_kind == "district" for row in rows):
        return "square"
    return "disc" if any(row.place_certainty == "stated" for row in rows) else "ring"


def _title(spot: Spot, language: Language) -> str:
    name, others = labels.place(spot.rows[0], language), len(spot.members) - 1
    if not others:
        return name
    return language.count("{place} and {n} place near it", "{place} and {n} places near it", others, place=name)


def _text(spot: Spot, pane: Pane) -> str:
    language = pane.language
    kinds = Counter(kind for row in spot.rows for kind in pane.colouring.of(row)).most_common()
    shares = language.commas(f"{pane.colouring.label(kind)} {n}" for kind, n in kinds)
    head = language.count("{n} meeting", "{n} meetings", len(spot.rows)) + " · " + shares
    newest = heapq.nlargest(NEWEST, spot.rows, key=lambda row: row.date)
    lines = [f"{language.date(r.date, r.date_precision)}  {labels.who_whom(r, language)}" for r in newest]
    return "\n".join([head, *lines, *(["…"] if len(spot.rows) > NEWEST else [])])
