"""Trips as routes in words: city after city, in each who received, the newest trip first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from techvisits.record.courses import Course, head_of
from techvisits.record.model import Meeting
from techvisits.text import parties, words
from techvisits.text.headline import period
from techvisits.text.language import Language
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, TRIPS, path_of

ROUTES: Final = 2
"""So many more meetings than rows of a list have room in routes."""


@dataclass(frozen=True)
class Stage:
    """The meetings of a trip in one city, one after the other: whom with, and who is a head of state or government."""

    city: str
    met: Sequence[tuple[str, str, bool]]


@dataclass(frozen=True)
class Route:
    """One trip; `who` made it where the page is not the leader's own, `beside` is its number of meetings or why there is none."""

    href: str
    days: str
    who: str
    beside: str
    is_off: bool
    stages: Sequence[Stage]


def list_routes(courses: Sequence[Course], page: Page, *, names_who: bool = False) -> tuple[list[Route], int]:
    """As many of the newest trips as have room, and how many are left out."""
    found: list[Route] = []
    left = page.state.rows * ROUTES
    for course in reversed(courses):
        if left <= 0:
            break
        found.append(_route(course, page, names_who=names_who))
        left -= len(course.visits)
    return found, len(courses) - len(found)


def _route(course: Course, page: Page, *, names_who: bool) -> Route:
    language, told = page.language, course.told
    count = language.count("{n} meeting", "{n} meetings", len(course.held))
    return Route(
        path_of(TRIPS, course.trip_id, language.code),
        period(told[0], told[-1], language),
        language.name(course.visits[0].visitor.leader.name) if names_who else "",
        count if course.held else words.status(course.status, language),
        course.status in ("cancelled", "announced"),
        [
            Stage(city, [_met(meeting, page, is_told=not course.held) for meeting in meetings])
            for city, meetings in groupby(course.meetings, key=lambda meeting: words.city(meeting, language))
        ],
    )


def _met(meeting: Meeting, page: Page, *, is_told: bool) -> tuple[str, str, bool]:
    """The address of a meeting, who received in a few words, and whether a head of state or government did.

    What became of it stands there too, unless `is_told` of the whole trip.
    """
    language = page.language
    whom = host_words(meeting, language)
    if not meeting.is_held and not is_told:
        whom = f"{whom} [{words.status(meeting.status, language)}]"
    return path_of(MEETINGS, meeting.meeting_id, language.code), whom, head_of(meeting) is not None


def host_words(meeting: Meeting, language: Language) -> str:
    """Who received, in a few words: a head of state or government by name, else as in a list of stops."""
    head = head_of(meeting)
    if head:
        name, stands_for = language.name(head.name), parties.affiliation(head, language)
    else:
        name, stands_for = parties.brief_host(meeting, language), parties.brief_affiliation(meeting, language)
    return language.say("{name} ({organization})", name=name, organization=stands_for) if stands_for else name
