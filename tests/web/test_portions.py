"""Everything, or portions that lead to one another (RFC 8288) and together are everything."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator

import pytest
from asking import Answer, Server, serve
from conftest import FIXTURE
from small import RECORD

from techvisits.web.routes import build_routes

LINK = re.compile(r'<([^>]*)>; rel="([a-z]+)"')


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The routes for the small package."""
    with serve(build_routes(FIXTURE)) as running:
        yield running


def links_of(answer: Answer, server: Server) -> dict[str, str]:
    """The paths that an answer leads to, by relation; the licence lies elsewhere."""
    base = f"http://127.0.0.1:{server.port}"
    links = {relation: address for address, relation in LINK.findall(answer.headers["link"])}
    assert links.pop("license") == "https://creativecommons.org/licenses/by/4.0/"
    assert all(address.startswith(base) for address in links.values())
    return {relation: address.removeprefix(base) for relation, address in links.items()}


def ids_of_csv(body: bytes) -> list[str]:
    rows = csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    return [*dict.fromkeys(row["meeting_id"] for row in rows)]


def ids_of_json(body: bytes) -> list[str]:
    return [meeting["meeting_id"] for meeting in json.loads(body)["meetings"]]


def ids_of_geojson(body: bytes) -> list[str]:
    return [feature["id"] for feature in json.loads(body)["features"]]


@pytest.mark.parametrize("limit", [1, 2, 3, 1000])
@pytest.mark.parametrize(("ending", "read"), [("csv", ids_of_csv), ("json", ids_of_json), ("geojson", ids_of_geojson)])
def test_portion_after_portion_is_the_whole(
    server: Server, ending: str, read: Callable[[bytes], list[str]], limit: int
) -> None:
    whole = read(server.ask(f"/api/meetings.{ending}").body)
    path, found, count = f"/api/meetings.{ending}?limit={limit}&status=held&status=cancelled&status=announced", [], 0
    expected = [i for i in whole if RECORD.by_id[i].status in ("held", "cancelled", "announced")]
    while path:
        answer = server.ask(path)
        found += read(answer.body)
        count += 1
        path = links_of(answer, server).get("next", "")
    assert found == expected
    total = int(answer.headers["x-total-count"])
    assert count == -(-total // limit)


def test_each_leads_to_its_neighbours_with_the_same_filters(server: Server) -> None:
    total = len(RECORD.meetings)
    links = links_of(server.ask("/api/meetings.json?limit=2&offset=2&sources=0&from=2000-01-01"), server)
    path = "/api/meetings.json?from=2000-01-01&limit=2"
    assert links == {
        "first": path,
        "prev": path,
        "next": f"{path}&offset=4",
        "last": f"{path}&offset={(total - 1) // 2 * 2}",
    }
    assert "next" not in links_of(server.ask(links["last"]), server)
    assert "prev" not in links_of(server.ask(links["first"]), server)


def test_beyond_the_end_is_nothing_and_a_way_back(server: Server) -> None:
    answer = server.ask("/api/meetings.json?limit=3&offset=1000")
    document = json.loads(answer.body)
    assert (document["total"], document["count"], document["meetings"]) == (len(RECORD.meetings), 0, [])
    links = links_of(answer, server)
    assert links["prev"] == links["last"]
    assert ids_of_json(server.ask(links["prev"]).body)


def test_an_offset_alone_gives_all_that_is_left(server: Server) -> None:
    answer = server.ask("/api/meetings.json?offset=1")
    assert ids_of_json(answer.body) == [meeting.meeting_id for meeting in RECORD.meetings[1:]]
    assert links_of(answer, server) == {}


def test_without_either_everything_is_given(server: Server) -> None:
    document = json.loads(server.ask("/api/meetings.json?limit=&offset=").body)
    assert document["total"] == document["count"] == len(document["meetings"]) == len(RECORD.meetings)


def test_links_lead_to_the_servers_own_address_where_that_is_known() -> None:
    with serve(build_routes(FIXTURE, "https://visits.example/board/")) as running:
        link = running.ask("/api/meetings.csv?limit=1").headers["link"]
    assert '<https://visits.example/board/api/meetings.csv?limit=1&offset=1>; rel="next"' in link
