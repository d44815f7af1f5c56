"""The data dictionary: the descriptor in words, a table of fields for each table."""

from __future__ import annotations

from typing import Any

from techvisits.package.descriptor import Field, ForeignKey, Table, load_tables


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
    return "\n\n".join([*filter(None, head), *map(_build_table, load_tables(descriptor).values())]) + "\n"


def _build_table(table: Table) -> str:
    links = {key.field: key for key in table.foreign_keys}
    rows = [_build_row(field, links.get(field.name)) for field in table.fields]
    key = ", ".join(f"`{name}`" for name in table.key)
    return "\n\n".join(
        [
            f"## {table.name}",
            f"{table.description} File `{table.path}`, key {key}.".strip(),
            "\n".join(["| field | type | rules | meaning |", "|---|---|---|---|", *rows]),
        ]
    )


def _build_row(field: Field, link: ForeignKey | None) -> str:
    rules = _explain(field)
    if link:
        rules.append(f"in `{link.table}.{link.aimed}`")
    cells = (f"`{field.name}`", field.type, "; ".join(rules), field.description)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _explain(field: Field) -> list[str]:
    rules = {
        "required": field.required,
        "unique": field.unique,
        f"one of {_quote(field.enum)}": field.enum,
        f"form `{field.pattern}`": field.pattern,
        f"at least {field.minimum}": field.minimum is not None,
        f"at most {field.maximum}": field.maximum is not None,
        f"list joined with `{field.delimiter}`": field.delimiter,
        f"items {_quote(field.items)}": field.items,
    }
    return [*(words for words, applies in rules.items() if applies), *field.others]


def _quote(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)
