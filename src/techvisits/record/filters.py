"""The one way from a query string to the visits it means, whoever asks: dashboard, HTTP route or command line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from techvisits.record.records import Records
from techvisits.record.search import fold

STATUSES: Final = ("held", "announced", "unconfirmed", "cancelled")
KINDS: Final = (
    "courtesy-call",
    "business-meeting",
    "dinner",
    "keynote",
    "panel",
    "site-visit",
    "signing",
    "media-event",
    "other",
)
HOST_KINDS: Final = ("government", "company", "public")
Mask = npt.NDArray[np.bool_]
LONGEST_WORDS: Final = 200
WRITTEN_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Filters:
    """What a reader asked for: OR within a field, AND between fields; an empty field asks for nothing."""

    leader: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    host_kind: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    sources: int = 0
    q: str = ""

    @property
    def is_empty(self) -> bool:
        """True where nothing is asked for, so that everything is shown."""
        return self == Filters()


LISTS: Final = ("leader", "company", "topic", "city", "host", "host_kind", "place", "status", "kind")
KEYS: Final = (*LISTS, "from", "to", "sources", "q")


@dataclass(frozen=True)
class Shown:
    """The visits and meetings that filters let through, in the order of the record (newest first)."""

    visits: pd.DataFrame
    meetings: pd.DataFrame


def known_ids(records: Records) -> dict[str, set[str]]:
    """The ids each list filter may name."""
    visits, meetings, hosts = records.visits, records.meetings, records.hosts
    return {
        "leader": set(visits["leader_id"].unique()),
        "company": set(visits["company_id"].unique()),
        "topic": set(records.topics.index),
        "city": set(meetings["city_id"].unique()) - {""},
        "host": {*hosts["host_id"].unique(), *hosts["organization_id"].unique()},
        "host_kind": set(HOST_KINDS),
        "place": set(meetings["place_id"].unique()),
        "status": set(STATUSES),
        "kind": set(KINDS),
    }


def from_query(pairs: Mapping[str, Sequence[str]], records: Records) -> tuple[Filters, list[str]]:
    """The filters a query string asks for, and a line for each value that was ignored as unknown or malformed."""
    known = known_ids(records)
    problems: list[str] = []
    values: dict[str, Any] = {}
    for key in LISTS:
        asked = dict.fromkeys(pairs.get(key, ()))
        values[key] = tuple(i for i in asked if i in known[key])
        problems += [f"{key}={_short(i)}: is not in the record" for i in asked if i not in known[key]]
    values["first"] = _parse_date("from", pairs, problems)
    values["last"] = _parse_date("to", pairs, problems)
    if values["first"] and values["last"] and values["first"] > values["last"]:
        problems.append(f"from={values['first']}: lies after to={values['last']}")
        values["first"] = values["last"] = None
    values["sources"] = _parse_count("sources", pairs, problems)
    values["q"] = _parse_words(pairs)
    return Filters(**values), problems


def to_query(filters: Filters) -> list[tuple[str, str]]:
    """The query pairs that `from_query` reads back to the same filters."""
    pairs = [(key, i) for key in LISTS for i in getattr(filters, key)]
    if filters.first:
        pairs.append(("from", filters.first.isoformat()))
    if filters.last:
        pairs.append(("to", filters.last.isoformat()))
    if filters.sources:
        pairs.append(("sources", str(filters.sources)))
    if filters.q:
        pairs.append(("q", filters.q))
    return pairs


def with_list(filters: Filters, key: str, ids: Iterable[str]) -> Filters:
    """The filters with the list filter `key` asking for `ids`."""
    change: dict[str, Any] = {key: tuple(ids)}
    return replace(filters, **change)


def ways_out(filters: Filters) -> list[tuple[Filters, Filters]]:
    """For each thing that is asked for: that thing alone, and everything but it."""
    blank = Filters()
    spans: list[dict[str, Any]] = [{key: getattr(blank, key)} for key in (*LISTS, "sources", "q")] + [
        {"first": None, "last": None}
    ]
    ways = []
    for span in spans:
        if any(getattr(filters, key) != value for key, value in span.items()):
            alone = replace(blank, **{key: getattr(filters, key) for key in span})
            ways.append((alone, replace(filters, **span)))
    return ways


def apply(filters: Filters, records: Records) -> Shown:
    """The visits that satisfy every field, and their meetings."""
    visits, meetings = masks(filters, records)
    return Shown(_rows(records.visits, visits), _rows(records.meetings, meetings))


def masks(filters: Filters, records: Records) -> tuple[Mask, Mask]:
    """What `apply` lets through, as masks over all visits and over all meetings."""
    visits = records.visits
    meeting_of = records.meetings.index.get_indexer(pd.Index(visits["meeting_id"]))
    kept: Mask = _meeting_mask(filters, records.meetings).to_numpy()[meeting_of]
    if filters.leader:
        kept &= visits["leader_id"].isin(filters.leader).to_numpy()
    if filters.company:
        kept &= visits["company_id"].isin(filters.company).to_numpy()
    visited = np.zeros(len(records.meetings), dtype=bool)
    visited[meeting_of[kept]] = True
    return kept, visited


def _rows(frame: pd.DataFrame, mask: Mask) -> pd.DataFrame:
    # Nobody changes a frame, so that all of it needs no copy.
    return frame if mask.all() else frame[mask]


def _meeting_mask(filters: Filters, meetings: pd.DataFrame) -> pd.Series[bool]:
    mask = pd.Series(True, meetings.index)
    for column, wanted in (
        ("city_id", filters.city),
        ("host_kind", filters.host_kind),
        ("place_id", filters.place),
        ("status", filters.status),
        ("kind", filters.kind),
    ):
        if wanted:
            mask &= meetings[column].isin(wanted)
    if filters.topic:
        mask &= _holds_any(meetings["topic_ids"], filters.topic)
    if filters.host:
        mask &= _holds_any(meetings["host_ids"], filters.host) | _holds_any(
            meetings["host_organization_ids"], filters.host
        )
    if filters.first:
        mask &= meetings["date_end"] >= pd.Timestamp(filters.first)
    if filters.last:
        mask &= meetings["date"] <= pd.Timestamp(filters.last)
    if filters.sources:
        mask &= meetings["publishers"] >= filters.sources
    for word in fold(filters.q).split():
        mask &= meetings["search"].str.contains(word, regex=False)
    return mask


def _holds_any(column: pd.Series[Any], wanted: Iterable[str]) -> pd.Series[bool]:
    ids = set(wanted)
    return pd.Series([not ids.isdisjoint(cell) for cell in column], column.index, dtype=bool)


def _parse_date(key: str, pairs: Mapping[str, Sequence[str]], problems: list[str]) -> dt.date | None:
    text = _last(pairs, key)
    if not text:
        return None
    try:
        if not WRITTEN_DAY.fullmatch(text):
            raise ValueError
        day = dt.date.fromisoformat(text)
        pd.Timestamp(day).as_unit("s")
        return day
    except ValueError:
        problems.append(f"{key}={_short(text)}: is no date of the form 2024-02-27")
        return None


def _parse_words(pairs: Mapping[str, Sequence[str]]) -> str:
    text = " ".join(pairs.get("q", ())).encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.split())[:LONGEST_WORDS].strip()


def _parse_count(key: str, pairs: Mapping[str, Sequence[str]], problems: list[str]) -> int:
    text = _last(pairs, key)
    if not text:
        return 0
    if text.isascii() and text.isdigit() and len(text) < 3:
        return int(text)
    problems.append(f"{key}={_short(text)}: is no whole number from 0 to 99")
    return 0


def _last(pairs: Mapping[str, Sequence[str]], key: str) -> str:
    return ([*pairs.get(key, ())] or [""])[-1].strip()


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


assert {f.name for f in fields(Filters)} == {*LISTS, "first", "last", "sources", "q"}
