"""`techvisits stats`: the numbers printed, written into a page, and held against it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import FIXTURE, Edit

from techvisits.curate.cli.main import main
from techvisits.package.errors import DataError
from techvisits.record.stats import END, START, replace_numbers


def run(*words: object, data: Path = FIXTURE) -> Result:
    result = CliRunner().invoke(main, ["--data", str(data), *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_stats_write_and_check_a_page(fixture_folder: Path, edit: Edit) -> None:
    page = fixture_folder.parent / "PAGE.md"
    page.write_text(f"# Head\n\n{START}old{END}\n\nTail\n", "utf-8")
    stale = run("stats", "--check", page, data=fixture_folder)
    assert (stale.exit_code, len(stale.stderr.splitlines())) == (1, 1)
    assert f"are out of date; write them anew with techvisits stats -o {page}" in stale.stderr
    assert page.read_text("utf-8") == f"# Head\n\n{START}old{END}\n\nTail\n"
    assert run("stats", "-o", page, data=fixture_folder).exit_code == 0
    text = page.read_text("utf-8")
    assert text.startswith(f"# Head\n\n{START}\n\n| what |")
    assert text.endswith(f" % |\n\n{END}\n\nTail\n")
    assert run("stats", "--check", page, data=fixture_folder).exit_code == 0
    assert run("stats", data=fixture_folder).stdout.strip() in text


def test_a_page_without_marks_is_one_line(fixture_folder: Path) -> None:
    page = fixture_folder.parent / "PAGE.md"
    page.write_text(f"{END} {START}", "utf-8")
    result = run("stats", "-o", page)
    assert (result.exit_code, result.stderr.splitlines()) == (
        1, ["PAGE.md: has no marks for the numbers; put <!-- numbers --> and <!-- /numbers --> around their place [numbers]"]
    )  # fmt: skip
    assert run("stats", "-o", page.parent / "none.md").exit_code == 1
    assert run("stats", "-o", page, "--check", page).exit_code == 2
    with pytest.raises(DataError):
        replace_numbers(START, "", "x")
