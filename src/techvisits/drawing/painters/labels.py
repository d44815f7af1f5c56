"""Labels as SVG: a text on a ground of paper that lets a little through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from techvisits.drawing.model import Label
from techvisits.drawing.painters import shapes
from techvisits.drawing.painters.ground.glyphs import is_latin, width_of
from techvisits.drawing.painters.markup import Values, box_course, element, part_styles
from techvisits.drawing.screen import Box

NARROWER: Final = 0.875
"""How wide the page's Latin letters are beside those of the base map's names, whose widths are known."""


def paint_labels(labels: Sequence[Label]) -> Markup:
    """The grounds, then the texts, so that none is covered by the ground of another."""
    paper = {"fill": "var(--paper)", "fill-opacity": f"{shapes.LABEL_GROUND / 255:.2g}"}
    grounds = element("path", {"d": "".join(box_course(*label_box(label)) for label in labels), **paper})
    alike, own = part_styles([*map(_look, labels)])
    texts = (element("text", {**_place(each), **look}, each.text) for each, look in zip(labels, own, strict=True))
    return grounds + element("g", {"fill": "var(--ink)", **alike}, *texts)


def _place(label: Label) -> Values:
    return {"x": label.at[0], "y": label.at[1] + shapes.HALF_DIGIT * label.size}


def _look(label: Label) -> Values:
    weight = shapes.BOLD if label.is_bold else shapes.REGULAR
    return {"font-size": label.size, "font-weight": weight, "text-anchor": label.anchor}


def label_box(label: Label) -> Box:
    """What its ground covers."""
    face = "noto-sans-bold" if label.is_bold else "noto-sans-regular"
    width = label.size * sum(width_of(c, face) * (NARROWER if is_latin(c) else 1) for c in label.text)
    left = label.at[0] - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
    wide, high = shapes.LABEL_PADDING
    half = label.size / 2 + high
    return left - wide, label.at[1] - half, left + width + wide, label.at[1] + half
