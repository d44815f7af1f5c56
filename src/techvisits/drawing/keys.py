"""The keys of a picture that stands alone: what the colours and shapes mean that occur in it, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from techvisits.drawing.clusters import shape_of
from techvisits.drawing.model import TWELFTHS, Drawing, Marker, Share, Words
from techvisits.text import words
from techvisits.text.address import Change
from techvisits.text.page import Page


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
