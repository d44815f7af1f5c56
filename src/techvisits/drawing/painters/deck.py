"""What pydeck knows: a pane, its view, and the layers that markers, texts and lines are drawn with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from techvisits.drawing import basemap
from techvisits.drawing import screen as geometry
from techvisits.drawing.colouring import Colouring
from techvisits.drawing.palette import Colour, Palette, palette, rgba
from techvisits.record.records import AREAS
from techvisits.text.language import Language

TEXT: Final = (
    '"Source Sans", "Source Sans 3", "Noto Sans JP", "Noto Sans KR", "Noto Sans CJK JP", "Noto Sans CJK KR", sans-serif'
)
PLACES: Final = "places"
STOPS: Final = "stops"
LEGS: Final = "legs"
NAME_HEIGHT: Final = 34
TOUCH_WIDTH: Final = 11
Row = dict[str, Any]


@dataclass(frozen=True)
class Pane:
    """How one pane is drawn: its area, size in pixels, theme, style address, marker picture, language and colouring."""

    area: str
    width: int
    height: int
    theme: str
    style: str
    atlas: str
    language: Language
    colouring: Colouring

    @property
    def colours(self) -> Palette:
        """The palette of this pane's theme."""
        return palette(self.theme)


@dataclass(frozen=True)
class View:
    """Centre in degrees and a mapbox-gl zoom."""

    latitude: float
    longitude: float
    zoom: float


class Deck(pdk.Deck):  # type: ignore[misc]
    """A deck whose JSON is as short as it gets: pydeck's own is indented, two and a half times as long."""

    def to_json(self) -> str:
        """The JSON that the browser draws from."""
        return json.dumps(self, sort_keys=True, default=default_serialize, separators=(",", ":"))


def bounds(pane: Pane, view: View, *, bottom: int = 0) -> geometry.Bounds:
    """The part of the pane, in world pixels at the view's zoom, that is free: below a city's name, without `bottom` pixels."""
    x, y = geometry.project(view.latitude, view.longitude, view.zoom)
    half_width, half_height = pane.width / 2 - 5, pane.height / 2 - 5
    top = NAME_HEIGHT if pane.area in AREAS else 0
    return (x - half_width, y - half_height + top), (x + half_width, y + half_height - bottom)


def picked(selection: Any) -> Row | None:
    """The record a reader clicked, out of Streamlit's selection of a deck (a mapping of layer id to objects), or None."""
    for objects in selection.get("objects", {}).values():
        if objects:
            return dict(objects[0])
    return None


def icons(name: str, rows: list[Row], pane: Pane, *, pickable: bool = False, colour: Colour | None = None) -> pdk.Layer:
    """Shapes of the marker picture, in each row's colour or all in one."""
    return pdk.Layer(
        "IconLayer",
        data=[{key: value for key, value in row.items() if key not in ("filled", "text_size")} for row in rows],
        id=name,
        pickable=pickable,
        icon_atlas=pdk.types.String(pane.atlas + ".png"),
        icon_mapping=pdk.types.String(pane.atlas + ".json"),
        get_icon="icon",
        get_position="position",
        get_size="size",
        get_pixel_offset="offset",
        get_color=colour or "color",
        get_angle="angle" if any("angle" in row for row in rows) else 0,
    )


def ground(markers: list[Row], pane: Pane) -> pdk.Layer:
    """A disc of paper a little larger than each marker, so that lines end before it and rings are not seen through."""
    rows = [{"position": m["position"], "offset": m["offset"], "size": m["size"] + 4, "icon": "disc"} for m in markers]
    return icons("ground", rows, pane, colour=rgba(pane.colours.paper))


def texts(name: str, rows: list[Row], pane: Pane, *, colour: str, ground: bool = False, weight: int = 600) -> pdk.Layer:
    colours = pane.colours
    data = [
        {
            "position": r["position"],
            "offset": r["offset"],
            "number": r["number"],
            "anchor": r.get("anchor", "middle"),
            "text_size": r["text_size"],
            "color": rgba(colours.ink if colour == "ink" or not r.get("filled", True) else colours.on_marker),
        }
        for r in rows
    ]
    extra = (
        {"background": True, "get_background_color": rgba(colours.paper, 205), "background_padding": [3, 1, 3, 1]}
        if ground
        else {}
    )
    return pdk.Layer(
        "TextLayer",
        data=data,
        id=name,
        get_text="number",
        get_position="position",
        get_pixel_offset="offset",
        get_color="color",
        get_size="text_size",
        get_text_anchor="anchor",
        font_family=pdk.types.String(TEXT),
        font_weight=weight,
        character_set=pdk.types.String("auto"),
        **extra,
    )


def paths(name: str, rows: list[Row]) -> pdk.Layer:
    """Lines as wide as each row says."""
    drawn = [{key: row[key] for key in ("path", "color", "width")} for row in rows]
    return _path_layer(name, drawn, get_color="color", get_width="width")


def touchable(name: str, rows: list[Row]) -> pdk.Layer:
    """Wide unseen lines over thin ones, which are hard to point at."""
    kept = [{key: value for key, value in row.items() if key not in ("color", "width")} for row in rows]
    return _path_layer(name, kept, pickable=True, get_color=[0, 0, 0, 1], get_width=TOUCH_WIDTH)


def _path_layer(name: str, rows: list[Row], **style: Any) -> pdk.Layer:
    return pdk.Layer(
        "PathLayer",
        data=rows,
        id=name,
        get_path="path",
        width_units=pdk.types.String("pixels"),
        cap_rounded=True,
        joint_rounded=True,
        **style,
    )


def outline(pane: Pane, *, lit: bool) -> pdk.Layer:
    """The city itself, drawn for the meetings of which only the city is known."""
    colour = pane.colours.selected if lit else pane.colours.muted
    return pdk.Layer(
        "GeoJsonLayer",
        data=basemap.file_path("city.geojson"),
        id="area",
        filled=True,
        stroked=True,
        get_fill_color=rgba(colour, 20 if lit else 8),
        get_line_color=rgba(colour, 220 if lit else 110),
        get_line_width=1.6 if lit else 1.2,
        line_width_units=pdk.types.String("pixels"),
    )


def build_deck(pane: Pane, view: View, layers: list[pdk.Layer]) -> pdk.Deck:
    """The deck of a pane. A pointer's words stand above or below what they are about, on the side that has room."""
    state = pdk.ViewState(
        latitude=round(view.latitude, 5),
        longitude=round(view.longitude, 5),
        zoom=round(view.zoom, 3),
        max_zoom=13,
        min_zoom=3,
    )
    for layer in layers:
        if getattr(layer, "pickable", False):
            for row in layer.data:
                row["side"] = _side(row, pane, view)
    html = '<div class="tip {side}" style="--away: {size}px"><b>{title}</b><br>{text}</div>'
    style = {"backgroundColor": "transparent", "padding": "0", "zIndex": "2", "fontFamily": TEXT.replace('"', "'")}
    return Deck(
        layers,
        initial_view_state=state,
        map_provider=None,
        map_style=pane.style,
        tooltip={"html": html, "style": style},
    )


def _side(row: Row, pane: Pane, view: View) -> str:
    longitude, latitude = row["position"] if "position" in row else row["path"][0]
    x, y = geometry.project(latitude, longitude, view.zoom)
    middle = geometry.project(view.latitude, view.longitude, view.zoom)
    third = pane.width / 6
    across = "left" if x > middle[0] + third else "right" if x < middle[0] - third else "centre"
    return f"{across} {'up' if y > middle[1] else 'down'}"


def names(
    discs: Sequence[geometry.Disc],
    positions: Sequence[tuple[float, float]],
    words: Sequence[str],
    pane: Pane,
    view: View,
    *,
    size: float,
    covered: Sequence[geometry.Box] = (),
) -> pdk.Layer:
    """A name beside each disc where there is room; `positions` are (latitude, longitude), `covered` boxes are taken."""
    sides = geometry.place_labels(discs, words, size=size, bounds=bounds(pane, view), covered=covered)
    placed = zip(discs, positions, words, sides, strict=True)
    rows = [_beside(disc, at, text, side, size) for disc, at, text, side in placed if side]
    return texts("names", rows, pane, colour="ink", ground=True)


def _beside(disc: geometry.Disc, at: tuple[float, float], text: str, side: str, size: float) -> Row:
    away = disc.radius + 5
    x, y = {"right": (away, 0.0), "left": (-away, 0.0), "below": (0.0, away + 7), "above": (0.0, -away - 7)}[side]
    return {
        "position": [at[1], at[0]],
        "offset": [disc.offset[0] + x, disc.offset[1] + y],
        "number": text,
        "anchor": {"right": "start", "left": "end"}.get(side, "middle"),
        "text_size": size,
    }


def halo(marker: Row, pane: Pane) -> Row:
    return {
        "position": marker["position"],
        "offset": marker["offset"],
        "size": marker["size"] + 13,
        "icon": "halo",
        "color": rgba(pane.colours.selected),
    }
