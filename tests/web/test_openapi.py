"""The description of the routes is whole and true: every route, every parameter, and what they really answer."""

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from asking import Server, serve
from conftest import DATA
from starlette.routing import Route

from techvisits.record.filters import KEYS
from techvisits.record.load import load_record
from techvisits.web.described import ROUTES
from techvisits.web.routes import build_routes

RECORD = load_record(DATA)
Document = dict[str, Any]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The shipped data over HTTP."""
    with serve(build_routes(DATA)) as running:
        yield running


@pytest.fixture(scope="module")
def document(server: Server) -> Document:
    """The description."""
    read: Document = json.loads(server.ask("/api/openapi.json").body)
    return read


def find(document: Document, reference: str) -> Document:
    """What a reference within the document leads to."""
    found: Any = document
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    assert isinstance(found, dict)
    return found


def whole(document: Document, part: Any) -> Any:
    """The part with what it refers to in its place."""
    if isinstance(part, dict):
        if "$ref" in part:
            return whole(document, find(document, part["$ref"]))
        return {name: whole(document, value) for name, value in part.items()}
    return [whole(document, value) for value in part] if isinstance(part, list) else part


def test_it_is_openapi_with_a_promise(document: Document) -> None:
    assert document["openapi"] == "3.1.0"
    assert document["paths"].keys() == {route.path for route in ROUTES}
    for words in ("Deprecation", "Sunset", "RFC 9745", "RFC 8594", "six months", "never used again"):
        assert words in document["info"]["description"]
    names = [operation["get"]["operationId"] for operation in document["paths"].values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z-]+", name) for name in names), names


def test_every_reference_leads_somewhere_and_everything_is_referred_to(document: Document) -> None:
    text = json.dumps(document)
    references = {*re.findall(r'"\$ref": "([^"]+)"', text)}
    for reference in references:
        assert find(document, reference)
    kinds = document["components"]
    assert references == {f"#/components/{kind}/{name}" for kind, values in kinds.items() for name in values}


def test_every_route_for_programs_is_described() -> None:
    """All below /api and /data, others as they like; and none that is not there."""
    paths = (route.path for route in build_routes(DATA) if isinstance(route, Route))
    served = {re.sub(r"\{(\w+):path\}", r"{\1}", path) for path in paths}
    described = {route.path for route in ROUTES}
    assert {path for path in served if re.match("/(api|data)[/.]", path)} <= described <= served


def test_every_filter_may_be_asked_and_says_what_is_allowed(document: Document) -> None:
    parameters = whole(document, document["paths"]["/api/meetings.csv"]["get"]["parameters"])
    asked = {parameter["name"]: parameter for parameter in parameters}
    assert {*KEYS, "limit", "offset", "lang"} <= asked.keys()
    assert asked["status"]["schema"]["items"]["enum"] == sorted(RECORD.choices["meetings.status"])
    assert asked["leader"]["schema"]["items"]["pattern"] == "^[a-z0-9]+(-[a-z0-9]+)*$"
    assert asked["leader"]["example"][0] in RECORD.people
    assert all(parameter["description"].endswith(".") for parameter in parameters)


@pytest.mark.parametrize("path", [route.path for route in ROUTES if route.schema and "{" not in route.path])
def test_what_is_answered_is_as_described(server: Server, document: Document, path: str) -> None:
    answer = server.ask(path)
    described = document["paths"][path]["get"]["responses"]["200"]
    ((media_type, content),) = described["content"].items()
    assert answer.headers["content-type"] == media_type
    schema = whole(document, content["schema"])
    jsonschema.validate(json.loads(answer.body), schema, cls=jsonschema.Draft202012Validator)
    assert {name.lower() for name in described["headers"]} <= answer.headers.keys()
    if "example" in content:
        jsonschema.validate(content["example"], schema, cls=jsonschema.Draft202012Validator)


def test_all_fields_that_stand_in_an_answer_are_described(server: Server, document: Document) -> None:
    """Others may come, but not unsaid."""
    meeting = json.loads(server.ask("/api/meetings.json?limit=1").body)["meetings"][0]
    feature = json.loads(server.ask("/api/meetings.geojson").body)["features"][0]
    schemas = document["components"]["schemas"]
    of_meetings = schemas["meetings"]["properties"]["meetings"]["items"]["properties"]
    assert of_meetings.keys() == meeting.keys()
    assert of_meetings["visits"]["items"]["properties"].keys() == meeting["visits"][0].keys()
    assert of_meetings["place"]["properties"].keys() == meeting["place"].keys()
    assert of_meetings["sources"]["items"]["properties"].keys() == meeting["sources"][0].keys()
    of_features = schemas["features"]["properties"]["features"]["items"]["properties"]
    assert of_features["properties"]["properties"].keys() == feature["properties"].keys()


def test_a_refusal_is_as_described(server: Server, document: Document) -> None:
    schema = document["components"]["schemas"]["problem"]
    for path in ("/api/meetings.csv?leader=x&tint=1&from=2", "/api/nothing", "/data/x", "/api/choices/x.json"):
        jsonschema.validate(server.ask(path).problem, schema, cls=jsonschema.Draft202012Validator)


def test_a_choice_is_as_described(server: Server, document: Document) -> None:
    schema = document["components"]["schemas"]["choices"]
    found = json.loads(server.ask("/api/choices/city.json").body)
    jsonschema.validate(found, schema, cls=jsonschema.Draft202012Validator)
    assert {*found["choices"][0]} == {*schema["properties"]["choices"]["items"]["properties"]}
