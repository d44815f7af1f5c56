"""Where papers about meetings can be asked for, and by which law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from techvisits.package.descriptor import Row
from techvisits.package.tables import split_list

ACT, AGENCIES, ORDINANCE, HOUSES = "japan-act", "japan-agencies", "japan-ordinance", "japan-houses"
KOREA: Final = "korea-act"
LAWS: Final = (ACT, AGENCIES, ORDINANCE, HOUSES, KOREA)
"""The laws by which papers can be asked for."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where papers about a meeting can be asked for; what is unknown is empty.

    It gives out those of `organization_id`; where that has several desks, of hosts with one of `roles` in their role, and of
    meetings up to `until`. `law` is one of `LAWS`; `rules` is the name of the ordinance or of a house's rules.
    """

    desk_id: str
    organization_id: str
    roles: tuple[str, ...]
    until: dt.date | None
    law: str
    rules: str
    addressee: str
    address: str
    web: str
    url: str
    note: str


def build_desks(rows: Iterable[Row]) -> tuple[Desk, ...]:
    """The desks of their table."""
    return tuple(_build_desk(row) for row in rows)


def _build_desk(row: Row) -> Desk:
    return Desk(
        desk_id=row["desk_id"],
        organization_id=row["organization_id"],
        roles=split_list(row["roles"]),
        until=dt.date.fromisoformat(row["until"]) if row["until"] else None,
        law=row["law"],
        rules=row["rules"],
        addressee=row["addressee"],
        address=row["address"],
        web=row["web"],
        url=row["url"],
        note=row["note"],
    )
