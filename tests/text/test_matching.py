"""Why a meeting is found by words: what of them is seen is marked, what is not seen is told; one letter wrong is told too."""

from urllib.parse import quote

import pytest
from pages import page_of
from small import KISHIDA, LG, RECORD, YOON

from techvisits.text.matching import note
from techvisits.text.sections import build_row, render_list


def row_of(meeting_id: str, query: str) -> tuple[str, str]:
    row = build_row(RECORD.by_id[meeting_id], page_of(query))
    return f"{row.sentence} | {row.where}", row.why


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("q=kishi", "<mark>Kishida</mark>"),
        ("q=岸田", "<mark>Fumio Kishida</mark>"),
        ("q=岸田&lang=ja", "<mark>岸田</mark>文雄"),
        ("q=메타", "<mark>Meta</mark>"),
        ("q=zuckerburg", "<mark>Zuckerberg</mark>"),
    ],
)
def test_what_is_seen_of_the_words_is_marked(query: str, marked: str) -> None:
    shown, why = row_of(KISHIDA, query)
    assert marked in shown
    assert why == ""


@pytest.mark.parametrize(
    ("meeting_id", "query", "why"),
    [
        (LG, "q=chairman", "role"),
        (YOON, "q=大統領府&lang=en", ""),
        (KISHIDA, "q=nagatacho", "address"),
    ],
)
def test_what_is_not_seen_is_told(meeting_id: str, query: str, why: str) -> None:
    assert why in row_of(meeting_id, query)[1]


def test_nothing_is_marked_where_no_words_are_asked_for() -> None:
    shown, why = row_of(KISHIDA, "leader=mark-zuckerberg")
    assert "<mark>" not in shown
    assert why == ""


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("q=zuckerburg", "Nothing is written “zuckerburg”; shown instead: Mark Zuckerberg."),
        ("q=(", "“(” has no letter or digit to look for."),
        ("q=zuckerberg", ""),
        ("", ""),
    ],
)
def test_what_is_shown_instead_is_told_over_the_list(query: str, text: str) -> None:
    page = page_of(query)
    assert note(page) == text
    assert (f'<p class="note" role="status">{text}</p>' in render_list(page)) is bool(text)


def test_no_words_break_the_row() -> None:
    for words in ("<b>", "&amp;", "a", "&", "b class", "short", "'"):
        for meeting in RECORD.meetings:
            shown = build_row(meeting, page_of(f"q={quote(words)}")).sentence
            assert shown.striptags() == build_row(meeting, page_of("")).sentence.striptags() or words == "a"
