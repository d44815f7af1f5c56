"""Answers that caches, other sites and browsers can do something with, on a real server."""

import datetime as dt
import gzip
import tracemalloc
from collections.abc import Iterator

import brotli
import pytest
from asking import Server, serve
from conftest import FIXTURE
from small import KISHIDA, RECORD
from starlette.requests import Request
from starlette.responses import Response

from techvisits.export.csv import build_csv, write_csv
from techvisits.export.formats import FORMATS
from techvisits.record.filters import Shown
from techvisits.web import meetings
from techvisits.web.answers import Made, Terms, read_only, respond, respond_in_parts
from techvisits.web.routes import build_routes

READ = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}
PATHS = (
    "/api/meetings.csv",
    "/api/meetings.json?city=seoul",
    "/api/meetings.ics",
    "/data/meetings.csv",
    "/api/openapi.json",
)
LARGE = Shown(RECORD.visits * 400, RECORD.meetings)
TERMS = Terms(RECORD.released, "東京 “x”.csv", is_download=True)


def in_parts(request: Request) -> Response:
    return respond_in_parts(request, Made(lambda: write_csv(LARGE, RECORD), "all"), "text/csv; charset=utf-8", TERMS)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The routes for the small package, and two answers of our own."""
    own = [
        read_only("/large.csv", in_parts),
        read_only("/named", lambda request: respond(request, b"x" * 2000, "text/plain", TERMS)),
    ]
    with serve([*own, *build_routes(FIXTURE)]) as running:
        yield running


# --- asked again


@pytest.mark.parametrize("coding", READ)
@pytest.mark.parametrize("path", [*PATHS, "/large.csv"])
def test_what_the_reader_has_is_not_sent_again(server: Server, path: str, coding: str) -> None:
    whole = server.ask(path, Accept_Encoding=coding)
    assert whole.headers["etag"].startswith('"')
    for tag in (whole.headers["etag"], f'"other", W/{whole.headers["etag"]}', "*"):
        again = server.ask(path, Accept_Encoding=coding, If_None_Match=tag)
        assert (again.status, again.body) == (304, b"")
    for name in ("etag", "cache-control", "vary", "last-modified", "access-control-allow-origin"):
        assert again.headers[name] == whole.headers[name]
    assert "content-encoding" not in again.headers
    assert server.ask(path, Accept_Encoding=coding, If_None_Match='"other"').status == 200


def test_each_coding_is_known_by_a_tag_of_its_own(server: Server) -> None:
    tags = {server.ask("/api/meetings.csv", Accept_Encoding=coding).headers["etag"] for coding in READ}
    assert len(tags) == len(READ)
    (other,) = {server.ask("/api/meetings.csv?city=seoul").headers["etag"]}
    assert other not in tags
    plain = server.ask("/api/meetings.csv").headers["etag"]
    assert server.ask("/api/meetings.csv", Accept_Encoding="br", If_None_Match=plain).status == 200


def test_the_day_of_the_data_says_whether_it_has_changed(server: Server) -> None:
    changed = server.ask("/api/meetings.csv").headers["last-modified"]
    assert dt.datetime.strptime(changed, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=dt.UTC) == RECORD.released
    asked = {
        changed: 304,
        "Fri, 01 Jan 2100 00:00:00 GMT": 304,
        "Thu, 01 Jan 2015 00:00:00 GMT": 200,
        "yesterday": 200,
        "Thu, 99 Jan 2015 00:00:00 GMT": 200,
    }
    for moment, status in asked.items():
        assert server.ask("/api/meetings.csv", If_Modified_Since=moment).status == status, moment
    both = server.ask("/api/meetings.csv", If_Modified_Since=changed, If_None_Match='"other"')
    assert both.status == 200


def test_a_cache_may_keep_it_for_minutes(server: Server) -> None:
    for path in PATHS:
        assert server.ask(path).headers["cache-control"] == "public, max-age=300, must-revalidate"
    assert server.ask("/api/health").headers["cache-control"] == "no-store"


# --- read in part and from elsewhere


@pytest.mark.parametrize(
    "path", [*PATHS, "/data.zip", "/api/meetings.parquet", "/api/health", "/api/choices/city.json"]
)
def test_head_has_the_headers_of_get(server: Server, path: str) -> None:
    for coding in READ:
        head, whole = server.ask(path, "HEAD", Accept_Encoding=coding), server.ask(path, Accept_Encoding=coding)
        assert head.body == b""
        dated = {"date"}
        assert {k: v for k, v in head.headers.items() if k not in dated} == {
            k: v for k, v in whole.headers.items() if k not in dated
        }
        assert int(whole.headers["content-length"]) == len(whole.body)


@pytest.mark.parametrize("path", [*PATHS, "/data.zip", "/api/nothing", "/api/meetings.csv?leader=nobody"])
def test_another_site_may_read_it(server: Server, path: str) -> None:
    asked = server.ask(path, Origin="https://news.example")
    assert asked.headers["access-control-allow-origin"] == "*"
    shown = {name.strip() for name in asked.headers["access-control-expose-headers"].split(",")}
    assert {"ETag", "Link", "Content-Disposition", "Last-Modified"} <= shown
    before = server.ask(
        path, "OPTIONS", Origin="https://news.example", Access_Control_Request_Method="GET",
        Access_Control_Request_Headers="if-none-match",
    )  # fmt: skip
    if "nothing" not in path:
        assert (before.status, before.body) == (204, b"")
    assert before.headers["access-control-allow-headers"] == "*"
    assert before.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", [*PATHS, "/large.csv"])
def test_every_coding_holds_the_same_bytes(server: Server, path: str) -> None:
    plain = server.ask(path)
    for coding, read in READ.items():
        answer = server.ask(path, Accept_Encoding=coding)
        assert answer.headers.get("content-encoding", "identity") == coding
        assert read(answer.body) == plain.body
        assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["br;q=0, gzip;q=0", "br;q=0.0,gzip; q=0.000", "identity", "*;q=0"])
def test_what_a_reader_will_not_take_is_not_sent(server: Server, accepted: str) -> None:
    assert "content-encoding" not in server.ask("/api/meetings.csv", Accept_Encoding=accepted).headers


def test_what_is_packed_or_short_is_not_compressed(server: Server) -> None:
    for path in ("/data.zip", "/api/meetings.parquet", "/api/health"):
        assert "content-encoding" not in server.ask(path, Accept_Encoding="br, gzip").headers


# --- saved, and large


def test_a_name_that_is_not_ascii_has_one_that_is_beside_it(server: Server) -> None:
    given = server.ask("/named").headers["content-disposition"]
    assert given == "attachment; filename=\" x.csv\"; filename*=UTF-8''%E6%9D%B1%E4%BA%AC%20%E2%80%9Cx%E2%80%9D.csv"


def test_what_is_large_is_the_same_and_never_whole_in_memory(server: Server) -> None:
    whole = build_csv(LARGE, RECORD)
    assert server.ask("/large.csv").body == whole
    assert len(whole) > 4_000_000
    tracemalloc.start()
    size = sum(map(len, write_csv(LARGE, RECORD)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size == len(whole)
    assert peak < len(whole) / 4


def test_many_meetings_are_sent_as_they_are_made(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes as those that are kept ready, under a tag that stays."""
    paths = [f"/api/meetings.{ending}?status=held" for ending in FORMATS]
    kept = {path: server.ask(path).body for path in paths}
    monkeypatch.setattr(meetings, "HELD", 3)
    for path in paths:
        for coding, read in READ.items():
            answer = server.ask(path, Accept_Encoding=coding)
            assert "content-length" not in answer.headers
            assert read(answer.body) == kept[path]
            assert server.ask(path, Accept_Encoding=coding, If_None_Match=answer.headers["etag"]).status == 304
            head = server.ask(path, "HEAD", Accept_Encoding=coding)
            assert (head.status, head.headers["etag"], head.body) == (200, answer.headers["etag"], b"")
            assert "content-length" not in head.headers


def test_a_meetings_file_tells_what_it_is(server: Server) -> None:
    names = {
        "": f"tech-visits-{RECORD.version}.csv",
        "?company=meta&from=2024-01-01&to=2024-12-31": f"tech-visits-{RECORD.version}-meta-2024.csv",
        f"?meeting={KISHIDA}": f"tech-visits-{RECORD.version}-{KISHIDA}.csv",
    }
    for query, name in names.items():
        assert f'filename="{name}"' in server.ask(f"/api/meetings.csv{query}").headers["content-disposition"]
