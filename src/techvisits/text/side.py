"""What stands beside the page: its name, the languages, and the filters as a reader sets them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from techvisits.record.facets import build_facet
from techvisits.record.filters import NOT, known_ids
from techvisits.text.address import KEPT_BY_RESET, RESET, Change, to_pairs
from techvisits.text.asked import list_asked
from techvisits.text.choices import name_boxes, name_choice, name_more
from techvisits.text.front.ways import list_ways
from techvisits.text.language import LANGUAGES, button_name, load_language
from techvisits.text.legend import render_choice
from techvisits.text.page import Page
from techvisits.text.panel import is_open
from techvisits.text.sections import render


@dataclass(frozen=True)
class Chosen:
    """What is chosen in a list, with the number of meetings that it stands for, or left out; and the change that takes it off."""

    words: str
    count: str
    change: Change


@dataclass(frozen=True)
class Box:
    """A list filter: what it is called, what in it is chosen, then what is left out."""

    key: str
    label: str
    chosen: list[Chosen]


def render_side(page: Page) -> Markup:
    """The name of the publication, what it is, the languages and the filters."""
    pairs, filters, language = to_pairs(page.state), page.state.filters, page.language
    earliest, latest = page.record.span
    first, last = filters.first or earliest, filters.last or latest
    kept = [(key, value) for key, values in pairs.items() for value in values]
    more = [_build_box(key, label, page) for key, label in name_more(language).items()]
    return render(
        "side.html",
        page,
        ways=list_ways(page, "/"),
        languages=render_choice(
            page, "lang", language.code, "Language · 言語 · 언어", {code: button_name(code) for code in LANGUAGES}
        ),
        is_open=is_open(page),
        kept=lambda *own: [(key, value) for key, value in kept if key not in own],
        view=[(key, value) for key, value in kept if key in KEPT_BY_RESET],
        reset=RESET,
        days=[
            ("from", language.say("First day"), min(max(first, earliest), latest)),
            ("to", language.say("Last day"), max(min(last, latest), earliest)),
        ],
        span=(earliest, latest),
        boxes=[_build_box(key, label, page) for key, label in name_boxes(language).items()],
        more=more,
        is_more=bool(filters.sources or any(box.chosen for box in more)),
        strict=Change({"sources": () if filters.sources >= 2 else ("2",)}),
        show=language.count("Show {n} meeting", "Show {n} meetings", len(page.shown.meetings)),
    )


def list_choices(key: str, page: Page) -> list[dict[str, str | int | bool]]:
    """What a list filter offers, most meetings first, of years the newest; what would show nothing comes last.

    `also` are the other names that find it, in all scripts. `href` is the address after it is put in or taken out; `out` tells
    whether it is left out.
    """
    filters, record = page.state.filters, page.record
    languages = [load_language(code) for code in LANGUAGES]
    left_out = filters.ids(f"{NOT}{key}")
    return [
        {
            "id": identifier,
            "href": page.links.href(Change(toggle=((key, identifier),))),
            "name": name_choice(key, identifier, record, page.language),
            "also": " ".join(
                [
                    *(name_choice(key, identifier, record, language) for language in languages),
                    *record.find_forms(identifier),
                ]
            ),
            "count": count,
            "chosen": identifier in filters.ids(key),
            "out": identifier in left_out,
        }
        for identifier, count in _count_choices(key, page).items()
    ]


def name_button(page: Page) -> str:
    """What opens the filters on a phone: `Filters (2)`."""
    number = len(list_asked(page))
    return page.language.say("Filters ({n})", n=number) if number else page.language.say("Filters")


def _count_choices(key: str, page: Page) -> dict[str, int]:
    filters, record = page.state.filters, page.record
    counts = build_facet(key, filters, record)
    if key == "year":
        counts = dict(sorted(counts.items(), reverse=True))
    empty = sorted(known_ids(key, record) - counts.keys(), key=lambda i: record.find_name(i).english)
    return {i: n for i, n in counts.items() if n} | dict.fromkeys([*(i for i in counts if not counts[i]), *empty], 0)


def _build_box(key: str, label: str, page: Page) -> Box:
    filters, record, language = page.state.filters, page.record, page.language
    ids, left_out = filters.ids(key), filters.ids(f"{NOT}{key}")
    counts = build_facet(key, filters, record) if ids else {}
    chosen = [
        Chosen(name_choice(key, i, record, language), language.number(counts[i]), Change(toggle=((key, i),)))
        for i in ids
    ]
    for i in left_out:
        what = language.say("without {what}", what=name_choice(key, i, record, language))
        chosen.append(Chosen(what, "", Change(toggle=((f"{NOT}{key}", i),))))
    return Box(key, label, chosen)
