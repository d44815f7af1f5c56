"""What is new as a feed that readers subscribe to (Atom, RFC 4287), in pages that lead to one another (RFC 5005)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as et

from techvisits.text.feed import Entry

ATOM: Final = "http://www.w3.org/2005/Atom"
TAG: Final = "tag:techvisits,2026:"
AUTHOR: Final = "Tech Visits contributors"
RIGHTS: Final = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
TYPES: Final = {"self": "application/atom+xml", "alternate": "text/html"}


@dataclass(frozen=True)
class Feed:
    """A page of a feed: `key` is that of the whole feed, `links` the addresses by their relation to the page."""

    title: str
    key: str
    language: str
    updated: dt.date
    links: Mapping[str, str]
    entries: Sequence[Entry]


def build_feed(feed: Feed, base: str) -> bytes:
    """The page as XML; its entries link to `base`, the address of this server without a slash at its end."""
    root = et.Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    _add(root, "id", TAG + feed.key)
    _add(root, "title", feed.title)
    _add(root, "updated", _write_day(feed.updated))
    for relation, address in feed.links.items():
        _link(root, relation, address, TYPES.get(relation, TYPES["self"]))
    _add(_add(root, "author"), "name", AUTHOR)
    _add(root, "rights", RIGHTS)
    _add(root, "generator", "Tech Visits")
    for entry in feed.entries:
        _add_entry(root, entry, base)
    et.indent(root, " ")
    return bytes(et.tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _add_entry(root: et.Element, entry: Entry, base: str) -> None:
    element = _add(root, "entry")
    _add(element, "id", TAG + entry.key)
    _add(element, "title", entry.title)
    _add(element, "updated", _write_day(entry.day))
    _add(element, "published", _write_day(entry.day))
    _link(element, "alternate", base + entry.path)
    if entry.dashboard:
        _link(element, "related", base + entry.dashboard)
    for source in entry.sources:
        _link(element, "via", source)
    _add(element, "category", scheme=f"{TAG}kind", term=entry.kind)
    for topic_id, label in entry.topics:
        _add(element, "category", scheme=f"{TAG}topic", term=topic_id, label=label)
    _add(element, "summary", entry.summary)


def _add(parent: et.Element, name: str, text: str = "", **attributes: str) -> et.Element:
    element = et.SubElement(parent, name, {key: _clean(value) for key, value in attributes.items()})
    element.text = _clean(text) or None
    return element


def _link(parent: et.Element, relation: str, address: str, media_type: str = "text/html") -> None:
    _add(parent, "link", rel=relation, type=media_type, href=address)


def _write_day(day: dt.date) -> str:
    return f"{day}T00:00:00Z"


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(_allowed(text))


def _allowed(text: str) -> Iterable[str]:
    return (c for c in text if c in "\t\n" or " " <= c < "\ud800" or "\ue000" <= c < "\ufffe" or c > "\uffff")
