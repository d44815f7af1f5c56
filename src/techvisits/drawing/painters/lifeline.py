"""A line of time painted as a picture with links; the style sheet colours its classes, so that dark works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from markupsafe import Markup

from techvisits.drawing.lifeline import RADIUS, WIDTH, Band, Bar, Lifeline, Mark, Rule, Text
from techvisits.drawing.painters.markup import Values, element
from techvisits.text.address import Change

Href = Callable[[Change], str]
HEAD: Final = 6
CROSS: Final = RADIUS * 0.7


def paint_lifeline(line: Lifeline, *, href: Href) -> Markup:
    """The picture as `<svg>`, each meeting a link; these are not reached by the keyboard, since the page lists the same."""
    root: Values = {
        "class": "life",
        "viewBox": f"0 0 {WIDTH} {line.height:g}",
        "width": WIDTH,
        "height": line.height,
        "role": "group",
        "aria-label": line.alt,
    }
    return element(
        "svg",
        root,
        *map(_band, line.bands),
        *map(_rule, line.rules),
        *(_bar(bar, href) for bar in line.bars),
        *(_mark(mark, href) for mark in line.marks),
        element("g", {"aria-hidden": "true"}, *map(_text, line.texts)),
    )


def _band(band: Band) -> Markup:
    left, top, right, bottom = band.box
    place: Values = {"class": "reign odd" if band.is_odd else "reign", "x": left, "y": top}
    size: Values = {"width": right - left, "height": bottom - top}
    return element("rect", {**place, **size}, element("title", {}, band.words))


def _rule(rule: Rule) -> Markup:
    (x1, y1), (x2, y2) = rule.start, rule.end
    line = element("line", {"class": rule.look, "x1": x1, "y1": y1, "x2": x2, "y2": y2})
    if rule.look != "arrow":
        return line
    back = y2 - HEAD if y2 > y1 else y2 + HEAD
    corners = f"M{x2 - 4:g} {back:g}h8L{x2:g} {y2:g}z"
    return line + element("path", {"class": "tip", "d": corners})


def _linked(words: str, change: Change, href: Href, *drawn: Markup) -> Markup:
    link: Values = {"href": href(change), "tabindex": "-1"}
    return element("a", link, element("title", {}, words), *drawn)


def _mark(mark: Mark, href: Href) -> Markup:
    look = f"slot-{mark.slot} {mark.shape}".strip()
    disc = element("circle", {"class": look, "cx": mark.x, "cy": mark.y, "r": RADIUS})
    if mark.shape != "crossed":
        return _linked(mark.words, mark.change, href, disc)
    ends = {"x1": mark.x - CROSS, "y1": mark.y + CROSS, "x2": mark.x + CROSS, "y2": mark.y - CROSS}
    return _linked(mark.words, mark.change, href, disc, element("line", {"class": look, **ends}))


def _bar(bar: Bar, href: Href) -> Markup:
    left, top, right, bottom = bar.box
    look = f"slot-{bar.slot}" if bar.is_held else f"slot-{bar.slot} open"
    size: Values = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return _linked(bar.words, bar.change, href, element("rect", {"class": look, **size}))


def _text(text: Text) -> Markup:
    anchor = "" if text.anchor == "start" else text.anchor
    look = "" if text.look == "muted" else text.look
    return element("text", {"class": look, "x": text.x, "y": text.y, "text-anchor": anchor}, text.text)

