"""Rules of what became of the meetings: versions that follow each other, and a history that is what the tables say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from techvisits.package.errors import Finding
from techvisits.package.tables import DataPackage
from techvisits.record.changes import is_released, list_stale
from techvisits.record.history import version_key


def releases_in_order(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Releases have days that follow their versions, none in the future; only the version of the descriptor may be in the making."""
    latest = ""
    for line, row in sorted(package.numbered("releases"), key=lambda each: version_key(each[1]["version"])):
        what = ""
        if not row["released_on"]:
            what = "" if row["version"] == package.version else "is empty, while a later version is in the making"
        elif row["released_on"] < latest:
            what = f"{row['released_on']} is before the release of an earlier version"
        elif row["released_on"] > today.isoformat():
            what = f"{row['released_on']} is in the future"
        if what:
            yield package.finding(("releases", line, "released_on"), what, "correct it", "releases-in-order")
        latest = row["released_on"] or latest


def history_fresh(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """The history of this version is what its tables say against those of the version before."""
    stale = list_stale(package)
    if stale:
        remedy = "step its `version` up, for this one is released" if is_released(package) else "run `make data`"
        line = max(len(package.rows["history"]) + 1, 2)
        what = f"does not tell what {package.version} did to {stale[0]}"
        what += f" and {len(stale) - 1} other meetings" * (len(stale) > 1)
        yield package.finding(("history", line, ""), what, remedy, "history-fresh", "warning")
