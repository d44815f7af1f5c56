"""Which two are held against each other: read from an address, chosen in a form by their names, or from ready pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from markupsafe import Markup

from techvisits.package.errors import Problem
from techvisits.record.filters import to_query
from techvisits.record.questions.versus import KINDS, Versus, count_known, find_one
from techvisits.record.values import Query, last_of, shorten
from techvisits.text.choices import name_choice
from techvisits.text.page import Page
from techvisits.text.paths import COMPARE, MEETINGS, with_query
from techvisits.text.plain import Head
from techvisits.text.questions.answer import Told
from techvisits.text.questions.sections import fill_form, list_files, name_files
from techvisits.text.questions.versus import back_path
from techvisits.text.sections import render

OF: Final = "of"
KEYS: Final = ("a", "b", OF)
MOST_NAMES: Final = 300
READY: Final = 4


@dataclass(frozen=True)
class Chosen:
    """The kind of the two, and their ids as far as they are known; `problems` are what was not understood."""

    kind: str
    a: str = ""
    b: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def query(self) -> list[tuple[str, str]]:
        """The query pairs that are read back to the same."""
        pairs = [(key, f"{self.kind}:{i}") for key, i in (("a", self.a), ("b", self.b)) if i]
        return pairs if pairs or self.kind == KINDS[0] else [(OF, self.kind)]


@dataclass(frozen=True)
class Held:
    """The two as found and as told, with their picture."""

    found: Versus
    told: Told
    picture: Markup


def read_chosen(query: Query, page: Page) -> Chosen:
    """The two that an address asks for: `leader:tim-cook`, or a name in any script of the kind that `of` says."""
    kind = (
        last_of(query, OF)
        or next((_kind_in(last_of(query, key)) for key in "ab" if last_of(query, key)), "")
        or KINDS[0]
    )
    if kind not in KINDS:
        return Chosen(KINDS[0], problems=(Problem(OF, shorten(kind), f"is none of {', '.join(KINDS)}", KINDS),))
    asked = {key: last_of(query, key) for key in "ab"}
    kind, found = _find_all(asked, kind, page)
    problems = [
        Problem(key, shorten(text), f"is no {kind} on record", (f"{kind}:<id>",))
        for key, text in asked.items()
        if text and not found[key]
    ]
    if found["a"] and found["a"] == found["b"]:
        problems.append(Problem("b", shorten(asked["b"]), "is the same as a", ()))
        found["b"] = ""
    return Chosen(kind, found["a"], found["b"], tuple(problems))


def _find_all(asked: Mapping[str, str], kind: str, page: Page) -> tuple[str, dict[str, str]]:
    """The kind of which all that is asked for is, the one that was chosen first, and the ids, empty where there is none."""
    for is_near in (False, True):
        for each in (kind, *KINDS):
            found = {key: _find(text, each, page, is_near=is_near) for key, text in asked.items()}
            if all(found[key] or not text for key, text in asked.items()):
                return each, found
    return kind, {key: _find(text, kind, page, is_near=True) for key, text in asked.items()}


def render_compare(chosen: Chosen, held: Held | None, page: Page, base: str, problems: tuple[Problem, ...]) -> Markup:
    """The two side by side, or what there is to choose, with a form for two others; addresses to copy begin with `base`."""
    known = count_known(chosen.kind, page.record)
    names = [name_choice(chosen.kind, i, page.record, page.language) for i in [*known][:MOST_NAMES]]
    return render(
        "compare.html",
        page,
        held=held,
        title=held.told.title if held else page.language.say("One against another"),
        kinds=[(name, _path(page, [(OF, kind)]), kind == chosen.kind) for kind, name in _kinds(page).items()],
        kind=chosen.kind,
        sides=[(key, label, _named(i, chosen, page)) for key, label, i in _sides(chosen, page)],
        names=dict.fromkeys(names),
        ready=[_ready(chosen.kind, pair, page) for pair in _pairs(chosen, known)],
        ways=_ways(chosen, held, page),
        back=back_path(page),
        own=base + compare_path(chosen, page),
        **fill_form(f"/{COMPARE}", page, chosen.query) | {"problems": (*chosen.problems, *problems)},
    )


def head_compare(chosen: Chosen, held: Held | None, page: Page) -> Head:
    """What the page says of itself."""
    asked = to_query(page.state.filters)
    title = held.told.title if held else page.language.say("One against another")
    lead = held.told.standfirst if held else page.language.say("Two leaders, companies or hosts side by side.")
    return Head(
        title,
        lead,
        f"/{COMPARE}",
        [*asked, *chosen.query],
        asked,
        asked,
        files=name_files(lambda ending: compare_path(chosen, page, ending)) if held else (),
        robots="noindex, follow" if asked else "",
    )


def _kinds(page: Page) -> dict[str, str]:
    say = page.language.say
    return dict(zip(KINDS, (say("Leaders"), say("Companies"), say("Hosts")), strict=True))


def _kind_in(text: str) -> str:
    """`leader` of `leader:tim-cook`; empty where it names none."""
    kind, colon, _ = text.partition(":")
    return kind if colon and kind in KINDS else ""


def _find(text: str, kind: str, page: Page, *, is_near: bool) -> str:
    """The id that a text is or names; empty for none."""
    identifier = text.removeprefix(f"{kind}:")
    if not text or identifier in count_known(kind, page.record):
        return identifier
    return "" if _kind_in(text) else find_one(text, kind, page.record, is_near=is_near)


def _sides(chosen: Chosen, page: Page) -> list[tuple[str, str, str]]:
    return [("a", page.language.say("One"), chosen.a), ("b", page.language.say("The other"), chosen.b)]


def _named(identifier: str, chosen: Chosen, page: Page) -> str:
    return name_choice(chosen.kind, identifier, page.record, page.language) if identifier else ""


def _pairs(chosen: Chosen, known: Mapping[str, int]) -> list[tuple[str, str]]:
    """Ready pairs: of the one who is chosen with those who have most meetings, else of these among themselves."""
    most = [i for i in known if i not in (chosen.a, chosen.b)]
    one = chosen.a or chosen.b
    return [(one, other) for other in most[: 2 * READY]] if one else [*combinations(most[:READY], 2)]


def _ready(kind: str, pair: tuple[str, str], page: Page) -> tuple[str, str]:
    names = [name_choice(kind, i, page.record, page.language) for i in pair]
    return " – ".join(names), _path(page, Chosen(kind, *pair).query)


def _ways(chosen: Chosen, held: Held | None, page: Page) -> list[tuple[str, str]]:
    if not held:
        return []
    behind = with_query(f"/{MEETINGS}", page.language.code, to_query(held.told.behind))
    return [
        (page.language.say("The meetings behind it"), behind),
        *list_files(lambda ending: compare_path(chosen, page, ending), page),
        *((way.text, way.href) for way in held.told.ways),
    ]


def compare_path(chosen: Chosen, page: Page, ending: str = "") -> str:
    """The address of the two under the page's filters, or of their table (`.csv`) or picture (`.svg`)."""
    return _path(page, chosen.query, ending)


def _path(page: Page, query: list[tuple[str, str]], ending: str = "") -> str:
    return with_query(f"/{COMPARE}{ending}", page.language.code, [*to_query(page.state.filters), *query])
