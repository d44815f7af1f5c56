"""What a citation says, and how Chicago and APA write it: nothing that is not on record."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from conftest import DATA
from pages import SMALL, like, page_of

from techvisits.record.model import Source
from techvisits.record.shelf import load_record
from techvisits.text.citations import Reading, cite_meeting, cite_page, cite_source, cite_sources, cite_view
from techvisits.text.footnotes import STYLES, write_apa, write_chicago

BASE = "https://visits.example"
TODAY = dt.date(2026, 12, 1)
READING = Reading(SMALL, BASE, TODAY)
RECORD = load_record(DATA)
VERSION, RELEASED = SMALL.version, SMALL.released
ISSUED = f"{RELEASED:%B} {RELEASED.day}, {RELEASED.year}"
KISHIDA = "2024-02-27-zuckerberg-kishida"
PRINTED = Source(
    url="https://paper.example/1",
    publisher="The Paper",
    agency="",
    kind="report",
    title="Leaders meet",
    published_on="2024-02-27",
    language="en",
    supports=("date",),
    archived_url="",
    note="",
    accessed_on="2026-11-24",
)


def test_a_meeting_is_cited_with_version_day_of_reading_and_its_own_page() -> None:
    citation = cite_meeting(SMALL.by_id[KISHIDA], READING)
    title = "Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister, 27 February 2024"
    assert write_chicago(citation) == (
        f"Tech Visits contributors, “{title},” version {VERSION}, Tech Visits, {ISSUED}, "
        f"accessed December 1, 2026, {BASE}/meetings/{KISHIDA}."
    )
    assert write_apa(citation) == (
        f"Tech Visits contributors. ({RELEASED.year}). {title} (Version {VERSION}) [Data set]. Tech Visits. "
        f"Retrieved December 1, 2026, from {BASE}/meetings/{KISHIDA}"
    )


@pytest.mark.parametrize(
    ("meeting_id", "words"),
    [
        ("2017-04-24-chey-toshiba", "is said to have met"),
        ("2026-06-15-altman-korea-cancelled", "did not meet"),
        ("2025-11-01-zeng-state-dinner", "was to meet"),
        ("2020-02-vogels-pixie-dust", ", February 2020"),
    ],
)
def test_a_title_says_how_sure_the_meeting_and_its_day_are(meeting_id: str, words: str) -> None:
    assert words in cite_meeting(SMALL.by_id[meeting_id], READING).title


@pytest.mark.parametrize(
    ("query", "title", "path"),
    [
        (f"meeting={KISHIDA}&company=meta&lang=ko", "Mark Zuckerberg, Meta, met", f"/meetings/{KISHIDA}"),
        ("trip=zuckerberg-2024-02", "Mark Zuckerberg (Meta), 25–29 February 2024", "/trips/zuckerberg-2024-02"),
        ("", "Tech Visits: Who in technology met whom in Tokyo and Seoul", "/meetings"),
        ("lang=ja&view=seoul", "Tech Visits: Who in technology", "/meetings"),
    ],
)
def test_what_is_open_is_cited_else_what_is_shown(query: str, title: str, path: str) -> None:
    citation = cite_page(page_of(query), READING)
    assert citation.title.startswith(title)
    assert citation.address == BASE + path


def test_a_view_names_what_is_asked_for_and_keeps_to_the_days_of_the_record() -> None:
    page = page_of("company=meta&city=seoul&sources=2&q=반도체+%26+“AI”")
    citation = cite_view(page.state.filters, READING)
    first, last = SMALL.span
    assert citation.title == f"{len(page.shown.meetings)} meetings: Meta, Seoul, 2 publishers or more, “반도체 & “AI””"
    assert citation.address.startswith(f"{BASE}/meetings?company=meta&city=seoul&from={first}&to={last}&sources=2&q=")
    assert citation.address.isascii()
    other = cite_view(page_of("company=meta").state.filters, READING)
    assert len({citation.key, other.key, cite_page(page_of(), READING).key}) == 3


@pytest.mark.parametrize(
    ("changes", "chicago", "apa"),
    [
        (
            {},
            "“Leaders meet,” The Paper, February 27, 2024, accessed November 24, 2026, https://paper.example/1.",
            "Leaders meet. (2024, February 27). The Paper. Retrieved November 24, 2026, from https://paper.example/1",
        ),
        (
            {"agency": "Yonhap", "accessed_on": "", "published_on": "2024-02"},
            "Yonhap, “Leaders meet,” The Paper, February 2024, https://paper.example/1.",
            "Yonhap. (2024, February). Leaders meet. The Paper. https://paper.example/1",
        ),
        (
            {"title": "", "accessed_on": "", "published_on": "2024"},
            "The Paper, 2024, https://paper.example/1.",
            "The Paper. (2024). https://paper.example/1",
        ),
        (
            {"title": "会談は実現したか？", "accessed_on": "", "published_on": ""},
            "“会談は実現したか？,” The Paper, https://paper.example/1.",
            "会談は実現したか？ (n.d.). The Paper. https://paper.example/1",
        ),
        (
            {"title": "He said “yes”", "agency": "The Paper", "accessed_on": ""},
            "“He said ‘yes’,” The Paper, February 27, 2024, https://paper.example/1.",
            "He said “yes”. (2024, February 27). The Paper. https://paper.example/1",
        ),
    ],
)
def test_what_is_unknown_of_a_source_is_left_out(changes: dict[str, str], chicago: str, apa: str) -> None:
    citation = cite_source(replace(PRINTED, **changes), "key")
    assert (write_chicago(citation), write_apa(citation)) == (chicago, apa)


def test_a_page_that_tells_of_two_meetings_is_cited_once() -> None:
    twice = [like(KISHIDA, meeting_id=name, sources=(PRINTED,)) for name in ("a", "b")]
    assert [citation.key for citation in cite_sources(twice)] == ["a-source-1"]


@pytest.mark.parametrize("style", STYLES)
def test_no_citation_of_the_shipped_record_has_a_gap_or_a_word_of_code(style: str) -> None:
    reading = Reading(RECORD, BASE, TODAY)
    ours = [cite_meeting(meeting, reading) for meeting in RECORD.meetings]
    for citation in [*ours, *cite_sources(RECORD.meetings)]:
        text = STYLES[style](citation)
        assert citation.address in text
        assert not re.search(r"  |, ,|\.\.$|\bNone\b|\(\)|“,?”|^[,. ]", text.replace(citation.title, "x")), text
    assert len({citation.key for citation in ours}) == len(RECORD.meetings)


def test_the_day_of_a_source_is_what_is_on_record() -> None:
    for meeting in RECORD.meetings[::7]:
        for source in meeting.sources:
            citation = cite_source(source, "key")
            assert (citation.issued, citation.accessed) == (source.published_on, source.accessed_on)
            year = source.published_on[:4]
            assert f"{year}" in write_apa(replace(citation, accessed="", title="", address="")) or "n.d." in write_apa(
                citation
            ), source
