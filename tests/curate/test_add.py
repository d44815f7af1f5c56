"""A meeting added to all tables: the same bytes as if it had always been there, or nothing at all."""

import dataclasses
import datetime as dt
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import FIXTURE, Edit
from hypothesis import given, settings
from hypothesis import strategies as st

from techvisits.curate.add.addition import build_addition, write_all
from techvisits.curate.add.entry import load_entry, parse_entry
from techvisits.curate.add.names import Names, build_short, build_slug
from techvisits.curate.add.template import build_document, build_toml, remove_meeting
from techvisits.curate.cli.main import main
from techvisits.package.canonical import build_canonical
from techvisits.package.errors import DataError
from techvisits.package.tables import DataPackage, load_package

EXAMPLE = Path(__file__).parent / "example-meeting.toml"
CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
MEETING = "2019-12-09-cook-keio"
PACKAGE = load_package(FIXTURE)
MEETINGS = [row["meeting_id"] for row in PACKAGE.rows["meetings"]]


def run(*words: object, data: Path) -> Result:
    result = CliRunner().invoke(main, ["--data", str(data), "add", *map(str, words)], prog_name="techvisits")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def without_example(package: DataPackage = PACKAGE) -> DataPackage:
    """The package without the example's meeting and what it alone used, but for the university, which it names by id."""
    rest = remove_meeting(package, MEETING)
    return dataclasses.replace(rest, rows=rest.rows | {"organizations": package.rows["organizations"]})


def remove_example(folder: Path) -> None:
    """The copy loses the example's meeting."""
    rest = without_example(load_package(folder))
    for name, table in rest.tables.items():
        (folder / table.path).write_bytes(build_canonical(rest.rows[name], table))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def example(**changes: Any) -> dict[str, Any]:
    return {**tomllib.loads(EXAMPLE.read_text("utf-8")), **changes}


def write(folder: Path, document: dict[str, Any]) -> Path:
    path = folder / "new.toml"
    path.write_text(build_toml(document), "utf-8")
    return path


def without_ids(document: dict[str, Any]) -> dict[str, Any]:
    """The document as somebody would write it who knows no ids of this meeting."""
    visits = [{k: v for k, v in row.items() if k not in ("trip", "sequence")} for row in document["visits"]]
    return {**{k: v for k, v in document.items() if k not in ("meeting_id", "trips")}, "visits": visits}


def test_example_restores_the_record_to_the_byte(fixture_folder: Path) -> None:
    before = bytes_of(fixture_folder)
    remove_example(fixture_folder)
    assert bytes_of(fixture_folder) != before
    result = run(EXAMPLE, data=fixture_folder)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1].startswith(f"{MEETING} is added to hosts.csv, meetings.csv, people.csv, ")
    assert bytes_of(fixture_folder) == before
    assert f"$ techvisits add tests/curate/{EXAMPLE.name}\n{result.stdout}```" in CONTRIBUTING.read_text("utf-8")


def test_example_is_the_meeting_of_the_record() -> None:
    """If this fails, the record's meeting changed: bring the example into line with `techvisits add --like`."""
    entry = load_entry(EXAMPLE, PACKAGE.tables)
    addition = build_addition(without_example(), entry)
    for table in ("meetings", "visits", "hosts", "sources"):
        added = [row for row in addition.package.rows[table] if row["meeting_id"] == MEETING]
        assert added == [row for row in PACKAGE.rows[table] if row["meeting_id"] == MEETING]


@pytest.mark.parametrize("meeting_id", MEETINGS)
def test_any_meeting_removed_and_added_leaves_the_same_rows(meeting_id: str) -> None:
    document = tomllib.loads(build_toml(build_document(PACKAGE, meeting_id)))
    entry = parse_entry("x.toml", document, PACKAGE.tables)
    package = build_addition(remove_meeting(PACKAGE, meeting_id), entry).package
    for name, table in PACKAGE.tables.items():
        assert build_canonical(package.rows[name], table) == build_canonical(PACKAGE.rows[name], table)


@pytest.mark.parametrize("meeting_id", MEETINGS)
def test_ids_found_out_are_sound(meeting_id: str) -> None:
    entry = parse_entry("x.toml", without_ids(build_document(PACKAGE, meeting_id)), PACKAGE.tables)
    addition = build_addition(remove_meeting(PACKAGE, meeting_id), entry)
    assert addition.meeting_id[:7] == meeting_id[:7]
    for row in addition.changed["visits"]:
        trip = [r for r in addition.package.rows["visits"] if r["trip_id"] == row["trip_id"]]
        assert len({r["sequence"] for r in trip}) == len(trip)


def added(document: dict[str, Any], package: DataPackage = PACKAGE) -> Any:
    return build_addition(package, parse_entry("x.toml", document, package.tables))


def test_a_new_leader_gets_rows_everywhere() -> None:
    document = example(
        date="2031-05", visits=[{"person": "Zoë O’Neill", "organization": "Übermut AG", "role": "CEO"}],
        people=[{"name": "Zoë O’Neill"}], hosts=[{"organization": "keio-university"}], places=[], place="tokyo",
        organizations=[{"name": "Übermut AG", "kind": "company", "country_code": "DE"}],
    )  # fmt: skip
    for word in ("meeting_id", "place_certainty"):
        del document[word]
    addition = added(document)
    assert addition.meeting_id == "2031-05-oneill-keio-university"
    changed = {name: rows[0] for name, rows in addition.changed.items()}
    assert changed["people"]["person_id"] == "zoe-oneill"
    assert changed["organizations"]["organization_id"] == "ubermut-ag"
    assert changed["trips"] == {"trip_id": "oneill-2031-05", "person_id": "zoe-oneill", "title": "Tokyo, May 2031"}
    assert (changed["visits"]["trip_id"], changed["visits"]["sequence"]) == ("oneill-2031-05", "1")
    meeting = changed["meetings"]
    assert (meeting["date"], meeting["date_precision"]) == ("2031-05-01", "month")
    assert meeting["place_certainty"] == "unknown"
    assert (changed["coverage"]["year"], changed["coverage"]["searched"]) == ("2031", "found")
    second = added({**document, "date": "2031-05-30", "meeting_id": "2031-05-30-x"}, addition.package)
    assert second.changed["visits"][-1]["trip_id"] == "oneill-2031-05"


def test_a_second_trip_of_a_month_is_numbered() -> None:
    visits = [{"person": "tim-cook", "organization": "apple", "role": "CEO"}]
    hosts = [{"organization": "keio-university"}]
    base = without_ids(example(visits=visits, hosts=hosts, places=[], people=[], place="tokyo"))
    package = added({**base, "date": "2031-05-02", "meeting_id": "2031-05-02-a"}).package
    again = added({**base, "date": "2031-05-20", "meeting_id": "2031-05-20-b"}, package)
    assert [row["trip_id"] for row in again.changed["trips"]] == ["cook-2031-05-2"]


def test_two_trips_within_a_week_are_asked_about() -> None:
    visits = [{"person": "tim-cook", "organization": "apple", "role": "CEO"}]
    hosts = [{"organization": "keio-university"}]
    base = without_ids(example(visits=visits, hosts=hosts, places=[], people=[], place="tokyo"))
    package = added({**base, "date": "2031-05-02", "meeting_id": "2031-05-02-a"}).package
    package = added({**base, "date": "2031-05-14", "meeting_id": "2031-05-14-b"}, package).package
    with pytest.raises(DataError, match="cook-2031-05 and cook-2031-05-2 within a week; name the one it belongs to"):
        added({**base, "date": "2031-05-08", "meeting_id": "2031-05-08-c"}, package)


def test_an_earlier_visit_moves_the_later_ones_up() -> None:
    rest = without_example()
    document = example()
    document["visits"] = [{**document["visits"][0], "sequence": 1}]
    addition = added(document, rest)
    trip = sorted(
        (int(row["sequence"]), row["meeting_id"])
        for row in addition.package.rows["visits"] if row["trip_id"] == "cook-2019-12"
    )  # fmt: skip
    assert trip[0] == (1, MEETING)
    before = sorted(
        (int(r["sequence"]), r["meeting_id"]) for r in rest.rows["visits"] if r["trip_id"] == "cook-2019-12"
    )
    assert [m for _, m in trip[1:]] == [m for _, m in before]


def test_coverage_turns_to_found(fixture_folder: Path, edit: Edit, today: dt.date) -> None:
    remove_example(fixture_folder)

    def forget(rows: list[dict[str, str]]) -> None:
        for row in rows:
            if (row["person_id"], row["year"]) == ("tim-cook", "2019"):
                row.update(searched="none-found", languages="en;ja", searched_on="2026-11-24")

    edit("coverage", forget)
    assert run(EXAMPLE, data=fixture_folder).exit_code == 0
    (row,) = (
        row for row in load_package(fixture_folder).rows["coverage"]
        if (row["person_id"], row["year"]) == ("tim-cook", "2019")
    )  # fmt: skip
    assert (row["searched"], row["languages"]) == ("found", "en;ja")


def test_dry_run_writes_nothing(fixture_folder: Path) -> None:
    remove_example(fixture_folder)
    before = bytes_of(fixture_folder)
    result = run(EXAMPLE, "--dry-run", data=fixture_folder)
    assert result.exit_code == 0
    assert "visits.csv: + 2019-12-09-cook-keio,tim-cook,apple,CEO,cook-2019-12,3" in result.stdout.splitlines()
    assert result.stdout.splitlines()[-1] == f"{MEETING} can be added; nothing is written (--dry-run)"
    assert bytes_of(fixture_folder) == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "picnic"}, "kind: 'picnic' is not allowed; write one of courtesy-call"),
        ({"summary": "No stop"}, "summary: does not end with a full stop; add one"),
        ({"sources": []}, "has no source; add one to sources.csv"),
        ({"date": "2999-01-01", "meeting_id": "2999-01-01-x"}, "is in the future, yet the meeting is held"),
        ({"meeting_id": "keio"}, "does not begin with 2019-12-09-"),
        ({"hosts": [{"person": "tim-cook", "organization": "apple", "role": "CEO"}]}, "is also a visitor"),
        ({"visits": []}, "has no visit"),
    ],
)
def test_what_the_checks_refuse_is_refused(changes: dict[str, Any], said: str, fixture_folder: Path) -> None:
    remove_example(fixture_folder)
    before = bytes_of(fixture_folder)
    result = run(write(fixture_folder.parent, example(**changes)), data=fixture_folder)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.splitlines()[0] == "new.toml: refused for what follows; nothing is changed"
    assert bytes_of(fixture_folder) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date = [", "new.toml: is no TOML (Invalid value (at end of document)); correct that line [add]"),
        ("\ufeffdate = \ud83d", None),
        ("when = 2024-02-27", "new.toml: when: is not known here; choose from meeting_id, date, "),
        ("summry = 'x'", "new.toml: summry: is not known here; did you mean summary?"),
        ("date = true", "new.toml: date: True is no value for it; write a text, number, date or list of texts"),
        ("visits = 3", "new.toml: visits: is no list of tables; write [[visits]] and its fields on the lines below"),
        ("[[visits]]\nwho = 'x'", "new.toml: visits 1, who: is not known here; choose from person, organization"),
        ("date = '20240227'", "new.toml: place: is empty; write an id or a name [add]"),
        ("date = 'soon'", "new.toml: date: 'soon' is no date; write a day as 2024-02-27, or 2024-02 where only"),
        (
            "date = 2024-02-27\nplace = 'Kantai'",
            "place: 'Kantai' is not in places.csv; did you mean kantei? If not, de",
        ),
        ("topics = ['chips!']", "topics: 'chips!' is not in topics.csv; "),
        ("[[hosts]]\nperson='Nobody At All'", "hosts 1, person: 'Nobody At All' is not in people.csv; describe it und"),
        ("[[visits]]\nsequence=0", "visits 1, sequence: '0' is no place in a trip's order; write a whole number"),
        ("[[people]]\nname='漢字'", "people 1, person_id: no id can be made of '漢字'; give one of its own"),
        ("[[people]]\nname='Tim Cook'\nname_native='x'", "people 1, name_native: is '' for tim-cook in the record"),
        (f"meeting_id = '{MEETING}'", f"meeting_id: {MEETING} is in the record; correct it there, or choose"),
    ],
)
def test_a_faulty_file_is_told_in_lines(text: str, said: str | None, fixture_folder: Path) -> None:
    path = fixture_folder.parent / "new.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    before = bytes_of(fixture_folder)
    result = run(path, data=fixture_folder)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert all(line.startswith("new.toml: ") and line.endswith("[add]") for line in result.stderr.splitlines())
    assert said is None or said in result.stderr
    assert bytes_of(fixture_folder) == before


def test_a_missing_file_is_one_line(fixture_folder: Path) -> None:
    result = run(fixture_folder / "none.toml", data=fixture_folder)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert result.stderr.startswith("none.toml: no such file or directory; name a TOML file")


def test_like_prints_a_pattern(fixture_folder: Path) -> None:
    result = run("--like", MEETING, data=fixture_folder)
    assert tomllib.loads(result.stdout)["visits"][0]["person"] == "tim-cook"
    assert run("--like", "nothing", data=fixture_folder).exit_code == 2


@pytest.mark.parametrize("words", [[], ["--dry-run"], [EXAMPLE, "--like", MEETING], ["--like", MEETING, "--dry-run"]])
def test_a_wrong_call_is_one_line_of_usage(words: list[object], tmp_path: Path) -> None:
    result = run(*words, data=tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "techvisits add: give one of the two: a TOML FILE, or --like ID to print a pattern for one."
        " See techvisits add --help"
    ]


def test_write_all_writes_all_or_nothing(fixture_folder: Path) -> None:
    before = bytes_of(fixture_folder)
    (fixture_folder / "hosts.csv").unlink()
    (fixture_folder / "hosts.csv").mkdir()
    (fixture_folder / "hosts.csv" / "in the way").touch()
    before.pop("hosts.csv")
    with pytest.raises(OSError, match="hosts"):
        write_all(fixture_folder, {"meetings.csv": b"new", "hosts.csv": b"new"})
    after = {path.name: path.read_bytes() for path in fixture_folder.iterdir() if path.is_file()}
    assert after == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_write_all_in_a_closed_folder_changes_nothing(fixture_folder: Path) -> None:
    before = bytes_of(fixture_folder)
    fixture_folder.chmod(0o500)
    with pytest.raises(OSError, match="meetings"):
        write_all(fixture_folder, {"meetings.csv": b"new"})
    fixture_folder.chmod(0o700)
    assert bytes_of(fixture_folder) == before


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Mark Zuckerberg", "mark-zuckerberg"), ("Börje Ekholm", "borje-ekholm"), ("Conan O'Brien", "conan-obrien"),
     ("Lee Jae-yong", "lee-jae-yong"), ("Łukasz Søren", "lukasz-soren"), ("岸田文雄", ""), ("J.R. Smith", "jr-smith")],
)  # fmt: skip
def test_slug(name: str, slug: str) -> None:
    assert build_slug(name) == slug


def test_word_for_a_person_in_ids() -> None:
    assert build_short({"person_id": "lee-jae-yong", "name": "Lee Jae-yong"}) == "lee-jae-yong"
    assert build_short({"person_id": "masayoshi-son", "name": "Masayoshi Son"}) == "son"


def test_any_name_of_a_person_finds_the_person() -> None:
    people = Names(PACKAGE.tables["people"], PACKAGE.rows["people"])
    for text in ("lee-jae-yong", "Lee Jae-yong", "이재용", "JAY Y. LEE"):
        assert people.ids(text) == ["lee-jae-yong"]


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.sampled_from(["date", "place", "topics", "visits", "hosts", "people", "x"]), st.one_of(
    st.text(max_size=5), st.integers(), st.lists(st.text(max_size=3), max_size=2), st.dates(), st.none(),
    st.lists(st.dictionaries(st.sampled_from(["person", "name", "role", "sequence"]), st.text(max_size=4)), max_size=2),
)))  # fmt: skip
def test_whatever_a_file_says_is_answered_in_findings(document: dict[str, Any]) -> None:
    with pytest.raises(DataError):
        added(document)
