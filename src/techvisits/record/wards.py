"""The ward or gu that a place lies in, as its address says it, and what that is called."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Final

from techvisits.record.model import AREAS, Name, Place

WARDS: Final = Path(__file__).with_name("wards.csv")
WRITTEN: Final = re.compile(r"([a-z]+)(-ku|-gu)", re.IGNORECASE)


def ward_of(place: Place) -> str:
    """`chiyoda`, `gangnam-gu` or, outside the two capitals, `kita-osaka`; empty where no ward is known."""
    parts = [part.strip() for part in place.address.split(",")]
    for part in (*reversed(parts), place.place_id if place.kind == "district" else ""):
        if written := WRITTEN.fullmatch(part):
            ward = written[1] if written[2] == "-ku" else part
            return f"{ward}{'' if place.city_id in AREAS else f'-{place.city_id}'}".lower()
    return ""


def ward_name(ward_id: str) -> Name:
    """The name of a ward in all scripts; the id itself where nobody wrote it down."""
    return _load_names().get(ward_id) or Name(ward_id)


@cache
def _load_names() -> dict[str, Name]:
    with WARDS.open(encoding="utf-8", newline="") as file:
        return {
            row["ward_id"]: Name(
                row["name"], row["name_ko" if "-gu" in row["ward_id"] else "name_ja"], (row["name_ja"], row["name_ko"])
            )
            for row in csv.DictReader(file)
        }
