"""The overview of one area: its places as markers with their numbers of meetings, and the flows between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from techvisits.drawing import screen
from techvisits.drawing.clusters import at_place, build_clusters, draw_marker
from techvisits.drawing.flows import draw_flows
from techvisits.drawing.model import Drawing, Frame, View
from techvisits.record.geo import Position
from techvisits.record.model import AREAS, Meeting, Place
from techvisits.text.address import BOTH, to_list
from techvisits.text.page import Page

CENTRES: Final = {"seoul": (37.537, 126.992), "tokyo": (35.668, 139.742)}
CORE_DEGREES: Final = 0.3
ZOOM_OF_BOTH, ZOOM_OF_ONE = 10.62, 11.1
CLOSEST, FARTHEST, PADDING = 11.6, 8.2, 70


def overview_frame(
    area: str, view: str, size: tuple[int, int], near: Sequence[Meeting] = (), middle: Position | None = None
) -> Frame:
    """The named view of an area, or one round a `middle`, in a pane of that size or, closer, one of the meetings `near` that were there."""
    positions = list(dict.fromkeys(m.place.position for m in near if m.place.area == area and m.place.position))
    if not positions:
        return Frame(area, *size, View(*(middle or CENTRES[area]), ZOOM_OF_BOTH if view == BOTH else ZOOM_OF_ONE))
    return Frame(area, *size, View(*screen.centre_of(positions), common_zoom([positions], size)))


def common_zoom(groups: Sequence[Sequence[Position]], size: tuple[int, int]) -> float:
    """One zoom at which the positions of each group fit into a pane of that size."""
    zooms = [
        screen.fit_zoom(group, size=size, padding=PADDING, closest=CLOSEST, farthest=FARTHEST)
        for group in groups
        if group
    ]
    return min(zooms, default=ZOOM_OF_BOTH)


def core_positions(area: str, places: Iterable[Place]) -> list[Position]:
    """The positions near the area's centre, or all of them where none is: one far place shall not make the others one dot."""
    positions = [place.position for place in places if place.area == area and place.position]
    latitude, longitude = CENTRES[area]
    near = [p for p in positions if abs(p[0] - latitude) < CORE_DEGREES and abs(p[1] - longitude) < CORE_DEGREES * 1.25]
    return near or positions


def core_frame(area: str, size: tuple[int, int], places: Sequence[Place]) -> Frame:
    """The pane that shows the places of an area, at one scale for both areas."""
    groups = {each: core_positions(each, places) for each in AREAS}
    middle = screen.centre_of(groups[area]) if groups[area] else CENTRES[area]
    return Frame(area, *size, View(*middle, common_zoom([*groups.values()], size)))


def draw_overview(page: Page, frame: Frame) -> Drawing:
    """The clusters and flows of the frame's area, and the city's outline where a venue is unknown."""
    here = [meeting for meeting in page.shown.meetings if meeting.place.area == frame.area]
    vague = [meeting.meeting_id for meeting in here if at_place(meeting) is None]
    clusters = build_clusters(here, frame)
    lines, numbers = draw_flows(page, frame, clusters, at_place)
    return Drawing(
        frame,
        tuple(draw_marker(cluster, page, to_list("place", cluster.members)) for cluster in clusters),
        tuple(lines),
        labels=tuple(numbers),
        outline=("lit" if page.state.meeting in vague else "faint") if vague else "",
        alt=page.describe(frame.area),
    )
