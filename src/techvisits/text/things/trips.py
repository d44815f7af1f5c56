"""The plain page of a trip: its route on the map and stop by stop, facts in short, and the leader's other trips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from techvisits.record.courses import Course, build_courses, days_between
from techvisits.record.filters import Filters, apply
from techvisits.record.governments import COUNTRIES, governments_of
from techvisits.text import words
from techvisits.text.address import Change
from techvisits.text.headline import period
from techvisits.text.page import Page
from techvisits.text.sections import render
from techvisits.text.things import beside, facts, journeys
from techvisits.text.things.facts import Fact


def open_journey(page: Page, trip_id: str) -> Page:
    """The page with a trip open."""
    return replace(page, state=replace(page.state, trip=trip_id))


def render_journey(page: Page, picture: Markup) -> Markup:
    """The open trip: its route in a sentence and on the map, each stop with its sources, and what was searched for."""
    visitor = page.stops[0].visit.visitor
    courses = build_courses(apply(Filters().asking("leader", (visitor.leader.person_id,)), page.record).visits)
    at = next(number for number, course in enumerate(courses) if course.trip_id == page.state.trip)
    return render(
        "plain_trip.html",
        page,
        leader=visitor.leader,
        company=visitor.company,
        way=journeys.step_words(page, 0),
        actions=[*beside.list_actions(page, [("trip", page.state.trip)])],
        strong=_strong(courses[at], page),
        facts=[*_list_facts(courses, at, page)],
        picture=picture,
        stepper=journeys.render_stepper(page),
        stops=journeys.render_trip(page),
        beside=_list_beside(courses, at, page),
    )


def _strong(course: Course, page: Page) -> str:
    is_both = {*COUNTRIES} <= {code for meeting in course.meetings for code in governments_of(meeting)}
    return page.language.say("Received by both governments on this trip.") if is_both else ""


def _list_facts(courses: Sequence[Course], at: int, page: Page) -> Iterator[Fact]:
    """Which of the leader's trips it is, how it stands to those beside it, and what came of it."""
    say, language, course = page.language.say, page.language, courses[at]
    if not course.held:
        yield say("State"), Markup("{}").format(words.status(course.status, language))
    held = [each for each in courses if each.held]
    if course in held and len(held) > 1:
        place = say("{n} of {all} on record", n=language.number(held.index(course) + 1), all=language.number(len(held)))
        yield say("Among the trips"), Markup("{}").format(place)
        number = held.index(course)
        for label, pair in (
            (say("Since the last"), held[number - 1 : number + 1]),
            (say("Until the next"), held[number : number + 2]),
        ):
            days = days_between(*pair) if len(pair) > 1 else None
            if days is not None:
                yield label, Markup("{}").format(language.count("{n} day", "{n} days", days))
    yield from facts.of_governments(course.meetings, page)
    yield from facts.of_search(course, page)


def _list_beside(courses: Sequence[Course], at: int, page: Page) -> list[tuple[str, Change, str]]:
    """The leader's trip before and the one after: a sign, the change that opens it, and its days."""
    return [
        (sign, Change({"trip": (courses[n].trip_id,)}), trip_words(courses[n].trip_id, page))
        for sign, n in (("←", at - 1), ("→", at + 1))
        if 0 <= n < len(courses)
    ]


def trip_words(trip_id: str, page: Page) -> str:
    """`25–29 February 2024`: the days of a trip."""
    visits = page.record.trips[trip_id].visits
    return period(visits[0].meeting, visits[-1].meeting, page.language)
