"""A trip: its stops in one area, numbered and named, and its legs, of which some run off the pane."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from techvisits.drawing import legs, screen
from techvisits.drawing.clusters import shape_of
from techvisits.drawing.labels import label_discs
from techvisits.drawing.legs import Placed
from techvisits.drawing.model import TWELFTHS, Drawing, Frame, Marker, Share, Words
from techvisits.drawing.overview import core_frame
from techvisits.drawing.screen import Disc
from techvisits.record.trips import Stop
from techvisits.text import parties, words
from techvisits.text.address import to_open
from techvisits.text.page import Page

RADIUS: Final = 11.5
NAME_SIZE: Final = 13.5


def trip_frame(area: str, size: tuple[int, int], stops: Sequence[Stop]) -> Frame:
    """The pane that shows a trip's stops in an area, at one scale for both areas."""
    return core_frame(area, size, [stop.place for stop in stops])


def begins_in_sight(frame: Frame, stops: Sequence[Stop]) -> bool:
    """Whether the trip's first stop is in the pane: an arrival can be drawn to it."""
    place = stops[0].place
    if place.area != frame.area or place.position is None:
        return False
    return screen.is_inside(frame.pixel(place.position), frame.bounds)


def draw_trip(page: Page, frame: Frame) -> Drawing:
    """The stops of the page's trip in the frame's area, and all its legs, of which some run off the pane."""
    placed = _place(page.stops, frame)
    ways = legs.draw_legs(page, frame, placed)
    if page.state.arrivals and page.home and placed and placed[0].stop.number == 1:
        ways = ways.joined(legs.draw_arrival(page, frame, placed))
    discs = [each.disc for each in placed]
    names = label_discs(
        discs,
        [(each.position, parties.brief_host(each.stop.meeting, page.language)) for each in placed],
        frame,
        size=NAME_SIZE,
        covered=ways.covered,
    )
    vague = [each.stop.meeting.meeting_id for each in placed if each.stop.place.is_vague]
    return Drawing(
        frame,
        tuple(_draw_stop(each, page) for each in placed),
        ways.lines,
        ways.arrows,
        (*names, *ways.labels),
        outline=("lit" if page.state.meeting in vague else "faint") if vague else "",
        alt=page.describe(frame.area),
    )


def _place(stops: Sequence[Stop], frame: Frame) -> list[Placed]:
    """The area's stops, none over another. Those somewhere in a city have no true place: they stand in a column, in order."""
    here = [(stop, stop.place.position) for stop in stops if stop.place.area == frame.area and stop.place.position]
    many = Counter(stop.place.place_id for stop, _ in here if stop.place.is_vague)
    seen: Counter[str] = Counter()
    discs = []
    for number, (stop, position) in enumerate(here):
        (x, y), place_id = frame.pixel(position), stop.place.place_id
        if stop.place.is_vague:
            y += (seen[place_id] - (many[place_id] - 1) / 2) * 2.2 * RADIUS
            seen[place_id] += 1
        discs.append(Disc((x, y), RADIUS, (number,)))
    return [
        _place_vague(stop, disc, frame) if stop.place.is_vague else Placed(stop, position, disc)
        for (stop, position), disc in zip(here, screen.spread(discs), strict=True)
    ]


def _place_vague(stop: Stop, disc: Disc, frame: Frame) -> Placed:
    return Placed(stop, frame.position(disc.centre), replace(disc, at=disc.centre, offset=(0.0, 0.0)))


def _draw_stop(placed: Placed, page: Page) -> Marker:
    meeting, language = placed.stop.meeting, page.language
    shape, slot = shape_of(meeting), page.colouring.slot_of(meeting)
    title = f"{placed.stop.number}  {parties.who_whom(meeting, language, page.asked)}"
    day = language.date(meeting.date, meeting.date_precision)
    return Marker(
        position=placed.position,
        at=placed.disc.centre,
        radius=RADIUS,
        shape=shape,
        slot=slot,
        shares=(Share(slot, True, TWELFTHS),) if shape == "disc" else (),
        number=str(placed.stop.number),
        meeting_ids=(meeting.meeting_id,),
        words=Words(title, (day, words.place(meeting, language))),
        change=to_open(meeting.meeting_id),
        is_lit=meeting.meeting_id == page.state.meeting,
    )
