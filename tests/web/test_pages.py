"""The plain pages over HTTP: each of the shipped record, what they link to, what they say of themselves, and what is none."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import DATA, FIXTURE, WHOLE, Edit
from pages import KISHIDA, ZUCKERBERG, Html, page_of
from web.asking import Answer, Server, serve

from techvisits.drawing import style
from techvisits.drawing.charts.questions import QUESTIONS
from techvisits.record.shelf import load_record
from techvisits.text.language import LANGUAGES
from techvisits.text.paths import INDEXES
from techvisits.text.things.journeys import render_open
from techvisits.web.routes import build_routes

MOST = 40_000
BASE = "https://visits.example"
RECORD = load_record(DATA)
THINGS = {
    "meetings": RECORD.by_id,
    "trips": RECORD.trips,
    "people": RECORD.people,
    "organizations": RECORD.organizations,
    "places": RECORD.places,
}
EACH = [f"/{kind}/{identifier}" for kind, things in THINGS.items() for identifier in things]
LARGEST = (
    "/meetings/2025-02-04-altman-son-lee-jae-yong",
    "/meetings/2023-05-18-chip-leaders-kishida",
    "/trips/altman-2025-02",
    "/trips/cook-2025-09",
    "/people/lee-jae-yong",
    "/organizations/samsung-electronics",
    "/places/seoul",
    "/places/tokyo",
    "/meetings",
)
SAMPLE = (
    f"/meetings/{KISHIDA}",
    f"/trips/{ZUCKERBERG}",
    "/people/sam-altman",
    "/people/fumio-kishida",
    "/organizations/meta",
    "/places/kantei",
    "/meetings?company=meta&offset=10",
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(build_routes(DATA, BASE)) as running:
        yield running


@pytest.fixture(scope="module")
def pages(server: Server) -> dict[str, Answer]:
    """Pages of the record in English: an eighth of them and the largest, all with `make whole`."""
    return {path: server.ask(path) for path in (*LARGEST[:-1], *SAMPLE[:-1], *EACH[:: 1 if WHOLE else 8])}


def html_of(answer: Answer) -> Html:
    return Html(answer.body.decode())


def head_of(html: Html, tag: str, **wanted: str) -> list[dict[str, str | None]]:
    """The attributes of the tags of a name that have these."""
    return [attributes for name, attributes in html.tags if name == tag and wanted.items() <= attributes.items()]


def meta(html: Html, name: str) -> str | None:
    (found,) = [a for tag, a in html.tags if tag == "meta" and name in (a.get("name"), a.get("property"))]
    return found["content"]


def linked_of(answer: Answer) -> dict[str, object]:
    """The JSON-LD of a page."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', answer.body.decode(), re.DOTALL)
    document = json.loads(text)
    assert isinstance(document, dict)
    assert document["@context"] == "https://schema.org"
    return document


def test_every_page_answers_and_is_light(pages: dict[str, Answer]) -> None:
    assert {path: answer.status for path, answer in pages.items() if answer.status != 200} == {}
    assert {path: len(answer.body) for path, answer in pages.items() if len(answer.body) >= MOST} == {}


@pytest.mark.parametrize("code", ["ja", "ko"])
def test_pages_of_other_languages_are_light_too(server: Server, code: str) -> None:
    for path in (*LARGEST, *EACH[::29]):
        answer = server.ask(f"{path}?lang={code}")
        assert answer.status == 200
        assert len(answer.body) < MOST, path
        assert f'<html lang="{code}">' in answer.body.decode()


def test_every_link_between_them_leads_to_a_page(pages: dict[str, Answer], server: Server) -> None:
    links = {
        unescape(link) for answer in pages.values() for link in re.findall(r' href="([^"]*)"', answer.body.decode())
    }
    links = {link for link in links if not link.startswith((BASE, "http")) and "/ground/" not in link}
    lists = {link for link in links if link.startswith("/meetings?")}
    promises = {"/promises"} | {f"/promises/{promise_id}" for promise_id in RECORD.promises}
    paths = {urlsplit(link).path for link in links} - {
        *EACH,
        *promises,
        "/",
        "",
        *(f"/{kind}" for kind in ("explore", "leaders", "hosts", "companies", "places", "trips", "about")),
        "/meetings",
        "/compare",
        "/explore/in-town",
        "/feed.atom",
        "/map.svg",
        "/map.png",
        "/view.html",
    }
    letters = {path for path in paths if path.endswith("/request")}
    assert paths - letters == {
        *(f"/api/meetings.{ending}" for ending in ("csv", "json", "geojson", "ics", "parquet")),
        *(f"/api/citation.{ending}" for ending in ("bib", "ris", "json")),
        *(f"/api/sources.{ending}" for ending in ("txt", "bib", "ris", "json")),
    }
    assert {server.ask(path).status for path in letters} == {200}
    for link in sorted(lists)[::40]:
        assert server.ask(link).status == 200, link
    dashboards = {link for link in links if link.startswith("/?")}
    for link in sorted(dashboards)[::40]:
        page_of(urlsplit(link).query, RECORD)


def test_no_page_has_a_script_but_the_one_that_copies(pages: dict[str, Answer]) -> None:
    for path, answer in pages.items():
        text = answer.body.decode()
        assert "data-go" not in text, path
        scripts = re.findall(r"<script (?!type=\"application/ld\+json\")[^>]*>", text)
        assert [script for script in scripts if style.copy_script_path() not in script] == [], path
        assert len(scripts) <= 1, path


def test_ids_on_a_page_are_there_once(pages: dict[str, Answer]) -> None:
    for path, answer in pages.items():
        ids = re.findall(r' id="([^"]*)"', answer.body.decode())
        assert len(ids) == len(set(ids)), path


@pytest.mark.parametrize("path", SAMPLE)
def test_a_page_says_where_it_is_in_each_language(server: Server, path: str) -> None:
    for code in LANGUAGES:
        own = path if code == "en" else f"{path}{'&' if '?' in path else '?'}lang={code}"
        html = html_of(server.ask(own))
        (canonical,) = head_of(html, "link", rel="canonical")
        assert canonical["href"] == BASE + own == meta(html, "og:url")
        others = {a["hreflang"]: a["href"] for a in head_of(html, "link", rel="alternate") if "hreflang" in a}
        assert others.keys() == {*LANGUAGES, "x-default"}
        assert others[code] == BASE + own
        assert others["x-default"] == others["en"] == BASE + path
        (current,) = head_of(html, "a", **{"aria-current": "true", "hreflang": code})
        assert current["href"] == own


@pytest.mark.parametrize("path", SAMPLE)
def test_a_page_has_a_preview(server: Server, path: str) -> None:
    html = html_of(server.ask(path))
    picture = urlsplit(str(meta(html, "og:image")))
    assert f"{picture.scheme}://{picture.netloc}{picture.path}" == f"{BASE}/preview.png"
    page_of(picture.query, RECORD)
    assert (meta(html, "og:image:width"), meta(html, "og:image:height")) == ("1200", "630")
    assert meta(html, "og:image:alt") == meta(html, "og:title")
    assert meta(html, "og:description") == meta(html, "description")
    assert meta(html, "twitter:card") == "summary_large_image"


def test_a_meeting_says_all_that_the_dashboard_says(pages: dict[str, Answer], server: Server) -> None:
    for path in [path for path in pages if path.startswith("/meetings/")][::11]:
        identifier = path.rpartition("/")[2]
        for code in LANGUAGES:
            panel = Html(str(render_open(page_of(f"meeting={identifier}&lang={code}", RECORD))))
            text = html_of(server.ask(f"{path}?lang={code}")).text
            said = {" ".join(part.split()) for part in panel.texts if part.strip()}
            assert {part for part in said if part not in text} == set(), path
            sources = {link for link in panel.links if link.startswith("http")}
            assert sources <= {*html_of(pages[path]).links}


def test_an_open_meeting_and_an_open_trip_link_to_their_pages() -> None:
    from techvisits.text.panel import render_panel

    assert f"/meetings/{KISHIDA}?lang=ko" in Html(render_panel(page_of(f"meeting={KISHIDA}&lang=ko"))).links
    assert f"/trips/{ZUCKERBERG}" in Html(render_panel(page_of(f"trip={ZUCKERBERG}"))).links


def test_the_map_has_the_stops_and_its_ground_is_there(server: Server) -> None:
    answer = server.ask(f"/trips/{ZUCKERBERG}")
    text = answer.body.decode()
    grounds = [unescape(path) for path in re.findall(r'<use href="([^"#]*)#ground"', text)]
    assert [urlsplit(path).path.rpartition("/")[2] for path in grounds] == ["seoul.svg", "tokyo.svg"]
    for path in grounds:
        ground = server.ask(path)
        assert ground.headers["content-type"] == "image/svg+xml"
        assert ET.fromstring(ground.body)[0].get("id") == "ground"
    stops = [link for link in html_of(answer).links if link.startswith("/meetings/2024-02")]
    visits = RECORD.trips[ZUCKERBERG].visits
    assert {*stops} == {f"/meetings/{visit.meeting.meeting_id}" for visit in visits}
    assert server.ask(f"/trips/{ZUCKERBERG}/ground/nowhere.svg").status == 404
    assert server.ask("/trips/none/ground/seoul.svg").status == 404


@pytest.mark.parametrize(
    "path", ["/people/sam-altman", "/organizations/openai", "/places/kantei", "/trips/cook-2025-09"]
)
def test_the_base_maps_of_a_page_have_their_colours(server: Server, path: str) -> None:
    text = server.ask(path).body.decode()
    grounds = {unescape(ground) for ground in re.findall(r'<use href="([^"#]*)#ground"', text)}
    assert grounds
    for ground in grounds:
        picture = server.ask(ground).body.decode()
        assert "light-dark(#" in picture
        assert "var(" not in picture, "a page has only the colours that its own rules ask for"


def test_the_line_of_time_leads_to_each_meeting_of_a_leader(server: Server) -> None:
    text = server.ask("/people/sam-altman").body.decode()
    (line,) = re.findall(r'<svg class="life".*?</svg>', text, re.DOTALL)
    links = {*re.findall(r'href="/meetings/([^"]*)"', line)}
    assert links == {v.meeting.meeting_id for v in RECORD.visits if v.visitor.leader.person_id == "sam-altman"}
    (few,) = re.findall(r'<svg class="life".*?</svg>', server.ask("/organizations/anthropic").body.decode(), re.DOTALL)
    trips = {v.trip_id for v in RECORD.visits if v.visitor.company.organization_id == "anthropic"}
    assert {*re.findall(r'href="/trips/([^"]*)"', few)} == trips


def test_all_json_ld_can_be_read(pages: dict[str, Answer]) -> None:
    kinds = {path.split("/")[1]: set() for path in pages}
    for path, answer in pages.items():
        linked = linked_of(answer)
        assert linked["url"] == BASE + path
        kinds[path.split("/")[1]].add(linked["@type"])
    assert (kinds["meetings"], kinds["trips"], kinds["people"]) == ({"Event"}, {"Trip"}, {"Person"})
    assert kinds["places"] == {"Place"}
    assert {"GovernmentOrganization", "Corporation"} <= kinds["organizations"]


def test_the_event_of_a_meeting(server: Server) -> None:
    event = linked_of(server.ask(f"/meetings/{KISHIDA}"))
    assert event["startDate"] == "2024-02-27"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"]["geo"] == {"@type": "GeoCoordinates", "latitude": 35.67308, "longitude": 139.7426}  # type: ignore[index]
    (attendee,), (organizer,) = event["attendee"], event["organizer"]  # type: ignore[misc]
    assert (attendee["name"], attendee["worksFor"]["name"]) == ("Mark Zuckerberg", "Meta")
    assert (organizer["name"], organizer["@id"]) == ("Fumio Kishida", f"{BASE}/people/fumio-kishida")
    assert {source["url"] for source in event["subjectOf"]} == {s.url for s in RECORD.by_id[KISHIDA].sources}  # type: ignore[attr-defined]
    cancelled = linked_of(server.ask("/meetings/2026-06-15-altman-korea-cancelled"))
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"
    month = next(meeting for meeting in RECORD.meetings if meeting.date_precision == "month")
    assert linked_of(server.ask(f"/meetings/{month.meeting_id}"))["startDate"] == f"{month.date:%Y-%m}"
    timed = next(meeting for meeting in RECORD.meetings if meeting.start_time)
    start = linked_of(server.ask(f"/meetings/{timed.meeting_id}"))["startDate"]
    assert start == f"{timed.date}T{timed.start_time}+09:00"


def test_the_list_is_a_dataset_with_its_files(server: Server) -> None:
    linked = linked_of(server.ask("/meetings?company=meta"))
    assert (linked["@type"], linked["version"]) == ("Dataset", RECORD.version)
    urls = [each["contentUrl"] for each in linked["distribution"]]  # type: ignore[attr-defined]
    assert f"{BASE}/api/meetings.json?company=meta" in urls
    for url in urls:
        assert server.ask(url.removeprefix(BASE)).status == 200


def test_all_parts_of_the_list_hold_every_meeting_once(server: Server) -> None:
    path, seen = "/meetings", []
    while path:
        html = html_of(server.ask(path))
        seen += [link.rpartition("/")[2] for link in html.links if link.startswith("/meetings/")]
        path = next((str(a["href"]) for a in head_of(html, "a", rel="next")), "")
    assert len(seen) == len(RECORD.meetings)
    assert {*seen} == {*RECORD.by_id}


def test_the_list_keeps_what_is_asked_for(server: Server) -> None:
    html = html_of(server.ask("/meetings?company=meta&topic=ai-policy&q=AI&from=2012-01-01&lang=ja"))
    chips = [link for link in html.links if link.startswith("/meetings?")]
    asked = [parse_qs(urlsplit(link).query) for link in chips]
    assert {"topic": ["ai-policy"], "q": ["AI"], "from": ["2012-01-01"], "lang": ["ja"]} in asked
    assert {"lang": ["ja"]} in asked, "all are taken off at once"
    hidden = {a["name"]: a["value"] for a in head_of(html, "input", type="hidden")}
    assert hidden == {"company": "meta", "topic": "ai-policy", "lang": "ja"}
    assert [a["value"] for a in head_of(html, "input", name="q") if "value" in a] == ["AI"]
    assert [a["value"] for a in head_of(html, "input", name="from")] == ["2012-01-01"]


def test_what_a_list_does_not_understand_is_said_and_the_rest_kept(server: Server) -> None:
    answer = server.ask("/meetings?company=meta&status=maybe&from=May&colour=red&offset=9999&spy=1")
    html = html_of(answer)
    assert answer.status == 400
    assert "status=maybe: is none of held, announced, cancelled, unconfirmed" in html.text
    for words in ("from=May", "colour=red", "offset=9999", "spy: is no filter"):
        assert words in html.text
    assert meta(html, "robots") == "noindex, follow"
    kept = html_of(server.ask("/meetings?company=meta"))
    rows = [[link for link in page.links if link.startswith("/meetings/")] for page in (html, kept)]
    assert rows[0] == rows[1] != []


def test_what_is_not_there_says_where_to_look(server: Server) -> None:
    for path in ("/meetings/none", "/trips/none", "/people/none", "/organizations/none", "/places/none"):
        answer = server.ask(f"{path}?lang=ko")
        html = html_of(answer)
        assert answer.status == 404
        assert meta(html, "robots") == "noindex"
        assert "/meetings?lang=ko" in html.links
        assert head_of(html, "input", name="q")
    answer = server.ask("/meetings/none", "POST")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_a_withdrawn_meeting_says_why(server: Server) -> None:
    answer = server.ask("/meetings/2023-12-04-yaccarino-tokyo")
    html = html_of(answer)
    assert answer.status == 410
    gone = RECORD.gone["2023-12-04-yaccarino-tokyo"]
    assert gone.what in html.text
    assert gone.why in html.text
    assert gone.url in html.links


def test_a_merged_meeting_leads_to_the_one_that_has_its_place(fixture_folder: Path, edit: Edit) -> None:
    blank = {"date": "2026-11-25", "field": "meeting_id", "what": "It is one meeting.", "why": "One page.", "url": ""}
    edit("corrections", lambda rows: rows.append(blank | {"meeting_id": "old", "replaced_by": KISHIDA}))
    with serve(build_routes(fixture_folder)) as server:
        answer = server.ask("/meetings/old?lang=ja")
        assert (answer.status, answer.headers["location"]) == (301, f"/meetings/{KISHIDA}?lang=ja")
        assert server.ask(answer.headers["location"]).status == 200


def test_pages_are_kept_and_sent_small(server: Server) -> None:
    path = f"/meetings/{KISHIDA}"
    answer = server.ask(path, Accept_Encoding="br")
    assert answer.headers["content-encoding"] == "br"
    assert len(answer.body) < 12_000
    assert server.ask(path, Accept_Encoding="br", If_None_Match=answer.headers["etag"]).status == 304
    assert server.ask(path, If_Modified_Since=answer.headers["last-modified"]).status == 304
    head = server.ask(path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) == len(server.ask(path).body)


def test_the_sitemap_has_every_page_in_every_language(server: Server) -> None:
    answer = server.ask("/sitemap.xml")
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = ET.fromstring(answer.body).findall("s:url", names)
    paths = [str(url.findtext("s:loc", "", names)).removeprefix(BASE) for url in urls]
    assert len(paths) == len({*paths})
    lists = (f"/{kind}" for kind in INDEXES)
    asked = ("/about", *lists, "/explore", "/compare", *(f"/explore/{slug}" for slug in QUESTIONS))
    every = (*EACH, *asked, "/meetings", "/promises", *(f"/promises/{promise_id}" for promise_id in RECORD.promises))
    assert {*paths} == {path if code == "en" else f"{path}?lang={code}" for path in every for code in LANGUAGES}
    for url in urls[::50]:
        assert url.findtext("s:lastmod", "", names) == RECORD.released.date().isoformat()
        assert len(url.findall("x:link", names)) == len(LANGUAGES) + 1
    assert len(answer.body) < 50_000_000
    assert f"Sitemap: {BASE}/sitemap.xml" in server.ask("/robots.txt").body.decode()


def test_an_address_without_a_base_is_that_which_was_asked() -> None:
    with serve(build_routes(FIXTURE)) as server:
        html = html_of(server.ask(f"/meetings/{KISHIDA}", Host="visits.test:99"))
    (canonical,) = head_of(html, "link", rel="canonical")
    assert canonical["href"] == f"http://visits.test:99/meetings/{KISHIDA}"
