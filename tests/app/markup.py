"""HTML as a browser takes it apart: elements with their attributes and their text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    """A tag with its attributes, and what is in it."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """What style sheets know it by."""
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """All text in it, each run of white space as one space."""
        return " ".join("".join(self._texts()).split())

    def all(self, tag: str = "", of: str = "") -> list[Element]:
        """The elements in it with that tag and that class, in their order; empty: any."""
        return [e for e in self._elements() if (not tag or e.tag == tag) and (not of or of in e.classes)]

    def one(self, tag: str = "", of: str = "") -> Element:
        """The only such element."""
        (found,) = self.all(tag, of)
        return found

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()

    def _elements(self) -> Iterator[Element]:
        for child in self.children:
            if not isinstance(child, str):
                yield child
                yield from child._elements()


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


@lru_cache(maxsize=64)
def parse(html: str) -> Element:
    """The piece of HTML as a nameless element; fails where a tag is not closed or closes another."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert [element.tag for element in parser.open] == [""], "a tag is not closed"
    return parser.open[0]
