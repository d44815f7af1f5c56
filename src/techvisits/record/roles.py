"""What roles are called in other languages: of two with one text, who holds it tells which is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from techvisits.package.descriptor import Row
from techvisits.record.model import Organization

ANY: Final = "any"
ROLE: Final = "role"
HOLDERS: Final = ("visits", "hosts")
Titles = Mapping[str, str]


class Roles(NamedTuple):
    """The titles of roles by language code, by the role's text and where it is held."""

    titles: Mapping[tuple[str, str], Titles]

    def find(self, role: str, organization: Organization) -> Titles:
        """What a role in an organization is called in other languages; nothing where nobody translated it."""
        keys = held_in(organization.organization_id, organization.kind)
        return next((self.titles[role, key] for key in keys if (role, key) in self.titles), {})


def held_in(organization_id: str, kind: str) -> Iterator[str]:
    """Where a role in an organization may be told to be held, the narrowest first."""
    yield from (organization_id, kind, ANY)


def build_roles(rows: Iterable[Row]) -> Roles:
    """The roles of their table."""
    return Roles({(row[ROLE], row["held_in"]): _build_titles(row) for row in rows})


def _build_titles(row: Row) -> Titles:
    return {name.removeprefix(f"{ROLE}_"): cell for name, cell in row.items() if name.startswith(f"{ROLE}_")}


def build_finder(rows: Mapping[str, Sequence[Row]]) -> Callable[[Row], str]:
    """What gives, for a row of `HOLDERS`, the `held_in` of the narrowest row of `roles` for it; empty where there is none."""
    kinds = {row["organization_id"]: row["kind"] for row in rows["organizations"]}
    known = {(row[ROLE], row["held_in"]) for row in rows["roles"]}

    def find(row: Row) -> str:
        keys = held_in(row["organization_id"], kinds.get(row["organization_id"], ""))
        return next((key for key in keys if (row[ROLE], key) in known), "")

    return find


def find_used(rows: Mapping[str, Sequence[Row]]) -> set[tuple[str, str]]:
    """The keys of the rows of `roles` by which somebody's role is called."""
    find = build_finder(rows)
    return {(row[ROLE], find(row)) for table in HOLDERS for row in rows[table]}
