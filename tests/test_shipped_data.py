"""What must hold of the record itself, as it is shipped; no other test leans on its rows."""

import datetime as dt

import pytest
from click.testing import CliRunner
from conftest import DATA

from techvisits.curate.add.addition import build_addition
from techvisits.curate.add.entry import parse_entry
from techvisits.curate.add.template import build_document, remove_meeting
from techvisits.curate.check import check_package
from techvisits.curate.cli.main import main
from techvisits.curate.geocode.wards import check_places, load_wards
from techvisits.package.canonical import build_canonical
from techvisits.package.descriptor import Table
from techvisits.package.tables import load_package

PACKAGE = load_package(DATA)


def test_the_checks_find_no_error(today: dt.date) -> None:
    assert [str(finding) for finding in check_package(DATA, today) if finding.severity == "error"] == []


@pytest.mark.parametrize("table", PACKAGE.tables.values(), ids=lambda table: table.name)
def test_every_table_is_in_its_one_right_form(table: Table) -> None:
    assert (DATA / table.path).read_bytes() == build_canonical(PACKAGE.rows[table.name], table)


@pytest.mark.parametrize("words", [("stats", "README.md"), ("dictionary", "DICTIONARY.md")])
def test_every_page_made_from_the_data_is_fresh(words: tuple[str, str]) -> None:
    command, page = words
    result = CliRunner().invoke(main, ["--data", str(DATA), command, "--check", str(DATA / page)])
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("table", PACKAGE.tables.values(), ids=lambda table: table.name)
def test_every_table_and_field_is_described(table: Table) -> None:
    assert table.description
    assert [field.name for field in table.fields if not field.description] == []


def test_every_place_lies_in_the_ward_that_its_address_names() -> None:
    found = check_places(PACKAGE.rows["places"], load_wards())
    assert [str(result) for result in found if result.named] == []


@pytest.mark.parametrize("meeting_id", [row["meeting_id"] for row in PACKAGE.rows["meetings"]][::80])
def test_any_meeting_removed_and_added_leaves_the_same_rows(meeting_id: str) -> None:
    entry = parse_entry("x.toml", build_document(PACKAGE, meeting_id), PACKAGE.tables)
    package = build_addition(remove_meeting(PACKAGE, meeting_id), entry).package
    for name, table in PACKAGE.tables.items():
        assert build_canonical(package.rows[name], table) == build_canonical(PACKAGE.rows[name], table)
