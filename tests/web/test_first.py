"""The first view over HTTP: the page of the dashboard as HTML, with the same links, in the reader's language."""

import gzip
import json
import re
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import brotli
import pytest
import shipped
from app.markup import Element, parse
from app.reader import arrive, links, part, plain
from asking import Server, serve
from conftest import FIXTURE
from small import KISHIDA, RECORD, ZUCKERBERG

from techvisits.app.shell import ELEMENTS, FOLDER, IMPORT, list_scripts, read_shell
from techvisits.drawing import style
from techvisits.drawing.dress import build_view_sheet, choose_rules
from techvisits.text.language import LANGUAGES
from techvisits.web.coding import QUICK, encode
from techvisits.web.first import Shell, build_page
from techvisits.web.routes import build_routes

QUERIES = [
    {},
    {"company": "meta", "lang": "ja"},
    {"trip": ZUCKERBERG},
    {"trip": ZUCKERBERG, "meeting": KISHIDA, "lang": "ko"},
    {"meeting": KISHIDA},
    {"view": "tokyo", "colour": "company"},
    {"q": "no such words", "company": "meta"},
]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The dashboard's own address, answered with the small package."""
    shell = Shell(read_shell(), FOLDER, list_scripts())
    with serve(build_routes(FIXTURE, "", shell), shell) as running:
        yield running


@pytest.fixture(autouse=True)
def small_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dashboard, too, shows the small package."""
    monkeypatch.setenv("TECHVISITS_DATA", str(FIXTURE))


def text_of(server: Server, query: str) -> str:
    return server.ask(f"/?{query}").body.decode()


def view(server: Server, **query: str) -> Element:
    """The first view at an address."""
    text = text_of(server, urlencode(query))
    return parse(text[text.index('<div class="first ') : text.index("<script>//")])


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_every_link_of_the_dashboard_stands_in_the_first_view_with_the_same_address(
    server: Server, query: dict[str, str]
) -> None:
    wanted = {each.href for each in links(arrive(**query))}
    found = {a.attributes["href"] for a in view(server, **query).all("a") if "href" in a.attributes}
    assert wanted <= found


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_the_dashboard_names_the_base_maps_that_the_first_view_has_and_where_they_are(
    server: Server, query: dict[str, str]
) -> None:
    page, seen = arrive(**query), view(server, **query).all("svg", "ground")
    named = [
        each for key in ("picture-seoul", "picture-tokyo", "region") for each in part(page, key).all("svg", "ground")
    ]
    assert {each.attributes["data-ground"] for each in named} == {each.attributes["data-ground"] for each in seen}
    assert len(named) == len(seen) == 1 if "view" in query else len(seen) > 1
    for each in named:
        assert each.children == []
        answer = server.ask(f"/{each.attributes['data-href']}")
        ground = parse(answer.body.decode()).one("svg", "ground")
        assert ground.attributes["data-ground"] == each.attributes["data-ground"]
        assert ground.all("path")


def test_there_is_no_base_map_of_what_a_page_does_not_show(server: Server) -> None:
    assert server.ask("/ground/tokyo.svg?view=seoul").status == 404
    assert server.ask("/ground/moon.svg").status == 404


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_list_details_and_headline_are_those_of_the_dashboard(server: Server, query: dict[str, str]) -> None:
    page, first = arrive(**query), view(server, **query)
    key = "details" if "trip" in query or "meeting" in query else "meetings"
    assert part(page, key).text in first.text
    assert first.all("h1")[0].text == plain(page).one("h1").text


def test_it_is_streamlits_page_with_a_title_a_description_and_one_address(server: Server) -> None:
    text = text_of(server, f"meeting={KISHIDA}&lang=en")
    assert text.partition("<body>")[0].count("<title>") == 1
    assert re.search(r"<title>Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister · Tech Visits</title>", text)
    assert f'<link rel="canonical" href="http://127.0.0.1:{server.port}/?meeting={KISHIDA}">' in text
    assert '<meta name="description" content="' in text
    assert '<div id="root"></div>' in text
    assert text.count('<script type="module"') == 1
    assert "You need to enable JavaScript" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_in_the_readers_language(server: Server, language: str) -> None:
    text = text_of(server, f"lang={language}")
    assert f'<html lang="{language}">' in text
    assert f'class="first lang-{language}"' in text


@pytest.mark.parametrize("query", [{"trip": ZUCKERBERG}, {"trip": ZUCKERBERG, "meeting": KISHIDA}], ids=str)
def test_it_says_which_stop_is_open_as_the_dashboard_does(server: Server, query: dict[str, str]) -> None:
    said = plain(arrive(**query)).one("span", "sure").text
    assert said in view(server, **query).text


def test_a_form_asks_for_words_and_keeps_the_rest(server: Server) -> None:
    first = view(server, company="meta", q="ai", rows="40")
    for form, fields in {
        "q": {"company": "meta", "q": "ai"},
        "reset": {},
        "dates": {"company": "meta", "q": "ai", "from": str(RECORD.span[0]), "to": str(RECORD.span[1])},
        "download": {"company": "meta", "q": "ai"},
    }.items():
        inputs = first.one("form", f"st-key-{form}").all("input")
        assert {i.attributes["name"]: i.attributes["value"] for i in inputs} == fields


def test_what_is_hostile_in_an_address_stays_text(server: Server) -> None:
    text = text_of(server, urlencode({"q": '"><script>alert(1)</script>', "leader": "<em>"}))
    assert "<script>alert" not in text
    assert "<em>" not in text


def test_it_is_small_and_says_that_it_may_change(server: Server) -> None:
    answer = server.ask("/")
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert len(gzip.compress(answer.body)) < 45_000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", [{}, {"meeting": KISHIDA}, {"trip": ZUCKERBERG}], ids=str)
def test_it_is_small_for_who_asks_first(query: dict[str, str], language: str) -> None:
    """Of the shipped record, packed as quickly as for one whom nobody has asked before."""
    shell = Shell(read_shell(), FOLDER, list_scripts())
    asked = {key: [value] for key, value in {**query, "lang": language}.items()}
    page = build_page(asked, shipped.RECORD, shell, "https://visits.example")
    assert len(encode(page.encode(), "br", QUICK)) < 45_000


def test_what_follows_the_first_view_names_all_scripts_that_streamlits_page_asks_for_once(server: Server) -> None:
    """Each is there and asks for none that is not named; the first is the one that the page itself would start with."""
    (start,) = re.findall(r'<script type="module" src="(/start/[^"]+)">', text_of(server, ""))
    answer = server.ask(start)
    assert (answer.status, answer.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
    named = json.loads(answer.body.decode().partition("scripts = ")[2].partition(";\n")[0])
    page = (FOLDER / "index.html").read_text("utf-8")
    assert f'<script type="module" crossorigin src=".{named[0]}"></script>' in page
    assert {f"/{path}" for path in re.findall(r'href="\./(static/js/[^"]+)"', page)} <= {*named}
    assert len(named) == len(set(named))
    for element in ELEMENTS:
        assert any(name.startswith(f"/static/js/{element}.") for name in named), element
    for name in named:
        answer = server.ask(name)
        assert (answer.status, answer.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
        wanted = {f"/static/js/{found}" for found in IMPORT.findall(answer.body.decode())}
        assert wanted <= {*named}, name


def test_the_page_asks_for_no_script_of_streamlits_and_no_style_sheet_by_itself(server: Server) -> None:
    """They would be read before its first view is painted."""
    text = text_of(server, "")
    assert "static/js/" not in text
    assert 'rel="stylesheet"' not in text
    assert text.count("<style>") == 1
    assert choose_rules(text, build_view_sheet()) in text


def test_what_is_asked_for_again_is_packed_smaller(server: Server) -> None:
    path = "/?company=meta&lang=ko"
    first, second = (server.ask(path, Accept_Encoding="br") for _ in range(2))
    deadline = time.monotonic() + 10
    while len((third := server.ask(path, Accept_Encoding="br")).body) == len(second.body):
        assert time.monotonic() < deadline
    assert first.body == second.body
    assert len(third.body) < 0.93 * len(second.body)
    assert brotli.decompress(third.body) == brotli.decompress(first.body)


def test_the_fonts_are_ours_with_the_signs_that_streamlit_writes_as_words(server: Server) -> None:
    text = text_of(server, "")
    sheet = server.ask(style.sheet_path())
    assert (sheet.headers["content-type"], sheet.body) == ("text/css; charset=utf-8", style.pack_sheet())
    assert "@font-face" not in sheet.body.decode(), "it would have all text laid out anew"
    assert 'as="font"' in text
    assert "static/media/" not in text
    assert "SourceSans" not in text
    for family, name, _ in (*style.FACES, style.SIGNS):
        assert family in text
        answer = server.ask(style.font_path(name))
        assert (answer.headers["content-type"], answer.body) == ("font/woff2", style.read_font(name))
        assert len(answer.body) < 40_000


def test_a_query_is_answered_as_the_dashboard_reads_it(server: Server) -> None:
    """A meeting that the filters hide is not shown as open."""
    first = view(server, company="apple", meeting=KISHIDA)
    assert not first.all("article")
    assert first.all("a", "row")


def test_a_first_view_that_a_browser_has_is_not_sent_again(server: Server) -> None:
    first = server.ask("/?company=meta", Accept_Encoding="br")
    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
    again = server.ask("/?company=meta", Accept_Encoding="br", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert server.ask("/?company=apple", If_None_Match=first.headers["etag"]).status == 200
    assert server.ask("/?company=meta", Accept_Encoding="gzip").headers["etag"] != first.headers["etag"]
