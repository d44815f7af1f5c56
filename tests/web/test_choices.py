"""What a list filter offers, over HTTP: the same ids and numbers as beside the page, for all that else is asked for."""

import json

import pytest
from asking import Server, serve
from conftest import FIXTURE
from small import RECORD

from techvisits.record.facets import build_facet
from techvisits.record.filters import LISTS, Filters, known_ids
from techvisits.web.routes import build_routes


@pytest.fixture(scope="module")
def server():
    with serve(build_routes(FIXTURE)) as running:
        yield running


def choices(server: Server, path: str) -> list[dict[str, object]]:
    answer = server.ask(f"/api/choices/{path}")
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-cache")
    return list(json.loads(answer.body)["choices"])


@pytest.mark.parametrize("key", LISTS)
def test_each_list_has_the_numbers_of_the_record_most_first(server: Server, key: str) -> None:
    found = choices(server, f"{key}.json")
    assert {each["id"]: each["count"] for each in found if each["count"]} == build_facet(key, Filters(), RECORD)
    assert {each["id"] for each in found} == known_ids(key, RECORD)
    if key == "year":
        assert [each["id"] for each in found] == sorted((each["id"] for each in found), reverse=True)
    else:
        assert [each["count"] for each in found] == sorted((each["count"] for each in found), reverse=True)


def test_other_filters_narrow_it_and_what_is_chosen_is_named(server: Server) -> None:
    found = choices(server, "company.json?city=seoul&company=meta&company=apple&lang=ja&embed=true&rows=40")
    asked = Filters().asking("city", ["seoul"]).asking("company", ["meta", "apple"])
    assert {each["id"]: each["count"] for each in found if each["count"] or each["chosen"]} == build_facet(
        "company", asked, RECORD
    )
    assert {each["id"] for each in found if each["chosen"]} == {"meta", "apple"}


def test_a_name_is_found_in_every_script(server: Server) -> None:
    host = next(each for each in choices(server, "host.json?lang=ko") if each["id"] == "lee-jae-yong")
    assert host["name"] == "이재용"
    assert "Lee Jae-yong" in str(host["also"])
    company = next(each for each in choices(server, "company.json?lang=ko") if each["id"] == "apple")
    assert company["name"] == "애플"
    assert {"Apple", "アップル"} <= {*str(company["also"]).split()}
    status = next(each for each in choices(server, "status.json") if each["id"] == "cancelled")
    assert "中止" in str(status["also"])


@pytest.mark.parametrize("path", ["dates.json", "meetings.json", "q.json", "%00.json"])
def test_what_is_no_list_filter_is_said_to_be_none(server: Server, path: str) -> None:
    answer = server.ask(f"/api/choices/{path}")
    assert answer.status == 404
    assert "is no list filter" in answer.problems[0]
