"""Who received the visitor: the principal host by rank, of one of three kinds, a person or an organization alone."""

from pathlib import Path

import pytest
from conftest import Edit, Rows
from small import KISHIDA, RECORD, build


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("government", "government"),
        ("company", "company"),
        ("university", "public"),
        ("association", "public"),
        ("media", "public"),
        ("other", "public"),
    ],
)
def test_the_kind_of_host_is_that_of_the_principal_hosts_organization(
    fixture_folder: Path, edit: Edit, kind: str, expected: str
) -> None:
    """Rank 1 decides, wherever its line stands and though 10 sorts before 2 as text."""

    def rank(rows: Rows) -> None:
        (pattern,) = (row for row in rows if row["meeting_id"] == KISHIDA)
        others = [("10", "samsung-electronics"), ("2", "government-of-korea")]
        added = [{**pattern, "rank": n, "person_id": "", "organization_id": o} for n, o in others]
        rows[:] = [*added, *rows]

    edit("hosts", rank)
    edit(
        "organizations",
        lambda rows: [r.update(kind=kind) for r in rows if r["organization_id"] == "government-of-japan"],
    )
    meeting = build(fixture_folder).by_id[KISHIDA]
    assert meeting.host_kind == meeting.hosts[0].kind == expected
    assert [host.host_id for host in meeting.hosts] == ["fumio-kishida", "government-of-korea", "samsung-electronics"]
    assert meeting.hosts[0].name.english == "Fumio Kishida"


def test_a_host_without_a_person_goes_by_its_organization() -> None:
    hosts = [host for meeting in RECORD.meetings for host in meeting.hosts]
    alone = [host for host in hosts if host.person is None]
    assert alone
    for host in alone:
        assert (host.host_id, host.name) == (host.organization.organization_id, host.organization.name)
    for host in hosts:
        if host.person:
            assert (host.host_id, host.name) == (host.person.person_id, host.person.name)


def test_a_meeting_without_a_host_was_with_the_public(fixture_folder: Path, edit: Edit) -> None:
    edit("hosts", lambda rows: rows.clear())
    meeting = build(fixture_folder).by_id[KISHIDA]
    assert (meeting.hosts, meeting.host_kind) == ((), "public")
