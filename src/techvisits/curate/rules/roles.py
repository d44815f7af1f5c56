"""Rules of roles: each that somebody holds has its words in Japanese and Korean, and each with words is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from techvisits.package.errors import Finding
from techvisits.package.tables import DataPackage
from techvisits.record.roles import ANY, HOLDERS, build_finder, find_used


def role_translated(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Every role of a visit or a host has a row in `roles`; one that has none is told once."""
    find, told = build_finder(package.rows), {""}
    for table, line, row in [(holder, *numbered) for holder in HOLDERS for numbered in package.numbered(holder)]:
        role = row["role"]
        if role not in told and not find(row):
            told.add(role)
            remedy = "add it with its Japanese and Korean words, as newspapers write them"
            yield package.finding((table, line, "role"), f"{role} is not in roles.csv", remedy, "role-translated")


def role_held(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A role in `roles` is held by somebody for whom no narrower row is there."""
    used = find_used(package.rows)
    for line, row in package.numbered("roles"):
        if (row["role"], row["held_in"]) not in used:
            what = f"nobody in `{row['held_in']}` is {row['role']}"
            yield package.finding(("roles", line, "role"), what, "delete it, or correct it", "role-held", "warning")


def role_place_known(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Where a role is held is `any`, a kind of organization or an organization's id."""
    known = {ANY, *package.choices("organizations", "kind")}
    known |= {row["organization_id"] for row in package.rows["organizations"]}
    for line, row in package.numbered("roles"):
        if row["held_in"] not in known:
            what, remedy = f"{row['held_in']} is no organization", "write `any`, a kind of organization or its id"
            yield package.finding(("roles", line, "held_in"), what, remedy, "role-place-known")
