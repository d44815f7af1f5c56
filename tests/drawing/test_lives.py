"""Lines of time: discs near their days, none upon another, no word upon a word, years where there are very many."""

import re
from itertools import combinations

import pytest
from conftest import DATA
from hypothesis import given
from hypothesis import strategies as st

from techvisits.drawing import portraits
from techvisits.drawing.lifeline import LEFT, RADIUS, RIGHT, box_of, push_apart
from techvisits.drawing.lives import APART, Stack, draw_life
from techvisits.drawing.screen import do_overlap
from techvisits.drawing.years import draw_years
from techvisits.record.courses import build_courses
from techvisits.record.shelf import load_record
from techvisits.text.page import Page
from techvisits.text.plain import plain_page
from techvisits.text.things.profiles import ask_for

RECORD = load_record(DATA)


def asking(key: str, identifier: str, language: str = "en") -> Page:
    return ask_for(key, identifier, plain_page(RECORD, language))


@given(st.lists(st.floats(LEFT, RIGHT), max_size=40).map(sorted))
def test_what_is_pushed_apart_keeps_its_order_and_its_distance(xs: list[float]) -> None:
    placed = push_apart(xs, APART)
    assert all(b - a >= APART - 1e-6 for a, b in zip(placed, placed[1:], strict=False))
    assert all(x <= RIGHT for x in placed)


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
@pytest.mark.parametrize("leader", ["sam-altman", "lee-jae-yong", "masayoshi-son", "eric-schmidt", "chey-tae-won"])
def test_no_disc_lies_upon_another_and_no_word_upon_a_word_or_disc(leader: str, language: str) -> None:
    page = asking("leader", leader, language)
    stacks = [Stack(course.meetings, ("3–4 Feb 2025", "Feb"), course) for course in build_courses(page.shown.visits)]

    line = draw_life(
        stacks,
        page,
        name=lambda meeting: [(meeting.hosts[0].name.english, "ink")],
        tell=lambda meeting, stack: portraits.tell_of(meeting, stack, page),
        alt="",
    )
    assert {mark.meeting_id for mark in line.marks} == page.shown.meeting_ids
    for a, b in combinations(line.marks, 2):
        assert (a.x - b.x) ** 2 + (a.y - b.y) ** 2 >= (2 * RADIUS) ** 2
    boxes = [box_of(text) for text in line.texts]
    assert [pair for pair in combinations(boxes, 2) if do_overlap(*pair)] == []
    discs = [(m.x - RADIUS + 1, m.y - RADIUS + 1, m.x + RADIUS - 1, m.y + RADIUS - 1) for m in line.marks]
    assert [disc for disc in discs for box in boxes if do_overlap(disc, box)] == []


def test_the_arrow_runs_from_the_city_seen_first() -> None:
    page = asking("leader", "sam-altman")
    courses = [course for course in build_courses(page.shown.visits) if len(course.areas) > 1]
    line = draw_life(
        [Stack(course.meetings, (), course) for course in courses],
        page,
        name=lambda _: [],
        tell=lambda meeting, stack: portraits.tell_of(meeting, stack, page),
        alt="",
    )
    arrows = [rule for rule in line.rules if rule.look == "arrow"]
    is_down = [rule.start[1] < rule.end[1] for rule in arrows]
    assert is_down == [course.areas[0] == "seoul" for course in courses]


def test_bars_hold_every_meeting_of_their_year() -> None:
    page = asking("host", "samsung-electronics")
    line = draw_years(page.shown.meetings, page, alt="")
    heights = sum(bottom - top for bar in line.bars for (_, top, _, bottom), _, _ in bar.pieces)
    most = max(sum(bottom - top for (_, top, _, bottom), _, _ in bar.pieces) for bar in line.bars)
    counts = [int(found) for bar in line.bars if (found := re.sub(r".*: (\d+) .*", r"\1", bar.words))]
    assert sum(counts) == len(page.shown.meetings)
    assert heights / most == pytest.approx(sum(counts) / max(counts))
    assert {key for bar in line.bars for key in bar.change.put} == {"from", "to"}


def test_a_person_without_meetings_has_no_line() -> None:
    page = plain_page(RECORD, "en")
    met = {v.visitor.leader.person_id for v in RECORD.visits}
    host = next(person for i, person in RECORD.people.items() if i not in met)
    assert portraits.portray_person(host, page).visited == ""
