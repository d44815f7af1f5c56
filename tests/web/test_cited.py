"""Citations over HTTP: of what the query asks for, in every form, for programs and for reference managers."""

import json
from collections.abc import Iterator

import pytest
import rispy
from asking import Server, serve
from conftest import FIXTURE
from pybtex.database import parse_string
from small import KISHIDA, RECORD, ZUCKERBERG

from techvisits.export.citations import FORMS
from techvisits.text.citations import cite_sources
from techvisits.web.routes import build_routes

BASE = "https://visits.example"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(build_routes(FIXTURE, BASE)) as running:
        yield running


@pytest.mark.parametrize("name", ["citation", "sources"])
@pytest.mark.parametrize("ending", FORMS)
def test_each_form_has_its_media_type_and_a_speaking_name(server: Server, name: str, ending: str) -> None:
    answer = server.ask(f"/api/{name}.{ending}?meeting={KISHIDA}")
    assert (answer.status, answer.headers["content-type"]) == (200, FORMS[ending].media_type)
    assert f"-{name}.{ending}" in answer.headers["content-disposition"]
    assert answer.headers["access-control-allow-origin"] == "*"
    again = server.ask(f"/api/{name}.{ending}?meeting={KISHIDA}", If_None_Match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    head = server.ask(f"/api/{name}.{ending}?meeting={KISHIDA}", method="HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(answer.body)))


@pytest.mark.parametrize(
    ("query", "address"),
    [
        (f"meeting={KISHIDA}", f"/meetings/{KISHIDA}"),
        (f"trip={ZUCKERBERG}&lang=ko", f"/trips/{ZUCKERBERG}"),
        (f"trip={ZUCKERBERG}&meeting={KISHIDA}", f"/meetings/{KISHIDA}"),
        ("company=meta&view=seoul", "/meetings?company=meta&from="),
        ("", "/meetings"),
    ],
)
def test_the_query_says_what_is_cited(server: Server, query: str, address: str) -> None:
    (item,) = json.loads(server.ask(f"/api/citation.json?{query}").body)
    assert item["URL"].startswith(f"{BASE}{address}")
    assert item["version"] == RECORD.version
    text = server.ask(f"/api/citation.txt?{query}").body.decode()
    assert text.startswith("Chicago\n")
    assert "\n\nAPA\n" in text
    assert text.count(item["URL"]) == 2


def test_the_sources_of_a_meeting_of_a_trip_or_of_all_that_is_shown(server: Server) -> None:
    trip = [visit.meeting for visit in RECORD.trips[ZUCKERBERG].visits]
    for query, meetings in (
        (f"meeting={KISHIDA}", [RECORD.by_id[KISHIDA]]),
        (f"trip={ZUCKERBERG}", trip),
        ("company=apple", [m for m in RECORD.meetings if "apple" in m.company_ids]),
        ("", RECORD.meetings),
    ):
        wanted = {citation.address for citation in cite_sources(meetings)}
        read = rispy.loads(server.ask(f"/api/sources.ris?{query}").body.decode())
        assert {url for each in read for url in each["urls"]} == wanted
        entries = parse_string(server.ask(f"/api/sources.bib?{query}").body.decode(), "bibtex").entries
        assert {entry.fields["url"] for entry in entries.values()} == wanted


@pytest.mark.parametrize("query", ["meeting=never", "company=nobody", "colour=red", "from=yesterday", "utm_source=x"])
def test_what_is_unknown_is_refused_with_the_parameter(server: Server, query: str) -> None:
    for name in ("citation", "sources"):
        answer = server.ask(f"/api/{name}.bib?{query}")
        assert answer.status == 400
        assert answer.problems[0].startswith(query.partition("=")[0])


def test_words_from_outside_stay_words(server: Server) -> None:
    query = "q=%7D%2C%20author%20%3D%20%7Bx%7D%0AUR%20%20-%20https%3A//evil.example"
    entries = parse_string(server.ask(f"/api/citation.bib?{query}").body.decode(), "bibtex").entries
    ((_, entry),) = entries.items()
    assert [str(person) for person in entry.persons["author"]] == ["{Tech Visits contributors}"]
    (reference,) = rispy.loads(server.ask(f"/api/citation.ris?{query}").body.decode())
    assert reference["urls"][0].startswith(BASE)
    assert len(reference["urls"]) == 1
