"""The pages of questions as HTML: all of them two by two, and each alone with its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from techvisits.package.errors import Problem
from techvisits.record.facets import build_facet
from techvisits.record.filters import to_query
from techvisits.text.address import Change, make_change, to_pairs
from techvisits.text.asked import list_asked, take_off
from techvisits.text.choices import name_boxes, name_choice
from techvisits.text.page import Page
from techvisits.text.paths import COMPARE, EXPLORE, MEETINGS, with_query
from techvisits.text.plain import File, Head, Pairs
from techvisits.text.questions.answer import KEYS, Told
from techvisits.text.sections import render

MOST_ROWS: Final = 60
MOST_CHOICES: Final = 40
SELECTS: Final = ("leader", "company", "topic")
Path = Callable[[str], str]


@dataclass(frozen=True)
class Pictured:
    """An answer with its picture: `slug` is its address under the others, `query` what it asks for."""

    slug: str
    told: Told
    picture: Markup
    query: Pairs

    def path(self, ending: str = "") -> str:
        """`/explore/topics.csv`."""
        return f"/{EXPLORE}/{self.slug}{ending}"


def render_questions(answers: Sequence[Pictured], page: Page, problems: Sequence[Problem] = ()) -> Markup:
    """All answers two by two, each with its title over the picture."""
    return render(
        "questions.html",
        page,
        answers=[(each, ways_of(each, page)) for each in answers],
        problems=problems,
        lead=_lead(page),
        is_any=any(meeting.is_held for meeting in page.shown.meetings),
        compare=with_query(f"/{COMPARE}", page.language.code),
        **fill_form(f"/{EXPLORE}", page),
    )


def render_question(answer: Pictured, page: Page, others: Pairs, problems: Sequence[Problem], base: str) -> Markup:
    """One answer with its table; `others` are the addresses and titles of the other questions."""
    own = with_query(answer.path(), page.language.code, answer.query)
    return render(
        "question.html",
        page,
        answer=answer,
        ways=ways_of(answer, page),
        rows=answer.told.rows[:MOST_ROWS],
        rest=len(answer.told.rows) - MOST_ROWS,
        others=others,
        problems=problems,
        own=base + own,
        back=with_query(f"/{EXPLORE}", page.language.code, to_query(page.state.filters)),
        **fill_form(answer.path(), page, [pair for pair in answer.query if pair[0] in KEYS]),
    )


def head_questions(page: Page) -> Head:
    """What the page of all questions says of itself."""
    asked = to_query(page.state.filters)
    title = page.language.say("Questions answered by pictures")
    return Head(title, _lead(page), f"/{EXPLORE}", asked, asked, asked, robots="noindex, follow" if asked else "")


def head_question(answer: Pictured, page: Page) -> Head:
    """What the page of one question says of itself."""
    asked = to_query(page.state.filters)
    return Head(
        answer.told.title,
        answer.told.standfirst,
        answer.path(),
        answer.query,
        asked,
        asked,
        files=name_files(_path_of(answer, page)),
        robots="noindex, follow" if answer.query else "",
    )


def _lead(page: Page) -> str:
    held = sum(meeting.is_held for meeting in page.shown.meetings)
    counted = page.language.count("{n} meeting that was held", "{n} meetings that were held", held)
    rule = page.language.say(
        "Titles are worked out from what is shown; what was only announced or cancelled is not counted"
    )
    return page.language.say("{counted}. {rule}.", counted=counted, rule=rule)


def ways_of(answer: Pictured, page: Page) -> list[tuple[str, str]]:
    """Where one can go from an answer: words and address."""
    say, code = page.language.say, page.language.code
    return [
        (say("The meetings behind it"), with_query(f"/{MEETINGS}", code, to_query(answer.told.behind))),
        (say("Table"), with_query(answer.path(), code, answer.query) + "#table"),
        *list_files(_path_of(answer, page), page),
        *((each.text, each.href) for each in answer.told.ways),
    ]


def name_files(path: Path) -> list[File]:
    """An answer's table and picture as files, of which `path` gives the addresses by their endings."""
    return [File("CSV", path(".csv"), "text/csv"), File("SVG", path(".svg"), "image/svg+xml")]


def list_files(path: Path, page: Page) -> list[tuple[str, str]]:
    """The same as ways to go: words and address."""
    return [("CSV", path(".csv")), (page.language.say("Picture"), path(".svg"))]


def _path_of(answer: Pictured, page: Page) -> Path:
    return lambda ending: with_query(answer.path(ending), page.language.code, answer.query)


def fill_form(path: str, page: Page, options: Pairs = ()) -> dict[str, object]:
    """What the form and the chips of a page are filled with: they stay at `path`, and keep `options` besides filters."""
    asked, pairs = to_query(page.state.filters), to_pairs(page.state)

    def href(change: Change) -> str:
        after = make_change(pairs, change)
        kept = [(key, value) for key, values in after.items() if key != "lang" for value in values]
        return with_query(path, page.language.code, [*kept, *options])

    return {
        "action": path,
        "chips": [(each.words, href(each.change)) for each in list_asked(page)],
        "everything": href(take_off(page.state.filters)) if asked else "",
        "selects": [
            (key, (name_boxes(page.language)[key], _anything(key, page)), _choices(key, page)) for key in SELECTS
        ],
        "kept": [*(pair for pair in asked if pair[0] not in ("from", "to")), *options],
        "span": page.record.span,
    }


def _anything(key: str, page: Page) -> str:
    """What stands in the box where nothing is chosen in it; what is chosen already stays, and is taken off by its chip."""
    return page.language.say("One more") if page.state.filters.ids(key) else page.language.say("Any")


def _choices(key: str, page: Page) -> list[tuple[str, str, int]]:
    """Id, name and number of meetings, of those with most meetings that are not chosen yet."""
    counts, chosen = build_facet(key, page.state.filters, page.record), page.state.filters.ids(key)
    most = [i for i in counts if i not in chosen][:MOST_CHOICES]
    return [(i, name_choice(key, i, page.record, page.language), counts[i]) for i in most]
