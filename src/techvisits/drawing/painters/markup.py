"""SVG as text, written one way by all that paints pictures: elements, attributes, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from markupsafe import Markup, escape

Values = Mapping[str, str | float]
NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, values: Values, *children: str) -> Markup:
    """An element with its attributes, empty ones left out; children that are no `Markup` are text."""
    written = _attributes(values)
    inner = "".join(map(_escaped, children))
    return Markup(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")


def put(picture: Markup, values: Values) -> Markup:
    """An element with other values for some attributes: where and how large it is within another picture, say."""
    tag, end, rest = picture.partition(">")
    for key in values:
        tag = Markup(re.sub(f' {key}="[^"]*"', "", tag))
    return tag + Markup(_attributes(values)) + Markup(end) + rest


def _attributes(values: Values) -> str:
    return "".join(f' {key}="{_written(value)}"' for key, value in values.items() if value != "")


def part_styles(styles: Sequence[Values]) -> tuple[Values, list[Values]]:
    """What all of the styles have alike, for the group that their elements are in, and what each has besides."""
    alike = {key: value for key, value in styles[0].items() if all(style.get(key) == value for style in styles)}
    return alike, [{key: value for key, value in style.items() if key not in alike} for style in styles]


def joined(parts: Iterable[Markup]) -> Markup:
    """One piece of SVG after the other."""
    return Markup("").join(parts)


def short(number: float) -> str:
    """A number to one decimal, as short as it gets: `3`, `-.4`."""
    text = f"{number:.1f}".removesuffix(".0")
    sign, digits = ("-", text[1:]) if text[0] == "-" else ("", text)
    return sign + digits.removeprefix("0") if digits != "0" else "0"


def box_course(left: float, top: float, right: float, bottom: float) -> str:
    """The outline of a box, for the `d` of a path that holds many."""
    return f"M{short(left)} {short(top)}h{short(right - left)}v{short(bottom - top)}H{short(left)}z"


def dot_course(x: float, y: float) -> str:
    """A line without length there, for the `d` of a path whose round ends make dots of it."""
    return f"M{short(x)} {short(y)}h0"


def _written(value: str | float) -> str:
    return _as_text(value) if isinstance(value, str) else short(value)


def _escaped(child: str) -> str:
    return child if isinstance(child, Markup) else _as_text(child)


def _as_text(text: str) -> str:
    """As XML has it, without the characters that this can't hold."""
    return str(escape(NO_XML.sub("", str(text))))
