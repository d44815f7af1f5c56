"""The keys of a picture that stands alone: what the colours and shapes mean that occur in it, and no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from techvisits.drawing.clusters import at_place, shape_of
from techvisits.drawing.model import TWELFTHS, Drawing, Marker, Share, Words
from techvisits.drawing.screen import box_around, do_overlap
from techvisits.record.model import Meeting
from techvisits.text import words
from techvisits.text.address import Change
from techvisits.text.language import Language
from techvisits.text.page import Page

MOST_PLACES: Final = 6


def list_keys(page: Page, drawings: Sequence[Drawing], radius: float) -> Iterator[tuple[Marker, str]]:
    """A mark of that radius for each colour and shape that occurs, on the maps or among the stops, with what it means."""
    stops = [stop.meeting for stop in page.stops]
    listed = [build_mark(shape_of(meeting), page.colouring.slot_of(meeting), radius) for meeting in stops]
    markers = [*(marker for drawing in drawings for marker in drawing.markers), *listed]
    say, colouring = page.language.say, page.colouring
    used = {share.slot for marker in markers for share in marker.shares} | {marker.slot for marker in markers}
    for kind in (*colouring.names, ""):
        slot = colouring.slot(kind)
        if slot in used:
            yield build_mark("disc", slot, radius), colouring.label(kind)
    shapes = {marker.shape for marker in markers}
    meanings = {
        "ring": say("place inferred"),
        "square": say("city or district only"),
        "dashed": words.status("announced", page.language),
        "dotted": words.status("unconfirmed", page.language),
        "crossed": words.status("cancelled", page.language),
    }
    yield from ((build_mark(shape, 0, radius), meaning) for shape, meaning in meanings.items() if shape in shapes)
    if any(not share.is_held for marker in markers for share in marker.shares):
        yield build_mark("disc", 0, radius, is_held=False), say("announced, unconfirmed or cancelled")


def build_mark(shape: str, slot: int, radius: float, number: str = "", *, is_held: bool = True) -> Marker:
    """A mark that stands for nothing, around the origin."""
    shares = (Share(slot, is_held, TWELFTHS),) if shape == "disc" else ()
    return Marker((0, 0), (0, 0), radius, shape, slot, shares, number, (), Words(""), Change())


def missing_words(page: Page, drawings: Sequence[Drawing]) -> str:
    """What the maps can't show: `Not on the maps: somewhere in Seoul 92, Busan 3`; empty with a meeting open or for nothing."""
    drawn = {i for drawing in drawings for i in _list_seen(drawing)}
    left = [meeting for meeting in page.seen.meetings if meeting.meeting_id not in drawn]
    if page.state.meeting or not left:
        return ""
    counts = Counter(_name_place(meeting, page.language) for meeting in left).most_common()
    places = [f"{name} {page.language.number(n)}" for name, n in counts]
    return page.language.say("Not on the maps: {places}", places=page.language.cut(places, MOST_PLACES))


def _list_seen(drawing: Drawing) -> Iterator[str]:
    for marker in drawing.markers:
        if do_overlap(box_around(marker.at, marker.radius, marker.radius), drawing.frame.window):
            yield from marker.meeting_ids


def _name_place(meeting: Meeting, language: Language) -> str:
    city = words.city(meeting, language)
    return city if at_place(meeting) else language.say("somewhere in {city}", city=city)
