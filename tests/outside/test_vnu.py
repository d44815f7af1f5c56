"""The plain pages as the W3C's Nu HTML Checker reads them."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import DATA
from web.asking import serve

from outside.install import find_checker
from techvisits.record.load import load_record
from techvisits.text.language import LANGUAGES
from techvisits.web.pages import build_pages_routes

RECORD = load_record(DATA)
DRAWN = {"meetings": 80, "trips": 40, "people": 40, "organizations": 25, "places": 20}
OTHERS = (
    "/meetings",
    "/meetings?lang=ja&company=meta&offset=5",
    "/meetings?q=nothing-has-this",
    "/meetings?topic=none&colour=red",
    "/meetings/no-such-meeting",
    "/meetings/2023-12-04-yaccarino-tokyo",
    "/places/seoul?lang=ko",
    "/trips/cook-2025-09/ground/tokyo.svg",
    "/trips/cook-2025-09/ground/region.svg",
)


def draw_paths() -> list[str]:
    """Pages of each kind in all languages, others in each data version."""
    ids = {
        "meetings": RECORD.by_id,
        "trips": RECORD.trips,
        "people": RECORD.people,
        "organizations": RECORD.organizations,
        "places": RECORD.places,
    }
    dice = random.Random(RECORD.version)
    drawn = [(kind, each) for kind, many in DRAWN.items() for each in dice.sample(sorted(ids[kind]), many)]
    return [f"/{kind}/{each}?lang={dice.choice([*LANGUAGES])}" for kind, each in drawn]


@pytest.mark.skipif(not shutil.which("java"), reason="java is not installed: make outside")
@pytest.mark.skipif(not find_checker(), reason="the checker is not in build/: make outside")
def test_the_checker_finds_nothing_in_two_hundred_pages(tmp_path: Path) -> None:
    paths = [*draw_paths(), *OTHERS]
    names = [f"{number:03}.{'svg' if '.svg' in path else 'html'}" for number, path in enumerate(paths)]
    with serve(build_pages_routes(DATA, "https://visits.example")) as server:
        for name, path in zip(names, paths, strict=True):
            (tmp_path / name).write_bytes(server.ask(path).body)
    command = ["java", "-jar", find_checker(), "--format", "json", "--exit-zero-always", "--also-check-svg"]
    done = subprocess.run([*command, *(tmp_path / name for name in names)], capture_output=True, text=True, check=True)
    found = json.loads(done.stderr)["messages"]
    of = dict(zip(names, paths, strict=True))
    assert [(of[m["url"].rpartition("/")[2]], m["message"], m.get("extract")) for m in found] == []
