"""The data dictionary: the descriptor in words, a table of fields for each table."""

from __future__ import annotations

from typing import Any


def build_dictionary(descriptor: dict[str, Any]) -> str:
    """The descriptor as Markdown: every table, its key, and every field with its type, rules and meaning."""
    licences = [f"- [{licence['title']}]({licence['path']})" for licence in descriptor.get("licenses", [])]
    head = [
        f"# Data dictionary: {descriptor.get('title', descriptor.get('name', ''))}",
        "Generated from `datapackage.json` by `techvisits dictionary`; change the descriptor, not this page.",
        descriptor.get("description", ""),
        f"Data version {descriptor.get('version', '0')}. An empty cell means unknown or not applicable. Licences:",
        "\n".join(licences),
    ]
    return "\n\n".join([*filter(None, head), *(_build_table(resource) for resource in descriptor["resources"])]) + "\n"


def _build_table(resource: dict[str, Any]) -> str:
    schema = resource["schema"]
    links = {key["fields"][0]: key["reference"] for key in schema.get("foreignKeys", [])}
    rows = [_build_row(field, links.get(field["name"]), resource["name"]) for field in schema["fields"]]
    key = ", ".join(f"`{name}`" for name in schema["primaryKey"])
    return "\n\n".join(
        [
            f"## {resource['name']}",
            f"{resource.get('description', '')} File `{resource['path']}`, key {key}.".strip(),
            "\n".join(["| field | type | rules | meaning |", "|---|---|---|---|", *rows]),
        ]
    )


def _build_row(field: dict[str, Any], reference: dict[str, Any] | None, table: str) -> str:
    rules = [*_explain(field.get("constraints", {}))]
    if reference:
        rules.append(f"in `{reference['resource'] or table}.{reference['fields'][0]}`")
    cells = (f"`{field['name']}`", field["type"], "; ".join(rules), field.get("description", ""))
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _explain(constraints: dict[str, Any]) -> list[str]:
    words = {
        "required": "required" if constraints.get("required") else "",
        "unique": "unique" if constraints.get("unique") else "",
        "enum": "one of " + ", ".join(f"`{item}`" for item in constraints.get("enum", [])),
        "pattern": f"form `{constraints.get('pattern')}`",
        "minimum": f"at least {constraints.get('minimum')}",
        "maximum": f"at most {constraints.get('maximum')}",
    }
    return [words.get(name, f"{name} {value}") for name, value in constraints.items() if words.get(name, name)]
