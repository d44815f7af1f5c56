"""What colour means, for map, list, legend and timeline alike: who received the leader, or which company the leader is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from techvisits.record.model import HOST_KINDS, Meeting
from techvisits.record.record import Record
from techvisits.text import words
from techvisits.text.language import Language

SLOTS: Final = 6
OTHER: Final = "other"


@dataclass(frozen=True)
class Colouring:
    """The kinds that colours stand for and their names, in the order of the legend; `filter` is the list filter of their ids.

    `other` is what all else is called, empty where there is nothing else.
    """

    filter: str
    names: Mapping[str, str]
    other: str = ""

    def kinds_of(self, meeting: Meeting) -> tuple[str, ...]:
        """The kinds of a meeting, those without a colour of their own as `other`."""
        ids = (meeting.host_kind,) if self.filter == "host_kind" else meeting.company_ids
        return tuple(dict.fromkeys(i if i in self.names else OTHER for i in ids))

    def slot(self, kind: str) -> int:
        """The number of a kind's colour, from 1; 0 for `other`."""
        return [*self.names].index(kind) + 1 if kind in self.names else 0

    def kind_of(self, meeting: Meeting) -> str:
        """The kind whose colour a meeting has: of several the first in the legend, where those that are asked for lead."""
        return min((kind for kind in self.kinds_of(meeting) if kind in self.names), key=self.slot, default=OTHER)

    def slot_of(self, meeting: Meeting) -> int:
        """The number of a meeting's colour."""
        return self.slot(self.kind_of(meeting))

    def label(self, kind: str) -> str:
        """What a kind is called in the reader's language."""
        return self.names.get(kind, self.other)


def by_host(language: Language) -> Colouring:
    """Colour says who received the leader: government, company or university and public."""
    return Colouring("host_kind", {kind: words.host_kind(kind, language) for kind in HOST_KINDS})


def by_company(record: Record, chosen: Sequence[str], language: Language) -> Colouring:
    """Colour says which company the leader is of: those that are chosen, then those with the most meetings; the rest is one."""
    counts = Counter(i for meeting in record.meetings for i in meeting.company_ids)
    most = sorted(counts, key=lambda i: (-counts[i], i))
    ids = list(dict.fromkeys([*chosen, *most]))[:SLOTS]
    names = {i: language.name(record.organizations[i].name) for i in ids}
    return Colouring("company", names, language.say("Other companies"))
