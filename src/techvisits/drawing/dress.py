"""The style that stands in a page: of all rules only those that something in it asks for."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import Final

from rcssmin import cssmin

from techvisits.drawing.style import (
    EMBED_NAMES,
    FACES,
    LATIN,
    OFFLINE_NAMES,
    PLAIN_NAMES,
    SHEETS,
    build_first_sheet,
    copy_script_path,
    font_data,
    font_path,
    write_colours,
    write_faces,
)

STYLE: Final = "<style></style>"
COPYABLE: Final = "data-copied="
RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
WITHIN: Final = re.compile(r":has\(([^(),]*)\)")
INNER: Final = re.compile(r"\([^()]*\)")
CLASS: Final = re.compile(r"\.([a-z][\w-]*)")
CLASSES: Final = re.compile(r"class=(?:[\"']([^\"']*)|(\w+))")
USED: Final = re.compile(r"var\((--[\w-]+)")
DEFINED: Final = re.compile(r"(--[\w-]+):light-dark\([^()]*\);?")
NOTHING: Final = re.compile(r"@(?:media|container|supports)[^{}]*\{\}")


def dress(html: str) -> str:
    """The page with its rules in the empty `<style>` of its head, and the script of the buttons that copy if it has some."""
    before, style, after = html.partition(STYLE)
    rules = choose_rules(html, build_plain_sheet())
    script = f'<script type="module" src="{copy_script_path()}"></script>' if COPYABLE in html else ""
    return f"{before}<style>{rules}</style>{script}{after}" if style else html


def drop_unused(rules: str, html: str) -> str:
    """The rules without the variables that neither they nor the page use."""
    used = {*USED.findall(rules), *USED.findall(html)}
    return DEFINED.sub(lambda found: found[0] if found[1] in used else "", rules)


def choose_rules(html: str, sheet: str) -> str:
    """The rules of a packed sheet for the classes that a page has, and those for no class."""
    classes = frozenset(name for found in CLASSES.findall(html) for name in " ".join(found).split())
    return drop_unused(_choose_rules(classes, sheet), html)


@functools.lru_cache(maxsize=256)
def _choose_rules(classes: frozenset[str], sheet: str) -> str:

    def choose(found: re.Match[str]) -> str:
        asked = [selector for selector in _split(found[1]) if _is_asked(selector, classes)]
        return f"{','.join(asked)}{{{found[2]}}}" if asked else ""

    return NOTHING.sub("", NOTHING.sub("", RULE.sub(choose, sheet)))


@functools.cache
def build_plain_sheet() -> str:
    """All rules that a plain page may have, without comments and needless space."""
    return _write_sheet(PLAIN_NAMES, font_path)


@functools.cache
def build_view_sheet() -> str:
    """All rules that a first view may have, likewise."""
    return str(cssmin(build_first_sheet()))


@functools.cache
def build_embed_sheet() -> str:
    """The rules of a page for other people's frames."""
    return _write_sheet(EMBED_NAMES, font_path)


@functools.cache
def build_offline_sheet() -> str:
    """The rules of a file for readers who are offline, the typefaces within it."""
    return _write_sheet(OFFLINE_NAMES, font_data)


def _write_sheet(names: Sequence[str], address: Callable[[str], str]) -> str:
    faces = [(family, name, "") for family, name, characters in FACES if characters == LATIN]
    rules = [(SHEETS / name).read_text(encoding="utf-8") for name in names]
    return str(cssmin("".join([f":root {{ {write_colours()} }}\n", *write_faces(faces, address), *rules])))


def _split(selectors: str) -> list[str]:
    """The selectors of a rule, at commas that stand in no brackets."""
    parts, depth = [""], 0
    for character in selectors:
        depth += (character == "(") - (character == ")")
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _is_asked(selector: str, classes: frozenset[str]) -> bool:
    """Whether it has only such classes; what stands in brackets may be absent, but the one thing that is to be within."""
    selector = WITHIN.sub(r"\1", selector)
    while selector != (bare := INNER.sub("", selector)):
        selector = bare
    return classes.issuperset(CLASS.findall(selector))
