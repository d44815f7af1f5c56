"""Geocoding of the places table: asked once, judged by rule, saved after every answer, never over a curated value.

The places table is cache and to-do list at once: only places without coordinates are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from techvisits.curate.geocode.query import build_queries
from techvisits.curate.geocode.rank import NOTHING, Candidate, Outcome, Target, Verdict, judge, precision_of
from techvisits.curate.geocode.service import Service
from techvisits.package.canonical import build_canonical
from techvisits.package.descriptor import Row, Table, load_descriptor, load_tables
from techvisits.package.errors import GeocodeError, QueryError
from techvisits.package.files import write_whole
from techvisits.package.tables import load_rows
from techvisits.record.geo import Position, position_of

BOX_DEGREES = 0.4  # half the side of the view box round a city's centre
Choose = Callable[[Row, Verdict], Candidate | None]


@dataclass(frozen=True)
class Places:
    """The places table: where it lies, what the schema says, and its rows as they were read."""

    path: Path
    table: Table
    rows: list[Row]

    def find(self, place_id: str) -> Row | None:
        """The row with that id, None where there is none."""
        return next((row for row in self.rows if row["place_id"] == place_id), None)


@dataclass(frozen=True)
class Run:
    """Whom to ask about which package, on which day; `choose` is asked where two answers are as good as each other."""

    folder: Path
    service: Service
    today: date
    natives: Mapping[str, str]
    choose: Choose | None = None
    dry_run: bool = False


@dataclass(frozen=True)
class Answer:
    """What asking about one place came to, and the rung that decided it ("" where none did)."""

    place_id: str
    outcome: Outcome
    rung: str = ""
    precision: str = ""
    verdict: Verdict = NOTHING

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why nothing was found, in words; each reason once."""
        return tuple(dict.fromkeys(self.verdict.refused)) or ("the service knows none of its names and addresses",)


def load_places(folder: Path) -> Places:
    """The places table of a data package; raises DataError where it cannot be read."""
    table = load_tables(load_descriptor(folder))["places"]
    path = folder / table.path
    return Places(path, table, load_rows(path, table)[0])


def places_to_ask(places: Places, only: Iterable[str] = ()) -> list[Row]:
    """The places without coordinates, cities first; only those named, if any; raises QueryError for an unknown id."""
    chosen = choose_places(places, only)
    # A city's centre is needed to judge the places in it.
    return sorted((row for row in chosen if _is_open(row)), key=lambda row: (row["kind"] != "city", row["place_id"]))


def find_place(place: Row, places: Places, service: Service, natives: Mapping[str, str]) -> Answer:
    """The service's answer to the first rung that decides; raises GeocodeError when the service fails."""
    city = places.find(place["city"]) if place["kind"] != "city" else None
    target = build_target(place, city)
    if place["kind"] != "city" and not target.centre:
        reason = f"its city {place['city'] or '(none named)'} has no coordinates: geocode that first"
        return Answer(place["place_id"], "none", verdict=Verdict("none", refused=(reason,)))
    refused: list[str] = []
    for query in build_queries(place, city, natives):
        verdict = judge(service.ask(query.text, target.country_code, view_box(target.centre)), target, query)
        if verdict.best:
            precision = precision_of(verdict.best, target, query.rung)
            return Answer(place["place_id"], verdict.outcome, query.rung, precision, verdict)
        refused += verdict.refused
    return Answer(place["place_id"], "none", verdict=Verdict("none", refused=tuple(refused)))


def fill_places(run: Run, only: Iterable[str] = ()) -> Iterator[Answer]:
    """The answer for each open place, which is saved by then; raises GeocodeError where it cannot go on."""
    places = load_places(run.folder)
    for place in places_to_ask(places, only):
        answer = find_place(place, places, run.service, run.natives)
        if answer.outcome == "unsure" and run.choose:
            answer = _chosen(answer, run.choose(place, answer.verdict), place, places)
        if answer.outcome == "found":
            latest = places if run.dry_run else load_places(run.folder)  # somebody may have edited it since
            places = _with_answer(latest, answer, run.service.name, run.today)
            if not run.dry_run:
                save_places(places)
        yield answer


def save_places(places: Places) -> None:
    """Write the table whole, in canonical form; raises GeocodeError where the disk refuses."""
    try:
        write_whole(places.path, build_canonical(places.rows, places.table))
    except OSError as error:
        what = f"{places.path}: cannot be written ({error.strerror or error})"
        raise GeocodeError(f"{what}; make room or mend the permissions, then run the command again") from error


def remove_leftovers(folder: Path) -> None:
    """Delete what a killed run left behind of the file it was writing aside."""
    path = load_places(folder).path
    for leftover in path.parent.glob(f".{path.name}.????????"):
        leftover.unlink(missing_ok=True)


def build_target(place: Row, city: Row | None) -> Target:
    """What the service is to find for a place in that city."""
    names = tuple(filter(None, [city["name_native"], city["name"]])) if city else ()
    return Target(place["kind"], place["country_code"], names, position_of(city) if city else None)


def view_box(centre: Position | None) -> tuple[Position, Position] | None:
    """The south-west and north-east corners of the area to prefer round a city's centre."""
    if not centre:
        return None
    latitude, longitude = centre
    return (latitude - BOX_DEGREES, longitude - BOX_DEGREES), (latitude + BOX_DEGREES, longitude + BOX_DEGREES)


def choose_places(places: Places, only: Iterable[str]) -> list[Row]:
    """The rows with those ids, all of them where none is named; raises QueryError for an unknown id."""
    wanted = list(only)
    unknown = [place_id for place_id in wanted if not places.find(place_id)]
    if unknown:
        raise QueryError(f"{places.path.name} has no place {place_id!r}" for place_id in unknown)
    return [row for row in places.rows if row["place_id"] in wanted or not wanted]


def _is_open(row: Row) -> bool:
    known = row["latitude"] or row["longitude"] or row["coordinates_origin"] == "curated"
    return not known and row["kind"] != "country"


def _chosen(answer: Answer, candidate: Candidate | None, place: Row, places: Places) -> Answer:
    if not candidate:
        return answer
    others = [c for c in answer.verdict.fitting if c != candidate]
    verdict = replace(answer.verdict, outcome="found", best=candidate, runner_up=others[0] if others else None)
    precision = precision_of(candidate, build_target(place, places.find(place["city"])), answer.rung)
    return replace(answer, outcome="found", verdict=verdict, precision=precision)


def _with_answer(places: Places, answer: Answer, geocoder: str, today: date) -> Places:
    """The table with the answer in its row, unless somebody has filled that row since."""
    best, kilometres = answer.verdict.best, answer.verdict.runner_up_km
    if not best:
        return places
    values = {
        "latitude": f"{best.latitude:.5f}",
        "longitude": f"{best.longitude:.5f}",
        "coordinates_precision": answer.precision,
        "coordinates_origin": "geocoder",
        "geocoder": geocoder,
        "geocoded_on": today.isoformat(),
        "osm_id": best.osm_id,
        "geocoder_rung": answer.rung,
        "runner_up_km": "" if kilometres is None else f"{kilometres:.3f}",
    }
    rows = [Row(row | values) if row["place_id"] == answer.place_id and _is_open(row) else row for row in places.rows]
    return replace(places, rows=rows)
