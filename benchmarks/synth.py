"""A made-up data package of any size, to see what the dashboard bears: nobody and nothing in it exists.

python benchmarks/synth.py FOLDER [--places 10000] [--legs 50000] [--seed 1]
"""

import argparse
import json
import shutil
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from techvisits.package.canonical import build_canonical
from techvisits.package.descriptor import DESCRIPTOR, load_descriptor, load_tables

SCHEMAS: Final = Path(__file__).parents[1] / "data" / DESCRIPTOR
# Name, country, latitude, longitude, spread in degrees, share of the venues and of the stops.
CITIES: Final = pd.DataFrame(
    [
        ("tokyo", "Tokyo", "JP", 35.68, 139.74, 0.09, 0.46),
        ("seoul", "Seoul", "KR", 37.55, 126.98, 0.08, 0.44),
        ("osaka", "Osaka", "JP", 34.69, 135.50, 0.03, 0.04),
        ("busan", "Busan", "KR", 35.16, 129.06, 0.03, 0.03),
        ("jeju", "Jeju", "KR", 33.45, 126.55, 0.03, 0.03),
    ],
    columns=["place_id", "name", "country_code", "latitude", "longitude", "spread", "share"],
)
STOPS: Final = 6  # of a trip, one a day, and so five legs
STAYING: Final = 0.75  # of the moves within a trip end in the city where they began
TRIPS_EACH: Final = 20  # of one leader, ten months apart
HOST_KINDS: Final = ("government", "company", "university", "association", "media")
TOPICS: Final = 30
ROLES: Final = ["CEO", "host"]


def main() -> None:
    """Write the package that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a made-up data package.")
    parser.add_argument("folder", type=Path)
    for name, default in (("--places", 10_000), ("--legs", 50_000), ("--seed", 1)):
        parser.add_argument(name, type=int, default=default)
    write_package(**vars(parser.parse_args()))


def write_package(folder: Path, places: int = 10_000, legs: int = 50_000, seed: int = 1) -> None:
    """Write a valid package with so many venues and about so many legs; the same seed gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(SCHEMAS, folder / DESCRIPTOR)
    frames = build_frames(places, legs, np.random.default_rng(seed))
    for table in load_tables(load_descriptor(folder)).values():
        frame = frames.get(table.name, pd.DataFrame()).reindex(columns=table.field_names).astype(object).fillna("")
        (folder / table.path).write_bytes(build_canonical(frame.astype(str).to_dict("records"), table))


def kinds() -> list[str]:
    """The kinds that a meeting may have."""
    meetings = next(r for r in json.loads(SCHEMAS.read_text("utf-8"))["resources"] if r["name"] == "meetings")
    kind = next(field for field in meetings["schema"]["fields"] if field["name"] == "kind")
    return kind["constraints"]["enum"]


def build_frames(places: int, legs: int, random: np.random.Generator) -> dict[str, pd.DataFrame]:
    """The tables that hold anything, by name, with the columns that do."""
    trips = max(1, legs // (STOPS - 1))
    people = -(-trips // TRIPS_EACH)
    venues = build_venues(places, random)
    stops = build_stops(trips, people, venues, random)
    topics = named("topic_id", "topic", TOPICS)
    labels = dict.fromkeys(("label", "label_ja", "label_ko"), topics["name"])
    hosts = named("organization_id", "host", people).assign(kind=np.resize(HOST_KINDS, people))
    cities = CITIES.assign(kind="city", city=CITIES["place_id"], coordinates_precision="city")
    return {
        "people": named("person_id", "person", 2 * people),
        "organizations": pd.concat([named("organization_id", "company", people).assign(kind="company"), hosts]),
        "places": pd.concat([cities, venues]).assign(coordinates_origin="curated", coordinates_note="Made up."),
        "roles": pd.DataFrame({"role": ROLES}).assign(held_in="any", role_ja="役職", role_ko="직책"),
        "topics": topics.assign(**labels, definition="Made up."),
        "trips": stops.drop_duplicates("trip_id"),
        "meetings": stops,
        "visits": stops,
        "hosts": build_hosts(stops["meeting_id"], people, random),
        "sources": pd.concat([build_sources(stops, publisher) for publisher in ("daily", "news")]),
        "coverage": stops.assign(year=stops["date"].str[:4], searched="found").drop_duplicates(["person_id", "year"]),
    }


def build_venues(count: int, random: np.random.Generator) -> pd.DataFrame:
    """So many venues around the cities."""
    cities = CITIES.loc[random.choice(len(CITIES), count, p=CITIES["share"])].reset_index(drop=True)
    venues = cities[["country_code"]].assign(city=cities["place_id"], kind="venue", coordinates_precision="building")
    for axis in ("latitude", "longitude"):
        venues[axis] = cities[axis] + random.normal(0, 1, count) * cities["spread"]
    return venues.assign(**named("place_id", "venue", count))


def build_stops(trips: int, people: int, venues: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    """The stops of all trips, each with its trip, its visit and its meeting: one leader, one day and one place."""
    trip, stop = np.divmod(np.arange(trips * STOPS), STOPS)
    day = trip // people * 290 + random.integers(0, 250, trips)[trip] + stop
    date = (pd.Timestamp("2010-01-01") + pd.to_timedelta(day, unit="D")).strftime("%Y-%m-%d")
    stops = pd.DataFrame({"trip_id": numbered("trip", trips)[trip], "sequence": stop + 1, "date": date})
    stops["person_id"] = numbered("person", people)[trip % people]
    stops["organization_id"] = numbered("company", people)[trip % people]
    stops["meeting_id"] = stops["date"] + "-" + stops["person_id"]
    drawn = pd.Series(random.choice(CITIES["place_id"], len(stops), p=CITIES["share"]))
    cities = drawn.where((random.random(len(stops)) > STAYING) | (stop == 0)).ffill()
    for city, rows in stops.groupby(cities).groups.items():
        # Each place once where that is possible, and the first far more often than the last: most often no known venue.
        places = np.array([city, *venues.loc[venues["city"] == city, "place_id"]])
        often = (len(places) * random.power(0.3, max(0, len(rows) - len(places)))).astype(int)
        stops.loc[rows, "place_id"] = random.permutation([*places[: len(rows)], *places[often]])
    certainty = random.choice(["stated", "stated", "inferred"], len(stops))
    return stops.assign(
        title="A made-up trip",
        role="CEO",
        date_precision="day",
        place_certainty=np.where(stops["place_id"].isin(CITIES["place_id"]), "unknown", certainty),
        kind=random.choice(kinds(), len(stops)),
        status=np.where(random.random(len(stops)) < 0.97, "held", "cancelled"),
        topic_ids=random.choice(numbered("topic", TOPICS), len(stops)),
        summary="A made-up meeting where nothing happened.",
    )


def build_hosts(meetings: pd.Series, count: int, random: np.random.Generator) -> pd.DataFrame:
    """A host a meeting, and another for every fifth; half of them a person of the organization, half it alone."""
    hosts = pd.concat([meetings.to_frame().assign(rank=1), meetings[::5].to_frame().assign(rank=2)])
    number = random.integers(0, count, len(hosts))
    person = numbered("person", 2 * count)[count + number]
    return hosts.assign(
        organization_id=numbered("host", count)[number],
        person_id=np.where(random.random(len(hosts)) < 0.5, person, ""),
        role="host",
    )


def build_sources(stops: pd.DataFrame, publisher: str) -> pd.DataFrame:
    """A page of one publisher about every meeting, which supports all that the record says of it."""
    return stops[["meeting_id"]].assign(
        url=f"https://example.org/{publisher}/" + stops["meeting_id"],
        publisher=f"Example {publisher.title()}",
        kind="report",
        language="en",
        published_on=stops["date"],
        supports="date;host;place;topic",
    )


def named(key: str, kind: str, count: int) -> pd.DataFrame:
    """Rows with ids and names such as `person-0012` and `Person 0012`."""
    ids = pd.Series(numbered(kind, count))
    return pd.DataFrame({key: ids, "name": ids.str.replace("-", " ").str.capitalize()})


def numbered(kind: str, count: int) -> np.ndarray:
    """`person-0000`, `person-0001` …"""
    return np.array([f"{kind}-{n:04d}" for n in range(count)])


if __name__ == "__main__":
    main()
