"""Decks for tests: hand-made drawings as the browser gets them."""

import json
import re
from typing import Any

from techvisits.drawing.model import Drawing, Frame, Marker, Share, View, Words
from techvisits.drawing.painters.deck import Canvas, paint_deck
from techvisits.text.address import Change

FRAME = Frame("seoul", 400, 512, View(37.537, 126.992, 10.62))
HERE = FRAME.position((100, 300))
LIGHT, DARK = (Canvas(theme, "/basemap/style.json", "/basemap/markers-1") for theme in ("light", "dark"))
LIST = Change({"place": ("a", "b")})


def marker(**values: Any) -> Marker:
    usual: dict[str, Any] = {
        "position": HERE,
        "at": (103.0, 296.0),
        "radius": 12.0,
        "shape": "disc",
        "slot": 2,
        "shares": (Share(2, True, 12),),
        "number": "5",
        "meeting_ids": ("m1", "m2"),
        "words": Words("Title", ("one", "two")),
        "change": LIST,
    }
    return Marker(**{**usual, **values})


def layers_of(drawing: Drawing, canvas: Canvas = LIGHT) -> dict[str, dict[str, Any]]:
    """The layers as the browser gets them, by their ids without what tells one edition from another; NaN and Infinity raise."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} in the deck")

    layers = json.loads(paint_deck(drawing, canvas).to_json(), parse_constant=refuse)["layers"]
    by_id = {re.sub(":.+", ":", layer["id"]): layer for layer in layers}
    assert len(by_id) == len(layers)
    return by_id


def pixel_of(row: dict[str, Any], frame: Frame = FRAME) -> tuple[float, float]:
    """Where deck.gl draws a row: at its position, moved by its offset."""
    (longitude, latitude), (x, y) = row["position"], row["offset"]
    left, top = frame.pixel((latitude, longitude))
    return left + x, top + y


def painted(**values: Any) -> dict[str, dict[str, Any]]:
    return layers_of(Drawing(FRAME, (marker(**values),)))
