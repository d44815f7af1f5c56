"""All questions: each is found in the record, told in words and drawn, by three functions on one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from techvisits.drawing.charts.crossings import draw_crossings
from techvisits.drawing.charts.marks import Chart, Frame
from techvisits.drawing.charts.topics import draw_topics
from techvisits.record.questions.crossings import find_crossings
from techvisits.record.questions.topics import find_topics
from techvisits.text.page import Page
from techvisits.text.questions.answer import Options, Told
from techvisits.text.questions.crossings import tell_crossings
from techvisits.text.questions.topics import tell_topics

Found = TypeVar("Found")


@dataclass(frozen=True)
class Asking:
    """One address of a question: what is asked for, how much room the picture has."""

    page: Page
    options: Options
    frame: Frame


Answering = Callable[[Asking], tuple[Told, Chart]]


def answer_by(
    find: Callable[[Page, Options], Found],
    tell: Callable[[Found, Page], Told],
    draw: Callable[[Found, Page, Frame], Chart],
) -> Answering:
    """What answers a question: `find` it in the record, `tell` it in words, `draw` it."""

    def answer(asking: Asking) -> tuple[Told, Chart]:
        found = find(asking.page, asking.options)
        return tell(found, asking.page), draw(found, asking.page, asking.frame)

    return answer


# In the order in which they stand on the page.
QUESTIONS: Final[Mapping[str, Answering]] = {
    "topics": answer_by(lambda page, _: find_topics(page.shown, page.state.filters), tell_topics, draw_topics),
    "first-city": answer_by(lambda page, _: find_crossings(page.shown), tell_crossings, draw_crossings),
}
