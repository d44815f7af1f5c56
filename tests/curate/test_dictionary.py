"""The data dictionary says everything the descriptor says."""

import pytest
from conftest import FIXTURE

from techvisits.package.descriptor import load_descriptor
from techvisits.package.dictionary import build_dictionary

DESCRIPTOR = load_descriptor(FIXTURE)
FIELDS = [(resource["name"], field) for resource in DESCRIPTOR["resources"] for field in resource["schema"]["fields"]]


@pytest.mark.parametrize(
    ("table", "field"), FIELDS, ids=lambda value: value if isinstance(value, str) else value["name"]
)
def test_every_field_has_its_row(table: str, field: dict[str, object]) -> None:
    section = build_dictionary(DESCRIPTOR).split(f"\n## {table}\n")[1].split("\n## ")[0]
    (row,) = [line for line in section.splitlines() if line.startswith(f"| `{field['name']}` |")]
    assert field["description"]
    assert str(field["description"]).replace("|", "\\|") in row
    for item in field.get("constraints", {}).get("enum", []):  # type: ignore[attr-defined]
        assert f"`{item}`" in row


def test_rows_have_four_cells() -> None:
    rows = [line for line in build_dictionary(DESCRIPTOR).splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {5}


def test_keys_are_named() -> None:
    text = build_dictionary(DESCRIPTOR)
    assert "File `visits.csv`, key `meeting_id`, `person_id`." in text
    assert "in `people.person_id`" in text
    assert "in `places.place_id`" in text
    assert text.endswith("|\n")


def test_field_without_rules_or_description() -> None:
    schema = {"fields": [{"name": "a", "type": "string", "constraints": {"required": False}}], "primaryKey": ["a"]}
    text = build_dictionary({"name": "tiny", "resources": [{"name": "t", "path": "t.csv", "schema": schema}]})
    assert "| `a` | string |  |  |" in text


def test_lists_and_rules_that_we_do_not_know_are_told() -> None:
    field = {"name": "a", "type": "string", "delimiter": ";", "items": ["x", "y"], "constraints": {"maxLength": 9}}
    schema = {"fields": [field], "primaryKey": ["a"]}
    text = build_dictionary({"resources": [{"name": "t", "path": "t.csv", "schema": schema}]})
    assert "| `a` | string | list joined with `;`; items `x`, `y`; maxLength 9 |  |" in text
