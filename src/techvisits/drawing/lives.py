"""Lines of time: of a leader by trips, of a company by its leaders' trips, of a host or a place by who came, of very many by years."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from techvisits.drawing.lifeline import (
    BELOW,
    BETWEEN,
    LEFT,
    RADIUS,
    SIZE,
    STEP,
    WIDTH,
    Band,
    Lane,
    Lifeline,
    Mark,
    Room,
    Rule,
    Scale,
    Text,
    box_of,
    push_apart,
    scale_years,
)
from techvisits.drawing.reigns import Reign, reign_over
from techvisits.drawing.screen import box_around, text_width
from techvisits.record.courses import Course, days_between
from techvisits.record.model import Meeting
from techvisits.text.address import Change
from techvisits.text.page import Page

COUNTRIES: Final = {"seoul": "KR", "tokyo": "JP"}
SHALLOWEST, HEADROOM, BAND_WORDS = 46.0, 26.0, 16.0
APART: Final = 2 * RADIUS + 2
MOVED: Final = 12.0
SHAPES: Final = {"held": "", "cancelled": "crossed"}
LABEL_AWAY, NAME_AWAY = 6.0, 5.0
Named = tuple[str, str]
"""What stands beside a disc, and its look."""


@dataclass(frozen=True)
class Stack:
    """Meetings that stand upon each other, and what may stand over them, the longest first; `course` where they are a trip."""

    meetings: tuple[Meeting, ...]
    labels: tuple[str, ...]
    course: Course | None = None


Name = Callable[[Meeting], Sequence[Named]]
Tell = Callable[[Meeting, Stack], tuple[str, Change]]


def draw_life(stacks: Sequence[Stack], page: Page, *, name: Name, tell: Tell, alt: str) -> Lifeline:
    """The stacks along a line for each of the two countries that they are in.

    `name` says what may stand beside a meeting, `tell` what a pointer shows of it, and what a click asks for.
    """
    ordered = sorted(stacks, key=lambda stack: _told(stack)[0].date)
    days = [_told(stack)[0].date for stack in ordered]
    scale = scale_years(days, page.record.span[1])
    xs = push_apart([scale.x(day) for day in days], APART)
    governed = [*reign_over(scale, page)]
    lanes = lay_lanes(_deepest(ordered), has_words=bool(governed))
    height = max(lane.y + (lane.depth if lane.sign > 0 else BELOW) for lane in lanes) + BELOW
    room = Room(((0.0, 0.0), (float(WIDTH), height)))
    bands, band_texts = paint_reigns(governed, lanes, height)
    lane_names = [*name_lanes(lanes, page)]
    room.taken += [box_of(text) for text in (*band_texts, *lane_names)]
    columns = [*zip(xs, ordered, strict=True)]
    marks = [mark for x, stack in columns for lane in lanes for mark in _stand(x, stack, lane, page, tell)]
    room.taken += [box_around((mark.x, mark.y), RADIUS, RADIUS) for mark in marks]
    arrows = [arrow for x, stack in columns for arrow in _arrow(x, stack, lanes)]
    heads = [text for x, stack in columns for text in _head(x, stack, lanes, room)]
    gap_rules, gap_texts = _gaps(columns, lanes, page)
    names = _name_marks(marks, page, name, room)
    ticks = [*write_ticks(scale, height)]
    axes = [Rule((LEFT - 4, lane.y), (WIDTH, lane.y), "axis") for lane in lanes]
    return Lifeline(
        height,
        alt,
        tuple(bands),
        (*axes, *(rule for rule, _ in ticks), *gap_rules, *arrows),
        tuple(marks),
        (),
        (*lane_names, *band_texts, *(text for _, text in ticks), *heads, *names, *gap_texts),
    )


def has_room(days: Sequence[dt.date], page: Page) -> bool:
    """Whether a stack on each of the days, which rise, stands near enough to its day."""
    scale = scale_years([*days], page.record.span[1])
    xs = [scale.x(day) for day in days]
    return all(abs(x - moved) < MOVED for x, moved in zip(xs, push_apart(xs, APART), strict=True))


def _told(stack: Stack) -> Sequence[Meeting]:
    return stack.course.told if stack.course else stack.meetings


def lay_lanes(depths: Mapping[str, float], *, has_words: bool) -> list[Lane]:
    """One lane a country, Korea's above; one that is alone has its discs above its line.

    `depths` is how much room what stands on the line of a country needs.
    """
    more = HEADROOM + (BAND_WORDS if has_words else 0)
    deep = {area: max(depths[code], SHALLOWEST) + more for area, code in COUNTRIES.items() if code in depths}
    upper, *lower = deep
    lanes = [Lane(upper, COUNTRIES[upper], deep[upper], -1, deep[upper])]
    return [*lanes, *(Lane(area, COUNTRIES[area], deep[upper] + BETWEEN, 1, deep[area]) for area in lower)]


def _deepest(stacks: Sequence[Stack]) -> dict[str, float]:
    """How high the highest stack of each country is."""
    counts = [Counter(meeting.place.country_code for meeting in stack.meetings) for stack in stacks]
    return {code: max(each[code] for each in counts) * STEP for code in {code for each in counts for code in each}}


def _here(stack: Stack, lane: Lane) -> list[Meeting]:
    return [meeting for meeting in stack.meetings if meeting.place.country_code == lane.country_code]


def _stand(x: float, stack: Stack, lane: Lane, page: Page, tell: Tell) -> Iterator[Mark]:
    for number, meeting in enumerate(_here(stack, lane)):
        words, change = tell(meeting, stack)
        shape, slot = SHAPES.get(meeting.status, "open"), page.colouring.slot_of(meeting)
        yield Mark(meeting.meeting_id, x, lane.level(number), slot, shape, words, change)


def _arrow(x: float, stack: Stack, lanes: Sequence[Lane]) -> Iterator[Rule]:
    """From the city that a trip saw first to the other."""
    areas = stack.course.areas if stack.course else ()
    if len(areas) == len(lanes) == 2:
        start, end = (next(lane.y for lane in lanes if lane.area == area) for area in areas)
        away = 3 if start < end else -3
        yield Rule((x, start + away), (x, end - away), "arrow")


def _head(x: float, stack: Stack, lanes: Sequence[Lane], room: Room) -> list[Text]:
    """What a stack is called: over its discs, or under those of the lower line where it has no others."""
    lane = next(lane for lane in lanes if _here(stack, lane))
    last = lane.level(len(_here(stack, lane)) - 1)
    y = last - RADIUS - LABEL_AWAY if lane.sign < 0 else last + RADIUS + LABEL_AWAY + SIZE * 0.75
    sides = (("middle", x), ("start", x - RADIUS), ("end", x + RADIUS))
    return room.place([Text(at, y, label, anchor, "ink") for label in stack.labels for anchor, at in sides])


def _name_marks(marks: Sequence[Mark], page: Page, name: Name, room: Room) -> list[Text]:
    """Beside the discs what may stand there, the heads of state and government first, then what is elsewhere."""
    asked = [(look, mark, text) for mark in marks for text, look in name(page.record.by_id[mark.meeting_id])]
    placed = []
    for look, mark, text in sorted(asked, key=lambda each: ("head", "muted", "ink").index(each[0])):
        y, away = mark.y + SIZE * 0.35, RADIUS + NAME_AWAY
        sides = (("start", mark.x + away), ("end", mark.x - away))
        placed += room.place([Text(at, y, text, anchor, look) for anchor, at in sides if at > LEFT])
    return placed


def _gaps(columns: Sequence[tuple[float, Stack]], lanes: Sequence[Lane], page: Page) -> tuple[list[Rule], list[Text]]:
    """The days between each two trips of one leader that took place, with a line to both where there is room."""
    held = [(x, stack.course) for x, stack in columns if stack.course and stack.course.held]
    if len({course.visits[0].visitor.leader for _, course in held}) > 1:
        return [], []
    middle = lanes[0].y + (BETWEEN / 2 if len(lanes) > 1 else BELOW * 0.6)
    rules, texts = [], []
    for (start, earlier), (end, later) in pairwise(held):
        days, reach = days_between(earlier, later), end - start - 2 * NAME_AWAY
        if days is None:
            continue
        words = (page.language.count("{n} day", "{n} days", days), page.language.number(days))
        text = next((each for each in words if text_width(each, SIZE) < reach), "")
        if not text:
            continue
        at, half = (start + end) / 2, text_width(text, SIZE) / 2 + 6
        texts.append(Text(at, middle + SIZE * 0.35, text))
        if reach > 2 * half + 16:
            rules += [
                Rule((start + 8, middle), (at - half, middle), "gap"),
                Rule((at + half, middle), (end - 8, middle), "gap"),
            ]
    return rules, texts


def write_ticks(scale: Scale, height: float) -> Iterator[tuple[Rule, Text]]:
    """The years under the picture, as many as have room."""
    years = range(scale.first.year, scale.last.year + 1)
    step = -(-len(years) * 46 // int(WIDTH - LEFT))
    y = height - BELOW
    for year in years[::step]:
        x = scale.x(scale.first.replace(year=year))
        if x < WIDTH - 30:
            yield Rule((x, y), (x, y + 5), "tick"), Text(x + 4, y + 16, str(year), "start")


def name_lanes(lanes: Sequence[Lane], page: Page) -> Iterator[Text]:
    """The name of each lane's city, in the reader's language and in its own."""
    for lane in lanes:
        name = page.record.find_name(lane.area)
        y = lane.y - (18 if lane.sign < 0 else -14)
        yield Text(0, y, page.language.name(name), "start", "lane")
        if beside := name.native if page.language.name(name) != name.native else "":
            yield Text(0, y + 15, beside, "start", "native")


def paint_reigns(reigns: Sequence[Reign], lanes: Sequence[Lane], height: float) -> tuple[list[Band], list[Text]]:
    """The tint of each term behind its country's lane, with as much of its words as have room."""
    bands, texts = [], []
    counted: Counter[str] = Counter()
    lane_of = {lane.country_code: lane for lane in lanes}
    for reign in reigns:
        if lane := lane_of.get(reign.country_code):
            top, bottom = (0.0, lane.y) if lane.sign < 0 else (lane.y, height - BELOW)
            word = next((w for w in reign.words if text_width(w, SIZE) < reign.end - reign.start - 8), "")
            is_odd = bool(counted[reign.country_code] % 2)
            bands.append(Band((reign.start, top, reign.end, bottom), is_odd, "" if word else reign.words[0]))
            counted[reign.country_code] += 1
            if word:
                y = top + 13 if lane.sign < 0 else bottom - 6
                texts.append(Text(reign.start + 6, y, word, "start"))
    return bands, texts
