"""The facts of a leader, a company, a host or a place in short: each what it is called, and a sentence with links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from markupsafe import Markup

from techvisits.record.courses import Course, find_closest, list_gaps
from techvisits.record.model import AREAS, Meeting
from techvisits.text import parties, words
from techvisits.text.outcome import Followed, follow_meetings
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, PROMISES, path_of, with_query
from techvisits.text.sections import how_searched
from techvisits.text.things.posts import Counted, Post
from techvisits.text.things.routes import host_words

Fact = tuple[str, Markup]
MOST_PROMISES: Final = 4
MOST_POSTS: Final = 4
FEWEST: Final = 4
LINK: Final = Markup('<a href="{}">{}</a>')
SMALL: Final = Markup('{} <span class="sure">{}</span>')


def first_and_latest(meetings: Sequence[Meeting], page: Page, *, as_host: bool = False) -> Iterator[Fact]:
    """The first and the latest of the meetings that were held, newest first, where these are two; whom they were with."""
    held = [meeting for meeting in meetings if meeting.is_held]
    if len(held) > 1:
        yield page.language.say("First"), _when_where_whom(held[-1], page, as_host=as_host)
        yield page.language.say("Latest"), _when_where_whom(held[0], page, as_host=as_host)


def _when_where_whom(meeting: Meeting, page: Page, *, as_host: bool) -> Markup:
    language = page.language
    asked = parties.visitors(meeting, language, page.asked) if as_host else parties.hosts(meeting, language, page.asked)
    whom = LINK.format(_path(meeting, page), parties.list_texts(asked, language, most=2))
    where = language.commas([language.date(meeting.date, meeting.date_precision), words.city(meeting, language)])
    return language.say_markup("{when}: {whom}", when=where, whom=whom)


def of_trips(courses: Sequence[Course], page: Page, *, has_gaps: bool = True) -> Iterator[Fact]:
    """Which city was seen first on trips to both, and how long it was between trips, where these are one leader's."""
    language, say = page.language, page.language.say
    first = Counter(course.areas[0] for course in courses if len(course.areas) == len(AREAS))
    if first:
        counts = language.commas(f"{page.city_name(area)} {language.number(n)}" for area, n in first.most_common())
        trips = language.count("{n} trip", "{n} trips", first.total())
        yield say("City first"), Markup("{}").format(say("{counts}, of {trips} to both", counts=counts, trips=trips))
    gaps = list_gaps(courses)
    if gaps and has_gaps:
        yield say("Between trips"), Markup("{}").format(_gap_words(gaps, page))


def _gap_words(gaps: Sequence[int], page: Page) -> str:
    language = page.language
    days = language.count("{n} day", "{n} days", round(median(gaps)))
    if len(gaps) == 1:
        return days
    return language.say(
        "median {days}, from {least} to {most}",
        days=days,
        least=language.number(min(gaps)),
        most=language.number(max(gaps)),
    )


def of_governments(meetings: Sequence[Meeting], page: Page) -> Iterator[Fact]:
    """The two meetings, one with each government, that lie closest to each other."""
    if found := find_closest(meetings):
        earlier, later, days = found
        language = page.language
        within = language.count("{n} day", "{n} days", days)
        pair = language.commas(_brief(meeting, page) for meeting in (earlier, later))
        words = language.say_markup("closest within {days}: {pair}", days=within, pair=Markup(pair))
        yield language.say("Both governments"), words


def _brief(meeting: Meeting, page: Page) -> Markup:
    text = f"{host_words(meeting, page.language)} {page.language.date(meeting.date)}"
    return LINK.format(_path(meeting, page), text)


def of_met(met: Sequence[Counted], page: Page) -> Iterator[Fact]:
    """Whom they met most, with the number of meetings."""
    if met:
        yield page.language.say("Met most"), list_counted(met, page)


def of_came(came: Sequence[Counted], page: Page) -> Iterator[Fact]:
    """Who came to a host more than once, with the number of meetings."""
    if came:
        yield page.language.say("Came most"), list_counted(came, page)


def of_receiving(hosts: Sequence[Counted], page: Page) -> Iterator[Fact]:
    """Who received there more than once, with the number of meetings."""
    if hosts:
        yield page.language.say("Received most"), list_counted(hosts, page)


def list_counted(counted: Sequence[Counted], page: Page) -> Markup:
    """Names with their numbers, each a link to its page; as many as have room."""
    language = page.language
    written = [
        SMALL.format(
            LINK.format(path_of(each.kind, each.identifier, language.code), language.name(each.name)),
            language.number(each.count),
        )
        for each in counted[: max(page.state.rows, FEWEST)]
    ]
    return Markup(" · ").join(written)


def of_posts(posts: Sequence[Post], page: Page) -> Iterator[Fact]:
    """What somebody was, where it is more than one thing."""
    if len(posts) > 1:
        written = [_post(post, page) for post in posts[:MOST_POSTS]]
        yield page.language.say("Posts, as told"), Markup("<br>").join(written)


def _post(post: Post, page: Page) -> Markup:
    name = page.language.name(post.organization.name)
    text = page.language.commas(filter(None, [post.role, name]))
    return SMALL.format(text, post.days)


def of_promises(meetings: Sequence[Meeting], query: tuple[str, str], page: Page) -> Iterator[Fact]:
    """What was promised and where it stands, the newest first; `query` is what the list of promises is asked for."""
    followed = follow_meetings(meetings, page)
    if not followed:
        return
    most = min(MOST_PROMISES, page.state.rows)
    written = [_promise(each) for each in followed[:most]]
    if len(followed) > most:
        everything = page.language.count("All {n} promise", "All {n} promises", len(followed))
        written.append(LINK.format(with_query(f"/{PROMISES}", page.language.code, [query]), everything))
    yield page.language.say("Came of it"), Markup("<br>").join(written)


def _promise(followed: Followed) -> Markup:
    state = " · ".join([followed.state, *followed.flags])
    return SMALL.format(LINK.format(followed.href, followed.promise.what), state)


def _path(meeting: Meeting, page: Page) -> str:
    return path_of(MEETINGS, meeting.meeting_id, page.language.code)


def of_search(course: Course, page: Page) -> Iterator[Fact]:
    """Whether anybody looked for the leader's meetings in the year of a trip, in which languages and when."""
    language, first = page.language, course.visits[0]
    years = page.record.coverage.get(first.visitor.leader.person_id, ())
    for each in (year for year in years if year.year == first.meeting.date.year):
        text = language.say("{year}: {state}", year=each.year, state=words.searched(each.state, language))
        yield language.say("Searched"), Markup("{}").format(language.commas([text, *how_searched([each], language)]))
