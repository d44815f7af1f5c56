"""The formats that the record is given away in, by the ending of their file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from techvisits.export.csv import write_csv
from techvisits.export.nested import write_geojson, write_json
from techvisits.record.filters import Shown
from techvisits.record.record import Record


@dataclass(frozen=True)
class Format:
    """How meetings become bytes, piece by piece, what media type these have, and whether a browser saves them as a file.

    `write` takes what is shown, the record and the dashboard's own address (empty where that is unknown), which stands
    in the file only where `is_linked`.
    """

    media_type: str
    write: Callable[[Shown, Record, str], Iterator[bytes]]
    is_download: bool = False
    is_linked: bool = False

    def build(self, shown: Shown, record: Record, base_url: str) -> bytes:
        """The whole file; the same for the same data, whoever asks and whenever."""
        return b"".join(self.write(shown, record, base_url))


def _write_ics(shown: Shown, record: Record, base_url: str) -> Iterator[bytes]:
    from techvisits.export.ics import build_ics  # its library takes as long as a page, and few ask for a calendar

    yield build_ics(shown, stamp=record.released, base_url=base_url, history=record.history)


def _write_parquet(shown: Shown, record: Record, base_url: str) -> Iterator[bytes]:
    from techvisits.export.parquet import build_parquet  # likewise

    yield build_parquet(shown, record)


FORMATS: Final[Mapping[str, Format]] = {
    "csv": Format("text/csv; charset=utf-8", lambda shown, record, _: write_csv(shown, record), is_download=True),
    "json": Format("application/json", lambda shown, record, _: write_json(shown, record)),
    "geojson": Format("application/geo+json", lambda shown, record, _: write_geojson(shown, record)),
    "ics": Format("text/calendar; charset=utf-8", _write_ics, is_linked=True),
    "parquet": Format("application/vnd.apache.parquet", _write_parquet, is_download=True),
}
