"""A line of time painted as a picture with links; the style sheet colours its classes, so that dark works."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from markupsafe import Markup

from techvisits.drawing.lifeline import RADIUS, WIDTH, Band, Bar, Lifeline, Mark, Rule, Text
from techvisits.drawing.painters.markup import Values, box_course, dot_course, element, short
from techvisits.text.address import Change

Href = Callable[[Change], str]
LINES: Final = ("axis", "tick", "gap", "arrow")
HEAD: Final = 6
CROSS: Final = RADIUS * 0.7


def paint_lifeline(line: Lifeline, *, href: Href) -> Markup:
    """The picture as `<svg>`, each meeting or year a link; the keyboard passes these, since the page lists the same."""
    root: Values = {
        "class": "life",
        "viewBox": f"0 0 {WIDTH} {line.height:.0f}",
        "width": WIDTH,
        "height": round(line.height),
        "role": "group",
        "aria-label": line.alt,
    }
    return element(
        "svg",
        root,
        *_bands(line.bands),
        *_rules(line.rules),
        *(_bar(bar, href) for bar in line.bars),
        *_marks(line.marks, href),
        element("g", {"aria-hidden": "true"}, *_texts(line.texts)),
    )


def _bands(bands: tuple[Band, ...]) -> Iterator[Markup]:
    """The strips of each tone as one, but for those that a pointer names."""
    for (look, words), group in groupby(sorted(bands, key=_look_of), _look_of):
        course = "".join(box_course(*map(round, band.box)) for band in group)
        yield element("path", {"class": look, "d": course}, *[element("title", {}, words)] if words else [])


def _look_of(band: Band) -> tuple[str, str]:
    return "reign odd" if band.is_odd else "reign", band.words


def _rules(rules: tuple[Rule, ...]) -> Iterator[Markup]:
    """The lines of each look as one, and the heads of arrows."""
    for look in LINES:
        if ends := [(*rule.start, *rule.end) for rule in rules if rule.look == look]:
            course = "".join(f"M{short(x1)} {short(y1)}L{short(x2)} {short(y2)}" for x1, y1, x2, y2 in ends)
            yield element("path", {"class": look, "d": course})
    if heads := "".join(_head(rule) for rule in rules if rule.look == "arrow"):
        yield element("path", {"class": "tip", "d": heads})


def _head(rule: Rule) -> str:
    (x, start), (_, end) = rule.start, rule.end
    back = end - HEAD if end > start else end + HEAD
    return f"M{short(x - 4)} {short(back)}h8L{short(x)} {short(end)}z"


def _linked(words: str, change: Change, href: Href, *drawn: Markup) -> Markup:
    link: Values = {"href": href(change), "tabindex": "-1"}
    return element("a", link, element("title", {}, words), *drawn)


def _marks(marks: tuple[Mark, ...], href: Href) -> Iterator[Markup]:
    """A link for each run of meetings that ask for the same."""
    for change, group in groupby(marks, key=lambda mark: mark.change):
        together = [*group]
        drawn = (piece for mark in together if mark.shape for piece in _open(mark))
        yield _linked(together[0].words, change, href, *_dots(together), *drawn)


def _dots(marks: Sequence[Mark]) -> Iterator[Markup]:
    """The full discs of each colour, as ends of lines that have no length."""
    full = [mark for mark in marks if not mark.shape]
    for slot in dict.fromkeys(mark.slot for mark in full):
        course = "".join(dot_course(mark.x, mark.y) for mark in full if mark.slot == slot)
        yield element("path", {"class": f"dot slot-{slot}", "d": course})


def _open(mark: Mark) -> Iterator[Markup]:
    look = f"slot-{mark.slot} {mark.shape}"
    yield element("circle", {"class": look, "cx": mark.x, "cy": mark.y, "r": RADIUS})
    if mark.shape == "crossed":
        ends = {"x1": mark.x - CROSS, "y1": mark.y + CROSS, "x2": mark.x + CROSS, "y2": mark.y - CROSS}
        yield element("line", {"class": look, **ends})


def _bar(bar: Bar, href: Href) -> Markup:
    drawn = []
    for box, slot, is_held in bar.pieces:
        look = f"bar slot-{slot}" if is_held else f"bar slot-{slot} open"
        drawn.append(element("path", {"class": look, "d": box_course(*map(round, box))}))
    return _linked(bar.words, bar.change, href, *drawn)


def _texts(texts: tuple[Text, ...]) -> Iterator[Markup]:
    """The texts of each look and side together."""
    for (look, anchor), group in groupby(sorted(texts, key=_side_of), _side_of):
        style: Values = {"class": look, "text-anchor": anchor}
        yield element("g", style, *(element("text", {"x": round(t.x), "y": round(t.y)}, t.text) for t in group))


def _side_of(text: Text) -> tuple[str, str]:
    return "" if text.look == "muted" else text.look, "" if text.anchor == "start" else text.anchor
