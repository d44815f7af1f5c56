"""Every refusal is a problem that a program can read (RFC 9457): which parameter, and what is allowed."""

import json
import logging
from collections.abc import Iterator

import pytest
from asking import Server, serve
from conftest import FIXTURE
from small import RECORD
from starlette.requests import Request
from starlette.responses import Response

from techvisits.record.filters import LISTS
from techvisits.web.answers import read_only
from techvisits.web.problems import Refused
from techvisits.web.routes import build_routes


def fail(request: Request) -> Response:
    raise KeyError("a secret of the server")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The routes for the small package, one that fails, and one that refuses in its own way."""

    def refuse(request: Request, refused: Refused) -> Response:
        return Response(f"<p>{refused.title}</p>", refused.status, media_type="text/html")

    own = [read_only("/fails", fail), read_only("/page", fail, refuse)]
    with serve([*own, *build_routes(FIXTURE)]) as running:
        yield running


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/",
        "/api/nothing",
        "/api/meetings",
        "/api/meetings.xml",
        "/data/",
        "/data/nothing.csv",
        "/data/a/b",
        "/data/a%0Ab",
        "/api/%0A",
    ],
)
def test_an_unknown_address_is_a_problem(server: Server, path: str) -> None:
    for method in ("GET", "HEAD"):
        answer = server.ask(path, method)
        assert answer.status == 404
        assert answer.headers["content-type"] == "application/problem+json"
    assert server.ask(path).problem["title"] == "Not Found"
    assert server.ask(path).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "path", ["/api/meetings.csv", "/api/health", "/data/meetings.csv", "/data.zip", "/api/openapi.json"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_another_method_is_a_problem_that_says_which_are_allowed(server: Server, path: str, method: str) -> None:
    answer = server.ask(path, method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.problem["title"] == "Method Not Allowed"


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("status=x", {"parameter": "status", "value": "x", "allowed": list(RECORD.choices["meetings.status"])}),
        ("from=soon", {"parameter": "from", "value": "soon", "allowed": ["YYYY-MM-DD"]}),
        (
            "from=2024-03-01&to=2024-02-01",
            {"parameter": "from", "value": "2024-03-01", "allowed": ["up to 2024-02-01"]},
        ),
        ("sources=many", {"parameter": "sources", "value": "many", "allowed": ["0 to 99"]}),
        ("limit=0", {"parameter": "limit", "value": "0", "allowed": ["1 to 9999999"]}),
        ("offset=-1", {"parameter": "offset", "value": "-1", "allowed": ["0 to 9999999"]}),
        ("lang=fr", {"parameter": "lang", "value": "fr", "allowed": ["en", "ja", "ko"]}),
        ("rows=x", {"parameter": "rows", "value": "x", "allowed": ["0 to 9999999"]}),
    ],
)
def test_an_error_says_which_parameter_and_what_is_allowed(
    server: Server, query: str, error: dict[str, object]
) -> None:
    answer = server.ask(f"/api/meetings.json?{query}")
    problem = answer.problem
    assert (problem["status"], problem["title"]) == (400, "Query not understood")
    assert str(problem["type"]).endswith("/api/openapi.json#/components/responses/query")
    (found,) = problem["errors"]  # type: ignore[misc]
    assert error.items() <= found.items()
    assert found["detail"] in str(problem["detail"])


def test_an_unknown_parameter_has_no_value_and_all_others_are_named(server: Server) -> None:
    (error,) = server.ask("/api/meetings.json?tint=blue").problem["errors"]  # type: ignore[misc]
    assert (error["parameter"], error["value"], error["detail"]) == ("tint", None, "is no filter")
    assert {*LISTS, "from", "to", "limit", "offset", "lang"} <= {*error["allowed"]}


def test_an_id_is_named_with_where_all_stand(server: Server) -> None:
    """Few are listed; of many the route is named that lists them."""
    for key in LISTS:
        (error,) = server.ask(f"/api/meetings.json?{key}=no-such-id").problem["errors"]  # type: ignore[misc]
        listed = error["allowed"] or [
            choice["id"] for choice in json.loads(server.ask(error["choices"]).body)["choices"]
        ]
        assert listed
        for identifier in listed[:5]:
            assert server.ask(f"/api/meetings.json?{key}={identifier}").status == 200


def test_the_type_of_a_problem_leads_to_its_description(server: Server) -> None:
    kind = str(server.ask("/api/meetings.json?status=x").problem["type"])
    address, _, pointer = kind.partition("#/")
    document = json.loads(server.ask(address.partition(f":{server.port}")[2]).body)
    for part in pointer.split("/"):
        document = document[part]
    assert "application/problem+json" in document["content"]


def test_a_fault_of_ours_is_a_problem_too_and_gives_nothing_away(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = server.ask("/fails")
    assert (answer.status, answer.problem["title"]) == (500, "Internal Server Error")
    assert b"secret" not in answer.body
    assert "failed at answering /fails" in caplog.text
    assert str(answer.problem["detail"]).split()[-1] in {getattr(line, "reference", "") for line in caplog.records}


def test_a_page_refuses_in_its_own_way(server: Server) -> None:
    answer = server.ask("/page")
    assert (answer.status, answer.body) == (500, b"<p>Internal Server Error</p>")
