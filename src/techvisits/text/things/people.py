"""The page of a person: as a leader who visited and as a host, with facts in short, trips as routes, and who is like them."""

from __future__ import annotations

from markupsafe import Markup

from techvisits.record.courses import build_courses
from techvisits.record.filters import Shown
from techvisits.record.model import Person
from techvisits.text.page import Page
from techvisits.text.sections import render, render_coverage
from techvisits.text.things import beside, facts, leads
from techvisits.text.things.facts import Fact
from techvisits.text.things.posts import list_met, list_posts
from techvisits.text.things.profiles import Pictures, ask_for, build_part, meetings_of, other_names
from techvisits.text.things.routes import list_routes


def open_person(person: Person, page: Page) -> Page:
    """The page with a filter for the visits of a person or, where there are none, for what they hosted."""
    is_leader = person.person_id in page.record.index.facet("leader").ids
    return ask_for("leader" if is_leader else "host", person.person_id, page)


def render_person(person: Person, page: Page, pictures: Pictures) -> Markup:
    """A person's meetings as visitor, by trip, and as host: sentences, pictures, facts, routes, and what was searched for."""
    identifier, asking = person.person_id, open_person(person, page)
    visited, hosted = meetings_of("leader", identifier, page), meetings_of("host", identifier, page)
    courses, posts = build_courses(visited.visits), list_posts(identifier, visited, hosted, page)
    routes, left = list_routes(courses, page)
    post = posts[0] if posts else None
    return render(
        "plain_person.html",
        page,
        names=other_names(person.name, page.language),
        title=page.language.name(person.name),
        kind=_kind(identifier, bool(courses), page),
        post=post,
        lead=page.language.custom.space.join(leads.lead_person(post, courses, hosted, page)),
        strong=leads.government_words(courses, page.language),
        actions=[*beside.list_actions(asking)] if courses or hosted.meetings else [],
        pictures=pictures,
        facts=list_facts(person, visited, hosted, page),
        routes=routes,
        older=page.language.count("All {n} trip", "All {n} trips", len(courses)) if left else "",
        everything=asking.links.href(beside.UNCHANGED),
        hosted=build_part("host", identifier, hosted, page),
        rivals=beside.list_rivals("leader" if courses else "host", identifier, page),
        colleagues=beside.list_colleagues(identifier, post.organization.organization_id, page) if post else [],
        coverage=render_coverage(identifier, page),
    )


def _kind(person_id: str, is_visitor: bool, page: Page) -> str:
    """Whoever visited is a leader, and whoever was looked for as one."""
    is_leader = is_visitor or person_id in page.record.coverage
    return page.language.say("Leader") if is_leader else page.language.say("Host")


def list_facts(person: Person, visited: Shown, hosted: Shown, page: Page) -> list[Fact]:
    """What there is to tell of a person in short."""
    identifier, courses = person.person_id, build_courses(visited.visits)
    met = list_met(identifier, visited, hosted)
    meetings = [*dict.fromkeys([*visited.meetings, *hosted.meetings])]
    query = ("leader" if courses else "host", identifier)
    return [
        *facts.first_and_latest((visited if courses else hosted).meetings, page, as_host=not courses),
        *facts.of_trips(courses, page),
        *facts.of_met(met, page),
        *facts.of_governments(visited.meetings, page),
        *facts.of_posts(list_posts(identifier, visited, hosted, page), page),
        *facts.of_promises(meetings if not courses else visited.meetings, query, page),
    ]
