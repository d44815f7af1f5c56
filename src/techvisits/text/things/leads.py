"""The sentences under the name of a leader, a company or a host, worked out from the meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from techvisits.record.courses import Course
from techvisits.record.filters import Shown
from techvisits.record.governments import COUNTRIES, governments_of
from techvisits.record.model import AREAS, GOVERNMENT, Meeting
from techvisits.text.headline import not_held, period
from techvisits.text.language import Language
from techvisits.text.page import Page
from techvisits.text.things.posts import Post


def lead_person(post: Post | None, courses: Sequence[Course], hosted: Shown, page: Page) -> list[str]:
    """The latest office, how many meetings on how many trips, what else there was, and the meetings as a host."""
    lines = [office_words(post, page.language)] if post and post.role else []
    return [*lines, *lead_visits(courses, page), *lead_hosted(hosted, page)] or [nothing_words(page.language)]


def nothing_words(language: Language) -> str:
    """Where there is no meeting at all."""
    return language.say("No meeting is on record.")


def office_words(post: Post, language: Language) -> str:
    """`CEO of OpenAI.`"""
    organization = language.name(post.organization.name)
    if post.organization.kind == GOVERNMENT:
        return language.say("{role}, {organization}.", role=post.role, organization=organization)
    return language.say("{role} of {organization}.", role=post.role, organization=organization)


def lead_visits(courses: Sequence[Course], page: Page) -> Iterator[str]:
    """`27 meetings on 5 trips to Tokyo and Seoul since April 2023. 1 more trip was called off.`"""
    language = page.language
    held = [course for course in courses if course.held]
    met = list({meeting: None for course in held for meeting in course.held})
    if met:
        values = {
            "meetings": language.count("{n} meeting", "{n} meetings", len(met)),
            "trips": language.count("{n} trip", "{n} trips", len(held)),
            "cities": language.join(_cities(met, page)),
        }
        if len(held) == 1:
            days = period(held[0].held[0], held[0].held[-1], language)
            yield language.say("{meetings} on {trips} to {cities}, {days}.", days=days, **values)
        else:
            first = min(met, key=lambda meeting: meeting.date)
            since = language.date(first.date, "month")
            yield language.say("{meetings} on {trips} to {cities} since {month}.", month=since, **values)
    yield from _lead_others(courses, language)


def _cities(met: Sequence[Meeting], page: Page) -> Iterator[str]:
    """The two cities as far as somebody was there, the one with most meetings first; where it was neither, the others."""
    counts = Counter(meeting.place.area for meeting in met)
    yield from (page.city_name(area) for area, _ in counts.most_common() if area in AREAS)
    if counts.keys().isdisjoint(AREAS):
        countries = Counter(meeting.place.country_code for meeting in met)
        yield from (page.language.country(code) for code, _ in countries.most_common())


def _lead_others(courses: Sequence[Course], language: Language) -> Iterator[str]:
    """The trips that did not take place, or of which that is not known."""
    counts, count = Counter(course.status for course in courses if not course.held), language.count
    if n := counts["cancelled"]:
        yield count("{n} more trip was called off.", "{n} more trips were called off.", n)
    if n := counts["announced"]:
        yield count("{n} more trip was only announced.", "{n} more trips were only announced.", n)
    if n := counts["unconfirmed"]:
        yield count("{n} more trip is not confirmed.", "{n} more trips are not confirmed.", n)


def lead_hosted(hosted: Shown, page: Page) -> Iterator[str]:
    """`As a host: 39 meetings, 2012 – 2025.`"""
    language = page.language
    held = [meeting for meeting in hosted.meetings if meeting.is_held]
    if held:
        counts = language.count("{n} meeting", "{n} meetings", len(held))
        yield language.say("As a host: {counts}, {days}.", counts=counts, days=period(held[-1], held[0], language))
    if rest := not_held(hosted.meetings, language):
        yield language.say("Besides: {counts}.", counts=rest)


def government_words(courses: Sequence[Course], language: Language) -> str:
    """Whether both governments received a leader, and on how many trips each did; empty where one did not."""
    by_trip = [frozenset().union(*map(governments_of, course.held)) for course in courses]
    if not {*COUNTRIES} <= frozenset().union(*by_trip):
        return ""
    both = sum({*COUNTRIES} <= countries for countries in by_trip)
    if not both:
        return language.say("Received by both governments, but never on the same trip.")
    return language.count(
        "Received by both governments, and on {n} trip by both.",
        "Received by both governments, and on {n} trips by both.",
        both,
    )
