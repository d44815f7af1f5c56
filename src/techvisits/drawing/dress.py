"""The style of a plain page, which stands in the page: of all rules only those that something in it asks for."""

from __future__ import annotations

import functools
import re
from typing import Final

from techvisits.drawing.style import FACES, LATIN, PLAIN_NAMES, SHEETS, write_colours, write_faces

STYLE: Final = "<style></style>"
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE: Final = re.compile(r"\s*([{};,])\s*|(:)\s+|\s+")
RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
INNER: Final = re.compile(r"\([^()]*\)")
CLASS: Final = re.compile(r"\.([a-z][\w-]*)")
CLASSES: Final = re.compile(r"class=(?:[\"']([^\"']*)|(\w+))")
NOTHING: Final = re.compile(r"@media[^{}]*\{\}")


def dress(html: str) -> str:
    """The page with its rules in the empty `<style>` of its head."""
    before, style, after = html.partition(STYLE)
    return f"{before}<style>{choose_rules(html)}</style>{after}" if style else html


def choose_rules(html: str) -> str:
    """The rules for the classes that a page has, and those for no class."""
    classes = frozenset(name for found in CLASSES.findall(html) for name in " ".join(found).split())
    return _choose_rules(classes)


@functools.lru_cache(maxsize=256)
def _choose_rules(classes: frozenset[str]) -> str:

    def choose(found: re.Match[str]) -> str:
        asked = [selector for selector in _split(found[1]) if _is_asked(selector, classes)]
        return f"{','.join(asked)}{{{found[2]}}}" if asked else ""

    return NOTHING.sub("", RULE.sub(choose, build_plain_sheet()))


@functools.cache
def build_plain_sheet() -> str:
    """All rules that a plain page may have, without comments and needless space."""
    faces = [(family, name, "") for family, name, characters in FACES if characters == LATIN]
    rules = [(SHEETS / name).read_text(encoding="utf-8") for name in PLAIN_NAMES]
    sheet = "".join([f":root {{ {write_colours()} }}\n", *write_faces(faces), *rules])
    return SPACE.sub(lambda found: found[1] or found[2] or " ", COMMENT.sub("", sheet)).replace(";}", "}").strip()


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
    """Whether it has only such classes; what stands in brackets may be absent."""
    while selector != (bare := INNER.sub("", selector)):
        selector = bare
    return classes.issuperset(CLASS.findall(selector))
