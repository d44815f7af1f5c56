"""Text of the record stays text: whatever a cell holds, no section of the page makes a tag or an attribute of it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Edit, Rows
from markupsafe import Markup
from pages import KISHIDA, SMALL, ZUCKERBERG, Html, page_of

from techvisits.drawing import plates, portraits
from techvisits.drawing.edges import edge_labels, elsewhere_labels, render_edges
from techvisits.drawing.overview import overview_frame
from techvisits.record.following import Asked
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.text import heads, legend, listing, pledges, sections
from techvisits.text.language import LANGUAGES
from techvisits.text.page import Page
from techvisits.text.plain import plain_page, render_plain
from techvisits.text.things import entries, journeys, organizations, people, places, trips

HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> **bold** [a](javascript:alert(3)) {{ 7*7 }} &amp; {n}"
)
YOON, GATES = "2024-02-29-zuckerberg-yoon", "2018-11-09-gates-diet"
HOSTILE_URL = "https://example.org/\"'><script>alert(1)</script>?a=1&lt=2"
Render = Callable[[Page], Markup]
SECTIONS: dict[str, Render] = {
    "meeting": lambda page: sections.render_meeting(page.record.by_id[KISHIDA], page),
    "outcome": lambda page: sections.render_meeting(page.record.by_id[YOON], page),
    "former name": lambda page: sections.render_meeting(page.record.by_id[GATES], page),
    "promises": lambda page: pledges.render_pledges(Asked(), page),
    "promise": lambda page: pledges.render_pledge(page.record.promises["meta-ai-training-2024"], page),
    "list": sections.render_list,
    "chips": sections.render_chips,
    "headline": sections.render_headline,
    "stepper": journeys.render_stepper,
    "trip": journeys.render_trip,
    "neighbours": lambda page: journeys.render_neighbours(page.record.by_id[KISHIDA], page),
    "legend": legend.render_legend,
    "views": legend.render_views,
    "edges": lambda page: render_edges(edge_labels(page, overview_frame("tokyo", "both", (40, 40))), page, most=1),
    "own page of a meeting": lambda page: entries.render_entry(page.record.by_id[KISHIDA], own(page), NONE, [NONE]),
    "own page of a trip": lambda page: trips.render_journey(trips.open_journey(own(page), ZUCKERBERG), NONE),
    "own page of a leader": lambda page: person_of("mark-zuckerberg", own(page)),
    "own page of a host": lambda page: person_of("fumio-kishida", own(page)),
    "own page of a company": lambda page: organization_of("meta", own(page)),
    "own page of a place": lambda page: place_of("kantei", own(page)),
    "its map": lambda page: plates.plate_trip(trips.open_journey(own(page), ZUCKERBERG)),
    "its list": lambda page: listing.render_listing(listing.read_listing({"host": ["fumio-kishida"]}, page.record)),
    "elsewhere": lambda page: render_edges(elsewhere_labels(page), page, most=9, lead=HOSTILE),
}
NONE = Markup("")


def person_of(person_id: str, page: Page) -> Markup:
    """The page of a person with its pictures."""
    person = page.record.people[person_id]
    return people.render_person(person, page, portraits.portray_person(person, page))


def organization_of(organization_id: str, page: Page) -> Markup:
    """The page of an organization with its pictures."""
    organization = page.record.organizations[organization_id]
    return organizations.render_organization(organization, page, portraits.portray_organization(organization, page))


def place_of(place_id: str, page: Page) -> Markup:
    """The page of a place with its pictures."""
    place = page.record.places[place_id]
    return places.render_place(place, page, portraits.portray_place(place, places.open_place(place, page)))


def own(page: Page) -> Page:
    """A plain page in its language."""
    return plain_page(page.record, page.state.language)


QUERIES = {
    "chips": "leader=mark-zuckerberg&host=fumio-kishida&topic=ai-policy&place=kantei",
    "stepper": f"trip={ZUCKERBERG}",
    "trip": f"trip={ZUCKERBERG}",
    "headline": f"trip={ZUCKERBERG}",
    "legend": "colour=company",
}


@pytest.fixture
def hostile(fixture_folder: Path, edit: Edit) -> Record:
    """The record with markup in every free text of every table, and quotes in the addresses of its pages."""

    def spoil(*columns: str) -> Callable[[Rows], object]:
        return lambda rows: [row.update(dict.fromkeys(columns, HOSTILE)) for row in rows]

    edit("people", lambda rows: [row.update(also_known_as="") for row in rows])
    edit("places", lambda rows: [row.update(also_known_as="") for row in rows])
    edit("meetings", spoil("summary", "outcome", "conflict"))
    edit("people", spoil("name", "name_native"))
    edit("organizations", spoil("name", "name_native"))
    edit("places", spoil("name", "name_native", "address"))
    edit("topics", spoil("label", "label_ja", "label_ko"))
    edit("visits", spoil("role"))
    edit("hosts", spoil("role"))
    edit("trips", spoil("title"))
    edit("sources", spoil("publisher", "agency", "title", "note"))
    edit("promises", spoil("what"))
    edit("progress", spoil("what", "publisher", "title"))
    edit("progress", lambda rows: [row.update(url=HOSTILE_URL) for row in rows])
    edit("names", spoil("name", "name_native"))
    edit("sources", lambda rows: [row.update(url=HOSTILE_URL, archived_url=HOSTILE_URL) for row in rows])
    return load_record(fixture_folder)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_hostile_text_stays_text(hostile: Record, section: str, language: str) -> None:
    query = f"{QUERIES.get(section, '')}&lang={language}"
    plain, html = (Html(SECTIONS[section](page_of(query, record))) for record in (SMALL, hostile))
    assert {tag for tag, _ in html.tags} <= {tag for tag, _ in plain.tags} | {"a", "p", "span", "b"}
    names = {name for _, attributes in html.tags for name in attributes}
    known = {name for _, attributes in plain.tags for name in attributes}
    assert names <= known | {"target", "lang", "class", "href"}
    assert {link for link in html.links if not link.startswith(("?", "/", "#"))} <= {HOSTILE_URL}
    assert " ".join(HOSTILE.split()) in html.text, "shown letter for letter"


def test_a_search_for_markup_is_shown_as_it_was_typed() -> None:
    page = page_of("q=%3Cscript%3Ealert(1)%3C/script%3E")
    for html in (Html(sections.render_chips(page)), Html(sections.render_list(page))):
        assert "“<script>alert(1)</script>”" in html.text
        assert "script" not in {tag for tag, _ in html.tags}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_page_has_hostile_text_in_head_and_json_alike(hostile: Record, language: str) -> None:
    page = plain_page(hostile, language)
    head = heads.head_meeting(hostile.by_id[KISHIDA], page, "https://visits.example")
    text = render_plain(page, head, NONE, "https://visits.example")
    html = Html(text)
    assert [attributes for tag, attributes in html.tags if tag == "script"] == [{"type": "application/ld+json"}]
    assert not {"img", "svg", "iframe"} & {tag for tag, _ in html.tags}
    (linked,) = re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL)
    assert json.loads(linked)["description"] == HOSTILE
    descriptions = [attributes["content"] for _, attributes in html.tags if attributes.get("name") == "description"]
    assert descriptions == [HOSTILE]
