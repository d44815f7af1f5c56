"""What is taken away as it is seen, over HTTP: pictures, frame and file of the small package, and clear refusals."""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

import pytest
from asking import Server, serve
from conftest import DATA, FIXTURE
from PIL import Image
from small import FORGE, KISHIDA, RECORD, ZUCKERBERG

from techvisits.record.shelf import load_record
from techvisits.text.address import State
from techvisits.text.page import Page
from techvisits.web.offline import build_file
from techvisits.web.pictures import build_picture_routes

BASE = "https://visits.example"
PATHS = ("/map.svg", "/map.png", "/preview.png", "/embed", "/view.html")
MAP, EACH = 100_000, 3_100


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The routes for the small package."""
    with serve(build_picture_routes(FIXTURE, BASE)) as running:
        yield running


@pytest.mark.parametrize("path", PATHS)
def test_each_is_answered_checked_again_and_open_to_other_sites(server: Server, path: str) -> None:
    answer = server.ask(f"{path}?trip={ZUCKERBERG}")
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    again = server.ask(f"{path}?trip={ZUCKERBERG}", If_None_Match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    head = server.ask(f"{path}?trip={ZUCKERBERG}", "HEAD")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", answer.headers["etag"])


@pytest.mark.parametrize("path", PATHS)
def test_what_is_unknown_or_malformed_is_refused_with_a_reason(server: Server, path: str) -> None:
    answer = server.ask(f"{path}?leader=nobody&theme=blue&lang=tlh")
    assert answer.status == 400
    assert answer.headers["content-type"] == "application/problem+json"
    text = answer.body.decode()
    assert all(name in text for name in ("leader", "theme", "lang"))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "query", ["q=nothing+has+these+words", f"meeting={FORGE}", "arrivals=1&view=seoul&colour=company"]
)
def test_little_and_nothing_are_shown_too(server: Server, path: str, query: str) -> None:
    assert server.ask(f"{path}?{query}").status == 200


def test_only_the_frame_says_that_anybody_may_frame_it(server: Server) -> None:
    policies = {path: server.ask(path).headers.get("content-security-policy") for path in PATHS}
    embedded = policies.pop("/embed")
    assert embedded.startswith("default-src 'none'; ")
    assert embedded.endswith("; frame-ancestors *")
    assert "script-src" not in embedded
    assert {*policies.values()} == {None}


def test_what_is_saved_has_a_name_that_tells_what_it_is(server: Server) -> None:
    names = {
        path: server.ask(f"{path}?leader=mark-zuckerberg").headers.get("content-disposition", "") for path in PATHS
    }
    assert names["/map.svg"].startswith('inline; filename="tech-visits-mark-zuckerberg.svg"')
    assert names["/view.html"].startswith('attachment; filename="tech-visits-mark-zuckerberg.html"')
    assert names["/embed"] == ""


def test_pictures_have_their_sizes(server: Server) -> None:
    root = ElementTree.fromstring(server.ask(f"/map.svg?trip={ZUCKERBERG}").body)
    png = Image.open(BytesIO(server.ask(f"/map.png?trip={ZUCKERBERG}").body))
    assert png.size == (2 * int(root.get("width", "")), 2 * int(root.get("height", "")))
    preview = server.ask("/preview.png?company=meta")
    assert Image.open(BytesIO(preview.body)).size == (1200, 630)
    assert len(preview.body) < 200_000


def test_a_map_says_where_it_is_from(server: Server) -> None:
    text = " ".join(ElementTree.fromstring(server.ask("/map.svg?leader=mark-zuckerberg").body).itertext())
    assert f"Tech Visits, data {RECORD.version}, {BASE}/?leader=mark-zuckerberg, retrieved" in text
    assert "CC BY 4.0" in text
    assert "© OpenStreetMap contributors" in text
    meeting = server.ask(f"/map.svg?meeting={KISHIDA}").body.decode()
    assert f"{BASE}/meetings/{KISHIDA}" in meeting


def test_themes_differ_and_the_frame_takes_one(server: Server) -> None:
    assert (
        server.ask("/map.svg?theme=dark").body != server.ask("/map.svg?theme=light").body == server.ask("/map.svg").body
    )
    assert b'style="color-scheme: dark"' in server.ask("/embed?theme=dark").body
    assert b'style="color-scheme' not in server.ask("/embed").body


def test_the_frame_leads_to_the_page_and_to_the_live_map(server: Server) -> None:
    html = server.ask(f"/embed?meeting={KISHIDA}&lang=ko").body.decode()
    assert f'href="/meetings/{KISHIDA}?lang=ko"' in html
    (live,) = re.findall(r'class="live" target="_self" href="([^"]*)"', html)
    assert live == f"/?trip={ZUCKERBERG}&amp;meeting={KISHIDA}&amp;lang=ko&amp;embed=true"
    assert "<script" not in html
    sources = len({source.url for source in RECORD.by_id[KISHIDA].sources})
    assert f"출처 {sources}건" in html


def test_the_file_holds_every_fact_and_every_source_of_what_is_shown(server: Server) -> None:
    html = server.ask("/view.html?leader=mark-zuckerberg").body.decode()
    shown = [m for m in RECORD.meetings if any(v.leader.person_id == "mark-zuckerberg" for v in m.visitors)]
    assert re.findall(r'<summary id="([^"]*)"', html) == [meeting.meeting_id for meeting in shown]
    for meeting in shown:
        assert all(source.url.replace("&", "&amp;") in html for source in meeting.sources)
    assert not re.findall(r'(?:src|<link[^>]* href)="(?!data:)', html)
    assert "url('/" not in html


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_all_meetings_are_a_file_with_little_for_each(language: str) -> None:
    record = load_record(DATA)
    content = build_file(Page(State(language=language), record), []).encode()
    assert content.count(b"<details") == len(record.meetings)
    assert len(content) < MAP + EACH * len(record.meetings)
