"""What the rows of meetings, visits, hosts and promises point to, by id."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from techvisits.package.descriptor import Row
from techvisits.package.tables import split_list
from techvisits.record.geo import AREA_RADIUS_KM, Position, is_within, position_of
from techvisits.record.model import AREAS, ELSEWHERE, Name, Organization, Person, Place, Topic
from techvisits.record.roles import Roles, build_roles

UNKNOWN: Final = Name("")
LABEL: Final = "label"
OTHERS: Final = ("written_as", "also_known_as")


class Period(NamedTuple):
    """The days on which an organization had a former name."""

    first: dt.date
    last: dt.date
    name: Name


class Known(NamedTuple):
    """People, organizations, places and topics by id, organizations by the name of today; `former` has their other names.

    `roles` has what roles are called in other languages.
    """

    people: dict[str, Person]
    organizations: dict[str, Organization]
    places: dict[str, Place]
    topics: dict[str, Topic]
    former: dict[str, list[Period]]
    roles: Roles

    def organization(self, organization_id: str, day: dt.date) -> Organization:
        """The organization by the name that it had on that day."""
        organization = self.organizations[organization_id]
        names = [period.name for period in self.former.get(organization_id, ()) if period.first <= day <= period.last]
        return replace(organization, name=names[0]) if names else organization


def build_known(rows: Mapping[str, Sequence[Row]]) -> Known:
    """All that the rows of the tables point to."""
    former = _build_former(rows["names"])
    return Known(
        {row["person_id"]: Person(row["person_id"], _build_name(row)) for row in rows["people"]},
        {row["organization_id"]: _build_organization(row, former) for row in rows["organizations"]},
        _build_places(rows["places"]),
        {row["topic_id"]: _build_topic(row) for row in rows["topics"]},
        former,
        build_roles(rows["roles"]),
    )


def _build_name(row: Row) -> Name:
    native = row["name_native"]
    others = (form for field in OTHERS for form in split_list(row.get(field, "")))
    return Name(row["name"], native, tuple(dict.fromkeys(filter(None, (native, *others)))))


def _build_former(rows: Sequence[Row]) -> dict[str, list[Period]]:
    """The former names of each organization, the first one first."""
    former: defaultdict[str, list[Period]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["to"]):
        first = dt.date.fromisoformat(row["from"]) if row["from"] else dt.date.min
        former[row["organization_id"]].append(Period(first, dt.date.fromisoformat(row["to"]), _build_name(row)))
    return dict(former)


def _build_organization(row: Row, former: Mapping[str, Sequence[Period]]) -> Organization:
    name, periods = _build_name(row), former.get(row["organization_id"], ())
    names = (*(period.name for period in periods), name) if periods else ()
    return Organization(row["organization_id"], name, row["kind"], row["country_code"], names)


def _build_topic(row: Row) -> Topic:
    others = {name.removeprefix(f"{LABEL}_"): cell for name, cell in row.items() if name.startswith(f"{LABEL}_")}
    return Topic(row["topic_id"], {"en": row[LABEL], **others})


def _build_places(rows: Sequence[Row]) -> dict[str, Place]:
    names = {row["place_id"]: _build_name(row) for row in rows}
    positions = {row["place_id"]: position_of(row) for row in rows}
    return {
        row["place_id"]: Place(
            place_id=row["place_id"],
            name=names[row["place_id"]],
            kind=row["kind"],
            address=row["address"],
            city_id=row["city"],
            city=names.get(row["city"], UNKNOWN),
            country_code=row["country_code"],
            position=positions[row["place_id"]],
            precision=row["coordinates_precision"],
            area=_area_of(row, positions),
            origin=row["coordinates_origin"],
            origin_url=row["coordinates_url"],
            origin_note=row["coordinates_note"],
        )
        for row in rows
    }


def _area_of(row: Row, positions: Mapping[str, Position | None]) -> str:
    """The area whose city the place is in or near."""
    here = positions[row["place_id"]]
    for area in AREAS:
        centre = positions.get(area)
        if row["city"] == area or (here and centre and is_within(here, centre, AREA_RADIUS_KM)):
            return area
    return ELSEWHERE
