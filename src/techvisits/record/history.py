"""What became of each meeting from one version of the data to the next, and what is new since one of them."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from techvisits.package.descriptor import Row
from techvisits.package.tables import split_list

ADDED, CHANGED, WITHDRAWN = "added", "changed", "withdrawn"
KINDS: Final = (ADDED, CHANGED, WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the data; `day` is None while it is in the making."""

    version: str
    day: dt.date | None
    note: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one version did to a meeting: a word of `KINDS`, and for `changed` the facts that it did so to."""

    meeting_id: str
    version: str
    kind: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A mistake in a published version, on what day it was mended, and why; `field` is `meeting_id` where the meeting is gone."""

    meeting_id: str
    day: dt.date
    field: str
    what: str
    why: str
    url: str


@dataclass(frozen=True)
class History:
    """The releases, the changes of each, and the corrections, the oldest first."""

    releases: tuple[Release, ...] = ()
    changes: tuple[Change, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def release_of(self) -> Mapping[str, Release]:
        """The releases by version."""
        return {release.version: release for release in self.releases}

    @cached_property
    def of_meeting(self) -> Mapping[str, tuple[Change, ...]]:
        """The changes of every meeting that ever was in the record, by its id."""
        grouped: defaultdict[str, list[Change]] = defaultdict(list)
        for change in self.changes:
            grouped[change.meeting_id].append(change)
        return {meeting_id: tuple(changes) for meeting_id, changes in grouped.items()}

    @cached_property
    def reasons(self) -> Mapping[Change, tuple[Correction, ...]]:
        """The corrections that each change brought: those since the meeting's change before."""
        left: defaultdict[str, list[Correction]] = defaultdict(list)
        for correction in self.corrections:
            left[correction.meeting_id].append(correction)
        reasons = {}
        for change in (change for change in self.changes if change.kind != ADDED):
            day, own = self.day_of(change), left[change.meeting_id]
            reasons[change] = tuple(correction for correction in own if day is None or correction.day <= day)
            left[change.meeting_id] = own[len(reasons[change]) :]
        return reasons

    def day_of(self, change: Change) -> dt.date | None:
        """The day on which a change was released; None while it is not."""
        release = self.release_of.get(change.version)
        return release.day if release else None

    def after(self, version: str) -> tuple[Change, ...]:
        """The changes of the releases after a version."""
        return tuple(change for change in self.changes if version_key(change.version) > version_key(version))

    def from_day(self, day: dt.date) -> tuple[Change, ...]:
        """The changes of the releases on or after a day, and of the one in the making."""
        days = ((change, self.day_of(change)) for change in self.changes)
        return tuple(change for change, released in days if released is None or released >= day)


def version_key(version: str) -> tuple[int, ...]:
    """What versions are sorted by: 1.10.0 comes after 1.9.0."""
    return tuple(int(number) for number in re.findall(r"[0-9]+", version))


def sort_releases(rows: Iterable[Row]) -> list[Row]:
    """The rows of releases, the oldest first."""
    return sorted(rows, key=lambda row: version_key(row["version"]))


def build_history(rows: Mapping[str, Sequence[Row]]) -> History:
    """The history as its two tables have it."""
    changes = sorted(rows["history"], key=lambda row: (version_key(row["version"]), row["meeting_id"]))
    corrections = sorted(rows["corrections"], key=lambda row: row["date"])
    return History(
        tuple(_build_release(row) for row in sort_releases(rows["releases"])),
        tuple(Change(row["meeting_id"], row["version"], row["change"], split_list(row["facts"])) for row in changes),
        tuple(_build_correction(row) for row in corrections),
    )


def _build_correction(row: Row) -> Correction:
    day = dt.date.fromisoformat(row["date"])
    return Correction(row["meeting_id"], day, row["field"], row["what"], row["why"], row["url"])


def _build_release(row: Row) -> Release:
    day = dt.date.fromisoformat(row["released_on"]) if row["released_on"] else None
    return Release(row["version"], day, row["note"])
