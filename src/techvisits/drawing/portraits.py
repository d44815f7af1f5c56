"""All pictures on the page of a person, an organization or a place: lines of time, and maps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from markupsafe import Markup

from techvisits.drawing.lives import Named, Stack, draw_life, has_room
from techvisits.drawing.painters.lifeline import paint_lifeline
from techvisits.drawing.plates import plate_place, plate_survey
from techvisits.drawing.years import draw_years
from techvisits.record.courses import Course, build_courses, head_of
from techvisits.record.model import AREAS, Meeting, Organization, Person, Place
from techvisits.text import parties, words
from techvisits.text.address import Change, to_open
from techvisits.text.language import Language
from techvisits.text.page import Page
from techvisits.text.paths import ORGANIZATIONS, PEOPLE, path_of
from techvisits.text.sections import render
from techvisits.text.things.organizations import open_organization
from techvisits.text.things.people import open_person
from techvisits.text.things.profiles import Pictures, ask_for

FEW: Final = 8
"""Of so many meetings each is named on a line of time."""

MONTHS: Final = (1, 3, 6, 12)
ROOM: Final = 8
"""So many times as many meetings as rows of a list have a disc each; of more a line of time shows years."""


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


def portray_place(place: Place, page: Page) -> Pictures:
    """Who met at a place along a line of time, and where it is; `page` asks for it."""
    return Pictures(hosted=line_of_place(page), maps=plate_place(page, place))


def line_of_trips(page: Page, *, names_who: bool = False) -> Markup:
    """The trips that the page asks for; `names_who` where they are those of several leaders."""
    courses = build_courses(page.shown.visits)
    if not courses:
        return Markup("")
    language, say = page.language, page.language.say
    held = sum(bool(course.held) for course in courses)
    trips = language.count("{n} trip", "{n} trips", held or len(courses))
    title = say("{trips}, by who received", trips=trips)
    has_arrows = any(len(course.areas) == len(AREAS) for course in courses)
    parts = [say("the arrow runs from the city seen first")] if has_arrows else []
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
        return (language.commas([days, status]), language.commas([month, status]), days)
    return (days, month)


def line_of_hosted(page: Page) -> Markup:
    """Who came to the host that the page asks for, day by day."""
    held = sum(meeting.is_held for meeting in page.shown.meetings)
    title = page.language.count("Who came, in {n} meeting", "Who came, in {n} meetings", held)
    return _line_of_days(page, title)


def line_of_place(page: Page) -> Markup:
    """Who met at the place that the page asks for, day by day."""
    held = sum(meeting.is_held for meeting in page.shown.meetings)
    return _line_of_days(page, page.language.count("{n} meeting here", "{n} meetings here", held))


def _line_of_days(page: Page, title: str) -> Markup:
    meetings = [*reversed(page.shown.meetings)]
    return _render(_gather(meetings, page), page, title, []) if meetings else Markup("")


def _gather(meetings: Sequence[Meeting], page: Page) -> list[Stack]:
    """The meetings by day or, where discs would lie upon each other, by as many months as leave each its room."""
    language, stacks = page.language, list[Stack]()
    for months in (0, *MONTHS):
        groups = [tuple(group) for _, group in groupby(meetings, key=lambda meeting: _span(meeting, months))]
        stacks = [Stack(group, _when(group, language)) for group in groups]
        if has_room([group[0].date for group in groups], page):
            break
    return stacks


def _span(meeting: Meeting, months: int) -> tuple[int, int, int]:
    """The day of a meeting, or the span of so many months that it lies in."""
    day = meeting.date
    return (day.year, (day.month - 1) // months, 0) if months else (day.year, day.month, day.day)


def _when(meetings: Sequence[Meeting], language: Language) -> tuple[str, ...]:
    first, last = meetings[0], meetings[-1]
    if first.date == last.date:
        return (language.date(first.date, first.date_precision), language.month(first.date))
    return ()


def _render(stacks: Sequence[Stack], page: Page, title: str, under: Sequence[str]) -> Markup:
    say, meetings = page.language.say, page.shown.meetings

    def name(meeting: Meeting) -> list[Named]:
        return _name(meeting, page, is_few=len(meetings) <= FEW)

    def tell(meeting: Meeting, stack: Stack) -> tuple[str, Change]:
        return tell_of(meeting, stack, page)

    if len(meetings) > (FEW if page.is_short else page.state.rows * ROOM):
        line, parts = draw_years(meetings, page, alt=title), [say("a bar is a year")]
    else:
        line, parts = draw_life(stacks, page, name=name, tell=tell, alt=title), [say("a disc is a meeting"), *under]
    if page.record.terms:
        parts.append(say("behind: who governed"))
    picture = paint_lifeline(line, href=page.links.href)
    return render("lifeline.html", page, title=title, under=" · ".join(["", *parts]), picture=picture)


def _name(meeting: Meeting, page: Page, *, is_few: bool) -> list[Named]:
    """Beside a disc: a head of state or government, where it was if not in the two cities; of few each who it was."""
    language, head = page.language, head_of(meeting)
    if not is_of_visitors(page):
        return [(language.name(meeting.visitors[0].leader.name), "ink")] if meeting.visitors else []
    if head:
        return [(language.name(head.name), "head")]
    if meeting.place.area not in AREAS and meeting.place.kind != "country":
        return [(words.city(meeting, language), "muted")]
    return [(language.name(meeting.hosts[0].name), "ink")] if is_few and meeting.hosts else []


def tell_of(meeting: Meeting, stack: Stack, page: Page) -> tuple[str, Change]:
    """Whom a leader met, who came to a host, both at a place; of a company each trip with its leader, days and number."""
    language, filters, course = page.language, page.state.filters, stack.course
    if course and filters.ids("company"):
        count = language.count("{n} meeting", "{n} meetings", len(course.meetings))
        return language.commas([*stack.labels[:1], count]), Change({"trip": (course.trip_id,)})
    if filters.ids("leader"):
        who = parties.brief_host(meeting, language)
    elif filters.ids("host"):
        who = parties.list_texts(parties.visitors(meeting, language), language, most=2)
    else:
        who = parties.who_whom(meeting, language)
    day = language.date(meeting.date, meeting.date_precision)
    return language.say("{when}: {whom}", when=day, whom=who), to_open(meeting.meeting_id)


def is_of_visitors(page: Page) -> bool:
    """Whether the page asks for leaders or companies, and not for who received them or where."""
    return bool(page.state.filters.ids("leader") or page.state.filters.ids("company"))
