"""Flows: the legs of many trips between the same two clusters drawn as one line, its width and number their count."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from techvisits.drawing import screen
from techvisits.drawing.clusters import Cluster, Locate
from techvisits.drawing.model import Frame, Label, Line, Words
from techvisits.drawing.screen import Box
from techvisits.record.geo import Position, distance_km, geodesic_path
from techvisits.record.model import Visit
from techvisits.record.trips import FAR_KM, build_flows
from techvisits.text import parties
from techvisits.text.address import Change
from techvisits.text.page import Page

MOST: Final = 300
MOST_TAKEN: Final = 12
STEPS: Final = 8
MOST_NAMED: Final = 4
NUMBER_SIZE: Final = 12.0
Node = int | str


@dataclass(frozen=True, slots=True)
class Flow:
    """The legs between two positions, each with its trip; `start` is in the pane."""

    start: Position
    end: Position
    trip_ids: tuple[str, ...]


def draw_flows(page: Page, frame: Frame, clusters: Sequence[Cluster], locate: Locate) -> tuple[list[Line], list[Label]]:
    """The lines that touch a cluster, those of most legs first, and the numbers of those with several.

    Of a crowded page only the ways taken most, unless it asks for all.
    """
    flows = _build(page, frame, clusters, locate)
    if page.is_crowded and not page.state.arrivals:
        flows = _most_taken(flows, _asked_of(page, clusters))
    is_faint = page.is_crowded and page.state.arrivals
    return [_line(flow, page, is_faint=is_faint) for flow in flows], _numbers(flows, frame, clusters, page)


def _most_taken(flows: Sequence[Flow], asked: Collection[Position]) -> list[Flow]:
    """The flows of as many legs as leave a pane readable, two or more; and all that touch what is asked for."""
    counts = sorted((len(flow.trip_ids) for flow in flows), reverse=True)
    least = max(2, counts[MOST_TAKEN] + 1 if len(counts) > MOST_TAKEN else 2)
    return [flow for flow in flows if len(flow.trip_ids) >= least or {flow.start, flow.end} & {*asked}]


def _asked_of(page: Page, clusters: Sequence[Cluster]) -> list[Position]:
    """Where the marker of the open meeting is."""
    place = page.record.by_id[page.state.meeting].place.place_id if page.state.meeting else ""
    return [cluster.position for cluster in clusters if place in cluster.members]


def _build(page: Page, frame: Frame, clusters: Sequence[Cluster], locate: Locate) -> list[Flow]:
    """The flows to other clusters, to the other area, and to cities elsewhere."""
    positions: dict[Node, Position] = {number: cluster.position for number, cluster in enumerate(clusters)}
    cluster_of = {member: number for number, cluster in enumerate(clusters) for member in cluster.members}

    def node_of(visit: Visit) -> Node | None:
        meeting = visit.meeting
        found = locate(meeting)
        if found and found[0] in cluster_of:
            return cluster_of[found[0]]
        city, centre = page.city_of(meeting), page.centre_of(meeting)
        if meeting.place.area == frame.area or not city or not centre:
            return None
        positions.setdefault(city, centre)
        return city

    return _between(build_flows(page.seen.visits, node_of), positions)


def _between(moves: Mapping[frozenset[Node], list[str]], positions: Mapping[Node, Position]) -> list[Flow]:
    flows = []
    for ends, trip_ids in moves.items():
        start, end = sorted(ends, key=lambda node: (isinstance(node, str), node))
        if isinstance(start, int):
            flows.append(Flow(positions[start], positions[end], tuple(trip_ids)))
    return sorted(flows, key=lambda flow: -len(flow.trip_ids))[:MOST]


def _line(flow: Flow, page: Page, *, is_faint: bool) -> Line:
    """`is_faint`: lines of few legs step back, since there are many."""
    count, trip_ids = len(flow.trip_ids), tuple(dict.fromkeys(flow.trip_ids))
    is_far = distance_km(flow.start, flow.end) > FAR_KM
    return Line(
        path=tuple(geodesic_path(flow.start, flow.end, STEPS)) if is_far else (flow.start, flow.end),
        width=round(0.5 + 0.7 * math.sqrt(count), 2),
        opacity=min(190, (14 if is_faint else 85) + 22 * count) / 255,
        trip_ids=trip_ids,
        words=Words(page.language.count("{n} leg", "{n} legs", count), tuple(_names(trip_ids, page))),
        change=Change({"meeting": (), "trip": trip_ids}),
    )


def _names(trip_ids: Sequence[str], page: Page) -> list[str]:
    """The leaders of the trips with their months."""
    language, rest = page.language, len(trip_ids) - MOST_NAMED
    first = [page.record.trips[trip_id].visits[0] for trip_id in trip_ids[:MOST_NAMED]]
    names = [
        language.commas([parties.visitor_party(v.visitor, language).text(language), language.month(v.meeting.date)])
        for v in first
    ]
    return [*names, *([language.count("and {n} more", "and {n} more", rest)] if rest > 0 else [])]


def _numbers(flows: Sequence[Flow], frame: Frame, clusters: Sequence[Cluster], page: Page) -> list[Label]:
    bounds = frame.bounds
    taken: list[Box] = [cluster.disc.box for cluster in clusters]
    labels = []
    for flow in flows:
        start, end = frame.pixel(flow.start), frame.pixel(flow.end)
        is_seen = any(screen.is_inside(point, bounds) for point in (start, end))
        if len(flow.trip_ids) < 2 or not is_seen:
            continue
        text = page.language.number(len(flow.trip_ids))
        if found := screen.place_along(start, end, text, size=NUMBER_SIZE, bounds=bounds, taken=taken):
            at, box = found
            taken.append(box)
            labels.append(Label(flow.start, screen.rounded(at), text, NUMBER_SIZE))
    return labels
