"""The record of the small package, ways to make another one of it, and filters that ask for something in it."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from pathlib import Path

from conftest import FIXTURE, Rows
from hypothesis import strategies as st

from techvisits.package.descriptor import Row
from techvisits.package.tables import load_package
from techvisits.record.filters import KEYS, LISTS, NOTS, Filters, known_ids
from techvisits.record.join import build_record
from techvisits.record.model import Visit
from techvisits.record.offices import office_of
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.record.wards import ward_of

RECORD = load_record(FIXTURE)
# What a visit has for each list filter, told apart from the code under test.
OWN: dict[str, Callable[[Visit, Record], set[str]]] = {
    "leader": lambda v, record: {v.visitor.leader.person_id},
    "company": lambda v, record: {v.visitor.company.organization_id},
    "trip": lambda v, record: {v.trip_id},
    "topic": lambda v, record: {topic.topic_id for topic in v.meeting.topics},
    "city": lambda v, record: {v.meeting.place.city_id},
    "host": lambda v, record: (
        {h.host_id for h in v.meeting.hosts} | {h.organization.organization_id for h in v.meeting.hosts}
    ),
    "host_kind": lambda v, record: {v.meeting.hosts[0].kind},
    "place": lambda v, record: {v.meeting.place.place_id},
    "status": lambda v, record: {v.meeting.status},
    "kind": lambda v, record: {v.meeting.kind},
    "meeting": lambda v, record: {v.meeting.meeting_id},
    "office": lambda v, record: {office_of(host) for host in v.meeting.hosts},
    "ward": lambda v, record: {ward_of(v.meeting.place)},
    "evidence": lambda v, record: {v.meeting.evidence},
    "year": lambda v, record: {f"{v.meeting.date:%Y}"},
    "promise": lambda v, record: {promise.state for promise in record.promises_of.get(v.meeting.meeting_id, ())},
}
KNOWN = {key: sorted(known_ids(key, RECORD)) for key in (*LISTS, *NOTS)}
WORDS = ("Meta", "AI", "반도체", "サムスン", "kantei", "dinner", "SoftBank", "日本", "nothing has this")
ZUCKERBERG = "zuckerberg-2024-02"
FORGE, DEVELOPERS = "2024-02-25-zuckerberg-swordsmith", "2024-02-26-zuckerberg-developers"
KISHIDA, YOON = "2024-02-27-zuckerberg-kishida", "2024-02-29-zuckerberg-yoon"
LG, STARTUPS, SAMSUNG = (f"2024-02-28-zuckerberg-{host}" for host in ("lg", "startups", "samsung"))
SON, KEIO, DINNER = "2022-10-04-son-haas-lee-jae-yong", "2019-12-09-cook-keio", "2025-11-01-zeng-state-dinner"
YANG, VOGELS, ALTMAN = "2011-01-27-yang-nec", "2020-02-vogels-pixie-dust", "2026-06-15-altman-korea-cancelled"

any_text = st.text(st.characters(), max_size=60)  # characters() brings lone surrogates and NUL with it
days = st.dates(dt.date(2005, 1, 1), dt.date(2030, 12, 31))


def build(folder: Path) -> Record:
    """The record of a folder as it is now."""
    return build_record(load_package(folder))


def find(rows: Rows, **cells: str) -> Row:
    """The first row with these cells."""
    return next(row for row in rows if cells.items() <= row.items())


def as_query(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The pairs as a query: all values of each key."""
    query: dict[str, list[str]] = {}
    for key, value in pairs:
        query.setdefault(key, []).append(value)
    return query


@st.composite
def filters_of(draw: st.DrawFn, keys: Iterable[str] = KEYS) -> Filters:
    """Filters that ask for something in some of `keys`, mostly such as one visit of the record satisfies."""
    visit = draw(st.sampled_from(RECORD.visits))
    day, hosts, place = visit.meeting.date, visit.meeting.hosts, visit.meeting.place
    fits = {
        "leader": [visit.visitor.leader.person_id],
        "company": [visit.visitor.company.organization_id],
        "trip": [visit.trip_id],
        "topic": [topic.topic_id for topic in visit.meeting.topics],
        "city": [place.city_id] if place.city_id else [],
        "host": [i for host in hosts for i in (host.host_id, host.organization.organization_id)],
        "host_kind": [visit.meeting.host_kind],
        "place": [place.place_id],
        "status": [visit.meeting.status],
        "kind": [visit.meeting.kind],
        "meeting": [visit.meeting.meeting_id],
        "office": [office for host in hosts if (office := office_of(host))],
        "ward": [ward] if (ward := ward_of(place)) else [],
        "evidence": [visit.meeting.evidence],
        "year": [f"{day:%Y}"],
        "promise": [promise.state for promise in RECORD.promises_of.get(visit.meeting.meeting_id, ())],
    }
    asked = draw(st.sets(st.sampled_from(sorted(keys)), max_size=4))
    filters = Filters()
    for key in (*LISTS, *NOTS):
        if key in asked and KNOWN[key]:
            fitting = draw(st.lists(st.sampled_from(fits[key]), max_size=1)) if fits.get(key) else []
            others = draw(st.lists(st.sampled_from(KNOWN[key]), max_size=2, unique=True))
            filters = filters.asking(key, [*others, *fitting])
    near = st.sampled_from([day - dt.timedelta(days=400), day, day + dt.timedelta(days=400)]) | days
    first, last = (draw(near) if key in asked else None for key in ("from", "to"))
    if first and last:
        first, last = min(first, last), max(first, last)
    sources = draw(st.integers(0, 3)) if "sources" in asked else 0
    both = draw(st.none() | st.integers(0, 999)) if "both" in asked else None
    names = [*WORDS, visit.visitor.leader.name.english, hosts[0].name.english]
    q = draw(st.sampled_from(names)) if "q" in asked else ""
    return replace(filters, first=first, last=last, sources=sources, both=both, q=q)


def contents(record: Record) -> dict[str, object]:
    """All that a record holds: two are alike where this is equal, though each equals only itself."""
    return {field.name: getattr(record, field.name) for field in fields(record)}
