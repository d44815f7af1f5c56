"""The record as CSV: the columns promised, whole values, and no cell that a spreadsheet would run."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small import KISHIDA, RECORD, SAMSUNG, SON, STARTUPS, VOGELS, YANG

from techvisits.export.csv import COLUMNS, build_csv, neutralise
from techvisits.record.filters import Filters, Shown, apply

# As the interface promises them, in order.
HEADER = (
    "meeting_id,date,date_precision,start_time,end_time,status,leader_id,leader,leader_native,company_id,company,"
    "leader_role,hosts,host_organizations,host_roles,kind,topics,city,country_code,place_id,place,place_native,address,"
    "place_certainty,latitude,longitude,trip_id,trip,sequence,summary,outcome,conflict,source_count,sources"
)
EVERYTHING = Shown(RECORD.visits, RECORD.meetings)


def read(content: bytes) -> list[dict[str, str]]:
    """The rows as the standard library reads them."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def rows_of(*meeting_ids: str) -> list[dict[str, str]]:
    """The rows of these meetings."""
    return read(build_csv(apply(Filters().asking("meeting", meeting_ids), RECORD), RECORD))


def test_it_has_the_promised_columns_and_a_row_a_visit() -> None:
    content = build_csv(EVERYTHING, RECORD)
    assert content.startswith(b"\xef\xbb\xbfmeeting_id,")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == HEADER == ",".join(COLUMNS)
    assert (len(lines), lines[-1]) == (len(RECORD.visits) + 2, "")
    assert [(row["meeting_id"], row["leader_id"]) for row in read(content)] == [
        (visit.meeting.meeting_id, visit.visitor.leader.person_id) for visit in RECORD.visits
    ]


def test_every_cell_of_a_visit() -> None:
    (row,) = rows_of(SAMSUNG)
    assert row == {
        "meeting_id": SAMSUNG,
        "date": "2024-02-28",
        "date_precision": "day",
        "start_time": "",
        "end_time": "",
        "status": "held",
        "leader_id": "mark-zuckerberg",
        "leader": "Mark Zuckerberg",
        "leader_native": "",
        "company_id": "meta",
        "company": "Meta",
        "leader_role": "CEO",
        "hosts": "Lee Jae-yong",
        "host_organizations": "Samsung Electronics",
        "host_roles": "Executive Chairman",
        "kind": "dinner",
        "topics": "ai-chips; xr",
        "city": "Seoul",
        "country_code": "KR",
        "place_id": "seungjiwon",
        "place": "Seungjiwon",
        "place_native": "승지원",
        "address": "135-26 Itaewon-dong, Yongsan-gu, Seoul",
        "place_certainty": "stated",
        "latitude": "37.53780",
        "longitude": "126.99739",
        "trip_id": "zuckerberg-2024-02",
        "trip": "Saitama, Tokyo and Seoul, February 2024",
        "sequence": "6",
        "summary": RECORD.by_id[SAMSUNG].summary,
        "outcome": "",
        "conflict": RECORD.by_id[SAMSUNG].conflict,
        "source_count": "3",
        "sources": "https://chosun.com/economy/economy_general/2024/02/29/2ZAVBRVNH5E2RFFGXWISNXXSYA/; "
        "https://m.etoday.co.kr/view.php?idxno=2335757; https://newag.heraldcorp.com/view.php?ud=20240228050836",
    }


def test_cells_that_few_meetings_have() -> None:
    (yang,) = rows_of(YANG)
    assert (yang["start_time"], yang["leader_native"]) == ("19:00", "杨元庆")
    assert yang["outcome"].startswith("Joint venture, 51 per cent")
    (month,) = rows_of(VOGELS)
    assert [month[c] for c in ("date", "date_precision", "latitude", "longitude", "city", "place")] == [
        "2020-02-01", "month", "", "", "", "Japan"
    ]  # fmt: skip


def test_each_of_two_leaders_has_a_row_with_all_hosts() -> None:
    rows = rows_of(SON)
    assert [(row["leader"], row["company"], row["trip_id"], row["trip"]) for row in rows] == [
        ("Masayoshi Son", "SoftBank Group", "son-2022-10", "Seoul, October 2022"),
        ("Rene Haas", "Arm", "haas-2022-10", "Seoul, October 2022"),
    ]
    assert {row["hosts"] for row in rows} == {"Lee Jae-yong; Roh Tae-moon"}
    assert {row["host_roles"] for row in rows} == {"Vice Chairman; President"}


def test_lists_of_hosts_run_alike() -> None:
    for row in read(build_csv(EVERYTHING, RECORD)):
        hosts, organizations, roles = (row[c].split("; ") for c in ("hosts", "host_organizations", "host_roles"))
        assert len(hosts) == len(organizations) == len(roles)
        assert int(row["source_count"]) == len(row["sources"].split("; ")) > 0
    (row,) = rows_of(STARTUPS)
    assert row["hosts"] == row["host_organizations"]
    assert row["host_roles"] == "; ; ; ; "


@pytest.mark.parametrize(
    ("position", "cells"),
    [((-0.000004, 127.0), ("-0.00000", "127.00000")), ((35.123456, -122.5), ("35.12346", "-122.50000"))],
)
def test_positions_have_five_decimals(position: tuple[float, float], cells: tuple[str, str]) -> None:
    visit = RECORD.visits[0]
    meeting = replace(visit.meeting, place=replace(visit.meeting.place, position=position))
    (row,) = read(build_csv(Shown((replace(visit, meeting=meeting),), (meeting,)), RECORD))
    assert (row["latitude"], row["longitude"]) == cells


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_formula_cells_begin_with_an_apostrophe(start: str) -> None:
    assert neutralise(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"
    assert neutralise(f"x{start}") == f"x{start}"
    assert neutralise(start) == f"'{start}"


@pytest.mark.parametrize("cell", ["-122.41942", "+1", "-0", "-1e5", "", "1+1", "'=1", " =1"])
def test_plain_numbers_and_other_cells_stay(cell: str) -> None:
    assert neutralise(cell) == cell


CELL = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["=1+1", '"a", b\r\nc', "'=", "한글, 日本語", "nan", "NA", "None"]
)


@settings(deadline=None, max_examples=50)
@given(summary=CELL, outcome=CELL)
@example("\r", "\n")
@example("\x00", '"')
@example("nan", "")
def test_whatever_is_written_is_read_back(summary: str, outcome: str) -> None:
    visit = replace(RECORD.visits[0], meeting=replace(RECORD.by_id[KISHIDA], summary=summary, outcome=outcome))
    (row,) = read(build_csv(Shown((visit,), (visit.meeting,)), RECORD))
    assert ",".join(row) == HEADER
    assert row["summary"] in (summary, "'" + summary)
    assert row["outcome"] in (outcome, "'" + outcome)
    assert not row["summary"].startswith(("=", "@"))


def test_nothing_shown_is_a_header() -> None:
    assert build_csv(Shown((), ()), RECORD).decode("utf-8-sig") == HEADER + "\r\n"
