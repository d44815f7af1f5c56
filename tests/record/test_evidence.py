"""How well a meeting is proved: who counts as a source of its own, and the grade that follows."""

from pathlib import Path

import pytest
from conftest import FIXTURE, Edit, Rows
from small import DINNER, KISHIDA, RECORD, VOGELS, YANG, build

from techvisits.package.tables import load_package
from techvisits.record.join import build_record
from techvisits.record.model import Source

BOTH = "date;host"


@pytest.mark.parametrize(
    ("status", "sources", "publishers", "evidence"),
    [
        ("held", [("report", "A", BOTH), ("report", "B", "host")], 2, "two"),
        ("held", [("primary", "A", BOTH), ("report", "B", "topic")], 2, "two"),
        ("held", [("report", "A", BOTH), ("report", "A", BOTH)], 1, "one"),
        ("held", [("report", "A", "place")], 1, "one"),
        ("held", [("primary", "A", BOTH)], 1, "primary"),
        ("held", [("primary", "A", "place; date ; host")], 1, "primary"),
        ("held", [("primary", "A", "date")], 1, "one"),
        ("held", [("primary", "A", "host;topic")], 1, "one"),
        ("held", [("primary", "A", "date"), ("primary", "A", "host")], 1, "one"),
        ("held", [("report", "A", BOTH), ("repost", "B", BOTH)], 1, "one"),
        ("held", [("report", "A", BOTH), ("advance", "B", BOTH)], 1, "one"),
        ("held", [("primary", "A", BOTH), ("repost", "B", BOTH), ("advance", "C", BOTH)], 1, "primary"),
        ("held", [("repost", "A", BOTH), ("repost", "B", BOTH)], 0, "unconfirmed"),
        ("held", [], 0, "unconfirmed"),
        ("announced", [("advance", "A", BOTH), ("advance", "B", BOTH)], 0, "unconfirmed"),
        ("cancelled", [("report", "A", BOTH), ("report", "B", BOTH)], 2, "two"),
        ("unconfirmed", [("report", "A", BOTH), ("report", "B", BOTH), ("primary", "C", BOTH)], 3, "unconfirmed"),
        ("unconfirmed", [("primary", "C", BOTH)], 1, "unconfirmed"),
    ],
)
def test_evidence_is_graded_by_rule(
    fixture_folder: Path, edit: Edit, status: str, sources: list[tuple[str, str, str]], publishers: int, evidence: str
) -> None:
    edit("sources", set_sources(*sources))
    edit("meetings", lambda rows: [row.update(status=status) for row in rows])
    meeting = build(fixture_folder).by_id[KISHIDA]
    assert (meeting.publishers, meeting.evidence) == (publishers, evidence)
    assert [source.url for source in meeting.sources] == [f"https://example.org/{n}" for n in range(len(sources))]


def set_sources(*sources: tuple[str, str, str]) -> object:
    """A change of the table `sources`: those of the meeting at the Kantei are these (kind, publisher, supports)."""

    def change(rows: Rows) -> None:
        pattern = rows[0] | {"meeting_id": KISHIDA}
        rows[:] = [row for row in rows if row["meeting_id"] != KISHIDA] + [
            {**pattern, "url": f"https://example.org/{n}", "kind": kind, "publisher": publisher, "supports": facts}
            for n, (kind, publisher, facts) in enumerate(sources)
        ]

    return change


@pytest.mark.parametrize(
    ("authors", "publishers"),
    [
        ([("The Japan News", "Reuters"), ("Nasdaq", "Reuters")], 1),
        ([("The Japan News", "Reuters"), ("Nasdaq", "")], 2),
        ([("Reuters", ""), ("Nasdaq", "Reuters")], 1),
        ([("Nasdaq", "Reuters"), ("Nasdaq", "AFP")], 2),
        ([("Nasdaq", "Reuters"), ("Nasdaq", "")], 2),
    ],
)
def test_an_agencys_text_is_the_agencys_whoever_prints_it(authors: list[tuple[str, str]], publishers: int) -> None:
    package = load_package(FIXTURE)
    pattern = next(row for row in package.rows["sources"] if row["meeting_id"] == KISHIDA)
    package.rows["sources"] = [
        {**pattern, "kind": "report", "publisher": publisher, "agency": agency} for publisher, agency in authors
    ]
    meeting = build_record(package).by_id[KISHIDA]
    assert meeting.publishers == publishers
    assert meeting.evidence == ("two" if publishers == 2 else "one")


@pytest.mark.parametrize(
    ("kind", "counts"), [("primary", True), ("report", True), ("repost", False), ("advance", False)]
)
def test_copies_and_advance_reports_are_no_evidence(kind: str, counts: bool) -> None:
    source = Source("https://example.org", "A", "", kind, "", "", "en", (), "", "", "")
    assert source.counts is counts
    assert source.author == "A"


def test_the_grades_of_the_small_package() -> None:
    graded = {meeting_id: (m.publishers, m.evidence) for meeting_id, m in RECORD.by_id.items()}
    assert graded[KISHIDA] == (2, "two")
    assert graded[YANG] == (2, "two"), "Nikkei BP twice and BCN; ITmedia wrote before the event, Nikkei's is a copy"
    assert graded["2017-04-24-chey-toshiba"] == (1, "unconfirmed")
    assert graded[VOGELS] == graded[DINNER] == (0, "unconfirmed")
    assert graded["2018-11-09-gates-diet"] == (2, "two")
