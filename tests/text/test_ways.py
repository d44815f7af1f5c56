"""The ways that stand beside each page, and the questions on the front page."""

import pytest
from pages import KISHIDA, Html, page_of
from small import RECORD

from techvisits.text import sections
from techvisits.text.front.questions import list_questions
from techvisits.text.front.ways import list_ways
from techvisits.text.plain import plain_page


@pytest.mark.parametrize(
    ("path", "words", "current"),
    [
        ("/", "Map and list", "page"),
        ("/meetings", "Map and list", "page"),
        (f"/meetings/{KISHIDA}", "Map and list", "true"),
        ("/people/mark-zuckerberg", "Leaders", "true"),
        ("/people/fumio-kishida", "Hosts", "true"),
        ("/organizations/meta", "Companies", "true"),
        ("/places/kantei", "Places", "true"),
        ("/promises", "Promises", "page"),
        ("/explore", "Questions", "page"),
        ("/explore/topics", "Questions", "true"),
        ("/compare", "Questions", "true"),
        ("/about", "About the record", "page"),
    ],
)
def test_the_way_that_a_reader_is_on_is_marked(path: str, words: str, current: str) -> None:
    assert [(way.words, way.current) for way in list_ways(plain_page(RECORD, "en"), path) if way.current] == [
        (words, current)
    ]


def test_a_refused_address_is_on_no_way() -> None:
    assert not any(way.current for way in list_ways(plain_page(RECORD, "en"), "/nothing-here"))


def test_numbers_are_of_what_the_filters_let_through() -> None:
    page = page_of("leader=tim-cook")
    counts = {way.words: way.count for way in list_ways(page, "/")}
    assert (counts["Map and list"], counts["Leaders"], counts["Companies"], counts["Trips"]) == (2, 1, 1, 1)
    assert {way.words: way.count for way in list_ways(page_of(), "/")}["Map and list"] == len(RECORD.meetings)


def test_questions_stand_only_where_nothing_is_asked() -> None:
    assert len(list_questions(page_of())) == 5
    assert list_questions(page_of("leader=tim-cook")) == []
    html = Html(sections.render_headline(page_of("lang=ja")))
    assert {"/explore/both-governments?lang=ja", "/promises?lang=ja"} <= {*html.links}
