"""The bundled base map as shipped: true to the rivers, small, self-contained, readable in every language."""

import csv
import gzip
import itertools
import json
import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon, shape

from techvisits.curate.geocode import wards
from techvisits.drawing import basemap

HERE = Path(basemap.__file__).parent
BUILDER = Path(__file__).parents[2] / "tools" / "basemap"
THEMES, LANGUAGES = ("light", "dark"), ("en", "ja", "ko")
RIVERS = ("Han", "Sumida", "Arakawa", "Edo", "Tama")
LAYERS = ("land", "city", "water", "borders", "runways", "labels")
METRES_PER_DEGREE = 111_195.0
WITHIN = 60.0  # metres between what is drawn and the sections' figures
MOSTLY = 0.95
LARGEST = 500_000  # bytes of everything together, compressed
READABLE = 4.5  # contrast of text on its ground


# What is shipped


def manifest() -> dict[str, str]:
    return json.loads((basemap.FOLDER / "manifest.json").read_text(encoding="utf-8"))


@cache
def layer(name: str) -> list[dict[str, Any]]:
    text = (basemap.FOLDER / manifest()[f"{name}.geojson"]).read_text(encoding="utf-8")
    return json.loads(text)["features"]


def style(theme: str, language: str) -> dict[str, Any]:
    path = basemap.style_path(theme, language)
    return json.loads((basemap.FOLDER / path.removeprefix("/basemap/")).read_text(encoding="utf-8"))


@cache
def boundaries() -> list[dict[str, Any]]:
    return json.loads(wards.BOUNDARIES.read_text(encoding="utf-8"))["features"]


def every_style() -> Iterator[dict[str, Any]]:
    return (style(theme, language) for theme in THEMES for language in LANGUAGES)


# Rivers


@cache
def sections(river: str) -> list[tuple[Point, Point]]:
    """(left, right) bank of each section in metres, in the table's order."""
    with (BUILDER / "river_sections.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["river"] == river]
    scale = scale_of(river)
    return [
        tuple(
            Point(float(row[f"{side}_longitude"]) * scale[0], float(row[f"{side}_latitude"]) * scale[1])
            for side in ("left", "right")
        )
        for row in rows
    ]


def scale_of(river: str) -> tuple[float, float]:
    """Metres a degree of longitude and of latitude near that river."""
    latitude = 37.55 if river == "Han" else 35.7
    return METRES_PER_DEGREE * math.cos(math.radians(latitude)), METRES_PER_DEGREE


@cache
def drawn(river: str, *, measured_only: bool) -> Polygon:
    """The surface drawn for the river, in metres."""
    shapes = [
        shape(feature["geometry"])
        for feature in layer("water")
        if feature["properties"].get("river") == river
        and feature["properties"]["kind"] == "river"
        and (feature["properties"]["measured"] or not measured_only)
    ]
    return shapely.transform(shapely.union_all(shapes), lambda xy: xy * scale_of(river))


def banks_off_by(river: str, left: Point, right: Point) -> float:
    """The larger distance, along the section, between a drawn bank and the section's."""
    ends = [left.x, left.y, right.x, right.y]
    length = left.distance(right)
    x, y = (ends[2] - ends[0]) / length, (ends[3] - ends[1]) / length
    beyond = 1500.0
    line = LineString([(left.x - x * beyond, left.y - y * beyond), (right.x + x * beyond, right.y + y * beyond)])
    middle = Point((left.x + right.x) / 2, (left.y + right.y) / 2)
    for piece in shapely.get_parts(line.intersection(drawn(river, measured_only=False))):
        if piece.distance(middle) < 1.0:
            reached = [line.project(Point(end)) - beyond for end in piece.coords]
            return max(abs(min(reached)), abs(max(reached) - length))
    return math.inf


@pytest.mark.parametrize("river", RIVERS)
def test_river_banks_meet_the_sections(river: str) -> None:
    near = [banks_off_by(river, left, right) <= WITHIN for left, right in sections(river)]
    assert sum(near) / len(near) >= MOSTLY


@pytest.mark.parametrize("river", RIVERS)
def test_river_outline_stays_near_the_lines_through_the_sections(river: str) -> None:
    """Between neighbouring sections too: 95 % of the drawn outline lies within 60 m of the banks joined up."""
    figures = [LineString(pair) for pair in sections(river)]
    for one, two in itertools.pairwise(sections(river)):
        if LineString(one).centroid.distance(LineString(two).centroid) < 1400:
            figures += [LineString([one[0], two[0]]), LineString([one[1], two[1]])]
    outline = drawn(river, measured_only=True).boundary
    near = outline.intersection(shapely.union_all(figures).buffer(WITHIN))
    assert near.length / outline.length >= MOSTLY


@pytest.mark.parametrize("river", RIVERS)
def test_river_surface_stays_within_the_sections(river: str) -> None:
    """95 % of the area drawn as measured, and of the area the sections span, is in common within 60 m."""
    known = sections(river)[1 if river == "Sumida" else 0 :]  # its first section lies along a gate, not across
    spans = shapely.union_all(
        [
            shapely.MultiPoint([*one, *two]).convex_hull
            for one, two in itertools.pairwise(known)
            if LineString(one).centroid.distance(LineString(two).centroid) < 1400
        ]
    )
    surface = drawn(river, measured_only=True)
    assert surface.intersection(spans.buffer(WITHIN)).area / surface.area >= MOSTLY
    assert spans.intersection(surface.buffer(WITHIN)).area / spans.area >= MOSTLY


@pytest.mark.parametrize("river", RIVERS)
def test_river_has_no_gap(river: str) -> None:
    """The bridges close the sections' gaps: the river is one surface."""
    whole = drawn(river, measured_only=False).buffer(25)
    parts = sorted((part.area for part in shapely.get_parts(whole)), reverse=True)
    assert parts[0] / sum(parts) > 0.98


# Files


def test_everything_together_is_small() -> None:
    files = [path for path in basemap.FOLDER.rglob("*") if path.is_file()]
    sizes = [len(gzip.compress(path.read_bytes(), 9)) for path in [*files, wards.BOUNDARIES]]
    assert sum(sizes) < LARGEST


def test_names_carry_the_hash_of_the_content() -> None:
    hashed = re.compile(r"^[a-z-]+\.[0-9a-f]{8}(\.geojson|\.json|)$")
    assert all(hashed.match(name) for name in manifest().values())
    assert {path.name for path in basemap.FOLDER.iterdir()} == {*manifest().values(), "manifest.json"}


@pytest.mark.parametrize("name", [*LAYERS, "boundaries"])
def test_geojson_is_valid(name: str) -> None:
    features = boundaries() if name == "boundaries" else layer(name)
    assert features
    for feature in features:
        assert feature["type"] == "Feature"
        geometry = shape(feature["geometry"])
        assert not geometry.is_empty
        assert geometry.is_valid, feature["properties"]
        west, south, east, north = geometry.bounds
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90


@pytest.mark.parametrize("name", LAYERS)
def test_readme_names_origin_and_licence_of_each_layer(name: str) -> None:
    readme = (BUILDER / "README.md").read_text(encoding="utf-8")
    row = next(line for line in readme.splitlines() if line.startswith(f"| `{name}`"))
    assert re.search(r"==\d", row) or "own" in row
    assert re.search(r"ODbL|public domain|JMA|NGII|MIT", row)


def test_readme_names_each_package_at_its_version() -> None:
    readme = (BUILDER / "README.md").read_text(encoding="utf-8")
    requirements = (BUILDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert all(line in readme for line in requirements if "==" in line)


def test_credit_names_every_source() -> None:
    for source in ("OpenStreetMap contributors (ODbL)", "JMA", "NGII", "Natural Earth", "OurAirports"):
        assert source in basemap.CREDIT


def test_the_fonts_licence_lies_beside_the_glyphs() -> None:
    text = (basemap.FOLDER / manifest()["glyphs"] / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


# Styles


def test_styles_ask_for_our_own_files_only() -> None:
    for each in every_style():
        assert "://" not in json.dumps(each)
        for source in each["sources"].values():
            assert source["data"].startswith("/basemap/")
            assert (basemap.FOLDER / source["data"].removeprefix("/basemap/")).is_file()
        for faces in {tuple(item["layout"]["text-font"]) for item in each["layers"] if item["type"] == "symbol"}:
            path = each["glyphs"].format(fontstack=",".join(faces), range="0-255")
            assert (basemap.FOLDER / path.removeprefix("/basemap/")).is_file()


def test_style_layers_ask_for_sources_that_the_style_has() -> None:
    for each in every_style():
        assert {item["source"] for item in each["layers"] if "source" in item} <= set(each["sources"])
        identifiers = [item["id"] for item in each["layers"]]
        assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("theme", THEMES)
def test_every_label_can_be_read_on_its_ground(theme: str) -> None:
    layers = {item["id"]: item for item in style(theme, "en")["layers"]}
    ground = {
        "sea": layers["sea"]["paint"]["background-color"],
        "land": layers["land"]["paint"]["fill-color"],
        "city": layers["city"]["paint"]["fill-color"],
    }
    for name, item in layers.items():
        if item["type"] == "symbol":
            afloat = name.startswith(("name-sea", "name-bay", "name-river"))
            for place in ["sea"] if afloat else ["sea", "land", "city"]:
                assert contrast(item["paint"]["text-color"], ground[place]) >= READABLE, (name, place)


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two #rrggbb colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", THEMES)
def test_no_colour_is_saturated(theme: str) -> None:
    for colour in re.findall(r"#[0-9a-f]{6}", json.dumps(style(theme, "en"))):
        channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
        assert max(channels) - min(channels) <= 40, colour


def test_a_language_without_a_style_of_its_own_has_the_english_names() -> None:
    assert basemap.style_path("light", "fr") == basemap.style_path("light", "en")
    with pytest.raises(KeyError):
        basemap.style_path("grey", "en")


# Names


def test_every_label_has_every_language() -> None:
    for feature in layer("labels"):
        assert all(feature["properties"][language].strip() for language in (*LANGUAGES, "native")), feature


def test_every_letter_can_be_drawn() -> None:
    """Latin comes from our glyphs (ASCII only), the rest must be what mapbox-gl leaves to the browser."""
    local = re.compile(r"^[\x20-\x7e\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]+$")
    for feature in layer("labels"):
        for language in (*LANGUAGES, "native"):
            assert local.match(feature["properties"][language]), feature["properties"]


def test_all_wards_and_gu_are_named_once() -> None:
    wards = [f["properties"] for f in layer("labels") if f["properties"]["kind"] == "ward"]
    assert sum(ward["native"].endswith("区") for ward in wards) == 23
    assert sum(ward["native"].endswith("구") for ward in wards) == 25
    assert len({(ward["en"], ward["native"]) for ward in wards}) == 48
    assert all(ward["ja"].endswith("区") and ward["ko"].endswith("구") for ward in wards)


def test_ward_names_lie_in_their_ward_on_dry_ground() -> None:
    rivers = shapely.union_all([shape(f["geometry"]) for f in layer("water") if f["properties"]["kind"] == "river"])
    for feature in layer("labels"):
        if feature["properties"]["kind"] == "ward":
            place = shape(feature["geometry"])
            assert municipality(place) == feature["properties"]["native"]
            assert not rivers.contains(place)


# Which municipality is it in


def municipality(place: Point) -> str:
    """Native name of the municipality that holds the place, "" outside of all."""
    return next((f["properties"]["native"] for f in boundaries() if shape(f["geometry"]).contains(place)), "")


@pytest.mark.parametrize(
    ("longitude", "latitude", "native"),
    [
        (139.7433, 35.6730, "千代田区"),  # prime minister's office
        (139.7010, 35.6896, "新宿区"),  # west of Shinjuku station
        (139.7750, 35.6270, "港区"),  # Odaiba, landfill in the bay
        (139.7950, 35.6480, "江東区"),  # Toyosu, landfill in the bay
        (139.7810, 35.5490, "大田区"),  # Haneda airport
        (139.6380, 35.4560, "横浜市"),
        (126.9747, 37.5866, "종로구"),  # Blue House
        (127.0275, 37.4969, "서초구"),  # Samsung's tower
        (126.9246, 37.5255, "영등포구"),  # Yeouido
        (127.1120, 37.3950, "성남시 분당구"),  # Pangyo
        (127.0530, 37.2580, "수원시 영통구"),  # Samsung's Digital City
    ],
)
def test_known_places_lie_in_their_municipality(longitude: float, latitude: float, native: str) -> None:
    assert municipality(Point(longitude, latitude)) == native


def test_municipalities_do_not_overlap() -> None:
    shapes = [shape(feature["geometry"]) for feature in boundaries()]
    tree = shapely.STRtree(shapes)
    for one, two in tree.query(shapes, predicate="overlaps").T.tolist():
        assert shapes[one].intersection(shapes[two]).area < 2e-6, boundaries()[one]["properties"]


def test_boundaries_hold_all_wards() -> None:
    wards = [feature["properties"] for feature in boundaries() if feature["properties"]["ward"]]
    assert len(wards) == 48
    assert all(feature["properties"]["en"] and feature["properties"]["native"] for feature in boundaries())
