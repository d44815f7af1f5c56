"""Clusters: what the markers of an overview stand for, places that would cover each other at this zoom as one."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from techvisits.drawing import screen
from techvisits.drawing.model import RIMS, TWELFTHS, Frame, Marker, Share, Words
from techvisits.drawing.screen import Disc
from techvisits.record.geo import Position
from techvisits.record.model import HELD, Meeting
from techvisits.text import parties, words
from techvisits.text.address import Change, to_open
from techvisits.text.page import Page

NEWEST: Final = 3
MANY: Final = 300
LARGEST: Final = 30.0
STATUS_SHAPES: Final = {"announced": "dashed", "unconfirmed": "dotted", "cancelled": "crossed"}
Locate = Callable[[Meeting], tuple[str, Position] | None]


@dataclass(frozen=True, slots=True)
class Cluster:
    """One marker: its disc in the pane, its true place, the keys of what it merges, the weightiest first, and the meetings there."""

    disc: Disc
    position: Position
    members: tuple[str, ...]
    meetings: tuple[Meeting, ...]


def at_place(meeting: Meeting) -> tuple[str, Position] | None:
    """The place of a meeting and where it is; None where no map can show it as a point."""
    place = meeting.place
    return None if place.is_vague or place.position is None else (place.place_id, place.position)


def build_clusters(
    meetings: Sequence[Meeting], frame: Frame, locate: Locate = at_place, *, largest: float = LARGEST
) -> list[Cluster]:
    """The clusters of the meetings that `locate` finds, the largest first; no marker has more than `largest` pixels of radius."""
    groups: dict[str, list[Meeting]] = {}
    positions: dict[str, Position] = {}
    for meeting in meetings:
        if found := locate(meeting):
            groups.setdefault(found[0], []).append(meeting)
            positions.setdefault(*found)
    keys = sorted(groups)
    weights = [len(groups[key]) for key in keys]
    discs = [
        Disc(frame.pixel(positions[key]), screen.radius_of(weight, largest=largest), (number,))
        for number, (key, weight) in enumerate(zip(keys, weights, strict=True))
    ]
    return [
        Cluster(
            disc,
            positions[keys[disc.members[0]]],
            tuple(keys[i] for i in disc.members),
            tuple(meeting for i in disc.members for meeting in groups[keys[i]]),
        )
        for disc in screen.spread(_merge(discs, weights, largest))
    ]


def _merge(discs: list[Disc], weights: list[int], largest: float) -> list[Disc]:
    """Discs that would cover each other as one; where there are very many, those that would touch as well."""
    merged = screen.merge(discs, weights, largest=largest)
    return merged if len(merged) <= MANY else screen.merge(discs, weights, largest=largest, overlap=1.15)


def draw_marker(cluster: Cluster, page: Page, change: Change, title: str = "") -> Marker:
    """The marker of a cluster; of one with a single meeting a click opens that, of others it asks for `change`."""
    meetings, disc = cluster.meetings, cluster.disc
    shape = _shape(meetings)
    shares = _shares(meetings, page, is_rim=shape != "disc")
    return Marker(
        position=cluster.position,
        at=disc.centre,
        radius=round(disc.radius, 2),
        shape=shape,
        slot=shares[-1].slot,
        shares=tuple(shares) if shape == "disc" or (shape in RIMS and len(shares) > 1) else (),
        number=page.language.number(len(meetings)) if len(meetings) > 1 else "",
        meeting_ids=tuple(meeting.meeting_id for meeting in meetings),
        words=Words(title or _title(cluster, page), tuple(_lines(meetings, page))),
        change=to_open(meetings[0].meeting_id) if len(meetings) == 1 else change,
        is_lit=any(meeting.meeting_id == page.state.meeting for meeting in meetings),
    )


def shape_of(meeting: Meeting) -> str:
    """The shape that says how sure one meeting and its place are."""
    if meeting.status != HELD:
        return STATUS_SHAPES.get(meeting.status, "dashed")
    if meeting.place.is_vague or meeting.place.kind == "district":
        return "square"
    return "disc" if meeting.place_certainty == "stated" else "ring"


def _shape(meetings: Sequence[Meeting]) -> str:
    """The shape of many: of those that were held the surest, and only where none was, that of the rest."""
    held = [meeting for meeting in meetings if meeting.is_held]
    shapes = {shape_of(meeting) for meeting in held or meetings}
    if not held:
        return shapes.pop() if len(shapes) == 1 else "dashed"
    return next(shape for shape in ("disc", "ring", "square") if shape in shapes)


def _shares(meetings: Sequence[Meeting], page: Page, *, is_rim: bool) -> list[Share]:
    """The pie, clockwise from the top, the largest share last: each kind, held or not, in twelfths that make twelve.

    A rim has no teeth: what was not held is not told from what was.
    """
    colouring = page.colouring
    counts = Counter((kind, is_rim or meeting.is_held) for meeting in meetings for kind in colouring.kinds_of(meeting))
    ranked = counts.most_common()
    total, left = counts.total(), TWELFTHS
    shares: list[Share] = []
    for (kind, is_held), count in reversed(ranked[1:]):
        twelfths = max(1, min(left - 1, round(TWELFTHS * count / total)))
        if left > 1:
            shares.append(Share(colouring.slot(kind), is_held, twelfths))
            left -= twelfths
    (kind, is_held), _ = ranked[0]
    return [*shares, Share(colouring.slot(kind), is_held, left)]


def _title(cluster: Cluster, page: Page) -> str:
    name, others = words.place(cluster.meetings[0], page.language), len(cluster.members) - 1
    if not others:
        return name
    return page.language.count("{place} and {n} place near it", "{place} and {n} places near it", others, place=name)


def _lines(meetings: Sequence[Meeting], page: Page) -> list[str]:
    language, colouring = page.language, page.colouring
    kinds = Counter(kind for meeting in meetings for kind in colouring.kinds_of(meeting)).most_common()
    shares = language.commas(f"{colouring.label(kind)} {language.number(n)}" for kind, n in kinds)
    newest = heapq.nlargest(NEWEST, meetings, key=lambda meeting: meeting.date)
    lines = [f"{language.date(m.date, m.date_precision)}  {parties.who_whom(m, language, page.asked)}" for m in newest]
    rest = len(meetings) - len(newest)
    return [
        language.count("{n} meeting", "{n} meetings", len(meetings)) + " · " + shares,
        *lines,
        *([language.count("and {n} more", "and {n} more", rest)] if rest else []),
    ]
