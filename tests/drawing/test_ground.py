"""The base map as a picture: what the live map draws, at the same pixels, from the same style, small and quick."""

import gzip
import itertools
import json
import math
import re
import time
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, box
from svg_reader import parse, runs, shape_of

from techvisits.drawing import basemap
from techvisits.drawing.model import Frame, View
from techvisits.drawing.painters import ground
from techvisits.drawing.painters.ground import ground_colours, paint_ground
from techvisits.drawing.painters.ground.along import along_lines, write_along
from techvisits.drawing.painters.ground.glyphs import width_of
from techvisits.drawing.painters.ground.name import Name, Placed, build_name
from techvisits.drawing.painters.ground.names import find_names, place_names
from techvisits.drawing.painters.ground.paths import (
    MARGIN,
    STEPS,
    TOLERANCE,
    clip,
    from_pixels,
    load_features,
    to_pixels,
)
from techvisits.drawing.painters.ground.style import number_at, pieces_of, read_layers
from techvisits.text.language import LANGUAGES

SEOUL = Frame("seoul", 400, 512, View(37.537, 126.992, 10.62))
TOKYO = Frame("tokyo", 400, 512, View(35.668, 139.742, 10.62))
REGION = Frame("region", 240, 118, View(36.0, 133.6, 3.0))
CITIES, PANES = (SEOUL, TOKYO), (SEOUL, TOKYO, REGION)
LARGEST = {"seoul": 1700, "tokyo": 1950, "region": 3200}  # bytes compressed, without names
QUICKEST = 0.1  # seconds of work for a pane, its files read; 0.03 at most on the machine it was made on
LESS_THAN_SEEN = TOLERANCE + 0.36  # a corner left out, and the rounding of one that stays
# What the picture reads of a style; a property that is none of these would be left out of it without a word.
READ = {
    *("background-color", "fill-color", "fill-opacity", "line-color", "line-width", "line-dasharray"),
    *("line-join", "line-cap", "circle-radius", "circle-color", "circle-stroke-color", "circle-stroke-width"),
    *("text-field", "text-font", "text-size", "text-padding", "text-line-height", "text-letter-spacing"),
    *("text-variable-anchor", "text-radial-offset", "text-justify", "text-anchor", "text-offset", "text-max-angle"),
    *("symbol-placement", "symbol-spacing", "text-color", "text-halo-color", "text-halo-width"),
    *("text-max-width", "text-halo-blur"),  # no name is so long; the blur is left out
}


def style(theme: str, names: str) -> dict[str, Any]:
    path = basemap.FOLDER / basemap.style_path(theme, names).removeprefix("/basemap/")
    return json.loads(path.read_text(encoding="utf-8"))


def every_layer() -> list[dict[str, Any]]:
    return [layer for t in ("light", "dark") for n in (*LANGUAGES, "plain") for layer in style(t, n)["layers"]]


def paths(frame: Frame) -> list[Element]:
    return list(parse(paint_ground(frame, names="plain")).iter("path"))


def painted(frame: Frame, colour: str, how: str = "fill") -> shapely.Geometry:
    """What is painted in a colour, in pixels of the pane."""
    return shapely.union_all([shape_of(p, 1 / STEPS) for p in paths(frame)[1:] if p.get(how) == f"var(--map-{colour})"])


def at(frame: Frame, latitude: float, longitude: float) -> Point:
    return Point(frame.pixel((latitude, longitude)))


def letters(frame: Frame, names: str) -> list[str]:
    return ["".join(text.itertext()) for text in parse(paint_ground(frame, names=names)).iter("text")]


# What is seen


def test_seoul_is_land_with_its_river() -> None:
    land, river = painted(SEOUL, "land"), painted(SEOUL, "sea")
    palace, island, stream = at(SEOUL, 37.5796, 126.977), at(SEOUL, 37.5285, 126.933), at(SEOUL, 37.517, 126.959)
    assert land.contains(box(0, 0, 400, 512))
    assert river.contains(stream)
    assert not river.contains(palace)
    assert not river.contains(island)


def test_the_han_is_a_band_from_edge_to_edge() -> None:
    pieces = shapely.get_parts(painted(SEOUL, "sea").buffer(0.3))
    han = max(pieces, key=lambda piece: piece.area)
    left, _, right, _ = han.bounds
    assert left < 0
    assert right > SEOUL.width
    for x in range(0, SEOUL.width + 1, 10):
        across = han.intersection(shapely.LineString([(x, 0), (x, SEOUL.height)]))
        assert across.length > 8, f"the river is {across.length:.1f} pixels high at {x}"


def test_tokyo_is_land_and_sea_with_a_coast() -> None:
    land, coast = painted(TOKYO, "land"), painted(TOKYO, "shore", "stroke")
    palace, bay = at(TOKYO, 35.6852, 139.7528), at(TOKYO, 35.61, 139.82)
    assert land.contains(palace)
    assert not land.contains(bay)
    assert coast.intersection(box(0, 0, 400, 512)).length > 300


def test_the_region_shows_both_countries_and_the_sea_between() -> None:
    land = painted(REGION, "land")
    for place in ((37.56, 127.0), (35.69, 139.5), (34.7, 135.6), (33.5, 130.6), (33.38, 126.55)):
        assert land.contains(at(REGION, *place)), place
    for place in ((38.5, 134.0), (32.0, 136.5), (36.0, 124.0)):
        assert not land.contains(at(REGION, *place)), place


def test_a_small_island_is_kept() -> None:
    (land,) = [path for path in paths(REGION) if path.get("fill") == "var(--map-land)"]
    x, y = REGION.pixel((37.5, 130.87))  # Ulleungdo, a pixel and a half wide
    assert any(math.dist((x, y), run.points[0]) < 2 for run in runs(land.get("d", ""), 1 / STEPS))


@pytest.mark.parametrize("frame", PANES, ids=lambda frame: frame.area)
def test_shapes_are_those_of_the_files_to_a_pixel(frame: Frame) -> None:
    for layer in read_layers("plain"):
        if layer.kind == "fill" and layer.is_seen(frame.view.zoom):
            features = load_features(layer.source)
            true = shapely.simplify(shapely.union_all(clip(features, frame, layer.is_wanted)), 0.05)
            drawn = shapely.union_all(
                [shape_of(p, 1 / STEPS) for p in paths(frame)[1:] if p.get("fill") == layer.colour("fill-color")]
            )
            strayed = drawn.intersection(box(0, 0, frame.width, frame.height)).difference(true.buffer(LESS_THAN_SEEN))
            if layer.id != "lakes":  # which have the rivers' colour
                assert strayed.area < 0.01, layer.id
            missed = true.intersection(box(0, 0, frame.width, frame.height)).buffer(-LESS_THAN_SEEN).difference(drawn)
            assert missed.area < 0.01, layer.id


def test_clipping_leaves_what_an_exact_intersection_leaves() -> None:
    for frame, source in itertools.product(PANES, ("land", "water", "city")):
        clipped = clip(load_features(source), frame, lambda _: True)
        assert shapely.is_valid(clipped).all(), (frame.area, source)
        corners = np.array([[-MARGIN, -MARGIN], [frame.width + MARGIN, frame.height + MARGIN]])
        assert (shapely.get_coordinates(clipped) >= corners[0] - 1e-6).all()
        assert (shapely.get_coordinates(clipped) <= corners[1] + 1e-6).all()


def test_pixels_are_those_of_the_frame() -> None:
    features = load_features("labels")
    kinds = [(properties["en"], properties["kind"]) for properties in features.properties]
    city = shapely.get_coordinates(features.geometries[kinds.index(("Seoul", "big"))])
    for frame in PANES:
        assert to_pixels(city, frame)[0] == pytest.approx(frame.pixel((37.564, 126.985)), abs=1e-6)
        assert from_pixels(to_pixels(city, frame), frame) == pytest.approx(city)


# How it is drawn


@pytest.mark.parametrize("frame", PANES, ids=lambda frame: frame.area)
def test_rings_are_closed_and_nothing_lies_outside_of_the_margin(frame: Frame) -> None:
    for path in paths(frame):
        lines = runs(path.get("d", ""), 1 / STEPS)
        points = np.array([point for line in lines for point in line.points])
        assert points.min(0).tolist() >= [-MARGIN - 0.25] * 2
        assert (points.max(0) <= (frame.width + MARGIN + 0.25, frame.height + MARGIN + 0.25)).all()
        if path.get("fill"):
            assert all(line.is_closed for line in lines)
        assert all(len(line.points) > 1 for line in lines)


def test_order_widths_and_dashes_are_those_of_the_style() -> None:
    frame = Frame("tokyo", 800, 600, View(35.6, 139.6, 9.4))
    drawn = [path.get("fill") or path.get("stroke") for path in paths(frame)]
    expected = [f"var(--map-{name})" for name in ("sea", "land", "city", "muni", "ward", "pref", "shore")]
    assert drawn[:7] == expected
    ward = next(path for path in paths(frame) if path.get("stroke") == "var(--map-ward)")
    wide = 0.5 + (1.5**1.4 - 1) / (1.5**3 - 1) * 0.9
    assert float(ward.get("stroke-width", "")) / STEPS == pytest.approx(wide, abs=0.01)
    muni = next(path for path in paths(frame) if path.get("stroke") == "var(--map-muni)")
    dash, gap = map(float, muni.get("stroke-dasharray", "").split())
    assert dash / gap == pytest.approx(1.5, abs=0.02)
    assert muni.get("stroke-linecap") == "butt"


@pytest.mark.parametrize(("zoom", "is_seen"), [(7.99, False), (8.0, True)])
def test_a_layer_is_drawn_from_its_least_zoom(zoom: float, is_seen: bool) -> None:
    frame = Frame("tokyo", 400, 512, View(35.668, 139.742, zoom))
    assert any(path.get("stroke") == "var(--map-ward)" for path in paths(frame)) == is_seen


def test_a_narrow_river_is_not_lost_from_afar() -> None:
    frame = Frame("tokyo", 800, 600, View(35.9, 140.0, 6.2))
    (rivers,) = [p for p in paths(frame) if p.get("fill") == "var(--map-sea)"][-1:]
    assert rivers.get("stroke") == rivers.get("fill")
    assert 0.7 <= float(rivers.get("stroke-width", "")) / STEPS < 1
    points = [point for run in runs(rivers.get("d", ""), 1 / STEPS) for point in run.points]
    for place in ((35.90, 140.30), (35.86, 140.55), (36.05, 139.90)):  # the Tone, 700 m wide: a pixel is 1.7 km
        assert min(math.dist(frame.pixel(place), point) for point in points) < 12, place


def test_dashes_grow_with_the_tile() -> None:
    near, far = (
        next(p for p in paths(Frame("seoul", 600, 600, View(38.3, 127.5, zoom))) if p.get("stroke-dasharray"))
        for zoom in (6.0, 6.9)
    )
    first, second = (float(p.get("stroke-dasharray", "").split()[0]) for p in (near, far))
    assert first / STEPS == pytest.approx(3 * (0.6 + (1.5**3 - 1) / (1.5**5 - 1)), abs=0.01)
    assert second / first == pytest.approx(2**0.9, rel=0.01)


def test_a_tint_fades_in_with_the_zoom() -> None:
    frame = Frame("tokyo", 400, 512, View(35.668, 139.742, 7.75))
    (city,) = [path for path in paths(frame) if path.get("fill") == "var(--map-city)"]
    assert city.get("opacity") == "0.5"


def test_only_colours_tell_the_themes_apart() -> None:
    def bare(theme: str, names: str) -> list[dict[str, Any]]:
        layers = style(theme, names)["layers"]
        return [
            layer | {"paint": {k: v for k, v in layer["paint"].items() if not k.endswith("-color")}} for layer in layers
        ]

    for names in (*LANGUAGES, "plain"):
        assert bare("light", names) == bare("dark", names)


def test_the_picture_reads_all_that_the_styles_say() -> None:
    for layer in every_layer():
        assert layer["type"] in {"background", "fill", "line", "circle", "symbol"}
        assert {*layer.get("layout", {}), *layer["paint"]} <= READ, layer["id"]


def test_what_the_picture_cannot_work_out_is_said() -> None:
    with pytest.raises(ValueError, match="step"):
        number_at(["step", ["zoom"], 1, 5, 2], 3)
    with pytest.raises(ValueError, match="concat"):
        pieces_of(["concat", "a", "b"], {})


@pytest.mark.parametrize(
    ("value", "zoom", "expected"),
    [
        (2, 5, 2),
        (["interpolate", ["linear"], ["zoom"], 4, 10, 8, 14], 3, 10),
        (["interpolate", ["linear"], ["zoom"], 4, 10, 8, 14], 5, 11),
        (["interpolate", ["linear"], ["zoom"], 4, 10, 8, 14], 8, 14),
        (["interpolate", ["linear"], ["zoom"], 4, 10, 8, 14], 20, 14),
        (["interpolate", ["exponential", 2], ["zoom"], 0, 0, 2, 3], 1, 1),
        (["interpolate", ["exponential", 1], ["zoom"], 0, 0, 2, 3, 4, 13], 3, 8),
    ],
)
def test_numbers_by_zoom(value: Any, zoom: float, expected: float) -> None:
    assert number_at(value, zoom) == pytest.approx(expected)


# Colours


def test_every_colour_has_a_variable_in_both_themes() -> None:
    colours = ground_colours()
    for names in (*LANGUAGES, "plain"):
        pairs = set()
        for light, dark in zip(style("light", names)["layers"], style("dark", names)["layers"], strict=True):
            pairs |= {(v, dark["paint"][k]) for k, v in light["paint"].items() if k.endswith("-color")}
        assert pairs <= set(colours.values())
    assert len(set(colours.values())) == len(colours)
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for pair in colours.values() for colour in pair)
    assert colours["--map-sea"] == ("#cddde5", "#12181f")


@pytest.mark.parametrize("names", [*LANGUAGES, "plain"])
def test_the_picture_asks_for_no_other_colour(names: str) -> None:
    for frame in (*PANES, Frame("region", 600, 400, View(36.0, 133.6, 5.7))):
        drawn = paint_ground(frame, names=names)
        asked = set(re.findall(r"var\((--[\w-]+)\)", drawn))
        assert asked <= set(ground_colours())
        assert "#" not in drawn


# Names


def test_names_are_in_the_readers_language_with_the_native_one_below() -> None:
    assert {"Yongsan", "용산구", "Seocho", "서초구"} <= set(letters(SEOUL, "en"))
    assert {"龍山区", "용산구"} <= set(letters(SEOUL, "ja"))
    assert "용산구" in letters(SEOUL, "ko")
    assert "Yongsan" not in letters(SEOUL, "ko")
    assert letters(TOKYO, "ja").count("港区") == 1
    assert letters(SEOUL, "plain") == letters(REGION, "plain") == []


def test_a_river_has_its_name_along_it() -> None:
    root = parse(paint_ground(SEOUL, names="en"))
    (han,) = [text for text in root.iter("text") if text.text == "Han River"]
    xs, ys, turns = (list(map(float, han.get(key, "").split())) for key in ("x", "y", "rotate"))
    assert len(xs) == len(ys) == len(turns) == len("Han River")
    assert xs == sorted(xs)
    assert all(abs(turn) <= 90 for turn in turns)
    river = painted(SEOUL, "sea")
    assert all(river.contains(Point(x, y)) for x, y in zip(xs, ys, strict=True))


def river_name(names: str) -> Name:
    layer = next(layer for layer in read_layers(names) if layer.id == "name-river-1")
    return build_name(layer, {"en": "Han River", "ja": "漢江"}, 11)


def letters_along(points: list[tuple[float, float]], middle: float, names: str = "en") -> list[tuple[float, ...]]:
    return [letter for (spot,) in write_along(river_name(names), LineString(points), middle) for letter in spot.letters]


def test_letters_follow_each_other_along_a_line() -> None:
    (x, y, turn), (second, _, _), *_, (last, _, _) = letters_along([(0, 50), (300, 50)], 100)
    name = river_name("en")
    assert x == pytest.approx(100 - name.width / 2 * name.size)
    assert second - x == pytest.approx((width_of("H", name.face) + name.spacing) * name.size)
    assert last + width_of("r", name.face) * name.size == pytest.approx(100 + name.width / 2 * name.size)
    assert (y, turn) == (pytest.approx(50 + 9 / 24 * name.size), 0)


def test_letters_are_read_from_the_left_and_from_above() -> None:
    there, back = (
        letters_along([(0, 0), (200, 100)], 100),
        letters_along([(200, 100), (0, 0)], math.hypot(200, 100) - 100),
    )
    assert np.array(there) == pytest.approx(np.array(back))
    assert there[0][2] == pytest.approx(math.degrees(math.atan2(1, 2)))
    for points in ([(50, 0), (50, 200)], [(50, 200), (50, 0)]):
        (x, first, turn), (_, second, _) = letters_along(points, 100, "ja")
        size = river_name("ja").size
        assert turn == pytest.approx(0)
        assert x == pytest.approx(50 - size / 2)
        assert second - first == pytest.approx((1 + river_name("ja").spacing) * size)


@pytest.mark.parametrize(("rise", "is_written"), [(60, True), (114, True), (126, False), (500, False)])
def test_a_name_does_not_bend_by_more_than_fifty_degrees(rise: float, is_written: bool) -> None:
    assert bool(letters_along([(0, 0), (100, 0), (200, rise)], 100)) == is_written


def test_a_single_letter_lies_along_a_line_too() -> None:
    layer = next(layer for layer in read_layers("en") if layer.id == "name-river-1")
    ((spot,),) = write_along(build_name(layer, {"en": "R"}, 11), LineString([(0, 0), (100, 0)]), 50)
    assert len(spot.letters) == 1


def test_names_along_a_line_stand_apart_and_away_from_its_ends() -> None:
    frame = Frame("tokyo", 700, 700, View(35.75, 139.7, 11.5))
    spots = [
        spot
        for layer in read_layers("en")
        if layer.id.startswith("name-river")
        for (spot,) in along_lines(layer, frame)
    ]
    starts = {}
    for spot in spots:
        starts.setdefault(spot.name.lines, []).append(spot.letters[0][:2])
    assert len(starts) >= 3
    for places in starts.values():
        assert all(math.dist(a, b) > 100 for a, b in itertools.combinations(places, 2))


def test_a_steep_name_of_square_letters_stands_upright() -> None:
    frame = Frame("tokyo", 399, 510, View(35.668, 139.742, 9.62))
    root = parse(paint_ground(frame, names="ja"))
    (river,) = [text for text in root.iter("text") if text.text == "荒川"]
    xs, ys, turns = (list(map(float, river.get(key, "").split())) for key in ("x", "y", "rotate"))
    assert ys[1] - ys[0] > 5 > abs(xs[1] - xs[0])
    assert all(abs(turn) < 30 for turn in turns)
    assert river.get("font-style") == "normal"


@pytest.mark.parametrize("names", LANGUAGES)
@pytest.mark.parametrize("zoom", [3.0, 5.7, 8.2, 8.9, 10.62, 11.6])
def test_names_cover_neither_each_other_nor_what_is_taken(names: str, zoom: float) -> None:
    for city in CITIES:
        frame = Frame(city.area, 700, 512, View(city.view.latitude, city.view.longitude, zoom))
        taken = [(150.0, 100.0, 260.0, 300.0), (0.0, 0.0, 400.0, 40.0)]
        placed = place_names(find_names(frame, names), frame, taken)
        assert placed
        for a, b in itertools.combinations(placed, 2):
            assert not any(box(*one).intersection(box(*other)).area > 1e-6 for one in a.boxes for other in b.boxes)
        for spot, other in itertools.product(placed, taken):
            assert not any(box(*one).intersection(box(*other)).area > 1e-6 for one in spot.boxes)


def places_of(frame: Frame, name: str, kind: str) -> dict[str, Placed]:
    """The places that a name may have, by the text of its first line's anchor and the side it is on."""
    (choices,) = [c for c in find_names(frame, "en") if c[0].name.layer.id == kind and c[0].name.lines[0][0][0] == name]
    return dict(zip(choices[0].name.layer.texts("text-variable-anchor"), choices, strict=True))


def test_names_that_begin_beyond_the_pane_are_left_out() -> None:
    wide = Frame("seoul", 400, 512, View(37.537, 126.992, 10.62))
    placed = place_names(find_names(wide, "en"), wide, ())
    assert all(any(box(*b).intersects(box(0, 0, 400, 512)) for b in spot.boxes) for spot in placed)
    assert any(spot.boxes[0][0] < 0 < spot.boxes[0][2] for spot in placed)
    drawn = {spot.name.lines[0][0][0] for spot in placed}
    assert "Yeongdeungpo" in drawn
    assert not drawn & {"Gangseo", "Nowon", "Guro"}


def test_a_name_may_stand_on_each_side_of_its_point() -> None:
    frame = Frame("region", 600, 400, View(36.0, 133.6, 5.0))
    x, y = frame.pixel((37.564, 126.985))
    places = places_of(frame, "Seoul", "name-city-1")
    assert list(places) == ["left", "right", "top", "bottom"]
    name = places["left"].name
    size, room, padding = name.size, name.room, 3
    assert room > size
    assert [places[side].anchor for side in places] == ["start", "end", "middle", "middle"]
    assert places["left"].x == pytest.approx(x + padding + 0.5 * size)
    assert places["right"].x == pytest.approx(x - padding - 0.5 * size)
    assert places["left"].y == places["right"].y == pytest.approx(y)
    away = (0.5 - 7 / 24) * size + name.height / 2 * size + padding
    assert [places[side].y for side in ("top", "bottom")] == pytest.approx([y + away, y - away])
    (left, top, right, bottom) = places["left"].boxes[0]
    assert left == pytest.approx(x + 0.5 * room)
    assert right - left == pytest.approx(name.width * room + 2 * padding)
    assert (top + bottom) / 2 == pytest.approx(y)
    assert bottom - top == pytest.approx(1.15 * room + 2 * padding)


def test_a_name_of_two_lines_is_around_its_middle() -> None:
    (place,) = [p for side, p in places_of(SEOUL, "Yongsan", "name-ward").items() if side == "center"]
    x, y = SEOUL.pixel((37.5337, 126.9805))
    size = place.name.size
    assert size == pytest.approx(9 + 1.12 / 1.5 * 2)
    root = parse(paint_ground(SEOUL, names="en"))
    lines = {"".join(text.itertext()): text for text in root.iter("text")}
    first, second = lines["Yongsan"], lines["용산구"]
    assert float(first.get("y", "")) == pytest.approx(y + (9 / 24 - 1.15 / 2) * size, abs=0.06)
    assert float(second.get("y", "")) == pytest.approx(
        y + (1.15 / 2 + (20 * 0.88 - 17) / 24 + 0.26 * 0.88) * size, abs=0.06
    )
    assert float(first.get("textLength", "")) == pytest.approx(place.name.width * size, abs=0.06)
    assert (first.get("lengthAdjust"), second.get("lengthAdjust")) == ("spacingAndGlyphs", None)
    assert second[0].get("font-size") == "0.88em"
    (group,) = [g for g in root.iter("g") if first in g]
    assert group.get("stroke-width") == "2.2"
    assert group.get("fill") == "var(--map-dot-city)"


def test_a_name_stays_where_it_is_unless_something_is_there() -> None:
    free = parse(paint_ground(SEOUL, names="en"))
    x, y = SEOUL.pixel((37.5337, 126.9805))
    covered = parse(paint_ground(SEOUL, names="en", taken=[(x - 3, y - 3, x + 3, y + 3)]))
    before, after = ([t for t in root.iter("text") if t.text == "Yongsan"] for root in (free, covered))
    assert float(before[0].get("x", "")) == pytest.approx(x, abs=0.1)
    assert after[0].attrib != before[0].attrib
    everywhere = paint_ground(SEOUL, names="en", taken=[(-100, -100, 500, 612)])
    assert not list(parse(everywhere).iter("text"))


def test_an_airport_has_its_name_below_it() -> None:
    frame = Frame("tokyo", 400, 512, View(35.6, 139.742, 9.6))
    name, native = (
        t
        for t in parse(paint_ground(frame, names="en")).iter("text")
        if t.text in ("Haneda Airport",) or "羽田" in "".join(t.itertext())
    )
    x, y = frame.pixel((35.55, 139.784))
    size = 9.5 + 1.6 / 3 * 2
    assert float(name.get("x", "")) == pytest.approx(x, abs=0.1)
    first = y + (0.7 + 1.15 * 0.94) * size - 1.15 / 2 * size
    assert float(name.get("y", "")) == pytest.approx(first + 9 / 24 * size, abs=0.2)
    assert float(native.get("y", "")) > float(name.get("y", ""))


def test_cities_have_dots_where_they_lie() -> None:
    frame = Frame("region", 600, 400, View(36.0, 133.6, 5.0))
    dots = list(parse(paint_ground(frame, names="en")).iter("circle"))
    places = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in dots]
    assert pytest.approx(frame.pixel((37.564, 126.985)), abs=0.1) in places
    radius = 1.2 + (1.5**3 - 1) / (1.5**6 - 1) * 1.2 - 0.5  # which mapbox-gl smooths away
    assert {dot.get("r") for dot in dots} == {f"{radius + 0.4:.1f}"}
    assert "Seoul 서울" in letters(frame, "en")
    assert not list(parse(paint_ground(frame, names="plain")).iter("circle"))


# Small and quick


@pytest.mark.parametrize("frame", PANES, ids=lambda frame: frame.area)
def test_sizes(frame: Frame) -> None:
    assert len(gzip.compress(paint_ground(frame, names="plain").encode(), 9)) < LARGEST[frame.area]
    assert len(gzip.compress(paint_ground(frame, names="en").encode(), 9)) < LARGEST[frame.area] + 1000


@pytest.mark.parametrize("frame", PANES, ids=lambda frame: frame.area)
def test_a_pane_is_quickly_made_and_kept(frame: Frame) -> None:
    paint_ground(frame, names="en")
    times = []
    for _ in range(5):
        ground.paint_grounds.cache_clear()
        find_names.cache_clear()
        start = time.process_time()
        paint_ground(frame, names="en")
        times.append(time.process_time() - start)
    assert min(times) < QUICKEST
    assert ground.paint_grounds(frame) is ground.paint_grounds(frame)
    assert ground.paint_grounds.cache_info().maxsize == 64
    assert find_names.cache_info().maxsize == 512


def test_it_is_out_of_the_way_of_pointers_and_of_what_is_read_out() -> None:
    (root,) = parse(paint_ground(SEOUL, names="en"))
    assert root.get("aria-hidden") == "true"
    assert root.get("pointer-events") == "none"
    assert root[0].get("transform") == f"scale({1 / STEPS})"
