"""The formats that the record is given away in, by the ending of their file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from techvisits.export.csv import build_csv
from techvisits.export.ics import build_ics
from techvisits.export.nested import build_geojson, build_json
from techvisits.record.filters import Shown
from techvisits.record.record import Record


@dataclass(frozen=True)
class Format:
    """How meetings become bytes, what media type these have, and whether a browser saves them as a file.

    `build` takes what is shown, the record and the dashboard's own address (empty where that is unknown).
    """

    media_type: str
    build: Callable[[Shown, Record, str], bytes]
    is_download: bool = False


FORMATS: Final[Mapping[str, Format]] = {
    "csv": Format("text/csv; charset=utf-8", lambda shown, record, _: build_csv(shown, record), is_download=True),
    "json": Format("application/json", lambda shown, record, _: build_json(shown, record)),
    "geojson": Format("application/geo+json", lambda shown, record, _: build_geojson(shown, record)),
    "ics": Format(
        "text/calendar; charset=utf-8",
        lambda shown, _, base_url: build_ics(shown, stamp=dt.datetime.now(dt.UTC), base_url=base_url),
    ),
}
