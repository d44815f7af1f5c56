"""What to ask a geocoding service about a place: its names and address, in rungs from the surest to the coarsest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from techvisits.package.descriptor import Row

NOTE = re.compile(r"\s*\(([^()]*)\)\s*")
NUMBER = re.compile(r"\d+(?:-\d+)*")
LOT = re.compile(r"\b(?:san|housenumber)\b")
YEAR = re.compile(r"\b(19|20)\d\d\b")
ROAD = re.compile(r"(?:-ro|-gil|-daero|daero|-dori|-ga)$")
WARD = re.compile(r"-[kg]u$")
LATIN_MARKS = re.compile("[\u0300-\u036f]")
SHORTEST_NAME = 3  # letters; a shorter name says too little to search for
UNIT = re.compile(
    r"(?:-(?:ku|gu|si|shi|cho|machi|dong|eup|myeon|ri)| (?:city|ward|district|province|prefecture))$"
    r"|(?:특별시|광역시|특별자치시)$|(?<=..)[都府市町村区시군구읍면]$",
    re.IGNORECASE,
)
SCRIPTS_APART = re.compile(r"(?<=[A-Za-z0-9]) (?=[^\x00-\x7f])")
SCRIPTS_MEET = re.compile(r"(?<=[A-Za-z0-9])(?=[^\x00-\x7f])")


@dataclass(frozen=True)
class Query:
    """One question: its rung and text, the names an answer may bear, and the house number it must have."""

    rung: str
    text: str
    wanted: tuple[str, ...]
    number: str = ""


def build_queries(place: Row, city: Row | None, natives: Mapping[str, str]) -> list[Query]:
    """Every question about a place in the order to ask them; `natives` gives native names by English name."""
    if place["kind"] == "city":
        return _city_queries(place)
    around = city or place
    queries = _name_queries("native-name", place["name_native"], around["name_native"])
    queries += _address_queries(place, natives)
    queries += _name_queries("english-name", place["name"], around["name"])
    return _unique([*queries, *_district_queries(place, natives, around["name_native"])])


def name_variants(name: str) -> list[str]:
    """`"A (B)"` -> `["A", "B"]`: the names a place goes by; remarks such as "until 2022" or "site" are no names."""
    outside = NOTE.sub(" ", name).strip()
    inside = [text for text in NOTE.findall(name) if _is_name(text)]
    return [variant for variant in (outside, *inside) if variant]


def normalize(name: str) -> str:
    """A name's bare letters and digits, for comparing: width, case, accents, spaces and punctuation are dropped."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    whole = unicodedata.normalize("NFKC", LATIN_MARKS.sub("", decomposed))
    return "".join(letter for letter in whole if letter.isalnum())


def strip_unit(name: str) -> str:
    """A district or city without the word for what it is: `Chiyoda-ku` -> `Chiyoda`, `豊田市` -> `豊田`."""
    return UNIT.sub("", name.strip())


def _city_queries(place: Row) -> list[Query]:
    """Both names with the region, then the native name alone: namesakes far apart are told from each other by hand."""
    region = place["address"].rsplit(",", 1)[-1].strip()
    names = {"native-name": place["name_native"], "english-name": place["name"]}
    wanted = tuple(filter(None, names.values()))
    asked = [(rung, [name, around]) for rung, name in names.items() for around in (region, strip_unit(region))]
    asked.append(("native-name", [place["name_native"] or place["name"]]))
    return _unique(Query(rung, ", ".join(filter(None, parts)), wanted) for rung, parts in asked if parts[0])


def _name_queries(rung: str, name: str, city: str) -> list[Query]:
    variants = name_variants(name)
    spellings = [spelling for variant in variants for spelling in _spellings(variant, city)]
    return [Query(rung, text, tuple(variants)) for text in dict.fromkeys(spellings)]


def _spellings(variant: str, city: str) -> list[str]:
    """The ways to ask for one name: with the city, closed up or apart, its latter words; at last without the city."""
    bare = " ".join(variant.replace(city, " ").split()) if city and city != variant else variant
    forms = [variant, bare]
    if not bare.isascii():
        forms += ["".join(bare.split()), SCRIPTS_MEET.sub(" ", bare), SCRIPTS_APART.sub("", bare)]
    tail = bare.partition(" ")[2]
    if 2 * len(normalize(tail)) >= len(normalize(bare)):
        forms.append(tail)
    asked = [f"{form}, {city}" for form in forms if form == variant or len(normalize(form)) >= SHORTEST_NAME]
    alone = [variant, "".join(variant.split())] if not variant.isascii() else [variant]
    return [*asked, *alone] if bare == variant else [variant, *asked, *alone]


def _address_queries(place: Row, natives: Mapping[str, str]) -> list[Query]:
    parts = _address_parts(place)
    number = NUMBER.search(parts[0]) if parts else None
    if not number:
        return []
    if ROAD.search(_without_number(parts[0])) and len(parts) > 2 and parts[1].endswith("-dong"):
        del parts[1]
    text = ", ".join([parts[0], *(_native(part, natives) for part in parts[1:])])
    return [Query("native-address", text, (), number.group())]


def _district_queries(place: Row, natives: Mapping[str, str], city: str) -> list[Query]:
    """The smallest district of the address; a whole ward only where the address tells no more than that."""
    parts = [part for part in map(_without_number, _address_parts(place)) if part]
    if parts and ROAD.search(parts[0]):
        del parts[0]
        if parts and WARD.search(parts[0]):
            return []
    if len(parts) < 2 or place["kind"] == "district":
        return []
    native = _native(parts[0], natives)
    texts = [[native, *(_native(part, natives) for part in parts[1:])], parts, [native, city]]
    return [Query("district", ", ".join(text), tuple(dict.fromkeys((native, parts[0])))) for text in texts]


def _address_parts(place: Row) -> list[str]:
    return [part.strip() for part in place["address"].split(",") if part.strip()]


def _without_number(part: str) -> str:
    return LOT.sub("", NUMBER.sub("", part)).strip()


def _native(part: str, natives: Mapping[str, str]) -> str:
    return natives.get(part) or natives.get(strip_unit(part)) or part


def _is_name(text: str) -> bool:
    letters = "".join(letter for letter in text if letter.isalpha())
    return len(letters) >= SHORTEST_NAME and not text[:1].islower() and not YEAR.search(text)


def _unique(queries: Iterable[Query]) -> list[Query]:
    by_text: dict[str, Query] = {}
    for query in queries:
        if normalize(query.text):
            by_text.setdefault(query.text, query)
    return list(by_text.values())
