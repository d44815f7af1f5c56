"""What stands at a pane's edge for what it can't show: places further out, unknown venues, other cities."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from techvisits.drawing import screen
from techvisits.drawing.clusters import at_place
from techvisits.drawing.model import Frame
from techvisits.record.model import AREAS, Meeting
from techvisits.text import words
from techvisits.text.address import Change, to_list
from techvisits.text.page import Page
from techvisits.text.sections import render

STRIP: Final = 36
ARROWS: Final = "→↗↑↖←↙↓↘"
SOMEWHERE: Final = "▢"
MOST_LABELS: Final = {"pane": 2, "wide": 5}
MOST_ELSEWHERE: Final = 4


@dataclass(frozen=True, slots=True)
class EdgeLabel:
    """Meetings that a pane does not show: a sign (the direction, or an empty square), where, how many, and how to list them."""

    sign: str
    name: str
    meeting_ids: tuple[str, ...]
    change: Change


def edge_labels(page: Page, frame: Frame) -> list[EdgeLabel]:
    """The area's meetings of unknown venue, then the cities further out with their direction, those with most first."""
    here = [meeting for meeting in page.shown.meetings if meeting.place.area == frame.area]
    vague = [meeting for meeting in here if at_place(meeting) is None]
    out = [meeting for meeting in here if (found := at_place(meeting)) and not _is_seen(found[1], frame)]
    labels = [_label(_direction(group, frame), words.city(group[0], page.language), group) for group in _by_city(out)]
    if vague:
        name = page.language.say("somewhere in {city}", city=page.city_name(frame.area))
        labels.insert(0, _label(SOMEWHERE, name, vague))
    return labels


def elsewhere_labels(page: Page) -> list[EdgeLabel]:
    """The meetings outside both areas by city, or by country where only that is known, those with most first."""
    away = [meeting for meeting in page.shown.meetings if meeting.place.area not in AREAS]
    return [_label("", words.city(group[0], page.language), group) for group in _by_city(away)]


def render_edges(labels: Sequence[EdgeLabel], page: Page, *, most: int, lead: str = "") -> Markup:
    """The labels as HTML, those after `most` behind one word; empty where there is none."""
    if not labels:
        return Markup("")
    rest = page.language.count("{n} more place", "{n} more places", len(labels) - most)
    return render("edges.html", page, labels=labels, most=most, lead=lead, rest=rest)


def _label(sign: str, name: str, meetings: Sequence[Meeting]) -> EdgeLabel:
    places = tuple(dict.fromkeys(meeting.place.place_id for meeting in meetings))
    return EdgeLabel(sign, name, tuple(m.meeting_id for m in meetings), to_list("place", places))


def _by_city(meetings: Iterable[Meeting]) -> list[list[Meeting]]:
    groups: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        groups.setdefault(meeting.place.city_id or meeting.place.place_id, []).append(meeting)
    return sorted(groups.values(), key=lambda group: -len(group))


def _is_seen(position: tuple[float, float], frame: Frame) -> bool:
    (left, top), (right, bottom) = frame.bounds
    return screen.is_inside(frame.pixel(position), ((left, top), (right, bottom - STRIP)))


def _direction(meetings: Sequence[Meeting], frame: Frame) -> str:
    """The arrow of the eight that points from the view's middle to where the meetings were."""
    x, y = frame.pixel(screen.centre_of([m.place.position for m in meetings if m.place.position]))
    turn = math.degrees(math.atan2(frame.height / 2 - y, x - frame.width / 2))
    return ARROWS[round(turn / 45) % 8]
