"""What a citation says of a meeting, a trip, a promise, a view or a source, before a style says how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

from techvisits.record.filters import Filters, to_query
from techvisits.record.model import Meeting, Source
from techvisits.record.promises import Promise
from techvisits.record.record import Record
from techvisits.record.trips import build_stops
from techvisits.text import headline, parties
from techvisits.text.address import State
from techvisits.text.asked import list_asked
from techvisits.text.language import Language, load_language
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, PROMISES, TRIPS, path_of, with_query

NAME: Final = "Tech Visits"
AUTHOR: Final = f"{NAME} contributors"
TITLE: Final = f"{NAME}: Who in technology met whom in Tokyo and Seoul"
DATASET, NEWS, WEBPAGE = "dataset", "article-newspaper", "webpage"
KINDS: Final = (DATASET, NEWS, WEBPAGE)
"""What is cited, in the words of CSL."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What is said of one thing that is cited; what is unknown is empty.

    `key` names it in a list of references, `kind` is `DATASET`, `NEWS` or `WEBPAGE`. `issued` is a day, a month or a year as
    far as it is known, `accessed` the day on which it was read.
    """

    key: str
    kind: str
    title: str
    address: str
    author: str = ""
    publisher: str = ""
    version: str = ""
    issued: str = ""
    accessed: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads what: the record, the address that its pages begin with (no slash at its end), and the day."""

    record: Record
    base: str
    today: dt.date


def cite(key: str, title: str, path: str, reading: Reading) -> Citation:
    """The citation of something in the record that has a page of its own; `path` is its root-relative address."""
    return Citation(
        key=key,
        kind=DATASET,
        title=_line(title),
        address=f"{reading.base}{path}",
        author=AUTHOR,
        publisher=NAME,
        version=reading.record.version,
        issued=f"{reading.record.released:%Y-%m-%d}",
        accessed=reading.today.isoformat(),
        language="en",
    )


def cite_meeting(meeting: Meeting, reading: Reading) -> Citation:
    """`Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister, 27 February 2024`, with its own page."""
    language = _english()
    sentence = parties.sentence(meeting, language).striptags()
    title = language.commas([str(sentence), language.long_date(meeting.date, meeting.date_precision)])
    return cite(meeting.meeting_id, title, path_of(MEETINGS, meeting.meeting_id), reading)


def cite_trip(trip_id: str, reading: Reading) -> Citation:
    """`Mark Zuckerberg (Meta), 25–29 February 2024`, with its own page."""
    stops = build_stops(reading.record.trips[trip_id])
    title = headline.build_trip_headline(stops, _english()).title
    return cite(trip_id, title, path_of(TRIPS, trip_id), reading)


def cite_view(filters: Filters, reading: Reading) -> Citation:
    """`3 meetings: Meta, Seoul`, with a list that stays the same when the record grows; the whole record by its own title."""
    if filters.is_empty:
        return cite("tech-visits", TITLE, path_of(MEETINGS), reading)
    page, language = Page(State(filters), reading.record), _english()
    number = language.count("{n} meeting", "{n} meetings", len(page.shown.meetings))
    title = f"{number}: {language.commas(asked.words for asked in list_asked(page))}"
    first, last = reading.record.span
    fixed = replace(filters, first=filters.first or first, last=filters.last or last)
    path = with_query(path_of(MEETINGS), query=to_query(fixed))
    return cite(f"tech-visits-{blake2b(path.encode(), digest_size=4).hexdigest()}", title, path, reading)


def cite_promise(promise: Promise, reading: Reading) -> Citation:
    """What was promised, with its own page."""
    return cite(promise.promise_id, promise.what.rstrip("."), path_of(PROMISES, promise.promise_id), reading)


def cite_steps(promise: Promise) -> list[Citation]:
    """The citations of the pages that tell of a promise's steps, each once."""
    cited: dict[str, Citation] = {}
    for number, step in enumerate(promise.steps, 1):
        citation = Citation(
            key=f"{promise.promise_id}-step-{number}",
            kind=WEBPAGE if step.kind == "primary" else NEWS,
            title=" ".join(step.title.split()),
            address=step.url,
            publisher=step.publisher,
            accessed=promise.looked_on.isoformat() if promise.looked_on else "",
            language=step.language,
        )
        cited.setdefault(step.url, citation)
    return [*cited.values()]


def cite_page(page: Page, reading: Reading) -> Citation:
    """The citation of what is open, or of what the filters let through."""
    if page.state.meeting:
        return cite_meeting(page.record.by_id[page.state.meeting], reading)
    if page.state.trip:
        return cite_trip(page.state.trip, reading)
    return cite_view(page.state.filters, reading)


def cite_source(source: Source, key: str) -> Citation:
    """The citation of a page about a meeting: what is on record of it and no more. An agency is the author of its text."""
    return Citation(
        key=key,
        kind=WEBPAGE if source.kind == "primary" else NEWS,
        title=_line(source.title),
        address=source.url,
        author=_line(source.agency) if source.agency != source.publisher else "",
        publisher=_line(source.publisher),
        issued=source.published_on,
        accessed=source.accessed_on,
        language=source.language,
    )


def cite_sources(meetings: Iterable[Meeting]) -> list[Citation]:
    """The citations of the sources of meetings, each page once."""
    cited: dict[str, Citation] = {}
    for meeting in meetings:
        for number, source in enumerate(meeting.sources, 1):
            cited.setdefault(source.url, cite_source(source, f"{meeting.meeting_id}-source-{number}"))
    return [*cited.values()]


def date_parts(text: str) -> list[int]:
    """`2024-02` -> `[2024, 2]`: a date as far as it is known; empty for none."""
    return [int(part) for part in text.split("-")] if text else []


def _line(text: str) -> str:
    """The text as one line, since in some forms a line is a field."""
    return " ".join(text.split())


def _english() -> Language:
    return load_language("en")
