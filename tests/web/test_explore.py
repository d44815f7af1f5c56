"""The routes of questions on a real server: pages, tables and pictures say the same, in three languages, whatever is asked."""

import csv
import io
import random
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from asking import Server, serve
from conftest import FIXTURE
from hypothesis import given
from hypothesis import settings as rounds
from pages import Html
from small import RECORD, filters_of

from techvisits.drawing.charts.questions import QUESTIONS
from techvisits.record.filters import Filters, to_query
from techvisits.record.questions.versus import KINDS, count_known
from techvisits.text.choices import name_choice
from techvisits.text.language import LANGUAGES, load_language
from techvisits.web.routes import build_routes

NOTHING = "status=cancelled"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(build_routes(FIXTURE)) as running:
        yield running


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("slug", QUESTIONS)
def test_page_table_and_picture_of_a_question(server: Server, slug: str, code: str) -> None:
    page = server.ask(f"/explore/{slug}?lang={code}")
    assert page.status == 200
    html = Html(page.body.decode())
    table = server.ask(f"/explore/{slug}.csv?lang={code}")
    rows = [*csv.reader(io.StringIO(table.body.decode("utf-8-sig")))]
    cells = [tag for tag, _ in html.tags if tag == "tr"]
    assert len(cells) == min(len(rows), 61)
    assert len({*map(len, rows)}) == 1
    picture = server.ask(f"/explore/{slug}.svg?lang={code}")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert ElementTree.fromstring(picture.body).tag == "{http://www.w3.org/2000/svg}svg"
    assert b"var(--" not in picture.body


@pytest.mark.parametrize("slug", QUESTIONS)
def test_where_nothing_was_held_the_title_says_so(server: Server, slug: str) -> None:
    for code in LANGUAGES:
        page = server.ask(f"/explore/{slug}?{NOTHING}&lang={code}")
        assert page.status == 200
        assert Html(page.body.decode()).classed("nothing")


def test_all_questions_stand_on_one_page_with_their_own_titles(server: Server) -> None:
    overview = Html(server.ask("/explore?company=meta").body.decode())
    for slug in QUESTIONS:
        own = server.ask(f"/explore/{slug}?company=meta").body.decode()
        title = own.partition("<title>")[2].partition(" · Tech Visits</title>")[0]
        assert Html(title).text in overview.text
        assert f"/explore/{slug}?company=meta" in overview.links


def test_what_is_behind_a_picture_is_held(server: Server) -> None:
    links = [link for link in Html(server.ask("/explore").body.decode()).links if link.startswith("/meetings?")]
    assert len(links) >= len(QUESTIONS)
    for link in links:
        assert server.ask(link).status == 200
        assert "status=held" in link


def test_what_is_not_understood_is_said(server: Server) -> None:
    assert server.ask("/explore?leader=nobody").status == 400
    assert server.ask("/explore/topics?within=soon").status == 400
    assert server.ask("/explore/topics.csv?within=soon").problems
    assert server.ask("/explore/weather").status == 404
    assert server.ask("/explore/weather.svg").status == 404


def test_no_filters_break_an_answer(server: Server) -> None:
    chance = random.Random(12)

    @rounds(max_examples=20)
    @given(filters_of())
    def ask(filters: Filters) -> None:
        slug, ending = chance.choice([*QUESTIONS]), chance.choice(["", ".csv", ".svg"])
        query = urlencode([*to_query(filters), ("lang", chance.choice([*LANGUAGES]))])
        assert server.ask(f"/explore/{slug}{ending}?{query}").status == 200
        assert server.ask(f"/explore?{query}").status == 200

    ask()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_any_two_of_one_kind_stand_side_by_side(server: Server, kind: str, code: str) -> None:
    a, b = [*count_known(kind, RECORD)][:2]
    page = server.ask(f"/compare?a={kind}:{a}&b={kind}:{b}&lang={code}")
    assert page.status == 200
    html = Html(page.body.decode())
    assert [tag for tag, _ in html.tags].count("table") == 1
    files = [link for link in html.links if link.startswith("/compare.")]
    rows = [*csv.reader(io.StringIO(server.ask(files[0]).body.decode("utf-8-sig")))]
    assert [tag for tag, _ in html.tags].count("tr") == len(rows)
    assert {*map(len, rows)} == {3}
    assert ElementTree.fromstring(server.ask(files[1]).body).tag == "{http://www.w3.org/2000/svg}svg"
    names = [name_choice(kind, i, RECORD, load_language(code)) for i in (a, b)]
    fields = [
        attributes.get("value")
        for attributes in [at for tag, at in html.tags if tag == "input"]
        if "list" in attributes
    ]
    assert fields == names
    by_name = server.ask(f"/compare?{urlencode([('of', kind), ('a', names[0]), ('b', names[1]), ('lang', code)])}")
    assert Html(by_name.body.decode()).text == html.text


def test_one_alone_or_none_is_offered_ready_pairs(server: Server) -> None:
    for query in ("", "a=leader:tim-cook", "of=company", "of=host&topic=ai-models"):
        page = server.ask(f"/compare?{query}")
        assert page.status == 200
        pairs = [link for link in Html(page.body.decode()).links if "&b=" in link or "b=" in link]
        assert pairs
        assert server.ask(pairs[0]).status == 200


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (("zuckerberg", "Cook"), ("leader:mark-zuckerberg", "leader:tim-cook")),
        (("ザッカーバーグ", "Tim Cok"), ("leader:mark-zuckerberg", "leader:tim-cook")),
        (("Meta", "apple"), ("company:meta", "company:apple")),
    ],
)
def test_two_are_found_by_what_a_reader_types(server: Server, asked: tuple[str, str], ids: tuple[str, str]) -> None:
    """A part of a name, another script, a letter wrong; and of leaders that are companies the companies."""
    typed = server.ask(f"/compare?{urlencode([('of', 'leader'), *zip('ab', asked, strict=True)])}")
    assert typed.status == 200
    named = server.ask(f"/compare?{urlencode([*zip('ab', ids, strict=True)])}")
    assert Html(typed.body.decode()).text == Html(named.body.decode()).text


def test_who_is_not_known_is_not_compared(server: Server) -> None:
    for query in ("a=leader:nobody", "a=leader:tim-cook&b=leader:tim-cook", "of=planet", "a=company:tim-cook"):
        assert server.ask(f"/compare?{query}").status == 400
        assert server.ask(f"/compare.csv?{query}").problems
    assert server.ask("/compare.svg?a=leader:tim-cook").status == 400


def test_a_ring_is_walked_by_links(server: Server) -> None:
    page = Html(server.ask("/explore/network?node=mark-zuckerberg").body.decode())
    rings = [link for link in page.links if link.startswith("/explore/network?") and "node=" in link]
    assert rings
    for link in dict.fromkeys(rings[:6]):
        assert server.ask(link).status == 200
    assert server.ask("/explore/network?node=nobody").status == 400


def test_a_form_keeps_what_it_does_not_ask_for(server: Server) -> None:
    page = Html(server.ask("/explore/network?node=mark-zuckerberg&city=tokyo").body.decode())
    hidden = {at.get("name"): at.get("value") for tag, at in page.tags if tag == "input" and at.get("type") == "hidden"}
    assert hidden == {"node": "mark-zuckerberg", "city": "tokyo"}
