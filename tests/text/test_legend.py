"""The legend: what colour, shape and number mean; each colour and status is a filter with its count."""

import pytest
from pages import SMALL, ZUCKERBERG, Html, page_of

from techvisits.text import legend
from techvisits.text.language import LANGUAGES


def test_each_colour_and_each_status_is_a_filter_with_its_count() -> None:
    html = Html(legend.render_legend(page_of()))
    assert html.changes == [
        "colour=host",
        "colour=company",
        "~host_kind=government",
        "~host_kind=company",
        "~host_kind=public",
        *(f"~status={status}" for status in SMALL.choices["meetings.status"]),
    ]
    assert html.text == (
        "HostCompany Government 4Company 8University, public 5 "
        "Held 13Announced 2Cancelled 1Unconfirmed 1place inferredcity or district only"
    )
    looks = [tag["class"] for tag in html.classed("key")]
    assert looks == [
        *(f"key slot-{n}" for n in (1, 2, 3)),
        *(f"key state {status}" for status in SMALL.choices["meetings.status"]),
        "key ring",
        "key square",
    ]


def test_the_counts_are_those_of_a_click_with_all_other_filters() -> None:
    html = Html(legend.render_legend(page_of("leader=mark-zuckerberg&status=held")))
    assert "Government 2Company 3University, public 1" in html.text
    assert "Held 6Announced 1Cancelled 0Unconfirmed 0" in html.text
    assert [tag["class"] for tag in html.classed("key") if "aria-current" in tag] == ["key state held on"]
    assert "?leader=mark-zuckerberg" in html.links, "a second click takes it off"


def test_colour_by_company_names_the_companies_and_what_all_else_is_called() -> None:
    html = Html(legend.render_legend(page_of("colour=company&company=catl")))
    assert html.changes[:8] == [
        "colour=host",
        "colour=company",
        *(f"~company={company}" for company in ("catl", "meta", "apple", "amazon", "arm", "gates-foundation")),
    ]
    assert "CATL 1Meta 7Apple 2Amazon 1Arm 1Gates Foundation 1Other companies Held" in html.text
    assert [tag["class"] for tag in html.classed("key")][6] == "key slot-0"
    assert "Other companies" not in Html(legend.render_legend(page_of())).text


def test_with_a_trip_open_the_legend_explains_and_is_no_filter() -> None:
    html = Html(legend.render_legend(page_of(f"trip={ZUCKERBERG}&colour=company")))
    assert html.links == []
    assert html.text.startswith("GovernmentCompanyUniversity, public Held")
    assert len(html.classed("key")) == 9


@pytest.mark.parametrize(
    ("query", "on"), [("", "view=both"), ("view=seoul", "view=seoul"), ("view=tokyo", "view=tokyo")]
)
def test_the_views_lie_as_the_cities_do_from_west_to_east(query: str, on: str) -> None:
    html = Html(legend.render_views(page_of(query)))
    assert html.changes == ["view=seoul", "view=both", "view=tokyo"]
    assert html.text == "SeoulBothTokyo"
    assert [tag["data-go"] for tag in html.classed("on")] == [on]
    assert [tag["aria-label"] for tag in html.classed("choice")] == ["View"]


def test_the_chosen_meaning_of_colour_is_marked() -> None:
    for query, on in (("", "colour=host"), ("colour=company", "colour=company")):
        html = Html(legend.render_legend(page_of(query)))
        assert [tag["data-go"] for tag in html.classed("on")] == [on]
        assert [tag["aria-label"] for tag in html.classed("choice")] == ["Colour shows"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legend_is_written_in_every_language(language: str) -> None:
    page = page_of(f"lang={language}")
    text = Html(legend.render_legend(page)).text
    assert all(name in text for name in page.colouring.names.values())
    assert Html(legend.render_views(page)).text.startswith({"en": "Seoul", "ja": "ソウル", "ko": "서울"}[language])
