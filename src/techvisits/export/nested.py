"""The record given away as JSON: the meetings nested, or as map features."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from techvisits.record.filters import Shown
from techvisits.record.geo import Position
from techvisits.record.model import Host, Meeting, Source, Visit
from techvisits.record.record import Record

LICENCE: Final = "CC BY 4.0"
ITEMS: Final = 100
Json = dict[str, object]


def build_json(shown: Shown, record: Record) -> bytes:
    """The meetings nested: visits, hosts, place, topics and sources of each; values exactly as in the record."""
    return b"".join(write_json(shown, record))


def write_json(shown: Shown, record: Record) -> Iterator[bytes]:
    """What `build_json` builds, meeting by meeting."""
    visits: dict[str, list[Visit]] = {}
    for visit in shown.visits:
        visits.setdefault(visit.meeting.meeting_id, []).append(visit)
    head: Json = {
        "data_version": record.version,
        "licence": LICENCE,
        "total": shown.total,
        "count": len(shown.meetings),
        "meetings": [],
    }
    meetings = (
        _meeting(meeting) | {"visits": [_visit(visit, record) for visit in visits.get(meeting.meeting_id, ())]}
        for meeting in shown.meetings
    )
    return _write_list(head, meetings)


def build_geojson(shown: Shown, record: Record) -> bytes:
    """A FeatureCollection as RFC 7946 asks: a Point for each meeting whose place has coordinates, newest first."""
    return b"".join(write_geojson(shown, record))


def write_geojson(shown: Shown, record: Record) -> Iterator[bytes]:
    """What `build_geojson` builds, feature by feature."""
    head: Json = {
        "type": "FeatureCollection",
        "data_version": record.version,
        "licence": LICENCE,
        "total": shown.total,
        "features": [],
    }
    return _write_list(head, (_feature(m, m.place.position) for m in shown.meetings if m.place.position))


def _write_list(head: Json, items: Iterable[Json]) -> Iterator[bytes]:
    """The head, whose last value is an empty list, with the items in that list, some hundred at a time."""
    whole, left = _write(head), iter(items)
    yield whole[:-2]
    comma = b""
    while some := [*islice(left, ITEMS)]:
        yield comma + b",".join(map(_write, some))
        comma = b","
    yield whole[-2:]


def _write(document: Json) -> bytes:
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def _meeting(meeting: Meeting) -> Json:
    return {
        "meeting_id": meeting.meeting_id,
        "date": meeting.date.isoformat(),
        "date_precision": meeting.date_precision,
        "start_time": meeting.start_time,
        "end_time": meeting.end_time,
        "status": meeting.status,
        "kind": meeting.kind,
        "summary": meeting.summary,
        "outcome": meeting.outcome,
        "conflict": meeting.conflict,
        "evidence": meeting.evidence,
        "publishers": meeting.publishers,
        "place": _place(meeting),
        "topics": [{"topic_id": topic.topic_id, "label": topic.labels["en"]} for topic in meeting.topics],
        "hosts": [_host(rank, host) for rank, host in enumerate(meeting.hosts, 1)],
        "sources": [_source(source) for source in meeting.sources],
    }


def _place(meeting: Meeting) -> Json:
    place = meeting.place
    latitude, longitude = place.position or (None, None)
    return {
        "place_id": place.place_id,
        "place_certainty": meeting.place_certainty,
        "name": place.name.english,
        "name_native": place.name.native,
        "address": place.address,
        "city_id": place.city_id,
        "city": place.city.english,
        "country_code": place.country_code,
        "latitude": latitude,
        "longitude": longitude,
    }


def _visit(visit: Visit, record: Record) -> Json:
    leader, company = visit.visitor.leader, visit.visitor.company
    return {
        "leader_id": leader.person_id,
        "leader": leader.name.english,
        "leader_native": leader.name.native,
        "company_id": company.organization_id,
        "company": company.name.english,
        "leader_role": visit.visitor.role,
        "trip_id": visit.trip_id,
        "trip": record.trips[visit.trip_id].title,
        "sequence": visit.sequence,
    }


def _host(rank: int, host: Host) -> Json:
    return {
        "rank": rank,
        "person_id": host.person.person_id if host.person else "",
        "host": host.name.english,
        "host_native": host.name.native,
        "organization_id": host.organization.organization_id,
        "organization": host.organization.name.english,
        "role": host.role,
    }


def _source(source: Source) -> Json:
    return {
        "url": source.url,
        "publisher": source.publisher,
        "agency": source.agency,
        "kind": source.kind,
        "title": source.title,
        "published_on": source.published_on,
        "language": source.language,
        "supports": "; ".join(source.supports),
        "archived_url": source.archived_url,
        "note": source.note,
    }


def _feature(meeting: Meeting, position: Position) -> Json:
    place = meeting.place
    latitude, longitude = position
    properties: Json = {
        "meeting_id": meeting.meeting_id,
        "date": meeting.date.isoformat(),
        "date_precision": meeting.date_precision,
        "status": meeting.status,
        "kind": meeting.kind,
        "leader_ids": [visitor.leader.person_id for visitor in meeting.visitors],
        "leaders": [visitor.leader.name.english for visitor in meeting.visitors],
        "company_ids": [visitor.company.organization_id for visitor in meeting.visitors],
        "host_ids": [host.host_id for host in meeting.hosts],
        "hosts": [host.name.english for host in meeting.hosts],
        "host_organization_ids": [host.organization.organization_id for host in meeting.hosts],
        "host_organizations": [host.organization.name.english for host in meeting.hosts],
        "topic_ids": [topic.topic_id for topic in meeting.topics],
        "place_id": place.place_id,
        "place": place.name.english,
        "place_native": place.name.native,
        "place_certainty": meeting.place_certainty,
        "coordinates_precision": place.precision,
        "city_id": place.city_id,
        "city": place.city.english,
        "country_code": place.country_code,
        "evidence": meeting.evidence,
        "publishers": meeting.publishers,
        "summary": meeting.summary,
    }
    geometry = {"type": "Point", "coordinates": [round(longitude, 5), round(latitude, 5)]}
    return {"type": "Feature", "id": meeting.meeting_id, "geometry": geometry, "properties": properties}
