"""Behind the timeline: each term and event where its days are, names only where they have room, and nothing upon another."""

from itertools import combinations

import pytest
from conftest import DATA
from pages import day, page_of

from techvisits.drawing.backdrop import HIGH, PAD, SIZE, WIDE, build_bands, name_forms
from techvisits.drawing.desk import draw_time
from techvisits.drawing.screen import text_width
from techvisits.record.shelf import load_record
from techvisits.text.language import load_language

RECORD = load_record(DATA)
TERMS = {term.term_id: term for term in RECORD.terms}


@pytest.mark.parametrize("code", ["en", "ja", "ko"])
def test_a_band_lies_where_its_term_does_and_no_name_is_wider(code: str) -> None:
    timeline = draw_time(page_of(f"lang={code}", RECORD))
    assert len(timeline.bands) == len(RECORD.terms)
    ends = {round(timeline.axis.at(term.first), 6) for term in RECORD.terms}
    assert {round(band.left, 6) for band in timeline.bands} == ends
    for band in timeline.bands:
        assert not band.name or text_width(band.name, SIZE) + PAD < band.width / 100 * WIDE
        assert not (band.is_acting and band.name)
        assert len(band.words.lines) == 3
        assert band.words.lines[-1] in {term.publisher for term in RECORD.terms}


def test_full_terms_of_a_country_lie_side_by_side_in_turn_of_tone() -> None:
    bands = [band for band in draw_time(page_of("", RECORD)).bands if not band.is_acting]
    for row in (0, 1):
        own = sorted((band for band in bands if band.row == row), key=lambda band: band.left)
        for one, other in zip(own, own[1:], strict=False):
            assert one.left + one.width <= other.left + 0.05
            assert one.tone != other.tone
        assert own[0].left == 0
        assert own[-1].left + own[-1].width == 100


@pytest.mark.parametrize(
    ("code", "term", "names"),
    [
        ("en", "kishida-2021", ["Fumio Kishida", "Kishida"]),
        ("ja", "kishida-2021", ["岸田文雄"]),
        ("ko", "kishida-2021", ["기시다 후미오", "기시다"]),
        ("en", "park-geun-hye-2013", ["Park Geun-hye", "Park"]),
        ("ja", "park-geun-hye-2013", ["朴槿恵"]),
        ("ko", "park-geun-hye-2013", ["박근혜"]),
    ],
)
def test_who_governs_is_named_as_newspapers_of_the_language_do(code: str, term: str, names: list[str]) -> None:
    assert name_forms(TERMS[term], load_language(code)) == names


@pytest.mark.parametrize("query", ["", "lang=ja", "lang=ko", "company=google", "host_kind=government"])
def test_names_of_events_cover_neither_each_other_nor_a_bar(query: str) -> None:
    timeline = draw_time(page_of(query, RECORD))
    assert len(timeline.marks) == len(RECORD.events)
    boxes = []
    for mark in (mark for mark in timeline.marks if mark.name):
        width = text_width(mark.name, SIZE) / WIDE * 100
        left = {-1: mark.left - width, 0: mark.left + (mark.width - width) / 2, 1: mark.left}[mark.side]
        month = 100 / timeline.months
        assert timeline.axis.highest(left, left + width - month * (mark.side < 0)) <= 1 - HIGH * (mark.row + 1)
        boxes.append((mark.row, left, left + width))
    assert len(boxes) >= 5
    for (row, left, right), (other, begin, end) in combinations(boxes, 2):
        assert row != other or right <= begin or end <= left


def test_the_event_in_the_highest_month_has_its_name_and_a_long_one_a_line_of_its_length() -> None:
    timeline = draw_time(page_of("", RECORD))
    marks = {mark.words.title: mark for mark in timeline.marks}
    assert marks["APEC Gyeongju"].name
    borders = marks["Japan’s borders all but shut"]
    assert borders.left == timeline.axis.at(day("2020-04-03"))
    assert borders.left + borders.width == pytest.approx(timeline.axis.at(day("2022-10-10")))
    assert borders.words.lines[-1] == "Nikkei Asia"


def test_terms_and_events_outside_the_years_are_left_out() -> None:
    axis = draw_time(page_of("")).axis
    before = draw_time(page_of("", RECORD)).axis
    assert [band.left for band in build_bands([TERMS["hatoyama-2009"]], axis, load_language("en"))] == []
    assert [band.left for band in build_bands([TERMS["hatoyama-2009"]], before, load_language("en"))] == [0]
