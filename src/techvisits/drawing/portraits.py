"""All pictures on the page of a person, an organization or a place: lines of time, and maps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import Markup

from techvisits.drawing.lives import Named, Stack, draw_life
from techvisits.drawing.painters.lifeline import paint_lifeline
from techvisits.drawing.plates import plate_survey
from techvisits.record.courses import Course, build_courses, head_of
from techvisits.record.model import AREAS, Meeting, Organization, Person
from techvisits.text import words
from techvisits.text.page import Page
from techvisits.text.paths import ORGANIZATIONS, PEOPLE, path_of
from techvisits.text.sections import render
from techvisits.text.things.organizations import open_organization
from techvisits.text.things.people import open_person
from techvisits.text.things.profiles import Pictures, ask_for

FEW = 8
"""Of so many meetings each is named on a line of time."""


def portray_person(person: Person, page: Page) -> Pictures:
    """The trips of a leader and the meetings of a host along lines of time, and where they were."""
    identifier = person.person_id
    visited, hosted = (ask_for(key, identifier, page) for key in ("leader", "host"))
    maps = plate_survey(open_person(person, page), path_of(PEOPLE, identifier))
    return Pictures(line_of_trips(visited), line_of_hosted(hosted), maps)


def portray_organization(organization: Organization, page: Page) -> Pictures:
    """The trips of a company's leaders and the meetings of a host along lines of time, and where they were."""
    identifier = organization.organization_id
    visited, hosted = (ask_for(key, identifier, page) for key in ("company", "host"))
    maps = plate_survey(open_organization(organization, page), path_of(ORGANIZATIONS, identifier))
    return Pictures(line_of_trips(visited, names_who=True), line_of_hosted(hosted), maps)


def line_of_trips(page: Page, *, names_who: bool = False) -> Markup:
    """The trips that the page asks for; `names_who` where they are those of several leaders."""
    courses = build_courses(page.shown.visits)
    if not courses:
        return Markup("")
    language, say = page.language, page.language.say
    held = sum(bool(course.held) for course in courses)
    trips = language.count("{n} trip", "{n} trips", held or len(courses))
    title = say("{trips}, by who received", trips=trips)
    parts = [say("a disc is a meeting")]
    if any(len(course.areas) == len(AREAS) for course in courses):
        parts.append(say("the arrow runs from the city seen first"))
    stacks = [Stack(course.meetings, _labels(course, page, names_who=names_who), course) for course in courses]
    return _render(stacks, page, title, parts)


def _labels(course: Course, page: Page, *, names_who: bool) -> tuple[str, ...]:
    language = page.language
    first, last = course.told[0], course.told[-1]
    month = language.month(first.date)
    if names_who:
        name = language.name(course.visits[0].visitor.leader.name)
        return (language.commas([name, month]), name)
    is_known = "month" not in (first.date_precision, last.date_precision)
    days = language.short_interval(first.date, last.date) if is_known else month
    if not course.held:
        status = words.status(course.status, language).lower()
        return (language.commas([days, status]), days)
    return (days, month)


def line_of_hosted(page: Page) -> Markup:
    """Who came to the host that the page asks for, day by day."""
    meetings = [*reversed(page.shown.meetings)]
    if not meetings:
        return Markup("")
    language = page.language
    held = sum(meeting.is_held for meeting in meetings)
    title = language.count("Who came, in {n} meeting", "Who came, in {n} meetings", held)
    stacks = [
        Stack(tuple(group), (language.date(day, precision), language.month(day)))
        for (day, precision), group in groupby(meetings, key=lambda meeting: (meeting.date, meeting.date_precision))
    ]
    return _render(stacks, page, title, [language.say("a disc is a meeting")])


def _render(stacks: Sequence[Stack], page: Page, title: str, under: Iterable[str]) -> Markup:
    is_few = len(page.shown.meetings) <= FEW

    def name(meeting: Meeting) -> list[Named]:
        return _name(meeting, page, is_few=is_few)

    line = draw_life(stacks, page, name=name, alt=title)
    picture = paint_lifeline(line, href=page.links.href)
    return render("lifeline.html", page, title=title, under=" · ".join(["", *under]), picture=picture)


def _name(meeting: Meeting, page: Page, *, is_few: bool) -> list[Named]:
    """Beside a disc: a head of state or government, where it was if not in the two cities; of few each who it was."""
    language, head = page.language, head_of(meeting)
    is_hosted = bool(page.state.filters.ids("host"))
    if is_hosted:
        return [(language.name(meeting.visitors[0].leader.name), "ink")] if meeting.visitors else []
    if head:
        return [(language.name(head.name), "head")]
    if meeting.place.area not in AREAS:
        return [(words.city(meeting, language), "muted")]
    return [(language.name(meeting.hosts[0].name), "ink")] if is_few and meeting.hosts else []
