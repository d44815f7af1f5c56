"""The record given away: what is filtered, as CSV, JSON or GeoJSON bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from techvisits.record.filters import Shown
from techvisits.record.records import Records, each

COLUMNS: Final = (
    "meeting_id",
    "date",
    "date_precision",
    "start_time",
    "end_time",
    "status",
    "leader_id",
    "leader",
    "leader_native",
    "company_id",
    "company",
    "leader_role",
    "hosts",
    "host_organizations",
    "host_roles",
    "kind",
    "topics",
    "city",
    "country_code",
    "place_id",
    "place",
    "place_native",
    "address",
    "place_certainty",
    "latitude",
    "longitude",
    "trip_id",
    "trip",
    "sequence",
    "summary",
    "outcome",
    "conflict",
    "source_count",
    "sources",
)
LICENCE: Final = "CC BY 4.0"
MEETING_FIELDS: Final = (
    "date_precision",
    "start_time",
    "end_time",
    "status",
    "kind",
    "summary",
    "outcome",
    "conflict",
)
PLACE_FIELDS: Final = ("place_id", "place_certainty", "address", "city_id", "city", "country_code")
HOST_FIELDS: Final = ("rank", "person_id", "host", "host_native", "organization_id", "organization", "role")
SOURCE_FIELDS: Final = (
    "url",
    "publisher",
    "kind",
    "title",
    "published_on",
    "language",
    "supports",
    "archived_url",
    "note",
)
VISIT_FIELDS: Final = (
    "leader_id",
    "leader",
    "leader_native",
    "company_id",
    "company",
    "leader_role",
    "trip_id",
    "trip",
    "sequence",
)
FEATURE_FIELDS: Final = (
    "date_precision",
    "status",
    "kind",
    "leader_ids",
    "leaders",
    "company_ids",
    "host_ids",
    "hosts",
    "host_organization_ids",
    "host_organizations",
    "topic_ids",
    "place_id",
    "place",
    "place_native",
    "place_certainty",
    "coordinates_precision",
    "city_id",
    "city",
    "country_code",
    "evidence",
    "publishers",
    "summary",
)
FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def build_csv(shown: Shown) -> bytes:
    """One row a visit in `COLUMNS` order, UTF-8 with BOM, CRLF (RFC 4180); formula cells begin with an apostrophe."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for row in shown.visits.itertuples():
        writer.writerow([neutralise(cell) for cell in _cells(row)])
    return buffer.getvalue().encode("utf-8-sig")


def neutralise(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would run as a formula; a plain number stays as it is."""
    if not cell.startswith(FORMULA_STARTS):
        return cell
    try:
        float(cell)
    except ValueError:
        return "'" + cell
    return cell


def build_json(shown: Shown, records: Records) -> bytes:
    """The meetings nested: visits, hosts, place, topics and sources of each; values exactly as in the record."""
    visits = _by_meeting(shown.visits, VISIT_FIELDS)
    hosts, sources = _by_meeting(records.hosts, HOST_FIELDS), _by_meeting(records.sources, SOURCE_FIELDS)
    meetings = [
        {
            **_meeting(row, records),
            "visits": visits.get(row.Index, []),
            "hosts": hosts.get(row.Index, []),
            "sources": sources.get(row.Index, []),
        }
        for row in each(shown.meetings)
    ]
    document = {"data_version": records.version, "licence": LICENCE, "count": len(meetings), "meetings": meetings}
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def build_geojson(shown: Shown, records: Records) -> bytes:
    """A FeatureCollection as RFC 7946 asks: a Point for each meeting whose place has coordinates, newest first."""
    located = shown.meetings[shown.meetings["latitude"].notna() & shown.meetings["longitude"].notna()]
    features = [
        {
            "type": "Feature",
            "id": row.Index,
            "geometry": {"type": "Point", "coordinates": [_round(row.longitude), _round(row.latitude)]},
            "properties": {
                "meeting_id": row.Index,
                "date": f"{row.date:%Y-%m-%d}",
                **{name: getattr(row, name) for name in FEATURE_FIELDS},
            },
        }
        for row in located.itertuples()
    ]
    document = {"type": "FeatureCollection", "data_version": records.version, "licence": LICENCE, "features": features}
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def _round(degrees: Any) -> float:
    return round(float(degrees), 5)


def _cells(row: Any) -> list[str]:
    return [
        row.meeting_id,
        f"{row.date:%Y-%m-%d}",
        row.date_precision,
        row.start_time,
        row.end_time,
        row.status,
        row.leader_id,
        row.leader,
        row.leader_native,
        row.company_id,
        row.company,
        row.leader_role,
        "; ".join(row.hosts),
        "; ".join(row.host_organizations),
        "; ".join(row.host_roles),
        row.kind,
        "; ".join(row.topic_ids),
        row.city,
        row.country_code,
        row.place_id,
        row.place,
        row.place_native,
        row.address,
        row.place_certainty,
        _degrees(row.latitude),
        _degrees(row.longitude),
        row.trip_id,
        row.trip,
        str(row.sequence),
        row.summary,
        row.outcome,
        row.conflict,
        str(len(row.urls)),
        "; ".join(row.urls),
    ]


def _degrees(value: float) -> str:
    return "" if pd.isna(value) else f"{value:.5f}"


def _meeting(row: Any, records: Records) -> dict[str, Any]:
    located = not pd.isna(row.latitude)
    return {
        "meeting_id": row.Index,
        **{name: getattr(row, name) for name in MEETING_FIELDS},
        "date": f"{row.date:%Y-%m-%d}",
        "evidence": row.evidence,
        "publishers": row.publishers,
        "place": {
            **{name: getattr(row, name) for name in PLACE_FIELDS},
            "name": row.place,
            "name_native": row.place_native,
            "latitude": float(row.latitude) if located else None,
            "longitude": float(row.longitude) if located else None,
        },
        "topics": [{"topic_id": i, "label": records.topics.at[i, "label"]} for i in row.topic_ids],
    }


def _by_meeting(frame: pd.DataFrame, columns: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for meeting_id, row in zip(frame["meeting_id"], frame[[*columns]].to_dict("records"), strict=True):
        grouped.setdefault(meeting_id, []).append({str(key): value for key, value in row.items()})
    return grouped
