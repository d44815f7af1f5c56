"""Rules of the desks where papers can be asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from techvisits.package.errors import Finding
from techvisits.package.tables import DataPackage

NAMED: Final = ("japan-ordinance", "japan-houses")
"""The laws of which each desk has its own."""


def desk_dated(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No page of a desk is read in the future."""
    for line, row in package.numbered("desks"):
        if row["accessed_on"] > today.isoformat():
            what = f"{row['accessed_on']} is in the future"
            yield package.finding(("desks", line, "accessed_on"), what, "correct it", "desk-dated")


def desk_rules(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A desk names the ordinance or the house's rules, and no rules besides an act."""
    for line, row in package.numbered("desks"):
        if bool(row["rules"]) != (row["law"] in NAMED):
            what = f"is {row['rules'] or 'empty'}, while the law is `{row['law']}`"
            remedy = "delete it" if row["rules"] else "name the ordinance or the rules in their own script"
            yield package.finding(("desks", line, "rules"), what, remedy, "desk-rules")


def desk_reachable(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A desk has an address or a web page."""
    for line, row in package.numbered("desks"):
        if not row["address"] and not row["web"]:
            what, remedy = "has neither an address nor a web page", "give one that a page tells of"
            yield package.finding(("desks", line, "web"), what, remedy, "desk-reachable")


def desk_once(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Of two desks of an organization, role or time says which one has a meeting's papers."""
    seen: dict[tuple[str, str, str], str] = {}
    for line, row in package.numbered("desks"):
        key = (row["organization_id"], row["roles"], row["until"])
        if key in seen:
            what = f"has the organization, roles and time of {seen[key]}"
            remedy = "say in `roles` or `until` which papers it has, or delete one"
            yield package.finding(("desks", line, "roles"), what, remedy, "desk-once")
        seen.setdefault(key, row["desk_id"])
