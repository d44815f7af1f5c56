"""The maps of a page as one picture for print: title, maps, stops, legend, and where it is from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from techvisits.drawing.clusters import shape_of
from techvisits.drawing.keys import build_mark, list_keys, missing_words
from techvisits.drawing.maps import Size, draw_plate, frame_area, list_areas
from techvisits.drawing.model import Drawing, Marker
from techvisits.drawing.painters.marks import NUMBERS, paint_mark
from techvisits.drawing.painters.markup import Values, element, joined, put, short
from techvisits.drawing.painters.setting import Type, break_lines, families_of, fit_lines, paint_lines, shorten
from techvisits.drawing.painters.svg import paint_svg
from techvisits.drawing.screen import Point
from techvisits.drawing.style import fill_colours
from techvisits.record.trips import Stop
from techvisits.text import origin, parties, words
from techvisits.text.page import Page

WIDTH, MARGIN, GAP = 868, 24, 12
INNER: Final = WIDTH - 2 * MARGIN
ALONE: Final[Size] = (INNER, 500)
BESIDE: Final[Size] = ((INNER - GAP) // 2, 460)
BELOW: Final[Size] = (INNER, 300)
BRAND: Final = Type("sans-bold", 13, 18, "var(--muted)")
TITLES: Final = [Type("serif", 27, 32), Type("serif", 23, 28), Type("serif", 20, 24)]
UNDER: Final = Type("sans", 15, 20)
NAME: Final = Type("sans-bold", 13.5, 17)
SMALL: Final = Type("sans", 12.5, 16, "var(--muted)")
MOST_TITLE, MOST_UNDER = 3, 5
COLUMNS: Final = 3
DISC, DOT = 10.5, 6.0
KEY_GAP, KEY_STEP, STOP_STEP = 20, 21, 42


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the picture from the left margin on, and how high it is."""

    picture: Markup
    height: float


def paint_print(page: Page, credits: Sequence[str], *, theme: str = "light") -> str:
    """The SVG with plain colours of the theme; `credits` are the lines that say where it is from and whose data it shows."""
    shown = origin.route_page(page)
    drawings = [draw_plate(shown, frame_area(shown, area, size)) for area, size in _sizes(list_areas(shown))]
    blocks = [_head(page), _maps(shown, drawings), _stops(shown), _legend(shown, drawings), _foot(page, credits)]
    top, placed = 0.0, []
    for block in (block for block in blocks if block.height):
        placed.append(element("g", {"transform": f"translate({MARGIN} {short(top)})"}, block.picture))
        top += block.height
    height = round(top + MARGIN)
    root: Values = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {WIDTH} {height}",
        "width": WIDTH,
        "height": height,
        "lang": page.language.code,
        "role": "img",
        "aria-label": shown.alt,
        "font-family": families_of(page.language, "sans"),
    }
    paper = element("rect", {"width": WIDTH, "height": height, "fill": "var(--paper)"})
    return fill_colours(element("svg", root, element("title", {}, origin.title_of(page)), paper, *placed), theme)


def _sizes(areas: Sequence[str]) -> list[tuple[str, Size]]:
    return [*zip(areas, (ALONE,) if len(areas) == 1 else (BESIDE, BESIDE, BELOW), strict=False)]


def _head(page: Page) -> Block:
    style, title = fit_lines(origin.title_of(page), TITLES, INNER, MOST_TITLE)
    under = break_lines(origin.standfirst_of(page), UNDER, INNER, MOST_UNDER)
    first = 34 + style.size
    below = first + (len(title) - 1) * style.step + 10 + UNDER.size
    height = below + (len(under) - 1) * UNDER.step + 16
    return Block(
        paint_lines(["Tech Visits"], BRAND, (0, 32), page.language)
        + paint_lines(title, style, (0, first), page.language)
        + paint_lines(under, UNDER, (0, below), page.language),
        height,
    )


def _maps(page: Page, drawings: Sequence[Drawing]) -> Block:
    """Two beside each other, one alone or a third below over the whole width."""
    painted, x, y, bottom = [], 0, 0, 0
    for drawing in drawings:
        frame = drawing.frame
        if x + frame.width > INNER:
            x, y = 0, bottom + GAP
        place: Values = {"x": x, "y": y, "width": frame.width, "height": frame.height}
        painted.append(put(paint_svg(drawing, names=page.language.code, identifier=frame.area), place))
        painted.append(element("rect", {**place, "fill": "none", "stroke": "var(--rule)"}))
        x, bottom = x + frame.width + GAP, y + frame.height
    return Block(joined(painted), bottom + 16 if drawings else 0)


def _stops(page: Page) -> Block:
    """The stops of a trip in columns, each with its number as on the map, and what it was."""
    stops = page.stops
    if not stops:
        return Block(Markup(""), 0)
    down = -(-len(stops) // COLUMNS)
    wide = (INNER - GAP * (COLUMNS - 1)) / COLUMNS
    placed = [
        _stop(stop, page, ((n // down) * (wide + GAP), (n % down) * STOP_STEP), wide) for n, stop in enumerate(stops)
    ]
    return Block(joined(placed), down * STOP_STEP + 6)


def _stop(stop: Stop, page: Page, at: Point, wide: float) -> Markup:
    meeting, language = stop.meeting, page.language
    shape, slot = shape_of(meeting), page.colouring.slot_of(meeting)
    mark = build_mark(shape, slot, DISC, str(stop.number))
    x, y = at
    name = parties.list_texts(parties.hosts(meeting, language, page.asked), language, most=2)
    day = language.short_date(meeting.date, meeting.date_precision)
    room, left = wide - 30, x + 28
    return (
        _placed(mark, (x + DISC, y + 14))
        + paint_lines([shorten(name, NAME, room)], NAME, (left, y + 13), language)
        + paint_lines(
            [shorten(f"{day} · {words.where(meeting, language)}", SMALL, room)], SMALL, (left, y + 29), language
        )
    )


def _legend(page: Page, drawings: Sequence[Drawing]) -> Block:
    """What the colours and shapes mean that stand on the maps, in rows."""
    x, row, painted = 0.0, 0, []
    for mark, meaning in list_keys(page, drawings, DOT):
        wide = 2 * DOT + 6 + SMALL.suited(meaning).width_of(meaning)
        if x and x + wide > INNER:
            x, row = 0.0, row + 1
        middle = row * KEY_STEP + 8
        painted.append(_placed(mark, (x + DOT, middle)))
        painted.append(paint_lines([meaning], SMALL, (x + 2 * DOT + 6, middle + 4.5), page.language))
        x += wide + KEY_GAP
    missing = missing_words(page, drawings) if drawings else ""
    lines = break_lines(missing, SMALL, INNER, 2) if missing else []
    below = (row + 1) * KEY_STEP if painted else 0
    painted.append(paint_lines(lines, SMALL, (0, below + 10), page.language))
    return Block(joined(painted), below + len(lines) * SMALL.step + 6 if below or lines else 0)


def _placed(mark: Marker, at: Point) -> Markup:
    place = f"translate({short(at[0])} {short(at[1])})"
    return element("g", {"transform": place, **NUMBERS}, paint_mark(mark))


def _foot(page: Page, credits: Sequence[str]) -> Block:
    """Where it is from, under a line."""
    lines = [part for line in credits for part in break_lines(line, SMALL, INNER, 3)]
    rule: Values = {"width": INNER, "height": 1, "fill": "var(--rule)"}
    return Block(element("rect", rule) + paint_lines(lines, SMALL, (0, 20), page.language), 8 + len(lines) * SMALL.step)
