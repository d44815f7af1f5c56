"""A drawing as pydeck gives it to the browser: the same marks at the same pixels, and what a click on them asks for."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from decks import DARK, FRAME, HERE, LIGHT, layers_of, marker, painted, pixel_of
from pages import ZUCKERBERG, page_of

from techvisits.drawing import basemap
from techvisits.drawing.model import Arrow, Drawing, Frame, Line, Share, View, Words
from techvisits.drawing.overview import draw_overview, overview_frame
from techvisits.drawing.painters import shapes
from techvisits.drawing.painters.atlas import icon_mapping
from techvisits.drawing.painters.deck import paint_deck
from techvisits.drawing.palette import palette, rgba
from techvisits.drawing.region import draw_region
from techvisits.drawing.trip import draw_trip, trip_frame
from techvisits.record.model import AREAS
from techvisits.text.address import Change

# --- the view


def test_the_deck_looks_at_what_the_frame_does() -> None:
    document = json.loads(paint_deck(Drawing(FRAME, ()), LIGHT).to_json())
    view = document["initialViewState"]
    assert (view["latitude"], view["longitude"], view["zoom"]) == (37.537, 126.992, 10.62)
    assert (view["minZoom"], view["maxZoom"]) == (3, 13)
    assert document["mapStyle"] == "/basemap/style.json"
    odd = Frame("seoul", 400, 512, View(37.1234567, 126.9876543, 10.654321))
    view = json.loads(paint_deck(Drawing(odd, ()), LIGHT).to_json())["initialViewState"]
    assert (view["latitude"], view["longitude"], view["zoom"]) == (37.12346, 126.98765, 10.654)


def test_the_json_is_short() -> None:
    text = paint_deck(Drawing(FRAME, (marker(),)), LIGHT).to_json()
    assert "\n" not in text.replace("\\n", "")
    assert ": " not in text.partition('"tooltip"')[0]
    assert len(text) == len(json.dumps(json.loads(text), separators=(",", ":")))


# --- markers


def test_a_marker_is_drawn_at_its_pixel_in_its_size_shape_and_colour() -> None:
    (row,) = painted()["markers:"]["data"]
    assert pixel_of(row) == pytest.approx((103, 296), abs=0.1)
    assert row["position"] == [pytest.approx(HERE[1], abs=1e-6), pytest.approx(HERE[0], abs=1e-6)]
    assert (row["size"], row["icon"], row["color"]) == (24.0, "disc", rgba(palette("light").kinds[1]))
    assert (row["title"], row["text"], row["change"]) == ("Title", "one\ntwo", "place=a&place=b")
    ((other,), (dark,)) = (
        layers_of(Drawing(FRAME, (marker(slot=slot, shape=shape),)), canvas)["markers:"]["data"]
        for slot, shape, canvas in ((0, "ring", LIGHT), (6, "crossed", DARK))
    )
    assert (other["icon"], other["color"]) == ("ring", rgba(palette("light").other))
    assert (dark["icon"], dark["color"]) == ("crossed", rgba(palette("dark").kinds[5]))


def test_markers_alone_can_be_clicked_and_the_lines_that_ask_for_something() -> None:
    line = Line((HERE, (37.6, 127.0)), 2.0, 0.5, ("t",), Words("1 leg"), Change({"trip": ("t",)}))
    arrival = Line((HERE, (37.6, 127.0)), 1.2, 0.5)
    layers = layers_of(Drawing(FRAME, (marker(is_lit=True),), (line, arrival), outline="faint"))
    pickable = {name for name, layer in layers.items() if layer.get("pickable")}
    assert pickable == {"touch:", "markers:"}
    assert len(layers["lines"]["data"]) == 2
    (touched,) = layers["touch:"]["data"]
    assert (touched["change"], touched["title"], touched["text"]) == ("trip=t", "1 leg", "")
    assert layers["touch:"]["getWidth"] == 11


def test_what_lies_over_what() -> None:
    layers = [*layers_of(Drawing(FRAME, (marker(),), outline="faint"))]
    names = [name.split(":")[0] for name in layers]
    assert names == [
        "edge",
        "lines",
        "touch",
        "arrows",
        "ground",
        "markers",
        "shares",
        "numbers",
        "labels",
        "ways",
        "lit",
    ]


def test_under_each_marker_lies_a_disc_of_paper_a_little_larger() -> None:
    layers = painted(shape="ring")
    (ground,) = layers["ground"]["data"]
    assert (ground["icon"], ground["size"]) == ("disc", 28.0)
    assert layers["ground"]["getColor"] == rgba(palette("light").paper)
    assert pixel_of(ground) == pytest.approx((103, 296), abs=0.1)


def test_what_is_lit_has_a_halo() -> None:
    layers = painted(is_lit=True)
    (halo,) = layers["lit"]["data"]
    assert (halo["icon"], halo["size"]) == ("halo", 37.0)
    assert layers["lit"]["getColor"] == rgba(palette("light").selected)
    assert painted()["lit"]["data"] == []


def edition(drawing: Drawing) -> tuple[str, ...]:
    """The names of the layers that can be clicked, the same for both: `touch:…`, `markers:…`."""
    layers = json.loads(paint_deck(drawing, LIGHT).to_json())["layers"]
    names = tuple(layer["id"] for layer in layers if ":" in layer["id"])
    assert [name.split(":")[0] for name in names] == ["touch", "markers"]
    return names


def test_the_layers_that_can_be_clicked_have_another_name_whenever_they_hold_something_else() -> None:
    """Streamlit keeps a click by the layer's id and the row's number: with another id the old click is gone."""
    leg = Line((HERE, (37.6, 127.1)), 1.2, 1.0, change=Change({"trip": ("t",)}))
    drawings = [
        Drawing(FRAME, (marker(),), ()),
        Drawing(FRAME, (marker(is_lit=True),), ()),
        Drawing(FRAME, (marker(), marker(change=Change({"meeting": ("m9",)}))), ()),
        Drawing(FRAME, (marker(change=Change({"meeting": ("m9",)})),), ()),
        Drawing(FRAME, (marker(),), (leg,)),
        Drawing(FRAME, (marker(),), (replace(leg, is_lit=True),)),
    ]
    assert len({*map(edition, drawings)}) == len(drawings)
    assert edition(drawings[0]) == edition(Drawing(FRAME, (marker(),), ()))


@pytest.mark.parametrize(
    ("shares", "pieces"),
    [
        ([(2, True, 12)], []),
        ([(1, True, 3), (2, True, 9)], [("slice-3", 0, 1)]),
        ([(1, True, 3), (3, False, 2), (2, True, 7)], [("slice-3", 0, 1), ("slice-2", -90, 3), ("teeth-2", -90, None)]),
        ([(1, True, 4), (2, False, 8)], [("slice-4", 0, 1), ("teeth-8", -120, None)]),
        ([(2, False, 5), (2, True, 7)], [("slice-5", 0, 2), ("teeth-5", 0, None)]),
    ],
)
def test_the_pie_runs_clockwise_from_the_top_and_gaps_in_the_rim_are_what_was_not_held(
    shares: list[tuple[int, bool, int]], pieces: list[tuple[str, int, int | None]]
) -> None:
    """The last share is the disc itself. deck.gl turns anticlockwise."""
    colours = palette("light")
    rows = painted(shares=tuple(Share(*share) for share in shares))["shares"]["data"]
    expected = [
        (icon, angle, rgba(colours.paper if slot is None else colours.slot(slot))) for icon, angle, slot in pieces
    ]
    assert [(row["icon"], row["angle"], row["color"]) for row in rows] == expected
    assert all(row["size"] == 24 for row in rows)
    assert all(pixel_of(row) == pytest.approx((103, 296), abs=0.1) for row in rows)
    assert {row["icon"] for row in rows} <= {*icon_mapping()}


def test_numbers_stand_on_colour_in_a_disc_and_on_paper_in_any_other_shape() -> None:
    for shape, colour in (("disc", "on_marker"), ("ring", "ink"), ("dashed", "ink")):
        (row,) = painted(shape=shape)["numbers"]["data"]
        assert row["color"] == rgba(getattr(palette("light"), colour))
        assert (row["number"], row["anchor"], row["text_size"]) == ("5", "middle", 12)
        assert pixel_of(row) == pytest.approx((103, 296), abs=0.1)
    assert painted(number="")["numbers"]["data"] == []
    assert [shapes.number_size(radius) for radius in (11.0, 11.01, 9.0)] == [11, 12, 11]


# --- lines and arrows


def test_a_line_is_as_wide_and_as_strong_as_the_drawing_has_it() -> None:
    line = Line(((37.5123456, 127.0), (37.6, 127.1)), 1.8, 235 / 255)
    lit = Line(((37.5, 127.0), (37.6, 127.1)), 1.2, 1.0, is_lit=True)
    layer = layers_of(Drawing(FRAME, (), (line, lit)))["lines"]
    colours = palette("light")
    assert [row["width"] for row in layer["data"]] == [1.8, 1.2]
    assert [row["color"] for row in layer["data"]] == [rgba(colours.route, 235), rgba(colours.selected)]
    assert (layer["data"][0]["from"], layer["data"][0]["to"]) == ([127.0, 37.51235], [127.1, 37.6])
    assert layer["widthUnits"] == "pixels"


def test_an_arrow_points_where_the_drawing_says() -> None:
    """deck.gl turns anticlockwise, a drawing clockwise."""
    arrows = (Arrow(HERE, (90.0, 300.0), 30.0), Arrow(HERE, (90.0, 300.0), -135.5, is_lit=True))
    layer = layers_of(Drawing(FRAME, (), arrows=arrows))["arrows"]
    colours = palette("light")
    assert [row["angle"] for row in layer["data"]] == [-30.0, 135.5]
    assert [row["color"] for row in layer["data"]] == [rgba(colours.route), rgba(colours.selected)]
    assert all(pixel_of(row) == pytest.approx((90, 300), abs=0.1) for row in layer["data"])
    assert {(row["icon"], row["size"]) for row in layer["data"]} == {("arrow", 12)}
    assert layer["getAngle"] == "@@=angle"
    assert layers_of(Drawing(FRAME, ()))["arrows"]["getAngle"] == 0


# --- the city


def test_the_city_is_drawn_itself_where_the_drawing_says() -> None:
    lit, faint = (next(iter(layers_of(Drawing(FRAME, (), outline=how), DARK).values())) for how in ("lit", "faint"))
    assert (lit["id"], faint["id"]) == ("area", "edge"), "deck.gl bears no other kind of layer under an id"
    selected, muted = palette("dark").selected, palette("dark").muted
    assert (lit["@@type"], faint["@@type"]) == ("GeoJsonLayer", "LineLayer")
    assert (lit["getFillColor"], lit["getLineColor"], lit["getLineWidth"]) == (
        rgba(selected, 20),
        rgba(selected, 220),
        1.6,
    )
    assert (faint["getColor"], faint["getWidth"]) == (rgba(muted, 110), 1.2)
    assert (lit["data"], faint["data"]) == (basemap.file_path("city.geojson"), basemap.file_path("edge.json"))
    assert {"area", "edge"}.isdisjoint(layers_of(Drawing(FRAME, ())))


def test_what_a_title_holds_is_data_letter_for_letter() -> None:
    hostile = "</script><script>alert(1)</script>\"'\\ {n} \u2028 岸田"
    layers = layers_of(Drawing(FRAME, (marker(words=Words(hostile, (hostile, "b"))),)))
    (row,) = layers["markers:"]["data"]
    assert (row["title"], row["text"]) == (hostile, f"{hostile}\nb")


# --- drawings of the record


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_every_mark_of_a_drawing_is_painted_at_its_pixel(theme: str, language: str) -> None:
    canvas = LIGHT if theme == "light" else DARK
    page, trip = page_of(f"lang={language}"), page_of(f"trip={ZUCKERBERG}&arrivals=1&lang={language}")
    drawings = [draw_region(page)]
    for area in AREAS:
        drawings.append(draw_overview(page, overview_frame(area, "both", (400, 512))))
        drawings.append(draw_trip(trip, trip_frame(area, (360, 450), trip.stops)))
    for drawing in drawings:
        layers = {name.split(":")[0]: layer["data"] for name, layer in layers_of(drawing, canvas).items()}
        texts = [label for label in drawing.labels if label.is_bold] + [x for x in drawing.labels if not x.is_bold]
        for rows, marks in (
            (layers["markers"], drawing.markers),
            (layers["arrows"], drawing.arrows),
            (layers["labels"] + layers["ways"], texts),
        ):
            assert len(rows) == len(marks)
            for row, mark in zip(rows, marks, strict=True):
                assert pixel_of(row, drawing.frame) == pytest.approx(mark.at, abs=0.15)
        pieces = [piece for line in drawing.lines for piece in pairwise(line.path)]
        assert [(row["from"], row["to"]) for row in layers["lines"]] == [
            tuple([round(end[1], 5), round(end[0], 5)] for end in piece) for piece in pieces
        ]
        touched = [*dict.fromkeys(row["change"] for row in layers["touch"])]
        assert touched == [*dict.fromkeys(str(line.change) for line in drawing.lines if line.change)]
        assert [row["change"] for row in layers["markers"]] == [str(mark.change) for mark in drawing.markers]
