"""A drawing painted live, by pydeck: the same marks at the same pixels, on a map that moves."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from techvisits.drawing import basemap
from techvisits.drawing.model import TWELFTHS, Arrow, Drawing, Label, Line, Marker, Words
from techvisits.drawing.painters import shapes
from techvisits.drawing.palette import Colour, Palette, palette, rgba
from techvisits.drawing.screen import Point
from techvisits.record.geo import Position

FONTS: Final = '"Visits Sans", "Noto Sans JP", "Noto Sans KR", "Noto Sans CJK JP", "Noto Sans CJK KR", sans-serif'
LINE_REACH: Final = 12
# A bent line has fewer pieces where it is only touched.
COARSE: Final = 4
MOST_ZOOM, LEAST_ZOOM = 13, 3
Row = dict[str, object]


class Deck(pdk.Deck):  # type: ignore[misc]
    """A deck whose JSON is as short as it gets: pydeck's own is indented, two and a half times as long."""

    def to_json(self) -> str:
        """The JSON that the browser draws from."""
        return json.dumps(self, sort_keys=True, default=default_serialize, separators=(",", ":"))


@dataclass(frozen=True)
class Canvas:
    """What a drawing is painted on: theme, the address of the base map's style, and that of the marker picture without its ending."""

    theme: str
    style: str
    atlas: str


def paint_deck(drawing: Drawing, canvas: Canvas) -> pdk.Deck:
    """The drawing as a deck. Rows that can be clicked carry `change`, the text of what a click on them asks for.

    The ids of their layers change with what they hold, so that Streamlit drops its own selection, which is by row number.
    """
    painter = _Painter(drawing, canvas, palette(canvas.theme))
    held = [(str(marker.change), marker.is_lit) for marker in drawing.markers]
    held += [(str(line.change), line.is_lit) for line in drawing.lines]
    edition = f"{zlib.crc32(repr(held).encode()):x}"
    touched = [line for line in drawing.lines if line.change]
    layers = [
        *([painter.outline()] if drawing.outline else []),
        painter.lines("lines", [row for line in drawing.lines for row in painter.line(line)]),
        painter.touchable(f"touch:{edition}", [row for line in touched for row in painter.touched(line)]),
        painter.icons("arrows", [painter.arrow(arrow) for arrow in drawing.arrows]),
        painter.icons(
            "ground", [painter.ring(m, "disc", shapes.GROUND_MORE) for m in drawing.markers], painter.colours.paper
        ),
        painter.icons(f"markers:{edition}", [painter.marker(m) for m in drawing.markers], pickable=True),
        painter.icons("shares", [row for marker in drawing.markers for row in painter.shares(marker)]),
        painter.texts("numbers", [painter.number(marker) for marker in drawing.markers if marker.number]),
        painter.texts("labels", [painter.label(label) for label in drawing.labels if label.is_bold], ground=True),
        painter.texts(
            "ways", [painter.label(x) for x in drawing.labels if not x.is_bold], ground=True, weight=shapes.REGULAR
        ),
        painter.icons(
            "lit",
            [painter.ring(m, "halo", shapes.HALO_MORE) for m in drawing.markers if m.is_lit],
            painter.colours.selected,
        ),
    ]
    view = drawing.frame.view
    state = pdk.ViewState(
        latitude=round(view.latitude, 5),
        longitude=round(view.longitude, 5),
        zoom=round(view.zoom, 3),
        max_zoom=MOST_ZOOM,
        min_zoom=LEAST_ZOOM,
    )
    html = '<div class="tip {side}" style="--away: {size}px"><b>{title}</b><br>{text}</div>'
    style = {"backgroundColor": "transparent", "padding": "0", "zIndex": "2", "fontFamily": FONTS.replace('"', "'")}
    tooltip = {"html": html, "style": style}
    return Deck(layers, initial_view_state=state, map_provider=None, map_style=canvas.style, tooltip=tooltip)


def read_pick(objects: dict[str, list[Row]]) -> str:
    """The change that a reader's click asks for, out of Streamlit's selection of a deck (layer id -> rows); empty for none."""
    return next((str(rows[0]["change"]) for rows in objects.values() if rows and "change" in rows[0]), "")


@dataclass(frozen=True)
class _Painter:
    """Rows and layers of one drawing."""

    drawing: Drawing
    canvas: Canvas
    colours: Palette

    def line(self, line: Line) -> list[Row]:
        colour = self.colours.selected if line.is_lit else self.colours.route
        style = {"color": rgba(colour, round(255 * line.opacity)), "width": line.width}
        return [piece | style for piece in _pieces(line.path)]

    def touched(self, line: Line) -> list[Row]:
        told = self._words(line.words, self.drawing.frame.pixel(line.path[0]))
        told |= {"size": LINE_REACH, "change": str(line.change)}
        return [piece | told for piece in _pieces((*line.path[:-1:COARSE], line.path[-1]))]

    def arrow(self, arrow: Arrow) -> Row:
        colour = self.colours.selected if arrow.is_lit else self.colours.route
        row = self._at(arrow.position, arrow.at)
        return row | {"size": shapes.ARROW_SIZE, "icon": "arrow", "angle": -arrow.angle, "color": rgba(colour)}

    def ring(self, marker: Marker, icon: str, wider: int) -> Row:
        return self._at(marker.position, marker.at) | {"size": round(2 * marker.radius + wider, 1), "icon": icon}

    def marker(self, marker: Marker) -> Row:
        row = self.ring(marker, marker.shape, 0) | self._words(marker.words, marker.at)
        return row | {"color": rgba(self.colours.slot(marker.slot)), "change": str(marker.change)}

    def shares(self, marker: Marker) -> list[Row]:
        """The pie: all shares but the last, whose colour is the disc's own, and gaps in the rim for what was not held."""
        if not marker.is_filled:
            return self.rim(marker)
        rows, turn = [], 0
        for share in marker.shares:
            turn += share.twelfths
            row = self.ring(marker, "", 0) | {"angle": -360 * (turn - share.twelfths) / TWELFTHS}
            if share is not marker.shares[-1]:
                rows.append(row | {"icon": f"slice-{share.twelfths}", "color": rgba(self.colours.slot(share.slot))})
            if not share.is_held:
                rows.append(row | {"icon": f"teeth-{share.twelfths}", "color": rgba(self.colours.paper)})
        return rows

    def rim(self, marker: Marker) -> list[Row]:
        """The same of a ring or a square, twelfth by twelfth."""
        slots = [share.slot for share in marker.shares[:-1] for _ in range(share.twelfths)]
        return [
            self.ring(marker, f"{marker.shape}-{turn % shapes.RIM_PIECES}", 0)
            | {"angle": -90 * (turn // shapes.RIM_PIECES), "color": rgba(self.colours.slot(slot))}
            for turn, slot in enumerate(slots)
        ]

    def number(self, marker: Marker) -> Row:
        colour = self.colours.on_marker if marker.is_filled else self.colours.ink
        return self._text(marker.position, marker.at, marker.number) | {
            "text_size": shapes.number_size(marker.radius),
            "color": rgba(colour),
        }

    def label(self, label: Label) -> Row:
        return self._text(label.position, label.at, label.text) | {
            "text_size": label.size,
            "anchor": label.anchor,
            "color": rgba(self.colours.ink),
        }

    def icons(self, name: str, rows: list[Row], colour: str = "", *, pickable: bool = False) -> pdk.Layer:
        """Shapes of the marker picture, in each row's colour or all in one."""
        return pdk.Layer(
            "IconLayer",
            data=rows,
            id=name,
            pickable=pickable,
            icon_atlas=pdk.types.String(self.canvas.atlas + ".png"),
            icon_mapping=pdk.types.String(self.canvas.atlas + ".json"),
            get_icon="icon",
            get_position="position",
            get_size="size",
            get_pixel_offset="offset",
            get_color=rgba(colour) if colour else "color",
            get_angle="angle" if any("angle" in row for row in rows) else 0,
        )

    def texts(self, name: str, rows: list[Row], *, ground: bool = False, weight: int = shapes.BOLD) -> pdk.Layer:
        paper = rgba(self.colours.paper, shapes.LABEL_GROUND)
        padding = [*shapes.LABEL_PADDING, *shapes.LABEL_PADDING]
        behind = {"background": True, "get_background_color": paper, "background_padding": padding}
        return pdk.Layer(
            "TextLayer",
            data=rows,
            id=name,
            get_text="number",
            get_position="position",
            get_pixel_offset="offset",
            get_color="color",
            get_size="text_size",
            get_text_anchor="anchor",
            font_family=pdk.types.String(FONTS),
            font_weight=weight,
            character_set=pdk.types.String("auto"),
            **(behind if ground else {}),
        )

    def lines(self, name: str, rows: list[Row]) -> pdk.Layer:
        """Lines as wide as each row says."""
        return _line_layer(name, rows, pickable=False, colour="color", width="width")

    def touchable(self, name: str, rows: list[Row]) -> pdk.Layer:
        """Wide unseen lines over thin ones, which are hard to point at."""
        return _line_layer(name, rows, pickable=True, colour=[0, 0, 0, 1], width=shapes.TOUCH_WIDTH)

    def outline(self) -> pdk.Layer:
        """The city itself, drawn for the meetings of which only the city is known; filled where it is lit."""
        is_lit = self.drawing.outline == "lit"
        colour = self.colours.selected if is_lit else self.colours.muted
        width, line, fill = shapes.outline_style(lit=is_lit)
        if not fill:
            edge = basemap.file_path("edge.json")
            return _line_layer("edge", edge, pickable=False, colour=rgba(colour, line), width=width)
        return pdk.Layer(
            "GeoJsonLayer",
            data=basemap.file_path("city.geojson"),
            id="area",
            filled=True,
            stroked=True,
            get_fill_color=rgba(colour, fill),
            get_line_color=rgba(colour, line),
            get_line_width=width,
            line_width_units=pdk.types.String("pixels"),
        )

    def _at(self, position: Position, at: Point) -> Row:
        x, y = self.drawing.frame.pixel(position)
        offset = [round(at[0] - x, 1), round(at[1] - y, 1)]
        return {"position": [round(position[1], 6), round(position[0], 6)], "offset": offset}

    def _text(self, position: Position, at: Point, text: str) -> Row:
        return self._at(position, at) | {"number": _as_text(text), "anchor": "middle"}

    def _words(self, words: Words, at: Point) -> Row:
        return {"title": _as_text(words.title), "text": _as_text("\n".join(words.lines)), "side": self._side(at)}

    def _side(self, at: Point) -> str:
        """Above or below what the words are about, towards the side that has room."""
        frame = self.drawing.frame
        third, x = frame.width / 6, at[0] - frame.width / 2
        across = "left" if x > third else "right" if x < -third else "centre"
        return f"{across} {'up' if at[1] > frame.height / 2 else 'down'}"


def _as_text(text: str) -> str:
    """The text so that deck.gl shows it: what begins with two of its marks it would run."""
    return f" {text}" if text.startswith("@@") else text


def _pieces(path: Sequence[Position]) -> list[Row]:
    """A line as straight pieces, the form that WebGL in software is quickest to make a program for."""
    points = [[round(longitude, 5), round(latitude, 5)] for latitude, longitude in path]
    return [{"from": start, "to": end} for start, end in pairwise(points)]


def _line_layer(
    name: str, rows: list[Row] | str, *, pickable: bool, colour: str | Colour, width: str | float
) -> pdk.Layer:
    return pdk.Layer(
        "LineLayer",
        data=rows,
        id=name,
        pickable=pickable,
        get_source_position="from",
        get_target_position="to",
        get_color=colour,
        get_width=width,
        width_units=pdk.types.String("pixels"),
    )
