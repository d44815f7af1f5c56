"""The map's style for mapbox-gl 1.13: one a theme and reader's language, and one a theme without names."""

from typing import Any

from .names import LANGUAGES, label_layers
from .palette import PALETTES, Palette

PREFIX = "/basemap/"
SOURCES = ("land", "city", "water", "borders", "runways", "labels")
ROUND = {"line-join": "round", "line-cap": "round"}
# geojson-vt thins shapes per zoom; land, city and water must be thinned alike or their edges part.
THINNING = 0.2
MAX_SOURCE_ZOOM = 13

Layer = dict[str, Any]


def build_styles(files: dict[str, str]) -> dict[str, dict[str, Any]]:
    """File name -> style, for each theme and language or none (`plain`); `files` maps logical to hashed names."""
    return {
        f"style-{theme}-{language or 'plain'}.json": style(palette, language, files)
        for theme, palette in PALETTES.items()
        for language in (*LANGUAGES, "")
    }


def style(palette: Palette, language: str, files: dict[str, str]) -> dict[str, Any]:
    """One style: grounds, lines, then dots and names in the reader's language, if any."""
    return {
        "version": 8,
        "name": "Tech Visits",
        "glyphs": f"{PREFIX}{files['glyphs']}/{{fontstack}}/{{range}}.pbf",
        "sources": {
            name: {
                "type": "geojson",
                "data": PREFIX + files[f"{name}.geojson"],
                "tolerance": THINNING,
                "maxzoom": MAX_SOURCE_ZOOM,
            }
            for name in SOURCES
        },
        "layers": [
            *grounds(palette),
            *line_layers(palette),
            *water_layers(palette),
            *(dots(palette) + label_layers(palette, language) if language else []),
        ],
    }


def by_zoom(*stops: float, base: float = 1.5) -> list[Any]:
    """An expression that grows from (zoom, value) pairs."""
    return ["interpolate", ["exponential", base], ["zoom"], *stops]


def kind(name: str) -> list[Any]:
    """A filter on the features' kind."""
    return ["==", ["get", "kind"], name]


def grounds(palette: Palette) -> list[Layer]:
    """Sea, land and the tint of the two cities, which fades in."""
    return [
        {"id": "sea", "type": "background", "paint": {"background-color": palette.sea}},
        {"id": "land", "type": "fill", "source": "land", "paint": {"fill-color": palette.land}},
        {
            "id": "city",
            "type": "fill",
            "source": "city",
            "minzoom": 7,
            "paint": {"fill-color": palette.city, "fill-opacity": by_zoom(7, 0, 8.5, 1, base=1)},
        },
    ]


def line_layers(palette: Palette) -> list[Layer]:
    """Borders, weakest first, and the shore."""
    return [
        _border("muni", palette.muni, by_zoom(9, 0.5, 13, 1.1), minzoom=9, dashes=[3, 2]),
        _border("ward", palette.ward, by_zoom(8, 0.5, 11, 1.4, 14, 2.4), minzoom=8),
        _border("pref", palette.pref, by_zoom(4, 0.35, 7, 0.8, 11, 1.3)),
        _border("country", palette.country, by_zoom(3, 0.6, 8, 1.6), minzoom=3.3, dashes=[3, 2]),
        {
            "id": "shore",
            "type": "line",
            "source": "land",
            "minzoom": 3,
            "layout": ROUND,
            "paint": {"line-color": palette.shore, "line-width": by_zoom(4, 0.35, 8, 0.6, 12, 1.0)},
        },
    ]


def _border(name: str, colour: str, width: list[Any], minzoom: float = 0, dashes: list[int] | None = None) -> Layer:
    paint: dict[str, Any] = {"line-color": colour, "line-width": width}
    if dashes:
        paint["line-dasharray"] = dashes
    layout = ROUND if not dashes else {"line-join": "round"}
    return {
        "id": name,
        "type": "line",
        "source": "borders",
        "minzoom": minzoom,
        "filter": kind(name),
        "layout": layout,
        "paint": paint,
    }


def water_layers(palette: Palette) -> list[Layer]:
    """Lakes and rivers over borders and shore (so that a mouth is open), their banks, runways."""
    bank = {"line-color": palette.shore, "line-width": by_zoom(8, 0.4, 12, 1.0)}
    return [
        {
            "id": "lakes",
            "type": "fill",
            "source": "water",
            "filter": kind("lake"),
            "paint": {"fill-color": palette.sea},
        },
        {
            "id": "lake-shore",
            "type": "line",
            "source": "water",
            "minzoom": 6,
            "filter": kind("lake"),
            "layout": ROUND,
            "paint": bank,
        },
        {
            "id": "streams",
            "type": "line",
            "source": "water",
            "filter": kind("stream"),
            "layout": ROUND,
            "paint": {"line-color": palette.sea, "line-width": by_zoom(4, 0.5, 8, 1.4, 11, 3)},
        },
        {
            "id": "rivers",
            "type": "fill",
            "source": "water",
            "minzoom": 6,
            "filter": kind("river"),
            "paint": {"fill-color": palette.sea},
        },
        {
            "id": "banks",
            "type": "line",
            "source": "water",
            "minzoom": 8,
            "filter": kind("bank"),
            "layout": ROUND,
            "paint": bank,
        },
        {
            "id": "runways",
            "type": "line",
            "source": "runways",
            "minzoom": 8,
            "paint": {"line-color": palette.runway, "line-width": by_zoom(8, 0.8, 11, 2.2, 16, 60, base=2)},
        },
    ]


def dots(palette: Palette) -> list[Layer]:
    """A dot where each named city lies, as long as its name stands beside it."""
    return [
        _dot("city", palette, 1, 0),
        _dot("city", palette, 2, 4),
        _dot("city", palette, 3, 5.6),
        _dot("world", palette, 1, 0),
    ]


def _dot(name: str, palette: Palette, rank: int, minzoom: float) -> Layer:
    return {
        "id": f"dot-{name}-{rank}",
        "type": "circle",
        "source": "labels",
        "minzoom": minzoom,
        "maxzoom": 8.3,
        "filter": ["all", kind(name), ["==", ["get", "rank"], rank]],
        "paint": {
            "circle-radius": by_zoom(2, 1.2, 8, 2.4),
            "circle-color": palette.quiet_text,
            "circle-stroke-color": palette.land,
            "circle-stroke-width": 0.8,
        },
    }
