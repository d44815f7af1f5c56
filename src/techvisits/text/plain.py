"""The shell of the plain pages: what stands around the content of each, for readers, search engines and link previews."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from techvisits.record.record import Record
from techvisits.text.address import ROWS, State
from techvisits.text.front.ways import list_ways
from techvisits.text.language import LANGUAGES, button_name
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, path_of, with_query
from techvisits.text.sections import render

Pairs = Sequence[tuple[str, str]]
Linked = Mapping[str, object]
UNSAFE: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


@dataclass(frozen=True)
class File:
    """The same as a file: what it is called, where it is, and its media type."""

    name: str
    href: str
    media_type: str


@dataclass(frozen=True)
class Head:
    """What a page says of itself.

    `path` is its own without a language, `query` what belongs to it besides. `preview` is the query of its preview picture,
    `dashboard` that of the same in the dashboard, `linked` its JSON-LD. `robots` is empty where a page may be indexed.
    """

    title: str
    description: str
    path: str
    query: Pairs = ()
    preview: Pairs = ()
    dashboard: Pairs = ()
    linked: Sequence[Linked] = ()
    files: Sequence[File] = ()
    robots: str = ""


def plain_page(record: Record, language: str, rows: int = ROWS) -> Page:
    """A page that asks for nothing: all that a plain page without filters needs. Its lists have up to so many rows."""
    return Page(State(language=language, rows=rows), record, is_plain=True)


def render_plain(page: Page, head: Head, main: Markup, base: str) -> str:
    """The whole page as HTML, `main` in its shell, with an empty `<style>`; its addresses begin with `base`, which ends in no slash."""
    addresses = {code: base + address_in(code, head) for code in LANGUAGES}
    own = page.language.code
    return render(
        "plain.html",
        page,
        head=head,
        main=main,
        canonical=addresses[own],
        addresses=addresses,
        languages={code: (button_name(code), address_in(code, head)) for code in LANGUAGES},
        picture=base + with_query("/preview.png", own, head.preview),
        dashboard=with_query("/", own, head.dashboard),
        home=with_query("/", own),
        words=path_of(MEETINGS),
        ways=list_ways(page, head.path),
        linked=[write_linked(each) for each in head.linked],
    )


def address_in(language: str, head: Head) -> str:
    """The root-relative address of a page in a language."""
    return with_query(head.path, language, head.query)


def write_linked(linked: Linked) -> Markup:
    """JSON for a `<script>`: nothing in it can end that."""
    return Markup(json.dumps(linked, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE))
