"""The descriptor `datapackage.json`, the only schema: its tables, their fields and keys, and what a cell may hold."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from techvisits.package.errors import DataError, Finding, UndeclaredError
from techvisits.package.files import read_text

DESCRIPTOR: Final = "datapackage.json"
TYPES: Final = ("string", "date", "number", "integer")
EXPLAINED: Final = ("required", "unique", "enum", "pattern", "minimum", "maximum")
V = TypeVar("V")


class Declared(dict[str, V]):
    """Values by the names of the tables or fields that the descriptor declares; another name is an UndeclaredError."""

    def __missing__(self, name: str) -> V:
        what, remedy = f"declares no {name!r}", "restore it from version control"
        raise UndeclaredError([Finding(DESCRIPTOR, 0, "", what, remedy, "descriptor")])


class Row(Declared[str]):
    """One row of a table: the text of each cell, by field."""


@dataclass(frozen=True)
class Field:
    """One field as the descriptor declares it; what that leaves out is empty or None.

    `enum` are the values of a cell, `items` those in a list, `delimiter` is what joins a list, `others` are further rules.
    """

    name: str
    type: str = "string"
    description: str = ""
    required: bool = False
    unique: bool = False
    pattern: str = ""
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    delimiter: str = ""
    items: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class ForeignKey:
    """A field whose cells are empty or stand in the field `aimed` of another table, or of the same."""

    field: str
    table: str
    aimed: str


@dataclass(frozen=True)
class Table:
    """One table as the descriptor declares it."""

    name: str
    path: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    description: str = ""
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def field_names(self) -> list[str]:
        """The columns, in schema order."""
        return [field.name for field in self.fields]

    def field(self, name: str) -> Field:
        """The field of that name; raises UndeclaredError where there is none."""
        return Declared({field.name: field for field in self.fields})[name]

    def blank(self) -> Row:
        """A row whose cells are all empty."""
        return Row((name, "") for name in self.field_names)


def load_descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor as a dict; raises DataError where it is missing or no JSON object."""
    if not (folder / DESCRIPTOR).exists():
        raise _refuse(f"is not in {folder}", "name a folder that holds one")
    text = read_text(folder / DESCRIPTOR)
    try:
        descriptor = json.loads(text)
        if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
            raise TypeError("no list of resources in it")
    except (ValueError, TypeError, RecursionError) as error:
        raise _refuse(f"is no descriptor ({error})") from error
    return descriptor


def load_tables(descriptor: dict[str, Any]) -> Declared[Table]:
    """The tables a descriptor declares, by name; raises DataError where it is half written."""
    try:
        tables = Declared((table.name, table) for table in map(_build_table, descriptor["resources"]))
        for table in tables.values():
            _check_keys(table, tables)
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        what = f"lacks {error} in a resource" if isinstance(error, KeyError) else f"has an unusable resource ({error})"
        raise _refuse(what) from error
    return tables


def _build_table(resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    table = Table(
        _text(resource["name"]),
        _text(resource["path"]),
        tuple(map(_build_field, schema["fields"])),
        _texts(schema["primaryKey"]),
        _text(resource.get("description", "")),
        tuple(_build_foreign_key(key, resource["name"]) for key in schema.get("foreignKeys", [])),
    )
    if Path(table.path).name != table.path:
        raise ValueError(f"{table.path!r} is no file beside the descriptor")
    return table


def _build_field(field: dict[str, Any]) -> Field:
    constraints = field.get("constraints", {})
    built = Field(
        name=_text(field["name"]),
        type=_text(field["type"]),
        description=_text(field.get("description", "")),
        required=constraints.get("required") is True,
        unique=constraints.get("unique") is True,
        pattern=_text(constraints.get("pattern", "")),
        enum=_texts(constraints.get("enum", [])),
        minimum=_number(constraints.get("minimum")),
        maximum=_number(constraints.get("maximum")),
        delimiter=_text(field.get("delimiter", "")),
        items=_texts(field.get("items", [])),
        others=tuple(f"{name} {value}" for name, value in constraints.items() if name not in EXPLAINED),
    )
    if built.type not in TYPES:
        raise ValueError(f"{built.name} has the unknown type {built.type!r}")
    re.compile(built.pattern)
    return built


def _build_foreign_key(key: dict[str, Any], table: str) -> ForeignKey:
    (field,), (aimed,) = _texts(key["fields"]), _texts(key["reference"]["fields"])
    return ForeignKey(field, _text(key["reference"]["resource"]) or table, aimed)


def _check_keys(table: Table, tables: Declared[Table]) -> None:
    if not table.key or not set(table.key) <= set(table.field_names):
        raise ValueError(f"the key of {table.name} is not made of its fields")
    for key in table.foreign_keys:
        if key.field not in table.field_names or key.aimed not in tables[key.table].field_names:
            raise ValueError(f"the foreign key {key.field} of {table.name} points to no field")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return tuple(map(_text, value))


def _number(value: object) -> float | None:
    if not isinstance(value, int | float | None):
        raise TypeError(f"{value!r} is no number")
    return value


def _refuse(what: str, remedy: str = "restore it from version control") -> DataError:
    return DataError([Finding(DESCRIPTOR, 0, "", what, remedy, "file")])
