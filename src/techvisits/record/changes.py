"""What the tables have that the last release had not: the rows of `history` that belong to the version in the making."""

from __future__ import annotations

from techvisits.package.descriptor import Row
from techvisits.package.tables import DataPackage
from techvisits.record.digests import Digests, build_digests, differing, read_digests, write_digests
from techvisits.record.history import ADDED, CHANGED, WITHDRAWN, version_key


def build_changes(package: DataPackage) -> list[Row]:
    """The rows of `history` that this version should have: the tables as they are against the versions before it."""
    before, after = _list_before(package), build_digests(package.rows)
    rows = (
        _build_row(package, meeting_id, before.get(meeting_id), after.get(meeting_id))
        for meeting_id in sorted({*before, *after})
    )
    return [row for row in rows if row]


def list_stale(package: DataPackage) -> list[str]:
    """The ids of the meetings whose row of this version, there or missing, is not what the tables say."""
    stands = {row["meeting_id"]: row for row in list_changes(package)}
    should = {row["meeting_id"]: row for row in build_changes(package)}
    return sorted(key for key in {*stands, *should} if stands.get(key) != should.get(key))


def list_changes(package: DataPackage) -> list[Row]:
    """The rows of `history` that this version has."""
    own = (row for row in package.rows["history"] if row["version"] == package.version)
    return sorted(own, key=lambda row: row["meeting_id"])


def is_released(package: DataPackage) -> bool:
    """Whether this version has a day, so that its rows of `history` stand."""
    return any(row["released_on"] for row in package.rows["releases"] if row["version"] == package.version)


def _list_before(package: DataPackage) -> dict[str, Digests]:
    """The fingerprints of the meetings that the version before this one had."""
    found: dict[str, Digests] = {}
    for row in sorted(package.rows["history"], key=lambda row: version_key(row["version"])):
        if row["version"] != package.version:
            found[row["meeting_id"]] = read_digests(row["digests"])
    return {meeting_id: digests for meeting_id, digests in found.items() if digests}


def _build_row(package: DataPackage, meeting_id: str, before: Digests | None, after: Digests | None) -> Row | None:
    if before == after:
        return None
    change = ADDED if not before else CHANGED if after else WITHDRAWN
    facts = differing(before or {}, after or {}) if change == CHANGED else ()
    row = package.tables["history"].blank()
    row.update(meeting_id=meeting_id, version=package.version, change=change)
    row.update(facts=";".join(facts), digests=write_digests(after or {}))
    return row
