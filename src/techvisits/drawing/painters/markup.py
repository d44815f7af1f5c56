"""SVG as text, written one way by all that paints pictures: attributes, numbers, elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from markupsafe import Markup

Values = Mapping[str, str | float]
NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def short(number: float) -> str:
    """A number to one decimal, as short as it gets: `3`, `-.4`."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else re.sub("^(-?)0\\.", r"\1.", text)


def element(name: str, values: Values, *children: str) -> Markup:
    """An element with its attributes, empty ones left out; children that are no `Markup` are text."""
    inner = Markup("").join(clean(child) for child in children)
    written = Markup("").join(
        Markup(' {}="{}"').format(key, short(value) if isinstance(value, float | int) else clean(value))
        for key, value in values.items()
        if value != ""
    )
    tag = Markup("<{0}{1}>{2}</{0}>") if inner else Markup("<{}{}/>")
    return tag.format(Markup(name), written, inner)


def clean(text: str) -> str:
    """A text without the characters that XML can't hold; `Markup` stays so."""
    return text if isinstance(text, Markup) else NO_XML.sub("", text)


def joined(parts: Iterable[Markup]) -> Markup:
    """One piece of SVG after the other."""
    return Markup("").join(parts)
