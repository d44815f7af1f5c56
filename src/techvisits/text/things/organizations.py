"""The page of an organization: its people and meetings as a company of visitors and as host."""

from __future__ import annotations

from markupsafe import Markup

from techvisits.record.model import Organization
from techvisits.text import words
from techvisits.text.language import Language
from techvisits.text.page import Page
from techvisits.text.sections import render
from techvisits.text.things.posts import count_people
from techvisits.text.things.profiles import ask_for, build_part, former_names, meetings_of, other_names, sum_up

MOST_MEMBERS = 40


def open_organization(organization: Organization, page: Page) -> Page:
    """The page with a filter for the visits of an organization's people or, where there are none, for what it hosted."""
    identifier = organization.organization_id
    is_company = identifier in page.record.index.facet("company").ids
    return ask_for("company" if is_company else "host", identifier, page)


def render_organization(organization: Organization, page: Page) -> Markup:
    """An organization's meetings as the company of visitors and as host, with its people in each."""
    identifier = organization.organization_id
    visited, hosted = meetings_of("company", identifier, page), meetings_of("host", identifier, page)
    leaders = [(visit.visitor.leader, visit.visitor.role) for visit in visited.visits]
    hosts = [
        (host.person, host.role)
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
        leaders=count_people(leaders),
        hosts=count_people(hosts),
        most=MOST_MEMBERS,
        visited=build_part("company", identifier, visited, page),
        hosted=build_part("host", identifier, hosted, page),
    )


def kicker_of(organization: Organization, language: Language) -> str:
    """`Company · United States`."""
    country = language.country(organization.country_code) if organization.country_code else ""
    return " · ".join(filter(None, [words.organization_kind(organization.kind, language), country]))
