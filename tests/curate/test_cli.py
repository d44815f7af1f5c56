"""The command line: exit codes, one line an error, and never a traceback."""

import csv
import io
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import FIXTURE, Edit

from techvisits import __version__
from techvisits.curate.cli.main import main
from techvisits.package.tables import load_package
from techvisits.record.filters import KEYS


def run(*words: object, data: Path = FIXTURE) -> Result:
    result = CliRunner().invoke(main, ["--data", str(data), *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_check_of_the_shipped_data() -> None:
    result = run("check", "--today", "2027-01-01")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith("0 errors, ")
    assert all(line.endswith("(warning)") for line in result.stdout.splitlines()[:-1])


def test_check_says_where_and_what(fixture_folder: Path, edit: Edit) -> None:
    edit("meetings", lambda rows: rows[0].update(kind="picnic"))
    result = run("check", data=fixture_folder)
    assert result.exit_code == 1
    assert "meetings.csv:2: kind: 'picnic' is not allowed; write one of courtesy-call" in result.stdout
    assert "1 error, " in result.stdout


def test_check_as_json(fixture_folder: Path, edit: Edit) -> None:
    edit("meetings", lambda rows: rows[0].update(kind="picnic"))
    result = run("check", "--format", "json", data=fixture_folder)
    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert document["errors"] == 1
    assert document["errors"] + document["warnings"] == len(document["findings"])
    (finding,) = [f for f in document["findings"] if f["severity"] == "error"]
    assert (finding["file"], finding["line"], finding["field"], finding["rule"]) == (
        "meetings.csv",
        2,
        "kind",
        "constraint",
    )


def test_today_decides_what_is_past(fixture_folder: Path, edit: Edit) -> None:
    edit("meetings", lambda rows: rows[0].update(date="2027-05-05", date_precision="day", status="held"))
    for today, expected in (("2027-05-04", True), ("2027-05-05", False)):
        assert ("[date-not-in-future]" in run("check", "--today", today, data=fixture_folder).stdout) is expected


def test_format_check_names_the_first_line_that_differs(fixture_folder: Path, edit: Edit) -> None:
    assert run("format", "--check", data=fixture_folder).exit_code == 0
    edit("topics", lambda rows: rows[0].update(label=" AI  chips "))
    before = (fixture_folder / "topics.csv").read_bytes()
    result = run("format", "--check", data=fixture_folder)
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert line.startswith(f"topics.csv:2: -{load_package(fixture_folder).rows['topics'][0]['topic_id']}, AI  chips ,")
    assert (fixture_folder / "topics.csv").read_bytes() == before


def test_format_writes(fixture_folder: Path, edit: Edit) -> None:
    before = (fixture_folder / "visits.csv").read_bytes()
    edit("visits", lambda rows: rows.reverse())
    result = run("format", data=fixture_folder)
    assert (result.exit_code, result.stdout) == (0, "visits.csv: written in canonical form\n")
    assert (fixture_folder / "visits.csv").read_bytes() == before
    assert run("format", data=fixture_folder).stdout == "every table is in canonical form\n"


def test_format_refuses_what_it_would_cut(fixture_folder: Path) -> None:
    path = fixture_folder / "topics.csv"
    path.write_text(path.read_text("utf-8") + "zz,Z,Z,Z,Z,one too many\n", "utf-8")
    before = path.read_bytes()
    result = run("format", data=fixture_folder)
    assert result.exit_code == 1
    assert "has 6 cells where the table has 5 fields" in result.stderr
    assert path.read_bytes() == before


def test_export_takes_the_filters_of_the_page(tmp_path: Path) -> None:
    meeting = load_package(FIXTURE).rows["visits"][-1]
    file = tmp_path / "out.csv"
    result = run("export", "csv", "--leader", meeting["person_id"], "--from", "2000-01-01", "-o", file)
    assert (result.exit_code, result.stdout) == (0, "")
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    assert {row["leader_id"] for row in rows} == {meeting["person_id"]}
    assert meeting["meeting_id"] in {row["meeting_id"] for row in rows}
    assert list(tmp_path.iterdir()) == [file]


def test_export_has_an_option_for_every_filter() -> None:
    words = run("export", "--help").output
    assert [key for key in KEYS if f"--{key.replace('_', '-')} " not in words] == []


@pytest.mark.parametrize("form", ["json", "geojson"])
def test_export_to_stdout(form: str) -> None:
    result = run("export", form, "--status", "held", "--status", "announced", "--sources", 1)
    assert result.exit_code == 0
    assert json.loads(result.stdout_bytes)


def test_export_of_a_calendar() -> None:
    result = run("export", "ics", "-o", "-")
    assert result.stdout_bytes.startswith(b"BEGIN:VCALENDAR\r\n")


def test_export_writes_into_a_pipe_and_never_replaces_it() -> None:
    assert run("export", "csv", "-o", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "csv", "--leader", "nobody"], "leader=nobody"),
        (["export", "csv", "--from", "yesterday"], "from=yesterday"),
        (["export", "csv", "--sources", "many"], "sources=many"),
        (["export", "xml"], "'xml' is not one of"),
        (["export"], "Missing argument"),
        (["check", "--format", "xml"], "'xml' is not one of"),
        (["check", "--today", "soon"], "does not match the format"),
        (["serve", "--port", "99999"], "is not in the range"),
        (["fly"], "No such command 'fly'"),
        (["check", "--fly"], "No such option '--fly'"),
    ],
)
def test_wrong_questions_are_one_line_and_exit_2(words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr


@pytest.mark.parametrize("words", [["check"], ["format"], ["export", "csv"], ["dictionary"]])
def test_no_package_is_one_line_and_exit_1(words: list[str], tmp_path: Path) -> None:
    result = run(*words, data=tmp_path)
    assert result.exit_code == 1
    assert result.output.splitlines()[0].startswith("datapackage.json: is not in ")


def test_errors_of_the_data_stop_an_export(fixture_folder: Path, edit: Edit) -> None:
    edit("meetings", lambda rows: rows[0].update(kind="picnic"))
    result = run("export", "csv", data=fixture_folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("meetings.csv:2: kind: ")


def test_a_file_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    result = run("dictionary", "-o", tmp_path / "no" / "such.md")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{tmp_path}/no/such.md: No such file or directory; choose another file or folder"
    ]


def test_dictionary_is_written_and_checked(tmp_path: Path) -> None:
    page = tmp_path / "DICTIONARY.md"
    assert run("dictionary", "--check", page).exit_code == 1
    assert run("dictionary", "-o", page).exit_code == 0
    assert page.read_text("utf-8") == run("dictionary").stdout
    assert run("dictionary", "--check", page).exit_code == 0
    page.write_text("old", "utf-8")
    result = run("dictionary", "--check", page)
    assert result.exit_code == 1
    assert result.stderr == f"{page} is out of date; write it anew with techvisits dictionary -o {page}\n"


def test_every_command_explains_itself() -> None:
    for name, command in main.commands.items():
        result = run(name, "--help")
        assert result.exit_code == 0
        assert command.help


def test_version() -> None:
    assert run("--version").stdout.split()[-1] == __version__


def test_module_runs_and_bears_a_reader_who_leaves(fixture_folder: Path, edit: Edit) -> None:
    edit("meetings", lambda rows: [row.update(kind="picnic") for row in rows])
    module = [sys.executable, "-m", "techvisits", "--data", str(fixture_folder)]
    whole = subprocess.run([*module, "check"], capture_output=True, text=True, check=False)
    assert (whole.returncode, whole.stderr) == (1, "")
    with subprocess.Popen([*module, "check"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""


def test_text_goes_where_only_ascii_does() -> None:
    words = [sys.executable, "-m", "techvisits", "--data", str(FIXTURE), "dictionary"]
    result = subprocess.run(words, capture_output=True, env={"PYTHONIOENCODING": "ascii"}, check=False)
    assert (result.returncode, result.stderr) == (0, b"")


def test_serve_answers_with_the_data_it_was_given(fixture_folder: Path) -> None:
    descriptor = fixture_folder / "datapackage.json"
    version = json.loads(descriptor.read_text("utf-8"))["version"]
    descriptor.write_text(
        descriptor.read_text("utf-8").replace(f'"version": "{version}"', '"version": "7.7.7"'), "utf-8"
    )
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "techvisits", "--data", str(fixture_folder), "serve", "--port", str(port)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            assert wait_for(f"http://localhost:{port}/api/health")["data_version"] == "7.7.7"
        finally:
            process.terminate()


def test_the_dashboard_does_not_start_on_errors_of_shape_or_sense(fixture_folder: Path, edit: Edit) -> None:
    edit("meetings", lambda rows: (rows[0].update(kind="picnic"), rows[1].update(summary="No stop")))
    script = Path(__file__).parents[2] / "dashboard.py"
    environment = os.environ | {"TECHVISITS_DATA": str(fixture_folder)}
    result = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=False)
    first, *errors = [line for line in result.stderr.splitlines() if "WARNING" not in line]
    assert (result.returncode, first) == (1, "The data package has errors, so the dashboard does not start.")
    assert [line.rsplit(" ", 1)[-1] for line in errors] == ["[constraint]", "[sentences-end]"]


def wait_for(url: str) -> dict[str, object]:
    """The JSON at `url`, once the server answers."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return dict(json.load(answer))
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(url)


def test_changes_since_a_version_or_a_day_are_a_line_each() -> None:
    rows = csv.DictReader((FIXTURE / "history.csv").read_text("utf-8").splitlines())
    later = [row for row in rows if row["version"] != "0.1.0"]
    lines = run("changes", "0.1.0").stdout.splitlines()
    assert len(lines) == len(later) > 0
    assert {tuple(line.split(":")[0].split(" ")) for line in lines} == {
        (row["version"], row["change"], row["meeting_id"]) for row in later
    }
    assert run("changes", "2026-11-24").stdout.splitlines() == lines
    assert all(line.startswith("0.2.0 ") for line in run("changes", "0.1.0", "0.2.0").stdout.splitlines())


def test_changes_since_no_version_is_a_wrong_question() -> None:
    for words in (["9.9"], ["0.1.0", "9.9"]):
        result = run("changes", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "is no version of the data (0.1.0, " in result.stderr
