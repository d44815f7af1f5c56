"""What colour means, for map, legend and timeline alike: who received the leader, or which company the leader is of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from techvisits.drawing.palette import LIGHT, Palette
from techvisits.record.filters import HOST_KINDS
from techvisits.record.records import Records
from techvisits.text import words as labels
from techvisits.text.language import Language

BY_HOST: Final = "host"
BY_COMPANY: Final = "company"
OTHER: Final = "other"


@dataclass(frozen=True)
class Colouring:
    """The kinds that colours stand for, in the order of the legend; `filter` is the filter that its ids belong to."""

    filter: str
    names: Mapping[str, str]
    other: str
    ids_of: Callable[[Any], Sequence[str]]

    def of(self, row: Any) -> list[str]:
        """The kinds of a meeting, those without a colour of their own as `other`."""
        return list(dict.fromkeys(i if i in self.names else OTHER for i in self.ids_of(row)))

    def colour(self, kind: str, palette: Palette) -> str:
        """The hex colour of a kind in a theme."""
        return palette.kinds[list(self.names).index(kind)] if kind in self.names else palette.other

    def label(self, kind: str) -> str:
        """What a kind is called in the reader's language."""
        return self.names.get(kind, self.other)


def by_host(language: Language) -> Colouring:
    """Colour says who received the leader: government, company or university and public."""
    names = {kind: labels.host_kind(kind, language) for kind in HOST_KINDS}
    return Colouring("host_kind", names, "", lambda row: (row.host_kind,))


def by_company(records: Records, chosen: Sequence[str], language: Language) -> Colouring:
    """Colour says which company the leader is of: those that are chosen, then those with the most meetings; the rest is one."""
    pairs: pd.DataFrame = records.visits[["meeting_id", "company_id"]].drop_duplicates()
    most = [str(i) for i in pairs["company_id"].value_counts().index]
    ids = list(dict.fromkeys([*chosen, *most]))[: len(LIGHT.kinds)]
    names = {i: records.name(i, language.name, [records.organizations]) for i in ids}
    return Colouring("company", names, language.say("Other companies"), lambda row: row.company_ids)
