"""Roles in other languages: one word is a president of a country, a company or a university by who holds it."""

import pytest
from conftest import DATA, FIXTURE

from techvisits.package.descriptor import Row
from techvisits.package.tables import load_package
from techvisits.record.join import build_record
from techvisits.record.load import read_whole
from techvisits.record.model import Name, Organization
from techvisits.record.roles import build_finder, build_roles, find_used

ROWS = [
    Row(role="President", held_in=held_in, role_ja=japanese, role_ko=korean)
    for held_in, japanese, korean in (
        ("any", "社長", "사장"),
        ("government", "大統領", "대통령"),
        ("keio-university", "塾長", "총장"),
    )
]


@pytest.mark.parametrize(
    ("organization_id", "kind", "japanese"),
    [
        ("meta", "company", "社長"),
        ("government-of-korea", "government", "大統領"),
        ("keio-university", "university", "塾長"),
    ],
)
def test_the_narrowest_row_tells_what_a_role_is_called(organization_id: str, kind: str, japanese: str) -> None:
    organization = Organization(organization_id, Name("X"), kind, "")
    assert build_roles(ROWS).find("President", organization)["ja"] == japanese
    assert build_roles(ROWS).find("Emperor", organization) == {}


def test_rows_that_nobody_needs_are_not_used() -> None:
    rows = {
        "organizations": [Row(organization_id="meta", kind="company")],
        "roles": ROWS,
        "visits": [Row(organization_id="meta", role="President"), Row(organization_id="gone", role="President")],
        "hosts": [Row(organization_id="meta", role="Emperor"), Row(organization_id="meta", role="")],
    }
    assert {key for key in find_used(rows) if key[1]} == {("President", "any")}
    assert build_finder(rows)(rows["hosts"][0]) == ""


def test_visitors_and_hosts_have_the_titles_of_their_roles() -> None:
    meeting = build_record(read_whole(FIXTURE)).by_id["2024-02-29-zuckerberg-yoon"]
    assert meeting.hosts[0].titles == {"ja": "大統領", "ko": "대통령"}
    assert meeting.visitors[0].titles == {"ja": "CEO", "ko": "CEO"}


def test_every_role_of_the_shipped_record_is_told_without_english_words() -> None:
    latin = {
        "CEO",
        "COO",
        "CFO",
        "CTO",
        "CIO",
        "AI",
        "IT",
        "IP",
        "TV",
        "LCD",
        "LSI",
        "SI",
        "SIB",
        "DS",
        "DX",
        "MX",
        "IM",
    }
    told = [row[field] for row in load_package(DATA).rows["roles"] for field in ("role_ja", "role_ko")]
    assert not [text for text in told if text.isascii() and not {*text.split()} <= latin]
