"""The tables joined: from rows of text to the values of the record."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from techvisits.package.descriptor import Row
from techvisits.package.tables import DataPackage, split_list
from techvisits.record.desks import build_desks
from techvisits.record.geo import AREA_RADIUS_KM, Position, is_within, position_of
from techvisits.record.model import (
    AREAS,
    ELSEWHERE,
    Gone,
    Host,
    Meeting,
    Name,
    Organization,
    Person,
    Place,
    Searched,
    Source,
    Topic,
    Trip,
    Visit,
    Visitor,
)
from techvisits.record.record import Record

UNKNOWN: Final = Name("")
LABEL: Final = "label"


class Known(NamedTuple):
    """What the rows of meetings, visits and hosts point to, by id."""

    people: dict[str, Person]
    organizations: dict[str, Organization]
    places: dict[str, Place]
    topics: dict[str, Topic]


def build_record(package: DataPackage) -> Record:
    """The record of a package whose cells and keys have been checked."""
    rows = package.rows
    known = Known(
        {row["person_id"]: Person(row["person_id"], _build_name(row)) for row in rows["people"]},
        {row["organization_id"]: _build_organization(row) for row in rows["organizations"]},
        _build_places(rows["places"]),
        {row["topic_id"]: _build_topic(row) for row in rows["topics"]},
    )
    meetings = _build_meetings(rows, known)
    visits = _build_visits(rows["visits"], known, meetings)
    trips = _build_trips(rows["trips"], visits)
    choices = {
        f"{table.name}.{field.name}": field.enum
        for table in package.tables.values()
        for field in table.fields
        if field.enum
    }
    coverage = _build_coverage(rows["coverage"])
    left = (row for row in rows["corrections"] if row["field"] == "meeting_id" and row["meeting_id"] not in meetings)
    return Record(
        package.version,
        tuple(meetings.values()),
        tuple(visits),
        *known,
        trips,
        coverage,
        choices,
        package.released,
        {row["meeting_id"]: _build_gone(row) for row in left},
        build_desks(rows["desks"]),
    )


def _build_name(row: Row) -> Name:
    native = row["name_native"]
    return Name(row["name"], native, (*([native] if native else []), *split_list(row.get("also_known_as", ""))))


def _build_organization(row: Row) -> Organization:
    return Organization(row["organization_id"], _build_name(row), row["kind"], row["country_code"])


def _build_topic(row: Row) -> Topic:
    others = {name.removeprefix(f"{LABEL}_"): cell for name, cell in row.items() if name.startswith(f"{LABEL}_")}
    return Topic(row["topic_id"], {"en": row[LABEL], **others})


def _build_places(rows: Sequence[Row]) -> dict[str, Place]:
    names = {row["place_id"]: _build_name(row) for row in rows}
    positions = {row["place_id"]: position_of(row) for row in rows}
    return {
        row["place_id"]: Place(
            place_id=row["place_id"],
            name=names[row["place_id"]],
            kind=row["kind"],
            address=row["address"],
            city_id=row["city"],
            city=names.get(row["city"], UNKNOWN),
            country_code=row["country_code"],
            position=positions[row["place_id"]],
            precision=row["coordinates_precision"],
            area=_area_of(row, positions),
            origin=row["coordinates_origin"],
            origin_url=row["coordinates_url"],
            origin_note=row["coordinates_note"],
        )
        for row in rows
    }


def _area_of(row: Row, positions: Mapping[str, Position | None]) -> str:
    """The area whose city the place is in or near."""
    here = positions[row["place_id"]]
    for area in AREAS:
        centre = positions.get(area)
        if row["city"] == area or (here and centre and is_within(here, centre, AREA_RADIUS_KM)):
            return area
    return ELSEWHERE


def _build_meetings(rows: Mapping[str, Sequence[Row]], known: Known) -> dict[str, Meeting]:
    """The meetings by id, newest first."""
    visitors, hosts, sources = (_by_meeting(rows[table]) for table in ("visits", "hosts", "sources"))
    newest = sorted(rows["meetings"], key=lambda row: (row["date"], row["meeting_id"]), reverse=True)
    return {
        row["meeting_id"]: _build_meeting(
            row,
            known,
            tuple(_build_visitor(r, known) for r in sorted(visitors[row["meeting_id"]], key=lambda r: r["person_id"])),
            tuple(_build_host(r, known) for r in sorted(hosts[row["meeting_id"]], key=lambda r: int(r["rank"]))),
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
    date = dt.date.fromisoformat(row["date"])
    last = calendar.monthrange(date.year, date.month)[1] if row["date_precision"] == "month" else date.day
    publishers = len({source.author for source in sources if source.counts})
    return Meeting(
        meeting_id=row["meeting_id"],
        date=date,
        date_end=date.replace(day=last),
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


def _build_visitor(row: Row, known: Known) -> Visitor:
    return Visitor(known.people[row["person_id"]], known.organizations[row["organization_id"]], row["role"])


def _build_host(row: Row, known: Known) -> Host:
    person = known.people[row["person_id"]] if row["person_id"] else None
    return Host(person, known.organizations[row["organization_id"]], row["role"])


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
    return [
        Visit(meetings[row["meeting_id"]], _build_visitor(row, known), row["trip_id"], int(row["sequence"]))
        for row in ordered
    ]


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
