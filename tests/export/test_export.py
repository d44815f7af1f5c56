"""What is given away: the columns promised, whole values, and forms that other programs read."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator

import pandas as pd
import pytest
from conftest import DATA
from hypothesis import given
from hypothesis import strategies as st

from techvisits.curate.check import load_records
from techvisits.export.calendar import build_ics, fold_line
from techvisits.export.formats import build_csv, build_geojson, build_json, neutralise
from techvisits.record.filters import Filters, Shown, apply
from techvisits.record.records import Records

# As interface.md promises them, in order.
HEADER = (
    "meeting_id,date,date_precision,start_time,end_time,status,leader_id,leader,leader_native,company_id,company,"
    "leader_role,hosts,host_organizations,host_roles,kind,topics,city,country_code,place_id,place,place_native,address,"
    "place_certainty,latitude,longitude,trip_id,trip,sequence,summary,outcome,conflict,source_count,sources"
)
STAMP = dt.datetime(2027, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def records() -> Records:
    return load_records(DATA)


@pytest.fixture(scope="module")
def everything(records: Records) -> Shown:
    return apply(Filters(), records)


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_has_the_promised_columns_and_a_row_a_visit(everything: Shown) -> None:
    content = build_csv(everything)
    assert content.startswith(b"\xef\xbb\xbfmeeting_id,")
    assert content.decode("utf-8-sig").splitlines()[0] == HEADER
    assert content.endswith(b"\r\n")
    assert [row["meeting_id"] for row in read_csv(content)] == everything.visits["meeting_id"].tolist()


def test_csv_cells(everything: Shown) -> None:
    for row in read_csv(build_csv(everything)):
        hosts, organizations, roles = (row[c].split("; ") for c in ("hosts", "host_organizations", "host_roles"))
        assert len(hosts) == len(organizations) == len(roles)
        assert int(row["source_count"]) == len(row["sources"].split("; ")) > 0
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"])
        assert re.fullmatch(r"-?\d+\.\d{5}|", row["latitude"])
        assert "nan" not in {cell.casefold() for cell in row.values()}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_formula_cells_begin_with_an_apostrophe(start: str) -> None:
    assert neutralise(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@pytest.mark.parametrize("number", ["-122.41942", "+1", "-0", "-1e5"])
def test_plain_numbers_stay(number: str) -> None:
    assert neutralise(number) == number


CELL = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["=1+1", '"a", b\r\nc', "'=", "한글, 日本語"]
)


@given(summary=CELL, outcome=CELL)
def test_csv_round_trips(everything: Shown, summary: str, outcome: str) -> None:
    visits = everything.visits.head(1).assign(summary=summary, outcome=outcome)
    (row,) = read_csv(build_csv(Shown(visits, everything.meetings.head(1))))
    assert ",".join(row) == HEADER
    assert row["summary"] in (summary, "'" + summary)
    assert row["outcome"] in (outcome, "'" + outcome)
    assert not row["summary"].startswith(("=", "@"))


def test_json_nests_the_record(everything: Shown, records: Records) -> None:
    document = json.loads(build_json(everything, records))
    meetings = document["meetings"]
    assert document["count"] == len(meetings) == len(everything.meetings)
    assert document["data_version"] == records.version
    assert [m["meeting_id"] for m in meetings] == everything.meetings.index.tolist()
    assert sum(len(m["visits"]) for m in meetings) == len(everything.visits)
    for meeting in meetings:
        assert meeting["sources"]
        assert [host["rank"] for host in meeting["hosts"]] == list(range(1, len(meeting["hosts"]) + 1))
        assert (meeting["place"]["latitude"] is None) == (meeting["place"]["longitude"] is None)


def test_geojson_is_rfc_7946(everything: Shown, records: Records) -> None:
    document = json.loads(build_geojson(everything, records))
    assert document["type"] == "FeatureCollection"
    located = everything.meetings[everything.meetings["latitude"].notna()]
    assert [feature["id"] for feature in document["features"]] == located.index.tolist()
    for feature in document["features"]:
        assert feature["type"] == "Feature"
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert 20 < latitude < 46 < 122 < longitude < 155
        assert feature["properties"]["meeting_id"] == feature["id"]
        assert isinstance(feature["properties"]["leader_ids"], list)


def test_nothing_shown_is_still_a_whole_file(everything: Shown, records: Records) -> None:
    nothing = Shown(everything.visits.head(0), everything.meetings.head(0))
    assert read_csv(build_csv(nothing)) == []
    assert json.loads(build_json(nothing, records))["meetings"] == []
    assert json.loads(build_geojson(nothing, records))["features"] == []
    assert [name for name, _, _ in parse(build_ics(nothing, stamp=STAMP))][-1] == "END"


def parse(content: bytes) -> Iterator[tuple[str, str, str]]:
    """Name, parameters and value of every content line, unfolded."""
    assert content.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    for line in content.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]:
        name, parameters, value = re.fullmatch(r"([A-Z-]+)((?:;[A-Z]+=[A-Z]+)*):(.*)", line).groups()  # type: ignore[union-attr]
        yield name, parameters, value


def unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)


def events(content: bytes) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for name, _, value in parse(content):
        if (name, value) == ("BEGIN", "VEVENT"):
            found.append({})
        elif found and name != "END":
            assert name not in found[-1]
            found[-1][name] = value
    return found


def test_calendar_holds_every_meeting(everything: Shown) -> None:
    found = events(build_ics(everything, stamp=STAMP, base_url="https://visits.example/"))
    assert [event["UID"] for event in found] == [f"{i}@techvisits" for i in everything.meetings.index]
    for event, row in zip(found, everything.meetings.itertuples(), strict=True):
        assert event["DTSTAMP"] == "20270102T030405Z"
        assert event["URL"] == f"https://visits.example/meetings/{row.Index}"
        assert unescape(event["SUMMARY"]) == f"{', '.join(row.leaders)}: {', '.join(row.hosts)}"  # type: ignore[arg-type]
        assert unescape(event["DESCRIPTION"]).startswith(f"{row.summary}\n")
        assert ("GEO" in event) is not pd.isna(row.latitude)  # type: ignore[arg-type]
        assert event["STATUS"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")


def test_calendar_times(everything: Shown) -> None:
    first = everything.meetings.head(1)
    day = first.assign(date=pd.Timestamp("2024-02-27"), date_end=pd.Timestamp("2024-02-27"), start_time="", end_time="")
    month = day.assign(date=pd.Timestamp("2024-02-01"), date_end=pd.Timestamp("2024-02-29"), date_precision="month")
    hours = day.assign(date_precision="day", start_time="08:30", end_time="10:00")
    times = [events(build_ics(Shown(everything.visits, m), stamp=STAMP))[0] for m in (day, month, hours)]
    assert [(event["DTSTART"], event["DTEND"]) for event in times] == [
        ("20240227", "20240228"),
        ("20240201", "20240301"),
        ("20240226T233000Z", "20240227T010000Z"),
    ]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=300))
def test_folded_lines_unfold_to_themselves(line: str) -> None:
    folded = fold_line(line)
    assert folded.replace("\r\n ", "") == line + "\r\n"
    assert all(len(piece.encode("utf-8")) <= 75 for piece in folded.split("\r\n"))
