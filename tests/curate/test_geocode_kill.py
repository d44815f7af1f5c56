"""A run that is killed at random moments, fifty times, ends with the same bytes as one that was left alone."""

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from geocode_player import Reply, empty_positions, found, hit, playing, read_places, write_places

from techvisits.curate.geocode.places import load_places

DATA = Path(__file__).parents[2] / "data"
KILLS = 50
VENUES = 120
DAY = "2026-11-24"
LAUNCHER = """
import datetime as dt, os, sys
from pathlib import Path
from geopy.geocoders import Nominatim
from techvisits.curate.geocode.places import Run, fill_places, remove_leftovers
from techvisits.curate.geocode.fetch import BoundedAdapter
from techvisits.curate.geocode.service import limit_service

def run():
    nominatim = Nominatim(
        user_agent="techvisits-tests", domain=sys.argv[2], scheme="http", timeout=10, adapter_factory=BoundedAdapter
    )
    service = limit_service("nominatim", "the player", nominatim, pace=0)
    remove_leftovers(Path(sys.argv[1]))
    for answer in fill_places(Run(Path(sys.argv[1]), service, dt.date.fromisoformat(sys.argv[3]), natives={})):
        pass

for line in sys.stdin:
    child = os.fork()
    if not child:
        run()
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Runs:
    """Runs of the filling, each in a process of its own, forked off one that has everything loaded."""

    def __init__(self, folder, url):
        command = [sys.executable, "-c", LAUNCHER, str(folder), url.removeprefix("http://"), DAY]
        self.launcher = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def start(self):
        """Start a run; its process id."""
        self.launcher.stdin.write("run\n")
        self.launcher.stdin.flush()
        return int(self.launcher.stdout.readline())

    def wait(self):
        """The exit code of the run that was started last; -9 for one that was killed."""
        return int(self.launcher.stdout.readline())

    def close(self):
        """End the launcher."""
        self.launcher.stdin.close()
        self.launcher.wait(10)
        self.launcher.stdout.close()


CITIES = {row["name_native"]: row for row in read_places(DATA).values() if row["kind"] == "city" and row["latitude"]}


def answer(text):
    """Every place is found, at a spot in its city that only its name decides."""
    name, _, city = text.partition(", ")
    centre = CITIES.get(city) or next((row for native, row in CITIES.items() if native in text), None)
    if not centre:
        return found()
    dice = random.Random(name)
    latitude, longitude = (float(centre[axis]) + dice.random() / 10 for axis in ("latitude", "longitude"))
    number, country = dice.randrange(10**9), centre["country_code"].lower()
    return found(hit(name, latitude, longitude, osm_id=number, country=country))


@pytest.fixture
def emptied(package_folder):
    """The shipped package with the first 120 of its venues, whose coordinates are taken away."""
    rows = read_places(package_folder)
    around = {key: row for key, row in rows.items() if row["kind"] != "venue" and row["latitude"]}
    venues = [row for row in rows.values() if row["kind"] == "venue" and row["city"] in around and row["name_native"]]
    write_places(package_folder, [*around.values(), *venues[:VENUES]])
    empty_positions(package_folder, keep=lambda row: row["kind"] != "venue")
    return package_folder


def wait_until(happened):
    """Wait for it, half a minute at most; it then stays for the test to see."""
    deadline = time.monotonic() + 30
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.0005)


def test_killed_fifty_times_it_ends_with_the_same_bytes(emptied):
    table = emptied / "places.csv"
    empty = table.read_bytes()
    with playing(answer) as player:
        runs = Runs(emptied, player.url)
        try:
            runs.start()
            assert runs.wait() == 0
            whole = table.read_bytes()
            assert whole != empty

            table.write_bytes(empty)
            dice = random.Random(dt.date.today().toordinal())
            codes, stages = [], []
            for _ in range(KILLS):
                asked = len(player.asked) + dice.randrange(4)
                child = runs.start()
                wait_until(lambda asked=asked: len(player.asked) >= asked)
                time.sleep(dice.uniform(0.0, 0.01))
                os.kill(child, signal.SIGKILL)
                codes.append(runs.wait())
                load_places(emptied)
                stages.append(table.read_bytes())
            runs.start()
            assert runs.wait() == 0
        finally:
            runs.close()
    assert codes == [-signal.SIGKILL] * KILLS
    assert len(set(stages) - {empty, whole}) > KILLS / 4, "the kills fell while answers were being written"
    assert table.read_bytes() == whole
    assert [path.name for path in emptied.glob(".places.csv*")] == []


def test_no_run_changes_a_curated_row(emptied):
    before = read_places(emptied)
    with playing(answer) as player:
        runs = Runs(emptied, player.url)
        runs.start()
        assert runs.wait() == 0
        runs.close()
    after = read_places(emptied)
    assert all(after[key] == row for key, row in before.items() if row["coordinates_origin"] == "curated")
    assert sum(row["geocoded_on"] == DAY for row in after.values()) > VENUES * 0.8


def test_a_service_that_fails_halfway_is_gone_on_with(emptied):
    table = emptied / "places.csv"
    with playing(answer) as player:
        empty = table.read_bytes()
        runs = Runs(emptied, player.url)
        runs.start()
        assert runs.wait() == 0
        whole = table.read_bytes()
        table.write_bytes(empty)
        count = 0

        def failing(text):
            nonlocal count
            count += 1
            return Reply(status=403) if count == 40 else answer(text)

        player.answer = failing
        runs.start()
        assert runs.wait() != 0
        assert table.read_bytes() not in (empty, whole)
        runs.start()
        assert runs.wait() == 0
        runs.close()
    assert table.read_bytes() == whole
