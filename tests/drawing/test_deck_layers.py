"""What deck.gl is told of each layer: its type, which key of a row it reads for what, and where the shapes are."""

from typing import Any

import pytest
from decks import FRAME, HERE, LIGHT, layers_of, marker, pixel_of

from techvisits.drawing.model import Arrow, Drawing, Label, Line, Share
from techvisits.drawing.painters.deck import FONTS, paint_deck
from techvisits.text.address import to_open

PLACED = {"getPosition": "position", "getPixelOffset": "offset"}
ENDS = {"getSourcePosition": "from", "getTargetPosition": "to"}
SHAPE = {"getIcon": "icon", "getSize": "size", **PLACED}
TEXT = {"getText": "number", "getSize": "text_size", "getTextAnchor": "anchor", "getColor": "color", **PLACED}
LAYERS: dict[str, tuple[str, dict[str, str]]] = {
    "lines": ("LineLayer", {**ENDS, "getColor": "color", "getWidth": "width"}),
    "touch": ("LineLayer", ENDS),
    "arrows": ("IconLayer", {"getAngle": "angle", "getColor": "color", **SHAPE}),
    "ground": ("IconLayer", SHAPE),
    "markers": ("IconLayer", {"getColor": "color", **SHAPE}),
    "shares": ("IconLayer", {"getAngle": "angle", "getColor": "color", **SHAPE}),
    "numbers": ("TextLayer", TEXT),
    "labels": ("TextLayer", TEXT),
    "ways": ("TextLayer", TEXT),
    "lit": ("IconLayer", SHAPE),
}


@pytest.fixture(scope="module")
def layers() -> dict[str, dict[str, Any]]:
    """The layers of a drawing that has one of everything."""
    drawing = Drawing(
        FRAME,
        (marker(shares=(Share(1, True, 3), Share(2, False, 9)), is_lit=True),),
        (Line((HERE, HERE), 1.0, 1.0, change=to_open("m")),),
        (Arrow(HERE, (1.0, 1.0), 2.0),),
        (Label(HERE, (1.0, 1.0), "a", 12.0), Label(HERE, (1.0, 1.0), "b", 12.0, is_bold=False)),
        outline="lit",
    )
    return {name.split(":")[0]: layer for name, layer in layers_of(drawing).items()}


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_reads_what_its_rows_have(layers: dict[str, dict[str, Any]], name: str) -> None:
    kind, keys = LAYERS[name]
    layer = layers[name]
    assert layer["@@type"] == kind
    read = {prop: value[3:] for prop, value in layer.items() if isinstance(value, str) and value.startswith("@@=")}
    assert read == keys
    assert layer["data"]
    assert all({*read.values()} <= {*row} for row in layer["data"])


def test_the_shapes_are_those_of_the_marker_picture(layers: dict[str, dict[str, Any]]) -> None:
    for name, (kind, _) in LAYERS.items():
        if kind == "IconLayer":
            assert layers[name]["iconAtlas"] == "/basemap/markers-1.png"
            assert layers[name]["iconMapping"] == "/basemap/markers-1.json"


def test_lines_are_measured_in_pixels_and_the_wide_ones_that_are_touched_unseen(
    layers: dict[str, dict[str, Any]],
) -> None:
    for name in ("lines", "touch"):
        assert layers[name]["@@type"] == "LineLayer"
        assert layers[name]["widthUnits"] == "pixels"
    assert layers["touch"]["getColor"] == [0, 0, 0, 1], "what is wholly unseen can't be pointed at"


def test_texts_have_the_pages_fonts_and_room_round_them(layers: dict[str, dict[str, Any]]) -> None:
    for name in ("numbers", "labels", "ways"):
        assert layers[name]["fontFamily"] == FONTS
    assert layers["labels"]["backgroundPadding"] == layers["ways"]["backgroundPadding"] == [3, 1, 3, 1]
    style = paint_deck(Drawing(FRAME, ()), LIGHT)._tooltip["style"]
    assert style["fontFamily"] == FONTS.replace('"', "'")
    assert (style["backgroundColor"], style["padding"], style["zIndex"]) == ("transparent", "0", "2")


def test_the_city_is_filled_and_outlined(layers: dict[str, dict[str, Any]]) -> None:
    area = layers["area"]
    assert (area["@@type"], area["filled"], area["stroked"]) == ("GeoJsonLayer", True, True)
    assert area["lineWidthUnits"] == "pixels"


def test_numbers_in_the_json_are_as_short_as_a_pixel_needs() -> None:
    drawing = Drawing(FRAME, (marker(position=(37.51234567, 127.12345678), at=(100.0, 300.04), radius=9.987),))
    (row,) = layers_of(drawing)["markers:"]["data"]
    assert row["position"] == [127.123457, 37.512346]
    assert row["size"] == 20.0
    assert row["offset"] == [round(each, 1) for each in row["offset"]]
    assert pixel_of(row) == pytest.approx((100, 300), abs=0.1)
