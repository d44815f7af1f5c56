"""What may stand twice in the record is listed for a curator: meetings, places and copied summaries."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import FIXTURE, Edit, Rows

from techvisits.curate.cli.main import main
from techvisits.curate.duplicates import list_duplicates, list_meetings, list_places
from techvisits.package.tables import load_package

CALL = "2024-02-27-zuckerberg-kishida"
TWIN = "2024-02-28-twin"


def copy_call(edit: Edit, **cells: str) -> None:
    """The prime minister's meeting stands there once more, on the next day, with these cells of its own."""
    for table in ("meetings", "visits", "hosts", "sources"):

        def copy(rows: Rows, table: str = table) -> None:
            mine = [row for row in rows if row["meeting_id"] == CALL]
            own = {"date": "2024-02-28", **cells} if table == "meetings" else {}
            rows.extend([{**row, "meeting_id": TWIN, **own} for row in mine])

        edit(table, copy)


def test_the_small_package_has_none() -> None:
    assert list(list_duplicates(load_package(FIXTURE))) == []


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({}, "mark-zuckerberg with fumio-kishida at kantei"),
        ({"place_id": "tokyo"}, "mark-zuckerberg with fumio-kishida at two places"),
        ({"date": "2024-02-26"}, "mark-zuckerberg with fumio-kishida at kantei"),
        ({"date": "2024-02-29"}, None),
        ({"date": "2024-02-01", "date_precision": "month"}, "mark-zuckerberg with fumio-kishida at kantei"),
        ({"date": "2024-03-01", "date_precision": "month"}, None),
    ],
)
def test_meetings_of_one_visitor_and_host_are_listed(
    cells: dict[str, str], said: str | None, fixture_folder: Path, edit: Edit
) -> None:
    copy_call(edit, **cells)
    expected = [f"meetings {CALL} and {TWIN}: {said}"] if said else []
    assert list(list_meetings(load_package(fixture_folder))) == expected


def test_a_common_place_is_enough_but_a_common_city_is_not(fixture_folder: Path, edit: Edit) -> None:
    copy_call(edit)
    edit("hosts", lambda rows: next(r for r in rows if r["meeting_id"] == TWIN).update(person_id="roh-tae-moon"))
    assert list(list_meetings(load_package(fixture_folder))) == [
        f"meetings {CALL} and {TWIN}: mark-zuckerberg with others at kantei"
    ]
    edit("meetings", lambda rows: [row.update(place_id="tokyo") for row in rows if row["meeting_id"] in (CALL, TWIN)])
    assert list(list_meetings(load_package(fixture_folder))) == []


@pytest.mark.parametrize(
    ("cells", "far"),
    [
        ({"name": "Elsewhere", "name_native": "", "latitude": "35.67287"}, "23 m apart"),
        ({"name": "Elsewhere", "name_native": "", "latitude": "35.67254"}, "60 m apart"),
        ({"name": "Elsewhere", "name_native": "", "latitude": "35.67250"}, None),
        ({"name": "Elsewhere", "latitude": "", "longitude": ""}, "distance unknown"),
        ({"name_native": "", "latitude": "", "longitude": ""}, "distance unknown"),
        ({"name": "Elsewhere", "latitude": "37.50000", "longitude": "127.00000", "city": "seoul"}, None),
    ],
)
def test_places_near_each_other_or_of_one_name_are_listed(
    cells: dict[str, str], far: str | None, fixture_folder: Path, edit: Edit
) -> None:
    def copy(rows: Rows) -> None:
        kantei = next(row for row in rows if row["place_id"] == "kantei")
        rows.append({**kantei, "place_id": "zz", **cells})

    edit("places", copy)
    name = "Prime Minister's Office of Japan (Kantei)"
    expected = [f"places kantei and zz: {name} and {cells.get('name', name)}, {far}"] if far else []
    assert list(list_places(load_package(fixture_folder))) == expected


@pytest.mark.parametrize("field", ["title", "note"])
def test_a_summary_like_its_headline_is_listed(field: str, fixture_folder: Path, edit: Edit) -> None:
    words = "Met the prime minister to talk about chips and power"
    edit("sources", lambda rows: next(r for r in rows if r["meeting_id"] == CALL).update({field: words.upper()}))
    edit("meetings", lambda rows: next(r for r in rows if r["meeting_id"] == CALL).update(summary=words + "."))
    assert list(list_duplicates(load_package(fixture_folder))) == [
        f"summary of {CALL}: 'met the prime minister to talk about' stands in a headline or note of its sources"
    ]


def test_the_command_lists_counts_and_exits_0(fixture_folder: Path, edit: Edit) -> None:
    copy_call(edit)
    result = CliRunner().invoke(main, ["--data", str(fixture_folder), "duplicates"])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:] == ["1 to look at"]
