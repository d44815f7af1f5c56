"""What the tables mean together: one joined frame of visits and one of meetings, which everybody reads and nobody changes."""

from __future__ import annotations

import math
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from techvisits.package.tables import DataPackage, build_frame, split_list
from techvisits.record.search import build_search

COUNTING_KINDS = ("primary", "report")
PUBLIC = "public"
AREA_RADIUS_KM = 80
KM_PER_DEGREE = 111.2
AREAS = ("tokyo", "seoul")
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Records:
    """The record in memory.

    `visits`: one row a visit (leader × meeting), newest first, with every column of its meeting.
    `meetings`: one row a meeting, newest first, indexed by `meeting_id`; list columns hold tuples.
    `hosts`, `sources`: the rows of each meeting, in rank order and in the order printed.
    `coverage`: one row a leader and year that says whether anybody looked.
    `people`, `organizations`, `places`, `topics`, `trips`: indexed by id.
    """

    version: str
    visits: pd.DataFrame
    meetings: pd.DataFrame
    hosts: pd.DataFrame
    sources: pd.DataFrame
    people: pd.DataFrame
    organizations: pd.DataFrame
    places: pd.DataFrame
    topics: pd.DataFrame
    trips: pd.DataFrame
    coverage: pd.DataFrame

    def name(
        self,
        identifier: str,
        choose: Callable[[str, str], str] = lambda name, forms: name,
        frames: Iterable[pd.DataFrame] | None = None,
    ) -> str:
        """The name of a person, organization or place, looked up in `frames` (else in all three, in that order), as `choose` picks it from the English one and the other forms.

        The id itself where it is none of these.
        """
        for frame in frames or (self.people, self.organizations, self.places):
            if found := self._names[id(frame)].get(identifier):
                return choose(*found)
        return identifier

    @cached_property
    def _names(self) -> dict[int, dict[str, tuple[str, str]]]:
        # The filters ask for thousands of names, and a frame takes long to look up one cell.
        return {
            id(frame): dict(zip(frame.index, zip(frame["name"], frame["forms"], strict=True), strict=True))
            for frame in (self.people, self.organizations, self.places)
        }


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame as named tuples whose cells have the types of this module's columns."""
    # As `itertuples`, which reads a column of text cell by cell and takes three times as long.
    names = ("Index", *frame.columns)
    return map(namedtuple("Row", names), frame.index.tolist(), *(cells.tolist() for _, cells in frame.items()))


def build_records(package: DataPackage) -> Records:
    """Join the tables of a package whose keys have been checked."""
    frames = {name: build_frame(package, name) for name in package.tables}
    people, organizations, places, topics, trips = (
        frames[name].set_index(package.tables[name].key[0])
        for name in ("people", "organizations", "places", "topics", "trips")
    )
    for frame in (people, organizations, places):
        others = frame.get("also_known_as", pd.Series("", frame.index))
        frame["forms"] = frame["name_native"] + ";" + others
    hosts = _build_hosts(frames["hosts"], people, organizations)
    sources = frames["sources"]
    visits = _build_visits(frames["visits"], people, organizations, trips)
    meetings = _build_meetings(frames["meetings"], _build_places(places), visits, hosts, sources)
    meetings["search"] = build_search(meetings, people, organizations, topics)
    joined = visits.merge(meetings, left_on="meeting_id", right_index=True, validate="many_to_one")
    order = ["date", "meeting_id", "sequence"]
    joined = joined.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True)
    return Records(
        package.version,
        joined,
        meetings,
        hosts,
        sources,
        people,
        organizations,
        places,
        topics,
        trips,
        frames["coverage"],
    )


def _build_hosts(hosts: pd.DataFrame, people: pd.DataFrame, organizations: pd.DataFrame) -> pd.DataFrame:
    hosts = hosts.sort_values(["meeting_id", "rank"], ignore_index=True)
    is_person = hosts["person_id"] != ""
    organization = hosts["organization_id"].map(organizations["name"])
    hosts["host_id"] = hosts["person_id"].where(is_person, hosts["organization_id"])
    hosts["organization"] = organization
    hosts["host"] = hosts["person_id"].map(people["name"]).where(is_person, organization)
    native = hosts["organization_id"].map(organizations["name_native"])
    forms = hosts["organization_id"].map(organizations["forms"])
    hosts["host_forms"] = hosts["person_id"].map(people["forms"]).where(is_person, forms)
    hosts["host_native"] = hosts["person_id"].map(people["name_native"]).where(is_person, native)
    kind = hosts["organization_id"].map(organizations["kind"])
    hosts["host_kind"] = kind.where(kind.isin(["government", "company"]), PUBLIC)
    return hosts


def _build_visits(
    visits: pd.DataFrame, people: pd.DataFrame, organizations: pd.DataFrame, trips: pd.DataFrame
) -> pd.DataFrame:
    visits = visits.rename(columns={"person_id": "leader_id", "organization_id": "company_id", "role": "leader_role"})
    visits["leader"] = visits["leader_id"].map(people["name"])
    visits["leader_native"] = visits["leader_id"].map(people["name_native"])
    visits["own_forms"] = visits["leader_id"].map(people["forms"])
    visits["company"] = visits["company_id"].map(organizations["name"])
    visits["trip"] = visits["trip_id"].map(trips["title"])
    return visits


def _build_places(places: pd.DataFrame) -> pd.DataFrame:
    columns = ["name", "name_native", "kind", "address", "city", "country_code", "latitude", "longitude", "forms"]
    joined = places[[*columns, "coordinates_precision"]].rename(
        columns={
            "name": "place",
            "name_native": "place_native",
            "kind": "place_kind",
            "city": "city_id",
            "forms": "place_forms",
        }
    )
    joined["city"] = joined["city_id"].map(places["name"]).fillna("")
    joined["city_forms"] = joined["city_id"].map(places["forms"]).fillna("")
    joined["area"] = ELSEWHERE
    for area in AREAS:
        if area in places.index:
            latitude, longitude = map(float, places.loc[area, ["latitude", "longitude"]])
            north = (joined["latitude"] - latitude) * KM_PER_DEGREE
            east = (joined["longitude"] - longitude) * KM_PER_DEGREE * math.cos(math.radians(latitude))
            near = north**2 + east**2 <= AREA_RADIUS_KM**2
            near |= joined["city_id"] == area
            joined.loc[near, "area"] = area
    return joined


def _build_meetings(
    meetings: pd.DataFrame, places: pd.DataFrame, visits: pd.DataFrame, hosts: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    meetings = meetings.merge(places, left_on="place_id", right_index=True, how="left", validate="many_to_one")
    meetings = meetings.set_index("meeting_id")
    month_end = meetings["date"] + pd.offsets.MonthEnd(0)
    meetings["date_end"] = meetings["date"].where(meetings["date_precision"] == "day", month_end)
    meetings["topic_ids"] = pd.Series([split_list(t) for t in meetings["topic_ids"]], meetings.index, dtype=object)
    order = visits.sort_values(["meeting_id", "leader_id"])
    for column, source, frame in (
        ("leader_ids", "leader_id", order),
        ("leaders", "leader", order),
        ("leader_forms", "own_forms", order),
        ("company_ids", "company_id", order),
        ("host_ids", "host_id", hosts),
        ("hosts", "host", hosts),
        ("host_forms", "host_forms", hosts),
        ("host_organizations", "organization", hosts),
        ("host_organization_ids", "organization_id", hosts),
        ("host_roles", "role", hosts),
        ("urls", "url", sources),
    ):
        meetings[column] = _gather(frame, source, meetings.index)
    principal = hosts.drop_duplicates("meeting_id").set_index("meeting_id")
    meetings["host_kind"] = principal["host_kind"].reindex(meetings.index).fillna(PUBLIC)
    counting = sources[sources["kind"].isin(COUNTING_KINDS)]
    publishers = counting.groupby("meeting_id")["publisher"].nunique()
    meetings["publishers"] = publishers.reindex(meetings.index).fillna(0).astype("int64")
    meetings["evidence"] = _grade(meetings, sources)
    return meetings.sort_values(["date", "meeting_id"], ascending=False, kind="stable")


def _grade(meetings: pd.DataFrame, sources: pd.DataFrame) -> pd.Series[Any]:
    """`two`: two independent publishers; `primary`: a primary source with date and host; `one`: one publisher; else `unconfirmed`."""
    supports = sources["supports"].map(split_list)
    proves = supports.map(lambda facts: "date" in facts and "host" in facts)
    primary = set(sources.loc[(sources["kind"] == "primary") & proves, "meeting_id"])
    grade = pd.Series("unconfirmed", meetings.index)
    grade[meetings["publishers"] >= 1] = "one"
    grade[meetings.index.isin(primary)] = "primary"
    grade[meetings["publishers"] >= 2] = "two"
    grade[meetings["status"] == "unconfirmed"] = "unconfirmed"
    return grade


def _gather(frame: pd.DataFrame, column: str, index: pd.Index[Any]) -> pd.Series[Any]:
    grouped: dict[str, list[Any]] = {}
    for meeting_id, value in zip(frame["meeting_id"].tolist(), frame[column].tolist(), strict=True):
        grouped.setdefault(meeting_id, []).append(value)
    return pd.Series([tuple(grouped.get(m, ())) for m in index], index, dtype=object)
