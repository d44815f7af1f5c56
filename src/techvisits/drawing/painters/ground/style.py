"""The bundled style as the picture reads it: its layers, and those expressions of Mapbox's style language that it has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, TypeAlias

from techvisits.drawing import basemap

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
Properties = Mapping[str, Json]
Piece = tuple[str, float]
"""A piece of a name, and how large it is beside the whole."""

FARTHEST, CLOSEST = 0.0, 25.0
NAMED: Final = "en"  # a style that has names, and with them all colours


@dataclass(frozen=True, eq=False)
class Layer:
    """A layer of the style: `kind` is Mapbox's type, `style` its layout and paint, `colours` the variables it is painted with."""

    id: str
    kind: str
    source: str
    zooms: tuple[float, float]
    condition: Json
    style: Mapping[str, Json]
    colours: Mapping[str, str]

    def is_seen(self, zoom: float) -> bool:
        """Whether it is drawn at a zoom."""
        return self.zooms[0] <= zoom < self.zooms[1]

    def is_wanted(self, properties: Properties) -> bool:
        """Whether it draws a feature with these properties."""
        return _holds(self.condition, properties)

    def number(self, name: str, zoom: float, default: float = 0.0) -> float:
        """What a property is at a zoom, or the default."""
        return number_at(self.style.get(name, default), zoom)

    def numbers(self, name: str) -> tuple[float, ...]:
        """A property that is a list of numbers, empty where it is not set."""
        return numbers_of(self.style.get(name))

    def texts(self, name: str, default: str = "") -> tuple[str, ...]:
        """A property that is a text or a list of texts."""
        return strings_of(self.style.get(name, default))

    def colour(self, name: str) -> str:
        """A colour as CSS has it: `var(--map-sea)`."""
        return f"var({self.colours[name]})"


@cache
def read_layers(names: str) -> tuple[Layer, ...]:
    """The layers from the back to the front; `names` is the reader's language or `plain`."""
    return tuple(_layer(layer) for layer in _read("light", names))


@cache
def ground_colours() -> dict[str, tuple[str, str]]:
    """What the style sheet has to give: each CSS variable of the base map, as `--map-sea`, with its light and dark colour."""
    return {name: pair for pair, name in _named().items()}


def number_at(value: Json, zoom: float) -> float:
    """A number, or what an `interpolate` over the zoom gives."""
    match value:
        case int() | float():
            return float(value)
        case ["interpolate", ["linear"], ["zoom"], *stops]:
            return _interpolate(stops, zoom, 1.0)
        case ["interpolate", ["exponential", int() | float() as base], ["zoom"], *stops]:
            return _interpolate(stops, zoom, float(base))
    raise ValueError(f"{value!r} in the base map's style is no number that the picture can work out")


def numbers_of(value: Json) -> tuple[float, ...]:
    """A list of plain numbers, empty for anything else."""
    return tuple(float(n) for n in value if isinstance(n, int | float)) if isinstance(value, list) else ()


def strings_of(value: Json) -> tuple[str, ...]:
    """A text or a list of texts, empty for anything else."""
    if isinstance(value, str):
        return (value,)
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list) else ()


def pieces_of(value: Json, properties: Properties) -> tuple[Piece, ...]:
    """The pieces of a name: `["get", …]`, `["format", …]`, or the one of two that a `["case", …]` chooses."""
    match value:
        case ["case", condition, then, other]:
            return pieces_of(then if _holds(condition, properties) else other, properties)
        case ["format", *parts]:
            pairs = zip(parts[::2], parts[1::2], strict=True)
            return tuple((_text(text, properties), _scale(options)) for text, options in pairs)
    return ((_text(value, properties), 1.0),)


def _interpolate(stops: list[Json], zoom: float, base: float) -> float:
    points = list(zip(numbers_of(stops[::2]), numbers_of(stops[1::2]), strict=True))
    if zoom <= points[0][0]:
        return points[0][1]
    for (low, start), (high, end) in pairwise(points):
        if zoom < high:
            span, way = high - low, zoom - low
            share = way / span if base == 1 else (base**way - 1) / (base**span - 1)
            return start + share * (end - start)
    return points[-1][1]


def _holds(condition: Json, properties: Properties) -> bool:
    match condition:
        case None:
            return True
        case ["all", *parts]:
            return all(_holds(part, properties) for part in parts)
        case ["==", left, right]:
            return _value(left, properties) == _value(right, properties)
    raise ValueError(f"{condition!r} in the base map's style is no condition that the picture knows")


def _value(value: Json, properties: Properties) -> Json:
    match value:
        case ["get", str() as name]:
            return properties.get(name)
        case str() | int() | float():
            return value
    raise ValueError(f"{value!r} in the base map's style is no value that the picture knows")


def _text(value: Json, properties: Properties) -> str:
    return str(_value(value, properties))


def _scale(options: Json) -> float:
    return number_at(options.get("font-scale", 1), 0) if isinstance(options, dict) else 1.0


def _read(theme: str, names: str) -> list[dict[str, Json]]:
    """The layers as they stand in the file."""
    path = basemap.FOLDER / basemap.style_path(theme, names).rpartition("/")[2]
    layers: list[dict[str, Json]] = json.loads(path.read_text(encoding="utf-8"))["layers"]
    return layers


def _layer(layer: dict[str, Json]) -> Layer:
    layout, paint = layer.get("layout"), layer["paint"]
    name = str(layer["id"])
    return Layer(
        id=name,
        kind=str(layer["type"]),
        source=str(layer.get("source", "")),
        zooms=(number_at(layer.get("minzoom", FARTHEST), 0), number_at(layer.get("maxzoom", CLOSEST), 0)),
        condition=layer.get("filter"),
        style={**(layout if isinstance(layout, dict) else {}), **(paint if isinstance(paint, dict) else {})},
        colours={key: _named()[pair] for (owner, key), pair in _pairs().items() if owner == name},
    )


@cache
def _named() -> dict[tuple[str, str], str]:
    """The CSS variable of each pair of a light and a dark colour: it has the name of the first layer painted with it."""
    named: dict[tuple[str, str], str] = {}
    for (owner, _), pair in _pairs().items():
        short = f"--map-{owner.rstrip('-0123456789')}"
        named.setdefault(pair, short if short not in named.values() else f"--map-{owner}")
    return named


@cache
def _pairs() -> Mapping[tuple[str, str], tuple[str, str]]:
    """For each layer and each of its colours the light and the dark one."""
    pairs = {}
    for light, dark in zip(_read("light", NAMED), _read("dark", NAMED), strict=True):
        ours, theirs = light["paint"], dark["paint"]
        if isinstance(ours, dict) and isinstance(theirs, dict):
            for key in (key for key in ours if key.endswith("-color")):
                pairs[str(light["id"]), key] = str(ours[key]), str(theirs[key])
    return pairs
