"""The made-up data package of the benchmarks is one that the dashboard takes."""

import subprocess
import sys
from pathlib import Path

from techvisits.curate.check import check_package, today_there
from techvisits.record.shelf import load_record
from techvisits.record.trips import build_legs, build_stops

SYNTH = Path(__file__).parents[1] / "benchmarks" / "synth.py"


def write(folder: Path) -> Path:
    subprocess.run([sys.executable, SYNTH, folder, "--places", "60", "--legs", "400"], check=True)
    return folder


def test_made_up_package_has_no_errors_and_about_the_legs_asked_for(tmp_path: Path) -> None:
    folder = write(tmp_path / "a")
    assert [f for f in check_package(folder, today_there()) if f.severity == "error"] == []
    record = load_record(folder)
    assert sum(place.kind == "venue" for place in record.places.values()) == 60
    legs = [leg for trip in record.trips.values() for leg in build_legs(build_stops(trip))]
    assert 300 < len(legs) <= 400
    assert any({leg.start.place.area, leg.end.place.area} == {"tokyo", "seoul"} for leg in legs)


def test_one_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = ({p.name: p.read_bytes() for p in write(tmp_path / n).iterdir()} for n in "ab")
    assert first == second
