"""The record's numbers as printed are those that its tables hold."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import DATA, Edit

from techvisits.curate.check import load_records
from techvisits.curate.cli.main import main
from techvisits.package.errors import DataError
from techvisits.package.tables import load_package
from techvisits.record.stats import END, START, build_stats, replace_numbers

SHIPPED = load_package(DATA)


def run(*words: object, data: Path = DATA) -> Result:
    result = CliRunner().invoke(main, ["--data", str(data), *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def numbers() -> dict[str, list[str]]:
    """The cells of every row of the numbers, by their first cell."""
    text = build_stats(load_records(DATA), SHIPPED.rows["coverage"])
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {row[0]: row[1:] for row in rows}


def test_numbers_are_those_of_the_tables() -> None:
    found = numbers()
    for words, number in {
        "visits (one leader at one meeting)": len(SHIPPED.rows["visits"]),
        "meetings": len(SHIPPED.rows["meetings"]),
        "leaders": len({row["person_id"] for row in SHIPPED.rows["visits"]}),
        "trips": len(SHIPPED.rows["trips"]),
        "sources": len(SHIPPED.rows["sources"]),
        "pages": len({row["url"] for row in SHIPPED.rows["sources"]}),
    }.items():
        assert found[words] == [f"{number:,}"]


def test_grades_years_and_areas_add_up() -> None:
    found, meetings = numbers(), len(SHIPPED.rows["meetings"])
    grades = [row for words, row in found.items() if "publisher" in words and len(row) == 2 and "of" not in row[0]]
    grades += [row for words, row in found.items() if "primary source" in words or words.startswith("unconfirmed")]
    assert sum(int(row[0].replace(",", "")) for row in grades) == meetings
    years = {words: list(map(int, row)) for words, row in found.items() if re.fullmatch("[0-9]{4}|all", words)}
    total = years.pop("all")
    assert total == [sum(column) for column in zip(*years.values(), strict=True)]
    assert total[-1] == meetings
    assert all(sum(row[:-1]) == row[-1] for row in years.values())


def test_shares_count_what_they_say() -> None:
    found = numbers()
    both = {r["meeting_id"] for r in SHIPPED.rows["sources"] if {"date", "host"} <= {*r["supports"].split(";")}}
    assert found["meetings with a source that supports host and date"][0] == (
        f"{len(both):,} of {len(SHIPPED.rows['meetings']):,}"
    )
    places = {row["place_id"]: row for row in SHIPPED.rows["places"]}
    venues = {
        row["place_id"] for row in SHIPPED.rows["meetings"]
        if row["place_certainty"] == "stated" and places[row["place_id"]]["kind"] == "venue"
    }  # fmt: skip
    exact = [venue for venue in venues if places[venue]["coordinates_precision"] in ("building", "block")]
    assert found["stated venues located to the building or block"][0] == f"{len(exact)} of {len(venues)}"


def test_stats_write_and_check_a_page(package_folder: Path, edit: Edit) -> None:
    page = package_folder.parent / "PAGE.md"
    page.write_text(f"# Head\n\n{START}old{END}\n\nTail\n", "utf-8")
    stale = run("stats", "--check", page, data=package_folder)
    assert (stale.exit_code, len(stale.stderr.splitlines())) == (1, 1)
    assert f"are out of date; write them anew with techvisits stats -o {page}" in stale.stderr
    assert page.read_text("utf-8") == f"# Head\n\n{START}old{END}\n\nTail\n"
    assert run("stats", "-o", page, data=package_folder).exit_code == 0
    text = page.read_text("utf-8")
    assert text.startswith(f"# Head\n\n{START}\n\n| what |")
    assert text.endswith(f" % |\n\n{END}\n\nTail\n")
    assert run("stats", "--check", page, data=package_folder).exit_code == 0
    assert run("stats", data=package_folder).stdout.strip() in text


def test_a_page_without_marks_is_one_line(package_folder: Path) -> None:
    page = package_folder.parent / "PAGE.md"
    page.write_text(f"{END} {START}", "utf-8")
    result = run("stats", "-o", page)
    assert (result.exit_code, result.stderr.splitlines()) == (
        1, ["PAGE.md: has no marks for the numbers; put <!-- numbers --> and <!-- /numbers --> around their place [numbers]"]
    )  # fmt: skip
    assert run("stats", "-o", page.parent / "none.md").exit_code == 1
    assert run("stats", "-o", page, "--check", page).exit_code == 2
    with pytest.raises(DataError):
        replace_numbers(START, "", "x")
