"""What stands behind the years: who governed Korea and Japan, and events that may explain many or few meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from techvisits.package.descriptor import Row
from techvisits.package.tables import split_list
from techvisits.record.model import Name


@dataclass(frozen=True, slots=True)
class Term:
    """The days on which somebody governed a country; `last` is None where no page tells of an end.

    `last` may be the `first` of the next one. `acting` is whoever stood in for a president who was suspended or gone; a
    suspended one's own term goes on. `person_id` is empty for somebody whom no meeting names.
    """

    term_id: str
    country_code: str
    office: str
    name: Name
    person_id: str
    first: dt.date
    last: dt.date | None
    acting: bool
    url: str
    publisher: str
    end_url: str

    def covers(self, day: dt.date) -> bool:
        """Whether the day is one of the term's."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that many came for, or that kept them away; `labels` by language code, `place` a city's id or a country code."""

    event_id: str
    labels: Mapping[str, str] = field(hash=False)
    first: dt.date
    last: dt.date
    place: str
    url: str
    publisher: str
    end_url: str
    why: str


def build_terms(rows: Iterable[Row]) -> tuple[Term, ...]:
    """The terms of their table by country, the first one first."""
    terms = (_build_term(row) for row in rows)
    return tuple(sorted(terms, key=lambda term: (term.country_code, term.first, term.term_id)))


def build_events(rows: Iterable[Row]) -> tuple[Event, ...]:
    """The events of their table, the first one first."""
    return tuple(sorted((_build_event(row) for row in rows), key=lambda event: (event.first, event.event_id)))


def who_governed(terms: Iterable[Term], country_code: str, day: dt.date) -> Term | None:
    """The term of whoever governed a country on a day, an acting one before a suspended one; None where nobody is known."""
    covering = [term for term in terms if term.country_code == country_code and term.covers(day)]
    return max(covering, key=lambda term: (term.acting and term.last != day, term.first), default=None)


def _build_term(row: Row) -> Term:
    native = row["name_native"]
    return Term(
        term_id=row["term_id"],
        country_code=row["country_code"],
        office=row["office"],
        name=Name(row["name"], native, (*([native] if native else []), *split_list(row["also_known_as"]))),
        person_id=row["person_id"],
        first=dt.date.fromisoformat(row["from"]),
        last=dt.date.fromisoformat(row["to"]) if row["to"] else None,
        acting=row["acting"] == "yes",
        url=row["url"],
        publisher=row["publisher"],
        end_url=row["end_url"],
    )


def _build_event(row: Row) -> Event:
    return Event(
        event_id=row["event_id"],
        labels={"en": row["label"], "ja": row["label_ja"], "ko": row["label_ko"]},
        first=dt.date.fromisoformat(row["from"]),
        last=dt.date.fromisoformat(row["to"]),
        place=row["place"],
        url=row["url"],
        publisher=row["publisher"],
        end_url=row["end_url"],
        why=row["why"],
    )
