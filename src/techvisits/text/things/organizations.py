"""The page of an organization: its people and meetings as a company of visitors and as host."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from techvisits.record.courses import build_courses
from techvisits.record.filters import Shown
from techvisits.record.model import Organization, Person
from techvisits.text import words
from techvisits.text.language import Language
from techvisits.text.page import Page
from techvisits.text.paths import ORGANIZATIONS, PEOPLE
from techvisits.text.sections import render
from techvisits.text.things import beside, facts, leads
from techvisits.text.things.facts import Fact
from techvisits.text.things.posts import MOST_MET, Counted, count_people
from techvisits.text.things.profiles import Pictures, ask_for, build_part, former_names, meetings_of, other_names
from techvisits.text.things.routes import list_routes


def open_organization(organization: Organization, page: Page) -> Page:
    """The page with a filter for the visits of an organization's people or, where there are none, for what it hosted."""
    identifier = organization.organization_id
    is_company = identifier in page.record.index.facet("company").ids
    return ask_for("company" if is_company else "host", identifier, page)


def render_organization(organization: Organization, page: Page, pictures: Pictures) -> Markup:
    """An organization's meetings as the company of visitors and as host: sentences, pictures, facts, its people in each."""
    identifier, language = organization.organization_id, page.language
    visited, hosted = meetings_of("company", identifier, page), meetings_of("host", identifier, page)
    courses, asking = build_courses(visited.visits), open_organization(organization, page)
    routes, left = list_routes(courses, page, names_who=True)
    lead = [*leads.lead_visits(courses, page), *leads.lead_hosted(hosted, page)]
    return render(
        "plain_organization.html",
        page,
        names=[*other_names(organization.name, language), *former_names(organization, language)],
        title=language.name(organization.name),
        kind=kicker_of(organization, language),
        post=None,
        lead=language.custom.space.join(lead or [leads.nothing_words(language)]),
        strong="",
        actions=[*beside.list_actions(asking)] if visited.meetings or hosted.meetings else [],
        pictures=pictures,
        facts=list_facts(organization, visited, hosted, page),
        routes=routes,
        older=language.count("All {n} trip", "All {n} trips", len(courses)) if left else "",
        everything=asking.links.href(beside.UNCHANGED),
        leaders=count_people((visit.visitor.leader, page.language.role(visit.visitor)) for visit in visited.visits),
        hosts=count_people(_receivers(identifier, hosted, page.language)),
        most=page.state.rows,
        hosted=build_part("host", identifier, hosted, page),
        rivals=beside.list_rivals("company" if courses else "host", identifier, page),
        colleagues=[],
    )


def list_facts(organization: Organization, visited: Shown, hosted: Shown, page: Page) -> list[Fact]:
    """What there is to tell of an organization in short."""
    identifier, courses = organization.organization_id, build_courses(visited.visits)
    asking = open_organization(organization, page)
    came = Counter(v.leader for m in hosted.meetings if m.is_held for v in m.visitors)
    met = Counter(
        h.organization for m in visited.meetings if m.is_held for h in {x.organization: x for x in m.hosts}.values()
    )
    return [
        *facts.first_and_latest((visited if courses else hosted).meetings, asking, as_host=not courses),
        *facts.of_trips(courses, page, has_gaps=False),
        *facts.of_met(_counted(met, ORGANIZATIONS, identifier), page),
        *facts.of_came(_counted(came, PEOPLE, identifier), page),
        *facts.of_governments(visited.meetings, page),
        *facts.of_promises(
            (visited if courses else hosted).meetings, ("company" if courses else "host", identifier), page
        ),
    ]


def _counted(counts: Counter[Person] | Counter[Organization], kind: str, own: str) -> list[Counted]:
    """Those of more than one meeting, most often first."""
    found = [
        Counted(kind, each.person_id if isinstance(each, Person) else each.organization_id, each.name, n)
        for each, n in counts.most_common()
        if n > 1
    ]
    return [each for each in found if each.identifier != own][:MOST_MET]


def _receivers(identifier: str, hosted: Shown, language: Language) -> Iterator[tuple[Person, str]]:
    """The people of an organization who received, once a meeting, each with the role of that day."""
    for meeting in hosted.meetings:
        for host in meeting.hosts:
            if host.person and host.organization.organization_id == identifier:
                yield host.person, language.role(host)


def kicker_of(organization: Organization, language: Language) -> str:
    """`Company · United States`."""
    country = language.country(organization.country_code) if organization.country_code else ""
    return " · ".join(filter(None, [words.organization_kind(organization.kind, language), country]))
