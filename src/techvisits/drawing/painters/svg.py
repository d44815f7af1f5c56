"""A drawing as a picture with links, over the same base map as the live one, which may take its place pixel for pixel.

The page gives its colours as CSS variables: `--paper`, `--ink`, `--selected`, `--route`, `--on-marker`, `--other`, `--muted`,
`--kind-1` to `--kind-6`, and those of `ground_colours`. Its font is the page's.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import shapely
from markupsafe import Markup

from techvisits.drawing.model import Arrow, Drawing, Frame, Line, Marker, Words
from techvisits.drawing.painters import shapes
from techvisits.drawing.painters.ground import paint_ground, paint_grounds
from techvisits.drawing.painters.ground.paths import MARGIN, STEPS, clip, load_features, outline_data
from techvisits.drawing.painters.labels import label_box, paint_labels
from techvisits.drawing.painters.marks import NUMBERS, paint_ground_discs, paint_halo, paint_mark
from techvisits.drawing.painters.markup import Values, element, joined, part_styles, short
from techvisits.drawing.screen import box_around, do_overlap, grown
from techvisits.text.address import Change

Href = Callable[[Change], str]
Parts = list[list[list[float]]]
"""Pieces of a line, each as its points in pixels."""
SELECTED: Final = "var(--selected)"
ROUTE: Final = "var(--route)"
GROUND: Final = "ground"
MIDDLE: Final = complex(0.5, 0.5)
UNTOUCHED: Final = {"aria-hidden": "true", "pointer-events": "none"}


def paint_svg(
    drawing: Drawing,
    *,
    names: str,
    href: Href | None = None,
    identifier: str,
    ground: str = "",
    is_bare: bool = False,
) -> Markup:
    """One `<svg>` that fills what it is put into; `names` is the language of the base map's names, or `plain` for none.

    Each marker and each line that asks for something is a link to what `href` gives for its change, with the change in
    `data-go`, and says its words; without `href`, as for print, it is none and the whole is one image. The base map is that
    of the file at the address `ground`, which `paint_ground_file` makes, else it lies within; what `is_bare` has but its names,
    and lies over what `paint_under` gives.
    """
    frame, seen = drawing.frame, _in_pane(drawing)
    root: Values = {
        "xmlns": "http://www.w3.org/2000/svg",
        "id": identifier,
        **_fill_pane(frame),
        "role": "group" if href else "img",
        "aria-label": drawing.alt,
    }
    return element(
        "svg",
        root,
        element("use", {"href": f"{ground}#{GROUND}"}) if ground else _ground(seen, names, is_bare=is_bare),
        _outline(frame, drawing.outline),
        _lines(drawing.lines, frame, href),
        element("g", UNTOUCHED, *_arrows(seen.arrows)) if seen.arrows else Markup(""),
        _markers(seen.markers, href),
        element("g", UNTOUCHED, paint_labels(seen.labels)) if seen.labels else Markup(""),
    )


def paint_under(frame: Frame, href: str = "") -> Markup:
    """An `<svg>` with the base map of a pane but for its names, to lie under a bare picture.

    It stays while what lies over it changes. With `href`, an address of the same, it is empty, for a page to fill in what it
    has under the same `data-ground`.
    """
    root: Values = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": GROUND,
        **_fill_pane(frame),
        "aria-hidden": "true",
        "data-ground": blake2b(repr(frame).encode(), digest_size=6).hexdigest(),
        "data-href": href,
    }
    return element("svg", root, *([] if href else [paint_grounds(frame)]))


def _fill_pane(frame: Frame) -> Values:
    """What makes an `<svg>` fill its pane, or lie in the middle of one that shows what is spare."""
    left, top, right, bottom = frame.window
    return {
        "viewBox": f"{left:g} {top:g} {right - left:g} {bottom - top:g}",
        "preserveAspectRatio": "xMidYMid slice",
        "width": right - left if frame.spare else "",
        "height": bottom - top if frame.spare else "",
    }


def paint_ground_file(drawing: Drawing, *, names: str) -> Markup:
    """The base map of a drawing as a file of its own, in which its names cover nothing of the drawing."""
    ground = element("g", {"id": GROUND}, _ground(_in_pane(drawing), names))
    return element("svg", {"xmlns": "http://www.w3.org/2000/svg"}, ground)


def _ground(seen: Drawing, names: str, *, is_bare: bool = False) -> Markup:
    taken = [*(box_around(m.at, m.radius, m.radius) for m in seen.markers), *map(label_box, seen.labels)]
    return paint_ground(seen.frame, names=names, taken=taken, is_bare=is_bare)


def _in_pane(drawing: Drawing) -> Drawing:
    """The drawing without the markers, arrows and labels that lie wholly outside of its pane."""
    pane, reach = drawing.frame.window, shapes.ARROW_SIZE / 2
    return replace(
        drawing,
        markers=tuple(m for m in drawing.markers if do_overlap(box_around(m.at, m.radius, m.radius), pane)),
        arrows=tuple(a for a in drawing.arrows if do_overlap(box_around(a.at, reach, reach), pane)),
        labels=tuple(label for label in drawing.labels if do_overlap(label_box(label), pane)),
    )


def _asking(change: Change | None, words: Words, href: Href | None, place: Values, *children: Markup) -> Markup:
    """What a pointer shows the words of, a link where it asks for something and links are wanted.

    What stands at a place, a marker, is reached by the keyboard too; lines are many, and lead to what markers lead to.
    """
    if not words.title and change is None:
        return element("g", place, *children) if place else joined(children)
    title = element("title", {}, "\n".join((words.title, *words.lines)))
    if change is None or href is None:
        return element("g", place, title, *children)
    link: Values = {"href": href(change), "data-go": str(change), "tabindex": "" if place else -1}
    return element("a", {**link, **place}, title, *children)


def _outline(frame: Frame, how: str) -> Markup:
    """The city itself, for the meetings of which only the city is known."""
    data = _city(frame) if how else ""
    if not data:
        return Markup("")
    is_lit = how == "lit"
    width, line, fill = shapes.outline_style(lit=is_lit)
    colour = SELECTED if is_lit else "var(--muted)"
    style: Values = {
        "transform": f"scale({1 / STEPS:g})",
        "d": data,
        **({"fill": colour, "fill-opacity": f"{fill / 255:.2g}"} if fill else {"fill": "none"}),
        "stroke": colour,
        "stroke-opacity": f"{line / 255:.2g}",
        "stroke-width": width * STEPS,
        **UNTOUCHED,
    }
    return element("path", style)


@lru_cache(maxsize=64)
def _city(frame: Frame) -> str:
    return outline_data(clip(load_features("city"), frame, lambda _: True))


def _lines(lines: tuple[Line, ...], frame: Frame, href: Href | None) -> Markup:
    seen = [(line, parts) for line in lines if (parts := _line_parts(line, frame))]
    if not seen:
        return Markup("")
    alike, own = part_styles([_look(line) for line, _ in seen])
    # Round ends would take a browser three times as long.
    style: Values = {"fill": "none", "stroke": ROUTE, "stroke-linejoin": "round", **alike}
    return element("g", style, *(_line(*each, look, href) for each, look in zip(seen, own, strict=True)))


def _look(line: Line) -> Values:
    colour = {"stroke": SELECTED} if line.is_lit else {}
    faint = {"stroke-opacity": f"{line.opacity:.2g}"} if line.opacity < 1 else {}
    return {**colour, "stroke-width": f"{line.width:.3g}", **faint}


def _line(line: Line, parts: Parts, look: Values, href: Href | None) -> Markup:
    """A line and, where it asks for something, a wide unseen one to point at."""
    tag, course = _course(parts)
    touched: Values = {**course, "stroke": "none", "stroke-width": shapes.TOUCH_WIDTH, "pointer-events": "stroke"}
    drawn = [element(tag, {**course, **look}), *([element(tag, touched)] if line.change else [])]
    return _asking(line.change, line.words, href, {}, *drawn)


def _course(parts: Parts) -> tuple[str, Values]:
    """The element of a line's course: a browser paints a `line` with plain ends faster than a `path`."""
    if [len(part) for part in parts] == [2]:
        ((x1, y1), (x2, y2)) = parts[0]
        return "line", {"x1": short(x1), "y1": short(y1), "x2": short(x2), "y2": short(y2)}
    return "path", {"d": "".join("M" + " ".join(f"{short(x)} {short(y)}" for x, y in part) for part in parts)}


def _line_parts(line: Line, frame: Frame) -> Parts:
    """What of a line is in the pane and its margin."""
    points = [frame.pixel(position) for position in line.path]
    if len(points) < 2:
        return []
    clipped = shapely.get_parts(shapely.clip_by_rect(shapely.LineString(points), *grown(frame.window, MARGIN)))
    return [shapely.get_coordinates(part).tolist() for part in clipped if part.length]


def _arrows(arrows: tuple[Arrow, ...]) -> Iterator[Markup]:
    """The arrow heads of each colour as one."""
    for is_lit, colour in ((False, ROUTE), (True, SELECTED)):
        if course := "".join(_head(arrow) for arrow in arrows if arrow.is_lit == is_lit):
            yield element("path", {"d": course, "fill": colour})


def _head(arrow: Arrow) -> str:
    turned = cmath.rect(shapes.ARROW_SIZE, math.radians(arrow.angle))
    corners = (complex(*arrow.at) + turned * (complex(*corner) - MIDDLE) for corner in shapes.ARROW)
    return f"M{' '.join(f'{short(at.real)} {short(at.imag)}' for at in corners)}z"


def _markers(markers: tuple[Marker, ...], href: Href | None) -> Markup:
    """A ground of paper for all, then each with its number, then the halo of those that are lit."""
    if not markers:
        return Markup("")
    paper = {"fill": "none", "stroke": "var(--paper)", "stroke-linecap": "round", **UNTOUCHED}
    grounds = element("g", paper, *paint_ground_discs(markers))
    marks = element("g", NUMBERS, *(_marker(marker, href) for marker in markers))
    halos = [paint_halo(marker) for marker in markers if marker.is_lit]
    return grounds + marks + (element("g", {"fill": "none", "stroke": SELECTED, **UNTOUCHED}, *halos) if halos else "")


def _marker(marker: Marker, href: Href | None) -> Markup:
    x, y = marker.at
    place = {"transform": f"translate({short(x)} {short(y)})"}
    return _asking(marker.change, marker.words, href, place, paint_mark(marker))
