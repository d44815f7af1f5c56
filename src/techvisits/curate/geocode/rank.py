"""Which of a service's answers is the place: refused by rule, preferred by name, never chosen between far apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from techvisits.curate.geocode.query import SHORTEST_NAME, Query, normalize, strip_unit
from techvisits.record.geo import AREA_RADIUS_KM, Position, distance_km, is_in_country, is_within

Outcome = Literal["found", "unsure", "none"]

FAR_APART_KM = 0.25
NO_BUILDING = {"boundary", "highway", "natural", "place", "public_transport", "railway", "route", "waterway"}
NO_VENUE = {
    "amenity=atm",
    "amenity=bench",
    "amenity=bicycle_parking",
    "amenity=bicycle_rental",
    "amenity=bus_station",
    "amenity=charging_station",
    "amenity=parking",
    "amenity=parking_entrance",
    "amenity=parking_space",
    "amenity=post_box",
    "amenity=shelter",
    "amenity=taxi",
    "amenity=toilets",
    "amenity=vending_machine",
}
PART_WORD = re.compile(r"(?:キャンパス|本館|別館|庁舎|ビル|캠퍼스|본관|별관|청사|빌딩|타워|campus|building|tower)$")
ADDRESS_KINDS = {"place=house", "place=square", "place=plot"}
WIDE_KINDS = {
    "amenity=university",
    "amenity=college",
    "amenity=hospital",
    "leisure=park",
    "landuse=industrial",
    "landuse=commercial",
    "man_made=works",
    "tourism=theme_park",
}


@dataclass(frozen=True)
class Candidate:
    """One answer of a service; what it does not tell is empty. `kind` is an OSM tag such as `tourism=hotel`."""

    latitude: float
    longitude: float
    label: str
    names: tuple[str, ...] = ()
    country_code: str = ""
    kind: str = ""
    osm_id: str = ""
    house_number: str = ""

    @property
    def position(self) -> Position:
        """Latitude and longitude in degrees."""
        return self.latitude, self.longitude

    def __str__(self) -> str:
        return " ".join(
            filter(None, [self.label, f"[{self.latitude:.5f}, {self.longitude:.5f}]", self.kind, self.osm_id])
        )


@dataclass(frozen=True)
class Target:
    """What is looked for: the kind of place, its country, and its city's name forms and centre (None if unknown)."""

    kind: str
    country_code: str
    city_names: tuple[str, ...] = ()
    centre: Position | None = None


@dataclass(frozen=True)
class Verdict:
    """What the answers to one question come to; `refused` says why each of the others was not considered."""

    outcome: Outcome
    best: Candidate | None = None
    runner_up: Candidate | None = None
    fitting: tuple[Candidate, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def runner_up_km(self) -> float | None:
        """Kilometres from the best answer to the next best, None where there is no other."""
        if not self.best or not self.runner_up:
            return None
        return distance_km(self.best.position, self.runner_up.position)


NOTHING = Verdict("none")


def judge(candidates: Iterable[Candidate], target: Target, query: Query) -> Verdict:
    """The verdict on the answers to one question: "unsure" where two as good as each other lie over 250 m apart."""
    refused: list[str] = []
    fitting: list[tuple[int, Candidate]] = []
    for candidate in candidates:
        reason = refuse(candidate, target, query)
        if reason:
            refused.append(f"{candidate.label}: {reason}")
        else:
            fitting.append((rate_name(candidate, target, query), candidate))
    fitting.sort(key=lambda rated: -rated[0])
    if not fitting:
        return Verdict("none", refused=tuple(refused))
    (rate, best), rest = fitting[0], fitting[1:]
    rivals = [c for r, c in rest if r == rate and not is_within(c.position, best.position, FAR_APART_KM)]
    runner_up = rivals[0] if rivals else rest[0][1] if rest else None
    ordered = tuple(candidate for _, candidate in fitting)
    return Verdict("unsure" if rivals else "found", best, runner_up, ordered, tuple(refused))


def refuse(candidate: Candidate, target: Target, query: Query) -> str:
    """Why the answer cannot be the place, in a few words; "" where it can."""
    if not lies_in(candidate, target.country_code):
        return f"lies outside {target.country_code}"
    if target.centre:
        away = distance_km(candidate.position, target.centre)
        if away > AREA_RADIUS_KM:
            return f"lies {away:.0f} km from the centre of {target.city_names[-1]}"
    if not fits_kind(candidate.kind, target.kind, query.rung):
        return f"is a {candidate.kind.replace('=', ' ').replace('_', ' ')}, no {target.kind}"
    if query.number and not has_number(candidate, query.number):
        return f"has another number than {query.number}"
    if query.wanted and not rate_name(candidate, target, query):
        return "has another name"
    return ""


def lies_in(candidate: Candidate, country_code: str) -> bool:
    """Whether the answer names the country or, naming none, lies in its outline."""
    if candidate.country_code:
        return candidate.country_code.upper() == country_code
    return is_in_country(candidate.position, country_code)


def fits_kind(kind: str, place_kind: str, rung: str) -> bool:
    """Whether an OSM tag can be that kind of place: an office is no bus stop, a district no hotel; unknown fits."""
    key = kind.partition("=")[0]
    if not kind:
        return True
    if place_kind != "venue" or rung == "district":
        return key in ("place", "boundary") and kind != "place=house"
    return kind in ADDRESS_KINDS or (key not in NO_BUILDING and kind not in NO_VENUE)


def has_number(candidate: Candidate, number: str) -> bool:
    """Whether the answer's house number is the number asked for, or the end of it as Japanese addresses are split."""
    theirs = [part for part in candidate.house_number.replace("番", "-").replace("号", "").split("-") if part]
    ours = number.split("-")
    return bool(theirs) and ours[-len(theirs) :] == theirs


def rate_name(candidate: Candidate, target: Target, query: Query) -> int:
    """How alike the names are: 3 the same, 2 the same but for city or unit, 1 one within the other, 0 another."""
    cities = tuple(map(normalize, target.city_names))
    rates = (
        _rate(theirs, ours, cities, strict=query.rung == "district" or target.kind != "venue")
        for theirs in candidate.names or (candidate.label,)
        for ours in query.wanted
    )
    return max(rates, default=0)


def precision_of(candidate: Candidate, target: Target, rung: str) -> str:
    """What the answer's coordinates stand for, as in the field `coordinates_precision`."""
    if target.kind != "venue":
        return target.kind
    if rung == "district":
        return "district"
    return "block" if candidate.kind in WIDE_KINDS else "building"


def _rate(theirs: str, ours: str, cities: tuple[str, ...], *, strict: bool) -> int:
    one, other = normalize(theirs), normalize(ours)
    if not one or not other:
        return 0
    if one == other:
        return 3
    if strict:
        return 2 if normalize(strip_unit(theirs)) == normalize(strip_unit(ours)) else 0
    bare_one, bare_other = _without(one, cities), _without(other, cities)
    if bare_one == bare_other:
        return 2
    return int(_is_part(one, other) or _is_part(bare_one, bare_other))


def _is_part(one: str, other: str) -> bool:
    """Whether one name is at least half of the other, or the other is a campus or building of the one."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORTEST_NAME or shorter not in longer:
        return False
    return 2 * len(shorter) >= len(longer) or (longer.startswith(shorter) and bool(PART_WORD.search(longer)))


def _without(name: str, cities: tuple[str, ...]) -> str:
    for city in cities:
        if len(name) > len(city) + 1:
            name = name.replace(city, "", 1)
    return name
