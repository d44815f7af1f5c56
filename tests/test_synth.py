"""The made-up data package of the benchmarks is one that the dashboard takes."""

import subprocess
import sys
from pathlib import Path

from techvisits.curate.check import check_package, load_records, today_there
from techvisits.record import trips

SYNTH = Path(__file__).parents[1] / "benchmarks" / "synth.py"


def write(folder: Path) -> Path:
    subprocess.run([sys.executable, SYNTH, folder, "--places", "60", "--legs", "400"], check=True)
    return folder


def test_made_up_package_has_no_errors_and_about_the_legs_asked_for(tmp_path: Path) -> None:
    folder = write(tmp_path / "a")
    assert [f for f in check_package(folder, today_there()) if f.severity == "error"] == []
    records = load_records(folder)
    assert (records.places["kind"] == "venue").sum() == 60
    legs = [leg for trip in records.trips.index for leg in trips.build_legs(trip, trips.build_stops(trip, records))]
    assert 300 < len(legs) <= 400
    assert any({leg.start.area, leg.end.area} == {"tokyo", "seoul"} for leg in legs)


def test_one_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = ({p.name: p.read_bytes() for p in write(tmp_path / n).iterdir()} for n in "ab")
    assert first == second
