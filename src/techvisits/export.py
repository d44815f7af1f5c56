"""The record given away: what is filtered, as CSV, JSON, GeoJSON or iCalendar bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pandas as pd

from techvisits.filters import Shown
from techvisits.records import Records

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
CALENDAR_STATUS: Final = {"held": "CONFIRMED", "cancelled": "CANCELLED"}
UTC_OFFSET: Final = dt.timedelta(hours=9)  # Japan and Korea alike, all year
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
    by_meeting = {
        name: dict(rows.groupby("meeting_id", sort=False))
        for name, rows in (("visits", shown.visits), ("hosts", records.hosts), ("sources", records.sources))
    }
    meetings = [
        _meeting(row, {name: groups.get(str(row.Index)) for name, groups in by_meeting.items()}, records)
        for row in shown.meetings.itertuples()
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


def build_ics(shown: Shown, *, stamp: dt.datetime, base_url: str = "") -> bytes:
    """An iCalendar (RFC 5545) of the meetings, made at `stamp` (UTC); a meeting without a known day fills its month."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tech Visits//techvisits//EN", "X-WR-CALNAME:Tech Visits"]
    for row in shown.meetings.itertuples():
        lines += ["BEGIN:VEVENT", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}", *_event(row, base_url), "END:VEVENT"]
    return "".join(fold_line(line) for line in [*lines, "END:VCALENDAR"]).encode("utf-8")


def fold_line(line: str) -> str:
    """The content line with its CRLF, broken so that no physical line has more than 75 octets."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode("utf-8"))
        if size + width > 75:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces) + "\r\n"


def _round(degrees: Any) -> float:
    return round(float(degrees), 5)


def _event(row: Any, base_url: str) -> Iterator[str]:
    yield f"UID:{row.Index}@techvisits"
    yield from _event_times(row)
    yield f"SUMMARY:{_escape(', '.join(row.leaders))}: {_escape(', '.join(row.hosts))}"
    unknown_day = ["Only the month is known."] if row.date_precision == "month" else []
    yield "DESCRIPTION:" + _escape("\n".join(filter(None, [row.summary, row.outcome, *unknown_day, *row.urls])))
    yield "LOCATION:" + _escape(", ".join(dict.fromkeys(filter(None, [row.place, row.address, row.city]))))
    if not (pd.isna(row.latitude) or pd.isna(row.longitude)):
        yield f"GEO:{row.latitude:.5f};{row.longitude:.5f}"
    if row.topic_ids:
        yield "CATEGORIES:" + ",".join(map(_escape, row.topic_ids))
    if base_url:
        yield f"URL:{base_url.rstrip('/')}/meetings/{row.Index}"
    yield f"STATUS:{CALENDAR_STATUS.get(row.status, 'TENTATIVE')}"
    yield "TRANSP:TRANSPARENT"


def _event_times(row: Any) -> Iterator[str]:
    if not row.start_time or row.date_precision == "month":
        yield f"DTSTART;VALUE=DATE:{row.date:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{row.date_end + dt.timedelta(days=1):%Y%m%d}"
        return
    for name, time in (("DTSTART", row.start_time), ("DTEND", row.end_time)):
        if time:
            moment = dt.datetime.combine(row.date.date(), dt.time.fromisoformat(time)) - UTC_OFFSET
            yield f"{name}:{moment:%Y%m%dT%H%M%SZ}"


def _escape(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


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


def _meeting(row: Any, related: dict[str, pd.DataFrame | None], records: Records) -> dict[str, Any]:
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
        "visits": _rows(related["visits"], VISIT_FIELDS),
        "hosts": _rows(
            related["hosts"], ["rank", "person_id", "host", "host_native", "organization_id", "organization", "role"]
        ),
        "sources": _rows(
            related["sources"],
            ["url", "publisher", "kind", "title", "published_on", "language", "supports", "archived_url", "note"],
        ),
    }


def _rows(frame: pd.DataFrame | None, columns: Sequence[str]) -> list[dict[str, Any]]:
    return [] if frame is None else frame[[*columns]].to_dict("records")  # type: ignore[return-value]
