"""Letters that ask for the papers of a meeting, in the language and form of the country; what the requester knows is left blank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from techvisits.record.model import Host, Meeting, Source, Visitor
from techvisits.text import words
from techvisits.text.disclosure import Request
from techvisits.text.language import Language, load_language
from techvisits.text.offices import name_office
from techvisits.text.sections import TEMPLATES

ERAS: Final = ((dt.date(2019, 5, 1), "令和", 2018), (dt.date(1989, 1, 8), "平成", 1988))
MOST: Final = 3
# What is said of a meeting that is not known to have been held.
TOLD: Final[Mapping[str, Mapping[str, str]]] = {
    "ja": {
        "announced": "（予定として発表されたもの）",
        "unconfirmed": "（行われたと報じられたもの）",
        "cancelled": "（予定され、中止されたもの）",
    },
    "ko": {
        "announced": "(예정으로 발표된 것)",
        "unconfirmed": "(있었다고 보도된 것)",
        "cancelled": "(예정되었다가 취소된 것)",
    },
}


def write_letter(request: Request) -> str:
    """The letter as text, filled in from the record: day, place, who, topics, pages that told of it."""
    meeting, language = request.meeting, load_language(request.law.language)
    text = TEMPLATES.get_template(f"letter_{language.code}.txt").render(
        request=request,
        papers=request.law.papers,
        told=TOLD[language.code].get(meeting.status, ""),
        day=_write_day(meeting, language),
        place=_write_place(meeting, language),
        hosts=language.commas(_write_host(host, language) for host in request.hosts),
        visitors=language.commas(_write_visitor(visitor, language) for visitor in meeting.visitors),
        kind=words.kind(meeting.kind, language),
        topics=language.commas(language.topic(topic) for topic in meeting.topics),
        urls=[source.url for source in sorted(meeting.sources, key=_weigh)[:MOST]],
    )
    return text.strip() + "\n"


def _weigh(source: Source) -> tuple[bool, bool]:
    """Primary sources come first, then reports of newsrooms."""
    return source.kind != "primary", not source.counts


def _write_day(meeting: Meeting, language: Language) -> str:
    """`2024年（令和6年）2月27日`, with the hours if they are known; of a month that is all that is known."""
    day = language.long_date(meeting.date, meeting.date_precision)
    if language.code == "ja":
        day = day.replace("年", f"年（{_name_year(meeting.date)}）", 1)
    hours = "–".join(filter(None, [meeting.start_time, meeting.end_time]))
    return " ".join(filter(None, [day, hours]))


def _name_year(day: dt.date) -> str:
    """`令和6年`."""
    era, before = next((era, before) for first, era, before in ERAS if day >= first)
    return f"{era}{'元' if day.year - before == 1 else day.year - before}年"


def _write_place(meeting: Meeting, language: Language) -> str:
    """The place and its city; empty where no page names it."""
    return words.where(meeting, language) if meeting.place_certainty == "stated" else ""


def _write_host(host: Host, language: Language) -> str:
    office = name_office(host.role, language.code) if host.role else ""
    stands_for = language.name(host.organization.name) if host.person else ""
    if host.organization.is_state:
        stands_for = "" if office else stands_for
    return _with_remarks(language.name(host.name), [stands_for, office], language)


def _write_visitor(visitor: Visitor, language: Language) -> str:
    return _with_remarks(
        language.name(visitor.leader.name), [language.name(visitor.company.name), visitor.role], language
    )


def _with_remarks(name: str, remarks: list[str], language: Language) -> str:
    told = language.commas(dict.fromkeys(filter(None, remarks)))
    if not told:
        return name
    return f"{name}（{told}）" if language.code == "ja" else f"{name}({told})"
