"""The data over HTTP on a real server: the export's own bytes for what the query asks for, and clear refusals."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode

import pytest
from asking import Server, serve
from conftest import FIXTURE
from small import KISHIDA, LG, RECORD, SON, ZUCKERBERG

from techvisits.app.shell import FOLDER, list_scripts, read_shell
from techvisits.export.formats import FORMATS
from techvisits.package.errors import Finding
from techvisits.record.filters import LISTS, Filters, Shown, apply, from_query
from techvisits.record.shelf import find_shelf
from techvisits.text import address
from techvisits.text.address import BY_COMPANY, State
from techvisits.web.first import Shell
from techvisits.web.routes import build_routes

SHELL = Shell(read_shell(), FOLDER, list_scripts())

QUERIES = [
    "",
    "leader=mark-zuckerberg",
    "company=meta&company=apple&city=seoul",
    "from=2024-02-01&to=2024-02-29&status=held",
    "topic=ai-models&sources=2",
    f"trip={ZUCKERBERG}",
    f"trip={ZUCKERBERG}&trip=son-2022-10",
    f"meeting={KISHIDA}",
    f"meeting={KISHIDA}&meeting={SON}",
    f"trip={ZUCKERBERG}&meeting={KISHIDA}&city=tokyo",
    "leader=rene-haas&trip=haas-2022-10",
    "q=" + quote("マーク・ザッカーバーグ"),
    "q=nothing+on+record+has+these+words",
]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The routes for the small package."""
    with serve(build_routes(FIXTURE)) as running:
        yield running


def shown_by(query: str) -> Shown:
    filters, problems = from_query(parse_qs(query), RECORD)
    assert problems == []
    return apply(filters, RECORD)


# --- what is answered


def test_health_names_the_data_and_how_much_there_is(server: Server) -> None:
    answer = server.ask("/api/health")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    expected = {"status": "ok", "data_version": RECORD.version, "meetings": len(RECORD.meetings)}
    assert json.loads(answer.body) == expected


@pytest.mark.parametrize("ending", [*FORMATS])
@pytest.mark.parametrize("query", QUERIES)
def test_a_file_is_the_exports_bytes(server: Server, ending: str, query: str) -> None:
    answer = server.ask(f"/api/meetings.{ending}?{query}")
    form = FORMATS[ending]
    assert answer.status == 200
    assert answer.headers["content-type"] == form.media_type
    expected = form.build(shown_by(query), RECORD, f"http://127.0.0.1:{server.port}/")
    assert answer.body == expected


@pytest.mark.parametrize(
    ("query", "meetings"),
    [
        (f"meeting={KISHIDA}", {KISHIDA}),
        (f"meeting={KISHIDA}&meeting={SON}", {KISHIDA, SON}),
        (f"trip={ZUCKERBERG}", {visit.meeting.meeting_id for visit in RECORD.trips[ZUCKERBERG].visits}),
        (f"trip={ZUCKERBERG}&meeting={LG}", {LG}),
        (f"trip=son-2022-10&meeting={LG}", set()),
    ],
)
def test_a_trip_and_a_meeting_are_asked_for_like_anything_else(server: Server, query: str, meetings: set[str]) -> None:
    document = json.loads(server.ask(f"/api/meetings.json?{query}").body)
    assert {meeting["meeting_id"] for meeting in document["meetings"]} == meetings
    assert document["count"] == len(meetings)


@pytest.mark.parametrize(
    ("ending", "is_file"), [("csv", True), ("parquet", True), ("json", False), ("geojson", False), ("ics", False)]
)
def test_a_table_is_saved_as_a_file(server: Server, ending: str, is_file: bool) -> None:
    headers = server.ask(f"/api/meetings.{ending}?meeting={KISHIDA}").headers
    how, name, _ = headers["content-disposition"].split("; ")
    assert how == ("attachment" if is_file else "inline")
    assert name == f'filename="tech-visits-{RECORD.version}-{KISHIDA}.{ending}"'


@pytest.mark.parametrize("path", ["/api/meetings.csv?host=lee-jae-yong", "/api/meetings.ics", "/api/health"])
def test_a_route_answers_only_to_reading(server: Server, path: str) -> None:
    assert server.ask(path, "HEAD").status == 200
    assert server.ask(path, "HEAD").body == b""
    for method in ("POST", "PUT", "DELETE"):
        assert server.ask(path, method).status == 405


def test_an_unknown_route_is_not_found(server: Server) -> None:
    assert server.ask("/api/nothing").status == 404
    assert server.ask("/api/meetings").status == 404


# --- a calendar's links


def links_of(content: bytes) -> list[str]:
    return re.findall("URL:(.*)\r\n", content.replace(b"\r\n ", b"").decode())


def test_a_calendar_links_to_the_dashboard_that_was_asked(server: Server) -> None:
    path = f"/api/meetings.ics?meeting={KISHIDA}"
    assert links_of(server.ask(path).body) == [
        f"http://127.0.0.1:{server.port}/{rest}" for rest in ("", f"?meeting={KISHIDA}")
    ]
    answer = server.ask(path, Host="visits.example")
    assert links_of(answer.body) == ["http://visits.example/", f"http://visits.example/?meeting={KISHIDA}"]


def test_a_calendar_links_to_the_dashboards_own_address_where_that_is_known() -> None:
    with serve(build_routes(FIXTURE, "https://visits.example/board")) as running:
        answer = running.ask(f"/api/meetings.ics?meeting={KISHIDA}", Host="inside.example")
    board = "https://visits.example/board/"
    assert links_of(answer.body) == [board, f"{board}?meeting={KISHIDA}"]


# --- what is refused


@pytest.mark.parametrize("route", ["/api/meetings.csv", "/api/meetings.ics"])
@pytest.mark.parametrize(
    ("query", "named"),
    [
        *((f"{key}=no-such-id", [key, "no-such-id"]) for key in LISTS),
        ("from=2024-13-01", ["from", "2024-13-01"]),
        ("to=yesterday", ["to", "yesterday"]),
        ("from=2024-03-01&to=2024-02-01", ["2024-03-01", "2024-02-01"]),
        ("sources=many", ["sources", "many"]),
        ("tint=blue", ["tint", "no filter"]),
        ("Leader=mark-zuckerberg", ["Leader", "no filter"]),
        ("leader=Mark+Zuckerberg", ["leader", "Mark Zuckerberg"]),
        ("leader=mark-zuckerberg&leader=no-such-id", ["no-such-id"]),
        (f"trip={ZUCKERBERG}&trip=no-such-trip", ["no-such-trip"]),
        ("leader=%3Cscript%3E", ["<script>"]),
        ("leader=%ED%A0%80%00", ["leader"]),
        ("lang=fr", ["lang", "fr"]),
        ("view=osaka", ["view", "osaka"]),
    ],
)
def test_a_query_that_means_nothing_is_a_400_that_names_it(
    server: Server, route: str, query: str, named: list[str]
) -> None:
    answer = server.ask(f"{route}?{query}")
    assert answer.status == 400
    assert "content-disposition" not in answer.headers
    (line,) = answer.problems
    assert all(words in line for words in named), line


def test_every_problem_has_a_line(server: Server) -> None:
    answer = server.ask("/api/meetings.csv?leader=a&leader=b&city=c&from=d&to=e&sources=f&other=g&view=h")
    assert answer.status == 400
    keys = [re.split("[=:]", line)[0] for line in answer.problems]
    assert sorted(keys) == ["city", "from", "leader", "leader", "other", "sources", "to", "view"]


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%ED%A0%80", "q=" + "x" * 7_000, "q=%25%28%5B", "q=", "from=&to=&sources=", "lang=&rows="]
)
def test_no_search_is_an_error(server: Server, query: str) -> None:
    assert server.ask(f"/api/meetings.csv?{query}").status == 200


def test_an_iso_week_is_no_date(server: Server) -> None:
    """`2024-W09-2` has ten characters and Python reads it, but the interface says YYYY-MM-DD."""
    assert server.ask("/api/meetings.csv?from=2024-W09-2").status == 400


def test_the_dashboards_whole_query_string_is_understood(server: Server) -> None:
    """The query parameters hold for dashboard and routes alike; language, view and colour change no record."""
    filters = Filters().asking("leader", ["mark-zuckerberg"])
    plain = server.ask(f"/api/meetings.json?{urlencode(address.to_pairs(State(filters)), doseq=True)}")
    whole = State(filters, view="seoul", colour=BY_COMPANY, arrivals=True, language="ko", rows=40)
    answer = server.ask(f"/api/meetings.json?{urlencode(address.to_pairs(whole), doseq=True)}&embed=true")
    assert (answer.status, answer.body) == (200, plain.body)
    assert json.loads(plain.body)["count"] == 7


# --- compression


@pytest.mark.parametrize("path", ["/api/meetings.json?host=lee-jae-yong", "/api/meetings.csv", "/api/meetings.ics"])
def test_answers_are_compressed_for_those_who_can_read_it(server: Server, path: str) -> None:
    plain, packed = server.ask(path), server.ask(path, Accept_Encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) * 0.7


def test_what_is_short_is_sent_as_it_is(server: Server) -> None:
    assert "content-encoding" not in server.ask("/api/health", Accept_Encoding="gzip").headers


def test_health_says_what_keeps_newer_data_from_being_served(fixture_folder: Path) -> None:
    shelf = find_shelf(fixture_folder)
    shelf.refused = (Finding("meetings.csv", 2, "date", "is no date", "write YYYY-MM-DD", "type"),)
    with serve(build_routes(fixture_folder)) as server:
        state = json.loads(server.ask("/api/health").body)
    assert state["status"] == "ok"
    assert state["refused"] == ["meetings.csv:2: date: is no date; write YYYY-MM-DD [type]"]


def test_the_first_view_is_of_the_newer_data_once_that_is_in_place(fixture_folder: Path) -> None:
    shelf = find_shelf(fixture_folder)
    with serve(build_routes(fixture_folder, shell=SHELL), SHELL) as server:
        before = server.ask("/").body.decode()
        path = fixture_folder / "people.csv"
        path.write_text(path.read_text("utf-8").replace("Mark Zuckerberg", "Somebody Else"), "utf-8")
        shelf.refresh(lambda _: [])
        assert shelf.refresh(lambda _: [])
        after = server.ask("/").body.decode()
    assert "Mark Zuckerberg" in before
    assert "Mark Zuckerberg" not in after
    assert "Somebody Else" in after
