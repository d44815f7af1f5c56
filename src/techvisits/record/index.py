"""What filters and counts look things up in: arrays over all meetings and all visits, so that a million rows take no loop."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from techvisits.record.governments import count_days_apart
from techvisits.record.model import Meeting, Visit
from techvisits.record.offices import office_of
from techvisits.record.wards import ward_of

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
Days = npt.NDArray[np.datetime64]

OF_VISITS: Final[Mapping[str, Callable[[Visit], Iterable[str]]]] = {
    "leader": lambda visit: (visit.visitor.leader.person_id,),
    "company": lambda visit: (visit.visitor.company.organization_id,),
    "trip": lambda visit: (visit.trip_id,),
}
OF_MEETINGS: Final[Mapping[str, Callable[[Meeting], Iterable[str]]]] = {
    "topic": lambda meeting: [topic.topic_id for topic in meeting.topics],
    "city": lambda meeting: [meeting.place.city_id] if meeting.place.city_id else [],
    "host": lambda meeting: {i for host in meeting.hosts for i in (host.host_id, host.organization.organization_id)},
    "host_kind": lambda meeting: (meeting.host_kind,),
    "place": lambda meeting: (meeting.place.place_id,),
    "status": lambda meeting: (meeting.status,),
    "kind": lambda meeting: (meeting.kind,),
    "meeting": lambda meeting: (meeting.meeting_id,),
    "office": lambda meeting: {office_of(host) for host in meeting.hosts} - {""},
    "ward": lambda meeting: {ward_of(meeting.place)} - {""},
    "evidence": lambda meeting: (meeting.evidence,),
    "year": lambda meeting: (str(meeting.date.year),),
}
PROMISE: Final = "promise"  # of a meeting too: how what was promised there stands


@dataclass(frozen=True)
class Facet:
    """Which rows have which ids: pairs of a row's position and the position of an id in `ids`, each pair once."""

    ids: tuple[str, ...]
    rows: Numbers
    codes: Numbers

    def holding(self, wanted: Iterable[str], size: int) -> Mask:
        """A mask over `size` rows: those that have one of the ids."""
        chosen = set(wanted)
        is_wanted = np.array([i in chosen for i in self.ids], dtype=bool)
        mask = np.zeros(size, dtype=bool)
        mask[self.rows[is_wanted[self.codes]]] = True
        return mask

    def count(self, kept: Mask, groups: Numbers | None = None) -> dict[str, int]:
        """How many of the kept rows, or of their groups, have each id; an id that none has is left out."""
        is_kept = kept[self.rows]
        codes = self.codes[is_kept]
        if groups is not None:
            pairs = np.unique(np.stack([groups[self.rows[is_kept]], codes]), axis=1)
            codes = pairs[1]
        counts = np.bincount(codes, minlength=len(self.ids))
        return {i: n for i, n in zip(self.ids, counts.tolist(), strict=True) if n}


@dataclass(frozen=True)
class Index:
    """The arrays; `meeting_of` has for each visit the position of its meeting, the facets are those of the list filters.

    `apart` has for each visit how many days lie between it and one to the other government, as `count_days_apart` tells.
    """

    meeting_of: Numbers
    by_visit: Mapping[str, Facet]
    by_meeting: Mapping[str, Facet]
    first: Days
    last: Days
    publishers: Numbers
    apart: Numbers

    def facet(self, key: str) -> Facet:
        """The facet of a list filter."""
        return self.by_visit.get(key) or self.by_meeting[key]


def build_index(
    meetings: Sequence[Meeting], visits: Sequence[Visit], promised: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> Index:
    """The index of meetings and visits, in their order; `promised` is how the promises of a meeting stand, by its id."""
    position = {meeting.meeting_id: n for n, meeting in enumerate(meetings)}
    meeting_of = np.array([position[visit.meeting.meeting_id] for visit in visits], dtype=np.int64)
    by_visit = {key: _build_facet([*map(ids_of, visits)]) for key, ids_of in OF_VISITS.items()}
    by_meeting = {key: _build_facet([*map(ids_of, meetings)]) for key, ids_of in OF_MEETINGS.items()}
    by_meeting[PROMISE] = _build_facet([{*promised.get(meeting.meeting_id, ())} for meeting in meetings])
    return Index(
        meeting_of,
        by_visit,
        by_meeting,
        _days(meeting.date for meeting in meetings),
        _days(meeting.date_end for meeting in meetings),
        np.array([meeting.publishers for meeting in meetings], dtype=np.int64),
        np.array(count_days_apart(visits), dtype=np.int64),
    )


def _build_facet(ids_of_rows: Sequence[Iterable[str]]) -> Facet:
    pairs = [(row, i) for row, ids in enumerate(ids_of_rows) for i in ids]
    ids = tuple(sorted({i for _, i in pairs}))
    code = {i: n for n, i in enumerate(ids)}
    rows, codes = [row for row, _ in pairs], [code[i] for _, i in pairs]
    return Facet(ids, np.array(rows, dtype=np.int64), np.array(codes, dtype=np.int64))


def _days(days: Iterable[dt.date]) -> Days:
    return np.array([*days], dtype="datetime64[D]")
