"""What stands beside the page: its name, the languages, and the filters as a reader sets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from techvisits.record.facets import build_facet
from techvisits.record.filters import KEYS
from techvisits.text import words
from techvisits.text.address import STYLE, Change, to_pairs
from techvisits.text.front.ways import list_ways
from techvisits.text.language import LANGUAGES, button_name, load_language
from techvisits.text.legend import render_choice
from techvisits.text.page import Page
from techvisits.text.sections import render

KEPT_BY_RESET: Final = ("view", "lang")


@dataclass(frozen=True)
class Chosen:
    """What is chosen in a list, with the number of meetings that it stands for and the change that takes it off."""

    words: str
    count: int
    change: Change


@dataclass(frozen=True)
class Box:
    """A list filter: what it is called, what it says where nothing is chosen, and what is."""

    key: str
    label: str
    anything: str
    chosen: list[Chosen]


def render_side(page: Page) -> Markup:
    """The name of the publication, what it is, the languages and the filters."""
    pairs, filters = to_pairs(page.state), page.state.filters
    earliest, latest = page.record.span
    first, last = filters.first or earliest, filters.last or latest
    kept = [(key, value) for key, values in pairs.items() for value in values]
    return render(
        "side.html",
        page,
        ways=list_ways(page, "/"),
        languages=render_choice(
            page, "lang", page.language.code, "Language · 言語 · 언어", {code: button_name(code) for code in LANGUAGES}
        ),
        kept=lambda *own: [(key, value) for key, value in kept if key not in own],
        view=[(key, value) for key, value in kept if key in KEPT_BY_RESET],
        reset=Change({key: () for key in (*KEYS, *STYLE) if key not in KEPT_BY_RESET}),
        days=[
            ("from", page.language.say("First day"), min(max(first, earliest), latest)),
            ("to", page.language.say("Last day"), max(min(last, latest), earliest)),
        ],
        span=(earliest, latest),
        boxes=[*_build_boxes(page)],
        strict=Change({"sources": () if filters.sources >= 2 else ("2",)}),
    )


def list_choices(key: str, page: Page) -> list[dict[str, str | int | bool]]:
    """What a list filter offers, most meetings first: `also` are the other names that find it, in all scripts.

    `href` is the address after it is put in or taken out.
    """
    filters, record = page.state.filters, page.record
    languages = [load_language(code) for code in LANGUAGES]
    return [
        {
            "id": identifier,
            "href": page.links.href(Change(toggle=((key, identifier),))),
            "name": words.choice(key, identifier, record, page.language),
            "also": " ".join(
                [
                    *(words.choice(key, identifier, record, language) for language in languages),
                    *record.find_forms(identifier),
                ]
            ),
            "count": count,
            "chosen": identifier in filters.ids(key),
        }
        for identifier, count in build_facet(key, filters, record).items()
    ]


def _build_boxes(page: Page) -> Iterator[Box]:
    for key, (label, anything) in words.controls(page.language).items():
        ids = page.state.filters.ids(key)
        counts = build_facet(key, page.state.filters, page.record) if ids else {}
        chosen = [
            Chosen(
                words.choice(key, identifier, page.record, page.language),
                counts[identifier],
                Change(toggle=((key, identifier),)),
            )
            for identifier in ids
        ]
        yield Box(key, label, anything, chosen)
