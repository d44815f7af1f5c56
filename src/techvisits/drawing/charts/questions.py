"""All questions: each is found in the record, told in words and drawn, by three functions on one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from techvisits.drawing.charts.crossings import draw_crossings
from techvisits.drawing.charts.governments import draw_governments
from techvisits.drawing.charts.journeys import draw_journeys
from techvisits.drawing.charts.marks import Chart, Frame
from techvisits.drawing.charts.network import draw_network
from techvisits.drawing.charts.pledged import draw_pledged
from techvisits.drawing.charts.returns import draw_returns
from techvisits.drawing.charts.topics import draw_topics
from techvisits.drawing.charts.town import draw_town
from techvisits.record.questions.crossings import find_crossings
from techvisits.record.questions.governments import find_governments
from techvisits.record.questions.journeys import find_journeys
from techvisits.record.questions.network import find_network
from techvisits.record.questions.pledged import find_pledged
from techvisits.record.questions.returns import find_returns
from techvisits.record.questions.topics import find_topics
from techvisits.record.questions.town import find_town
from techvisits.text.page import Page
from techvisits.text.questions.answer import Options, Told
from techvisits.text.questions.crossings import tell_crossings
from techvisits.text.questions.governments import tell_governments
from techvisits.text.questions.journeys import tell_journeys
from techvisits.text.questions.network import tell_network
from techvisits.text.questions.pledged import tell_pledged
from techvisits.text.questions.returns import tell_returns
from techvisits.text.questions.topics import tell_topics
from techvisits.text.questions.town import tell_town

Found = TypeVar("Found")


Draw = Callable[[Frame], Chart]
Answering = Callable[[Page, Options], tuple[Told, Draw]]


def answer_by(
    find: Callable[[Page, Options], Found],
    tell: Callable[[Found, Page], Told],
    draw: Callable[[Found, Page, Frame], Chart],
) -> Answering:
    """What answers a question: `find` it in the record, `tell` it in words, `draw` it in any frame."""

    def answer(page: Page, options: Options) -> tuple[Told, Draw]:
        found = find(page, options)
        return tell(found, page), lambda frame: draw(found, page, frame)

    return answer


# In the order in which they stand on the page.
QUESTIONS: Final[Mapping[str, Answering]] = {
    "topics": answer_by(lambda page, _: find_topics(page.shown, page.state.filters), tell_topics, draw_topics),
    "both-governments": answer_by(
        lambda page, options: find_governments(page.shown, options.within), tell_governments, draw_governments
    ),
    "first-city": answer_by(lambda page, _: find_crossings(page.shown), tell_crossings, draw_crossings),
    "in-town": answer_by(lambda page, _: find_town(page.shown, page.state.filters), tell_town, draw_town),
    "network": answer_by(lambda page, options: find_network(page.shown, options.node), tell_network, draw_network),
    "visits": answer_by(lambda page, _: find_returns(page.shown), tell_returns, draw_returns),
    "trips": answer_by(lambda page, _: find_journeys(page.shown), tell_journeys, draw_journeys),
    "promises": answer_by(lambda page, _: find_pledged(page.state.filters, page.record), tell_pledged, draw_pledged),
}
