"""The formats together: what they are called, and that all of them hold the same meetings."""

import csv
import datetime as dt
import io
import json
import re

import pytest
from hypothesis import given, settings
from small import KISHIDA, RECORD, filters_of

from techvisits.export.csv import build_csv
from techvisits.export.formats import FORMATS
from techvisits.export.nested import build_geojson, build_json
from techvisits.record.filters import Filters, apply
from techvisits.text.address import State
from techvisits.text.page import Page

SHOWN = apply(Filters().asking("meeting", [KISHIDA]), RECORD)


def test_they_have_their_media_types_and_tables_are_saved_as_files() -> None:
    assert {ending: (form.media_type, form.is_download) for ending, form in FORMATS.items()} == {
        "csv": ("text/csv; charset=utf-8", True),
        "json": ("application/json", False),
        "geojson": ("application/geo+json", False),
        "ics": ("text/calendar; charset=utf-8", False),
        "parquet": ("application/vnd.apache.parquet", True),
    }


def test_each_is_made_by_its_own_builder() -> None:
    address = "https://visits.example/"
    assert FORMATS["csv"].build(SHOWN, RECORD, address) == build_csv(SHOWN, RECORD)
    assert FORMATS["json"].build(SHOWN, RECORD, address) == build_json(SHOWN, RECORD)
    assert FORMATS["geojson"].build(SHOWN, RECORD, address) == build_geojson(SHOWN, RECORD)


def test_the_calendar_is_of_the_day_of_its_data_and_links_to_the_dashboard() -> None:
    content = FORMATS["ics"].build(SHOWN, RECORD, "https://visits.example/").decode()
    (stamp,) = re.findall(r"DTSTAMP:(\w+)", content)
    assert dt.datetime.strptime(stamp, "%Y%m%dT%H%M%S%z") == RECORD.released
    assert f"URL:https://visits.example/?meeting={KISHIDA}" in content.replace("\r\n ", "")
    assert "URL:" not in FORMATS["ics"].build(SHOWN, RECORD, "").decode()


@settings(deadline=None, max_examples=25)
@given(filters_of())
def test_all_hold_the_meetings_that_the_page_shows(filters: Filters) -> None:
    """One filtered set feeds the page and every file; on a map stands what has a position."""
    page = Page(State(filters), RECORD)
    files = {ending: form.build(page.shown, RECORD, "") for ending, form in FORMATS.items()}
    ids = [meeting.meeting_id for meeting in page.shown.meetings]
    rows = csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"), newline=""))
    assert list(dict.fromkeys(row["meeting_id"] for row in rows)) == ids
    assert [meeting["meeting_id"] for meeting in json.loads(files["json"])["meetings"]] == ids
    located = [meeting.meeting_id for meeting in page.shown.meetings if meeting.place.position]
    assert [feature["id"] for feature in json.loads(files["geojson"])["features"]] == located
    calendar = files["ics"].decode().replace("\r\n ", "")
    assert re.findall("UID:(.*)@techvisits\r\n", calendar) == ids


@pytest.mark.parametrize("ending", [*FORMATS])
def test_a_file_says_nothing_of_what_is_not_shown(ending: str) -> None:
    assert b"samsung-seocho" not in FORMATS[ending].build(SHOWN, RECORD, "")
    assert b"2022-10-04" not in FORMATS[ending].build(SHOWN, RECORD, "")
