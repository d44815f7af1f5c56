"""The style's name layers: the reader's language first, the script of the place below it."""

from typing import Any

from .palette import Palette

LANGUAGES = ("en", "ja", "ko")
REGULAR, BOLD, ITALIC = ["noto-sans-regular"], ["noto-sans-bold"], ["noto-sans-italic"]
NATIVE_SCALE = 0.88

Layer = dict[str, Any]
Layout = dict[str, Any]

DISTRICT: Layout = {
    "text-variable-anchor": ["center", "bottom", "top", "left", "right"],
    "text-radial-offset": 0.35,
    "text-letter-spacing": 0.03,
    "text-padding": 1,
}
WIDE: Layout = {"text-letter-spacing": 0.12, "text-max-width": 8}
AROUND: Layout = {
    "text-variable-anchor": ["left", "right", "top", "bottom"],
    "text-radial-offset": 0.5,
    "text-justify": "auto",
}
# A name along a line that mixes Latin and Chinese characters is turned head down on steep stretches: one script only.
ALONG: Layout = {
    "symbol-placement": "line",
    "symbol-spacing": ["interpolate", ["linear"], ["zoom"], 10, 300, 12, 700],
    "text-max-angle": 50,
    "text-letter-spacing": 0.08,
}
BELOW: Layout = {"text-anchor": "top", "text-offset": [0, 0.7]}


def label_layers(palette: Palette, language: str) -> list[Layer]:
    """Every name, the most wanted last: mapbox-gl places the last layer first."""
    both, one_line, own = two_lines(language), in_one_line(language), ["get", language]
    sea = {"color": palette.sea_text, "halo": palette.sea}
    quiet = {"color": palette.quiet_text, "halo": palette.land}
    district = {"color": palette.quiet_text, "halo": palette.city}
    strong = {"color": palette.text, "halo": palette.land}
    return [
        _names("river", own, RIVER_SIZE, ITALIC, sea, zooms=(11, 24), rank=2, layout=ALONG),
        _names("river", own, RIVER_SIZE, ITALIC, sea, zooms=(9.6, 24), rank=1, layout=ALONG),
        _names("sea", own, _size(3, 10, 7, 15), ITALIC, sea, zooms=(3, 9), layout=WIDE),
        _names("bay", both, _size(8, 10, 11, 13), ITALIC, sea, zooms=(8.3, 24), layout=WIDE),
        _names("town", both, _size(9, 9.5, 13, 13), REGULAR, quiet, zooms=(10, 24), rank=3),
        _names("town", both, _size(8, 9.5, 11, 11.5, 13, 14), REGULAR, quiet, zooms=(8.8, 24), rank=2),
        _names("town", both, _size(7, 10, 11, 13, 13, 15), REGULAR, strong, zooms=(7.6, 24), rank=1),
        _names("ward", both, _size(9.5, 9, 11, 11, 13, 15), REGULAR, district, zooms=(9.7, 24), layout=DISTRICT),
        _names("airport", both, _size(8, 9.5, 11, 11.5, 13, 13), ITALIC, quiet, zooms=(8.6, 24), layout=BELOW),
        _names("world", own, _size(1, 10, 4, 12), REGULAR, quiet, zooms=(2.4, 8), rank=2, layout=AROUND),
        _names("world", own, _size(1, 10, 4, 13), REGULAR, strong, zooms=(0, 8), rank=1, layout=AROUND),
        _names("city", one_line, _size(5, 9.5, 8, 12.5), REGULAR, quiet, zooms=(5.6, 8.3), rank=3, layout=AROUND),
        _names("city", one_line, _size(4, 10, 8, 13.5), REGULAR, quiet, zooms=(4, 8.3), rank=2, layout=AROUND),
        _names("big", both, _size(8, 15, 10, 18), BOLD, strong, zooms=(8.3, 9.7)),
        _names("city", one_line, _size(2, 10.5, 4, 12, 8, 17), BOLD, strong, zooms=(0, 8.3), rank=1, layout=AROUND),
    ]


def two_lines(language: str) -> list[Any]:
    """The name in that language, below it the native one if it differs."""
    return _with_native(language, "\n")


def in_one_line(language: str) -> list[Any]:
    """The name in that language, behind it the native one if it differs."""
    return _with_native(language, " ")


def _with_native(language: str, between: str) -> list[Any]:
    own, native = ["get", language], ["get", "native"]
    pair = ["format", own, {}, between, {}, native, {"font-scale": NATIVE_SCALE}]
    return ["case", ["==", own, native], ["format", own, {}], pair]


def _size(*stops: float) -> list[Any]:
    return ["interpolate", ["linear"], ["zoom"], *stops]


RIVER_SIZE = _size(9, 9, 11, 10.5, 13, 13)


def _names(
    name: str,
    text: list[Any],
    size: list[Any],
    font: list[str],
    ink: dict[str, str],
    zooms: tuple[float, float],
    rank: int | None = None,
    layout: Layout | None = None,
) -> Layer:
    wanted: list[Any] = ["==", ["get", "kind"], name]
    if rank is not None:
        wanted = ["all", wanted, ["==", ["get", "rank"], rank]]
    base = {"text-field": text, "text-font": font, "text-size": size, "text-padding": 3, "text-max-width": 10}
    return {
        "id": f"name-{name}" + (f"-{rank}" if rank is not None else ""),
        "type": "symbol",
        "source": "labels",
        "minzoom": zooms[0],
        "maxzoom": zooms[1],
        "filter": wanted,
        "layout": base | {"text-line-height": 1.15} | (layout or {}),
        "paint": {
            "text-color": ink["color"],
            "text-halo-color": ink["halo"],
            "text-halo-width": 1.1,
            "text-halo-blur": 0.5,
        },
    }
