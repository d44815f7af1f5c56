"""The choices that are links: the view, what colour means, and the entries of the legend, each of which is a filter."""

import pytest

from app.reader import (
    Reader,
    address_of,
    change,
    chosen,
    click,
    click_on,
    decks,
    link,
    links,
    look,
    open_page,
    part,
    run,
)
from app.seen import number_of, row_ids, texts


def marked_in(page: Reader, key: str) -> list[str]:
    """The entries of a component that are marked as chosen, for the eye and for a screen reader alike."""
    marked = [a for a in part(page, key).all("a") if a.attributes.get("aria-current") == "true"]
    assert marked == part(page, key).all("a", "on")
    return [a.text for a in marked]


def choose(page: Reader, go: str) -> None:
    """A click on the entry of the legend that asks for a change: `Company` is both a kind of host and a meaning of colour."""
    (found,) = [each for each in links(page, "keys") if each.go == go]
    click_on(page, found)


def test_the_view_is_chosen_and_kept_through_filters() -> None:
    page = open_page()
    assert (texts(links(page, "view")), marked_in(page, "view")) == (["Seoul", "Both", "Tokyo"], ["Both"])
    click(page, "Tokyo", "view")
    run(page)
    assert (address_of(page), marked_in(page, "view"), [*decks(page)]) == ({"view": ["tokyo"]}, ["Tokyo"], ["tokyo"])
    change(page, company="meta")
    run(page)
    assert address_of(page) == {"view": ["tokyo"], "company": ["meta"]}
    click(page, "Both", "view")
    run(page)
    assert (address_of(page), [*decks(page)]) == ({"company": ["meta"]}, ["seoul", "tokyo"])


def test_the_choice_of_the_view_has_a_name_and_the_cities_are_called_as_the_reader_calls_them() -> None:
    page = look(lang="ko")
    assert part(page, "view").one("div", "choice").attributes["role"] == "group"
    assert texts(links(page, "view"))[::2] == ["서울", "도쿄"]


def test_the_reader_chooses_what_colour_means() -> None:
    page = open_page()
    assert marked_in(page, "keys") == ["Host"]
    choose(page, "colour=company")
    run(page)
    assert (address_of(page), marked_in(page, "keys")) == ({"colour": ["company"]}, ["Company"])
    colours = [each for each in links(page, "keys") if "slot-" in " ".join(each.element.classes)]
    assert [each.text for each in colours] == ["Meta 7", "Apple 2", "Amazon 1", "Arm 1", "CATL 1", "Gates Foundation 1"]
    assert part(page, "keys").one("span", "slot-0").text == "Other companies"
    click(page, "Apple", "keys")
    run(page)
    assert address_of(page) == {"colour": ["company"], "company": ["apple"]}
    assert len(row_ids(page)) == 2
    assert marked_in(page, "keys") == ["Company", "Apple 2"]
    choose(page, "colour=host")
    run(page)
    assert address_of(page) == {"company": ["apple"]}


@pytest.mark.parametrize("query", [{}, {"leader": "mark-zuckerberg"}, {"status": "held", "q": "a"}], ids=str)
def test_the_numbers_of_the_legend_are_what_their_links_show(query: dict[str, str]) -> None:
    """A second entry of the same kind adds its number to that of the first."""
    entries = [each for each in links(look(**query), "keys") if each.go.startswith("~")]
    assert len(entries) == 7
    for found in entries:
        key, identifier = found.go[1:].split("=")
        before = [query[key]] if key in query else []
        assert found.query.get(key, []) == ([] if identifier in before else [*before, identifier])
        first = [number_of(each) for each in entries if each.go == f"~{key}={query.get(key)}"]
        if identifier not in before:
            assert len(row_ids(look(**found.query))) == number_of(found) + sum(first)


def test_an_entry_of_the_legend_is_put_on_and_taken_off() -> None:
    page = open_page()
    click(page, "Government", "keys")
    run(page)
    click(page, "University", "keys")
    run(page)
    assert address_of(page) == {"host_kind": ["government", "public"]}
    assert len(row_ids(page)) == 9
    assert marked_in(page, "keys") == ["Host", "Government 4", "University, public 5"]
    click(page, "Government", "keys")
    run(page)
    assert address_of(page) == {"host_kind": ["public"]}
    click(page, "University", "keys")
    run(page)
    assert address_of(page) == {}


def test_the_legend_keeps_what_it_does_not_offer() -> None:
    page = open_page(colour="company", company=["yang", "softbank-group"])
    assert len(page.warning) == 1
    assert links(page, "keys")[2].text == "SoftBank Group 1"
    page = open_page(company=["softbank-group", "meta"], status="held")
    click(page, "Announced", "keys")
    run(page)
    assert address_of(page) == {"company": ["softbank-group", "meta"], "status": ["held", "announced"]}


def test_the_legend_and_the_list_of_the_sidebar_are_the_same_filter() -> None:
    page = open_page()
    change(page, status="cancelled")
    click(page, "Held", "keys")
    run(page)
    assert address_of(page) == {"status": ["cancelled", "held"]}
    assert chosen(page, "status") == ["cancelled", "held"]
    assert link(page, "Cancelled", "keys").go == "~status=cancelled"
