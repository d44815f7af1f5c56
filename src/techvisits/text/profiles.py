"""The plain pages of people and organizations: whom they met as visitor and as host, and what they were on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from techvisits.record.filters import Filters, Shown, apply
from techvisits.record.model import HELD, Host, Meeting, Name, Organization, Person, Visitor
from techvisits.text import parties, words
from techvisits.text.address import Change
from techvisits.text.entries import trip_words
from techvisits.text.headline import not_held, period
from techvisits.text.language import LANGUAGES, Language, load_language
from techvisits.text.page import Page
from techvisits.text.paths import ORGANIZATIONS, PEOPLE
from techvisits.text.sections import Month, Row, build_months, build_row, render, render_coverage

MOST_MET: Final = 8
MOST_MEMBERS: Final = 40


@dataclass(frozen=True)
class Post:
    """A role in an organization, as it was told from the one meeting to the other; `holder` is who had it at the latter."""

    holder: Visitor | Host
    organization: Organization
    days: str


@dataclass(frozen=True)
class Counted:
    """A person or an organization with its page, and how many meetings it stands for; `title` is empty where none is told."""

    kind: str
    identifier: str
    name: Name
    count: int
    title: str = ""


@dataclass(frozen=True)
class Journey:
    """A trip with its rows, in the order of its stops."""

    days: str
    count: str
    change: Change
    rows: Sequence[Row]


@dataclass(frozen=True)
class Part:
    """Meetings in one part, as visitor or as host: by month, and what all of them are where not all are shown."""

    months: Sequence[Month]
    all: str
    change: Change


def other_names(name: Name, language: Language) -> list[tuple[str, str]]:
    """The names by which readers of the other languages know somebody, with the BCP 47 tag of each; the native one first."""
    written = [(language.tag(name), name.native), *((code, load_language(code).name(name)) for code in LANGUAGES)]
    found = {text: tag for tag, text in reversed(written) if text and text != language.name(name)}
    return [(tag, text) for text, tag in reversed(found.items())]


def former_names(organization: Organization, language: Language) -> list[tuple[str, str]]:
    """What an organization was called before, the latest first, in the form of `other_names`."""
    now, *earlier = organization.names[::-1] or (organization.name,)
    written = [language.apart(name, now) for name in earlier]
    return [("", language.say("formerly {name}", name=name)) for name in written]


def sum_up(visited: Shown, hosted: Shown, page: Page) -> str:
    """How many meetings were held in each part and when, what else there is, and what the record is not."""
    say = page.language.say
    lines = []
    for shown, sentence in ((visited, "visitor"), (hosted, "host")):
        held = [meeting for meeting in shown.meetings if meeting.is_held]
        if held:
            counts = page.language.count("{n} meeting", "{n} meetings", len(held))
            days = period(held[-1], held[0], page.language)
            message = say("As a visitor: {counts}, {days}.", counts=counts, days=days)
            lines.append(
                message if sentence == "visitor" else say("As a host: {counts}, {days}.", counts=counts, days=days)
            )
    rest = {meeting: None for shown in (visited, hosted) for meeting in shown.meetings if not meeting.is_held}
    if rest:
        lines.append(say("Besides: {counts}.", counts=not_held([*rest], page.language)))
    if not lines:
        lines.append(say("No meeting is on record."))
    return page.language.custom.space.join([*lines, say("No record is not no visit.")])


def meetings_of(key: str, identifier: str, page: Page) -> Shown:
    """What the list filter `key` lets through that asks for one id alone."""
    return apply(Filters().asking(key, (identifier,)), page.record)


def render_person(person: Person, page: Page, picture: Markup) -> Markup:
    """A person's meetings as visitor, by trip, and as host; posts, whom they met most, and what was searched for.

    `picture` is the map of the latest trip.
    """
    identifier = person.person_id
    visited, hosted = meetings_of("leader", identifier, page), meetings_of("host", identifier, page)
    return render(
        "plain_person.html",
        page,
        person=person,
        names=other_names(person.name, page.language),
        lead=sum_up(visited, hosted, page),
        posts=list_posts(identifier, visited, hosted, page),
        met=_list_met(identifier, visited, hosted),
        picture=picture,
        latest=trip_words(latest_trip(visited), page) if visited.visits else "",
        journeys=_list_journeys(identifier, visited, page),
        all=_all_of(len(visited.meetings), page),
        everything=Change({"leader": (identifier,)}),
        hosted=build_part("host", identifier, hosted, page),
        coverage=render_coverage(identifier, page),
    )


def render_organization(organization: Organization, page: Page) -> Markup:
    """An organization's meetings as the company of visitors and as host, with its people in each."""
    identifier = organization.organization_id
    visited, hosted = meetings_of("company", identifier, page), meetings_of("host", identifier, page)
    role = page.language.role
    leaders = [(visit.visitor.leader, role(visit.visitor)) for visit in visited.visits]
    hosts = [
        (host.person, role(host))
        for meeting in hosted.meetings
        for host in meeting.hosts
        if host.person and host.organization.organization_id == identifier
    ]
    return render(
        "plain_organization.html",
        page,
        organization=organization,
        kicker=kicker_of(organization, page.language),
        names=[*other_names(organization.name, page.language), *former_names(organization, page.language)],
        lead=sum_up(visited, hosted, page),
        leaders=_count_people(leaders),
        hosts=_count_people(hosts),
        most=MOST_MEMBERS,
        visited=build_part("company", identifier, visited, page),
        hosted=build_part("host", identifier, hosted, page),
    )


def build_part(key: str, identifier: str, shown: Shown, page: Page) -> Part:
    """The newest of the meetings that a list filter lets through, by month."""
    months = build_months(shown.meetings, page, most=page.state.rows)
    return Part(months, _all_of(len(shown.meetings), page), Change({key: (identifier,)}))


def _all_of(number: int, page: Page) -> str:
    is_more = number > page.state.rows
    return page.language.count("All {n} meeting", "All {n} meetings", number) if is_more else ""


def list_posts(person_id: str, visited: Shown, hosted: Shown, page: Page) -> list[Post]:
    """The roles a person had at these meetings, the latest first."""
    told: list[tuple[Meeting, Visitor | Host, Organization]] = [
        (visit.meeting, visit.visitor, visit.visitor.company) for visit in visited.visits
    ]
    told += [
        (meeting, host, host.organization)
        for meeting in hosted.meetings
        for host in meeting.hosts
        if host.person and host.person.person_id == person_id
    ]
    posts: dict[tuple[str, Organization], list[tuple[Meeting, Visitor | Host]]] = {}
    for meeting, holder, organization in sorted(told, key=lambda each: each[0].date, reverse=True):
        posts.setdefault((holder.role.casefold(), organization), []).append((meeting, holder))
    return [_build_post(held, where, page.language) for (_, where), held in posts.items()]


def _build_post(held: Sequence[tuple[Meeting, Visitor | Host]], where: Organization, language: Language) -> Post:
    latest, holder = held[0]
    return Post(holder, where, period(held[-1][0], latest, language))


def _list_met(person_id: str, visited: Shown, hosted: Shown) -> list[Counted]:
    """Whom a person met more than once, most often first."""
    met: Counter[tuple[str, str, Name]] = Counter()
    for meeting in visited.meetings:
        if meeting.status == HELD:
            met.update({(PEOPLE if h.person else ORGANIZATIONS, h.host_id, h.name) for h in meeting.hosts})
    for meeting in hosted.meetings:
        if meeting.status == HELD:
            met.update({(PEOPLE, v.leader.person_id, v.leader.name) for v in meeting.visitors})
    ordered = sorted(met.items(), key=lambda each: (-each[1], each[0][1]))
    return [Counted(*who, n) for who, n in ordered if n > 1 and who[1] != person_id][:MOST_MET]


def latest_trip(visited: Shown) -> str:
    """The newest of the trips of these visits that took place, else the newest; empty where there are none."""
    held = [visit.trip_id for visit in visited.visits if visit.meeting.is_held]
    return next(iter([*held, *(visit.trip_id for visit in visited.visits)]), "")


def _list_journeys(person_id: str, visited: Shown, page: Page) -> list[Journey]:
    """The trips of these visits, newest first, as many as have room."""
    trips: dict[str, list[Meeting]] = {}
    for visit in visited.visits:
        trips.setdefault(visit.trip_id, []).append(visit.meeting)
    found, left = [], page.state.rows
    for trip_id, meetings in trips.items():
        if left <= 0:
            break
        rows = [_build_stop(visit.meeting, person_id, page) for visit in page.record.trips[trip_id].visits]
        count = page.language.count("{n} meeting", "{n} meetings", len(rows))
        found.append(Journey(trip_words(trip_id, page), count, Change({"trip": (trip_id,)}), rows))
        left -= len(meetings)
    return found


def _build_stop(meeting: Meeting, person_id: str, page: Page) -> Row:
    """The row of a meeting on its visitor's page, who is named only beside others."""
    row, language = build_row(meeting, page), page.language
    if row.is_quiet:
        return row
    if len(meeting.visitors) == 1 and meeting.is_held:
        return replace(row, sentence=parties.list_markup(parties.hosts(meeting, language), language))
    return replace(row, sentence=parties.sentence(meeting, language, {person_id}))


def _count_people(told: Iterable[tuple[Person, str]]) -> list[Counted]:
    """People by how many meetings they stand for, each with the latest title."""
    counts: Counter[Person] = Counter()
    titles: dict[Person, str] = {}
    for person, title in told:
        counts[person] += 1
        titles.setdefault(person, title)
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0].name.english))
    return [Counted(PEOPLE, person.person_id, person.name, n, titles[person]) for person, n in ordered]


def kicker_of(organization: Organization, language: Language) -> str:
    """`Company · United States`."""
    country = language.country(organization.country_code) if organization.country_code else ""
    return " · ".join(filter(None, [words.organization_kind(organization.kind, language), country]))
