"""The sections of a page as HTML, each from one template; every value is escaped there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from techvisits.record.model import Meeting, Searched, Source
from techvisits.text import matching, parties, words
from techvisits.text.address import ROWS, Change, to_open
from techvisits.text.asked import list_asked, list_ways_out, take_off
from techvisits.text.front.questions import list_questions
from techvisits.text.front.ways import list_ways
from techvisits.text.language import Language
from techvisits.text.outcome import follow_meeting
from techvisits.text.page import Page
from techvisits.text.papers import link_papers
from techvisits.text.suggestions import list_suggestions

TEMPLATES: Final = Environment(
    loader=PackageLoader("techvisits.text"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
QUIET: Final = ("announced", "cancelled")


@dataclass(frozen=True)
class Row:
    """A meeting as it stands in a list: `status` is empty where it was held; `is_quiet` where it was not, or is to come.

    `why` tells of words that were looked for and found in what is not shown.
    """

    meeting: Meeting
    day: str
    slot: int
    sentence: Markup
    where: str
    topic: str
    status: str
    is_quiet: bool
    change: Change
    why: str = ""


@dataclass(frozen=True)
class Month:
    """The rows of a month that are shown, and how many meetings it has in all."""

    name: str
    count: str
    rows: Sequence[Row]


def render(template: str, page: Page, **values: object) -> Markup:
    """The template filled in."""
    macros = TEMPLATES.get_template("macros.html").module
    context = {
        "page": page,
        "say": page.language.say,
        "count": page.language.count,
        "words": words,
        "matching": matching,
        "macros": macros,
        "link_papers": link_papers,
        **values,
    }
    return Markup(TEMPLATES.get_template(template).render(context))


def render_headline(page: Page) -> Markup:
    """What is shown, in a sentence."""
    return render("headline.html", page, ways=list_ways(page, "/"), questions=list_questions(page))


def render_list(page: Page) -> Markup:
    """The first of the meetings that are shown, by month, with a link to more; where nothing is shown the ways out."""
    if not page.shown.meetings:
        return render_nothing(page)
    months = build_months(page.shown.meetings, page, most=page.state.rows)
    is_more = len(page.shown.meetings) > page.state.rows
    older = Change({"rows": (str(page.state.rows + ROWS),)}) if is_more else None
    return render("list.html", page, months=months, older=older)


def build_months(meetings: Sequence[Meeting], page: Page, *, start: int = 0, most: int) -> list[Month]:
    """So many of the rows of the meetings, which are newest first, by month; in each those that were not held come last."""
    months: list[Month] = []
    passed = 0
    for (year, month), group in groupby(meetings, key=lambda m: (m.date.year, m.date.month)):
        ordered = sorted(group, key=lambda meeting: meeting.status in QUIET)
        if chosen := ordered[max(start - passed, 0) : max(start + most - passed, 0)]:
            name = page.language.date(dt.date(year, month, 1), "month")
            months.append(
                Month(name, page.language.number(len(ordered)), [build_row(meeting, page) for meeting in chosen])
            )
        passed += len(ordered)
    return months


def build_row(meeting: Meeting, page: Page) -> Row:
    """The row of a meeting; what the reader asked for is named first, and words that were looked for are marked."""
    if not page.state.filters.q:
        return _build_row(meeting, page, page.asked)
    why = matching.explain(meeting, page)
    row = _build_row(meeting, page, page.asked | why.things)
    marked = replace(row, sentence=why.mark(row.sentence), where=why.mark(row.where), topic=why.mark(row.topic))
    return replace(marked, why=why.tell())


def _build_row(meeting: Meeting, page: Page, first: Collection[str]) -> Row:
    language, is_quiet = page.language, meeting.status in QUIET
    if is_quiet:
        sentence = Markup("{}").format(parties.who_whom(meeting, language, first))
    else:
        sentence = parties.sentence(meeting, language, first)
    return Row(
        meeting,
        language.short_date(meeting.date, meeting.date_precision),
        page.colouring.slot_of(meeting),
        sentence,
        words.city(meeting, language) if is_quiet else words.where(meeting, language),
        "".join(language.topic(topic) for topic in meeting.topics[:1]),
        "" if meeting.is_held else words.status(meeting.status, language),
        is_quiet,
        to_open(meeting.meeting_id),
    )


def render_meeting(meeting: Meeting, page: Page) -> Markup:
    """The meeting's facts, how sure they are, and its sources with what each supports."""
    return render("meeting.html", page, **tell(meeting, page))


def tell(meeting: Meeting, page: Page) -> dict[str, object]:
    """What the templates of a meeting's facts and sources are filled with."""

    def details(source: Source) -> str:
        return _source_details(source, page)

    return {
        "meeting": meeting,
        "title": parties.sentence(meeting, page.language, page.asked),
        "details": details,
        "followed": follow_meeting(meeting, page),
        "is_brief": page.is_short,
    }


def render_back(page: Page) -> Markup:
    """The link that closes what is open: from a meeting to its trip if that is open too, else to all meetings."""
    say, is_meeting = page.language.say, bool(page.state.meeting)
    words = say("← The whole trip") if is_meeting and page.state.trip else say("← All meetings")
    change = Change({"meeting" if is_meeting else "trip": ()})
    return Markup("<p class='back'><a {}>{}</a></p>").format(page.links.to(change), words)


def render_chips(page: Page) -> Markup:
    """Everything that is asked for, each thing with a link that takes it off; empty where nothing is."""
    asked = list_asked(page)
    return render("chips.html", page, asked=asked, everything=take_off(page.state.filters)) if asked else Markup("")


def render_suggested(page: Page) -> Markup:
    """What may be asked for besides; empty where nothing would narrow what is shown."""
    suggested = list_suggestions(page)
    return render("suggested.html", page, suggested=suggested) if suggested else Markup("")


def render_coverage(leader_id: str, page: Page) -> Markup:
    """For each year whether a leader's meetings were looked for and found, and in words; empty where nobody looked at all."""
    years = page.record.coverage.get(leader_id)
    if not years:
        return Markup("")
    language = page.language
    told = [
        (state, words.searched(state, language), _ranges([each.year for each in years if each.state == state]))
        for state in page.record.choices["coverage.searched"]
    ]
    return render("coverage.html", page, years=years, told=told, how=" · ".join(how_searched(years, language)))


def how_searched(years: Sequence[Searched], language: Language) -> list[str]:
    """In which languages some years were searched and when last, as far as somebody noted it."""
    tags = dict.fromkeys(tag for year in years for tag in year.languages)
    days = [year.searched_on for year in years if year.searched_on]
    where = [language.say("in {languages}", languages=language.commas(map(language.tongue, tags)))] if tags else []
    return [*where, *([language.say("last on {day}", day=language.date(max(days)))] if days else [])]


def _ranges(years: Sequence[int]) -> str:
    """`2010–2012, 2019` of years in their order."""
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    spans = zip(starts, ends, strict=True)
    return ", ".join(str(start) if start == end else f"{start}–{end}" for start, end in spans)


def render_coverage_asked(page: Page) -> Markup:
    """The same of the one leader who is asked for; empty where it is none or several."""
    leaders = page.state.filters.ids("leader")
    return render_coverage(leaders[0], page) if len(leaders) == 1 else Markup("")


def render_nothing(page: Page) -> Markup:
    """A plain sentence, and the ways out: each filter that, left off, would show something."""
    return render("nothing.html", page, ways=list_ways_out(page), everything=take_off(page.state.filters))


def _source_details(source: Source, page: Page) -> str:
    """`28 Feb 2024, English · repost of Yonhap`."""
    language = page.language
    when = language.when(source.published_on)
    remarks = [words.source_kind(source.kind, language)]
    if source.agency:
        remarks.append(language.say("written by {agency}", agency=source.agency))
    first = language.commas(filter(None, [when, language.tongue(source.language)]))
    return " · ".join(filter(None, [first, *remarks]))
