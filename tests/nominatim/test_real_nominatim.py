"""The whole command against a real Nominatim, which `tests/nominatim/run` fills with our extract and starts."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from build_extract import held_places, osm_name
from click.testing import CliRunner

from techvisits.curate.cli.geocode import geocode_command
from techvisits.curate.geocode.places import build_target, load_places
from techvisits.curate.geocode.query import Query, name_variants
from techvisits.curate.geocode.rank import Candidate, rate_name
from techvisits.package.home import default_folder
from techvisits.record.geo import AREA_RADIUS_KM, distance_km, position_of

sys.path.insert(0, str(Path(__file__).parents[1] / "curate"))
from geocode_player import SEOUL, TOKYO, empty_positions, place_row, write_places  # noqa: E402

URL = os.environ.get("TECHVISITS_TEST_NOMINATIM", "")
SETTINGS = {"TECHVISITS_GEOCODER_URL": URL, "TECHVISITS_USER_AGENT": "techvisits-tests (tests@example.org)"}
PROGRAM = (
    "import sys, pathlib; from techvisits.curate.cli.geocode import geocode_command as c; "
    "c([], obj=pathlib.Path(sys.argv[1]))"
)

pytestmark = pytest.mark.skipif(not URL, reason="start it with tests/nominatim/run")


def run(folder, *arguments):
    """The result of the command on a package."""
    return CliRunner().invoke(geocode_command, arguments, obj=folder, env=SETTINGS)


def copy_emptied(folder):
    """A copy of the shipped package without any coordinates."""
    shutil.copytree(default_folder(), folder)
    empty_positions(folder, keep=lambda row: row["kind"] == "country")
    return folder


@pytest.fixture(scope="module")
def shipped():
    """The shipped places as the curators wrote them."""
    return load_places(default_folder())


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A package filled from nothing by one run, and what the run printed."""
    folder = copy_emptied(tmp_path_factory.mktemp("filled") / "data")
    result = run(folder)
    assert result.exit_code in (0, 1), result.output
    print(result.stdout.splitlines()[-1])
    return load_places(folder)


def is_known(place, city):
    """Whether the table calls a place what the map calls it."""
    name = osm_name(place)
    wanted = (*name_variants(place["name_native"]), *name_variants(place["name"]))
    candidate = Candidate(*position_of(place), name, (name,))
    return rate_name(candidate, build_target(place, city), Query("native-name", "", wanted)) > 0


def test_it_fills_nine_in_ten_of_the_venues_the_extract_holds(shipped, filled):
    held = [filled.find(place["place_id"]) for place in held_places(shipped.rows)]
    found = [place for place in held if place["latitude"]]
    fine = [place for place in found if place["coordinates_precision"] in ("building", "block")]
    print(f"{len(held)} held, {len(found)} filled ({len(found) / len(held):.1%}), {len(fine)} of them to the building")
    assert len(found) >= 0.9 * len(held)


def test_it_finds_the_building_where_the_map_has_it_under_its_name(shipped, filled):
    known = [place for place in held_places(shipped.rows) if is_known(place, shipped.find(place["city"]))]
    fine = [p for p in known if filled.find(p["place_id"])["coordinates_precision"] in ("building", "block")]
    print(f"{len(known)} held under a name we know, {len(fine)} found to the building ({len(fine) / len(known):.1%})")
    assert len(fine) >= 0.9 * len(known)


def test_none_lies_outside_its_city_and_no_building_is_another(shipped, filled):
    held = {place["place_id"] for place in held_places(shipped.rows)}
    for place in filled.rows:
        curated = shipped.find(place["place_id"])
        city = shipped.find(place["city"]) if place["city"] else None
        if not place["latitude"] or not city or not position_of(city):
            continue
        assert distance_km(position_of(place), position_of(city)) < AREA_RADIUS_KM
        if place["place_id"] in held and place["coordinates_precision"] in ("building", "block"):
            assert distance_km(position_of(place), position_of(curated)) < 0.25, place["place_id"]


def test_killed_halfway_it_resumes_to_the_same_bytes(tmp_path, filled):
    folder = copy_emptied(tmp_path / "data")
    dice = random.Random(4)
    for _ in range(50):
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(folder)],
            env=os.environ | SETTINGS,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(dice.uniform(1.0, 5.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        load_places(folder)
    run(folder)
    assert (folder / "places.csv").read_bytes() == filled.path.read_bytes()


def test_the_shipped_table_has_no_unexplained_finding(tmp_path):
    folder = Path(shutil.copytree(default_folder(), tmp_path / "data"))
    before = (folder / "places.csv").read_bytes()
    result = run(folder, "--verify")
    print(result.stdout)
    assert "0 farther and unexplained" in result.stdout
    assert result.exit_code == 0
    assert (folder / "places.csv").read_bytes() == before


HARD = [
    TOKYO, SEOUL,
    place_row("sendai", "Sendai", "仙台", "sendai", "JP", kind="city"),
    place_row("seungjiwon", "Seungjiwon", "승지원", "seoul", "KR"),
    place_row("yongsan", "Yongsan Presidential Office", "용산 대통령실", "seoul", "KR"),
    place_row("kantei", "Prime Minister's Office of Japan (Kantei)", "総理大臣官邸", "tokyo", "JP"),
    place_row("kotei", "Prime Minister's Residence of Japan", "総理大臣公邸", "tokyo", "JP"),
    place_row("seocho", "Samsung Electronics Seocho building", "삼성전자 서초사옥", "seoul", "KR"),
    place_row("todai", "University of Tokyo", "東京大学", "tokyo", "JP"),
    place_row("hongo", "University of Tokyo, Hongo campus", "東京大学 本郷キャンパス", "tokyo", "JP"),
    place_row("hyatt-tokyo", "Grand Hyatt", "グランド ハイアット", "tokyo", "JP"),
    place_row("hyatt-seoul", "Grand Hyatt", "그랜드 하얏트", "seoul", "KR"),
]  # fmt: skip


@pytest.fixture(scope="module")
def hard(tmp_path_factory):
    """A package of the names that are hard in this field, after one run, and what the run printed."""
    folder = tmp_path_factory.mktemp("hard") / "data"
    shutil.copytree(default_folder(), folder)
    write_places(folder, HARD)
    result = run(folder)
    return load_places(folder), result.stdout


@pytest.mark.parametrize(
    ("place_id", "latitude", "longitude"),
    [
        ("sendai", 38.268, 140.87),
        ("seungjiwon", 37.5378, 126.99739),
        ("yongsan", 37.53329, 126.97786),
        ("kantei", 35.67308, 139.7426),
        ("kotei", 35.67256, 139.74387),
        ("seocho", 37.49667, 127.02684),
        ("hongo", 35.712, 139.76286),
        ("hyatt-tokyo", 35.65979, 139.72833),
        ("hyatt-seoul", 37.53954, 126.99773),
    ],
)
def test_hard_names_are_found_where_they_are(hard, place_id, latitude, longitude):
    places, printed = hard
    found = position_of(places.find(place_id))
    assert found, printed
    assert distance_km(found, (latitude, longitude)) < 0.05, printed


def test_the_university_of_tokyo_is_left_to_the_curator(hard):
    places, printed = hard
    assert not places.find("todai")["latitude"]
    assert "todai: unsure" in printed
