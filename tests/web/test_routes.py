"""The HTTP routes on a real server: the export's own bytes, clear refusals, compression, caching, no way out of a folder."""

import gzip
import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pytest
import uvicorn
from conftest import DATA
from starlette.applications import Starlette

from techvisits.app import address
from techvisits.app.address import State
from techvisits.curate.check import load_records
from techvisits.drawing import atlas as markers
from techvisits.drawing import basemap, style
from techvisits.export import formats as export
from techvisits.record.filters import LISTS, Filters, apply, from_query, known_ids
from techvisits.web.routes import YEAR, build_middleware, build_routes

RECORDS = load_records(DATA)
KNOWN = known_ids(RECORDS)
QUERIES = [
    "",
    "leader=mark-zuckerberg",
    "company=nvidia&company=openai&city=seoul",
    "from=2024-02-01&to=2024-02-29&status=held",
    "topic=ai-chips&sources=2",
    "q=" + quote("マーク・ザッカーバーグ"),
    "q=nothing+on+record+has+these+words",
]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """The answer to exactly this path, which nothing on the way tidies up."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The routes and their middleware, served by uvicorn as Streamlit serves them."""
    app = Starlette(routes=build_routes(DATA), middleware=build_middleware())
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        running = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            deadline = time.monotonic() + 30
            while not running.started and time.monotonic() < deadline:
                time.sleep(0.01)
            yield Server(listener.getsockname()[1])
        finally:
            running.should_exit = True
            thread.join(timeout=30)


def shown_by(query: str) -> Filters:
    pairs: dict[str, list[str]] = {}
    for key, value in (pair.split("=") for pair in query.split("&") if pair):
        pairs.setdefault(key, []).append("マーク・ザッカーバーグ" if value.startswith("%") else value.replace("+", " "))
    filters, problems = from_query(pairs, RECORDS)
    assert problems == []
    return filters


def problems_of(answer: Answer) -> list[str]:
    lines = json.loads(answer.body)["error"]
    assert isinstance(lines, list)
    return lines


# --- what is answered


def test_health_names_the_data_and_how_much_there_is(server: Server) -> None:
    answer = server.ask("/api/health")
    assert answer.status == 200
    expected = {"status": "ok", "data_version": RECORDS.version, "meetings": len(RECORDS.meetings)}
    assert json.loads(answer.body) == expected


@pytest.mark.parametrize("query", QUERIES)
def test_the_csv_is_the_exports_bytes(server: Server, query: str) -> None:
    answer = server.ask(f"/api/meetings.csv?{query}")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.body == export.build_csv(apply(shown_by(query), RECORDS))


@pytest.mark.parametrize("query", QUERIES)
def test_the_json_is_the_exports_bytes(server: Server, query: str) -> None:
    answer = server.ask(f"/api/meetings.json?{query}")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.body == export.build_json(apply(shown_by(query), RECORDS), RECORDS)


@pytest.mark.parametrize(
    "path", ["/api/meetings.csv?host=lee-jae-yong", "/api/meetings.json?host=lee-jae-yong", "/api/health"]
)
def test_a_route_answers_only_to_reading(server: Server, path: str) -> None:
    assert server.ask(path, "HEAD").status == 200
    assert server.ask(path, "HEAD").body == b""
    for method in ("POST", "PUT", "DELETE"):
        assert server.ask(path, method).status == 405


def test_an_unknown_route_is_not_found(server: Server) -> None:
    assert server.ask("/api/nothing").status == 404


# --- what is refused


@pytest.mark.parametrize("route", ["/api/meetings.csv", "/api/meetings.json"])
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
        ("leader=%3Cscript%3E", ["<script>"]),
        ("leader=%ED%A0%80%00", ["leader"]),
    ],
)
def test_a_query_that_means_nothing_is_a_400_that_names_it(
    server: Server, route: str, query: str, named: list[str]
) -> None:
    answer = server.ask(f"{route}?{query}")
    assert answer.status == 400
    assert answer.headers["content-type"].startswith("application/json")
    lines = problems_of(answer)
    assert len(lines) == 1
    assert all(words in lines[0] for words in named), lines


def test_every_problem_has_a_line(server: Server) -> None:
    answer = server.ask("/api/meetings.csv?leader=a&leader=b&city=c&from=d&to=e&sources=f&other=g")
    assert answer.status == 400
    lines = problems_of(answer)
    assert len(lines) == 7
    assert all(
        re.search(rf"\b{key}\b", " ".join(lines)) for key in ("leader", "city", "from", "to", "sources", "other")
    )


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%ED%A0%80", "q=" + "x" * 20_000, "q=%25%28%5B", "q=", "from=&to=&sources="]
)
def test_no_search_is_an_error(server: Server, query: str) -> None:
    assert server.ask(f"/api/meetings.csv?{query}").status == 200


def test_an_iso_week_is_no_date(server: Server) -> None:
    """`2024-W09-2` has ten characters and Python reads it, but the interface says YYYY-MM-DD."""
    assert server.ask("/api/meetings.csv?from=2024-W09-2").status == 400


@pytest.mark.parametrize(
    "extra", ["lang=ja", "view=tokyo", "trip=zuckerberg-2024-02", "meeting=2024-02-27-zuckerberg-kishida"]
)
def test_the_dashboards_whole_query_string_is_understood_by_the_routes(server: Server, extra: str) -> None:
    """`interface.md`: the query parameters hold for dashboard and HTTP routes alike; language and view change no record."""
    filters = Filters(leader=("mark-zuckerberg",))
    answer = server.ask(f"/api/meetings.csv?{urlencode(address.to_pairs(State(filters)))}&{extra}")
    assert answer.status == 200, answer.body


# --- compression and caching


@pytest.mark.parametrize(
    "path", ["/api/meetings.json?host=lee-jae-yong", "/api/meetings.csv", basemap.style_path("light", "en")]
)
def test_answers_are_compressed_for_those_who_can_read_it(server: Server, path: str) -> None:
    plain, packed = server.ask(path), server.ask(path, Accept_Encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2


def base_map_files() -> list[str]:
    return sorted(str(p.relative_to(basemap.FOLDER)) for p in basemap.FOLDER.rglob("*") if p.is_file())


def test_files_of_the_base_map_may_be_kept_for_a_year(server: Server) -> None:
    for theme in ("light", "dark"):
        for language in ("en", "ja", "ko"):
            answer = server.ask(basemap.style_path(theme, language))
            assert answer.status == 200
            assert answer.headers["cache-control"] == YEAR
            json.loads(answer.body)
    hashed = [name for name in base_map_files() if re.search(r"\.[0-9a-f]{8}[./]", name)]
    assert hashed
    for name in hashed[:: max(1, len(hashed) // 12)]:
        answer = server.ask(f"/basemap/{quote(name)}")
        assert (answer.status, answer.headers["cache-control"]) == (200, YEAR)
        assert answer.body == (basemap.FOLDER / name).read_bytes()


def test_a_file_whose_name_stays_when_its_content_changes_is_not_kept(server: Server) -> None:
    for name in base_map_files():
        if not re.search(r"\.[0-9a-f]{8}[./]", name):
            assert "immutable" not in server.ask(f"/basemap/{quote(name)}").headers.get("cache-control", ""), name


def test_the_marker_picture_and_its_mapping_are_served_where_the_decks_look_for_them(server: Server) -> None:
    picture, mapping = (server.ask(f"/basemap/{markers.atlas_name()}{end}") for end in (".png", ".json"))
    assert (picture.status, picture.headers["content-type"]) == (200, "image/png")
    assert picture.body == markers.build_atlas()
    assert json.loads(mapping.body) == markers.icon_mapping()
    assert picture.headers["cache-control"] == mapping.headers["cache-control"] == YEAR


def test_the_style_sheet_is_served_once_for_a_year(server: Server) -> None:
    answer = server.ask(style.sheet_path())
    assert (answer.status, answer.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert answer.body == style.build_sheet()
    assert answer.headers["cache-control"] == YEAR


def test_what_a_link_to_the_page_says_of_its_look_is_no_problem_to_the_routes(server: Server) -> None:
    answer = server.ask(
        "/api/meetings.json?company=nvidia&view=seoul&colour=company&arrivals=1&lang=ko&trip=zuckerberg-2024-02"
    )
    assert answer.status == 200


def test_a_missing_file_of_the_base_map_is_not_kept(server: Server) -> None:
    answer = server.ask("/basemap/no-such-file.json")
    assert answer.status == 404
    assert "cache-control" not in answer.headers


# --- no way out


@pytest.mark.parametrize(
    "path",
    [
        "/basemap/../__init__.py",
        "/basemap/%2e%2e/__init__.py",
        "/basemap/..%2f__init__.py",
        "/basemap/%2e%2e%2f%2e%2e%2fcli.py",
        "/basemap/..%5c__init__.py",
        "/basemap/..%252f__init__.py",
        "/basemap//etc/passwd",
        "/basemap/%2fetc%2fpasswd",
        "/basemap/glyphs/../../__init__.py",
        "/basemap/....//__init__.py",
        "/basemap/../../../../../../../../etc/passwd",
        "/basemap/%00",
        "/basemap/manifest.json%00.png",
        "/basemap/",
        "/basemap",
        "/basemap/" + "a/" * 3000,
        "/basemap/" + "a" * 5000,
    ],
)
def test_no_path_leads_out_of_the_base_map(server: Server, path: str) -> None:
    answer = server.ask(path)
    assert answer.status in (307, 400, 404), answer.body[:200]
    assert b"root:" not in answer.body
    assert b"import" not in answer.body
    assert "location" not in answer.headers or answer.headers["location"].endswith("/basemap/")
