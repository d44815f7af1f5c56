"""A trip as a journey: its stops in order and the legs between them; and the moves of many trips at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from techvisits.record.geo import distance_km
from techvisits.record.model import Meeting, Place, Trip, Visit

FAR_KM: Final = 60
Node = TypeVar("Node", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit of a trip; `number` counts from 1."""

    number: int
    visit: Visit

    @property
    def meeting(self) -> Meeting:
        """What the leader was there for."""
        return self.visit.meeting

    @property
    def place(self) -> Place:
        """Where it was."""
        return self.visit.meeting.place


@dataclass(frozen=True, slots=True)
class Leg:
    """A move between two consecutive visits of a trip at different located places; `kilometres` along the geodesic."""

    start: Stop
    end: Stop
    kilometres: float

    @property
    def is_between_cities(self) -> bool:
        """True for a leg drawn along the geodesic; legs within one area are drawn straight."""
        return self.start.place.area != self.end.place.area or self.kilometres > FAR_KM


def build_stops(trip: Trip) -> tuple[Stop, ...]:
    """The stops of a trip in the order of its visits."""
    return tuple(Stop(number, visit) for number, visit in enumerate(trip.visits, 1))


def build_legs(stops: Sequence[Stop]) -> list[Leg]:
    """The legs of a trip; a stop whose place has no coordinates is passed over."""
    located = [(stop, stop.place.position) for stop in stops if stop.place.position]
    return [
        Leg(a, b, distance_km(start, end))
        for (a, start), (b, end) in zip(located, located[1:], strict=False)
        if a.place.place_id != b.place.place_id
    ]


def build_flows(
    visits: Iterable[Visit], node_of: Callable[[Visit], Node | None]
) -> Mapping[frozenset[Node], list[str]]:
    """For each two nodes the trips that went from the one to the other, once for each move between them.

    `node_of` says where a visit was as far as the flows are concerned (a marker, a city); visits with none are passed over.
    """
    flows: dict[frozenset[Node], list[str]] = {}
    last: tuple[str, Node] | None = None
    for visit in sorted(visits, key=lambda visit: (visit.trip_id, visit.sequence)):
        node = node_of(visit)
        if node is None:
            continue
        if last and last[0] == visit.trip_id and last[1] != node:
            flows.setdefault(frozenset((last[1], node)), []).append(visit.trip_id)
        last = visit.trip_id, node
    return flows
