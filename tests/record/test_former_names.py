"""An organization stands in a meeting by the name of that day, and is found by every name that it ever had."""

from pathlib import Path

import pytest
from conftest import Edit
from small import RECORD, build

from techvisits.record.filters import Filters, apply
from techvisits.record.model import Name
from techvisits.record.record import Record

GATES = "2018-11-09-gates-diet"
FORMS = "ゲイツ財団", "게이츠재단"
THEN, NOW = Name("Bill & Melinda Gates Foundation", "", FORMS), Name("Gates Foundation", "", FORMS)


@pytest.fixture
def renamed(fixture_folder: Path, edit: Edit) -> Record:
    """The record in which the Diet was called otherwise until the day of the meeting, and NEC twice otherwise before."""
    diet = {"organization_id": "national-diet-of-japan", "name": "Imperial Diet", "name_native": "帝国議会"}
    nec = {"organization_id": "nec", "name_native": ""}
    url = {"url": "https://example.org"}
    edit(
        "names",
        lambda rows: rows.extend(
            [
                {**diet, "from": "", "to": "2018-11-09", **url},
                {**nec, "name": "NEC Two", "from": "2011-01-27", "to": "2020-01-01", **url},
                {**nec, "name": "NEC One", "from": "", "to": "2011-01-26", **url},
            ]
        ),
    )
    return build(fixture_folder)


def test_a_meeting_has_the_name_of_its_day_and_knows_that_of_today() -> None:
    visitor = RECORD.by_id[GATES].visitors[0]
    assert visitor.company.name == THEN
    assert visitor.company.now == NOW
    assert visitor.company.names == (THEN, NOW)
    assert next(visit for visit in RECORD.visits if visit.meeting.meeting_id == GATES).visitor == visitor


def test_the_record_itself_has_the_name_of_today() -> None:
    assert RECORD.organizations["gates-foundation"].name == NOW
    assert RECORD.organizations["gates-foundation"].now is None
    assert RECORD.find_name("gates-foundation") == NOW
    assert RECORD.organizations["meta"].names == ()
    assert RECORD.organizations["meta"].now is None


def test_a_name_holds_from_its_first_to_its_last_day(renamed: Record) -> None:
    host = renamed.by_id[GATES].hosts[0]
    assert host.organization.name == host.name == Name("Imperial Diet", "帝国議会", ("帝国議会",))
    assert host.organization.now == renamed.organizations["national-diet-of-japan"].name
    nec = next(host.organization for host in renamed.by_id["2011-01-27-yang-nec"].hosts)
    assert nec.name.english == "NEC Two"
    assert [name.english for name in nec.names] == ["NEC One", "NEC Two", "NEC"]


@pytest.mark.parametrize("q", ["Melinda", "gates foundation", "Imperial", "帝国議会", "国会"])
def test_search_finds_the_meeting_by_the_old_and_the_new_name(q: str, renamed: Record) -> None:
    assert GATES in apply(Filters(q=q), renamed).meeting_ids


def test_search_finds_a_meeting_of_today_by_the_old_name(fixture_folder: Path, edit: Edit) -> None:
    cells = {"organization_id": "meta", "name": "Facebook", "name_native": "", "from": "", "to": "2021-10-27"}
    edit("names", lambda rows: rows.append({**cells, "url": "https://example.org"}))
    record = build(fixture_folder)
    assert record.by_id["2024-02-27-zuckerberg-kishida"].visitors[0].company.name.english == "Meta"
    assert "2024-02-27-zuckerberg-kishida" in apply(Filters(q="facebook"), record).meeting_ids


def test_all_forms_of_an_organization_and_of_a_person(renamed: Record) -> None:
    assert renamed.find_forms("nec") == ("日本電気", "NEC One", "NEC Two")
    assert renamed.find_forms("national-diet-of-japan") == ("国会", "Imperial Diet", "帝国議会")
    assert renamed.find_forms("fumio-kishida")[0] == "岸田文雄"
    assert renamed.find_forms("kantei")[0] == "総理大臣官邸"
    assert renamed.find_forms("nobody") == ()


def test_a_filter_by_company_finds_all_its_meetings_by_whatever_name() -> None:
    assert apply(Filters().asking("company", ["gates-foundation"]), RECORD).meeting_ids == {GATES}
