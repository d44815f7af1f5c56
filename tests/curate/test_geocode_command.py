"""`techvisits geocode` as a curator meets it: what it writes, what it leaves alone, and how each fault ends."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from geocode_player import SEOUL, TOKYO, Reply, found, hit, place_row, playing, read_places, write_places
from test_geocode_service import FAULTS

from techvisits.curate.cli.geocode import fill_open, geocode_command, in_words
from techvisits.package.tables import load_package

KANTEI = hit("総理大臣官邸", 35.67308, 139.7426, osm_id=1)
COEX = hit("코엑스", 37.51178, 127.05919, osm_id=2)
CAMPUSES = [
    hit("東京大学本郷キャンパス", 35.712, 139.76286, "amenity=university", osm_id=3),
    hit("東京大学駒場キャンパス", 35.66, 139.685, "amenity=university", osm_id=4),
]
CURATED = {"latitude": "37.53780", "longitude": "126.99739", "coordinates_origin": "curated"}
CURATED |= {"coordinates_precision": "building", "coordinates_note": "seen on a map"}
ROWS = [
    TOKYO, SEOUL,
    place_row("coex", "COEX", "코엑스", "seoul", "KR"),
    place_row("kantei", "Prime Minister's Office of Japan (Kantei)", "総理大臣官邸", "tokyo", "JP"),
    place_row("seungjiwon", "Seungjiwon", "승지원", "seoul", "KR", **CURATED),
    place_row("todai", "University of Tokyo", "東京大学", "tokyo", "JP"),
    place_row("japan", "Japan", "日本", "", "JP", kind="country"),
]  # fmt: skip


@pytest.fixture
def folder(fixture_folder):
    """A package whose places are few: COEX, the Kantei and the University of Tokyo lack coordinates."""
    write_places(fixture_folder, ROWS)
    return fixture_folder


def answers(text):
    """A service that knows COEX, the Kantei and two campuses."""
    known = {"코엑스": [COEX], "総理大臣官邸": [KANTEI], "東京大学": CAMPUSES}
    return found(*known.get(text.split(",")[0], []))


def run(folder, url, *arguments, agent="techvisits-tests (tests@example.org)", text=None):
    """The command's result against a service at that address."""
    settings = {"TECHVISITS_GEOCODER_URL": url, "TECHVISITS_USER_AGENT": agent}
    return CliRunner().invoke(geocode_command, arguments, obj=folder, env=settings, input=text)


def test_it_fills_what_is_open_and_nothing_else(folder):
    before = read_places(folder)
    with playing(answers) as player:
        result = run(folder, player.url)
    after = read_places(folder)
    assert result.exit_code == 1, "one place stays open"
    assert after["kantei"] | {"geocoded_on": ""} == before["kantei"] | {
        "latitude": "35.67308", "longitude": "139.74260", "coordinates_precision": "building", "geocoded_on": "",
        "coordinates_origin": "geocoder", "geocoder": "nominatim", "osm_id": "way/1", "geocoder_rung": "native-name",
    }  # fmt: skip
    assert after["kantei"]["geocoded_on"] == dt.date.today().isoformat()
    assert {key for key in before if before[key] != after[key]} == {"coex", "kantei"}
    assert "found 2: look them over: git diff" in result.stdout
    load_package(folder)


def test_what_was_found_is_not_asked_again(folder):
    with playing(answers) as player:
        run(folder, player.url)
        player.asked.clear()
        run(folder, player.url)
    assert {text.split(",")[0] for text in player.texts} == {"東京大学"}


def test_unsure_prints_both_candidates_and_leaves_the_place_open(folder):
    with playing(answers) as player:
        result = run(folder, player.url, "--place", "todai")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:2] == [
        "todai: unsure (native-name): 東京大学本郷キャンパス [35.71200, 139.76286] amenity=university way/3",
        "    or 東京大学駒場キャンパス [35.66000, 139.68500] amenity=university way/4, 9.11 km from it",
    ]
    assert "unsure 1: pick one with: techvisits geocode --interactive" in result.stdout
    assert not read_places(folder)["todai"]["latitude"]


def test_the_curator_picks_with_interactive(folder):
    with playing(answers) as player:
        result = run(folder, player.url, "--place", "todai", "--interactive", text="2\n")
    row = read_places(folder)["todai"]
    assert result.exit_code == 0
    assert (row["osm_id"], row["coordinates_precision"], row["runner_up_km"]) == ("way/4", "block", "9.108")


@pytest.mark.parametrize("typed", ["0\n", "\n"])
def test_the_curator_may_leave_it_open(folder, typed):
    with playing(answers) as player:
        result = run(folder, player.url, "--place", "todai", "--interactive", text=typed)
    assert result.exit_code == 1
    assert not read_places(folder)["todai"]["latitude"]


def test_dry_run_shows_and_writes_nothing(folder):
    before = (folder / "places.csv").read_bytes()
    with playing(answers) as player:
        result = run(folder, player.url, "--dry-run", "--place", "kantei")
    assert "kantei: building (native-name): 総理大臣官邸 [35.67308, 139.74260] building=yes way/1" in result.stdout
    assert "nothing is written" in result.stdout
    assert result.exit_code == 0
    assert (folder / "places.csv").read_bytes() == before


def test_a_place_named_by_hand_is_the_only_one_asked(folder):
    with playing(answers) as player:
        assert run(folder, player.url, "--place", "coex").exit_code == 0
    assert player.texts == ["코엑스, 서울"]


def test_curated_coordinates_are_never_asked_for(folder):
    with playing(answers) as player:
        result = run(folder, player.url, "--place", "seungjiwon")
    assert (result.exit_code, player.asked) == (0, [])
    assert "nothing to do" in result.stdout


def test_coordinates_curated_during_the_run_are_kept(folder):
    def answer(text):
        rows = list(read_places(folder).values())
        write_places(folder, [row | CURATED if row["place_id"] == "coex" else row for row in rows])
        return answers(text)

    with playing(answer) as player:
        run(folder, player.url)
    after = read_places(folder)
    assert (after["coex"]["coordinates_origin"], after["coex"]["latitude"]) == ("curated", "37.53780")
    assert after["kantei"]["coordinates_origin"] == "geocoder"


def test_a_city_is_found_before_the_places_in_it(folder):
    bare = dict.fromkeys(("latitude", "longitude", "coordinates_origin", "coordinates_precision"), "")
    write_places(folder, [TOKYO | bare, *(row for row in ROWS if row["place_id"] in ("kantei", "seoul"))])
    tokyo = hit("東京都", 35.68, 139.75, "boundary=administrative")
    with playing(lambda text: found(tokyo) if text == "東京" else answers(text)) as player:
        assert run(folder, player.url).exit_code == 0
    assert player.texts == ["東京", "総理大臣官邸, 東京"]


def test_a_place_whose_city_is_unknown_waits_for_it(folder):
    bare = dict.fromkeys(("latitude", "longitude", "coordinates_origin", "coordinates_precision"), "")
    write_places(folder, [TOKYO | bare, *(row for row in ROWS if row["place_id"] == "kantei")])
    with playing(answers) as player:
        result = run(folder, player.url, "--place", "kantei")
    assert "kantei: not found: its city tokyo has no coordinates: geocode that first" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--place", "nowhere"), "places.csv has no place 'nowhere'"),
        (("--verify", "--reverse"), "--verify and --reverse go with --place only; run them apart"),
        (("--verify", "--dry-run"), "--verify and --reverse go with --place only; run them apart"),
    ],
)
def test_a_wrong_question_ends_with_2(folder, arguments, message):
    result = run(folder, "http://127.0.0.1:9", *arguments)
    assert (result.exit_code, result.stderr.strip()) == (2, message)


def test_without_a_user_agent_the_command_says_what_to_set(folder):
    result = run(folder, "", agent="")
    assert result.exit_code == 2
    assert result.stderr.startswith("geocoding services ask who is asking: set TECHVISITS_USER_AGENT")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_in_one_line_with_everything_before_it_saved(folder, fault, capsys):
    reply, _, message = FAULTS[fault]

    def fill(service):
        with in_words():
            fill_open(folder, (), service)

    with playing(lambda text: reply if "官邸" in text else answers(text)) as player:
        service = player.service(waits=[], timeout=0.3 if fault == "slow" else 5)
        with pytest.raises(SystemExit) as ended:
            fill(service)
    out, err = capsys.readouterr()
    lines = [line for line in err.splitlines() if "Asking" not in line]
    assert ended.value.code == 1
    assert len(lines) == 1
    assert message in lines[0]
    assert read_places(folder)["coex"]["latitude"] == "37.51178"
    assert "found 1" in out


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (found(), "the service knows none of its names and addresses"),
        (found(hit("総理大臣官邸", 39.9, 116.4, country="cn")), "総理大臣官邸: lies outside JP"),
        (found(hit("総理大臣官邸", 34.7, 135.5)), "総理大臣官邸: lies 397 km from the centre of Tokyo"),
        (found(hit("総理大臣公邸", 35.67256, 139.74387)), "総理大臣公邸: has another name"),
    ],
    ids=["empty list", "wrong country", "wrong city", "wrong name"],
)
def test_a_wrong_answer_is_told_and_not_taken(folder, reply, reason):
    with playing(lambda text: reply) as player:
        result = run(folder, player.url, "--place", "kantei")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == f"kantei: not found: {reason}"
    assert not read_places(folder)["kantei"]["latitude"]


PROGRAM = """
import resource, signal, sys
from pathlib import Path
from techvisits.curate.cli.geocode import geocode_command
signal.signal(signal.SIGINT, signal.default_int_handler)  # a runner in the background starts us deaf to Ctrl-C
if limit := int(sys.argv[2]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
geocode_command.main([], obj=Path(sys.argv[1]))
"""


def start(folder, url, limit=0):
    """The command in a process of its own, no file of which may grow beyond `limit` bytes."""
    settings = os.environ | {"TECHVISITS_GEOCODER_URL": url, "TECHVISITS_USER_AGENT": "techvisits-tests"}
    command = [sys.executable, "-c", PROGRAM, str(folder), str(limit)]
    return subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_full_disk_is_one_clear_line_and_the_file_stays_whole(folder):
    before = (folder / "places.csv").read_bytes()
    with playing(answers) as player, start(folder, player.url, limit=len(before) // 2) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "places.csv: cannot be written (File too large); make room" in err.splitlines()[-1]
    assert "Traceback" not in err
    assert (folder / "places.csv").read_bytes() == before
    assert not list(folder.glob(".places.csv.*"))


def test_ctrl_c_keeps_what_was_found_and_says_how_to_go_on(folder):
    def answer(text):
        if "官邸" in text:
            time.sleep(30)
        return answers(text)

    with playing(answer) as player, start(folder, player.url) as process:
        deadline = time.monotonic() + 60
        while not any("官邸" in text for text in player.texts) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 1
    assert err.splitlines()[-1] == "stopped by you; run the command again to go on"
    assert "found 1" in out
    assert read_places(folder)["coex"]["latitude"] == "37.51178"


def test_the_bar_shows_the_time_left(folder):
    runner = CliRunner()
    with playing(answers) as player:
        settings = {"TECHVISITS_GEOCODER_URL": player.url, "TECHVISITS_USER_AGENT": "techvisits-tests"}
        result = runner.invoke(geocode_command, [], obj=folder, env=settings)
    assert "Asking" in result.stderr


def test_verify_tells_what_lies_far_and_what_the_table_explains(folder):
    note = "campus; within about 900 m"
    rows = [
        *(row for row in ROWS if row["place_id"] in ("tokyo", "seoul")),
        ROWS[2] | CURATED | {"latitude": "37.51600", "longitude": "127.05919"},
        ROWS[3] | CURATED | {"latitude": "35.67300", "longitude": "139.74270"},
        ROWS[5] | CURATED | {"latitude": "35.70600", "longitude": "139.76286", "coordinates_note": note},
    ]
    write_places(folder, rows)
    before = (folder / "places.csv").read_bytes()
    with playing(answers) as player:
        result = run(folder, player.url, "--verify")
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[0].startswith("coex: 0.47 km from 코엑스")
    assert lines[0].endswith("look at both and correct the one that is wrong")
    assert lines[1].startswith("todai: 0.67 km from 東京大学本郷キャンパス")
    assert lines[1].endswith("the table says within about 900 m")
    assert lines[2] == (
        "3 of 5 curated places answered: 1 within 250 m, 1 farther as the table says, 1 farther and unexplained"
    )
    assert (folder / "places.csv").read_bytes() == before


def test_verify_without_a_finding_ends_with_0(folder):
    with playing(lambda text: found()) as player:
        result = run(folder, player.url, "--verify")
    assert result.exit_code == 0


def test_reverse_needs_no_service_and_flags_another_ward(folder):
    wrong = place_row(
        "x", "X", "", "tokyo", "JP", address="Setagaya-ku, Tokyo", latitude="35.67308", longitude="139.7426"
    )
    right = place_row(
        "y", "Y", "", "seoul", "KR", address="Gangnam-gu, Seoul", latitude="37.51178", longitude="127.059"
    )
    write_places(folder, [*ROWS, wrong, right])
    result = run(folder, "", "--reverse", agent="")
    assert result.exit_code == 1
    assert "x: Chiyoda, Tokyo (千代田区), but its address says Setagaya: 'Setagaya-ku, Tokyo'" in result.stdout
    assert "y: Gangnam, Seoul (강남구)" in result.stdout.splitlines()
    assert result.stdout.splitlines()[-1].endswith("1 whose address says another ward")
    assert run(folder, "", "--reverse", "--place", "y", agent="").exit_code == 0


def test_a_fault_that_passes_is_waited_out(folder):
    replies = [Reply(status=500), Reply(status=502)]
    with playing(lambda text: replies.pop() if replies else answers(text)) as player:
        fill_open(folder, ("kantei", "coex"), player.service(waits=[]))
    assert read_places(folder)["kantei"]["latitude"] == "35.67308"
