"""What six companies' leaders spoke of, year by year, and since when it was artificial intelligence above all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from techvisits.record.filters import Filters, Shown
from techvisits.record.model import Meeting
from techvisits.record.questions.held import held_meetings, held_visits

AI: Final = "ai"
"""The topics whose ids begin with it, taken together."""

MOST_COMPANIES, MOST_SUBJECTS = 6, 8


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many meetings."""

    part: int
    whole: int


@dataclass(frozen=True)
class Strip:
    """One company's meetings, and how many of them there were by subject and year; a meeting may have several subjects."""

    company_id: str
    meetings: int
    counts: Mapping[tuple[str, int], int]


@dataclass(frozen=True)
class Topics:
    """`subjects` are `AI` and ids of topics, AI first, then the commonest; `years` are all from the first to the last.

    `since` counts meetings about AI from the year on in which it came to lead (`led_since`), `before` those earlier. Where it
    does not lead today `led_since` is 0, and `since` counts all.
    """

    years: Sequence[int]
    subjects: tuple[str, ...]
    strips: tuple[Strip, ...]
    led_since: int
    before: Share
    since: Share


def find_topics(shown: Shown, filters: Filters) -> Topics:
    """The six companies with the most meetings, or those that are asked for, by topic and year."""
    meetings = held_meetings(shown)
    led_since = _find_lead(meetings)
    years = [meeting.date.year for meeting in meetings]
    return Topics(
        range(min(years), max(years) + 1) if years else (),
        _rank_subjects(meetings),
        _build_strips(shown, filters.ids("company")),
        led_since,
        _share(meeting for meeting in meetings if meeting.date.year < led_since),
        _share(meeting for meeting in meetings if meeting.date.year >= led_since),
    )


def subjects_of(meeting: Meeting) -> set[str]:
    """What a meeting was about: ids of topics, those of AI as one."""
    return {AI if topic.topic_id.startswith(f"{AI}-") else topic.topic_id for topic in meeting.topics}


def _rank_subjects(meetings: Iterable[Meeting]) -> tuple[str, ...]:
    counts = Counter(subject for meeting in meetings for subject in subjects_of(meeting))
    return tuple(sorted(counts, key=lambda subject: (subject != AI, -counts[subject], subject))[:MOST_SUBJECTS])


def _find_lead(meetings: Iterable[Meeting]) -> int:
    """The first of the latest years in each of which AI was the commonest subject; 0 where it was not in the last one."""
    counts: dict[int, Counter[str]] = {}
    for meeting in meetings:
        counts.setdefault(meeting.date.year, Counter()).update(subjects_of(meeting))
    led = [*takewhile(lambda year: _leads(counts[year]), sorted(counts, reverse=True))]
    return led[-1] if led else 0


def _leads(counts: Counter[str]) -> bool:
    return counts[AI] > max((n for subject, n in counts.items() if subject != AI), default=0)


def _share(meetings: Iterable[Meeting]) -> Share:
    about = [AI in subjects_of(meeting) for meeting in meetings]
    return Share(sum(about), len(about))


def _build_strips(shown: Shown, asked: Sequence[str]) -> tuple[Strip, ...]:
    met: dict[str, dict[str, Meeting]] = {}
    for visit in held_visits(shown):
        met.setdefault(visit.visitor.company.organization_id, {})[visit.meeting.meeting_id] = visit.meeting
    ordered = sorted(met, key=lambda company: (-len(met[company]), company))
    chosen = [company for company in ordered if company in asked] or ordered
    return tuple(_build_strip(company, [*met[company].values()]) for company in chosen[:MOST_COMPANIES])


def _build_strip(company_id: str, meetings: Sequence[Meeting]) -> Strip:
    counts = Counter((subject, meeting.date.year) for meeting in meetings for subject in subjects_of(meeting))
    return Strip(company_id, len(meetings), counts)
