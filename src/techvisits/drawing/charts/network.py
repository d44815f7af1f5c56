"""Who met whom: all whom one met on a ring round the one, or the pairs who met most often, one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from techvisits.drawing.charts.marks import (
    END,
    INK,
    MIDDLE,
    RULE,
    START,
    Chart,
    Disc,
    Frame,
    Line,
    Mark,
    Words,
    fit,
    slot_tone,
)
from techvisits.record.model import Meeting
from techvisits.record.questions.network import Network, Tie
from techvisits.text.page import Page
from techvisits.text.questions.network import name_of, ring_path

ROW: Final = 20
STEP: Final = (15, 12)
RADIUS: Final = 6
CENTRE: Final = 15
BEND: Final = 0.82
ROUND: Final = (0.42, 0.2)
TIP: Final = 6
LARGE_STEP, MANY, LEAST = 26, 12, 130


@dataclass(frozen=True, slots=True)
class End:
    """Where somebody stands on the ring; `sign` is 1 on the right side and -1 on the left."""

    tie: Tie
    x: float
    y: float
    sign: int


def draw_network(found: Network, page: Page, frame: Frame) -> Chart:
    """The ring of a node, or the pairs; each name leads to its own ring."""
    if not found.ties:
        return Chart(frame.width, 1, [])
    return _draw_ring(found, page, frame) if found.node else _draw_pairs(found, page, frame)


def _draw_pairs(found: Network, page: Page, frame: Frame) -> Chart:
    ties = found.ties[: frame.rows]
    half = max(len(tie.meetings) for tie in ties) * frame.fork(*STEP) / 2
    marks: list[Mark] = []
    for number, tie in enumerate(ties):
        marks += _pair(tie, ROW * number + ROW / 2, half, page, frame)
    return Chart(frame.width, ROW * len(ties) + 2, marks)


def _pair(tie: Tie, y: float, half: float, page: Page, frame: Frame) -> Iterator[Mark]:
    middle, room = frame.width / 2, frame.width / 2 - half - 14
    step = frame.fork(*STEP)
    width = len(tie.meetings) * step / 2
    yield Line(middle - half - 6, y, middle + half + 6, y)
    for number, meeting in enumerate(tie.meetings):
        title = page.language.date(meeting.date, meeting.date_precision)
        x = middle - width + step * (number + 0.5)
        yield Disc(x, y, RADIUS, slot_tone(page.colouring.slot_of(meeting)), title=title)
    for identifier, sign, anchor in ((tie.visitor_id, -1, END), (tie.host_id, 1, START)):
        x = middle + sign * (half + 12)
        name = fit(name_of(identifier, page), room)
        yield Words(x, y + 4.2, name, anchor=anchor, href=ring_path(identifier, page))


def _draw_ring(found: Network, page: Page, frame: Frame) -> Chart:
    """Clockwise from the upper right, the most meetings first; names stand level on both sides."""
    ties = found.ties[: 2 * frame.rows]
    rows = -(-len(ties) // 2)
    step = LARGE_STEP if rows < MANY else ROW
    height = max(step * rows, LEAST) + 2 * TIP
    middle = frame.width / 2, height / 2
    sides = ((ties[:rows], 1), (ties[rows:][::-1], -1))
    ends = [end for side, sign in sides for end in _ends(side, sign * frame.fork(*ROUND), step, middle)]
    most = max(len(tie.meetings) for tie in ties)
    marks: list[Mark] = [Line(*middle, end.x, end.y, RULE, 0.8 + 3 * len(end.tie.meetings) / most) for end in ends]
    for end in ends:
        marks += _end(end, found.node, page, frame)
    marks.append(Disc(*middle, CENTRE))
    if not frame.is_narrow:
        marks.append(Words(middle[0], middle[1] + CENTRE + 15, name_of(found.node, page), 13.5, MIDDLE, is_bold=True))
    return Chart(frame.width, height, marks)


def _ends(ties: Sequence[Tie], away: float, step: float, middle: tuple[float, float]) -> Iterator[End]:
    """Where each neighbour of a side is: evenly from top to bottom, on an ellipse that is as high as they need; `away` to the right or, below 0, to the left."""
    for number, tie in enumerate(ties):
        y = middle[1] + (number - (len(ties) - 1) / 2) * step
        bent = sqrt(1 - BEND * ((y - middle[1]) / middle[1]) ** 2)
        yield End(tie, middle[0] * (1 + away * bent), y, 1 if away > 0 else -1)


def _end(end: End, node: str, page: Page, frame: Frame) -> Iterator[Mark]:
    n, other = len(end.tie.meetings), end.tie.other(node)
    radius = 4 + 2.2 * sqrt(n)
    tone = slot_tone(_slot(end.tie.meetings[-1], other, page)) if other == end.tie.host_id else INK
    href = ring_path(other, page)
    yield Disc(end.x, end.y, radius, tone, str(n) if n > 1 else "", href=href)
    room = (frame.width - end.x if end.sign > 0 else end.x) - radius - 6
    anchor = START if end.sign > 0 else END
    yield Words(end.x + end.sign * (radius + 5), end.y + 4.2, fit(name_of(other, page), room), anchor=anchor, href=href)


def _slot(meeting: Meeting, host_id: str, page: Page) -> int:
    kinds = [h.kind for h in meeting.hosts if host_id in (h.host_id, h.organization.organization_id)]
    return page.colouring.slot(kinds[0])
