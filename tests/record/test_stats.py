"""The record's numbers are those that its values hold, told in tables that add up."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import FIXTURE, Edit
from small import FORGE, KISHIDA, LG, RECORD, SAMSUNG, SON, VOGELS, build, find

from techvisits.package.errors import DataError
from techvisits.package.tables import load_package
from techvisits.record.model import Meeting
from techvisits.record.record import Record
from techvisits.record.stats import END, START, build_stats, replace_numbers

ROWS = load_package(FIXTURE).rows
EMPTY = replace(RECORD, meetings=(), visits=(), trips={}, coverage={}, promises={})


def tables(record: Record) -> list[list[list[str]]]:
    """The cells of each table, its head first."""
    return [
        [line.strip("| ").split(" | ") for line in table.splitlines()] for table in build_stats(record).split("\n\n")
    ]


def numbers(record: Record) -> dict[str, list[str]]:
    """The cells of every row by their first cell."""
    return {row[0]: row[1:] for table in tables(record) for row in table[2:]}


def of(*meetings: Meeting) -> Record:
    """The small record with these meetings only."""
    return replace(RECORD, meetings=meetings)


def test_there_are_seven_tables_of_markdown() -> None:
    assert [table[0] for table in tables(RECORD)] == [
        ["what", "number"],
        ["meetings by evidence", "number", "share"],
        ["of all", "number", "share"],
        ["meetings in", "Tokyo", "Seoul", "Elsewhere", "all"],
        ["topic", "meetings", "share"],
        [f"leaders × years ({len(RECORD.coverage)} leaders)", "number", "share"],
        [f"promises ({len(RECORD.promises)}, with {len(ROWS['progress'])} steps)", "number", "share"],
    ]
    for table in tables(RECORD):
        assert table[1] == ["---", *["--:"] * (len(table[0]) - 1)]
        assert {len(row) for row in table} == {len(table[0])}
    assert build_stats(RECORD).startswith(
        "| what | number |\n| --- | --: |\n| visits (one leader at one meeting) | 18 |\n"
    )


def test_promises_are_counted_by_where_they_stand_and_never_added_up() -> None:
    found = numbers(RECORD)
    assert {words: found[words][0] for words in ("now voiced", "now announced", "now under way", "now done")} == {
        "now voiced": "1",
        "now announced": "1",
        "now under way": "1",
        "now done": "1",
    }
    assert found["now dropped"] == ["1", "20.0 %"]
    assert found["with a step later than the meeting"] == ["3", "60.0 %"]
    assert found["without news for half a year"] == ["1", "20.0 %"]
    assert found["not looked at"] == ["1", "20.0 %"]
    assert "1,000" not in build_stats(RECORD)


def test_numbers_are_those_of_the_tables() -> None:
    found = numbers(RECORD)
    for words, number in {
        "visits (one leader at one meeting)": len(ROWS["visits"]),
        "meetings": len(ROWS["meetings"]),
        "leaders": len({row["person_id"] for row in ROWS["visits"]}),
        "trips": len(ROWS["trips"]),
        "hosts (persons, and organizations alone)": len(
            {r["person_id"] or r["organization_id"] for r in ROWS["hosts"]}
        ),
        "places": len({row["place_id"] for row in ROWS["meetings"]}),
        "sources": len(ROWS["sources"]),
        "pages": len({row["url"] for row in ROWS["sources"]}),
        "publishers": len({row["publisher"] for row in ROWS["sources"]}),
    }.items():
        assert found[words] == [str(number)], words


def test_thousands_are_parted() -> None:
    assert numbers(replace(RECORD, visits=RECORD.visits * 100))["visits (one leader at one meeting)"] == ["1,800"]
    many = numbers(of(*RECORD.meetings * 100))
    assert many["meetings"] == ["1,700"]
    assert many["meetings with a topic"] == ["1,700 of 1,700", "100.0 %"]
    assert many["two or more independent publishers"] == ["1,300", "76.5 %"]


def test_grades_add_up(fixture_folder: Path, edit: Edit) -> None:
    edit("sources", lambda rows: rows.remove(find(rows, meeting_id="2018-11-09-gates-diet", publisher="Yoko Ishikura")))
    edit("sources", lambda rows: find(rows, meeting_id=LG, publisher="Reuters").update(kind="repost"))
    record = build(fixture_folder)
    grades = tables(record)[1][2:]
    assert grades == [
        ["two or more independent publishers", "11", "64.7 %"],
        ["one primary source that gives date and host", "1", "5.9 %"],
        ["one publisher", "1", "5.9 %"],
        ["unconfirmed, or only copies and advance reports", "4", "23.5 %"],
    ]
    assert sum(int(row[1]) for row in grades) == len(record.meetings)


def test_years_and_areas_add_up() -> None:
    years = {row[0]: [int(cell) for cell in row[1:]] for row in tables(RECORD)[3][2:]}
    total = years.pop("all")
    assert list(years) == [str(year) for year in range(2011, 2027)], "a year without a meeting is told"
    assert years["2024"] == [3, 4, 0, 7]
    assert years["2012"] == [0, 0, 0, 0]
    assert years["2025"] == [0, 0, 1, 1]
    assert total == [sum(column) for column in zip(*years.values(), strict=True)] == [8, 7, 2, 17]


def test_one_meeting_has_one_year() -> None:
    assert tables(of(RECORD.by_id[VOGELS]))[3][2:] == [["2020", "0", "0", "1", "1"], ["all", "0", "0", "1", "1"]]


def test_topics_go_by_their_number_and_may_be_several_of_a_meeting() -> None:
    topics = tables(RECORD)[4][2:]
    counts = Counter(topic.topic_id for meeting in RECORD.meetings for topic in meeting.topics)
    assert topics[0] == ["Smartphones, PCs and devices", "6", "35.3 %"]
    assert {row[0]: int(row[1]) for row in topics} == {RECORD.topics[i].labels["en"]: n for i, n in counts.items()}
    assert [int(row[1]) for row in topics] == sorted(counts.values(), reverse=True)


def test_coverage_counts_leaders_by_years() -> None:
    searched = Counter(row["searched"] for row in ROWS["coverage"])
    assert tables(RECORD)[5][2:] == [
        ["a meeting is in the record", str(searched["found"]), "50.0 %"],
        ["searched, none found", str(searched["none-found"]), "40.9 %"],
        ["not searched", str(searched["not-searched"]), "9.1 %"],
    ]


# --- how good it is


def test_two_publishers_date_with_host_and_a_topic_are_counted() -> None:
    kishida = RECORD.by_id[KISHIDA]
    one, other = kishida.sources[0], replace(kishida.sources[0], publisher="Other")
    cases = (
        replace(kishida, publishers=1, sources=(replace(one, supports=("host",)), replace(other, supports=("date",)))),
        replace(kishida, publishers=2, sources=(replace(one, supports=("host", "date")),), topics=()),
        replace(kishida, publishers=3, sources=(other,)),
        replace(kishida, publishers=0, sources=()),
    )
    found = numbers(of(*cases))
    assert found["meetings with two independent publishers"] == ["2 of 4", "50.0 %"]
    assert found["meetings with a source that supports host and date"] == ["2 of 4", "50.0 %"]
    assert found["meetings with a topic"] == ["3 of 4", "75.0 %"]


@pytest.mark.parametrize(
    ("certainty", "kind", "precision", "venues"),
    [
        ("stated", "venue", "building", "1 of 1"),
        ("stated", "venue", "block", "1 of 1"),
        ("stated", "venue", "district", "0 of 1"),
        ("stated", "venue", "", "0 of 1"),
        ("inferred", "venue", "building", "0 of 0"),
        ("stated", "district", "block", "0 of 0"),
        ("unknown", "city", "city", "0 of 0"),
    ],
)
def test_only_stated_venues_are_to_be_located(certainty: str, kind: str, precision: str, venues: str) -> None:
    kishida = RECORD.by_id[KISHIDA]
    place = replace(kishida.place, kind=kind, precision=precision)
    found = numbers(of(replace(kishida, place=place, place_certainty=certainty)))
    assert found["stated venues located to the building or block"][0] == venues
    assert found["meetings at a stated venue so located"][0] == venues


def test_a_venue_of_two_meetings_counts_once_as_a_venue() -> None:
    found = numbers(
        of(*(RECORD.by_id[i] for i in (KISHIDA, FORGE, SON)), replace(RECORD.by_id[KISHIDA], meeting_id="x"))
    )
    assert found["stated venues located to the building or block"] == ["2 of 3", "66.7 %"]
    assert found["meetings at a stated venue so located"] == ["3 of 4", "75.0 %"]
    assert RECORD.by_id[SAMSUNG].place.precision == "district"


def test_a_record_of_nothing_has_numbers_too() -> None:
    found = numbers(EMPTY)
    assert found["meetings"] == found["trips"] == ["0"]
    assert found["one publisher"] == ["0", "–"]
    assert found["meetings with a topic"] == ["0 of 0", "–"]
    assert tables(EMPTY)[3][2:] == [["all", "0", "0", "0", "0"]]
    assert found["not searched"] == ["0", "–"]


# --- on a page


@pytest.mark.parametrize("old", ["", "old", "\n\n| a |\n\n"])
def test_a_page_gets_the_numbers_between_its_marks(old: str) -> None:
    page = f"# Head\n\n{START}{old}{END}\n\nTail\n"
    after = replace_numbers(page, "| 1 |", "PAGE.md")
    assert after == f"# Head\n\n{START}\n\n| 1 |\n\n{END}\n\nTail\n"
    assert replace_numbers(after, "| 1 |", "PAGE.md") == after


@pytest.mark.parametrize("page", ["", START, END, f"{END} {START}"])
def test_a_page_without_marks_is_refused(page: str) -> None:
    with pytest.raises(DataError) as caught:
        replace_numbers(page, "| 1 |", "PAGE.md")
    assert str(caught.value) == (
        "PAGE.md: has no marks for the numbers; put <!-- numbers --> and <!-- /numbers --> around their place [numbers]"
    )
