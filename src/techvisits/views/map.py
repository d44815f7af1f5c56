"""What pydeck knows: a pane, its view, and the layers that markers, texts and lines are drawn with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pydeck as pdk

from techvisits.language import Language
from techvisits.views.palette import Palette, palette, rgba

TEXT: Final = (
    '"Source Sans", "Source Sans 3", "Noto Sans JP", "Noto Sans KR", "Noto Sans CJK JP", "Noto Sans CJK KR", sans-serif'
)
PLACES: Final = "places"
STOPS: Final = "stops"
Row = dict[str, Any]


@dataclass(frozen=True)
class Pane:
    """How one pane is drawn: its area, size in pixels, theme, style address, marker picture and the reader's language."""

    area: str
    width: int
    height: int
    theme: str
    style: str
    atlas: str
    language: Language

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


def picked(selection: Any) -> dict[str, Any] | None:
    """The record a reader clicked, out of Streamlit's selection of a deck (a mapping of layer id to objects), or None."""
    for objects in selection.get("objects", {}).values():
        if objects:
            return dict(objects[0])
    return None


def marker_ids(deck: pdk.Deck) -> list[str]:
    """The ids of all meetings that the deck's markers stand for."""
    ids: list[str] = []
    for layer in deck.layers:
        if str(layer.id).split(":")[0] in (PLACES, STOPS):
            ids += [i for row in layer.data for i in row["meeting_ids"]]
    return ids


def icons(name: str, rows: list[dict[str, Any]], pane: Pane, *, pickable: bool = False) -> pdk.Layer:
    return pdk.Layer(
        "IconLayer",
        data=[{"angle": 0, **row} for row in rows],
        id=name,
        pickable=pickable,
        icon_atlas=pdk.types.String(pane.atlas + ".png"),
        icon_mapping=pdk.types.String(pane.atlas + ".json"),
        get_icon="icon",
        get_position="position",
        get_size="size",
        get_pixel_offset="offset",
        get_color="color",
        get_angle="angle",
    )


def ground(markers: list[dict[str, Any]], pane: Pane) -> pdk.Layer:
    """A disc of paper a little larger than each marker, so that lines end before it and rings are not seen through."""
    colour = rgba(pane.colours.paper)
    rows = [
        {"position": m["position"], "offset": m["offset"], "size": m["size"] + 4, "color": colour, "icon": "disc"}
        for m in markers
    ]
    return icons("ground", rows, pane)


def texts(
    name: str, rows: list[dict[str, Any]], pane: Pane, *, colour: str, ground: bool = False, weight: int = 600
) -> pdk.Layer:
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


def paths(name: str, rows: list[dict[str, Any]]) -> pdk.Layer:
    return pdk.Layer(
        "PathLayer",
        data=rows,
        id=name,
        get_path="path",
        get_color="color",
        get_width="width",
        width_units=pdk.types.String("pixels"),
        cap_rounded=True,
        joint_rounded=True,
    )


def build_deck(pane: Pane, view: View, layers: list[pdk.Layer]) -> pdk.Deck:
    colours = pane.colours
    state = pdk.ViewState(
        latitude=round(view.latitude, 5),
        longitude=round(view.longitude, 5),
        zoom=round(view.zoom, 3),
        max_zoom=13,
        min_zoom=3,
    )
    style = {
        "backgroundColor": colours.paper,
        "color": colours.ink,
        "fontFamily": TEXT.replace('"', "'"),
        "whiteSpace": "pre-line",
        "fontSize": "13px",
        "maxWidth": "300px",
    }
    tooltip = {"html": '<div class="tip"><b>{title}</b><br>{text}</div>', "style": style}
    return pdk.Deck(layers, initial_view_state=state, map_provider=None, map_style=pane.style, tooltip=tooltip)


def halo(marker: dict[str, Any], pane: Pane) -> dict[str, Any]:
    return {
        "position": marker["position"],
        "offset": marker["offset"],
        "size": marker["size"] + 13,
        "icon": "halo",
        "color": rgba(pane.colours.selected),
    }
