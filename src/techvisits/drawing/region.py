"""The region: both cities as one marker each, the stops elsewhere in Japan and Korea, and the trips between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from techvisits.drawing.clusters import Cluster, build_clusters, draw_marker
from techvisits.drawing.flows import draw_flows
from techvisits.drawing.labels import label_discs
from techvisits.drawing.model import Drawing, Frame, View
from techvisits.record.geo import Position
from techvisits.record.model import AREAS, Meeting
from techvisits.text.address import Change, to_list
from techvisits.text.page import Page

REGION: Final = "region"
FRAME: Final = Frame(REGION, 240, 118, View(36.0, 133.6, 3.0))
LARGEST: Final = 15.0
SIZE: Final = 12.0


def draw_region(page: Page, frame: Frame = FRAME) -> Drawing:
    """One marker a city, Tokyo and Seoul with all around them; meetings of which only the country is known are left out."""

    def locate(meeting: Meeting) -> tuple[str, Position] | None:
        centre = None if meeting.place.kind == "country" else page.centre_of(meeting)
        return (page.city_of(meeting), centre) if centre else None

    clusters = build_clusters(page.seen.meetings, frame, locate, largest=LARGEST)
    lines, numbers = draw_flows(page, frame, clusters, locate)
    titles = [page.language.commas(page.city_name(city) for city in cluster.members) for cluster in clusters]
    names = [(cluster.position, page.city_name(cluster.members[0])) for cluster in clusters]
    labels = label_discs([cluster.disc for cluster in clusters], names, frame, size=SIZE)
    return Drawing(
        frame,
        tuple(
            draw_marker(cluster, page, _change(cluster), title) for cluster, title in zip(clusters, titles, strict=True)
        ),
        tuple(lines),
        labels=(*numbers, *labels),
        alt=page.alt,
    )


def _change(cluster: Cluster) -> Change:
    """An area's marker chooses its view, another filters by its cities."""
    area: Sequence[str] = [area for area in AREAS if area in cluster.members]
    return Change({"view": (area[0],)}) if area else to_list("city", cluster.members)
