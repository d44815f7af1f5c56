"""Which row a name means, and the id a new name gets."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from techvisits.package.descriptor import Row, Table
from techvisits.package.tables import split_list
from techvisits.record.search import fold

NAME_FIELDS: Final = ("name", "name_native", "label", "label_ja", "label_ko", "title")
LISTS: Final = ("also_known_as", "written_as")
# A Korean name as English-language papers write it: the family name first, then a given name with a hyphen.
FAMILY_FIRST: Final = re.compile(r"\w+ \w+-\w+")


class Names:
    """The ids of one table under all the names their rows have."""

    def __init__(self, table: Table, rows: Iterable[Row]) -> None:
        self.table = table
        (self.key,) = table.key
        self.rows: dict[str, Row] = {}
        self.by_name: defaultdict[str, set[str]] = defaultdict(set)
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> None:
        """Let the row be found, too."""
        self.rows[row[self.key]] = row
        names = [row[field] for field in NAME_FIELDS if row.get(field)] if self.table.name != "trips" else []
        for name in (*names, *(form for field in LISTS for form in split_list(row.get(field, "")))):
            self.by_name[_plain(name)].add(row[self.key])

    def ids(self, text: str) -> list[str]:
        """The ids `text` may mean: itself where it is one, else those of the rows of that name."""
        return [text] if text in self.rows else sorted(self.by_name.get(_plain(text), ()))

    def explain(self, text: str) -> tuple[str, str]:
        """What is wrong with a text that means no row or several, and what to do."""
        found = self.ids(text)
        if found:
            return f"{text!r} is {' and '.join(found)}", "write the id that is meant"
        spelled = {name: id_ for name, ids in self.by_name.items() for id_ in ids} | {id_: id_ for id_ in self.rows}
        near = difflib.get_close_matches(_plain(text), spelled, 1, 0.75)
        hint = f"did you mean {spelled[near[0]]}? If not, " if near else ""
        new = f"describe it under [[{self.table.name}]]" if self.table.name != "topics" else "choose from topics.csv"
        return f"{text!r} is not in {self.table.path}", f"{hint}{new}"


def build_slug(name: str) -> str:
    """`"Börje Ekholm"` -> `"borje-ekholm"`; empty where the name has no Latin letter."""
    plain = re.sub(r"['’.]", "", fold(name).replace("ø", "o").replace("ł", "l").replace("ß", "ss"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def build_short(person: Row) -> str:
    """The word for a person in the ids of trips and meetings: the family name, or the whole where it comes first."""
    return person["person_id"] if FAMILY_FIRST.fullmatch(person["name"]) else person["person_id"].rsplit("-", 1)[-1]


def _plain(name: str) -> str:
    return " ".join(fold(name).split())
