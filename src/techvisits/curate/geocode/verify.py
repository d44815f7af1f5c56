"""A second opinion: each curated position beside the geocoding service's, changing nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from techvisits.curate.geocode.places import Places, choose_places, find_place
from techvisits.curate.geocode.rank import FAR_APART_KM, Candidate
from techvisits.curate.geocode.service import Service
from techvisits.package.descriptor import Row
from techvisits.record.geo import distance_km, position_of

STATED_RADIUS = re.compile(r"within about (\d+) m\b")
PRECISION_KM = {"district": 3.0, "city": 15.0}  # how far off coordinates may be that stand for so much


@dataclass(frozen=True)
class Comparison:
    """A curated position beside the service's: `kilometres` apart (None without an answer), explained by the table or ""."""

    place_id: str
    kilometres: float | None
    candidate: Candidate | None
    explanation: str

    @property
    def is_far(self) -> bool:
        """Whether the two lie over 250 m apart."""
        return self.kilometres is not None and self.kilometres > FAR_APART_KM

    @property
    def is_unexplained(self) -> bool:
        """Whether they do and the table does not say why."""
        return self.is_far and not self.explanation


def verify_places(
    places: Places, service: Service, natives: Mapping[str, str], only: Iterable[str] = ()
) -> Iterator[Comparison]:
    """Compare each curated position with the service's; writes nothing; raises GeocodeError when the service fails."""
    for place in curated_places(places, only):
        answer = find_place(place, places, service, natives)
        found = answer.verdict.fitting if answer.rung != "district" else ()
        yield _compare(place, found)


def curated_places(places: Places, only: Iterable[str] = ()) -> list[Row]:
    """The places with curated coordinates; only those named, if any; raises QueryError for an unknown id."""
    return [row for row in choose_places(places, only) if row["coordinates_origin"] == "curated" and position_of(row)]


def _compare(place: Row, found: tuple[Candidate, ...]) -> Comparison:
    here = position_of(place)
    if not here or not found:
        return Comparison(place["place_id"], None, None, "")
    nearest = min(found, key=lambda candidate: distance_km(candidate.position, here))
    kilometres = distance_km(nearest.position, here)
    return Comparison(place["place_id"], kilometres, nearest, _explain(place, kilometres))


def _explain(place: Row, kilometres: float) -> str:
    """Why a curated position may lie that far from the service's, as the table says; "" where it does not."""
    stated = STATED_RADIUS.search(place["coordinates_note"])
    if stated and kilometres * 1000 <= int(stated.group(1)):
        return f"the table says {stated.group()}"
    if kilometres <= PRECISION_KM.get(place["coordinates_precision"], 0.0):
        return f"the table says the coordinates stand for the {place['coordinates_precision']}"
    return ""
