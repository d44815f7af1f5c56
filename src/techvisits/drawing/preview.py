"""The picture that stands for a page where it is linked to: what it is about in large type, beside its map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from techvisits.drawing.maps import draw_plate, frame_area, list_areas
from techvisits.drawing.painters.markup import Values, element, joined, put
from techvisits.drawing.painters.setting import CUT, Type, break_lines, families_of, fit_lines, paint_lines, shorten
from techvisits.drawing.painters.svg import paint_svg
from techvisits.drawing.style import fill_colours
from techvisits.text import headline, origin, parties, words
from techvisits.text.origin import route_page
from techvisits.text.page import Page

WIDTH, HEIGHT = 1200, 630
TEXT_WIDTH: Final = 536
MAP_LEFT, GAP, ZOOM = 608, 6, 1.5
LEFT, TOP, BOTTOM = 44, 138, 566
BRAND: Final = Type("serif", 30, 36)
KICKER: Final = Type("sans-bold", 27, 34, "var(--muted)")
TITLES: Final = [Type("serif", size, size * 1.16) for size in (60, 54, 48, 43, 38, 34, 30)]
UNDER: Final = Type("sans", 26, 33)
FOOT: Final = Type("sans", 21, 26, "var(--muted)")
CREDIT: Final = Type("sans", 15, 18, "var(--muted)")
CREDIT_WORDS: Final = "© OpenStreetMap contributors"
TITLE_SHARE: Final = 0.72
"""Of the room for a title, how much of it that may take where something else stands under it."""

MOST_MAPS: Final = 2
"""So many areas are shown of what filters let through; of a trip all."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a preview says: a small line, the title, a sentence under it, and a line at the foot."""

    kicker: str
    title: str
    under: str
    foot: str


def paint_preview(page: Page, site: str) -> str:
    """The SVG, 1200 × 630, with plain colours; `site` is where the page is found."""
    shown = route_page(page)
    areas = list_areas(shown)
    areas = areas if shown.stops else areas[:MOST_MAPS]
    width = TEXT_WIDTH if areas else WIDTH - 2 * LEFT
    root: Values = {"xmlns": "http://www.w3.org/2000/svg", "width": WIDTH, "height": HEIGHT, "lang": page.language.code}
    paper = element("rect", {"width": WIDTH, "height": HEIGHT, "fill": "var(--paper)"})
    return fill_colours(element("svg", root, paper, _maps(shown, areas), _texts(page, _word(page), site, width)))


def _word(page: Page) -> Wording:
    language = page.language
    if page.state.meeting:
        meeting = page.record.by_id[page.state.meeting]
        day = language.long_date(meeting.date, meeting.date_precision)
        where = words.city(meeting, language)
        title = parties.sentence(meeting, language, page.asked).striptags()
        topics = language.commas(language.topic(topic) for topic in meeting.topics)
        under = meeting.summary if language.code == "en" else topics
        return Wording(f"{day} · {where}", title, under, words.evidence(meeting, language))
    if page.stops:
        stops = language.count("{n} stop", "{n} stops", len(page.stops))
        return Wording(language.say("Trip"), page.headline.title, page.headline.standfirst, stops)
    foot = headline.count_line(page.shown, language) if page.shown.meetings else ""
    first, last = page.shown.meetings[-1:], page.shown.meetings[:1]
    years = " – ".join(dict.fromkeys(str(meeting.date.year) for meeting in (*first, *last)))
    kicker = " · ".join([*origin.asked_of(page), *([years] if years else [])])
    return Wording(kicker, page.headline.title, page.headline.standfirst, foot)


def _texts(page: Page, wording: Wording, site: str, width: float) -> Markup:
    """The texts from the top to the foot, each as large as there is room for it."""
    language, top = page.language, TOP + (40 if wording.kicker else 0)
    room = BOTTOM - top - 46
    parts = [paint_lines(["Tech Visits"], BRAND, (LEFT, 76), language)]
    rule: Values = {"x": LEFT, "y": 94, "width": width, "height": 2, "fill": "var(--ink)"}
    parts.append(element("rect", rule))
    if wording.kicker:
        parts.append(paint_lines([shorten(wording.kicker, KICKER, width)], KICKER, (LEFT, TOP), language))
    high = room * (TITLE_SHARE if wording.under else 1)
    style, lines = _fit_title(wording.title, width, high)
    parts.append(paint_lines(lines, style, (LEFT, top + style.size * 0.86), language))
    used = len(lines) * style.step + 12
    most = int((room - used) / UNDER.step)
    if wording.under and most > 0:
        under = break_lines(wording.under, UNDER, width, most)
        parts.append(paint_lines(under, UNDER, (LEFT, top + used + UNDER.size), language))
    foot = shorten(" · ".join(filter(None, [wording.foot, site])), FOOT, width)
    return joined([*parts, paint_lines([foot], FOOT, (LEFT, HEIGHT - 40), language)])


def _fit_title(title: str, width: float, high: float) -> tuple[Type, list[str]]:
    """The title in the largest type in which it fits whole."""
    for style in TITLES:
        fitting, lines = fit_lines(title, [style], width, int(high / style.step))
        if not any(line.endswith(CUT) for line in lines):
            break
    return fitting, lines


def _maps(page: Page, areas: list[str]) -> Markup:
    """The maps of the areas, one over the other, to the edge of the picture."""
    if not areas:
        return Markup("")
    high = (HEIGHT - GAP * (len(areas) - 1)) / len(areas)
    width = WIDTH - MAP_LEFT
    size = round(width / ZOOM), round(high / ZOOM)
    maps = [
        put(
            paint_svg(draw_plate(page, frame_area(page, area, size)), names=page.language.code, identifier=area),
            {"x": MAP_LEFT, "y": n * (high + GAP), "width": width, "height": high},
        )
        for n, area in enumerate(areas)
    ]
    credit = WIDTH - 10 - CREDIT.width_of(CREDIT_WORDS)
    back: Values = {
        "x": credit - 6,
        "y": HEIGHT - 24,
        "width": WIDTH - credit + 6,
        "height": 24,
        "fill": "var(--paper)",
    }
    line = paint_lines([CREDIT_WORDS], CREDIT, (credit, HEIGHT - 7), page.language)
    return element(
        "g",
        {"font-family": families_of(page.language, "sans")},
        *maps,
        element("rect", {**back, "opacity": "0.8"}),
        line,
    )
