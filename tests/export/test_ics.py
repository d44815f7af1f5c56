"""The record as a calendar, read by a second reader that knows nothing of the library which wrote it."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small import ALTMAN, DINNER, KISHIDA, RECORD, SON, VOGELS, YANG

from techvisits.export.ics import build_ics
from techvisits.record.filters import Shown
from techvisits.record.model import Meeting, Name
from techvisits.text import address
from techvisits.text.address import State

STAMP = dt.datetime(2027, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
EVERYTHING = Shown(RECORD.visits, RECORD.meetings)
LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^;:\"]+)*):(.*)", re.DOTALL)


def parse(content: bytes) -> Iterator[tuple[str, str, str]]:
    """Name, parameters and value of every content line, unfolded (RFC 5545, 3.1)."""
    assert content.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    for line in content.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]:
        match = LINE.fullmatch(line)
        assert match, line
        yield match[1], match[2], match[3]


def unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def events(content: bytes) -> list[dict[str, str]]:
    """The properties of every event; none may stand in one twice."""
    found: list[dict[str, str]] = []
    for name, parameters, value in parse(content):
        if (name, value) == ("BEGIN", "VEVENT"):
            found.append({})
        elif found and name != "END":
            assert name not in found[-1]
            found[-1][name] = value
            if parameters:
                found[-1][f"{name}{parameters}"] = value
    return found


def event_of(meeting: Meeting, base_url: str = "") -> dict[str, str]:
    """The only event of a calendar of this meeting."""
    (event,) = events(build_ics(Shown((), (meeting,)), stamp=STAMP, base_url=base_url))
    return event


def test_the_calendar_is_a_whole_one() -> None:
    lines = [(name, value) for name, _, value in parse(build_ics(EVERYTHING, stamp=STAMP))]
    assert lines[:7] == [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Tech Visits//techvisits//EN"),
        ("NAME", "Tech Visits"),
        ("X-WR-CALNAME", "Tech Visits"),
        ("REFRESH-INTERVAL", "P1D"),
        ("X-PUBLISHED-TTL", "P1D"),
    ]
    assert lines[-2:] == [("END", "VEVENT"), ("END", "VCALENDAR")]
    inner = [line for line in lines if line[0] in ("BEGIN", "END")][1:-1]
    assert inner == [("BEGIN", "VEVENT"), ("END", "VEVENT")] * len(RECORD.meetings)


def test_it_holds_every_meeting_in_the_order_of_the_record() -> None:
    found = events(build_ics(EVERYTHING, stamp=STAMP))
    assert [event["UID"] for event in found] == [f"{m.meeting_id}@techvisits" for m in RECORD.meetings]
    for event, meeting in zip(found, RECORD.meetings, strict=True):
        assert event["DTSTAMP"] == "20270102T030405Z"
        assert event["TRANSP"] == "TRANSPARENT"
        leaders = ", ".join(visitor.leader.name.english for visitor in meeting.visitors)
        hosts = ", ".join(host.name.english for host in meeting.hosts)
        assert unescape(event["SUMMARY"]) == f"{leaders}: {hosts}"
        assert unescape(event["DESCRIPTION"]).startswith(f"{meeting.summary}\n")
        assert unescape(event["DESCRIPTION"]).endswith("\n".join(source.url for source in meeting.sources))
        assert ("GEO" in event) == (meeting.place.position is not None)
        assert "URL" not in event


def test_an_event_says_who_what_and_where() -> None:
    event = event_of(RECORD.by_id[SON])
    assert unescape(event["SUMMARY"]) == "Masayoshi Son, Rene Haas: Lee Jae-yong, Roh Tae-moon"
    assert event["SUMMARY"] == r"Masayoshi Son\, Rene Haas: Lee Jae-yong\, Roh Tae-moon"
    assert event["GEO"] == "37.49667;127.02684"
    assert unescape(event["LOCATION"]) == "Samsung Electronics Seocho building, Seocho-dong, Seocho-gu, Seoul"
    assert event["CATEGORIES"] == "processors,chip-manufacturing,investment"


def test_the_description_has_the_outcome_and_the_pages() -> None:
    meeting = RECORD.by_id[YANG]
    assert unescape(event_of(meeting)["DESCRIPTION"]).split("\n") == [
        meeting.summary, meeting.outcome, *(source.url for source in meeting.sources)
    ]  # fmt: skip
    month = RECORD.by_id[VOGELS]
    assert unescape(event_of(month)["DESCRIPTION"]).split("\n")[:2] == [month.summary, "Only the month is known."]


def test_what_nobody_knows_is_left_out() -> None:
    event = event_of(replace(RECORD.by_id[VOGELS], topics=()))
    assert "CATEGORIES" not in event
    assert "GEO" not in event
    assert event["LOCATION"] == "Japan"


@pytest.mark.parametrize(
    ("name", "address", "city", "location"),
    [
        ("Hall", "1 Street", "Seoul", "Hall, 1 Street"),
        ("Hall", "", "Seoul", "Hall, Seoul"),
        ("Seoul", "", "Seoul", "Seoul"),
        ("Hall", "", "", "Hall"),
    ],
)
def test_the_location_is_the_place_and_its_address_or_city(name: str, address: str, city: str, location: str) -> None:
    meeting = RECORD.by_id[KISHIDA]
    place = replace(meeting.place, name=Name(name), address=address, city=Name(city))
    assert unescape(event_of(replace(meeting, place=place))["LOCATION"]) == location


@pytest.mark.parametrize(
    ("status", "told"),
    [("held", "CONFIRMED"), ("announced", "TENTATIVE"), ("unconfirmed", "TENTATIVE"), ("cancelled", "CANCELLED")],
)
def test_the_status_is_one_of_a_calendar(status: str, told: str) -> None:
    assert event_of(replace(RECORD.by_id[KISHIDA], status=status))["STATUS"] == told


def test_the_small_record_has_all_of_them() -> None:
    assert event_of(RECORD.by_id[DINNER])["STATUS"] == "TENTATIVE"
    assert event_of(RECORD.by_id[ALTMAN])["STATUS"] == "CANCELLED"


# --- when


@pytest.mark.parametrize(
    ("precision", "first", "last", "start_time", "end_time", "start", "end"),
    [
        ("day", "2024-02-27", "2024-02-27", "", "", "20240227", "20240228"),
        ("day", "2024-02-29", "2024-02-29", "", "", "20240229", "20240301"),
        ("day", "2024-12-31", "2024-12-31", "", "10:00", "20241231", "20250101"),
        ("month", "2024-02-01", "2024-02-29", "", "", "20240201", "20240301"),
        ("month", "2024-02-01", "2024-02-29", "08:30", "10:00", "20240201", "20240301"),
        ("day", "2024-02-27", "2024-02-27", "08:30", "10:00", "20240226T233000Z", "20240227T010000Z"),
        ("day", "2024-02-27", "2024-02-27", "09:00", "", "20240227T000000Z", None),
        ("day", "2024-01-01", "2024-01-01", "00:00", "23:59", "20231231T150000Z", "20240101T145900Z"),
    ],
)
def test_when_it_was(
    precision: str, first: str, last: str, start_time: str, end_time: str, start: str, end: str | None
) -> None:
    event = event_of(
        replace(
            RECORD.by_id[KISHIDA],
            date_precision=precision,
            date=dt.date.fromisoformat(first),
            date_end=dt.date.fromisoformat(last),
            start_time=start_time,
            end_time=end_time,
        )
    )
    assert (event["DTSTART"], event.get("DTEND")) == (start, end)
    assert ("DTSTART;VALUE=DATE" in event) == ("T" not in start)
    assert ("DTEND;VALUE=DATE" in event) == (end is not None and "T" not in end)


def test_all_that_is_not_known_to_the_hour_is_a_day() -> None:
    for event, meeting in zip(events(build_ics(EVERYTHING, stamp=STAMP)), RECORD.meetings, strict=True):
        assert ("DTSTART;VALUE=DATE" in event) == (not meeting.start_time)


# --- links


@pytest.mark.parametrize("base_url", ["https://visits.example", "https://visits.example/", "http://127.0.0.1:8501/a/"])
def test_an_event_links_to_its_meeting_on_the_dashboard(base_url: str) -> None:
    """And not to a page of its own, which nobody serves."""
    url = event_of(RECORD.by_id[KISHIDA], base_url)["URL"]
    assert url == f"{base_url.rstrip('/')}/?meeting={KISHIDA}"
    pairs = {key: [value] for key, value in parse_qsl(urlsplit(url).query)}
    assert address.read(pairs, RECORD) == (State(meeting=KISHIDA), [])


# --- whatever is written

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=300)


@settings(deadline=None, max_examples=60)
@given(TEXT, TEXT)
@example("a\\nb; c, d: \\", 'x"=y')
@example("총리" * 40, "😀" * 40)
@example("\u2028", "a\nb")
def test_every_text_is_folded_and_read_back(summary: str, name: str) -> None:
    meeting = RECORD.by_id[KISHIDA]
    host = replace(meeting.hosts[0], person=None, organization=replace(meeting.hosts[0].organization, name=Name(name)))
    event = event_of(replace(meeting, summary=summary, hosts=(host,), sources=()))
    assert unescape(event["DESCRIPTION"]) == summary
    assert unescape(event["SUMMARY"]) == f"Mark Zuckerberg: {name}"


def test_nothing_shown_is_an_empty_calendar() -> None:
    lines = [*parse(build_ics(Shown((), ()), stamp=STAMP))]
    assert [(name, value) for name, _, value in lines[-1:]] == [("END", "VCALENDAR")]
    assert events(build_ics(Shown((), ()), stamp=STAMP)) == []


def test_an_event_says_how_often_and_when_it_was_changed() -> None:
    content = build_ics(EVERYTHING, stamp=STAMP, base_url="https://visits.example", history=RECORD.history)
    told = {
        event["UID"].removesuffix("@techvisits"): (event["SEQUENCE"], event["LAST-MODIFIED"])
        for event in events(content)
    }
    assert told["2024-02-27-zuckerberg-kishida"] == ("2", "20261125T000000Z")
    assert told["2026-06-15-altman-korea-cancelled"] == ("0", "20261124T000000Z")
    assert ("URL", "", "https://visits.example/") in parse(content)
