"""The tables joined: from rows of text to the values of the record."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from techvisits.package.descriptor import Row
from techvisits.package.tables import DataPackage, split_list
from techvisits.record.calendar import build_events, build_terms
from techvisits.record.desks import build_desks
from techvisits.record.history import build_history
from techvisits.record.known import Known, build_known
from techvisits.record.model import Gone, Host, Meeting, Searched, Source, Trip, Visit, Visitor
from techvisits.record.promises import build_promises
from techvisits.record.record import Record
from techvisits.record.when import days_of


def build_record(package: DataPackage) -> Record:
    """The record of a package whose cells and keys have been checked."""
    rows = package.rows
    known = build_known(rows)
    meetings = _build_meetings(rows, known)
    visits = _build_visits(rows["visits"], known, meetings)
    trips = _build_trips(rows["trips"], visits)
    choices = {
        f"{table.name}.{field.name}": field.enum
        for table in package.tables.values()
        for field in table.fields
        if field.enum
    }
    left = (row for row in rows["corrections"] if row["field"] == "meeting_id" and row["meeting_id"] not in meetings)
    return Record(
        version=package.version,
        meetings=tuple(meetings.values()),
        visits=tuple(visits),
        people=known.people,
        organizations=known.organizations,
        places=known.places,
        topics=known.topics,
        trips=trips,
        coverage=_build_coverage(rows["coverage"]),
        choices=choices,
        released=package.released,
        gone={row["meeting_id"]: _build_gone(row) for row in left},
        promises=build_promises(rows, known, meetings),
        history=build_history(rows),
        desks=build_desks(rows["desks"]),
        terms=build_terms(rows["terms"]),
        events=build_events(rows["events"]),
    )


def _build_meetings(rows: Mapping[str, Sequence[Row]], known: Known) -> dict[str, Meeting]:
    """The meetings by id, newest first."""
    visitors, hosts, sources = (_by_meeting(rows[table]) for table in ("visits", "hosts", "sources"))
    newest = sorted(rows["meetings"], key=lambda row: (row["date"], row["meeting_id"]), reverse=True)
    return {
        row["meeting_id"]: _build_meeting(
            row,
            known,
            tuple(_build_visitors(visitors[row["meeting_id"]], known, dt.date.fromisoformat(row["date"]))),
            tuple(_build_hosts(hosts[row["meeting_id"]], known, dt.date.fromisoformat(row["date"]))),
            tuple(_build_source(r) for r in sources[row["meeting_id"]]),
        )
        for row in newest
    }


def _by_meeting(rows: Sequence[Row]) -> defaultdict[str, list[Row]]:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["meeting_id"]].append(row)
    return grouped


def _build_meeting(
    row: Row, known: Known, visitors: tuple[Visitor, ...], hosts: tuple[Host, ...], sources: tuple[Source, ...]
) -> Meeting:
    date, last = days_of(row["date"][:7] if row["date_precision"] == "month" else row["date"])
    publishers = len({source.author for source in sources if source.counts})
    return Meeting(
        meeting_id=row["meeting_id"],
        date=date,
        date_end=last,
        date_precision=row["date_precision"],
        start_time=row["start_time"],
        end_time=row["end_time"],
        place=known.places[row["place_id"]],
        place_certainty=row["place_certainty"],
        kind=row["kind"],
        status=row["status"],
        topics=tuple(known.topics[topic_id] for topic_id in split_list(row["topic_ids"])),
        summary=row["summary"],
        outcome=row["outcome"],
        conflict=row["conflict"],
        visitors=visitors,
        hosts=hosts,
        sources=sources,
        publishers=publishers,
        evidence=_grade(row["status"], publishers, sources),
    )


def _grade(status: str, publishers: int, sources: Sequence[Source]) -> str:
    """`two`: two independent publishers; `primary`: a primary source with date and host; `one`: one publisher; else `unconfirmed`."""
    if status == "unconfirmed" or not publishers:
        return "unconfirmed"
    if publishers >= 2:
        return "two"
    is_proved = any(source.kind == "primary" and {"date", "host"} <= {*source.supports} for source in sources)
    return "primary" if is_proved else "one"


def _build_visitors(rows: Iterable[Row], known: Known, day: dt.date) -> Iterator[Visitor]:
    for row in sorted(rows, key=lambda row: row["person_id"]):
        yield _build_visitor(row, known, day)


def _build_visitor(row: Row, known: Known, day: dt.date) -> Visitor:
    company, role = known.organization(row["organization_id"], day), row["role"]
    return Visitor(known.people[row["person_id"]], company, role, known.roles.find(role, company))


def _build_hosts(rows: Iterable[Row], known: Known, day: dt.date) -> Iterator[Host]:
    for row in sorted(rows, key=lambda row: int(row["rank"])):
        person = known.people[row["person_id"]] if row["person_id"] else None
        organization, role = known.organization(row["organization_id"], day), row["role"]
        yield Host(person, organization, role, known.roles.find(role, organization))


def _build_source(row: Row) -> Source:
    return Source(
        url=row["url"],
        publisher=row["publisher"],
        agency=row["agency"],
        kind=row["kind"],
        title=row["title"],
        published_on=row["published_on"],
        language=row["language"],
        supports=split_list(row["supports"]),
        archived_url=row["archived_url"],
        note=row["note"],
        accessed_on=row["accessed_on"],
    )


def _build_visits(rows: Sequence[Row], known: Known, meetings: Mapping[str, Meeting]) -> list[Visit]:
    """The visits, newest first, those of one meeting in the order of their trips."""
    position = {meeting_id: number for number, meeting_id in enumerate(meetings)}
    ordered = sorted(rows, key=lambda row: (position[row["meeting_id"]], int(row["sequence"])))
    return [_build_visit(row, known, meetings[row["meeting_id"]]) for row in ordered]


def _build_visit(row: Row, known: Known, meeting: Meeting) -> Visit:
    return Visit(meeting, _build_visitor(row, known, meeting.date), row["trip_id"], int(row["sequence"]))


def _build_trips(rows: Sequence[Row], visits: Sequence[Visit]) -> dict[str, Trip]:
    """The trips by id; one without a visit is left out."""
    made: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in sorted(visits, key=lambda visit: visit.sequence):
        made[visit.trip_id].append(visit)
    return {
        row["trip_id"]: Trip(row["trip_id"], row["title"], tuple(made[row["trip_id"]]))
        for row in rows
        if row["trip_id"] in made
    }


def _build_coverage(rows: Sequence[Row]) -> dict[str, tuple[Searched, ...]]:
    """The years of each leader, the first one first."""
    years: defaultdict[str, list[Searched]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: int(row["year"])):
        searched = Searched(int(row["year"]), row["searched"], split_list(row["languages"]))
        years[row["person_id"]].append(searched)
    return {person_id: tuple(each) for person_id, each in years.items()}


def _build_gone(row: Row) -> Gone:
    day = dt.date.fromisoformat(row["date"])
    return Gone(row["meeting_id"], day, row["what"], row["why"], row["url"], row["replaced_by"])
